"""The rows of a table by all the names that a text calls them: 小学教育支出 is 小学, 中等职业教育 is 中职."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from drafter.checking.relations.views import View

__all__ = ["Named", "RowNames"]

_STAGES = (
    ("学前教育", "幼儿教育", "幼儿园", "学前"),
    ("小学教育", "普通小学", "小学"),
    ("普通初中", "初级中学", "初中教育", "初中"),
    ("普通高中教育", "普通高中", "普高", "高中教育", "高中"),
    (
        "中等职业学校",
        "中等职业教育",
        "中等职业",
        "职业高中",
        "职业教育",
        "中职学校",
        "中职教育",
        "中职",
        "职高",
        "职教",
    ),
    ("特殊教育学校", "特殊教育", "特教学校", "特教"),
)
_KIND = re.compile(r"(?:支出|经费|投入|资金|收入|补助|项目)+$")
_ASIDE = re.compile(r"^(?:其中[：:]?|[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．])")
#: Names that are part of others: 中小学, 高中阶段, 学前三年, 职业教育法.
_GUARDED = {
    "小学": r"(?<!中)小学(?!段)",
    "高中": r"高中(?!阶段|段)",
    "学前": r"学前(?![一二两三]年|儿童|班|段)",
    "职业教育": "职业教育(?!法)",
    "学前教育": "学前教育(?!法|[一二两三]年)",
    "中职": "中职(?!毕业)",
}
_JOINED = re.compile(r"[、和及与]|以及")
_SHORTEST = 2


@dataclass(frozen=True)
class Named:
    """Rows that a text names in one list, and where; offsets in the text."""

    start: int
    end: int
    rows: tuple[int, ...]
    names: tuple[str, ...]


class RowNames:
    """Finds the rows of a table in a text."""

    def __init__(self, view: View) -> None:
        labels = {_ASIDE.sub("", label): row for label, row in view.rows.items()}
        self._rows = dict(labels)
        for short, row in _unlike(labels).items():
            self._rows.setdefault(short, row)
        names = sorted((name for name in self._rows if len(name) >= _SHORTEST), key=len, reverse=True)
        self._names = re.compile("|".join(_GUARDED.get(name, re.escape(name)) for name in names) or r"(?!)")

    def lists(self, text: str) -> list[Named]:
        """Every list of rows, and every row that stands alone."""
        found: list[Named] = []
        run: list[re.Match[str]] = []
        for match in [*self._names.finditer(text), None]:
            if run and (match is None or not _JOINED.fullmatch(text[run[-1].end() : match.start()])):
                names = tuple(m[0] for m in run)
                found.append(Named(run[0].start(), run[-1].end(), tuple(self._rows[n] for n in names), names))
                run = []
            if match is not None:
                run.append(match)
        return found


def _unlike(labels: dict[str, int]) -> dict[str, int]:
    """Other names that only one of the rows can go by."""
    told: list[tuple[str, int]] = []
    for label, row in labels.items():
        plain = _KIND.sub("", label)
        stages = [names for names in _STAGES if plain in names]
        told += [(name, row) for names in stages for name in names]
        if not stages and plain != label and len(plain) >= _SHORTEST:
            told.append((plain, row))
    often = Counter(name for name, _ in told)
    return {name: row for name, row in told if often[name] == 1}
