"""NUM019 and NUM020: figures and units that nobody writes so: 5.2%个百分点, 下降-3.2%, 1O所, 15%—10%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.prose import Prose, prose
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

FORM = Rule(
    "NUM019",
    "figure-form",
    "数字或单位写得不成样子",
    Severity.WARNING,
    "两个单位叠在一起（%%、%个百分点、万元亿元），单位只写了一半（1.1百分），数字里夹着字母、句号或多余的点（1O所、98。5%、95..6%），年份少了一位，面积用了别的单位，“下降”后面又是负数。",
    "读者不知道说的是多少。",
    (
        Example("一、基本情况\n教育支出增长5.2%个百分点，其中项目资金120万元亿元。"),
        Example("一、基本情况\n普惠率提高1.1个百分，巩固率提高0.4百分，达到98.6%%。"),
        Example("一、基本情况\n全县有小学1O所，幼儿园l8所，满意度97。6%。"),
        Example("一、基本情况\n普惠率95..6%，巩固率98.2.5%，近视率.482%，在校生12,46人，教师320名个。"),
        Example("一、基本情况\n202年，全县新建校舍面积1.2万立方米。20245年全县共有学校98所。"),
        Example("一、基本情况\n在校生比上年减少-320人，支出下降-3.2%。"),
    ),
    (
        Example("一、基本情况\n教育支出增长5.2%，120万元全部到位，普惠率提高1.1个百分点，得分为百分制。"),
        Example("一、基本情况\n一年级10个班，全县5G基站12个，IO设备、O2O课堂和A10所用教材已更新。"),
        Example("一、基本情况\n落实1.3.5计划，分别为12,46人，建校205年，面积1.2万平方米，周长1200米。"),
        Example("一、基本情况\n2022年下降-2023年回升，增幅为-3.2%，下降3.2%—4.1%，考核实行百分考核、百分排名。"),
    ),
    "GB 3100—93：量由数值和单位表示；GB/T 15835—2011《出版物上数字用法》",
)
TURNED = Rule(
    "NUM020",
    "range-from-high-to-low",
    "范围前大后小",
    Severity.WARNING,
    "“15%—10%”“1000—800元”一类，范围的前一个数比后一个数大。",
    "范围由小到大写；前大后小，多半有一个数写错。",
    (
        Example("一、基本情况\n各校作业总量减少20%—15%，每生补助1200—800元。"),
        Example("一、基本情况\n每校配备教师18～12名。"),
    ),
    (
        Example("一、基本情况\n各校作业总量减少15%—20%，每生补助800—1200元，共安排2023—2025年资金。"),
        Example("一、基本情况\n班额由55—50人降到50—45人，补助从1200—800元调整为分档，12—1月开展。"),
        Example("一、基本情况\n联系电话8651—32，3—0战胜对手，学校代码32—12名单，比分为21—15。"),
    ),
    "GB/T 15835—2011 5.1.3：数值范围由小到大",
)

_STOP = r"(?=[，。；、）)]|$)"
_FORM = re.compile(
    r"(?P<doubled>\d[\d,.]*\s?(?:[%％]\s?(?:[%％]|个百分点|[万亿]?元(?![宵旦])|(?:人次?|名|所|倍)(?=[，。；、）)]))|[万亿]元\s?[万亿]?元(?![宵旦素])|元[万亿]元|个百分点\s?[%％]))"
    rf"|(?P<half>\d\s?个?百分{_STOP}|\d\s?个(?:分点|百点|百分占){_STOP})"
    r"|(?P<letter>(?<![A-Za-z\d])(?:\d{1,4}[OoＯ]\d{0,3}|[lI]\d{1,3})(?=[所名个人万亿%％年月项次元]))"
    r"|(?P<stop>\d。\d{1,2}\s?(?=[%％]|[万亿]?元|个百分点|万[人平]))"
    r"|(?P<pair>\d\s?(?:名个|所个|个名|人名|名人|所所|名名|个个所?|万人人|元元)(?=[，。；、]))"
    rf"|(?P<marks>\d+(?:\.{{2,}}\d+|\.\d+\.\d+)(?=\s?(?:[%％]|[万亿]|[人名个]|所(?!属)|个百分点))|(?<=[一-鿿])\.\d+(?=\s?(?:[%％]|[万亿]?元|[万亿]|个百分点))|\d\.(?=[%％]|[万亿]元|个百分点)"
    r"|(?<![\d.,，])\d{2,3},\d{1,2}(?=[人名所个元]|[万亿]元))"
    r"|(?P<year>(?:^|(?<=[。；，]))20\d年(?=[，全我底末]|\d{1,2}月)|(?<!\d)20\d{3}年(?=[，全我底末度至—]|\d{1,2}月))"
    r"|(?P<area>(?:面积|占地)(?:达到?|约|为|共|合计|近)?\s?\d[\d.,]*\s?万?(?:立方米|平方|平|米|公里|千米|亩平方米|平方米亩)(?=[，。；、]))"
    r"|(?P<negative>(?:下降|减少|降低|回落|减幅|降幅)(?:了|为|达)?\s?[-－−]\s?\d[\d.]*\s?(?:[%％]|个百分点|[万亿]?元|人|名|所|个))"
)
_TOLD = {
    "doubled": "“{}”写了两个单位",
    "half": "“{}”的单位没有写全",
    "letter": "“{}”里有字母，不是数字",
    "stop": "“{}”的小数点写成了句号",
    "pair": "“{}”写了两个单位",
    "marks": "“{}”不是一个数",
    "year": "“{}”不是年份",
    "area": "“{}”的面积单位不对",
    "negative": "“{}”：下降后面又是负数",
}
_UNIT = r"[%％]|个百分点|[万亿]?元|万?人次?|名|所|[个套册辆间场次课]|万?平方米|分钟|小时"
_RANGE = re.compile(
    rf"(?<![\d.,，/:：〔A-Za-z\-—－])(?P<low>\d{{1,6}}(?:\.\d{{1,2}})?)\s?(?P<first>{_UNIT})?\s?[-－—~～–]{{1,2}}\s?(?P<high>\d{{1,6}}(?:\.\d{{1,2}})?)\s?(?P<unit>{_UNIT})(?!\s?[-－—~～=＝])"
)
#: A change from one range to another, a score, a code, a month.
_FROM = re.compile(
    r"[由从自比][^，。；]{0,12}$|差[^，。；]{0,3}$|[号码第编表图]\s?$|比分[^，。；]{0,4}$|战胜|降[至到]$|^.*月$"
)
_YEARLIKE = re.compile(r"(?:19|20)\d\d$")


def check(context: CheckContext) -> Iterator[Finding]:
    """The running text."""
    for text in prose(context.document):
        for match in text.find(_FORM):
            kind = match.lastgroup or "doubled"
            if (
                kind == "marks"
                and "," in match.group()
                and "分别" in text.text[max(0, match.start() - 30) : match.start()]
            ):
                continue  # 分别为12,46人 are two
            told = _TOLD[kind].format(match[kind].strip())
            yield FORM.at(text.flow, *match.span(kind), told, suggestion="核对后改正")
        yield from _turned(text)


def _turned(text: Prose) -> Iterator[Finding]:
    for match in text.find(_RANGE):
        first, unit = match["first"] or match["unit"], match["unit"]
        if _plain(first) != _plain(unit) or (_YEARLIKE.match(match["low"]) and not match["first"]):
            continue
        if Decimal(match["low"]) <= Decimal(match["high"]) or _FROM.search(
            text.text[max(0, match.start() - 14) : match.start()]
        ):
            continue
        told = f"“{match.group()}”的前一个数比后一个数大"
        yield TURNED.at(text.flow, *match.span(), told, suggestion="由小到大写，或核对两个数")


def _plain(unit: str) -> str:
    return unit.replace("％", "%")


FAMILY = Family("NUM", "数字与来源", (FORM, TURNED), check)
