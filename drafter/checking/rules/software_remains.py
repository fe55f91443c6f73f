"""PLH008: what a spreadsheet or a word processor prints in place of a value: #REF!, 45292, «姓名», 批注."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

REMAINS = Rule(
    "PLH008",
    "software-remains",
    "表格软件、文字软件的残留",
    Severity.ERROR,
    "表格的出错值（#REF!、#DIV/0!、######）、公式、科学计数，没有更新的域和邮件合并字段，修订和批注的残留；写成数字的日期（45292）、一长串小数只作警告。",
    "数据没有取到，却随文字一起报了上去。",
    (
        Example("一、基本情况\n全县有幼儿园#N/A所，教育支出合计#REF!万元。"),
        Example("一、基本情况\n教育支出合计=SUM(C3:C8)万元，比上年增加2.35E+06元。"),
        Example("一、基本情况\n各校情况见错误！未找到引用源，全县教师«教师总数»人。"),
        Example("一、基本情况\n全县教师总数为undefined人，生师比为NaN。"),
        Example("一、基本情况\n单击此处添加标题，现场照片见IMG_3021.jpg，源文件在E:\\材料\\报告.docx。"),
        Example("一、基本情况\n删除[王某]：全县有幼儿园~~51~~52所。"),
        Example("一、基本情况\n全县有幼儿园52所[批注2：办学股核]，小学44所。"),
        Example("一、基本情况\n新校区于45536投入使用，截至45657全部建成。"),
        Example("一、基本情况\n学校 开工时间\n一中 45292\n二中 45413\n|学校|开工时间|\n|---|---|\n|一中|45292|"),
        Example("一、基本情况\n公办园占比54.347826087%，比上年提高。"),
    ),
    (
        Example("一、基本情况\n拨付资金45292元，学生由45292人增加到45657人，惠及学生45657。"),
        Example("一、基本情况\n采用CRISPR和C#课程，建成5G+VR实训室，推进NaN纳米科普。"),
        Example("一、基本情况\n圆周率取3.1415926，开发App《1E课堂》，校园网址为www.example.cn/a=1。"),
    ),
    "报送要求：数据真实、材料齐全（国教督办函〔2018〕16号）",
)

_SHEET_ERROR = (
    r"[#＃](?:REF|DIV/0|VALUE|NAME|NUM|NULL|SPILL|CALC)[!！?？]?|[#＃]N/A|[#＃]{4,}"
    r"|(?<![A-Za-z\d])\d\.\d{1,6}[Ee]\+\d{1,2}(?!\d)"
    r"|[=＝](?:SUM|AVERAGE|VLOOKUP|ROUND|COUNTIFS?|SUMIFS?|IF|INDEX|MAX|MIN)\s?[(（][^()（）\n]{0,60}[)）]?|[=＝][A-Z]{1,2}\d{1,4}[-+*/][A-Z]{1,2}\d{1,4}"
    r"|1900[年/.-]1[月/.-]0日?"
)
_FIELD = (
    r"错误[!！][^，。；\n]{0,6}(?:未找到|未定义|没有)[^，。；\n]{0,8}?(?:引用源|书签|样式|目录项|自动图文集)[。.]?"
    r"|Error!\s?[A-Z][A-Za-z ]{4,40}\.?"
    r"|[«][^«»\n]{1,20}[»]|\{\s?(?:PAGE|NUMPAGES|MERGEFIELD|REF|TOC|SEQ|DATE|HYPERLINK|EMBED)\b[^{}\n]{0,60}\}|\\\*\s?MERGEFORMAT"
    r"|(?<![A-Za-z])(?:undefined|NaN|NULL|null|None|TRUE|FALSE)(?=[人所个名万亿元%，。；、）])"
    r"|(?<![A-Za-z])_(?:Toc|Ref)\d{6,}"
)
_TRACKED = (
    r"(?:删除|插入|带格式的?|设置了格式|批注|移动了)\s?[\[［][^\[\]［］\n]{1,12}[\]］]\s?[：:]?|(?:删除的内容|带格式的|设置了格式|域代码已更改|已删除)\s?[：:]"
    r"|[\[［【（(](?:批注|修订|评论|注释)\s?\d{0,3}\s?[：:][^\[\]［］【】（）()\n]{0,40}[\]］】）)]"
    r"|~~[^~\n]{1,40}~~|[\[［【](?:删除|新增|修改前|修改后|原文|修订)[\]］】]"
)
_MAKER = (
    r"扫描全能王\s?(?:创建|生成)?|CamScanner|(?:由|使用)\s?(?:WPS|Word|Adobe|迅捷|福昕|万兴)[^，。；\n]{0,8}(?:生成|转换|创建)(?=[。，；\s]|$)"
    r"|(?:未注册|试用)版水印|Evaluation (?:Warning|Only|Copy)"
)
_PLACED = (
    r"(?:IMG|DSC)_?\d{3,}|(?:微信|QQ)图片_?\d{4,}|mmexport\d{4,}|(?<=[\w一-鿿])\.(?:jpe?g|png|gif|bmp)(?![A-Za-z])|(?<![A-Za-z])[A-Z]:\\[^\s，。；]{1,60}"
    r"|Ctrl\s?\+\s?单击[^，。；\n]{0,10}|(?:单击|点击)(?:或点击)?此处(?:输入|添加|编辑|插入)[^，。；\n]{0,8}|[\[［](?:键入|输入)[^\[\]］\n]{1,10}[\]］]"
)
#: One of these is in whatever is certain; most paragraphs have none and need not be searched for the rest.
_SIGNS = re.compile(r"[A-Za-z#＃=＝«{\\~\[［【!！]")
_WORDS = (
    "1900",
    "扫描全能王",
    "水印",
    "批注",
    "修订",
    "评论",
    "注释",
    "删除",
    "插入",
    "格式",
    "域代码",
    "移动了",
    "击此处",
    "或点击",
)
_CERTAIN = re.compile(rf"{_SHEET_ERROR}|{_FIELD}|{_TRACKED}|{_MAKER}|{_PLACED}")
#: A day as the spreadsheet counts it (2009 to 2031) where a date is wanted, and no unit behind it.
_SERIAL = re.compile(
    r"(?:(?P<till>截[至止](?:到)?|截止)|(?:于|自|从|在|到|至|日期[为是：:]?|时间[为是：:]?))\s?(?P<day>4[0-7]\d{3})"
    r"(?P<after>(?:起|前|止|以来|投入使用|启用|投用|建成|开工|动工|竣工|完工|完成|召开|印发|成立|启动|揭牌|挂牌|开学|开园|签订|到位|验收|正式)|(?=[，。；]|全[省市县区]))"
)
_DAY_NUMBER = re.compile(r"4[0-7]\d{3}$")
_DATED = re.compile("时间|日期|年月")
_LENGTH = re.compile("时长|小时|分钟|天数|课时")
_LONG_TAIL = re.compile(r"(?<![\d.])\d{1,6}\.\d{6,}(?=\s?(?:[%％]|[万亿]?元|个百分点|人|[，。；、）]))")
_CIRCLE = re.compile("圆周率|[πΠ]|黄金分割")


def check(context: CheckContext) -> Iterator[Finding]:
    """Every flow of the document, headers and tables included."""
    yield from _table_days(context)
    for flow in context.document.flows:
        hinted = _SIGNS.search(flow.text) or any(word in flow.text for word in _WORDS)
        for match in _CERTAIN.finditer(flow.text) if hinted else ():
            told = f"“{match.group().strip()}”是表格软件或文字软件的残留"
            yield REMAINS.at(flow, *match.span(), told, suggestion="换成应有的内容")
        for match in _SERIAL.finditer(flow.text):
            if not match["after"] and not match["till"]:
                continue  # 到45292， may be a number of anything
            told = f"“{match['day']}”像是表格软件里没有转换的日期"
            yield REMAINS.at(flow, *match.span("day"), told, suggestion="写成年月日", severity=Severity.WARNING)
        for match in _LONG_TAIL.finditer(flow.text):
            if not _CIRCLE.search(flow.text[max(0, match.start() - 12) : match.start()]):
                told = f"“{match.group()}”小数位过多，像是从表格直接粘贴的"
                yield REMAINS.at(flow, *match.span(), told, suggestion="保留两位小数", severity=Severity.WARNING)


def _table_days(context: CheckContext) -> Iterator[Finding]:
    """Days as numbers in a column or a row that is headed as one of dates."""
    days = [s for s in context.statements if s.flow.part == "table" and _DAY_NUMBER.search(s.text.rstrip(" |"))]
    flows = {figure.id: statement.flow for statement in days for figure in statement.figures}
    for grid in context.grids if flows else ():
        for (row, column), figure in grid.cells.items():
            head = f"{grid.heads.get(column, '')} {grid.labels.get(row, '')}"
            flow = flows.get(figure.id)
            if flow is not None and _DAY_NUMBER.match(figure.text) and _DATED.search(head) and not _LENGTH.search(head):
                told = f"“{figure.text}”像是表格软件里没有转换的日期"
                yield REMAINS.at(
                    flow, figure.start, figure.end, told, suggestion="写成年月日", severity=Severity.WARNING
                )


FAMILY = Family("PLH", "占位与残留", (REMAINS,), check)
