"""CON012: all have it, says one clause; some of them have not, says another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from drafter.checking.claims.coverage import Told, claims_of_all, exceptions, same_matter, within
from drafter.checking.claims.passages import BODY, COMBINED, MEASURES
from drafter.checking.claims.provisions import alike, claims_provided, shortages
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Statement
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY"]

EXCEPTED = Rule(
    "CON012",
    "all-but-some",
    "说全部都有，又说有几所没有",
    Severity.WARNING,
    "一处写所有学校均配备、全覆盖、100%，另一处写其中几所没有、未开展、不合格；写一校一名，人数却比学校少。"
    "只在说的是同一件事、例外的学校确在“全部”之内时报。",
    "成效里的“全部”与问题里的例外一对就露。",
    (
        Example("一、成效\n18所中心校均配备了校医。\n二、问题\n尚有4所中心校没有校医。"),
        Example("一、成效\n所有校车均安装了卫星定位。\n二、问题\n仍有6辆校车未安装卫星定位。"),
        Example("一、成效\n义务教育学校课后服务全覆盖。\n二、问题\n还有5所村小未开展课后服务。"),
        Example("一、成效\n中小学心理辅导室建设率100%。\n二、问题\n7所村小没有心理辅导室。"),
        Example("一、成效\n所有民办园均通过年检。\n二、问题\n2所民办园年检不合格。"),
        Example("一、成效\n上年反馈的9个问题全部整改到位。\n二、问题\n上年反馈的9个问题，已整改8个，还有1个正在推进。"),
        Example("一、成效\n食堂从业人员持证率100%，尚有6名从业人员未持证。"),
        Example("一、成效\n中小学专职保安配备率100%。\n二、问题\n全县中小学保安缺口36人。"),
        Example("一、队伍\n58所学校配备校医41名，实现一校一名。"),
        Example("一、均衡\n所有学校优质均衡7项指标全部达标。\n二、问题\n4所学校教学及辅助用房面积未达标。"),
        Example("一、队伍\n专职校医41名，达到一校一名的要求，尚有9所未配齐。"),
    ),
    (
        Example("一、成效\n18所中心校均配备了校医。\n二、问题\n尚有4所教学点没有校医。"),
        Example("一、成效\n所有校车均安装了卫星定位。\n二、问题\n仍有6辆校车未安装倒车影像。"),
        Example("一、成效\n义务教育学校课后服务全覆盖。\n二、问题\n还有5所幼儿园未开展课后服务。"),
        Example("一、成效\n城区中小学心理辅导室建设率100%。\n二、问题\n7所村小没有心理辅导室。"),
        Example("一、成效\n全部学校建立家长委员会。\n二、问题\n部分家长委员会未发挥作用。"),
        Example("一、成效\n小学全部开设英语课。\n二、问题\n4所小学没有英语专用教室。"),
        Example("一、成效\n中小学均开展课后服务。\n二、问题\n12名教师未参加课后服务。"),
        Example("一、成效\n所有公办园均通过年检。\n二、问题\n2所民办园年检不合格。"),
        Example("一、成效\n所有民办园均通过年检，上年有2所民办园年检不合格。"),
        Example("一、成效\n所有学校均配备心理健康教师。\n二、问题\n部分学校心理健康教师专业水平不高。"),
        Example("一、成效\n上年反馈的9个问题全部整改到位。\n二、问题\n本年自查的7个问题，已整改5个，还有2个正在推进。"),
        Example("一、成效\n食堂从业人员持证率100%，教师尚有6名未持证。"),
        Example("一、队伍\n58所学校配备校医58名，实现一校一名，其中专职41名。"),
        Example("一、队伍\n58所学校配备校医41名，距一校一名的要求还有差距。"),
        Example("一、均衡\n小学优质均衡7项指标全部达标。\n二、问题\n4所初中教学及辅助用房面积未达标。"),
        Example("一、成效\n中小学专职保安配备率100%。\n二、问题\n12所幼儿园没有专职保安。"),
        Example("一、下一步\n确保中小学心理辅导室建设率100%。\n二、问题\n7所村小没有心理辅导室。"),
    ),
    "《党政机关公文处理工作条例》第十九条：内容真实准确，前后一致",
)

_MOST = 100  # claims and exceptions that are held against each other
_NOUN = r"(?P<noun>问题|隐患|任务|事项|项目|短板)"
_ALL_MENDED = re.compile(
    rf"(?P<n>\d+)(?P<unit>[个项条处件]){_NOUN}[^，。；\d]{{0,8}}?(?:全部|均已?|都已?)[^，。；\d]{{0,4}}?(?:整改|办结|完成|销号|解决|清零)"
)
_SOME_MENDED = re.compile(
    rf"(?P<n>\d+)(?P<unit>[个项条处件]){_NOUN}[^。；\d]{{0,12}}?(?:已|完成)(?:整改|办结|完成|销号|解决)?[^，。；\d]{{0,4}}(?P<done>\d+)(?P=unit)"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Every claim of all against every exception."""
    read = [s for s in context.statements if s.flow.part != "table"]
    body = [s for s in read if context.roles[s.flow.first_paragraph] in (BODY, COMBINED)]
    told = [s for s in read if context.roles[s.flow.first_paragraph] != MEASURES]
    claims = list(islice(claims_of_all(body), _MOST))
    for exception in islice(exceptions(told), _MOST) if claims else ():
        for claim in claims:
            apart = claim.statement is not exception.statement or claim.end <= exception.start
            narrow = claim.stages or within(exception, _all_before(claim))
            if apart and narrow and within(exception, claim) and same_matter(claim, exception):
                yield _finding(claim, exception)
                break
    yield from _provided(context, body, told)
    yield from _mended(context)


def _provided(context: CheckContext, body: list[Statement], told: list[Statement]) -> Iterator[Finding]:
    """「专职保安配备率100%」 and 「保安缺口36人」, by the register of what schools are provided with."""
    claims = [c for c in islice(claims_provided(body), _MOST) if not _of_a_stage(context, c)]
    for lack in islice(shortages(told, context.year), _MOST) if claims else ():
        for claim in claims:
            if claim.statement is lack.statement or not alike(claim, lack):
                continue
            if within(lack, claim) and within(lack, _all_before(claim)):
                yield _finding(claim, lack)
                break


def _all_before(claim: Told) -> Told:
    """A claim with all its sentence says before it: 68所公办中小学…，党组织覆盖率100%."""
    return replace(claim, start=claim.statement.start)


def _of_a_stage(context: CheckContext, claim: Told) -> bool:
    """Whether only the heading says of which schools a claim is, or a named place of how few."""
    heading = context.heading_stages.get(claim.statement.flow.first_paragraph, "")
    places = context.localities.of(claim.statement.flow)
    named = any(claim.statement.start <= place.start < claim.end for place in places)
    return named or bool(claim.statement.place) or (bool(heading) and not _all_before(claim).stages)


def _finding(claim: Told, exception: Told) -> Finding:
    finding = EXCEPTED.at(
        exception.statement.flow,
        exception.start,
        exception.end,
        f"别处写“{claim.text.strip()}”，这里又有没有的",
        evidence=(Evidence("document", "", claim.statement.text.strip()),),
        suggestion="核对后统一口径",
        root=f"CON012:{exception.text}",
    )
    return EXCEPTED.further(finding, tuple(claim.statement.flow.places(claim.start, claim.end)))


def _mended(context: CheckContext) -> Iterator[Finding]:
    """「9个问题全部整改到位」 and 「9个问题，已整改8个」."""
    claims: dict[tuple[str, str, str], tuple[Statement, re.Match[str]]] = {}
    for statement in context.statements:
        for match in _ALL_MENDED.finditer(statement.text):
            claims.setdefault((match["n"], match["unit"], match["noun"]), (statement, match))
    for statement in context.statements if claims else ():
        for match in _SOME_MENDED.finditer(statement.text):
            held = claims.get((match["n"], match["unit"], match["noun"]))
            if held is None or held[0] is statement or int(match["done"]) >= int(match["n"]):
                continue
            start = statement.start + match.start()
            yield EXCEPTED.at(
                statement.flow,
                start,
                start + len(match[0]),
                f"别处写“{held[1].group()}”，这里只有{match['done']}{match['unit']}",
                evidence=(Evidence("document", "", held[0].text.strip()),),
                suggestion="核对后统一口径",
            )


FAMILY = Family("CON", "前后矛盾", (EXCEPTED,), check)
