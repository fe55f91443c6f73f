"""Figures of a sentence: none but those that fill slots or that a passage gives in the same words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from drafter.checking.text.statements import FALL, RISE, statements
from drafter.drafting.screening import flow_of
from drafter.drafting.writer.guards.words import cut, is_noun, is_prose, listed
from drafter.facts import SLOT, Value

__all__ = ["plain_digits", "stands_in", "tidy_slots", "unsupported_figures", "wrong_slot_words"]

_NUMERAL = "〇零一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
_COUNTED = (
    "所|个|名|人|项|次|元|座|间|处|台|套|件|家|场|期|门|户|平方|亩|公里|倍|成|番|轮|份|天|月|年|日|小时|岁|部|本|册|条|位|张|栋|幢|辆"
    "|块|班|节|课|百分点|学位|床|对|篇|例|宗|吨|组|片|县|市|区|乡|镇|村|校|园|余|多"
)
_NUMBER = re.compile(r"\d[\d.,]*")
_SPELLED = re.compile(
    rf"[{_NUMERAL}]*[十百千万亿佰仟拾廿卅][{_NUMERAL}点]*(?:余|多|几)?(?:{_COUNTED})|[{_NUMERAL}]{{3,}}"
    rf"|[壹贰叁肆伍陆柒捌玖拾佰仟]{{2,}}|(?:百|千|万)分之[{_NUMERAL}点]+|[{_NUMERAL}]+分之[{_NUMERAL}]+"
    r"|[一二两三四五六七八九]成(?!立|效|为|长|果|员|绩|功|就|熟|本|人|都|因)|翻(?:了)?[一两三四]?番|翻倍|倍增|成倍|[一二两三四五六七八九十]+倍"
    r"|(?:数|几|上|近|逾|超|过|好几|成)[十百千万亿]+(?:余|多)?|过半|半数|一半|大半|绝大多数|多半|百分百"
)
#: Small counts with a measure word for things that are counted; 一个, 一批 and the like count nothing.
_SMALL = re.compile(
    r"(?:[二两三四五六七八九]|(?<![统唯同专逐进万之第单])一)(?:所|名|座|间|处|台|套|件|册|床|学位|家|场|期|门|户|倍|轮|天|个月|年|位|栋|辆|例|宗|对|个(?!五|方面|体|性|别|人|百|课堂|确立|维护|意识|自信|环节|专项))(?!级|制|贯|类)"
)
_NAMED = re.compile(r"《[^《》]*》|[^，。；、（）()《》]{0,6}〔\d{4}〕\d+号|〔\d{4}〕\d+号")
_UNITS_AFTER = re.compile(
    rf"^(?:%|％|‰|[\d{_NUMERAL}]|余|多|几|倍|个百分点|百分点|亿|万|元|人次|(?:人|名|所|个|间|台|册|平方米)(?!民|才|员|均|校|体|别|性|大|居|社|文|口|事|力|生))"
)
_BEFORE_SLOT = re.compile(rf"[\d{_NUMERAL}.．几数半负]$|[-－−]$")
_QUALIFIED_BEFORE = re.compile(
    r"(?:约|近|超过?|逾|突破|不足|不到|将近|接近|多于|少于|高于|低于|不低于|不少于|大约)\s*$"
)
_QUALIFIED_AFTER = re.compile(r"^\s*(?:以上|以下|左右|上下|有余|之多|的?目标|的?要求)")
_LAST_YEAR = re.compile(r"(?:上一?学?年度?|去年|前一年)(?:同期|底|末)?(?:的|为|是|达到?)?[^，。；、\d\u2060]{0,8}$")
_FROM = re.compile(r"(?:由|从|上一?学?年度?|去年|前一年|基数|原来的?)[^，。；]{0,24}$")
_RISES, _FALLS = (
    re.compile(f"(?:{RISE}|高出?|多出?|扩大)[^，。；]{{0,6}}$"),
    re.compile(f"(?:{FALL}|低|少)[^，。；]{{0,6}}$"),
)
_CHANGES_TO = re.compile(r"(?:到|至|为|达|率|幅)[^，。；]{0,6}$")
_UNIT = re.compile(r"[^\d，。；、：:（）()《》“”\s\u2060和与及至到等以的—-]")
#: A floor that a policy states may be told in other words than its own.
_BOUND = re.compile(r"^[%％]?(?:以上|以下|以内)?(?:[、和及]\d[\d.%％]*)*的?(?:底线|要求|标准|目标|规定)")
_BOUND_BEFORE = re.compile(r"(?:不低于|不少于|不高于|不超过|达到)$")
_IS_BOUND = re.compile(r"低于|高于|不少于|超过|达到|以上|以内|底线")
_SENTENCE_PART = re.compile(r"[，；。：！？]")
_SAME_CLAUSE = 0.6
_MOST_PLACES = 4  # of which a figure may be quoted that are looked at
_MOST_FIGURES = 10  # of a sentence whose order is looked at
_FORMAT = "Cf"


def plain_digits(text: str) -> str:
    """``text`` with full-width digits and signs narrowed and invisible characters taken out, so that none hides."""
    kept = (char for char in text if unicodedata.category(char) != _FORMAT)
    return "".join(unicodedata.normalize("NFKC", c) if "０" <= c <= "９" or c in "％．Ａ［］" else c for c in kept)


def unsupported_figures(rest: str, passages: Iterable[str], words: Callable[[str], bool], year: int) -> Iterator[str]:
    """Figures without a source.

    Args:
        rest: the sentence, with a mark in the place of each slot.
        passages: the texts whose figures may be quoted.
        words: whether the evidence of the item says these very words.
        year: the reported year, which needs no source.
    """
    texts = list(passages)
    rest = _NAMED.sub(lambda match: "\u2060" if words(match.group()) else match.group(), rest)
    if odd := next((c for c in rest if unicodedata.category(c) in ("No", "Nl") or (c.isdigit() and c > "9")), ""):
        yield f"数字“{odd}”没有出处"
    numbers = [m for m in _NUMBER.finditer(rest) if not _is_year(rest, m, m.group().strip(".,"), year)]
    spans = [(m.start(), m.start() + len(m.group().strip(".,"))) for m in numbers]
    places = [_quoted_at(rest, start, end, texts) for start, end in spans]
    for (start, end), found in zip(spans, places, strict=True):
        if not found:
            yield f"数字“{rest[start:end]}”没有出处"
    if all(places) and not _in_order(rest, spans, places, texts):
        yield f"数字“{'、'.join(rest[start:end] for start, end in spans)}”与材料中的次序不符"
    spelled = {f.text for s in statements([flow_of(rest)]) for f in s.figures if f.quantity.spelled}
    found = {m.group() for m in (*_SPELLED.finditer(rest), *_SMALL.finditer(rest))}
    strict = {text for text in spelled if not re.match(r"一(?!所|名|座|间|处|台|家|户|亿|百|千|万|倍|成)", text)}
    for text in sorted(found | strict):
        if not words(text) and not _idiom(rest, text):
            yield f"数字“{text}”没有出处"


def _idiom(rest: str, text: str) -> bool:
    """Whether a numeral belongs to a fixed term of the field, as in 九年义务教育."""
    from drafter.checking.text.masks import find_masks

    start = rest.index(text)
    masks = find_masks(rest, ())
    return all(masks.covers(at, at + 1) for at in range(start, start + len(text)))


def _is_year(rest: str, match: re.Match[str], number: str, year: int) -> bool:
    after = rest[match.start() + len(number) :]
    if number == str(year):
        return after.startswith(("年", "学年", "—", "-"))
    return (
        number == str(year - 1) and after.startswith("年") and bool(re.search("[比较由从与]$", rest[: match.start()]))
    )


def stands_in(figure: str, passage: str) -> list[int]:
    """Where a passage gives the figure: not as part of a longer number."""
    return [m.start() for m in re.finditer(rf"(?<![\d.,]){re.escape(figure)}(?![\d]|[.,]\d)", passage)]


#: Where a figure is quoted from: the number of the passage and the place in it; None for a name or a bound, which
#: may be said as often as one likes.
_Place = tuple[int, int] | None


def _quoted_at(rest: str, start: int, end: int, texts: Sequence[str]) -> list[_Place]:
    """Where passages give the number with the same unit among the same words: 412个 of one thing is no evidence for
    412所 of another, nor 12所 schools for 12所 nurseries.
    """
    number = rest[start:end]
    unit = _UNIT.match(rest[end:])
    mine, wide = _pairs(_clause(rest, start, end, 0)), _pairs(_clause(rest, start, end))
    around = (_SENTENCE_PART.split(rest[:start])[-1], _SENTENCE_PART.split(rest[end:])[0])
    nouns = [word for part in around for word in cut(part) if is_noun(word) and word not in listed("beside_figures")]
    bound = bool(_BOUND.search(rest[end:]) or _BOUND_BEFORE.search(rest[:start]))
    found: list[_Place] = []
    for at_text, passage in enumerate(texts):
        if "。" not in passage and rest[start : end + 4] in passage:  # an indicator's name
            found.append(None)
        for at in stands_in(number, passage):
            after = passage[at + len(number) :]
            if unit and not after.startswith(unit.group()):
                continue
            named = all(noun in passage for noun in nouns)
            if bound and named and _IS_BOUND.search(_clause(passage, at, at + len(number), 0)):
                found.append(None)
            theirs = _pairs(_clause(passage, at, at + len(number), 0))
            wider = _pairs(_clause(passage, at, at + len(number)))
            alike = _share(mine, theirs) >= _SAME_CLAUSE and _share(wide, theirs | wider) >= _SAME_CLAUSE
            if alike and named and not _narrower(passage, at, rest):
                found.append((at_text, at))
    return found


def _narrower(passage: str, at: int, rest: str) -> bool:
    """Whether the passage tells the figure of something that the sentence does not name: 骨干教师652名."""
    before = cut(_SENTENCE_PART.split(passage[:at])[-1])
    return bool(before) and is_noun(before[-1]) and not is_prose(before[-1]) and before[-1] not in rest


def _share(mine: set[str], theirs: set[str]) -> float:
    return len(mine & theirs) / len(mine) if mine else 1.0


def _in_order(
    rest: str, spans: Sequence[tuple[int, int]], places: Sequence[list[_Place]], texts: Sequence[str]
) -> bool:
    """Whether each figure can be led back to a place of its own, those of one clause in the order they have there."""

    def fits(chosen: list[_Place], at: int, place: _Place) -> bool:
        for before, other in enumerate(chosen):
            if place is None or other is None or place[0] != other[0]:
                continue
            if place == other:
                return False
            together = not _SENTENCE_PART.search(rest[spans[before][1] : spans[at][0]])
            low, high = sorted((place[1], other[1]))
            if together and place[1] < other[1] and not _SENTENCE_PART.search(texts[place[0]][low:high]):
                return False
        return True

    def assign(chosen: list[_Place]) -> bool:
        at = len(chosen)
        if at == len(spans):
            return True
        return any(fits(chosen, at, place) and assign([*chosen, place]) for place in places[at][:_MOST_PLACES])

    return len(spans) > _MOST_FIGURES or assign([])


def _clause(text: str, start: int, end: int, least: int = 6) -> str:
    """The clause around a stretch, with the one before it where it has fewer than ``least`` characters of words."""
    left = _SENTENCE_PART.split(text[:start])
    right = _SENTENCE_PART.split(text[end:])[0]
    clause = left[-1] + right
    return clause if len(re.sub(r"[\d.,%％]", "", clause)) >= least or len(left) < 2 else left[-2] + clause


def _pairs(text: str) -> set[str]:
    plain = re.sub(r"个?百分点|[\s\d.,，。；、%％（）()“”《》：:\u2060]", "", text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)}


def tidy_slots(text: str, values: Callable[[str], Value | None]) -> str:
    """``text`` without the units that a model wrote after slots which print theirs."""
    result, at = "", 0
    for match in SLOT.finditer(text):
        result += text[at : match.end()]
        at = match.end()
        value = values(match[1])
        unit = value.text.lstrip("0123456789.,") if value is not None else ""
        forms = {unit, unit.replace("%", "％"), unit.removeprefix("个")} - {""}
        spare = next((form for form in sorted(forms, key=len, reverse=True) if text[at:].startswith(form)), "")
        at += len(spare)
    return result + text[at:]


def wrong_slot_words(text: str, values: Callable[[str], Value | None]) -> Iterator[str]:
    """What the words right before and after each slot make false or doubtful of its exact figure."""
    for match in SLOT.finditer(text):
        value = values(match[1])
        if value is None:
            continue
        before, after = SLOT.sub("\u2060", text[: match.start()]), text[match.end() :]
        slot = match.group()
        if _UNITS_AFTER.search(after) or _BEFORE_SLOT.search(before):
            yield f"数据位{slot}前后不能再写数或单位"
        elif _QUALIFIED_BEFORE.search(before) or _QUALIFIED_AFTER.search(after):
            yield f"数据位{slot}是准确的数，前后不要写“约、超过、以上”之类"
        elif reason := _wrong_way(value, before):
            yield f"数据位{slot}{reason}"


def _wrong_way(value: Value, before: str) -> str:
    """What is wrong with the words that lead to a slot: the year, or the direction."""
    operation = value.slot.partition(".")[2]
    if operation == "prev":
        return "" if _FROM.search(before) else "是上年的数，前面要写明“上年”"
    if operation in ("delta", "pp", "growth"):
        rises, falls = _RISES.search(before), _FALLS.search(before)
        wanted, other = (rises, falls) if value.sign > 0 else (falls, rises)
        if value.sign == 0 or not wanted or (other and other.start() > wanted.start()):
            return f"是{'增加' if value.sign > 0 else '减少' if value.sign < 0 else '持平'}的数，前面要写明这个方向"
        return ""
    if _LAST_YEAR.search(before):
        return "是本年的数，不能写成上年"
    changed = re.search(f"(?:{RISE}|{FALL})了?(?:约|近)?$", before)
    return "是本年的数，不是增减的数" if changed and not _CHANGES_TO.search(before[changed.start() :]) else ""
