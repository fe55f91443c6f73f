"""What would bear out a claim of degree: a rate wants a percentage, pay wants money, a feeling wants a survey.

「开设订单班6个，毕业生就业率明显提高」 has a figure beside it, and none that measures what is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role

__all__ = ["Wanted", "wanted"]

_COMPARED = frozenset({Role.CHANGE, Role.PREVIOUS})
#: A rate by its name; what an ordinary word ends in is none: 效率, 表率, 案例.
_RATE = re.compile(r"(?<=[一-鿿])(?<![效表草频速税汇功][率])(?:(?<![效表草频速税汇功])率|比例|比重|占比)$")
_STANDARD = re.compile(
    r"(?:资助|补助|补贴|津贴|拨付|定额|拨款|经费|助学金|奖补|生活费?补助)[^，。；]{0,4}标准$|伙食补助$|生活补助$"
)
_PAY = re.compile(r"(?:工资|薪酬|薪资|收入|津贴|补贴|待遇)(?:收入|待遇|水平|标准|保障)*$")
_FEELING = re.compile(r"(?:获得|幸福|安全|归属|荣誉|认同|成就)感$|(?:满意|认可|知名|美誉|信任|支持)度$")
#: The state of a party cell or a team, which only a comparison or a survey can show.
_SPIRIT = re.compile(r"(?:凝聚|战斗|向心|号召|影响|创造|执行|公信|感召|生命|免疫)力(?:[和、与][一-鿿]{2,3}力)*$")
_MONEY_GIVEN = re.compile(r"(?:投入|支持|倾斜|扶持)$")
_ASKED = re.compile(r"满意|测评|问卷|调查|认可|好评|投诉|评议")
_FROM = re.compile(r"由|从|比|较|减|增")
#: A sum for all of them, not what each gets.
_SUM = re.compile(r"[万亿]")
_EACH = re.compile(r"人均|生均|平均|每|工资|年薪|月薪|收入|津贴|补贴|标准|公务员")
#: A rate that a figure is told of, right before it; 「达到」 and 「占…的」 tell of the one that was named.
_OWN_RATE = re.compile(r"[一-鿿]{2,}(?:率|比例|比重|占比)")
_GENERAL = re.compile(
    r"教育|学校|学生|教师|工作|全[省市县区]|我[省市县区]|较往年|往年|以往|进一步|水平|[的了地与和及]|比例|比重|占比|[率度]|得到|做到|实现|有了"
)
_SUBJECT = re.compile(
    r"(?:也|均|都|已|更|还|又|再|较往年|与往年相比|比往年|较以往|比以往|比过去|较过去|实现了?|得到了?|有了?|取得了?|出现了?|呈|有着?|发生了?)*$"
)


@dataclass(frozen=True)
class Wanted:
    """What sort of figure a claim wants.

    Attributes:
        subject: what the claim is of.
        fits: whether a figure is of that sort.
    """

    subject: str
    fits: Callable[[Figure, str], bool]

    def is_met(self, figures: Iterable[Figure]) -> bool:
        """Whether any of the figures near a claim may be its measure."""
        return any(self.fits(figure, self.subject) for figure in figures)


def wanted(words: str) -> Wanted | None:
    """What the words before a degree (毕业生就业率｜明显提高) want, where they name a thing that is measured."""
    subject = _SUBJECT.sub("", words.strip())
    wants = (
        *((_RATE, _is_rate), (_STANDARD, _is_each), (_PAY, _is_pay)),
        *((_FEELING, _is_asked), (_SPIRIT, _is_compared), (_MONEY_GIVEN, _is_money)),
    )
    for named, fits in wants:
        if named.search(subject):
            return Wanted(subject, fits)
    return None


def _is_rate(figure: Figure, subject: str) -> bool:
    if figure.quantity.kind is Kind.AMOUNT:  # 由38个减至6个
        return figure.role in _COMPARED and bool(_FROM.search(figure.gap))
    own = _OWN_RATE.search(figure.gap)
    return not own or bool(_pairs(subject) & _pairs(figure.gap))


def _is_compared(figure: Figure, _subject: str) -> bool:
    return figure.role in _COMPARED or bool(_ASKED.search(figure.gap))


def _is_money(figure: Figure, _subject: str) -> bool:
    return figure.quantity.dimension == "money"


def _is_each(figure: Figure, _subject: str) -> bool:
    if figure.role in _COMPARED:
        return True
    each = not _SUM.search(figure.text) or bool(_EACH.search(figure.gap))
    return figure.quantity.dimension == "money" and each


def _is_pay(figure: Figure, subject: str) -> bool:
    if figure.role in _COMPARED:
        return True
    return figure.quantity.dimension == "money" and bool(_EACH.search(figure.gap) or _is_each(figure, subject))


def _is_asked(figure: Figure, subject: str) -> bool:
    share = figure.quantity.kind in (Kind.PERCENT, Kind.POINTS)
    return (
        bool(_ASKED.search(figure.gap))
        or (share and not _OWN_RATE.search(figure.gap))
        or (bool(_pairs(subject) & _pairs(figure.gap)) and share)
    )


def _pairs(words: str) -> set[str]:
    plain = _GENERAL.sub("，", words)
    return {pair for at in range(len(plain) - 1) if "，" not in (pair := plain[at : at + 2])}
