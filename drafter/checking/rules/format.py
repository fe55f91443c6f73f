"""FMT: the layout of a DOCX by GB/T 9704—2012. 规定 is a warning, 一般 a hint: a layout never refutes a report."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules import format_checks as checks
from drafter.checking.rules.format_examples import REPORT, laid_out
from drafter.checking.rules.format_roles import find_roles
from drafter.checking.rules.model import Family, Rule
from drafter.findings import Finding, Severity
from drafter.reading.layout import Footer

__all__ = ["FAMILY"]

_STANDARD = "GB/T 9704—2012 "
_GOOD = laid_out()
_HARD, _USUAL = Severity.WARNING, Severity.INFO


def _swapped(old: str, new: str) -> str:
    return REPORT.replace(old, new)


_NUMBER = "云府〔2026〕3号\n"
_NUMBERED = {
    0: {"font": "仿宋", "size": 16},
    1: {"font": "方正小标宋简体", "size": 22, "alignment": "center", "first": 0},
}
_LETTER = _swapped("2025年履行教育职责自评报告", "关于2025年履行教育职责情况的自评报告")
_ANNEXED = REPORT + "\n附件\n自评指标数据表"

PAPER = Rule(
    "FMT001",
    "paper-size",
    "纸张不是A4",
    _HARD,
    "页面的宽和高不是210毫米×297毫米。",
    "打印、装订会缩放或裁切。",
    (laid_out(page={"width": 215.9, "height": 279.4}),),
    (_GOOD,),
    _STANDARD + "5.1：公文用纸采用A4型纸",
)
MARGINS = Rule(
    "FMT002",
    "margins",
    "页边距不合规定",
    _HARD,
    "天头不是37毫米±1毫米，订口不是28毫米±1毫米，或版心不是156毫米×225毫米。",
    "每页行数、字数和装订位置都会变。",
    (laid_out(page={"top": 25.4, "left": 31.8, "right": 31.8, "bottom": 25.4}),),
    (_GOOD,),
    _STANDARD + "5.2.1：天头37毫米±1毫米，订口28毫米±1毫米，版心156毫米×225毫米",
)
TITLE = Rule(
    "FMT003",
    "title-look",
    "标题的字体、字号、位置",
    _USUAL,
    "标题不是2号小标宋，加粗，或没有居中。",
    "与通行的公文格式不一致。",
    (laid_out({0: {"bold": True}}), laid_out({0: {"size": 26}}), laid_out({0: {"font": "宋体"}})),
    (_GOOD, laid_out({0: {"font": "华文中宋"}})),
    _STANDARD + "7.3.1：一般用2号小标宋体字，居中排布",
)
WORDING = Rule(
    "FMT004",
    "title-wording",
    "发文字号下面的标题缺文种或有标点",
    _HARD,
    "排在发文字号下面或分几行的标题没有“报告”二字，或末尾有句号等标点。",
    "看不出是什么文种，或不合标题的写法。",
    (
        laid_out(_NUMBERED, text=_NUMBER + _swapped("自评报告", "自评报告。")),
        laid_out(_NUMBERED, text=_NUMBER + _swapped("自评报告", "自评")),
    ),
    (_GOOD, laid_out(_NUMBERED, text=_NUMBER + REPORT)),
    "《党政机关公文处理工作条例》第九条：标题由发文机关名称、事由和文种组成",
)
TEXT = Rule(
    "FMT005",
    "text-look",
    "正文的字体、字号",
    _USUAL,
    "正文不是3号仿宋。",
    "与通行的公文格式不一致。",
    (laid_out({5: {"font": "宋体"}}), laid_out({5: {"size": 14}})),
    (_GOOD, laid_out({5: {"font": "仿宋"}})),
    _STANDARD + "5.2.2：一般用3号仿宋体字",
)
HEADINGS = Rule(
    "FMT006",
    "heading-look",
    "各级标题的字体、字号",
    _USUAL,
    "“一、”不是黑体，“（一）”不是楷体，“1.”“（1）”不是仿宋，或字号不是3号，或加粗。",
    "层次看不清，与通行的公文格式不一致。",
    (laid_out({3: {"font": "仿宋"}}), laid_out({4: {"bold": True}}), laid_out({4: {"size": 18}})),
    (_GOOD,),
    _STANDARD + "7.3.3：第一层用黑体字、第二层用楷体字、第三层和第四层用仿宋体字",
)
INDENT = Rule(
    "FMT007",
    "first-line-indent",
    "段首没有空二字",
    _USUAL,
    "正文段落或标题的第一行不是左空二字。",
    "自然段看不清。",
    (laid_out({5: {"first": 0}}),),
    (_GOOD,),
    _STANDARD + "7.3.3：每个自然段左空二字，回行顶格",
)
PITCH = Rule(
    "FMT008",
    "lines-a-page",
    "每页不是22行",
    _USUAL,
    "按正文的固定行距，版心排不下或超过22行，或正文段落前后空出间距。",
    "版面过松或过密。",
    (laid_out({n: {"pitch": 20.0} for n in range(9)}), laid_out({5: {"spacing": 7.8}})),
    (_GOOD, laid_out({n: {"pitch": 28.0} for n in range(9)})),
    _STANDARD + "5.2.3：一般每面排22行，每行排28个字",
)
COLOUR = Rule(
    "FMT009",
    "text-colour",
    "文字不是黑色",
    _HARD,
    "标题、正文或落款有彩色的字。",
    "多为修改时留下的标记。",
    (laid_out({5: {"colour": "FF0000"}}),),
    (_GOOD, laid_out({5: {"colour": "0D0D0D"}})),
    _STANDARD + "5.2.4：如无特殊说明，公文中文字的颜色均为黑色",
)
PAGES = Rule(
    "FMT010",
    "page-number",
    "页码",
    _USUAL,
    "没有页码，双页没有页码，页码两边没有一字线，不是单页居右、双页居左，或不是4号宋体。",
    "装订后不便查找，与通行的公文格式不一致。",
    (
        laid_out(footers=[]),
        laid_out(footers=[Footer("default", "— 1 —", True, "right")]),
        laid_out(footers=[Footer("default", "1", True, "right"), Footer("even", "2", True, "left")]),
        laid_out(footers=[Footer("default", "— 1 —", True, "center")], even=False),
        laid_out(
            footers=[Footer("default", "— 1 —", True, "right", "Calibri", 9), Footer("even", "— 2 —", True, "left")]
        ),
    ),
    (_GOOD,),
    _STANDARD + "7.5：一般用4号半角宋体数字，左右各放一条一字线，单页码居右空一字，双页码居左空一字",
)
ADDRESSEE = Rule(
    "FMT011",
    "addressee",
    "主送机关",
    _HARD,
    "主送机关没有顶格；按“关于……的报告”行文、有署名和成文日期而没有主送机关的，只作提示。",
    "收文机关不明，或不合规定的写法。",
    (
        laid_out({1: {"first": 2}}),
        laid_out(text=_LETTER.replace("省人民政府教育督导委员会：\n", "")),
    ),
    (_GOOD, laid_out(text=_LETTER), laid_out(text=_swapped("省人民政府教育督导委员会：\n", ""))),
    _STANDARD + "7.3.2：居左顶格，回行时仍顶格，最后一个机关名称后标全角冒号",
)
SIGNATURE = Rule(
    "FMT012",
    "signature",
    "署名和成文日期",
    _HARD,
    "有成文日期没有署名，或署名、日期的字体字号与正文不同，或没有靠右。",
    "看不出由谁、何时制发。",
    (
        laid_out(text=_swapped("云岭市人民政府\n2026", "2026")),
        laid_out({7: {"size": 10}}),
        laid_out({8: {"font": "宋体"}}),
        laid_out({7: {"alignment": "left", "right": 0}}),
    ),
    (_GOOD,),
    _STANDARD + "7.3.5：发文机关署名和成文日期",
)
DATE = Rule(
    "FMT013",
    "date-form",
    "成文日期的写法",
    _HARD,
    "成文日期用了汉字数字或点、横线，或年份不全。",
    "不合规定的写法。",
    (laid_out(text=_swapped("2026年3月20日", "二〇二六年三月二十日")),),
    (_GOOD,),
    _STANDARD + "7.3.5.4：用阿拉伯数字将年、月、日标全，年份应标全称，月、日不编虚位",
)
ANNEX = Rule(
    "FMT014",
    "annex",
    "附件与附件说明不一致或没有另面编排",
    _HARD,
    "附件的标题与附件说明写的不同，或附件没有从新的一页开始。",
    "对不上是哪个附件。",
    (
        laid_out(text=_ANNEXED.replace("附件\n自评指标数据表", "附件\n教育指标表")),
        laid_out({9: {"starts_page": False}}, text=_ANNEXED),
    ),
    (laid_out(text=_ANNEXED),),
    _STANDARD + "7.3.7：附件应当另面编排，附件顺序号和附件标题应当与附件说明的表述一致",
)
STOP = Rule(
    "FMT015",
    "heading-stop",
    "单独成行的标题有句号",
    _USUAL,
    "单独成行的标题末尾有句号。",
    "标题不是句子。",
    (laid_out(text=_swapped("（一）事业规模", "（一）事业规模。")),),
    (_GOOD,),
    "GB/T 15834—2011：句号用于句子末尾；标题末尾一般不用标点",
)
NUMBER = Rule(
    "FMT016",
    "document-number-form",
    "发文字号的写法",
    _HARD,
    "发文字号的年份没有用六角括号，序号加了“第”或补了零。",
    "不合规定的写法。",
    (laid_out(_NUMBERED, text="云府[2026]第03号\n" + REPORT),),
    (laid_out(_NUMBERED, text=_NUMBER + REPORT),),
    _STANDARD + "7.2.5：年份用六角括号“〔〕”括入，发文顺序号不加“第”字，不编虚位",
)


def check(context: CheckContext) -> Iterator[Finding]:
    """The layout of a DOCX; nothing is said of a file that has none."""
    document, sheet = context.document, context.document.layout
    if sheet is None:
        return
    roles = find_roles(document, sheet)
    layout = checks.Layout(document, sheet, roles, context.office)
    for rule, what in (
        (PAPER, checks.paper),
        (MARGINS, checks.margins),
        (TITLE, checks.title),
        (WORDING, checks.wording),
        (TEXT, checks.text),
        (HEADINGS, checks.headings),
        (INDENT, checks.indents),
        (PITCH, checks.pitch),
        (PITCH, checks.spacing),
        (COLOUR, checks.colours),
        (PAGES, checks.page_numbers),
        (ADDRESSEE, checks.addressee),
        (SIGNATURE, checks.signature),
        (DATE, checks.date_form),
        (ANNEX, checks.annexes),
        (STOP, checks.stops),
        (NUMBER, checks.number),
    ):
        for fault in what(layout):
            yield rule.at(
                layout.flow(fault.paragraph),
                fault.start,
                fault.end,
                fault.message,
                suggestion=fault.advice,
                root=f"{rule.code}:{fault.kind or fault.paragraph.index}",
                severity=Severity.INFO if fault.mild else None,
            )


FAMILY = Family(
    "FMT",
    "版式",
    (PAPER, MARGINS, TITLE, WORDING, TEXT, HEADINGS, INDENT, PITCH, COLOUR, PAGES)
    + (ADDRESSEE, SIGNATURE, DATE, ANNEX, STOP, NUMBER),
    check,
)
