"""When two titles of documents name the same one, and when one of them is only misquoted."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Likeness", "core", "law_meant", "likeness", "resembles", "undated", "unnumbered", "within"]

_IGNORED = re.compile(r"[\s《》〈〉<>“”\"‘’「」（）()【】、，,—\-－·]")
_WRAPPED = re.compile(
    r"^(?:[一-鿿]{2,24}?)?(?:关于)?(?:印发|转发|发布|下发)(?:了)?(?:《|〈)?(?P<inner>.{4,}?)(?:》|〉)?的?通知$"
)
_ISSUER = re.compile(
    r"^(?:中共中央办公厅|国务院办公厅|中共中央|国务院教育督导委员会办公室|国务院教育督导委员会|国务院|教育部办公厅|教育部"
    r"|财政部|国家发展改革委|人力资源社会保障部|人力资源和社会保障部|中央编办|公安部|国家统计局|全国人大常委会|等[一二三四五六七八九十\d]+部门)+"
)
_STATE = "中华人民共和国"
#: A changed word of these makes another document: another level, stage, year, place or a local version of it.
_TELLING = re.compile(
    r"[\d〇零一二三四五六七八九十两]|[省市县区州乡镇村国]|小学|初中|高中|幼儿|学前|义务|职业|高等|特殊|民办|中小学|大中小|学校|教师|学生|校长"
    r"|实施|贯彻|细则|补充|修订|试行|暂行|进一步|通知|意见|办法|方案|规定|条例|规划|纲要|计划|决定|工程|行动"
)
_SHORTEST = 9
_FULL = 20  # a title so long that 进一步 alone makes it no other
_NEAREST = 86.0
_MOST_CHANGED = 4
_SPAN = re.compile(r"[（(]?\s*((?:19|20)\d\d)\s*年?\s*[—\-－~～至]{1,2}\s*((?:19|20)\d\d)\s*年?\s*[)）]?")
_NUMERAL = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十]+(?=[个项条]|期)|(?<=第)[一二三四五六七八九十]+")
_FIVE_YEARS = re.compile(r"十[一二三四五]?五")
_LONG, _BEGIN, _END, _SIMILAR = 12, 6, 3, 76.0
#: 江岚省对各级人民政府…的评价办法: a place's own document, whatever it is modelled on.
_OF_A_PLACE = re.compile(r"^[一-鿿]{2,8}?(?:省|市|县|区|州|盟|旗)(?=对|关于)")
#: Left out or put in, these change nothing: they are told as inexact, not as wrong.
_FILLING = re.compile(r"关于|[的了和与及]|全面|切实|有关|工作")


#: Laws that reports cite, by what they are on; each has one name, which 促进, 保护 and 保障 are part of or not.
_LAWS = re.findall(
    r"\S+",
    "教育法 义务教育法 教师法 职业教育法 高等教育法 民办教育促进法 学前教育法 家庭教育促进法 "
    "未成年人保护法 预防未成年人犯罪法 国家通用语言文字法 国防教育法 爱国主义教育法 乡村振兴促进法 "
    "科学技术普及法 科学技术进步法 反家庭暴力法 体育法 残疾人保障法 妇女权益保障法 就业促进法 食品安全法 学位法",
)
_PURPOSE = re.compile(r"促进|保护|保障|发展")
#: （修订草案） and the like stand behind a law's name and are none of it.
_AMENDED = re.compile(r"[（(](?:20\d\d年?)?(?:修[订正]|修改)?(?:草案|本|稿)?[)）]$")
_BY_SUBJECT = {_PURPOSE.sub("", law): law for law in _LAWS}


def law_meant(title: str) -> str | None:
    """The law that a title misnames (…家庭教育法 for …家庭教育促进法); None when it is right or unknown."""
    name = _AMENDED.sub("", title.strip())
    stated = name.startswith(_STATE)
    name = name.removeprefix(_STATE)
    if not stated and (not name.endswith("法") or name.endswith("办法")):
        return None
    law = _BY_SUBJECT.get(_PURPOSE.sub("", name))
    return None if law is None or name in _LAWS else (_STATE if stated else "") + law


@dataclass(frozen=True)
class Likeness:
    """How a cited title stands to a known one.

    Attributes:
        same: whether it names the document exactly, as far as wrappers, issuer and punctuation go.
        filling: whether only 关于, 的 and the like differ.
    """

    same: bool
    filling: bool = False


def core(title: str) -> str:
    """A title without marks, issuer, 关于 and the wrapper 关于印发…的通知."""
    text = title.strip()
    while match := _WRAPPED.match(text):
        text = match["inner"]
    plain = _IGNORED.sub("", text)
    plain = _ISSUER.sub("", plain)
    return plain.removeprefix(_STATE)


def likeness(cited: str, known: str) -> Likeness | None:
    """How a title as cited stands to a known one; None when it is another document's.

    Args:
        cited: between the title marks of a report, or its :func:`core`; ``known``: likewise.
    """
    from rapidfuzz import fuzz

    left, right = core(cited), core(known)
    if left.removeprefix("关于") == right.removeprefix("关于"):
        return Likeness(left == right, left != right)
    placed = _OF_A_PLACE.match(left)
    another = placed is not None and placed.group() not in right
    if another or min(len(left), len(right)) < _SHORTEST or fuzz.ratio(left, right) < _NEAREST:
        return None
    changes = _changes(left, right)
    changed = ["".join(text[a:b] for text, a, b in side) for side in zip(*changes, strict=True)]
    if max(map(len, changed)) > _MOST_CHANGED:
        return None
    if not _FILLING.sub("", changed[0] + changed[1]) or (len(left) >= _FULL and set(changed) == {"", "进一步"}):
        return Likeness(False, True)
    if left[-2:] != right[-2:] or any(map(_TELLING.search, changed)) or _touches(changes):
        return None
    return Likeness(False)


def undated(title: str) -> tuple[str, str]:
    """A title's core without the years it spans, and those years; both empty when it spans none."""
    match = _SPAN.search(title)
    return (core(title[: match.start()] + title[match.end() :]), "—".join(match.groups())) if match else ("", "")


def unnumbered(title: str) -> str:
    """A title's core with a sign for every number in it; empty when it has none or is short."""
    plain = core(title).removeprefix("关于")
    bare = _NUMERAL.sub("#", plain)
    return bare if "#" in bare and len(bare) >= _SHORTEST - 2 else ""


def within(short: str, long: str) -> bool:
    """Whether a title is another with words left out, none changed."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def resembles(cited: str, known: str) -> bool:
    """Whether a title that :func:`likeness` cannot place begins and ends as a known one, most of it being the same."""
    from rapidfuzz import fuzz

    left, right = (core(title).removeprefix("关于") for title in (cited, known))
    if min(len(left), len(right)) < _LONG or re.search("实施意见|细则|[省市县区州]", left):
        return False
    begin, end = _shared(left, right), _shared(left[::-1], right[::-1])
    ratio = fuzz.ratio(left, right)
    return (begin >= _BEGIN and end >= _END and ratio >= _SIMILAR) or (begin >= _LONG and end > 0 and ratio >= _NEAREST)


def _shared(left: str, right: str) -> int:
    """How many characters two texts begin with in common."""
    return next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


_Stretch = tuple[str, int, int]


def _changes(left: str, right: str) -> list[tuple[_Stretch, _Stretch]]:
    """The stretches of the two titles that differ, side by side."""
    from rapidfuzz.distance import Indel

    return [
        ((left, op.src_start, op.src_end), (right, op.dest_start, op.dest_end))
        for op in Indel.opcodes(left, right)
        if op.tag != "equal"
    ]


def _touches(changes: list[tuple[_Stretch, _Stretch]]) -> bool:
    """Whether a change falls inside a telling word: 市县 of 市县级 against 省 of 省级."""
    for pair in changes:
        for text, start, stop in pair:
            first = max(0, start - 2)
            for match in _TELLING.finditer(text[first : stop + 2]):
                if first + match.start() < stop and first + match.end() > start:
                    return True
    return False
