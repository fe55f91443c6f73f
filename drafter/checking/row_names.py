"""The rows of a metrics sheet by the words that tell them apart, for texts that tell a row in other words.

A name is taken to pieces: the stages of school and the owners it names, and every two neighbouring characters of the
rest. A piece weighs the less the more rows have it, so that 校外培训机构 says little in a sheet with three such rows
and 非学科类 nearly all. What a text says fits a row as far as it has the row's pieces (``told``), and is *about* it as
far as it says nothing else (``only``).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from drafter.checking.text.things import Words, read_thing, read_words
from drafter.facts import Indicator, Metrics
from drafter.files import read_yaml
from drafter.resources import bundled

__all__ = ["Fit", "Row", "RowNames", "Said", "pieces"]

#: What measures any row, and tells none from another.
_MEASURE = re.compile(r"[人户次个所家名元册台间处项件套辆万亿]?[数量额]$|情况$|\s")
#: Words of a clause that say what is done with a thing, or how much of it there is.
_DOING = re.compile(
    r"登记|在册|现|注册|配备|配有?|聘有?|拥有|实现?零的?突破|从无到有|开设|设有?|建有|建成|完成|发放|分得|分到|落实|安排|拨付|下达|到位|实现|开展|组织|举办|查处|改造|新装|更换|更新"
    r"|总?规模|总计|合计|总共|一共|实际|全部|全年|全[省市县区州盟旗]|整整|其中|包括|含|仍|已|共|还|保留|计|成为|惠及|覆盖|吸引|占|名下|入库|征收|到账"
)
#: Words that join what is done to what it is done with: 老师参加各类研修 is 教师培训.
_LINKS = re.compile(rf"参加|参与(?!率)|各[类种级项]|接受|进行|实施|享受|获得|{_DOING.pattern}")
_FAR = 0.4  # of what a piece weighs in the clause of the figure, where it stands only before it
_STAGE = 1.5  # how much more a stage or an owner weighs than a pair of characters
_UNSAID = frozenset(["义务"])  # goes without saying, whatever stage was named on the way
_PARTS = {
    "义务": frozenset(["小学", "初中"]),
    "高中阶段": frozenset(["普高", "中职"]),
}


@lru_cache(maxsize=1)
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the words that mean what others do, and what each means; see ``knowledge/wording/rows.yaml``."""
    entries = read_yaml(bundled("knowledge", "wording", "rows.yaml"))
    said = {word: entry["say"] for entry in entries for word in entry["also"]}
    known = {**{entry["say"]: entry["say"] for entry in entries}, **said}  # 资助资金 is not 资助 with 资金 twice
    longest_first = sorted(known, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), known


@lru_cache(maxsize=16384)
def pieces(text: str) -> tuple[Words, frozenset[str]]:
    """The words of a text, and the pieces it is made of."""
    pattern, said = _synonyms()
    words = read_words(pattern.sub(lambda match: said[match.group()], text))
    rest = re.sub(r"[^一-鿿A-Za-z]", " ", words.rest)
    pairs = {rest[at : at + 2] for at in range(len(rest) - 1)}
    marks = {f"<{word}>" for word in words.stages | words.owners}
    return words, frozenset({pair for pair in pairs if " " not in pair} | marks)


@dataclass(frozen=True)
class Row:
    """A row by one of its names."""

    indicator: Indicator
    name: str
    words: Words
    pieces: frozenset[str]

    @property
    def shared(self) -> bool:
        """Whether every stage, and many a place, has such a thing."""
        return read_thing(self.name).shared


@dataclass(frozen=True)
class Said:
    """What stands around a figure.

    Attributes:
        near: the pieces of its own clause and of the noun behind it; ``far`` those before.
        names: the pieces of the clause without what is done and how much there is.
        words: of the clause; ``before`` of what stands before it.
    """

    words: Words
    near: frozenset[str]
    names: frozenset[str]
    before: Words
    far: frozenset[str]

    @classmethod
    def of(cls, near: str, far: str) -> Said:
        """What two stretches of text say."""
        words, own = pieces(near)
        before, rest = pieces(far)
        names = frozenset[str]().union(*(pieces(part)[1] for part in _LINKS.split(near)))
        return cls(words, own | pieces(_LINKS.sub("", near))[1], names, before, rest)


@dataclass(frozen=True)
class Fit:
    """How well words fit a row: ``told`` and ``only`` from 0 to 1, ``near`` what the clause alone tells of it."""

    row: Row
    told: float
    only: float
    near: float

    @property
    def worth(self) -> float:
        """By which rows are put in order."""
        return self.told + self.only / 2


class RowNames:
    """Finds rows by words.

    Args:
        metrics: the sheet; only rows with a value count.
    """

    def __init__(self, metrics: Metrics) -> None:
        self._by_piece: dict[str, list[Row]] = defaultdict(list)
        self.rows: list[Row] = []
        shared: Counter[str] = Counter()
        for identity in dict.fromkeys(indicator for indicator, _ in metrics.facts):
            indicator = metrics.dictionary[identity]
            named = dict.fromkeys((metrics.rows.get(identity, indicator.name), indicator.name))
            own: set[str] = set()
            for name in named:
                words, parts = pieces(_MEASURE.sub("", name))
                if parts:
                    row = Row(indicator, name, words, parts)
                    self.rows.append(row)
                    own |= parts
                    for piece in parts:
                        self._by_piece[piece].append(row)
            shared.update(own)
        self._weight = {
            piece: (_STAGE if piece.startswith("<") else 1.0) / count**0.5 for piece, count in shared.items()
        }

    def fits(self, said: Said, among: Iterable[str] | None = None) -> list[Fit]:
        """Rows that the words may tell, the best first; one an indicator.

        Args:
            among: the indicators that come into question; None for all.
        """
        wanted = None if among is None else set(among)
        candidates = {
            (row.indicator.id, row.name): row
            for piece in said.near | said.far
            for row in self._by_piece.get(piece, ())
            if wanted is None or row.indicator.id in wanted
        }
        best: dict[str, Fit] = {}
        for row in candidates.values():
            fit = self.fit(row, said)
            if fit is not None and (row.indicator.id not in best or fit.worth > best[row.indicator.id].worth):
                best[row.indicator.id] = fit
        return sorted(best.values(), key=lambda fit: -fit.worth)

    def fit(self, row: Row, said: Said) -> Fit | None:
        """How well the words fit one row; None where they name another stage or owner."""
        if not _meets(row.words.stages, said.words.stages, said.before.stages):
            return None
        if row.words.owners != said.words.owners and (said.words.owners or not row.words.owners <= said.before.owners):
            return None
        whole = sum(self._weight[piece] for piece in row.pieces)
        near = sum(self._weight[piece] for piece in row.pieces & said.near)
        far = sum(self._weight[piece] for piece in (row.pieces & said.far) - said.near)
        names = said.names or said.near
        only = len(names & row.pieces) / len(names) if names else 0.0
        return Fit(row, (near + _FAR * far) / whole, only, near / whole)

    def apart(self, one: Row, other: Row, said: Said) -> bool:
        """Whether the clause has words that only the first row has, and none that only the other has."""
        mine, theirs = one.pieces - other.pieces, other.pieces - one.pieces
        return bool(mine & said.near) and not theirs & said.near


def _meets(row: frozenset[str], near: frozenset[str], before: frozenset[str]) -> bool:
    """Whether the stages of a row are those that a text names, or has named where the clause does not say."""
    if not row:
        return True
    if near:
        return row == near or (len(near) > 1 and row <= near)
    if row == _UNSAID:
        return True  # 特教学校就读86人，入学率98%
    return bool(row & before) or not before or any(_PARTS.get(stage, frozenset()) & before for stage in row)
