"""What sentences list of several places: 「甲县、乙县…依次为a、b…」, 「甲县a，乙县b」, 「甲县由a减至b，乙县由c…」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from drafter.checking.claims.passages import MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.localities import Locality
from drafter.checking.place_names import PlaceNames, place_rows
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement, value_runs

__all__ = ["Entry", "PlaceList", "place_lists"]

_KINDS = (Kind.AMOUNT, Kind.PERCENT, Kind.RATIO)
_EACH = re.compile(r"(?:分别|依次|各)(?:[一-鿿]{0,5})$")
#: 「五县（区）…分别为」, 「两区分别为」: how many places before it are meant.
_MEANT = re.compile(
    r"(?:^|[，。；：、（])(?:其中|这|上述|全[市县])?(?P<n>[一二两三四五六七八九十]{1,2}|\d{1,2})"
    r"(?:个)?(?:县（[市、区]+）|县[市区]*|区县|[市区地者镇乡]|街道|乡镇)(?P<words>[^，。；：、（）\d]{0,24})$"
)
_NUMBERS = {word: at for at, word in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_BREAK = re.compile(r"[。；;！？\n]")
#: What stands between a place and its own figure when it says no more than that it is its.
_BARE = re.compile(r"[，,]?(?:[：:为是有达到共约得仅就还则只也最高低尚]|剩余?|现有)*")
_OWN = re.compile(r"[^，。；：、（）()]{0,16}")
_WENT = re.compile(
    r"[，]?(?P<words>[^，。；、（）\d]{0,12}?)[由从](?:[上去]年|\d{4}年)?的?#(?:增|减|升|降|提|压|扩|下|上|缩|化解|回落)[^，。；、\d]{0,4}[至到为]"
)
_BASED = re.compile(
    r"(?P<words>[^，。；、（）\d]{0,12}?)[在由从](?:[上去]年|\d{4}年)?的?#的?基础上?[^，。；、\d]{0,8}#，?[^，。；、\d]{0,4}(?:到|至|为)"
)
#: Figures that are not a place's own: those of all, of the rest, or of two places together.
_NOT_OWN = re.compile(r"其中|平均|合计|占(?!比)|其余|其他|相差|差距|之差|之比|[高低多少]出?$")
_SAID_OF = re.compile(
    r"^(?:其中|其次|其后|再次|[，])+|(?:最[高低多少大小](?:的)?)?(?:[县区市镇乡]的?)?(?:的?[为是])?$|的?则$"
)
#: What is counted as added, and tells no change: 分别新增680个、350个.
_ADDED = re.compile(r"新增(?:了|分别|各)*$")
_FAR = 44
_PAIR = 2


@dataclass(frozen=True)
class Entry:
    """The figure of one place.

    Attributes:
        words: those between the two that say what it is.
        earlier: what it was before, where the sentence says so: 由8个减至2个.
    """

    name: str
    start: int
    end: int
    figure: Figure
    words: str = ""
    earlier: Figure | None = None


@dataclass
class PlaceList:
    """Figures of several places, all of one measure as far as the sentence tells.

    Attributes:
        words: what they measure, empty where the sentence leaves it to what was said before.
    """

    statement: Statement
    words: str
    entries: list[Entry] = field(default_factory=list)

    @property
    def values(self) -> dict[str, Figure]:
        """Figure by place."""
        return {entry.name: entry.figure for entry in self.entries}

    @property
    def start(self) -> int:
        """Where it begins in its flow."""
        return min(self.entries[0].start, self.entries[0].figure.start)

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.entries[-1].figure.end


def place_lists(context: CheckContext, names: PlaceNames) -> list[PlaceList]:
    """Every list of this year, those of one place alone among them; plans are left out."""
    found: list[PlaceList] = []
    order = _order(context, names)
    for statement in context.statements:
        if statement.flow.part not in ("body", "textbox") or not statement.figures:
            continue
        if context.roles[statement.flow.first_paragraph] == MEASURES:
            continue
        reader = _Reader(context, statement, names.of(statement.flow, statement.start, statement.end), order)
        found += reader.lists()
    return found


def _order(context: CheckContext, names: PlaceNames) -> list[str]:
    """The places in the order in which the report first names them all."""
    for statement in context.statements:
        if statement.flow.part != "body" or "、" not in statement.text:
            continue
        for row in place_rows(statement.flow, names.of(statement.flow, statement.start, statement.end)):
            listed = [place.name for place in row]
            if len(listed) > _PAIR and len(set(listed)) == len(listed) and set(listed) >= context.localities.parts:
                return listed
    return []


def _said(words: str) -> str:
    """Words without what only opens a clause or leads to a name: 其中, 最高的是."""
    return _SAID_OF.sub("", words.strip()).strip("的")


class _Reader:
    """One sentence."""

    def __init__(self, context: CheckContext, statement: Statement, places: list[Locality], order: list[str]) -> None:
        self.context, self.statement, self.places = context, statement, places
        self.rows = place_rows(statement.flow, places)
        self.order = order

    def lists(self) -> Iterator[PlaceList]:
        """The lists, in order."""
        current: PlaceList | None = None
        for entries, words in self._groups():
            if current is not None and self._goes_on(current, entries, words):
                current.entries += entries
                current.words = current.words or words
                continue
            if current is not None:
                yield current
            current = PlaceList(self.statement, words, list(entries))
        if current is not None:
            yield current

    def _goes_on(self, current: PlaceList, entries: list[Entry], words: str) -> bool:
        last, first = current.entries[-1].figure, entries[0].figure
        one, two = last.quantity, first.quantity
        alike = one.dimension == two.dimension and one.kind is two.kind and last.role is first.role
        fresh = not {e.name for e in entries} & {e.name for e in current.entries}
        if not alike or not fresh or min(entries[0].start, first.start) - last.end > _FAR:
            return False
        between = [f for f in self.statement.figures if last.end <= f.start and f.end <= entries[0].start]
        if any(f.quantity.dimension == two.dimension for f in between):
            return False
        return not words or not current.words or current.words.endswith(words)  # 补助人均7200元，乙县人均7800元

    def _groups(self) -> Iterator[tuple[list[Entry], str]]:
        """Each figure, or row of figures, with the places whose they are."""
        runs = value_runs(self.statement.figures)
        for at, run in enumerate(runs):
            usable = all(f.quantity.kind in _KINDS and f.quantity.definite for f in run)
            added = run[0].role is Role.CHANGE and _ADDED.search(run[0].gap)
            if not usable or not (added or run[0].role in (Role.LEVEL, Role.SHARE)):
                continue
            earlier = runs[at - 1] if at and runs[at - 1][0].role is Role.PREVIOUS else None
            found = self._alone(run[0], earlier) if len(run) == 1 else self._respectively(run, earlier)
            if found is not None and not self._of_other_year(found[0][0], run[0]):
                yield found

    def _alone(self, figure: Figure, earlier: list[Figure] | None) -> tuple[list[Entry], str] | None:
        before = [row for row in self.rows if row[-1].end <= figure.start]
        if not before or len(before[-1]) > 1:
            return None
        place = before[-1][0]
        inside = [f for f in self.statement.figures if place.end <= f.start and f.end <= figure.start]
        if len(inside) == _PAIR and inside[0].role is Role.PREVIOUS:
            return self._based(place, inside, figure)
        if earlier and inside == earlier and len(earlier) == 1:
            return self._moved(place, earlier[0], figure)
        if inside or re.search(r"[比较]$", self.statement.between(place.start - 1, place.start)):
            return None
        return self._plain(place, figure)

    def _plain(self, place: Locality, figure: Figure) -> tuple[list[Entry], str] | None:
        """「甲县11860元」, 「甲县小学生均支出11860元」."""
        between = self.statement.between(place.end, figure.start)
        words = "" if _BARE.fullmatch(between) or between == "的" else between
        if not _OWN.fullmatch(words) or _NOT_OWN.search(words) or re.match(r"[等与和的]", words):
            return None
        words = _said(words) or self._lead(place.start)
        return [Entry(place.name, place.start, place.end, figure, words)], words

    def _moved(self, place: Locality, was: Figure, figure: Figure) -> tuple[list[Entry], str] | None:
        """「甲县由8个减至2个」."""
        went = _WENT.fullmatch(self.statement.between(place.end, figure.start).replace(was.text, "#", 1))
        if went is None:
            return None
        words = went["words"] or self._lead(place.start)
        return [Entry(place.name, place.start, place.end, figure, "", was)], words

    def _based(self, place: Locality, inside: list[Figure], figure: Figure) -> tuple[list[Entry], str] | None:
        """「甲县在上年8.70亿元的基础上增加0.70亿元，达到9.40亿元」."""
        between = self.statement.between(place.end, figure.start)
        for other in inside:
            between = between.replace(other.text, "#", 1)
        went = _BASED.fullmatch(between)
        if went is None:
            return None
        entry = Entry(place.name, place.start, place.end, figure, "", inside[0])
        return [entry], _said(went["words"]) or self._lead(place.start)

    def _respectively(self, run: list[Figure], earlier: list[Figure] | None) -> tuple[list[Entry], str] | None:
        flow, start = self.statement.flow, self.statement.start
        before = flow.text[start : run[0].start]
        was: list[Figure] | None = None
        if earlier and len(earlier) == len(run) and earlier[-1].end <= run[0].start:
            gone = self.statement.between(earlier[0].start, run[0].start)
            if not _BREAK.search(gone) and len(gone) < _FAR + _FAR:
                was, before = earlier, flow.text[start : earlier[0].start].rstrip("由从的")
        each = _EACH.search(before)
        if each is None:
            return None
        head = before[: each.start()]
        at = start + len(head)
        rows = [row for row in self.rows if row[-1].end <= at]
        if rows and len(rows[-1]) == len(run):
            words = flow.text[rows[-1][-1].end : at]
            if not re.search(r"[。；;，\d]|等$|^等", words) and len(words) < _FAR:
                named = [(p.name, p.start, p.end) for p in rows[-1]]
                return self._paired(named, run, was), _said(words) or self._lead(rows[-1][0].start)
        meant = _MEANT.search(head)
        number = int(meant["n"]) if meant and meant["n"].isdigit() else _NUMBERS.get(meant["n"], 0) if meant else 0
        if meant is None or number != len(run):
            return None
        begin = start + meant.start("n")
        if rows and len(rows[-1]) == number and begin - rows[-1][-1].end < _PAIR:
            listed = [p.name for p in rows[-1]]
        elif len(self.order) == number > _PAIR:
            listed = self.order
        else:
            return None
        return self._paired([(name, begin, at) for name in listed], run, was), _said(meant["words"]) or self._lead(
            begin
        )

    @staticmethod
    def _paired(named: list[tuple[str, int, int]], run: list[Figure], was: list[Figure] | None) -> list[Entry]:
        before: list[Figure | None] = [*was] if was else [None] * len(run)
        return [Entry(*place, figure, "", then) for place, figure, then in zip(named, run, before, strict=True)]

    def _lead(self, at: int) -> str:
        """The words of the clause right before a place."""
        return _said(re.split(r"[，。；：:、（(]", self.statement.between(self.statement.start, at))[-1])

    def _of_other_year(self, entry: Entry, figure: Figure) -> bool:
        """Whether the year named last before a figure is not the reported one."""
        low = self.statement.start
        for date in reversed(self.statement.dates):
            if date.end > figure.start or date.text.isdigit():
                continue
            lead = self.statement.between(max(low, date.start - 1), date.start)
            if lead in ("比", "较", "由", "从", "与") or entry.earlier is not None:
                continue
            if _BREAK.search(self.statement.between(date.end, figure.start)) and date.relative is not None:
                return False
            if date.relative == -1:
                return True
            return bool(date.year and self.context.year and self.context.year not in (date.year, date.last))
        return False
