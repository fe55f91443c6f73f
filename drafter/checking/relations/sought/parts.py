"""A share whose part or whole is told elsewhere: 留守儿童占义务教育在校生的9.4%, 公办园占园所总数的52.9%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import SHARE_WORDS, together
from drafter.checking.relations.sought.entries import Entries, Entry, measure, words_of
from drafter.checking.relations.sought.trying import tried
from drafter.checking.relations.trials import Trial, quotient
from drafter.checking.text.nouns import label, stripped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.checking.text.things import CLASSES, PUPILS, SCHOOLS, TEACHERS, Words

__all__ = ["shares_of"]

_HUNDRED = Decimal(100)
_ALL = re.compile(
    r"^(?:[全我本][省市县区州盟旗域]的?|总数|总量|总额|总计|全部|合计|总的)?的?$|总数|总量|总额|总体|合计|全部|^总"
)
_ONLY = re.compile(r"(?:[只仅就约共已又也均都还才]|一项|一家|一所|一类|一块|一县|一市|一区)+$")
_LEADS = re.compile(r"^(?:可|而|但|其中|另外|不过|此外|其|则|光|仅|单)+")
#: 占小学、初中专任教师的: a whole of several.
_JOINED = re.compile(
    r"(?P<part>[^，。；：、（(]{0,20}?)(?P<word>占)(?P<whole>[^，。；：\d（(]{1,10}[、和及与][^，。；：\d（(]{1,16}?)的?$"
)
#: 用去全年基建投资的, 完成五年规划的: what takes a part of a whole without the word 占.
_TAKES = re.compile(
    r"(?P<part>[^，。；：、（()）]{0,20}?)(?P<word>用去|用掉|花去|花掉|吸纳|容纳|承担|提供|撑起|贡献|拿走|集中|聚集|接收|接纳|解决|包揽)了?"
    r"(?P<whole>[^，。；：、\d（(]{2,20}?)的(?:近|约)?$"
)
_PAST = re.compile(r"[上去前]一?年|20\d\d年[^，。；]{0,6}占")
_SEVERAL = re.compile(r"(?P<many>[两二三四五])(?:者|类|项|部分|个|块|种)|合计|共")
_TOGETHER = re.compile("(?:合计|一共|总共|共)?")
_MANY = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_HEADS = (TEACHERS, PUPILS, SCHOOLS, CLASSES)
_STAGES = ("学前", "小学", "初中", "义务", "普高", "中职", "高中阶段")
_MEAN = re.compile(r"均|每")
_PLACE = re.compile(r"[一-鿿]{2,4}(?:[县区市旗镇乡]|街道)")
_BACK = 3
_LONGEST = 10
_WIDE = 24


def shares_of(entries: Entries, statement: Statement, at: int) -> Relation | None:
    """The share that ``statement.figures[at]`` tells, tried with all that its part and its whole may be."""
    share = statement.figures[at]
    if share.quantity.kind is not Kind.PERCENT or share.role not in (Role.LEVEL, Role.SHARE):
        return None
    run = entries.run_of(statement, share)
    words = _JOINED.search(run[0].gap) or SHARE_WORDS.search(run[0].gap) or _TAKES.search(run[0].gap)
    if words is None or _PAST.search(run[0].gap):
        return None
    trials = []
    listed = _in_order(statement, run, share) if len(run) > 1 else None
    for part in _parts(entries, statement, at, words["part"]) if listed is None else listed:
        for whole in _wholes(entries, statement, at, part, words["whole"]):
            if whole.quantity.interval.low > 0 and whole.quantity.value >= part.quantity.value:
                trials.append(quotient(part, whole, _HUNDRED))
    relation = tried("share", _distinct(trials), share)
    if relation is None and words["part"] and words["whole"] and len(run) == 1:
        relation = _of_a_sibling(entries, _distinct(trials), share)
    return relation


def _of_a_sibling(entries: Entries, trials: Sequence[Trial], share: Figure) -> Relation | None:
    """「初中教师占全区教师的36.73%」, which is the share of those of 小学: the row beside it was copied."""
    if len({trial.figures[0].quantity.value for trial in trials}) != 1:
        return None
    for trial in trials:
        part, whole = trial.figures
        own = entries.of(part)
        if own is None or len(own.words.stages) != 1:
            continue
        for stage in _STAGES:
            others = entries.named(Words(frozenset([stage]), own.words.owners, own.words.rest), measure(part))
            for other in others if stage not in own.words.stages else ():
                told = quotient(other.figure, whole, _HUNDRED)
                if other.words.rest == own.words.rest and told.computed.meets(share.quantity.interval):
                    return tried("share", [], share, sole=trial, certain=True)
    return None


def _in_order(statement: Statement, run: Sequence[Figure], share: Figure) -> list[Figure]:
    """The part of one of several shares told in a list: that at its place in the list of as many amounts before."""
    place = next(at for at, figure in enumerate(run) if figure.id == share.id)
    at = run[0].id - statement.figures[0].id
    near = statement.figures[max(0, at - _WIDE) : at + 1]
    before = [r for r in value_runs(near) if r[-1].id < run[0].id and len(r) == len(run)]
    return _levels([before[-1][place]]) if before else []


def _distinct(trials: Sequence[Trial]) -> list[Trial]:
    return list({trial.formula: trial for trial in trials}.values())


def _parts(entries: Entries, statement: Statement, at: int, said: str) -> list[Figure]:
    """What may be the part: what is told right before, else all that go by the name before 占."""
    before = _levels(statement.figures[max(0, at - _LONGEST) : at])
    counted = before and before[-1].quantity.spelled and before[-1].id == statement.figures[at].id - 1
    if counted and _TOGETHER.fullmatch(said):
        first = before[-1].gap.endswith("前")
        said = _LEADS.sub("", label(before[-1])) + before[-1].text  # 新建一项占总投资的, 两类占空编的
        before = before[:-1]
        many = _MANY.get(said[-2:-1], 0) if first else 0
        if many:  # 前两类合计占: the first of a list whose beginning is not told
            groups = [before[n : n + many] for n in range(len(before) - many + 1)]
            return [together(group) for group in groups if len({measure(f) for f in group}) == 1]
    name = _LEADS.sub("", stripped(_ONLY.sub("", said)))
    if several := _SEVERAL.search(said):
        many = _MANY.get(several["many"] or "", 0)
        groups = [before[-n:] for n in ([many] if many else (2, 3)) if len(before) >= n]
        return [together(group) for group in groups if len({measure(f) for f in group}) == 1]
    if not name:  # 732人，校均67人，只占…: not of the mean
        return [f for f in reversed(before[-_BACK:]) if not _MEAN.search(f.gap)]
    words = words_of(name)
    if _PLACE.fullmatch(name) and re.search(f"{name}[^。；]{{0,60}}\\d", statement.flow.text[: statement.start]):
        return []
    own = [f for f in before if (e := entries.of(f)) is not None and words.rest and words.rest in e.words.rest]
    named = [
        e.figure for kind in ("person", "count", "money", "area", "person-times") for e in entries.named(words, kind)
    ]
    return [*reversed(own), *named]


def _levels(figures: Sequence[Figure]) -> list[Figure]:
    return [f for f in figures if f.role is Role.LEVEL and f.quantity.kind is Kind.AMOUNT and f.quantity.definite]


def _wholes(entries: Entries, statement: Statement, at: int, part: Figure, said: str) -> Iterator[Figure]:
    kind = measure(part)
    name = stripped(said)
    if len(stages := words_of(said).stages) > 1:
        yield from _of_stages(entries, words_of(said), sorted(stages), kind)
    plain = _ALL.search(said) is not None or not name
    if name:
        yield from (e.figure for e in entries.named(words_of(name), kind) if e.figure.id != part.id)
    if not plain:
        return
    alike = [f for f in _levels(statement.figures[max(0, at - _WIDE) : at]) if measure(f) == kind]
    yield from (f for f in alike if f.quantity.value > part.quantity.value)
    for size in range(2, min(len(alike), _LONGEST) + 1):
        if part in alike[-size:]:
            yield together(alike[-size:])
    entry = entries.of(part)
    if entry is not None and not _among(name):
        yield from (e.figure for e in _implied(entries, entry, kind))


def _of_stages(entries: Entries, words: Words, stages: Sequence[str], kind: str) -> Iterator[Figure]:
    """小学、初中专任教师 together, of each of which there is one value."""
    each = [entries.named(Words(frozenset([stage]), words.owners, words.rest), kind) for stage in stages]
    if all(each):
        yield together([of_stage[0].figure for of_stage in each])


def _among(name: str) -> bool:
    """Whether a whole is named that is more than all there is: 占项目总数."""
    return bool(words_of(name).rest)


def _implied(entries: Entries, part: Entry, kind: str) -> Iterator[Entry]:
    """What a part that names no whole may be some of: what its name has when what marks it is left out, or the heads of
    its stage."""
    own = part.words
    for core in _HEADS:
        for owners in {own.owners, frozenset[str]()}:
            for entry in entries.named(Words(own.stages, owners, core), kind):
                if entry.words.rest == core and entry.words.owners == owners and entry.figure.id != part.figure.id:
                    yield entry
