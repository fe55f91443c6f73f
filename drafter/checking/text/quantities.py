"""The one extractor of figures in Chinese text.

A quantity is a number with what it counts or measures, and the interval of values it can stand for: its digits say
how it was rounded, and words like 近, 余, 以上 widen one side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from drafter.checking.text.masks import Masks
from drafter.checking.text.widening import ABOUT, leeway, widened
from drafter.facts.intervals import Interval
from drafter.facts.numerals import decimals_of, narrow, parse_arabic, parse_chinese, to_places
from drafter.facts.units import BASE_UNITS, SCALES, Unit, parse_unit

__all__ = ["Kind", "Quantity", "find_quantities"]


class Kind(StrEnum):
    """What sort of figure it is."""

    AMOUNT = "amount"  # counts, money, areas, durations
    PERCENT = "percent"  # %, ‰, 百分之
    POINTS = "points"  # 百分点
    TIMES = "times"  # 倍
    RATIO = "ratio"  # a:b
    BARE = "bare"  # a number without a unit


@dataclass(frozen=True)
class Quantity:
    """A figure in a text.

    Attributes:
        start: offset of its first digit (or 百分之); ``end`` is past its unit.
        number_end: past the last digit, before scale and unit.
        value: in base units (元, 人, %, …): the scale is multiplied in.
        decimals: digits after the point as written.
        step: value of one unit of the last printed digit, in base units.
        interval: the values it can stand for, in base units.
        unit: the unit as written, None for a bare number.
        qualifier: the word that widens it (近, 余, 以上 …), empty when it is definite.
        spelled: written in Chinese numerals.
        other: the second side of a ratio, or the upper end of a range.
        is_range: whether it is a range (3万～5万) rather than one value.
    """

    start: int
    end: int
    number_end: int
    text: str
    kind: Kind
    value: Decimal
    decimals: int
    step: Decimal
    interval: Interval
    unit: Unit | None
    qualifier: str = ""
    spelled: bool = False
    other: Decimal | None = None
    is_range: bool = False

    @property
    def dimension(self) -> str:
        """What it measures, empty for a bare number."""
        return self.unit.dimension if self.unit else ""

    @property
    def left(self) -> Decimal:
        """The first side of a ratio as written: the value times the second, less what the division lost."""
        return to_places(self.value * (self.other or 1), self.decimals)

    @property
    def definite(self) -> bool:
        """Whether it is one value without a widening word."""
        return not self.qualifier and not self.is_range


_NUMERALS = "〇零一二两三四五六七八九十百千万亿"
_ARABIC = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\s\d){1,12}(?:\.\d{1,4})?(?=\s?[年月日个所人名万亿元%])|\d+(?:\.\s?\d+)?"
)
_SCALE = "|".join(SCALES)
_UNITS = "|".join(re.escape(u) for u in sorted(BASE_UNITS, key=len, reverse=True) if u not in ("是/否", "比值", "系数"))
_UNITS = _UNITS.replace("个班|", "个班(?!主任|子|级|车|额)|")
_RATE = r"(?:/[人生户年月天日班校]+(?:[·.][年月天日学期]+)?)?"
_SOFT = "多余来几"
_SCALES_ALONE = frozenset(["百", "千", "万", "十万", "百万"])

_NUMBER = re.compile(
    rf"(?P<parts>(?:百|千|万)分之)(?P<partvalue>[{_NUMERALS}点]+|\d+(?:\.\d+)?)"
    rf"|(?P<denominator>[二三四五六七八九十])分之(?P<numerator>[一二三四五六七八九])"
    r"|(?<![一二三四五六七八九十第])(?P<one>[一二三四五六七八九十])比(?P<other>[一二三四五六七八九十])(?![一-鿿]*?[一二三四五六七八九十]比|[较例重])"
    rf"|(?P<left>\d+(?:\.\d+)?)\s?(?:[:∶]|比(?=1(?![\d.年月个人所名项次倍])))\s?(?P<right>\d+(?:\.\d+)?)(?![\d:])"
    rf"|(?P<number>{_ARABIC}|[{_NUMERALS}]+(?:点[{_NUMERALS}]+)?)\s?(?P<scale>(?:{_SCALE})(?!分[点之]))?\s?"
    rf"(?P<soft>[{_SOFT}])?\s?(?P<unit>(?:{_UNITS}){_RATE})?"
)
#: A unit character that here begins another word, whatever the number is written in.
_NOT_UNIT = re.compile(
    r"分(?:别|析|类|布|层|级|批|期|校|管|享|流|工)|家(?:长|庭|访)|名(?:次|额|称|单)|位(?:列|居|于|次)|本(?:科|年|市|省|县|校|地|级|次|学期|区|届|报)|校(?:园|长|区|企|车|内|外|际|本|舍)|园(?:区|长|所|舍)"
    r"|项目(?!标)|期(?:间|末|望)|级(?:部|别|各)|类(?:型|别)|次(?:于|数|序|年)|班(?:主任|子|额|级|车)|门(?:类|户)|部(?:门|分|署|属|委)|组(?:织|建|成)"
    r"|场(?:地|所|馆)|对(?:口|接|照|标|象)|天然|岁月|种(?:类|植)|面(?:向|对|积|试|临)|首(?:次|批|先|个)|节(?:约|能|假)|张(?:榜|贴)|支(?:持|付|教(?!研|学|师|育)|出|部|撑)|起(?:点|始|来|到|步)|处(?:理|置|于|罚|分|室)"
    r"|件(?:均)|批(?:准|复|评)|例(?:如|外)|校际|户(?:籍|外)|片(?:区)|轮(?:岗|训|换)|届(?:时)|米(?:饭)|队(?:伍|员)|条(?:件|例)|座(?:谈|位)|间(?:接|隔)|台(?:账|湾|阶)|块(?:状)|分[一二三四五六七八九十]"
)
#: The same after a Chinese numeral. After digits these count (3名优秀教师, 5家教育机构).
_NOT_UNIT_SPELLED = re.compile(
    r"家(?:校|国|教|政)|所(?:有|在|需|属|辖|得|以(?![上下内外])|谓)|人(?:民|口|才|均|事|大|员|工智能|力|文|格|生)"
    r"|名(?:列|师|校|优)|个(?:性|体|别|人)|期(?:中|满)"
)
#: A table cell that is nothing but a negative number.
_NEGATIVE = re.compile(r"^\s*[-－−]\s?(?=\d[\d,.]*\s?[^\d\s]{0,4}\s*$)")
_LISTED = re.compile(r"^\s*(?:[、和及与]|以及)\s*$")
_RANGE_DASH = re.compile(r"^\s*(?:[—－\-–~～]{1,2}|至|到)\s*$")

#: 常住人口只有21.3万, 教育支出4.35亿: the noun says what the number without a unit is in.
_LED = r"(?:已|约|近|只|仅|达到?|为|有|是|共|超过?|突破|逾)*\s*$"
_HEADS = r"(?:人口|学生|在校生|幼儿|教师|教职工|毕业生|考生)(?:总数|总量|总人数|人数)?"
_MONEY = r"(?:支出|投入|经费|资金|收入|生产总值|投资)(?:总额|总量)?"
_IMPLIED = (("人", re.compile(_HEADS + _LED)), ("元", re.compile(_MONEY + _LED)))
_STOPS = re.compile(r"\s*(?:$|[,;，。；、）)])")
#: 按六十五万常住居民计, 30万学生: the people stand behind.
_PEOPLE = re.compile(
    r"(?:名|位)?(?:余|多)?(?:常住|户籍|城乡|各族|在校|中小|农村|乡村|适龄)*(?:居民|人口|学生|学子|师生|幼儿|孩子|儿童|少年|老人|老年人|家长|群众|市民|村民)"
)

_MAX_DIGITS, _AROUND = 18, 5
_MAX_DECIMALS, _BEYOND = 8, Decimal(10) ** 18  # what the world earns in a year is 10 ** 15 元
_MEASURED = ("mone", "area", "leng")  # first letters of the dimensions that are measured, not counted


def find_quantities(text: str, masks: Masks) -> list[Quantity]:
    """Every quantity of ``text`` in order; digits under ``masks`` are skipped."""
    narrowed = narrow(text)
    found: list[Quantity] = []
    for match in _NUMBER.finditer(narrowed):
        quantity = _quantity(match, narrowed, text)
        if quantity is not None and _is_told(quantity) and not masks.covers(quantity.start, quantity.end):
            found.append(quantity)
    if len(found) == 1 and (sign := _NEGATIVE.match(narrowed)):
        found = [_negative(found[0], text, sign.end())]
    return list(_join_ranges(_share_units(found, narrowed), narrowed, text))


def _is_told(quantity: Quantity) -> bool:
    """Whether a report can mean it: no office counts so far, or so fine."""
    return abs(quantity.value) < _BEYOND and quantity.decimals <= _MAX_DECIMALS


def _negative(quantity: Quantity, text: str, start: int) -> Quantity:
    """The quantity with the sign before it, which is no dash where nothing else stands in the text."""
    if quantity.start != start:
        return quantity
    sign = text.rindex(text[:start].strip(), 0, start)
    interval = Interval(-quantity.interval.high, -quantity.interval.low)
    words = text[sign : quantity.end]
    return replace(quantity, start=sign, text=words, value=-quantity.value, interval=interval)


def _quantity(match: re.Match[str], narrowed: str, text: str) -> Quantity | None:
    if match["parts"]:
        return _spelled_percent(match, text)
    if match["numerator"]:
        return _fraction(match, text)
    if match["one"]:
        return _spelled_ratio(match, text)
    return _ratio(match, text) if match["left"] else _measured(match, narrowed, text)


def _measured(match: re.Match[str], narrowed: str, text: str) -> Quantity | None:
    """A number with its scale and unit."""
    number, spelled = match["number"], not match["number"][0].isdigit()
    start = match.start("number")
    version = not spelled and start > 0 and narrowed[start - 1] == "."  # the tail of something like 1.2.3
    value = parse_chinese(number) if spelled else parse_arabic(number)
    if spelled and number in _SCALES_ALONE and text[max(0, start - 1) : start] == "每":
        return None  # 每百名学生 counts nobody
    if value is None or version or len(number) > _MAX_DIGITS:
        return None
    unit_text = match["unit"] or ""
    at = match.start("unit")
    if unit_text and (_NOT_UNIT.match(narrowed, at) or (spelled and _NOT_UNIT_SPELLED.match(narrowed, at))):
        unit_text = ""
    unit = parse_unit(named) if (named := unit_text or _implied(match, narrowed, start, spelled=spelled)) else None
    if spelled and unit is None:
        return None
    end = match.end() if unit_text else match.end("scale") if match["scale"] else match.end("number")
    scale = SCALES[match["scale"]] if match["scale"] else Decimal(1)
    factor = scale * (unit.factor if unit else Decimal(1))
    decimals = 0 if spelled else decimals_of(number)
    kind = _kind(unit)
    # heads are counted, money and areas are rounded
    counted = kind is Kind.AMOUNT and decimals == 0 and scale == 1 and not (unit and unit.dimension[:4] in _MEASURED)
    quantity = Quantity(
        start,
        end,
        match.end("number"),
        text[start:end],
        kind,
        value * factor,
        decimals,
        Decimal(1).scaleb(-decimals) * factor,
        Interval.exact(value * factor) if counted or spelled else Interval.printed(value, decimals, factor),
        unit,
        spelled=spelled,
    )
    before, behind = narrowed[max(0, start - _AROUND) : start], narrowed[end : end + _AROUND]
    soft = match["soft"] or "" if unit else ""
    wide = widened(quantity.value, quantity.interval, before, behind, soft, spelled=spelled)
    if wide is None:
        return quantity
    words = text[start : end + wide.behind]
    return replace(quantity, interval=wide.interval, qualifier=wide.word, end=end + wide.behind, text=words)


def _implied(match: re.Match[str], narrowed: str, start: int, *, spelled: bool) -> str:
    """The unit that the words around a number with a bare 万 or 亿 give it; empty when they give none."""
    scaled = match["number"].endswith("万") if spelled else bool(match["scale"])
    if not scaled or match["soft"]:
        return ""
    if _PEOPLE.match(narrowed, match.end("number") if spelled else match.end("scale")):
        return "人"
    if spelled or not _STOPS.match(narrowed, match.end("scale")):
        return ""
    before = narrowed[max(0, start - 14) : start]
    return next((unit for unit, nouns in _IMPLIED if nouns.search(before)), "")


def _kind(unit: Unit | None) -> Kind:
    if unit is None:
        return Kind.BARE
    return {"percent": Kind.PERCENT, "point": Kind.POINTS, "times": Kind.TIMES}.get(unit.dimension, Kind.AMOUNT)


def _spelled_percent(match: re.Match[str], text: str) -> Quantity | None:
    written = match["partvalue"]
    value = parse_arabic(written) if written[0].isdigit() else parse_chinese(written)
    if value is None:
        return None
    divisor = {"百": Decimal(1), "千": Decimal(10), "万": Decimal(100)}[match["parts"][0]]
    decimals = decimals_of(written) if written[0].isdigit() else len(written.partition("点")[2])
    start, end = match.span()
    return Quantity(
        start,
        end,
        end,
        text[start:end],
        Kind.PERCENT,
        value / divisor,
        decimals,
        Decimal(1).scaleb(-decimals) / divisor,
        Interval.printed(value, decimals, 1 / divisor),
        parse_unit("%"),
        spelled=not written[0].isdigit(),
    )


def _fraction(match: re.Match[str], text: str) -> Quantity | None:
    top, bottom = parse_chinese(match["numerator"]), parse_chinese(match["denominator"])
    if not top or not bottom or top >= bottom:
        return None
    value = top / bottom * 100
    start, end = match.span()
    about = leeway(value, text[max(0, start - 4) : start], text[end : end + 4])
    return Quantity(
        start, end, end, text[start:end], Kind.PERCENT, value, 0, Decimal(1), about, parse_unit("%"), "约", True
    )


def _spelled_ratio(match: re.Match[str], text: str) -> Quantity | None:
    """一比五, which is said of anything near it."""
    left, right = parse_chinese(match["one"]), parse_chinese(match["other"])
    if not left or not right:
        return None
    value = left / right
    start, end = match.span()
    about = Interval.exact(value).widened(up=value * ABOUT, down=value * ABOUT)
    return Quantity(
        start,
        end,
        end,
        text[start:end],
        Kind.RATIO,
        value,
        0,
        Decimal(1),
        about,
        parse_unit("x:y"),
        "约",
        True,
        right,
    )


def _ratio(match: re.Match[str], text: str) -> Quantity | None:
    left, right = Decimal(match["left"]), Decimal(match["right"])
    if left == 0 or right == 0 or max(len(match["left"]), len(match["right"])) > _MAX_DIGITS:
        return None
    decimals = max(decimals_of(match["left"]), decimals_of(match["right"]))
    start, end = match.span()
    low = Interval.printed(left, decimals_of(match["left"])) if left != 1 else Interval.exact(left)
    high = Interval.printed(right, decimals_of(match["right"])) if right != 1 else Interval.exact(right)
    return Quantity(
        start,
        end,
        end,
        text[start:end],
        Kind.RATIO,
        left / right,
        decimals,
        Decimal(1).scaleb(-decimals),
        low / high,
        parse_unit("x:y"),
        other=right,
    )


def _share_units(found: list[Quantity], narrowed: str) -> list[Quantity]:
    """「分别提高0.77、1.15个百分点」, 「1.1个和1.8个百分点」: a number in a list has the unit of the next one."""
    result = list(found)
    for at in range(len(found) - 2, -1, -1):
        this, after = result[at], result[at + 1]
        between = narrowed[this.end : after.start]
        if after.kind not in (Kind.POINTS, Kind.PERCENT) or not _LISTED.match(between):
            continue
        if this.kind is Kind.BARE:
            result[at] = replace(this, kind=after.kind, unit=after.unit)
        elif after.text.endswith(("个百分点", "个")) and this.text.endswith("个") and not this.spelled:
            step = Decimal(1).scaleb(-this.decimals)
            half = Interval.printed(this.value, this.decimals)
            result[at] = replace(this, kind=after.kind, unit=after.unit, step=step, interval=half)
    return result


def _join_ranges(found: list[Quantity], narrowed: str, text: str) -> Iterator[Quantity]:
    """Two numbers with a dash between them and one unit are one range (600—800元, 60%～70%)."""
    at = 0
    while at < len(found):
        first = found[at]
        second = found[at + 1] if at + 1 < len(found) else None
        if second is not None and _is_range(first, second, narrowed):
            factor = (second.unit.factor if second.unit else Decimal(1)) if first.unit is None else Decimal(1)
            low = first.interval.scaled(factor).low if first.unit is None else first.interval.low
            if low <= second.interval.high:
                yield replace(
                    second,
                    start=first.start,
                    text=text[first.start : second.end],
                    interval=Interval(low, second.interval.high),
                    other=second.value,
                    value=first.value * factor,
                    is_range=True,
                )
                at += 2
                continue
        yield first
        at += 1


def _is_range(first: Quantity, second: Quantity, narrowed: str) -> bool:
    between = narrowed[first.end : second.start]
    if not _RANGE_DASH.match(between) or Kind.RATIO in (first.kind, second.kind):
        return False
    if between.strip() in ("至", "到") and narrowed[max(0, first.start - 8) : first.start].find("由") >= 0:
        return False  # 由85%至90% tells a change
    same = first.unit is not None and second.unit is not None and first.unit.dimension == second.unit.dimension
    return second.unit is not None and (first.unit is None or same)
