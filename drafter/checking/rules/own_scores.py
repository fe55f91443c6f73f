"""More of CON005: the total of the self-evaluation, told with two values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.retold import RETOLD
from drafter.checking.text.statements import Figure, Role
from drafter.findings import Evidence, Finding

__all__ = ["FAMILY"]

#: 我县自评总分为94.1分, 六个方面自评得分合计94.4分
_TOTAL = re.compile(
    r"(?:自评|自查|自我评价|自测)[^，。；：\d]{0,8}?(?:总分|总得分|得分合计|合计得分|得分总计|总评分|综合得分|合计)(?:为|是|达到?|共)?$"
)
#: A part, another year, a place, or what a total may be at most.
_OTHER = re.compile(
    r"上年|去年|20\d\d年(?!度?(?:自评|自查))|满分|其中|每|校|园|乡镇|[一-鿿](?<![我全本])[县区市镇](?!级)|得分率|扣"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Every such total against the first."""
    first: Figure | None = None
    for statement in context.statements:
        if statement.flow.part not in ("body", "textbox"):
            continue
        for figure in statement.figures:
            clause = re.split("[。；]", figure.gap)[-1]
            total = figure.quantity.dimension == "score" and figure.role is Role.LEVEL and figure.quantity.definite
            own = (
                re.split("，", clause)[-1]
                .replace(context.region or "\0", "")
                .replace(context.localities.own or "\0", "")
            )
            if not total or not _TOTAL.search(own) or _OTHER.search(own):
                continue
            if first is None:
                first = figure
            elif not first.quantity.interval.meets(figure.quantity.interval):
                yield _finding(first, figure)


def _finding(first: Figure, figure: Figure) -> Finding:
    where = f"第{first.statement.flow.first_paragraph + 1}段"
    finding = RETOLD.at(
        figure.statement.flow,
        figure.start,
        figure.end,
        f"自评总分这里是{figure.text}，{where}是{first.text}",
        evidence=(Evidence("document", where, first.statement.text.strip()[-60:]),),
        suggestion="核对后改为同一个数",
        root=f"CON005:score:{figure.id}",
        touches=(figure, first),
    )
    return RETOLD.further(finding, tuple(first.statement.flow.places(first.start, first.end)))


FAMILY = Family("CON", "前后矛盾", (), check)
