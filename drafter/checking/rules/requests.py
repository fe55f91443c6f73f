"""STR024: a request in a report, which is no paper that asks for an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.prose import Prose
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

REQUEST = Rule(
    "STR024",
    "request-in-report",
    "报告里夹带请示事项",
    Severity.ERROR,
    "恳请、请求上级批准、增编、拨款，“妥否，请批示”“请予批复”一类，写进了自评报告。建议、希望一类不算。",
    "报告不需要答复，夹带的请示没有人办，还要被退回。",
    (
        Example("一、下一步打算\n恳请省政府为我县增核教职工编制300名。"),
        Example("一、下一步打算\n加快校舍建设。请求省财政厅追加专项资金2000万元。"),
        Example("一、下一步打算\n加快校舍建设。以上报告妥否，请批示。"),
        Example("一、下一步打算\n恳请上级在编制和资金上给予支持。"),
    ),
    (
        Example("一、下一步打算\n建议省级层面统筹核定教职工编制。特此报告，请审阅。"),
        Example("一、下一步打算\n积极向省编办请示增核编制，全年报送请示3件，恳请家长配合的倡议书发放到户。"),
        Example("一、下一步打算\n学生请求老师批准外出的，按请假制度办理；恳请各校落实责任。"),
    ),
    "《党政机关公文处理工作条例》第十五条：不得在报告等非请示性公文中夹带请示事项",
)

_ABOVE = (
    r"(?:国务院|国家|中央|上级|[省市州]委|[省市州](?:人民)?政府"
    r"|(?:省|市|自治区|州)(?:级|里|直)?[一-鿿]{0,8}?(?:厅|委|局|办|部门|层面))"
)
_ASKED = re.compile(
    rf"(?:恳请|敬请|请求|特请|申请|商请|望请){_ABOVE}[^，。；\n]{{0,24}}?"
    r"(?:批准|批复|核增|增核|核定|核拨|增加|增拨|追加|安排|解决|支持|给予|倾斜|协调|帮助|补助|拨付|下达)[^，。；\n]{0,20}"
    r"|(?:妥否|当否|是否妥当|如无不妥)[，,]?(?:请予?)?(?:批示|批复|指示|批准)|请予(?:批准|批复|审批)(?=[。！]|$)"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Every such request of the main text in the writer's own words."""
    for flow in context.document.flows:
        if flow.part != "body" or ("请" not in flow.text and "否" not in flow.text):
            continue
        for match in Prose(flow).find(_ASKED):
            told = f"“{match[0]}”是请示事项，报告里不能夹带"
            yield REQUEST.at(flow, match.start(), match.end(), told, suggestion="删去，需要上级批准的另行请示")


FAMILY = Family("STR", "结构", (REQUEST,), check)
