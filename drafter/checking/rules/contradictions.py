"""CON: a report does not contradict itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checking.claims.passages import BODY, COMBINED, MEASURES, PROBLEMS
from drafter.checking.claims.tables import TableValue, table_values
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.retold import RETOLD, check_retold
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Indicator, Interval, Period
from drafter.findings import Evidence, Finding, Severity, State
from drafter.reading import Flow

__all__ = ["FAMILY"]

_SOURCE = "《党政机关公文处理工作条例》第十九条：内容真实准确，前后一致"

VALUES = Rule(
    "CON001",
    "two-values",
    "同一指标前后不一",
    Severity.ERROR,
    "同一指标同一年的数在文中出现两个值，按各自的有效位数也对不上。只比较确定是同一指标、全地区、同一时点的数。",
    "至少有一处是错的。",
    (
        Example("一、基本情况\n全市共有幼儿园612所。\n二、学前教育\n全市共有幼儿园621所，公办园占一半以上。"),
        Example("全市普惠性幼儿园覆盖率达到91.27%。\n普惠性幼儿园覆盖率达92.17%，高于全省平均水平。"),
    ),
    (
        Example("全市普惠性幼儿园覆盖率达到91.27%。\n普惠性幼儿园覆盖率达91.3%，高于全省平均水平。"),
        Example("全市共有幼儿园612所。\n其中石溪县有幼儿园58所。"),
        Example("截至2025年6月底，普惠性幼儿园覆盖率达到90.5%。\n2025年，普惠性幼儿园覆盖率达到91.27%。"),
    ),
    _SOURCE,
)
TABLE = Rule(
    "CON002",
    "text-against-table",
    "正文与表格不一",
    Severity.ERROR,
    "正文的数与文中表格同一指标的数对不上。",
    "附表是核对的依据。",
    (Example("全市共有幼儿园612所。\n指标|单位|本年\n幼儿园数|所|621"),),
    (Example("全市共有幼儿园612所。\n指标|单位|本年\n幼儿园数|所|612"),),
    _SOURCE,
)
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
    _SOURCE,
)
DENIED = Rule(
    "CON004",
    "denied-and-counted",
    "前面说没有，后面又有",
    Severity.WARNING,
    "一处说已全部消除、没有、未发生，另一处又有同一事项的数，或承认依然存在。",
    "自相矛盾的结论最损可信度。",
    (
        Example("一、工作成效\n全市已全面消除超大班额。\n二、存在的问题\n个别学校超大班额现象依然存在。"),
        Example("全市超大班额全部清零。\n年末66人以上超大班额还有12个。"),
        Example("一、工作成效\n所有学校均配齐专职保安。\n二、存在的问题\n部分学校专职保安配备不足。"),
        Example("一、工作成效\n学科类培训机构全部清零。\n二、基本情况\n现有学科类培训机构12所。"),
    ),
    (
        Example("全市已全面消除超大班额。\n二、存在的问题\n个别学校大班额现象依然存在。"),
        Example("义务教育阶段全面消除超大班额。\n二、存在的问题\n普通高中超大班额现象依然存在。"),
        Example("全市已全面消除超大班额。\n上年有超大班额12个。"),
        Example("一、工作成效\n城区学校均配齐专职保安。\n二、存在的问题\n农村学校专职保安配备不足。"),
        Example("一、工作成效\n所有学校均配备心理健康教师。\n二、存在的问题\n心理健康教师专业水平不高。"),
    ),
    _SOURCE,
)

_PARTS = ("body", "textbox")
_UNLIKE = re.compile(r"力争|预计|计划|目标|到20\d\d年底?前|拟|争取|同类|平均|控制在|不超过|以内")


_FAR = 40
_SENTENCE = 200  # as far as what a sentence speaks of carries
_ALL = re.compile(r"(?:全|我)[省市县区州盟旗]")
#: What was done in the year is told project by project.
_FLOW = re.compile(r"新|增|培训|投入|开展|组织|举办|补充|招聘|发放|完成|整改|排查|争取|筹措")


@dataclass(frozen=True)
class _Told:
    """A value of an indicator told by the text."""

    figure: Figure
    indicator: Indicator
    period: Period
    interval: Interval


def check(context: CheckContext) -> Iterator[Finding]:
    """Values against each other and against tables, names, denials."""
    told = list(_values(context))
    certain = [*_between_values(context, told), *_against_tables(context, told)]
    yield from certain
    yield from check_retold(context, frozenset(figure for finding in certain for figure in finding.touches))
    yield from _names(context)
    yield from _denials(context)
    yield from _provided(context)


# --- values ---------------------------------------------------------------------------------------------------


def _values(context: CheckContext) -> Iterator[_Told]:
    """Values that are surely the whole region's, of a year and an indicator that are certain."""
    for statement in context.statements:
        if statement.flow.part not in _PARTS or not statement.figures:
            continue
        if context.roles[statement.flow.first_paragraph] == MEASURES:
            continue
        for figure in statement.figures:
            binding, quantity = context.bindings.get(figure.id), figure.quantity
            if binding is None or not binding.sure or binding.change or binding.period is None:
                continue
            if figure.role not in (Role.LEVEL, Role.PREVIOUS) or quantity.is_range or quantity.qualifier:
                continue
            if quantity.kind is Kind.RATIO or quantity.unit is None:
                continue
            before = statement.between(max(statement.start, figure.start - _SENTENCE), figure.start)
            if _UNLIKE.search(before[-_FAR:]) or not _of_all(context, binding.indicator, before):
                continue
            if not quantity.unit.compatible(binding.indicator.unit):
                continue
            yield _Told(figure, binding.indicator, binding.period, quantity.interval)


def _of_all(context: CheckContext, indicator: Indicator, before: str) -> bool:
    """Whether a value is told of all the region: a rate needs no word for it, a count or an amount does."""
    if indicator.unit.dimension in ("percent", "ratio"):
        return True
    if _FLOW.match(indicator.name):
        return False
    return bool(_ALL.search(before)) or (bool(context.region) and context.region in before)


def _between_values(context: CheckContext, told: list[_Told]) -> Iterator[Finding]:
    groups: dict[tuple[str, Period], list[_Told]] = defaultdict(list)
    for value in told:
        groups[value.indicator.id, value.period].append(value)
    for values in groups.values():
        first = values[0]
        for other in values[1:]:
            if context.states.get(other.figure.id) is context.states.get(first.figure.id) is State.PROVED:
                continue  # each has its own evidence
            if (
                other.interval.meets(first.interval) or other.figure.statement is first.figure.statement
            ):  # a list, or a slip that arithmetic tells
                continue
            yield VALUES.at(
                other.figure.statement.flow,
                other.figure.start,
                other.figure.end,
                f"“{first.indicator.name}”{first.period.label}这里是{other.figure.text}，前面是{first.figure.text}",
                evidence=(Evidence("document", _where(first.figure.statement.flow), _around(first.figure)),),
                suggestion="核对后改为同一个数",
                root=f"CON001:{first.indicator.id}:{first.period}:{other.figure.quantity.value}",
                touches=(other.figure, first.figure),
            )


def _against_tables(context: CheckContext, told: list[_Told]) -> Iterator[Finding]:
    tables: dict[tuple[str, Period], TableValue] = {}
    for cell in table_values(context.document, context.dictionary, context.year):
        tables.setdefault((cell.indicator.id, cell.period), cell)
    for value in told:
        held = tables.get((value.indicator.id, value.period))
        if held is not None and not held.interval.meets(value.interval):
            yield TABLE.at(
                value.figure.statement.flow,
                value.figure.start,
                value.figure.end,
                f"“{value.indicator.name}”{value.period.label}正文是{value.figure.text}，表格是{held.text}",
                evidence=(Evidence("document", held.where, held.text),),
                suggestion="核对后改为同一个数",
                root=f"CON002:{value.indicator.id}:{value.period}:{value.figure.quantity.value}",
                touches=(value.figure,),
            )


def _where(flow: Flow) -> str:
    return f"第{flow.first_paragraph + 1}段"


def _around(figure: Figure) -> str:
    text = figure.statement.flow.text
    return text[max(figure.statement.start, figure.start - 20) : figure.end]


# --- names ----------------------------------------------------------------------------------------------------


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


def _names(context: CheckContext) -> Iterator[Finding]:
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


# --- denials --------------------------------------------------------------------------------------------------

_THINGS = (
    "超大班额|(?<!超)大班额|大校额|校园欺凌|涉校安全责任事故|安全责任事故|有偿补课|失学辍学|辍学学生|重点班|拖欠教师工资"
    "|无证幼儿园|无证办学|学科类(?:校外)?培训机构|乱收费|择校生|控辍保学对象|D级危房|校舍安全隐患|代课教师"
)
_DENIAL = re.compile(
    rf"(?:已经?|均已|全部|全面|实现)+(?:消除|化解|清零|取缔|杜绝)了?[^，。；、]{{0,12}}?(?P<a>{_THINGS})"
    rf"|(?:未|没有|从未)(?:再)?(?:发生|出现|发现)[^，。；、]{{0,12}}?(?P<b>{_THINGS})"
    rf"|(?P<c>{_THINGS})(?:问题|现象|班级|学校)?(?:已经?|均已|实现)?(?:全部|全面|动态)?(?:消除|清零|化解|为零|为0)"
)
_ADMITTED = re.compile(
    rf"(?P<a>{_THINGS})[^，。；]{{0,8}}(?:依然|仍然|仍|还)(?:有|存在|突出|未)"
    rf"|(?:依然|仍然|仍|还|尚)(?:有|存在)[^，。；]{{0,10}}(?P<b>{_THINGS})"
    rf"|(?P<c>{_THINGS})(?:班级|数|个数)?(?:还有|仍有|共有|有|为)?(?P<n>[1-9]\d*)\s*[个起例件所人名]"
)
_STAGES = ("小学", "初中", "义务教育", "普通高中", "高中", "幼儿园", "学前", "中职", "民办", "城区", "农村", "乡村")
_NOT_NOW = re.compile(
    r"上年|去年|(?:比|较)[^，。；]{0,8}年|原有|曾|减少|消除|化解|20\d\d年(?:底|末|初)?(?:，)?(?:全市|全省|全县)?有"
    r"|力争|防止|避免|严控|预防|杜绝"
)


def _denials(context: CheckContext) -> Iterator[Finding]:
    denied: dict[tuple[str, frozenset[str]], tuple[Statement, str]] = {}
    admitted: list[tuple[Statement, re.Match[str], str]] = []
    for statement in context.statements:
        if statement.flow.part not in _PARTS:
            continue
        text = statement.text
        if context.roles[statement.flow.first_paragraph] in (BODY, COMBINED):
            for match in _DENIAL.finditer(text):
                head = text[max(0, match.start() - 20) : match.start()]
                if not re.search(r"推动|推进|力争|确保|争取|预计|计划|将|要|逐步|基本|努力|目标", head):
                    denied.setdefault((_thing(match), _stages(statement, match)), (statement, match.group()))
        for match in _ADMITTED.finditer(text):
            if not _NOT_NOW.search(text[max(0, match.start() - 24) : match.end()]):
                admitted.append((statement, match, _thing(match)))
    for statement, match, thing in admitted:
        other, words = denied.get((thing, _stages(statement, match)), (statement, ""))
        if other is not statement:
            yield DENIED.at(
                statement.flow,
                statement.start + match.start(),
                statement.start + match.end(),
                f"前面写“{words}”，这里又写“{match.group()}”",
                evidence=(Evidence("document", _where(other.flow), words),),
                suggestion="核对后统一口径",
                root=f"CON004:{thing}",
            )


#: All have it, said of the work done; some lack it, said among the problems.
_ALL_HAVE = re.compile(
    r"(?:所有|全部|各|每所|全市|全县|全区)[^，。；]{0,10}(?:均|都|全部)(?:已)?(?:配齐|配备|配足|建立|设立|开设|安装|落实)了?(?P<a>[一-鿿]{4,8}?)(?=[，。；、]|$)"
    r"|(?:^|[，。；、])(?:全市|全县|全区|各校|中小学)?(?P<b>[一-鿿]{4,8}?)(?:已)?(?:全部|全面|均已?)(?:配齐|配足|配备到位|落实到位|达标|到位)"
)
_LACK = r"[^，。；]{0,6}(?:不足|不到位|短缺|缺口|紧缺|不齐|不达标|未达标|未配|尚未|还没有|仍未|缺额)"


def _provided(context: CheckContext) -> Iterator[Finding]:
    """What all schools are said to have and some are said to lack."""
    said: dict[str, Statement] = {}
    for statement in context.statements:
        if statement.flow.part not in _PARTS or context.roles[statement.flow.first_paragraph] not in (BODY, COMBINED):
            continue
        for match in _ALL_HAVE.finditer(statement.text):
            thing = match["a"] or match["b"]
            head = statement.text[max(0, match.start() - 12) : match.start()]
            if not re.search(r"推动|推进|力争|确保|争取|预计|计划|将|要|逐步|基本|努力|目标", head + thing):
                said.setdefault(thing, statement)
    for statement in context.statements if said else ():
        if context.roles[statement.flow.first_paragraph] not in (PROBLEMS, COMBINED):
            continue
        for thing, earlier in said.items():
            lacking = re.search(re.escape(thing) + _LACK, statement.text) if earlier is not statement else None
            stages = [frozenset(w for w in _STAGES if w in s.text) for s in (statement, earlier)]
            if lacking is not None and stages[0] == stages[1]:
                yield DENIED.at(
                    statement.flow,
                    statement.start + lacking.start(),
                    statement.start + lacking.end(),
                    f"前面写全部有“{thing}”，这里又写“{lacking.group()}”",
                    evidence=(Evidence("document", _where(earlier.flow), earlier.text.strip()[:60]),),
                    suggestion="核对后统一口径",
                    root=f"CON004:{thing}",
                )


def _thing(match: re.Match[str]) -> str:
    return next(match[group] for group in "abc" if match[group])


def _stages(statement: Statement, match: re.Match[str]) -> frozenset[str]:
    """The stages and parts of the system a sentence narrows itself to."""
    text = statement.text[max(0, match.start() - _SENTENCE) : match.end() + _SENTENCE]
    return frozenset(stage for stage in _STAGES if stage in text)


FAMILY = Family("CON", "前后矛盾", (VALUES, TABLE, NAMES, DENIED, RETOLD), check)
