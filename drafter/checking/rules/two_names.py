"""CON003: one department of the region is called by one name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

NAMES = Rule(
    "CON003",
    "two-names",
    "同一机构两个名称",
    Severity.WARNING,
    "本级一个部门前后用了职责或形式不同的名称（教育局与教育体育局、发改委与发改局、市场监管局与工商局）；规范的简称不算，前面写了“原”的不算。",
    "机构改革前后的材料混用，或照抄别处。",
    (
        Example("市教育局牵头开展自评。\n市教育体育局印发实施方案。"),
        Example("市发展和改革委员会审批建设项目。\n市发改局安排投资计划。"),
        Example("市市场监管局检查食堂。\n市食品药品监督管理局抽检食材。"),
        Example("市教体局负责命题与考务。\n市文教局派员监督。"),
        Example("市教育局牵头开展自评。\n二是统筹市教体局与财政部门落实建设资金。"),
    ),
    (
        Example("市教育局牵头开展自评。\n石溪县教育和体育局印发实施方案。"),
        Example("市教育体育局牵头开展自评，市教体局印发实施方案。"),
        Example("市教育局、市体育局联合举办运动会。"),
        Example("2019年以前，食堂由市食品药品监督管理局监管；机构改革后，由市市场监督管理局监管。"),
        Example("市教育局牵头开展自评。\n指导河源市教体局、各市教育体育局和省市教委做好衔接。"),
        Example("市发展和改革委员会审批建设项目，市发改委安排投资计划，石溪县发改局落实资金。"),
        Example("市市场监管局（原市工商局）检查食堂，市文化广电和旅游局、市文旅局共建研学基地。"),
    ),
    "《党政机关公文处理工作条例》第十九条：内容真实准确，前后一致",
)

_PARTS = ("body", "textbox")
_FAR = 40


@dataclass(frozen=True)
class _Office:
    """A department that is named in several ways.

    Attributes:
        pattern: of its names, the level's letter before them.
        telling: words of a name that make it another office; a short form lacks none of them.
    """

    pattern: str
    telling: tuple[tuple[str, str], ...]


_OFFICES = (
    _Office(
        r"教育(?:(?:和)?(?:科学)?(?:技术|科技)?(?:(?:和|与)?体育)?)?(?:局|厅|委员会)|教体局|教科局|教科体局|教育体育和科技局|教委(?!员)"
        r"|文化教育(?:(?:和)?体育)?局|文教(?:体|卫)?局|教育文化(?:(?:和)?体育)?局|教文体?局",
        (("体", "体育"), ("科", "科技"), ("委", "委"), ("文", "文化")),
    ),
    _Office(r"(?:发展(?:和)?改革|发改)(?:委员会|委(?!员)|局|厅)", (("委", "委"),)),
    _Office(r"(?:卫生健康|卫健)(?:委员会|委(?!员)|局|厅)", (("委", "委"),)),
    _Office(r"(?:住房(?:和)?城乡建设|住建)(?:委员会|委(?!员)|局|厅)", (("委", "委"),)),
    _Office(
        r"(?:经济(?:和)?信息化|经信|工业(?:和)?信息化|工信)(?:委员会|委(?!员)|局|厅)", (("经", "经"), ("委", "委"))
    ),
    _Office(
        r"(?:文化(?:广电|广播电视)?(?:、|和)?(?:体育)?(?:和)?旅游(?:和)?(?:体育)?|文(?:广|体)?(?:广|体)?旅(?:体|游)?)(?:委员会|委(?!员)|局)",
        (("体", "体育"),),
    ),
    _Office(
        r"(?:市场监督管理|市场监管|食品药品监督管理|工商行政管理|食药监|质监|工商)局",
        (("食", "食药"), ("工商", "工商"), ("质监", "质监")),
    ),
    _Office(r"(?:人力资源(?:和)?社会保障|人社|人事)[局厅]", (("人事", "人事"),)),
)
#: Offices of several places, or of a part of one: 各县教育局, 市县教育局.
_OF_SEVERAL = re.compile(r"[省市县区旗州各该两双][、和及]?$")
_AFTER_WORD = re.compile(r"(?:[由和与及经向对在将按据为是报]|全|我|本)$")
#: What tells of an office as it was, or of how it came to be called what it is.
_RENAMED = re.compile(
    r"机构改革(?:以?前|中)|以前|此前|更名|改名|改称|前身|组建为|(?:职责|职能)[^，。；]{0,6}(?:划|并入|整合)|撤销"
)


def _part(text: str, start: int, end: int) -> str:
    """What stands between the semicolons and full stops around text[start:end]."""
    return re.split("[。；]", text[:start])[-1] + re.split("[。；]", text[end:])[0]


_NAMED = tuple(re.compile(rf"(?P<level>[省市县区州旗])(?P<name>{office.pattern})") for office in _OFFICES)


def check(context: CheckContext) -> Iterator[Finding]:
    """The region's own departments under names that give them different duties or forms."""
    seen: dict[tuple[int, str], tuple[str, frozenset[str]]] = {}
    own = context.localities.own[-1:]
    for flow in context.document.flows:
        if flow.part not in _PARTS:
            continue
        if not re.search("[局委厅]", flow.text):
            continue
        others = {place.end for place in context.localities.of(flow) if place.name != context.localities.own}
        for number, (office, pattern) in enumerate(zip(_OFFICES, _NAMED, strict=True)):
            for match in pattern.finditer(flow.text):
                level, name = match["level"], match["name"]
                start = match.start()
                before = flow.text[max(0, start - _FAR) : start]
                if own and level != own or start + 1 in others or _OF_SEVERAL.search(before):
                    continue
                if not own and re.search(r"[一-鿿]$", before) and not _AFTER_WORD.search(before):
                    continue
                if re.search(r"原[一-鿿]{0,4}$", before) or _RENAMED.search(_part(flow.text, start, match.end())):
                    continue
                told = frozenset(word for letter, word in office.telling if letter in name)
                first = seen.setdefault((number, level), (match.group(), told))
                if first[1] != told:
                    yield NAMES.at(
                        flow,
                        start,
                        match.end(),
                        f"前面称“{first[0]}”，这里称“{match.group()}”",
                        suggestion="统一为现行的规范名称",
                        root=f"CON003:{match.group()}",
                    )


FAMILY = Family("CON", "前后矛盾", (NAMES,), check)
