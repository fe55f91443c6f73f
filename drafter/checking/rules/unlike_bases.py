"""CLM010: two sums held against each other, of which one takes in what the other leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.passages import MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Figure, Statement
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY"]

UNLIKE = Rule(
    "CLM010",
    "unlike-bases-compared",
    "口径不同的两个数拿来比",
    Severity.WARNING,
    "一句里比较两个数（不低于、高于、比……多），括号里注明一个含某项、另一个不含，或一个是税前、应发，另一个是税后、实发。",
    "口径不同比不出高低，“不低于”的结论站不住。",
    (
        Example(
            "一、待遇\n教师年均工资10.42万元（含课后服务费），公务员10.38万元（未含年度考核奖），实现不低于公务员的目标。"
        ),
        Example("一、待遇\n教师年平均工资收入9.86万元（应发数），高于公务员的9.81万元（实发数）。"),
        Example("一、经费\n教育支出8.6亿元（含政府性基金），比上年的8.1亿元（不含政府性基金）增加0.5亿元。"),
    ),
    (
        Example(
            "一、待遇\n教师年均工资10.42万元（含年度考核奖），公务员10.38万元（含年度考核奖），实现不低于公务员的目标。"
        ),
        Example("一、待遇\n教师年均工资10.42万元、公务员10.38万元（均不含年度考核奖），实现不低于公务员的目标。"),
        Example("一、待遇\n教师年均工资10.42万元（含课后服务费）。课后服务费标准为每课时60元（不含节假日）。"),
        Example("一、规模\n学校156所（含教学点12所），在校生8.6万人（不含幼儿园），学校比上年减少3所。"),
        Example(
            "一、待遇\n教师年均工资10.42万元（含课后服务费），同口径计算不低于公务员的10.38万元（不含年度考核奖）。"
        ),
    ),
    "《统计法》第六条：统计数据真实、准确；《党政机关公文处理工作条例》第十九条：表述准确，前后口径一致才能比较",
)

#: What a bracket behind a figure says that it takes in or leaves out, or at which point it is taken.
_NOTE = re.compile(
    r"^\s*[（(](?P<all>均|都)?(?:已|其中)?"
    r"(?P<how>不含|未含|不包括|未包括|扣除|剔除|不计|含|包括|包含)(?P<what>[^（）()]{2,16})[）)]"
)
_POINT = re.compile(r"^\s*[（(](?P<point>税前|税后|应发|实发|预算数?|决算数?|快报数?)(?:数|收入|口径)?[）)]")
_OPPOSITE = {"税前": "税后", "应发": "实发", "税后": "税前", "实发": "应发"}
_COMPARED = re.compile(
    r"不低于|不少于|高于|高出|超过|优于|大于|低于|持平|比[^，。；]{2,20}(?:增|减|提高|多|少|高|低)|实现[^，。；]{0,12}目标"
)
_ALIKE = re.compile(r"同口径|同一口径|口径一致|可比口径|统一口径|折算")
_WITHOUT = frozenset(["不含", "未含", "不包括", "未包括", "扣除", "剔除", "不计"])


def check(context: CheckContext) -> Iterator[Finding]:
    """Every pair of sums or shares next to each other whose brackets differ."""
    for statement in context.statements:
        if statement.flow.part == "table" or not re.search("[（(]", statement.text):
            continue
        if context.roles[statement.flow.first_paragraph] == MEASURES or _ALIKE.search(statement.text):
            continue
        noted = [(figure, note) for figure in statement.figures if (note := _note(statement, figure))]
        for (one, first), (two, second) in zip(noted, noted[1:], strict=False):
            alike = one.quantity.dimension == two.quantity.dimension
            if alike and _differ(first, second) and _held(statement, one, two):
                yield _finding(statement, one, two)


def _note(statement: Statement, figure: Figure) -> tuple[str, str] | None:
    """(with, without or the point; what) of the bracket behind a figure of money or a rate."""
    if figure.quantity.dimension not in ("money", "percent"):
        return None
    after = statement.between(figure.end, min(statement.end, figure.end + 24))
    if match := _POINT.match(after):
        return match["point"], ""
    match = _NOTE.match(after)
    if match is None or match["all"]:
        return None
    return ("without" if match["how"] in _WITHOUT else "with"), match["what"]


def _differ(one: tuple[str, str], other: tuple[str, str]) -> bool:
    if _OPPOSITE.get(one[0]) == other[0]:
        return True
    return {one[0], other[0]} == {"with", "without"}


def _held(statement: Statement, one: Figure, two: Figure) -> bool:
    """Whether the sentence holds the two against each other, in a word between or right behind them."""
    behind = re.split("[。；]", statement.between(two.end, min(statement.end, two.end + 80)))[0]
    return bool(_COMPARED.search(statement.between(one.end, two.start) + "｜" + behind))


def _finding(statement: Statement, one: Figure, two: Figure) -> Finding:
    close = statement.text.find("）", two.end - statement.start)
    end = statement.start + close + 1 if close >= 0 else two.end
    return UNLIKE.at(
        statement.flow,
        one.start,
        end,
        f"{one.text}和{two.text}口径不同，不能直接比",
        evidence=(Evidence("document", "", statement.between(one.start, end)),),
        suggestion="按同一口径重新测算后再比",
        touches=(one, two),
    )


FAMILY = Family("CLM", "无据论断", (UNLIKE,), check)
