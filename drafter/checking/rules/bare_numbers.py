"""NUM013 and NUM014: a share without %, a number of things or an amount without its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.passages import quoted
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Rule
from drafter.checking.text.statements import Statement
from drafter.findings import Finding, Severity

__all__ = ["RULES", "check_bare_numbers"]

BARE_SHARE = Rule(
    "NUM013",
    "share-without-unit",
    "占比、率没有写“%”",
    Severity.ERROR,
    "“占”“占比”后面只有数字，没有百分号。巩固率、合格率一类后面只有数字的只作警告。",
    "占52.3和占52.3%不是一回事，上级无法采信。",
    (
        Example("公办幼儿园131所，占比55.5。"),
        Example("其中本科及以上学历2418人，占84.1，比上年提高。"),
        Example("专任教师中骨干教师占12.6。"),
        Example("九年义务教育巩固率达到98.2，比上年提高。"),
    ),
    (
        Example("公办幼儿园131所，占比55.5%。"),
        Example("学校占地35.6亩。"),
        Example("操场占地面积12.5万平方米。"),
        Example("城区、农村分别占52.3和47.7个百分点。"),
        Example("公办园占131所中的一半。"),
        Example("小学、初中校际差异系数分别为0.35和0.28，均低于标准。"),
    ),
    "GB/T 15835—2011：百分数用“%”表示",
)

BARE_STANDARD = Rule(
    "NUM014",
    "standard-without-unit",
    "数量、金额、标准没有写单位",
    Severity.WARNING,
    "资金、经费的数额，补助的标准，学位、教师、学校、面积一类数得出的东西，后面只有数字，没有写单位。",
    "单位不写，数就无从核对。",
    (
        Example("特殊教育学校生均公用经费标准为7000，并对随班就读学生同标准落实。"),
        Example("班主任津贴标准提高到600。"),
        Example("教育基金会当年募集资金4126，资助困难学生6120名。"),
        Example("新建公办幼儿园26所，新增学位6.2。"),
        Example("学前教育生均公用经费提高到每生每年700，补助按时拨付。"),
        Example("县财政投入180万，争取资金2.3亿。"),
        Example("小学、初中公用经费定额分别为680、880，按时拨付。奖补标准由每生每年150提高到260。"),
        Example("维修校舍面积3.2万，全年培训教师4200，补助由600元提高到800。"),
        Example("公办幼儿园公用经费600/生·年，小学720元/生·年。"),
    ),
    (
        Example("特殊教育学校生均公用经费标准为7000元，并对随班就读学生同标准落实。"),
        Example("校园安全建设标准为2022版，全部达到。"),
        Example("拨付专项资金4126万元，落实经费2项。"),
        Example("办学标准达到2025年的要求。"),
        Example("全县有幼儿园、小学、初中分别为64、71、23所，招聘教师研究生12、本科156名。"),
        Example("学校综合得分96.5，教师系列为“六个一”，惠及学生3.2万。"),
        Example("公办幼儿园公用经费600元/生·年，师生比1/12，设置45座/班的教室。"),
    ),
    "GB 3100—93：量由数值和单位表示",
)

RULES = (BARE_SHARE, BARE_STANDARD)

_STOP = r"(?=[，。；、）]|$)"
_AT_ONCE = r"(?=[，。；）])"
#: 占 with a number that nothing but a mark follows.
_SHARE = re.compile(
    rf"占(?![地用有据领])[^，。；：、（）\d]{{0,18}}(?P<figure>\d{{1,3}}(?:\.\d{{1,3}})?)(?:(?<=\d\d)(?:及?以[上下]|以内|左右|上下))?{_STOP}"
)
_RATE = re.compile(
    r"(?:[一-鿿]{2}率|比例|满意度)(?:均|已|也)?(?:稳定|保持)?(?:达到?|为|是|在|提[高升][到至为])?\s*(?P<figure>\d{2,3}(?:\.\d{1,2})?)"
    r"(?:及?以[上下]|以内|左右|上下)?" + _AT_ONCE
)
_SHARED = re.compile(
    r"^(?:[、和及与]|[、和及与][一-鿿]{0,10})\s*\d[\d.]*\s*(?:[、和及与][^，。；]{0,16})?[^\d\s，。；、）]"
)
_MONEY = (
    r"(?:(?:经费|拨款|定额|补助|补贴|津贴|工资|奖金|资助)(?:基准)?(?:标准|定额|额度)(?:[为是]|已?(?:提高|调整|上调)?[到至为]|达到?)"
    r"|(?:(?:募集|筹集|筹措|拨付|下达|安排|落实|争取|节约|发放|投入|追加|补助|整合|划拨)(?:各[类级项])?[^，。；：\d]{0,6}(?:资金|经费|补贴|津贴|投资|专款)|总投资|投资额)(?:约|共|达|近)?"
    r"|(?:教育|财政|经费|总)(?:总?投入|支出|经费|预算|拨款)(?:总额)?(?:达到?|为|共|约|累计)?|助学金|奖学金|(?:工资|收入)(?:水平)?(?:达到?|为)?"
    r"|每(?:生|人|校|园|班)?每(?:学?年|月|学期)(?:补助|不低于|达到?|为)?|[一-鿿]均(?:公用)?经费(?:标准)?(?:达到?|为|提高[到至])"
    r"|\d元(?:提高|增加|上调|调整|提升|增长)[到至为])"
)
_THINGS = (
    r"(?:学位|教师|教职工|校长|学生|在校生|毕业生|学员|幼儿|学校|幼儿园|教学班|教室|图书|藏书|床位|岗位|编制|社团|教研活动|隐患|校车"
    r"|面积|场地|督学|保安|计算机|宿舍|人数|人口|授权点|示范园|工作室|共同体|辅导室|实验室|指导站)(?:共有?|达到?|为|约|累计|总数)?"
)
_FIGURE = r"\s*(?P<figure>\d[\d,]*(?:\.\d+)?(?:[万亿]余?)?)"
_BARE_MONEY = re.compile(rf"{_MONEY}{_FIGURE}{_STOP}")
_BARE_THINGS = re.compile(rf"{_THINGS}{_FIGURE}{_AT_ONCE}")
#: 投入120万，: so much money, its unit left to speech.
_SAID_MONEY = re.compile(
    rf"(?:投入|投资|拨付|筹措|筹集|下达|奖补|捐资|出资|耗资|融资|争取|追加)(?:资金|经费|专款)?(?:共计?|累计|约|近|达)?{_FIGURE}{_AT_ONCE}"
)
#: 小学、初中定额分别达到720、940，; 每生每年200提高到300: money in a row, or from one to the other.
_MONEY_ROW = re.compile(
    r"(?:定额|标准|补助|补贴|津贴|奖补)[^，。；：、\d]{0,8}分别(?:[为是]|达到?|提高[到至为]|调整[到至为]|按)"
    rf"(?P<figure>\d{{3,5}}(?:[、和]\d{{3,5}}){{1,4}}){_AT_ONCE}"
    rf"|每(?:[生人]每)?(?:学?年|学期|[月天日生人])(?P<moved>\d{{2,5}}(?:提高|增加|调整|上调|提标)?[到至为]\d{{2,5}}){_AT_ONCE}"
)
#: 公办园600/生·年: a standard by the head of nothing.
_BY_HEAD = re.compile(
    r"(?<![\d.,/年月日])(?P<figure>\d{2,5}(?:\.\d{1,2})?)(?:/(?:生|人|班|师|床)(?:[·.．・/]?(?:年|月|学?期|天|次))?)(?![\d/])"
)
_PEOPLE = re.compile(
    r"(?:教师|教职工|校长|学生|在校生|毕业生|学员|幼儿|人数|人口|督学|保安)[共有达到为约累计总数]*\s*[\d.]+万余?$"
)
_SCORED = re.compile(r"分值|得分|评分|总分|指数|系数|编号|代码|型号|年份|占|第\s*$|[一-鿿]类$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
#: 生均支出（元）：幼儿园5128，小学8746: the head says the unit of all.
_UNIT_AHEAD = re.compile(
    r"[（(](?:单位[：:])?(?:[万亿]?元|[万]?人|[所个名项次]|平方米|册|台|%)(?:/[生人年])?[）)]\s*[：:][^。]*$"
)
_LEAST = 10  # 项目3 and 学校1 may be names


def check_bare_numbers(context: CheckContext) -> Iterator[Finding]:
    """Numbers of every sentence of the running text with nothing but a mark behind them."""
    for statement in context.statements:
        if statement.flow.part != "table":
            yield from _shares(statement)
            yield from _amounts(statement)


def _shares(statement: Statement) -> Iterator[Finding]:
    for pattern, severity in ((_SHARE, None), (_RATE, Severity.WARNING)):
        for match in pattern.finditer(statement.text):
            if _SHARED.match(statement.text[match.end() :]):
                continue
            if severity is not None and float(match["figure"]) > 100:
                continue
            told = f"“{match.group()}”没有写“%”"
            start, end = (statement.start + at for at in match.span("figure"))
            advice = f"写成{match['figure']}%"
            yield BARE_SHARE.at(statement.flow, start, end, told, suggestion=advice, severity=severity)


def _amounts(statement: Statement) -> Iterator[Finding]:
    text = statement.text
    names: list[tuple[int, int]] | None = None
    # 学校168所。幼儿园81，小学56，…: the list says its unit once
    taken = {f.start - statement.start for f in statement.figures if f.text.isdigit() and f.quantity.unit is not None}
    spread = "差异系数" in statement.flow.text
    for match in _BY_HEAD.finditer(text) if "/" in text else ():
        yield _without_unit(statement, match.group(), match.start(), match.end())
    for pattern in (_BARE_MONEY, _SAID_MONEY, _BARE_THINGS, _MONEY_ROW):
        for match in pattern.finditer(text):
            start, end = match.span("figure" if match["figure"] else "moved")
            if start in taken or _YEAR.match(text[start:end]) or _SHARED.match(text[end:]):
                continue
            if _PEOPLE.search(match.group()) or _SCORED.search(text[max(0, match.start() - 8) : start]):
                continue
            if pattern is _MONEY_ROW:
                taken.add(start)
                yield _without_unit(statement, match.group(), start, end)
                continue
            if pattern is _SAID_MONEY and not match["figure"].rstrip("余").endswith(("万", "亿")):
                continue
            if pattern is _BARE_THINGS and match["figure"].isdigit() and int(match["figure"]) < _LEAST:
                continue
            if spread and match["figure"].startswith("0."):
                continue  # 校际差异系数最大的一项是生均体育运动场馆面积0.48
            if _UNIT_AHEAD.search(text[: match.start()]):
                continue
            names = quoted(text) if names is None else names
            if any(low < start < high for low, high in names):
                continue
            taken.add(start)
            yield _without_unit(statement, match.group(), start, end)


def _without_unit(statement: Statement, words: str, start: int, end: int) -> Finding:
    return BARE_STANDARD.at(
        statement.flow, statement.start + start, statement.start + end, f"“{words}”没有写单位", suggestion="写上单位"
    )
