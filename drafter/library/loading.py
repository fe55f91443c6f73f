"""From files to passages: what ships with drafter, and what a user adds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from drafter.errors import InputError
from drafter.files import read_text
from drafter.library.formats import read_html, read_pdf, read_xlsx
from drafter.library.passages import KINDS, LEVELS, Passage
from drafter.library.policies import Policy, load_policies, read_policies, read_policy
from drafter.library.splitting import Line, is_numbered, split_lines
from drafter.library.word import read_docx
from drafter.resources import bundled, own_knowledge

__all__ = ["Gathered", "gather_files", "known_passages", "load_passages", "policy_passages", "shipped_passages"]

_READERS: dict[str, Callable[[Path], list[Line]]] = {
    ".docx": read_docx,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".xlsx": read_xlsx,
}
#: File extensions that can be read, by kind.
EXTENSIONS = {"sample": (*_READERS, ".md", ".txt"), "policy": (*_READERS, ".md", ".txt", ".yaml", ".yml")}

_FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_TITLE_LENGTH = 60
_NAMES_DOCUMENT = re.compile(r"(?:报告|意见|通知|办法|方案|规定|规划|条例|总结|情况)$")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[（(](20\d\d)[〕\]）)]\s*\d{1,4}\s*号")
_REGION = re.compile(r"(?:关于)?([\u4e00-\u9fff]{1,12}?(省|自治区|市|县|旗|区))(?=人民政府|教育|履行|关于|20\d\d)")
_BODY = r"[\u4e00-\u9fff]{2,24}?(?:人民政府办公[厅室]|人民政府|教育[厅局委]|委员会|办公[厅室]|国务院|教育部|财政部)"
_ISSUER = re.compile(rf"({_BODY})(?=关于|印发|20\d\d)")
_SIGNATURE = re.compile(_BODY)
# 市 may be a prefecture or a county-level city: only the name would tell.
_UNIT_LEVELS = {"省": ("province",), "自治区": ("province",), "市": ("city", "county")}


@dataclass
class Gathered:
    """What a list of paths holds.

    Attributes:
        files: to be read, in order, each once.
        named: those of them that were given by name rather than found in a folder.
        unsupported: files of a kind that cannot be read.
    """

    files: list[Path] = field(default_factory=list)
    named: set[Path] = field(default_factory=set)
    unsupported: list[Path] = field(default_factory=list)


def gather_files(paths: Iterable[Path], kind: str) -> Gathered:
    """The files in ``paths``, folders walked; hidden files and Office lock files (``~$``) are passed over.

    Args:
        paths: files and folders.
        kind: one of :data:`~drafter.library.passages.KINDS`; YAML files are policies only.

    Raises:
        InputError: ``kind`` is unknown, or a path does not exist.
    """
    if kind not in KINDS:
        raise InputError(f"资料类型“{kind}”不存在", where="--kind", hint="可用 sample 或 policy")
    result = Gathered()
    for path in paths:
        if not path.exists():
            raise InputError("找不到文件或文件夹", where=str(path), hint="请核对路径")
        found = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in found:
            inside = file.relative_to(path).parts if path.is_dir() else (file.name,)
            if any(part.startswith((".", "~$")) for part in inside):
                continue
            if file.suffix.lower() not in EXTENSIONS[kind]:
                result.unsupported.append(file)
                continue
            resolved = file.resolve()
            if resolved not in result.files:
                result.files.append(resolved)
            if not path.is_dir():
                result.named.add(resolved)
    return result


def load_passages(path: Path, kind: str) -> list[Passage]:
    """The passages of one file.

    Front matter of a Markdown file (id, title, level, year, region, number, topics) is believed; otherwise the title
    is the first line, and level, region, year and document number are read off the title when they stand there.

    Raises:
        InputError: the file is missing, damaged, of another format, or holds no text.
    """
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        return policy_passages([read_policy(path)], path.name)
    front: Mapping[str, Any] = {}
    if suffix in _READERS:
        lines: Sequence[Line] = _READERS[suffix](path)
    else:
        front, lines = _text_lines(path)
    passages = _passages(path, kind, front, lines)
    if not passages:
        raise InputError("没有可用的文字", where=path.name, hint="扫描件请先转成文字")
    return passages


@lru_cache(maxsize=1)
def shipped_passages() -> tuple[Passage, ...]:
    """Every passage that ships with drafter: a clause each of the policies, and the sample reports.

    Raises:
        InputError: a shipped file was changed and cannot be read.
    """
    samples = sorted(bundled("knowledge", "samples").glob("*.md"))
    return (
        *policy_passages(read_policies(bundled("knowledge", "policies")).values()),
        *(passage for path in samples for passage in load_passages(path, "sample")),
    )


def known_passages() -> tuple[tuple[Passage, ...], int]:
    """The shipped passages, with those of the user's own policies after them; and how many are the shipped ones.

    Raises:
        InputError: a shipped file, or one of the user's own folder, cannot be read.
    """
    shipped = shipped_passages()
    if not own_knowledge("policies"):
        return shipped, len(shipped)
    known = policy_passages(load_policies().values())
    ours = {passage for passage in shipped if passage.kind == "policy"}
    kept = [passage for passage in known if passage in ours]
    kept += [passage for passage in shipped if passage.kind == "sample"]
    return (*kept, *(passage for passage in known if passage not in ours)), len(kept)


def policy_passages(policies: Iterable[Policy], source: str = "") -> list[Passage]:
    """One passage a clause; its id is what :meth:`Policies.resolve` takes."""
    return [
        Passage(
            id=f"{policy.id}#{clause.id}",
            kind="policy",
            title=policy.title,
            headings=tuple(part for part in (clause.article, clause.topic) if part),
            text=clause.text,
            source=f"{source or policy.id + '.yaml'}#{clause.id}",
            levels=clause.levels,
            year=policy.year,
            number=policy.number,
            clause=clause.id,
            topics=policy.topics,
            aliases=policy.aliases,
            issuer=policy.issuer,
            plain=clause.plain,
        )
        for policy in policies
        for clause in policy.clauses
    ]


def _text_lines(path: Path) -> tuple[Mapping[str, Any], list[Line]]:
    text = read_text(path)
    front: Any = {}
    first = 0
    found = _FRONT_MATTER.match(text) if path.suffix.lower() == ".md" else None
    if found:
        try:
            front = yaml.safe_load(found[1]) or {}
        except yaml.YAMLError as error:
            raise InputError("文件头（---）不是有效的 YAML", where=path.name) from error
        if not isinstance(front, dict):
            raise InputError("文件头（---）应是“键: 值”", where=path.name)
        first = found[0].count("\n")
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"))]
    return front, lines[first:]


def _passages(path: Path, kind: str, front: Mapping[str, Any], lines: Sequence[Line]) -> list[Passage]:
    title, lines = _title(str(front.get("title") or ""), lines)
    title = title or path.stem
    opening = f"{title}\n{path.stem}"
    region, levels = _region(front, opening, path)
    number = _NUMBER.search("\n".join(line.text for line in lines[:6]))
    document = str(front.get("id") or path.stem)
    issuer = str(front.get("issuer") or _issuer(title, [line.text for line in lines]))
    return [
        Passage(
            id=f"{document}#{index:03d}",
            kind=kind,
            title=title,
            headings=piece.headings,
            text=piece.text,
            source=f"{path.name}#p{piece.line}",
            levels=levels,
            year=_year(front, number[1] if number else opening, path),
            region=region,
            number=str(front.get("number") or (number[0] if number and kind == "policy" else "")),
            topics=_words(front.get("topics")),
            issuer=issuer,
        )
        for index, piece in enumerate(split_lines(lines))
    ]


def _title(given: str, lines: Sequence[Line]) -> tuple[str, Sequence[Line]]:
    """The title, and the lines without it; a title set in two lines is put together."""
    filled = [line for line in lines if line.text.strip()][:2]
    words = [line.text.strip().strip("*# \u3000") for line in filled]
    if given:
        count = next((n for n in (1, 2) if "".join(words[:n]) == given), 0)
    elif not words or not _can_be_title(words[0]):
        count = 0
    else:
        second = len(words) == 2 and _can_be_title(words[1]) and _NAMES_DOCUMENT.search(words[1])
        count = 2 if second and not _NAMES_DOCUMENT.search(words[0]) else 1
    rest = [line for line in lines if line not in filled[:count]]
    if not any(line.text.strip() for line in rest):  # a single line is the text itself
        return given, lines
    return given or "".join(words[:count]), rest


def _can_be_title(text: str) -> bool:
    return len(text) <= _TITLE_LENGTH and not re.search(r"[。；！？：]$", text) and not is_numbered(text)


def _issuer(title: str, texts: Sequence[str]) -> str:
    """Who issued it: named before 关于 or 20XX年 in the title, else a signature that stands alone near the end."""
    found = _ISSUER.match(title)
    if found:
        return found[1]
    filled = [text.strip() for text in texts if text.strip()]
    return next((text for text in reversed(filled[-4:]) if _SIGNATURE.fullmatch(text)), "")


def _region(front: Mapping[str, Any], opening: str, path: Path) -> tuple[str, tuple[str, ...]]:
    found = _REGION.match(opening)
    region = str(front.get("region") or (found[1] if found else ""))
    level = front.get("level")
    if level is not None:
        if level not in LEVELS:
            raise InputError(f"level 应为 {'、'.join(LEVELS)} 之一", where=path.name)
        return region, (str(level),)
    return region, _UNIT_LEVELS.get(found[2], ("county",)) if found else ()


def _year(front: Mapping[str, Any], text: str, path: Path) -> int:
    year = front.get("year")
    if year is not None:
        try:
            return int(year)
        except (TypeError, ValueError) as error:
            raise InputError("year 应是四位年份", where=path.name) from error
    found = _YEAR.search(text)
    return int(found[1]) if found else 0


def _words(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(re.split(r"[、，,\s]+", value.strip()))
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
