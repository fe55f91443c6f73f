"""Standards that the state sets stage by stage: class sizes, lessons of sport, rooms and equipment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

__all__ = ["wrong_by_stage"]

_OWN = re.compile(r"省定|市定|县定|自定|本[省市县]|我[省市县区]规定")
_BOUND = r"(?:不超过|不得超过|不多于|不少于|不低于|不得少于|应?达到|保证|确保|控制在|≤|≥|为)"
_STAGE = re.compile(
    rf"(?P<stage>小学|初中|高中)(?:生|阶段|学段|段|学生)?[^，。；、\d小初高]{{0,16}}?(?P<bound>{_BOUND})?(?P<v>\d+(?:\.\d+)?)(?=人)"
)


_CLASSES = re.compile(r"每班|班额|班级人数")
_CLASS_SIZE = ("小学每班不超过45人、初中每班不超过50人", "balanced_quality_2017")

#: 一、二年级每周4课时, 三至六年级及初中每周3课时, 高中每周2课时
_LESSONS = re.compile(
    r"(?:(?P<first>一[、至到和—-]{0,2}二年级)|(?P<middle>三(?:[、至到—-]{1,2}[六九]年级|年级(?:以上|起))|初中)|(?P<last>高中))"
    r"[^，。；、\d一二两三四五]{0,10}(?P<v>[2-5]|[两二三四五])(?=(?:个)?(?:课时|节))"
)
_LESSON_HINT = re.compile(r"体育(?:与健康)?课")
_NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_LESSONS_TOLD = "体育课小学一、二年级每周4课时，三至六年级和初中3课时，高中2课时"

#: (what is measured, its standard in primary and junior schools, how it is told)
_RESOURCES = (
    (re.compile(r"教学及?辅助用房"), "4.5", "5.8", "生均教学及辅助用房面积小学4.5平方米、初中5.8平方米"),
    (re.compile(r"体育运动场馆"), "7.5", "10.2", "生均体育运动场馆面积小学7.5平方米、初中10.2平方米"),
    (re.compile(r"教学仪器设备"), "2000", "2500", "生均教学仪器设备值小学2000元、初中2500元"),
    (re.compile(r"网络多媒体教室"), "2.3", "2.4", "每百名学生拥有网络多媒体教室小学2.3间、初中2.4间"),
    (re.compile(r"高于规定学历"), "4.2", "5.3", "每百名学生拥有高于规定学历教师小学4.2人、初中5.3人"),
    (re.compile(r"体育、?(?:和|及)?艺术|音体美|体艺"), "0.9", "0.9", "每百名学生拥有体育、艺术专任教师0.9人"),
)
_UNIT = r"(?:平方米|元|间|人|名|㎡)"
_PAIR = re.compile(
    rf"(?:国家(?:规定|标准|要求|确定|设定)?的?(?:标准|底线|要求)?|规定的|标准(?:为|是|的)?|要求(?:为|是|的)?|底线(?:为|是)?)(?:分别)?[（(]?(?:小学)?(?:生均|每百名学生)?(?:不低于|不少于|≥)?"
    rf"(?P<v>(?P<primary>\d+(?:\.\d+)?){_UNIT}?(?:以上)?(?:[、，和]|、?初中|[，和]初中)(?:初中)?(?:不低于|不少于|≥)?(?P<junior>\d+(?:\.\d+)?)){_UNIT}"
)
#: 分别超出7.5平方米和10.2平方米的标准0.96平方米和1.07平方米: how far above, behind the standard itself.
_BEYOND = re.compile(r"(?:超出|超过|高[于出]|低于|优于)[^，。；]{0,8}\d[^，。；]{0,24}的$")


def wrong_by_stage(words: str) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, the standard, its policy) of every standard of a sentence that is told with other figures."""
    if _OWN.search(words):
        return
    if _CLASSES.search(words):
        yield from _class_sizes(words)
    if _LESSON_HINT.search(words):
        yield from _lessons(words)
    yield from _resources(words)


def _class_sizes(words: str) -> Iterator[tuple[int, int, str, str]]:
    """More pupils to a class in primary schools than in junior ones: the two are turned."""
    told = [m for m in _STAGE.finditer(words) if m["bound"] and m["bound"] != "为"]
    for one, other in zip(told, told[1:], strict=False):
        stages = (one["stage"], other["stage"])
        if stages == ("小学", "初中") and one["bound"] == other["bound"] and Decimal(one["v"]) > Decimal(other["v"]):
            yield one.start("v"), other.end("v"), *_CLASS_SIZE


def _lessons(words: str) -> Iterator[tuple[int, int, str, str]]:
    """No fewer lessons of sport for the youngest than for their elders."""
    told = list(_LESSONS.finditer(words))
    for one, other in zip(told, told[1:], strict=False):
        ranks = [next(n for n, key in enumerate(("first", "middle", "last")) if m[key]) for m in (one, other)]
        values = [_NUMERALS.get(m["v"]) or int(m["v"]) for m in (one, other)]
        if (ranks[0] < ranks[1] and values[0] < values[1]) or (ranks[0] > ranks[1] and values[0] > values[1]):
            yield one.start("v"), other.end("v"), _LESSONS_TOLD, ""


def _resources(words: str) -> Iterator[tuple[int, int, str, str]]:
    named = [norm for norm in _RESOURCES if norm[0].search(words)]
    if len(named) != 1:
        return
    _, primary, junior, told = named[0]
    for match in _PAIR.finditer(words):
        if _BEYOND.search(words, 0, match.start()):
            continue
        if (Decimal(match["primary"]), Decimal(match["junior"])) != (Decimal(primary), Decimal(junior)):
            yield *match.span("v"), told, "balanced_quality_2017"
