"""NUM015 to NUM018: money larger than all there is, sites of a few square metres, counts told as percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY"]

MONEY = Rule(
    "NUM015",
    "impossible-amount",
    "金额大得或小得不可能",
    Severity.WARNING,
    "一笔教育经费比报告自己写的教育投入、教育支出总数大五倍以上，或一笔专项资金只有几十元。",
    "多半是把万元写成了亿元。",
    (
        Example("2025年，全县一般公共预算教育支出14.86亿元。全年拨付义务教育公用经费4526亿元。"),
        Example("安排薄弱环节改善与能力提升资金36.8元，支持基础能力建设。"),
    ),
    (
        Example("2025年，全县一般公共预算教育支出14.86亿元。全年拨付义务教育公用经费4526万元。"),
        Example("2025年，全县一般公共预算教育支出14.86亿元，地区生产总值452.6亿元。"),
        Example("2025年，全县一般公共预算教育支出14.86亿元，占一般公共预算支出86.4亿元的17.2%。"),
    ),
    "评价方案：经费投入数据与决算一致",
)
SITE = Rule(
    "NUM016",
    "site-too-small",
    "学校面积不可能这么小或这么大",
    Severity.WARNING,
    "一所学校占地只有几十平方米，或生均面积成千上万平方米。",
    "多半是把亩写成了平方米，或漏写了“万”。",
    (Example("枫林路学校占地86平方米、建筑面积4.1万平方米。"), Example("生均校舍建筑面积达到9.2万平方米。")),
    (
        Example("枫林路学校占地86亩、建筑面积4.1万平方米。"),
        Example("心理辅导室建筑面积60平方米。"),
        Example("校园安全体验馆占地120平方米。"),
    ),
    "《中小学校设计规范》（GB 50099—2011）及各地办学标准：校园用地以亩、公顷计",
)

COUNT_AS_SHARE = Rule(
    "NUM017",
    "count-told-as-percent",
    "人数、校数写成了百分数",
    Severity.WARNING,
    "在校生、教师、学校等只能数的事物后面直接写了百分数，没有写占比、比例或率。",
    "漏写“占比”，读者不知道是什么的百分之几。",
    (
        Example("民办义务教育在校生为3.42%，办学条件得到改善。"),
        Example("全市专任教师达到98.5%。"),
    ),
    (
        Example("民办义务教育在校生占比为3.42%。"),
        Example("民办义务教育在校生占3.42%。"),
        Example("全市专任教师学历合格率达到98.5%。"),
        Example("具有本科以上学历的专任教师比例达到98.5%。"),
        Example("教师培训覆盖面达到100%，优质学校为民办学校的3.4%。"),
    ),
    "GB 3100—93：量的数值与单位相符；百分数用于比率、占比",
)

FRACTION = Rule(
    "NUM018",
    "heads-in-fractions",
    "人数、校数带小数",
    Severity.WARNING,
    "人、所、名这类只能整数计的量写了小数，又不是平均数；多半漏写了“万”。",
    "漏写“万”差一万倍。",
    (
        Example("高等学校在校生98.6万人；专任教师66.8人。"),
        Example("普通高中8.94万人、中职5.06万人、特教0.18人。"),
    ),
    (
        Example("高等学校在校生98.6万人；专任教师66.8万人。"),
        Example("小学平均班额44.6人，初中每班47.3人。"),
        Example("校均规模862.5人，生师比16.5:1。"),
        Example("小学教师1人带16.4名学生。"),
    ),
    "量的数值与单位相符；人数、校数为整数",
)

_WHOLE_ONLY = frozenset(["person", "count:所", "person-times", "count:个班"])
#: Goods and rooms; 个 counts too many things, and 台, 册, 间 of a mean are told with 均 or 每.
_GOODS_ONLY = frozenset(f"count:{unit}" for unit in "册本间处栋辆座套台张件家")
_AVERAGED = re.compile(
    r"均|每|百[名人]|班额|(?<![同环])比(?!上年|去年|20|例)|率|相当于|折合|规模|差|(?<!\d)[1一](?:[名位人个所]|位?教师)[^，。；\d]{0,4}$"
)
_COUNT = re.compile(
    r"(?P<clause>(?:^|(?<=[，。；：、]))[^，。；：、\d%％]{0,16}(?:在校生|在园幼儿|学生|专任教师|教师|幼儿园|中小学校|学校|班级))总?数?(?:为|是|有|达到?)\s*"
    r"(?P<figure>\d{1,3}(?:\.\d{1,3})?\s*[%％])(?=[，。；、]|$)"
)
#: 接入互联网的学校达到100% is said of those that do.
_SHARE_SAID = re.compile(r"占|率|比例|比重|面|度|比$|达标|合格|优良|其中|的")
_REACH = 24
_MEAN_REACH = 60
_TOTAL = re.compile(r"(?:教育(?:经费)?(?:总投入|投入|总支出|支出)|教育经费)[^，。；\d]{0,8}$")
_SPENT = re.compile(r"(?:经费|资金|拨付|拨款|补助|资助|投入|安排|债券|津贴|补贴)[^，。；\d]{0,10}$")
_WIDER = re.compile(r"生产总值|GDP|税收|财政(?:总)?收入|财政支出|预算支出|固定资产|贷款|存款|产值|销售|全国|全省")
_A_HEAD = re.compile(r"[生人校]均|每[生人]")
_FUND = re.compile(
    r"(?:年度支出|全年(?:共)?(?:支出|发放|投入|拨付)|专项资金|提升资金|改造资金|建设资金|奖补资金|补助资金|总投资|总投入|总造价|总价|合同价款|资金|债券)(?:约|共|近)?$"
)
_LEAST = Decimal(1000)
#: More than any place of a level has ever spent on education.
_MOST = {"county": Decimal(60_000_000_000), "city": Decimal(500_000_000_000), "province": Decimal(1_000_000_000_000)}
_OWING = re.compile(r"(?:债务|欠款|经费|资金|补助|资助|投入|投资|支出|安排|拨付|费)[^，。；\d]{0,6}$")
_TIMES = 5
_SITE = re.compile(r"(?:学校|中学|小学|幼儿园|校区|学院|高中|初中|校园)[^，。；\d]{0,4}占地(?:面积)?[^，。；\d]{0,3}$")
_SMALLEST = Decimal(300)
_AREA_A_HEAD = re.compile(r"[生人]均[^，。；\d]{0,14}面积[^，。；\d]{0,6}$")
_LARGEST_A_HEAD = Decimal(1000)


def check(context: CheckContext) -> Iterator[Finding]:
    """Money and sites of the running text."""
    money: list[Figure] = []
    for statement in context.statements:
        if statement.flow.part == "table":
            continue
        yield from _counts(statement)
        yield from _fractions(statement)
        for figure in statement.figures:
            if figure.quantity.kind is not Kind.AMOUNT or not figure.quantity.definite:
                continue
            if figure.quantity.dimension == "money" and figure.role in (Role.LEVEL, Role.PREVIOUS):
                money.append(figure)
            elif figure.quantity.dimension == "area":
                yield from _area(figure)
    yield from _money(money, context)


def _area(figure: Figure) -> Iterator[Finding]:
    """A school's ground that is none, and a mean no pupil has."""
    if figure.quantity.value < _SMALLEST and _SITE.search(figure.gap):
        yield _at(SITE, figure, f"学校占地只有{figure.text}", "核对单位：亩，还是万平方米")
    elif figure.quantity.value > _LARGEST_A_HEAD and _AREA_A_HEAD.search(figure.gap):
        yield _at(SITE, figure, f"生均面积不会有{figure.text}", "核对单位：平方米")


def _money(money: list[Figure], context: CheckContext) -> Iterator[Finding]:
    """Sums too large for any place, too small for a fund, or larger than all that is spent."""
    most = max(_MOST[level] for level in context.levels or _MOST)
    for figure in money:
        if figure.quantity.value > most and _OWING.search(figure.gap) and not _WIDER.search(figure.gap):
            yield _at(MONEY, figure, f"一个地方的教育经费不会有“{figure.text}”", "核对单位：万元，还是亿元")
        if figure.quantity.value < _LEAST and _FUND.search(figure.gap) and not _A_HEAD.search(figure.gap):
            yield _at(MONEY, figure, f"一笔资金不会只有“{figure.text}”", "核对单位：元，还是万元、亿元")
    totals = [f for f in money if _TOTAL.search(f.gap) and not _A_HEAD.search(f.gap)]
    whole = max(totals, key=lambda f: f.quantity.value, default=None)
    if whole is None:
        return
    for figure in money:
        spent = _SPENT.search(figure.gap) and not _TOTAL.search(figure.gap) and not _WIDER.search(figure.gap)
        if spent and figure.quantity.value > whole.quantity.value * _TIMES:
            told = f"“{figure.text}”是教育投入总数{whole.text}的五倍以上"
            evidence = (Evidence("document", "", whole.statement.text.strip()),)
            yield _at(MONEY, figure, told, "核对单位：万元，还是亿元", evidence)


def _fractions(statement: Statement) -> Iterator[Finding]:
    """Heads that are told with decimals and are no mean."""
    for figure in statement.figures:
        quantity = figure.quantity
        if not quantity.decimals or quantity.step >= 1 or quantity.dimension not in _WHOLE_ONLY | _GOODS_ONLY:
            continue
        before = statement.between(max(0, figure.start - _MEAN_REACH), figure.start)
        after = statement.between(figure.end, min(statement.end, figure.end + 2))
        if quantity.dimension in _GOODS_ONLY:
            before = statement.text  # 从11.2台到13.5台，每百名学生拥有计算机逐年走高
        if quantity.value == quantity.value.to_integral_value() or _AVERAGED.search(before) or after.startswith("/"):
            continue
        yield _at(FRACTION, figure, f"“{figure.text}”只能是整数，却带了小数", "核对单位，是否漏写了“万”")


def _counts(statement: Statement) -> Iterator[Finding]:
    """Things that are counted, with a percentage for their number."""
    for match in _COUNT.finditer(statement.text) if re.search("[%％]", statement.text) else ():
        before = statement.text[max(0, match.end("clause") - _REACH) : match.end("clause")]
        if not _SHARE_SAID.search(re.split("[。；]", before)[-1]):
            start, end = (statement.start + at for at in match.span("figure"))
            told = f"“{match['clause']}”是数得出的，后面却是百分数{match['figure']}"
            yield COUNT_AS_SHARE.at(statement.flow, start, end, told, suggestion="写明占比、比例或率")


def _at(rule: Rule, figure: Figure, told: str, suggestion: str, evidence: tuple[Evidence, ...] = ()) -> Finding:
    return rule.at(
        figure.statement.flow,
        figure.start,
        figure.end,
        told,
        evidence=evidence,
        suggestion=suggestion,
        touches=(figure,),
    )


FAMILY = Family("NUM", "数字与指标", (MONEY, SITE, COUNT_AS_SHARE, FRACTION), check)
