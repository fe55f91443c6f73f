"""CON004 in other words: what is denied by its name and told as what happened; classes whose mean is crowded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.happenings import MATTERS, Matter
from drafter.checking.claims.passages import BODY, COMBINED
from drafter.checking.context import CheckContext
from drafter.checking.rules.denied import DENIED
from drafter.checking.rules.model import Family
from drafter.checking.text.statements import Statement
from drafter.findings import Evidence, Finding

__all__ = ["FAMILY"]

_AHEAD = re.compile(r"推动|推进|力争|确保|争取|预计|计划|将|要(?!求)|逐步|基本|努力|目标|防止|避免|防范|严防|以防")
#: What is told of another time, another place, or as what may come.
_NOT_HERE = re.compile(
    r"上年|去年|前年|此前|原|曾|历年|20\d\d年(?:以来)?(?=[^，。；]{0,4}(?:发生|有))|周边|邻[县区市]|外[省市县地]|其他[省市县区]|全国|全省|有的地方|兄弟"
    r"|防止|避免|预防|防范|严防|杜绝|隐患|风险|案例|演练|模拟|如果|一旦|若"
)
_EARLIER = re.compile(r"上年|去年|前年|此前|周边|外[省市县]|全国|其他|20\d\d年以来")
_NOW = re.compile("仍|尚|至今|依然")
_SETTLED = re.compile(
    r"已(?:于|在)?[^，。；]{0,8}(?:补发|补齐|发放到位|兑现|结清|返校|劝返|化解|拆除)|全部(?:返校|劝返|复学|兑现)"
)
_PARTS = ("普通高中", "高中", "中职", "幼儿园", "学前", "民办", "城区", "农村", "义务教育", "小学", "初中")
_CLAUSES = re.compile(r"[^，。；\n]+")
_BACK = 26
_YEAR = re.compile(r"20\d\d(?=年)")
#: 56人以上大班额全部消除.
_NO_CROWD = re.compile(
    r"(?:大班额|[“\"]?56人[^，。；]{0,4}班额)[^，。；\d]{0,8}(?:已|全部|全面|均|动态|实现|提前)*(?:消除|化解|清零|为零|归零|消失)"
    r"|(?:已|全部|全面|实现)*(?:消除|化解)了?(?:56人(?:及)?以上的?)?[“\"]?大班额"
)
_MEAN = re.compile(
    r"(?:平均班额|班均(?:学生|人数)?|班额平均|每班(?:平均)?|平均每班)[^，。；\d]{0,8}(?P<n>\d{2,3}(?:\.\d+)?)人|班额[^，。；\d]{0,6}(?:达到?|超过?|突破|高达)(?P<m>\d{2,3})人"
)
_CROWDED = {"小学": 56, "初中": 56, "义务教育": 56, "高中": 56}


def check(context: CheckContext) -> Iterator[Finding]:
    """Every matter that is denied against every sentence that owns it."""
    read = [s for s in context.statements if s.flow.part in ("body", "textbox")]
    for matter in MATTERS:
        denied = next(_denials(context, read, matter), None)
        if denied is not None:
            yield from _owned(context, read, matter, *denied)
    yield from _crowded(context, read)


def _denials(context: CheckContext, read: list[Statement], matter: Matter) -> Iterator[tuple[Statement, re.Match[str]]]:
    for statement in read:
        if context.roles[statement.flow.first_paragraph] not in (BODY, COMBINED):
            continue
        for match in matter.none.finditer(statement.text):
            head = _clause_before(statement, match)
            if _AHEAD.search(head) or _EARLIER.search(head):
                continue
            if matter.beside is None or matter.beside.search(statement.text):
                yield statement, match


def _clause_before(statement: Statement, match: re.Match[str]) -> str:
    return re.split("[，。；]", statement.text[max(0, match.start() - _BACK) : match.start()])[-1]


def _owned(
    context: CheckContext, read: list[Statement], matter: Matter, claim: Statement, said: re.Match[str]
) -> Iterator[Finding]:
    for statement in read:
        for match in matter.told.finditer(statement.text):
            if statement is claim and match.start() <= said.end():
                continue
            clause = statement.text[max(0, statement.text.rfind("；", 0, match.start())) : match.end()]
            after = re.split("[。；]", statement.text[match.end() :])[0]
            if (_NOT_HERE.search(clause[-60:]) and not _NOW.search(match[0])) or _SETTLED.search(match[0] + after):
                continue
            years = _YEAR.findall(clause + after)
            if _of_other_schools(claim, said, statement, match):
                continue
            if _is_of_another_year(context, years) and not _NOW.search(match[0]):
                continue  # 2023年度绩效奖尚欠920万元 is owed now
            yield _told(statement, match.span(), said[0], claim, f"CON004:{matter.name}", match[0])
            return


def _is_of_another_year(context: CheckContext, years: list[str]) -> bool:
    return bool(years) and context.year > 0 and str(context.year) not in years


def _of_other_schools(claim: Statement, said: re.Match[str], statement: Statement, match: re.Match[str]) -> bool:
    """Whether one of the two is told of schools of a kind that the other is not."""
    one = {part for part in _PARTS if part in _around(claim, said)}
    other = {part for part in _PARTS if part in _around(statement, match)}
    wide = {"小学", "初中"} if "义务教育" in one else set()
    return bool(one) and bool(other) and not other & (one | wide)


def _around(statement: Statement, match: re.Match[str]) -> str:
    return re.split("[。；，]", statement.text[: match.start()])[-1] + match[0]


def _crowded(context: CheckContext, read: list[Statement]) -> Iterator[Finding]:
    """「56人以上大班额全部消除」 and 「三所小学平均班额58.6人」."""
    claims: list[tuple[Statement, re.Match[str]]] = []
    for statement in read:
        if context.roles[statement.flow.first_paragraph] not in (BODY, COMBINED):
            continue
        for match in _NO_CROWD.finditer(statement.text):
            clause = _clause_before(statement, match) + match[0]
            if not _AHEAD.search(clause) and not re.search(r"起始|新增|一年级|七年级|个别|部分|超大|率先", clause):
                claims.append((statement, match))
    for statement in read if claims else ():
        for match in _MEAN.finditer(statement.text):
            clause = statement.text[max(0, match.start() - _BACK) : match.end()]
            if float(match["n"] or match["m"]) < _CROWDED["小学"] or re.search(
                r"上年|去年|原|由|从|高中|中职|标准|不", clause
            ):
                continue
            claim, said = claims[0]
            if "高中" in claim.text[: said.end()] and "义务" not in claim.text:
                continue
            yield _told(statement, match.span(), said[0], claim, "CON004:平均班额", match[0])
            return


def _told(statement: Statement, span: tuple[int, int], said: str, claim: Statement, root: str, words: str) -> Finding:
    start = statement.start + span[0]
    finding = DENIED.at(
        statement.flow,
        start,
        statement.start + span[1],
        f"别处写“{said}”，这里却有“{words}”",
        evidence=(Evidence("document", f"第{claim.flow.first_paragraph + 1}段", claim.text.strip()),),
        suggestion="核对后统一口径",
        root=root,
    )
    at = claim.start + claim.text.find(said)
    return DENIED.further(finding, tuple(claim.flow.places(at, at + len(said))))


FAMILY = Family("CON", "前后矛盾", (), check)
