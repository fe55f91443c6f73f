"""Figures of a sentence: none but those that fill slots or that a passage gives in the same words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from drafter.checking.text.statements import FALL, RISE, statements
from drafter.drafting.screening import flow_of
from drafter.drafting.writer.guards.quoting import misquoted
from drafter.facts import SLOT, Value

__all__ = ["plain_digits", "tidy_slots", "unsupported_figures", "wrong_slot_words"]

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
    r"|(?:数|几|上|近|逾|超|过|好几|成)[十百千万亿]+(?:余|多)?|[减折近]半|零(?![散星钱售食]|距离|容忍|门槛|起点|基础)[一-鿿]{2}|百分百"
    # of what it is said goes with it: 绝大多数县 in a policy is no source of 绝大多数学校
    r"|(?:过半|半数|一半|大半|绝?大多数|(?<![一二三四五六七八九十])大部分|多半)(?:以上)?[一-鿿]{0,2}"
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
    yield from misquoted(rest, spans, texts)
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
