"""How the parts of a list divide their total, by the names that both go by and the register of divisions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from drafter.checking.plausible import is_slip
from drafter.checking.text.divisions import Wholeness, divided, is_rest, may_be_members
from drafter.checking.text.quantities import Kind
from drafter.checking.text.reckoning import ADDED
from drafter.checking.text.statements import Figure

__all__ = ["apart_from", "division_of", "likely_whole", "more_behind", "nearly", "words_of_part", "words_of_whole"]

_MARKS = "，。；、：（）,;:()？！\n"
_NAME = re.compile(rf"[^{_MARKS}]*$")
#: 新建、改扩建公办幼儿园27所: a total may name all its parts.
_OF_ALL = re.compile(r"[^，。；：（）\d]*$")
_ALL_BY_ITSELF = re.compile(rf"(?:{ADDED}|全部?|共|计|有|为|达到?|总数|总量|总|是|约|[年县市区省])*")
_BEHIND = re.compile(rf"^[^{_MARKS}\d]*")
_ASIDE = re.compile(r"（[^（）]*）|^[^（]*）")
_BEFORE, _AFTER, _AROUND = 20, 10, 40
_TOLD = 24
_BESIDE = 3
_NEAR = Decimal("0.15")
#: What a list goes on with that is none of its parts: 另有1个暂缓, 还拉动社会投入.
_MORE = re.compile(
    r"^[^，。；]{0,8}[，；、](?:还|尚|此外)|^[^。]{0,32}?[，；、。](?:另外?|其余|余下|其他|剩余|剩下|还有|尚有)"
)
#: Some of what is counted is counted twice.
_TWICE = re.compile(r"^[^，。；（]{0,6}[（，；][^）。；]{0,20}?(?:重复|交叉|重叠|兼有|兼跨|同时计|两次|都算)")
_ET_CETERA = re.compile(r"^[^，。；）]{0,4}等(?![级次])")


def words_of_part(figure: Figure) -> str:
    """What a part is called: the words before its figure (公办47所), else those behind it too (12所优秀)."""
    statement = figure.statement
    before = statement.between(max(statement.start, figure.start - _BEFORE), figure.start)
    name = _NAME.search(_ASIDE.sub("", before.removesuffix("：")))
    words = name[0] if name else ""
    if may_be_members(words):
        return words
    behind = _BEHIND.match(statement.between(figure.end, min(statement.end, figure.end + _AFTER)))
    return words + (behind[0] if behind else "")


def words_of_whole(total: Figure, parts: Sequence[Figure]) -> str:
    """What is said of a total before its list, or behind it where the list stands first."""
    statement = total.statement
    start = max(statement.start, total.start - _TOLD)
    end = min(statement.end, total.end + _AROUND // 2)
    if parts[0].statement is statement and parts[0].start > total.end:
        end = min(end, max(total.end, parts[0].start - len(words_of_part(parts[0]))))
    before = re.split("[；。]", statement.between(start, total.start))[-1]
    *_, clause = before.split("，")
    if not _ALL_BY_ITSELF.fullmatch(clause):
        before = clause  # 义务教育学校62所，改造食堂38个: of what is told before the total need not be
    return before + statement.between(total.start, end)


def division_of(
    total: Figure, parts: Sequence[Figure], *, names: Sequence[str] = (), topic: bool = False
) -> Wholeness | None:
    """How the parts divide the total; None where the register knows no division of their names.

    Args:
        names: what the parts are called, where the words beside them do not tell.
        topic: whether the first part may name what all of them are of, since the total stands behind them.
    """
    names = names or [words_of_part(part) for part in parts]
    if not any(map(may_be_members, names)) or (is_rest(names[-1]) and _is_an_item(total)):
        return None
    whole = words_of_whole(total, parts)
    own = _OF_ALL.search(total.statement.between(max(total.statement.start, total.start - _BEFORE), total.start))
    name = own[0] if own else ""
    return divided(whole, names, total.quantity.dimension, name=name, topic=topic)


def more_behind(parts: Sequence[Figure]) -> bool:
    """Whether what stands behind a list says that it goes on, or that it named only some."""
    last = parts[-1]
    after = last.statement.between(last.end, min(last.statement.end, last.end + _AROUND))
    following = next((f for f in last.statement.figures if f.id > last.id), None)
    others = following is not None and following.end <= last.end + _AROUND
    # 另有教学点11个 goes on with something else than 62所 does
    alike = not others or following is None or following.quantity.dimension == last.quantity.dimension
    named = (_MORE.match(after) and alike) or _ET_CETERA.match(after)
    return bool(named) or _counted_twice(parts) or _closed_beside(parts) or _rated_beside(parts)


def _closed_beside(parts: Sequence[Figure]) -> bool:
    """Whether the list makes up a figure right behind it: 残疾儿童385人，随班247人、特校94人、送教36人，入学377人."""
    last = parts[-1]
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    after = [f for f in last.statement.figures if f.id > last.id][:_BESIDE]
    return any(f.quantity.dimension == last.quantity.dimension and f.quantity.value == exact for f in after)


def _rated_beside(parts: Sequence[Figure]) -> bool:
    """Whether the rate right behind the list is that of its sum: 240人，随班112人、特校80人、送教43人，入学率97.9%."""
    last, first = parts[-1], parts[0]
    figures = last.statement.figures
    rate = next((f for f in figures if f.id == last.id + 1 and f.quantity.kind is Kind.PERCENT), None)
    whole = next((f for f in figures if f.id == first.id - 1), None)
    if rate is None or whole is None or whole.quantity.dimension != last.quantity.dimension or not whole.quantity.value:
        return False
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    return rate.quantity.interval.contains(exact / whole.quantity.value * 100)


def _counted_twice(parts: Sequence[Figure]) -> bool:
    last = parts[-1]
    return bool(_TWICE.match(last.statement.between(last.end, min(last.statement.end, last.end + _AROUND))))


def _is_an_item(total: Figure) -> bool:
    """Whether a larger value of its kind stands before: 建议58件，落实31件，列入规划19件，余下8件 are all of the 58."""
    before = (f for f in total.statement.figures if f.id < total.id)
    return any(
        f.quantity.dimension == total.quantity.dimension and f.quantity.value > total.quantity.value for f in before
    )


def likely_whole(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts most likely leave nothing of the total out: by their names, and because they nearly make it up
    or would with other digits, where the names are not sure."""
    kind = division_of(total, parts)
    return kind is Wholeness.SURE or (kind is Wholeness.LIKELY and nearly(total, parts))


def nearly(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether parts come near to a total, or would if one of the figures had other digits."""
    value = total.quantity.value
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    lacking = value - exact
    close = abs(lacking) <= max(value, exact) * _NEAR
    return close or is_slip(value, exact) or any(is_slip(p.quantity.value, p.quantity.value + lacking) for p in parts)


def apart_from(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts do not overlap, whatever they leave out."""
    return division_of(total, parts) is not None and not _counted_twice(parts)
