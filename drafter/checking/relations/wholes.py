"""Whether a list names all the parts of its total: by the dictionary, by its words, by what its parts are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from drafter.checking.relations.divisions import division_of, likely_whole, more_behind
from drafter.checking.relations.slips import slipped_parts, slipped_total
from drafter.checking.text.binding import Binding
from drafter.checking.text.divisions import Wholeness
from drafter.checking.text.nouns import label, stripped
from drafter.checking.text.reckoning import GROUPS, MANY
from drafter.checking.text.statements import Figure
from drafter.facts import Interval
from drafter.facts.numerals import parse_chinese

__all__ = [
    "ASIDE",
    "ENUMERATED",
    "a_little_over",
    "added",
    "disjoint",
    "et_cetera",
    "exhausted",
    "graded",
    "is_complete",
    "mistyped",
    "seems_whole",
]

#: What a bracket adds to an item: 高中（含中职）40节.
ASIDE = re.compile(r"（[^（）]*）|^[^（]*）")
ENUMERATED = 3
_SOMEWHAT = Decimal("1.15")
_OWN_STAGES = re.compile(r"小学(?:[和与及、]|以及)初中|义务教育(?:阶段)?(?:在校)?(?:学生|学校|班级|教学班|[共有])")
_NEAR_BY = 60
_SOME_DEED = re.compile(r"改造|改建|新建|建成|培训|招聘|评|获|表彰|配备|安装|维修|整改|认定|培养|选派|参加")
_ALL = re.compile(r"分别为|分别是")
_ET_CETERA = re.compile(r"^[^，。；）]{0,4}等(?!级)")
#: What some of any group are, beside what others are.
_MARKED = re.compile(r"女|男|党员|团员|骨干|职称|高级|研究生|本科|学历|持证|双师|少数民族")
_COUNTED = re.compile(
    rf"^[，；](?:以上|上述|这)?(?P<many>{MANY})(?:{GROUPS}|个)(?:资金|经费|投入|来源|款项|人员|教师|学校|学生|合力|均|都|全部|加|合|各)"
)
_GRADE = re.compile(
    r"(?:优秀|良好|中等|合格|不合格|基本合格|及格|不及格|优|良|合格等次)(?:的|等次|等级)?(?:有|为|分别为)?$"
)
#: 评定7个市为优秀
_GRADE_BEHIND = re.compile(
    r"^(?:[一-鿿]|（[^（）]{1,6}）){0,8}?(?:为|获评?|达到?)(?:优秀|良好|合格|不合格|基本合格)(?!率)"
)
_TOTAL_NAMES = re.compile(r"共|总|合计|各级各类|全部|累计")
#: What names all that is left: 其他, 其他问题; and what leads to an item of a plain list.
_THE_REST = re.compile(r"^其[他它余](?:方面|类别?|问题|事项|情况|类型|领域|原因|诉求|渠道|岗位|人员|学科)?的?$")
_ITEM = re.compile(r"^[、，,]?(?:和|及|以及)?[^，。；：（）、\d]{1,16}$")
#: Words of one of these kinds name parts that do not overlap.
_STAGES = re.compile(
    r"幼儿园|学前|小学|初中|中学|高中|九年一贯|完全中学|中职|职中|职高|职校|职业|技工|特殊教育|特教|高校|大学|学院"
    r"|义务教育|幼儿|高等教育|高等学校|高等院校|高职"
)
_PARTITIONS = (
    _STAGES,
    re.compile(r"中央|省级?|市级?|县级?|区级?|镇级?|自筹|社会|财政|事业|其他|捐赠|债券"),
    re.compile(r"国家|国培|省|州|市|县|区|镇|校[级本培]"),
    re.compile(r"[一-鿿]{1,5}[县区市镇乡旗州盟](?![级外内])"),
    re.compile(r"(?:19|20)\d\d年"),
    re.compile(r"新建|改建|扩建|改造|维修|购置|设备|操场|校舍"),
    re.compile(r"研究生|博士|硕士|本科|专科|大专"),
    re.compile(r"正高|副高|高级|中级|初级|未定级"),
)
#: The same, of wholes that a list seldom tells only some of.
_EXHAUSTED = (
    # ways in: 公开招聘, 人才引进, 特岗, 公费师范生, 选调
    re.compile(
        r"招聘|招考|公招|引进|特岗|公费|免费师范|定向|选调|调入|遴选|转岗|支教|轮岗|返聘|三支一扶|西部计划|银龄"
        r"|劳务派遣|购买服务"
    ),
    re.compile(r"编内|在编|编外|备案|合同制|临聘|聘用制|劳动合同"),
    re.compile(r"优秀|良好|合格|一等|二等|三等|特等"),
    re.compile(r"退休|调出|辞职|病故"),
    re.compile(r"党委|总支|支部"),
    re.compile(r"随班就读|特教|特殊教育|送教"),
)


def added(parts: Sequence[Figure]) -> Interval:
    """The values that parts make together."""
    computed = Interval.exact(Decimal(0))
    for part in parts:
        computed = computed + part.quantity.interval
    return computed


def et_cetera(parts: list[Figure]) -> bool:
    """Whether 等 closes a list: it names only some."""
    last = parts[-1]
    return bool(_ET_CETERA.match(last.statement.between(last.end, min(last.statement.end, last.end + 8))))


def mistyped(total: Figure, parts: list[Figure]) -> bool:
    """Whether a slip of typing in one figure is all that parts and total lack."""
    missing = total.quantity.value - sum((part.quantity.value for part in parts), Decimal(0))
    return bool(slipped_parts(parts, missing)) or slipped_total(parts, total)


def is_complete(total: Figure, parts: list[Figure], opening: str, mark: str, bindings: dict[int, Binding]) -> bool:
    """Whether the parts are all there are: the dictionary says so, the words do, or they divide the whole."""
    bound = bindings.get(total.id)
    ids = [bindings[p.id].indicator.id for p in parts if p.id in bindings]
    if bound is not None and bound.indicator.parts and len(ids) == len(parts):
        return set(bound.indicator.parts) == set(ids)
    if _ALL.search(opening) and _TOTAL_NAMES.search(total.gap[-12:]):
        return True
    if division_of(total, parts) is Wholeness.SURE and not more_behind(parts):
        return True
    if not mark or et_cetera(parts):
        return False
    return (mark == "：" and len(parts) >= ENUMERATED) or _partition(parts) in _PARTITIONS


def a_little_over(total: Figure, parts: list[Figure]) -> bool:
    """Whether three or more parts of different names come to somewhat more than the total, as a list of all would."""
    names = [label(part) for part in parts]
    told = all(names) and len(set(names)) == len(names) and len(parts) >= ENUMERATED
    if any("；" in part.gap for part in parts) or added(parts[:-1]).meets(total.quantity.interval):
        return False  # 其中中小学2.9万人、幼儿园0.7万人；招聘特岗4200人
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    crossed = any(_MARKED.search(name) for name in names) and division_of(total, parts) is None
    told = told and not crossed  # 党员986人、女教师1956人: some are both
    return told and total.quantity.definite and total.quantity.value < exact <= total.quantity.value * _SOMEWHAT


def _stages_of_all(total: Figure, parts: list[Figure]) -> bool:
    """「小学和初中在校生共16967人，编为474个教学班，其中小学336个、初中138个」: the sentence says whose they are."""
    before = total.statement.between(max(total.statement.start, total.start - _NEAR_BY), total.start)
    whole = _OWN_STAGES.search(before)
    names = [label(part) for part in parts]
    both = len(parts) == 2 and {n[:2] for n in names} == {"小学", "初中"}
    if _SOME_DEED.search(total.gap):
        return False  # 义务教育学校62所，改造食堂38个，其中小学26个、初中9个
    return bool(whole) and both and not re.search(r"[。；]", before[whole.end() if whole else 0 :])


def _counted_behind(parts: list[Figure]) -> bool:
    """「专项债a，县财政b，土地收益c，三块资金…」: the words right behind a list count it."""
    last = parts[-1]
    counted = _COUNTED.match(last.statement.between(last.end, min(last.statement.end, last.end + _NEAR_BY)))
    return len(parts) > 1 and counted is not None and int(parse_chinese(counted["many"]) or 0) == len(parts)


def seems_whole(total: Figure, parts: list[Figure]) -> bool:
    """Whether a list that opens with 其中 names so many parts of one kind that it most likely names all of them.

    Stages may be left out (the few of 特殊教育 often are); ways of recruiting or sources of money hardly ever.
    """
    if _stages_of_all(total, parts) or _counted_behind(parts):
        return True
    if (likely_whole(total, parts) or _has_the_rest(parts)) and not more_behind(parts):
        return True
    if len(parts) < ENUMERATED or et_cetera(parts) or total.statement is not parts[0].statement:
        return False
    if (kind := _partition(parts)) is not _STAGES:
        return kind in _EXHAUSTED
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    special = any(re.search("特", part.gap) for part in parts)
    return len(parts) > ENUMERATED and (special or abs(total.quantity.value - exact) * 20 > total.quantity.value)


def _has_the_rest(parts: list[Figure]) -> bool:
    """Whether a list of three or more closes with all that it has not named: 其中招生318件、收费246件、其他440件."""
    names = [label(part) for part in parts]
    plain = len(parts) >= ENUMERATED and all(_ITEM.match(part.gap) for part in parts[1:])
    return plain and len(set(names)) == len(names) and _THE_REST.match(names[-1]) is not None


def exhausted(parts: list[Figure]) -> bool:
    """Whether the parts are of a kind of which a list seldom tells only some."""
    return _partition(parts) in _EXHAUSTED


def graded(part: Figure) -> bool:
    """Whether a count is of those that were given one grade: 良好4个."""
    behind = _GRADE_BEHIND.match(part.statement.between(part.end, min(part.statement.end, part.end + _NEAR_BY)))
    return bool(_GRADE.search(part.gap) or behind) and not re.search(r"率|评优|等级", part.gap)


def disjoint(parts: list[Figure]) -> bool:
    """Whether the parts' nouns are of one kind that does not overlap: schools by type, money by who gives it."""
    return _partition(parts) is not None


def _partition(parts: list[Figure]) -> re.Pattern[str] | None:
    names = [stripped(re.split("[，。；、：]", ASIDE.sub("", part.gap))[-1]) or part.gap for part in parts]
    if len(set(names)) < len(names):
        return None
    return next((kind for kind in (*_PARTITIONS, *_EXHAUSTED) if all(kind.search(name) for name in names)), None)
