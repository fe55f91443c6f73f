"""Fractions in words: 占总数的三分之一以上, 超过一半, 不到四成, 每一百名里有三十七名, against the figures they round.

Such words leave room, so a fraction is doubted only where it lies well outside of it, and never as more than a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import comparable
from drafter.checking.text.nouns import label, noun, same_thing, stripped
from drafter.checking.text.quantities import Kind, Quantity
from drafter.checking.text.statements import FALL, RISE, Figure, Role, Statement
from drafter.checking.text.widening import leeway
from drafter.facts import Interval, parse_unit
from drafter.facts.numerals import parse_chinese
from drafter.findings import State

__all__ = ["fraction_at", "fractions", "stated_fractions"]

_HUNDRED = Decimal(100)
_FRACTION = re.compile(
    r"(?P<under>[二三四五六七八九十])分之(?P<over>[一二三四五六七八九])|(?P<half>一半|半数)"
    r"|(?P<tenth>[一二三四五六七八九])成(?:(?P<more>半)|(?P<odd>[一二三四五六七八九])(?![成分所名个人位十百千万]))?(?![立员为效果熟功长人绩本])"
)
_BOUND = re.compile(r"^(?:(?:还|稍|略|还要)?多|稍?强|弱|有余|[以之](?:上|下|内)|左右)")
#: What leads from a part to its fraction: 占全区, 约占符合条件者的, 超过学生总数的, 接近新增量的.
_LEADS = re.compile(
    r"(?P<part>[^，。；：、（）()\d]{0,12}?)(?:(?<![抢侵])占(?!地|用)到?了?|相当于|(?P<verb>接近|超过|不到|不足|达到?|仍?在|已?过|[恰正刚]好?[为是占]|约[为是]|恰好|正好|[为是即]))(?P<whole>[^，。；：、（）()\d]{0,16}?)的?(?:将?近|约|大约|差不多|了)*$"
)
_INSIDE = re.compile(r"^[^。；]{0,8}[，,（(](?:仅|约|只|已|共)?占[^，。；\d]{0,14}$")
_OF_INSIDE = re.compile(r"的(?:将?近|约|大约|差不多|不到|不足|超过)?")
_AMONG = re.compile(r"^[^，。；\d]{0,14}(?:中|里|当中)[，,]?|^[^。；\d]{0,10}[，,（(]?其中")
#: The next item of a list, which is no part of the one before.
_NEXT = re.compile(r"^[，、；,;](?!其中)[^，。；：（(\d]{1,14}$")
_GOES_ON = re.compile(r"^\s*其中")
_ALL = re.compile(r"^(?:了|总数|总量|总额|总人数|全部|其中|[全我][省市县区州盟旗](?:总数)?|)$")
_FILLERS = re.compile(r"[总全了]|[的者数量]|人员|人数|教师|学生|学校|次数|正好|刚好|恰好|几乎|差不多|约|仍|在")
_PERCENT_NEAR = 18
_IN_BRACKET = re.compile(r"（(?:即|约|占)?")
_HARMLESS = re.compile(r"[但却也即仍就是已均都]|而且|不过")
_COULD = re.compile(r"应|符合|计划|任务")
#: 占93.0%，进公办园的，每百名幼儿里有55名: of others than those before.
_OF_OTHERS = re.compile(r"^[，,；][^，。；\d]{2,14}的[，,]")
_ELSEWHERE = re.compile(r"[）)]|[省市县区州盟旗镇乡](?!总|[的之])|[一-鿿]{2}[县市区旗]的")
#: 「每一百名学生里有三十七名」, 「每五个孩子中就有一个」
_EVERY = re.compile(
    r"每(?P<base>[一二三四五六七八九十百千]{1,3}|\d{1,4})(?P<unit>[名个人位所])[^，。；\d]{0,18}?(?P<about>约|近|大约|差不多|将近|不到|超过)?(?:就?有|是)(?P<about2>约|近|大约|将近|不到|超过)?"
    r"(?P<part>[一二三四五六七八九十百]{1,5}|\d{1,3})(?P<soft>多)?[名个人位所]"
)
#: 减少近两成, 增长了三分之一, 降幅达四分之一.
_CHANGED = re.compile(
    f"[，,]?(?:同比|净|比上年|较上年)?(?:(?P<up>{RISE})|{FALL})(?:了|达到?|为|超过|接近|将?近|约|不到|不足|逾|过)*"
)
#: 十个孩子里有九个多: of ten or of a hundred, without 每.
_OUT_OF = re.compile(
    r"(?<![一二三四五六七八九十百千万第几每])(?P<base>十|一百)[名个位所][^，。；\d]{0,8}?[里中](?:头|面)?[，]?(?P<about>)(?:就|便)?有(?P<about2>约|近|不到|超过)?"
    r"(?P<part>[一二三四五六七八九十]{1,4})[名个位所]?(?P<soft>多)?"
)
_BEHIND = 40
_SLACK = Decimal("0.06")
_LOOSE = Decimal("0.15")
_LOOK_BACK = 10

#: 不到总投资的一半, 超过总数的六成: the bound stands before the whole.
_BOUND_OF = re.compile(r"(?:(?P<less>不到|不足|未到|不满|接近|将近)|超过|逾|高于|超出)(?:了)?[^，。；\d]{0,10}的$")
_TENTH = Decimal(10)


def fractions(statement: Statement, preceding: Sequence[Figure] = ()) -> Iterator[Relation]:
    """Every fraction of a sentence that its figures decide.

    Args:
        preceding: figures of the sentence before, one of which the parts of this one may divide.
    """
    left: list[Figure] = []
    for stated in stated_fractions(statement):
        relation = _of_change(stated) or _of_percent(stated) or _of_parts(stated) or _opened(stated, preceding)
        if relation is not None:
            yield relation
        else:
            left.append(stated)
    yield from _divided(left, preceding)
    yield from _every(statement)


def _divided(left: list[Figure], preceding: Sequence[Figure]) -> Iterator[Relation]:
    """「新建用房18.6万平方米。教室9.3万平方米，占一半；宿舍6.2万平方米，占三分之一；…」: parts of what came before."""
    pairs = []
    for stated in left:
        figures = [f for f in stated.statement.figures if f.end <= stated.start]
        if figures and re.fullmatch(r"，(?:约|各)?占(?:了)?(?:[总全]部?)?(?:的)?(?:约|近)?", stated.gap):
            pairs.append((figures[-1], stated))
    pairs = [(part, stated) for part, stated in pairs if part.quantity.definite and part.role is Role.LEVEL]
    if len(pairs) < 2:
        return
    best: list[Relation] = []
    for whole in preceding[-_LOOK_BACK:]:
        if all(comparable(part, whole) for part, _ in pairs) and whole.quantity.definite:
            found = [_of_whole(part, whole, stated) for part, stated in pairs if whole.quantity.interval.low > 0]
            if _held(found) > _held(best):
                best = found
    if 2 * _held(best) > len(best):
        yield from best


def _held(relations: list[Relation]) -> int:
    return sum(relation.state is State.PROVED for relation in relations)


def stated_fractions(statement: Statement) -> Iterator[Figure]:
    """The fractions of a sentence as figures: percent with the room that their words leave.

    The gap of each is all that stands before it since the figure before.
    """
    text = statement.text
    if not any(sign in text for sign in ("分之", "半", "成")):
        return
    for match in _FRACTION.finditer(text):
        figure = fraction_at(statement, match)
        if figure is not None:
            yield figure


def fraction_at(statement: Statement, match: re.Match[str]) -> Figure | None:
    """The figure of one fraction in words."""
    if match["under"]:
        over, under = parse_chinese(match["over"]), parse_chinese(match["under"])
        if not over or not under or over >= under:
            return None
        value = over / under * _HUNDRED
    elif match["half"]:
        value = Decimal(50)
    else:
        value = (parse_chinese(match["tenth"]) or Decimal(0)) * 10 + (5 if match["more"] else 0)
        value += parse_chinese(match["odd"]) or 0 if match["odd"] else 0  # 五成五
    text = statement.text
    bound = _BOUND.match(text[match.end() : match.end() + 2])
    at, end = statement.start + match.start(), statement.start + (match.end() + bound.end() if bound else match.end())
    room = leeway(value, text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 4])
    words = statement.flow.text[at:end]
    quantity = Quantity(
        at, end, end, words, Kind.PERCENT, value, 0, Decimal(1), room, parse_unit("%"), "约", spelled=True
    )
    own = next((f for f in statement.figures if f.start < end and at < f.end), None)
    earlier = [f for f in statement.figures if f.end <= at]
    gap = statement.between(earlier[-1].end if earlier else statement.start, at)
    return Figure(own.id if own is not None else -1, quantity, statement, gap, Role.SHARE)


def _of_percent(stated: Figure) -> Relation | None:
    """「近视率54.37%，仍在一半以上」: the same share as a percentage right before."""
    after = [f for f in stated.statement.figures if f.start >= stated.end][:1]
    shown = bool(after) and after[0].quantity.kind is Kind.PERCENT and after[0].quantity.definite
    if shown and _IN_BRACKET.fullmatch(stated.statement.between(stated.end, after[0].start)):  # 占六成（59.43%）
        return _as_told(after[0], _bounded_by(stated, after[0]))
    earlier = [f for f in stated.statement.figures if f.end <= stated.start]
    if not earlier or earlier[-1].quantity.kind is not Kind.PERCENT or earlier[-1].role is Role.CHANGE:
        return None
    share = earlier[-1]
    leads = _LEADS.search(stated.gap) or re.match(r"^[，,（(]?(?:也就?是|即|约|将?近|就是)?$", stated.gap)
    if leads and leads.re is _LEADS and _HARMLESS.sub("", leads["part"]):
        return None
    if (
        not leads
        or _ELSEWHERE.search(stated.gap)
        or _OF_OTHERS.match(stated.gap)
        or len(stated.gap) > _PERCENT_NEAR
        or not share.quantity.definite
        or "；" in stated.gap
    ):
        return None
    return _as_told(share, stated)


def _bounded_by(stated: Figure, share: Figure) -> Figure:
    """A fraction that the words before its whole make a bound: 「不到总投资的一半（44.60%）」."""
    words = _BOUND_OF.search(stated.gap)
    apart = stated.quantity.value - share.quantity.value
    if words is None or not 0 < (apart if words["less"] else -apart) <= _TENTH:
        return stated
    return replace(stated, quantity=replace(stated.quantity, interval=share.quantity.interval))


def _of_change(stated: Figure) -> Relation | None:
    """「由1600人降为1280人，减少两成」, 「1280人，比上年的1600人减少近两成」: a change in words."""
    words = _CHANGED.fullmatch(stated.gap)
    last = [f for f in stated.statement.figures if f.end <= stated.start][-2:]
    if not words or len(last) < 2 or stated.id >= 0:  # a figure of its own is read as a change already
        return None
    before, now = last if last[0].role is Role.PREVIOUS else reversed(last)
    if before.role is not Role.PREVIOUS or now.role is not Role.LEVEL or not comparable(now, before):
        return None
    old, new = before.quantity, now.quantity
    if not old.definite or not new.definite or old.interval.low <= 0 or old.value == new.value:
        return None
    if (new.value > old.value) != bool(words["up"]):
        return None
    grown = abs(new.interval - old.interval)
    rate = Interval(grown.low / old.interval.high, grown.high / old.interval.low).scaled(_HUNDRED)
    exact = abs(new.value - old.value) / old.value * _HUNDRED
    return _told(rate, exact, f"({now.text}－{before.text})÷{before.text}", (before, now, stated), stated)


def _as_told(share: Figure, stated: Figure) -> Relation:
    """A fraction in words and the same share in figures."""
    figures = (share, stated)
    if share.quantity.interval.meets(stated.quantity.interval):
        return Relation("share", f"{share.text}即{stated.text}", State.PROVED, figures)
    return Relation("share", "同处所写的占比", State.REFUTED, figures, share.text, weak=True)


def _told(computed: Interval, exact: Decimal, formula: str, figures: tuple[Figure, ...], stated: Figure) -> Relation:
    if computed.meets(stated.quantity.interval):
        return Relation("share", formula, State.PROVED, figures)
    return Relation("share", formula, State.REFUTED, figures, f"{exact:.1f}%", weak=True)


def _of_parts(stated: Figure) -> Relation | None:
    """「26次走进校园，其中10次到乡镇，占三分之一以上」: a part before, and its whole before that."""
    leads = _LEADS.search(stated.gap)
    statement = stated.statement
    figures = [f for f in statement.figures if f.end <= stated.start]
    if len(figures) > 1 and _OF_INSIDE.fullmatch(stated.gap) and _INSIDE.search(figures[-1].gap):
        return _inside(figures[-2], figures[-1], stated)
    if not leads or not figures:
        return None
    part = _part(figures, leads["part"])
    if part is None or part.quantity.kind is not Kind.AMOUNT or not part.quantity.definite or part.role is Role.CHANGE:
        return None
    at = figures.index(part)
    earlier = [f for f in figures[max(0, at - _LOOK_BACK) : at] if comparable(part, f) and f.quantity.definite]
    earlier = [f for f in earlier if f.role is not Role.CHANGE and f.quantity.interval.low > 0]
    larger = [f for f in earlier if f.quantity.value > part.quantity.value]
    if any(f.role is Role.LEVEL for f in larger) and part.role is Role.LEVEL:
        larger = [f for f in larger if f.role is not Role.PREVIOUS]  # this year's are no part of last year's
    whole = _whole(leads["whole"], part, larger)
    if whole is None:
        return None
    told = _of_whole(part, whole, stated)
    together = _with_the_rest(figures, at) if told.state is State.REFUTED and not stripped(leads["whole"]) else None
    fits = _of_whole(part, together, stated) if together is not None else told
    if fits.state is State.REFUTED and at and "其中" in part.gap and comparable(figures[at - 1], part):
        # 初中38名、小学22名，其中音体美18名，占三成: of both together
        listed = _with_the_rest(figures, at - 1)
        fits = _of_whole(part, listed, stated) if listed is not None else told
    return fits if fits.state is State.PROVED else told


def _with_the_rest(figures: Sequence[Figure], at: int) -> Figure | None:
    """A part and what a list tells before it as one: 「本级资金1.24亿元，债券资金0.62亿元，债券占三分之一」."""
    listed = [figures[at]]
    for figure in reversed(figures[max(0, at - _LOOK_BACK) : at]):
        alike = comparable(listed[-1], figure) and figure.role is Role.LEVEL and figure.quantity.definite
        if not alike or not _NEXT.match(listed[-1].gap):
            break
        listed.append(figure)
    if len(listed) < 2:
        return None
    first = listed[-1].quantity
    value, interval = Decimal(0), Interval.exact(Decimal(0))
    for figure in listed:
        value, interval = value + figure.quantity.value, interval + figure.quantity.interval
    text = "(" + "＋".join(f.text for f in reversed(listed)) + ")"
    return replace(figures[at], quantity=replace(first, value=value, interval=interval, text=text))


def _opened(stated: Figure, preceding: Sequence[Figure]) -> Relation | None:
    """「受理投诉126件。其中招生类42件，占投诉总数的三分之一」: of what the sentence before tells."""
    leads, statement = _LEADS.search(stated.gap), stated.statement
    figures = [f for f in statement.figures if f.end <= stated.start]
    part = _part(figures, leads["part"]) if leads and figures else None
    if leads is None or part is None or not _GOES_ON.match(statement.text) or part.role is not Role.LEVEL:
        return None
    if part.quantity.kind is not Kind.AMOUNT or not part.quantity.definite:
        return None
    name = _FILLERS.sub("", stripped(leads["whole"]))
    told = [f for f in preceding if f.role is Role.LEVEL and comparable(part, f) and f.quantity.definite]
    own = [f for f in figures if f is not part and f.quantity.value > part.quantity.value and comparable(part, f)]
    if name and not own:
        told = [f for f in told if _spells(name, noun(f) + f.gap[-16:] + _behind(f))]
    elif own or not _ALL.match(stripped(leads["whole"])):
        return None
    if len(told) != 1 or told[0].quantity.value <= part.quantity.value:
        return None
    return _of_whole(part, told[0], stated)


def _inside(part: Figure, whole: Figure, stated: Figure) -> Relation | None:
    """「建成72所，占应建80所的九成」: the whole stands between 占 and the fraction."""
    told = part.role is Role.LEVEL and part.quantity.kind is Kind.AMOUNT and part.quantity.definite
    if not told or not whole.quantity.definite or not comparable(part, whole) or whole.quantity.interval.low <= 0:
        return None
    return _of_whole(part, whole, stated) if part.quantity.value <= whole.quantity.value else None


def _of_whole(part: Figure, whole: Figure, stated: Figure) -> Relation:
    computed = (part.quantity.interval / whole.quantity.interval).scaled(_HUNDRED)
    exact = part.quantity.value / whole.quantity.value * _HUNDRED
    return _told(computed, exact, f"{part.text}÷{whole.text}", (part, whole, stated), stated)


def _part(figures: Sequence[Figure], named: str) -> Figure | None:
    """The figure before a fraction, or the one whose name stands right before 占."""
    name = _FILLERS.sub("", stripped(named))
    if not name:
        return figures[-1]
    for figure in reversed(figures[-_LOOK_BACK:]):
        if (own := label(figure)) and same_thing(name, own):
            return figure
    return None


def _whole(named: str, part: Figure, larger: list[Figure]) -> Figure | None:
    """The whole by its name, else what 其中 goes on from, else the only larger figure of its kind."""
    name = _FILLERS.sub("", stripped(named))
    if len(name) > 1:
        fitting = [f for f in larger if _spells(name, noun(f) + f.gap[-16:] + _behind(f))]
        if not _COULD.search(name):  # 占交流人数 is of those who moved, not of those who could
            fitting = [f for f in fitting if not _COULD.search(f.gap[-16:])] or fitting
        if len({f.quantity.value for f in fitting}) == 1:
            return fitting[-1]
        if fitting:
            return larger[-1] if larger[-1] in fitting else None
    among = bool(_AMONG.match(part.gap)) or "其中" in part.gap
    if larger and among:
        return larger[-1] if len(name) > 1 or _ALL.match(stripped(named)) else None
    if larger and "；" in part.statement.between(larger[-1].end, part.start):
        return None
    if len({f.quantity.value for f in larger}) == 1 and (not name or _ALL.match(stripped(named))):
        return larger[-1]
    return None


def _behind(figure: Figure) -> str:
    return figure.statement.between(figure.end, min(figure.statement.end, figure.end + 6))


def _spells(name: str, words: str) -> bool:
    """Whether the signs of a name stand in the words in this order: 符合条件 in 符合交流条件."""
    signs = iter(words)
    return all(sign in signs for sign in name)


def _every(statement: Statement) -> Iterator[Relation]:
    """「占36.78%，也就是每一百名学生中有三十七名」."""
    said = [*_EVERY.finditer(statement.text)] if "每" in statement.text else []
    said += [*_OUT_OF.finditer(statement.text)] if "十个" in statement.text or "百" in statement.text else []
    for match in said:
        base, part = (_number(match[key]) for key in ("base", "part"))
        if not base or not part or part >= base or base < 2:
            continue
        at, end = statement.start + match.start(), statement.start + match.end()
        earlier = [f for f in statement.figures if f.end <= at]
        share = _percent_beside(statement, earlier[-1:], at, end)
        if share is None:
            continue
        value = part / base * _HUNDRED
        about = match["about"] or match["about2"] or ""
        room = max(_HUNDRED / base / 2, value * _SLACK if about or base < _HUNDRED else Decimal(0))
        if base < 10:  # 每五个里有一个 is said of anything near a fifth
            room = value * _LOOSE
        low, high = value - room, value + room
        if about == "超过" or match["soft"]:
            high = value + _HUNDRED / base
        elif about == "不到":
            low = value - _HUNDRED / base
        quantity = replace(
            share.quantity,
            start=at,
            end=end,
            number_end=end,
            text=statement.flow.text[at:end],
            value=value,
            interval=Interval(low, high),
            spelled=True,
        )
        own = next((f.id for f in statement.figures if at <= f.start < end), -1)
        stated = Figure(own, quantity, statement, "", Role.SHARE)
        yield _as_told(share, stated)


def _percent_beside(statement: Statement, last: list[Figure], at: int, end: int) -> Figure | None:
    """The percentage right before such words, else the one that a dash or 即 leads to behind them."""
    for share in last:
        between = statement.between(share.end, at)
        near = not re.search(r"[。；]", between) and at - share.end <= _PERCENT_NEAR and not _OF_OTHERS.match(between)
        if share.quantity.kind is Kind.PERCENT and share.role is not Role.CHANGE and near:
            return share
    after = next((f for f in statement.figures if f.start >= end), None)
    if after is None or after.quantity.kind is not Kind.PERCENT or after.role is Role.CHANGE:
        return None
    between = statement.between(end, after.start)
    return after if len(between) <= _BEHIND and re.search(r"——|[，（]即", between) else None


def _number(words: str) -> Decimal | None:
    return Decimal(words) if words.isdigit() else parse_chinese(words)
