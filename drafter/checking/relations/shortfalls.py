"""What is due, what there is, what is lacking or over: 「应配1850人，现有1736人，缺114人」, 「任务a，完成b，超c」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.relations.trials import misplaced
from drafter.checking.text.quantities import Kind
from drafter.checking.text.reckoning import PLANNED
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["shortfalls"]

_DUE = re.compile(
    rf"{PLANNED}|应[配有设需建改开办]|核定|编制|标准|需求|需要?|计划|任务|目标|预算|安排|下达|核拨|收入|可用|总投资|投资|概算|岗位|共有(?:岗位|项目)|入学|入园"
)
_HELD = re.compile(
    r"[现实]有|在编|在岗|实际|已|完成|开[出设办通]|办[成出]|做[成到]|建[成起]|推出|兑现|交付|到[岗位]|执行|支出|拨付|使用|录[取用]|可供|[可能]提供|可?新增|容纳|配备|招聘(?!岗位|计划|名额)|开工|完工|竣工|建成|落实"
)
#: What is lacking of the due, and what there is beyond it.
_LACKING = re.compile(
    r"(?:目前|尚|还|仍|共)*(?:存在|有)?(?:(?:计划|任务|目标|指标)数?少|缺编|缺额|缺口|短缺|欠缺|欠拨|欠付|待[建配补拨训]|剩(?!余)|余下|未(?:建|配|拨付|培训|完工|开工|竣工)|空编|空缺|缺岗|未完成|未到位|未支出|未使用|欠|缺|差|结余|剩余|结转|余)"
)
#: 仍有900个的缺口
_LEFT, _GAP_BEHIND = re.compile(r"有|存在"), re.compile(r"^个?(?:学位|编制|岗位|资金|人员)?的?(?:缺口|空缺|差额|缺额)")
_OVER = re.compile(
    rf"(?:{PLANNED})数?多出?|超过|多完成|多做|多建|多招|多办|多开|超额|超编|超出|富余|多出|超计划|超任务|超"
)
_NEUTRAL = re.compile(
    rf"[比较](?:年初|原|既定|上级|当初|预先)*(?:的)?(?:{PLANNED})数?|[比较]|[，、：（的了约为达共有仍尚还目前存在个名所人约仅只完成结转年度其中]"
)
#: 「比现在多3200人，而在建项目只能提供2100个学位，缺口1100个」
_MORE_TO_COME = re.compile(r"(?:[比较][^，。；\d]{1,8}(?:多|增加?)|净增|新增|需要?|需求)[^，。；\d]{0,8}$")
_GIVEN = re.compile(r"(?:只能|仅能|只可|仅可|可|能)(?:新增|提供|增加|供给|容纳)[^，。；\d]{0,8}$")
_SHORT = re.compile(
    r"^(?:个?(?:公办)?学位)?[，,](?:学位)?(?:还|仍|尚)?(?:有|存在)?(?:学位)?(?:缺口|缺|差)(?:学位)?(?:为|达)?$"
)
_PLACES = re.compile(r"学位")
#: 年目标85条，每季度推出；到年底开出83条: the end of the year goes on with the plan.
_APART = re.compile(r"[；。](?!(?:到|至|截至)?(?:年底|年末|12月底))")
_POSTS = re.compile(r"编制|岗位")
_HEADS = frozenset(["person", "count:个"])
_JOINED = 6
_MOST = 4


def shortfalls(statement: Statement) -> Iterator[Relation]:
    """Every figure that is said to be lacking or over."""
    figures = [f for f in statement.figures if f.quantity.kind is Kind.AMOUNT and f.role is not Role.PREVIOUS]
    for at, figure in enumerate(figures):
        words = re.split(r"[，。；：（]", figure.gap)[-1]
        after = statement.between(figure.end, min(statement.end, figure.end + _JOINED))
        lacks = _LACKING.search(words) or (_LEFT.search(words) and _GAP_BEHIND.match(after))
        over = _OVER.search(words)
        if at > 1 and (lacks or over) and figure.quantity.definite:
            gone = (lacks or over or words)[0]
            told = _told(figures[:at], figure, _NEUTRAL.sub("", words.replace(gone, "", 1)))
            if told is not None:
                relation = _decided(*told, figure, over=not lacks)
                if relation is not None:
                    yield relation
                    continue
        if at > 1:
            yield from _short_of_places(*figures[at - 2 : at + 1])
    for lack, due, has in zip(figures, figures[1:], figures[2:], strict=False):
        yield from _explained(lack, due, has)


_JUST = re.compile(r"[现只仅实]有|在编|在岗|到岗|实际")


def _explained(lack: Figure, due: Figure, has: Figure) -> Iterator[Relation]:
    """「体育教师差68人，应配112人，只有44人」: the lack first, then what makes it."""
    alike = lack.quantity.dimension == due.quantity.dimension == has.quantity.dimension
    words = re.split(r"[，。；：（]", lack.gap)[-1]
    named = _LACKING.search(words[-_JOINED:]) and not _DUE.search(words)
    told = len(due.gap) <= _JOINED and len(has.gap) <= _JOINED and not re.search(r"[。；]", due.gap + has.gap)
    if alike and named and told and _DUE.search(due.gap) and _JUST.search(has.gap) and has.quantity.definite:
        relation = _decided(due, [has], lack, over=False)
        if relation is not None:
            yield relation


_OPENING = re.compile("年初(?:结余|余额|结存|滚存|结转)|期初|上年(?:结转|结余|滚存)|(?:结转|滚存)(?:资金|结余)?$")


def _told(earlier: Sequence[Figure], gap: Figure, other: str) -> tuple[Figure, list[Figure]] | None:
    """(what is due, what there is) before a figure that names nothing else than they do."""
    if any(_OPENING.search(re.split(r"[。；]", f.gap)[-1]) for f in earlier):
        return None  # what was left over at the start counts too
    places = any(_PLACES.search(f.gap) for f in earlier)
    posts = any(_POSTS.search(f.gap) for f in earlier)  # 编制2140个，在编2068人，空编72个
    units = _HEADS if (places or posts) and gap.quantity.dimension in _HEADS else {gap.quantity.dimension}
    held: list[Figure] = []
    since = gap.gap
    for figure in reversed(earlier[-_MOST:]):
        if _APART.search(since) or "其中" in since:
            return None
        since = figure.gap
        if figure.quantity.dimension not in units:
            continue
        words = re.split(r"[，。；]", figure.gap)
        clause = words[-1] or (words[-2] if len(words) > 1 else "")
        if held and _DUE.search(clause) and not _HELD.search(clause[-_JOINED:]):
            whole = _around(figure) + "".join(map(_around, held))
            return (figure, held) if set(other) <= set(whole) else None
        if not _HELD.search(clause) or not figure.quantity.definite:
            return None
        held.insert(0, figure)
    return None


def _around(figure: Figure) -> str:
    """The words around a figure in its own clause."""
    behind = figure.statement.between(figure.end, min(figure.statement.end, figure.end + _JOINED))
    return re.split(r"[。；]", figure.gap)[-1] + re.split(r"[，。；]", behind)[0]


def _decided(due: Figure, held: list[Figure], gap: Figure, *, over: bool) -> Relation | None:
    computed, exact = due.quantity.interval, due.quantity.value
    for figure in held:
        computed, exact = computed - figure.quantity.interval, exact - figure.quantity.value
    formula = "－".join(f.text for f in (due, *held))
    if over:
        computed, exact = Interval(-computed.high, -computed.low), -exact
        formula = f"{'＋'.join(f.text for f in held)}－{due.text}"
    if exact <= 0:
        return None
    if not due.quantity.definite:  # 需求约3850人: said as it is, unless digits changed over
        state, truncated = (State.REFUTED, False) if misplaced(gap.quantity, exact) else (State.PROVED, False)
        if state is State.PROVED and gap.quantity.value != exact:
            return None
    else:
        state, truncated = decide(computed, gap.quantity, exact)
    expected = "" if state is State.PROVED else printed_like(exact, gap.quantity)
    return Relation("difference", formula, state, (due, *held, gap), expected, truncated, weak=True)


def _short_of_places(wanted: Figure, given: Figure, lack: Figure) -> Iterator[Relation]:
    """「比现在多3200人，而在建项目只能提供2100个学位，缺口1100个」: pupils and places to come, what is short."""
    behind = given.statement.between(given.end, min(given.statement.end, given.end + _JOINED))
    places = re.match(r"^个?(?:公办)?学位", behind) or "学位" in given.text
    words = _MORE_TO_COME.search(wanted.gap) and _GIVEN.search(given.gap) and _SHORT.match(lack.gap)
    if not (words and places) or not all(f.quantity.definite and f.quantity.step == 1 for f in (wanted, given, lack)):
        return
    exact = wanted.quantity.value - given.quantity.value
    if wanted.quantity.dimension not in _HEADS or exact <= 0:
        return
    state, truncated = decide(wanted.quantity.interval - given.quantity.interval, lack.quantity, exact)
    expected = "" if state is State.PROVED else printed_like(exact, lack.quantity)
    formula = f"{wanted.text}－{given.text}"
    yield Relation("difference", formula, state, (wanted, given, lack), expected, truncated, weak=True)
