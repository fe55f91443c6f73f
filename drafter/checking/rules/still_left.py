"""All of it mended, and so many still open, in one paragraph; told under CON006."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.opposites import OPPOSED
from drafter.checking.text.statements import Statement
from drafter.findings import Evidence, Finding

__all__ = ["FAMILY"]

_DEED = "整改|办结|销号|化解|治理|处置|解决|落实|完成"
_ALL = re.compile(
    rf"(?:{_DEED})(?:完成|到位|销号)?率(?:均|已|全部|都)?(?:达到?了?|为|是|实现)?(?:100(?:\.0+)?\s*[%％]|百分之百)"
    rf"|(?:全部|均已?|都已?|已全面|悉数|一律|逐一|逐项)(?:按期|如期|已|限期|完成|得到|闭环|予以|顺利)*(?:{_DEED}|消除|清零|归零)(?:完成|到位|完毕|销号|清零|结案)?了?(?=[，。；、）]|$)"
    r"|(?:问题|隐患)(?:均|已|全部|全面|动态|实现|得到)*(?:清零|归零|为零)"
)
_OPEN = (
    r"(?:正在|仍在|还在|尚在|持续|继续|正|未|没有|没能|尚未|待|逾期|转入|列入|结转)"
    r"[^，。；\d]{0,10}?(?:整改|推进|办理|处理|完成|治理|施工|解决|销号|落实|办结|化解|督办|到位|台账|下年|明年|20\d\d年)"
)
_N = r"(?P<n>\d+|[一二两三四五六七八九十]{1,3})(?P<unit>[个处项条件起])"
_LEFT = re.compile(
    rf"(?:(?:尚|仍|还)(?:有|剩|余)|其余的?|剩余的?|余下的?|剩下的?|其中)(?P<a>[^，。；\d]{{0,6}}?){_N}(?P<b>[^，。；\d]{{0,8}}?){_OPEN}"
    rf"|(?:部分|个别|少数)(?P<c>[^，。；\d]{{0,8}}?)(?:仍|还|尚)?(?:未|没有)(?:完成|能)*(?:{_DEED})"
)
#: Fewer mended than found: 排查隐患96处，年底完成90处.
_FOUND = re.compile(
    r"(?:排查|查出|发现|反馈|查找|摸排|梳理|检查出|指出|提出|自查)[^，。；\d]{0,16}?(?P<a>\d+)\s?(?P<unit>[个处项条件起])|(?P<noun>问题|隐患)(?P<b>\d+)\s?(?P<unit2>[个处项条件起])"
)
_MENDED = re.compile(
    rf"(?:已|完成|累计|年底|年内|目前)[^，。；、\d]{{0,6}}?(?:{_DEED})(?:完成|到位|销号)*了?(?P<a>\d+)\s?(?P<unit>[个处项条件起])"
    rf"|(?P<b>\d+)\s?(?P<unit2>[个处项条件起])(?:已|均已)?(?:{_DEED})(?:完成|到位|销号)"
)
#: What a claim of all is narrowed to, or a remainder.
_SCOPE = re.compile(
    r"国家|省级|省里|市级|县级|区级|自查|巡[视察]|审计|上半年|下半年|一季度|春季|秋季|上年|去年|本年|今年|20\d\d年|校车|消防|食堂|食品|燃气|危房|校舍|围墙|边坡|实验室"
    r"|小学|初中|高中|幼儿园|民办|公办|城区|农村|乡村|重大|较大|一般|突出|重点|立行立改|限期|长期|当场|即时|其他|其余|剩余|余下|上述|这|该"
)
#: What was to be done when, or has been done since.
_TIMED = re.compile(
    r"确保|力争|争取|计划|预计|拟|将|要求|推动|直至|直到|随后|最终|后(?!进|勤)|底前|(?:年|月|学期)(?:底|末|内)?(?:前|之前)|(?<!目)(?<!此)前(?:全部|均|完成)|\d+月|基本|目标|应|须|除"
)

_COUNTED = re.compile(r"\d[个处项条件起]")


@dataclass(frozen=True)
class _Said:
    """statement.text[start:end], with the clause around it."""

    statement: Statement
    start: int
    end: int
    clause: str

    @property
    def words(self) -> str:
        return self.statement.text[self.start : self.end]


def check(context: CheckContext) -> Iterator[Finding]:
    """Every claim of all against what its own sentence and its neighbours leave open."""
    before: Statement | None = None
    for statement in context.statements:
        if statement.flow.part == "table":
            continue
        text = statement.text
        near = [before] if before is not None and before.flow is statement.flow else []
        before = statement
        if not any(word in text for word in ("整改", "办结", "销号", "清零", "完成", "化解", "治理", "解决", "归零")):
            continue
        claims = [said for said in _said(statement, _ALL) if not _TIMED.search(said.clause)]
        left = list(_said(statement, _LEFT))
        earlier = [said for other in near for said in _said(other, _ALL) if not _TIMED.search(said.clause)]
        yield from _against_left([*earlier, *claims], left)
        yield from _against_counts(statement, claims)


def _said(statement: Statement, pattern: re.Pattern[str]) -> Iterator[_Said]:
    text = statement.text
    for match in pattern.finditer(text):
        start = max(text.rfind(mark, 0, match.start()) for mark in "，；。") + 1
        ends = [at for mark in "，；。" if (at := text.find(mark, match.end())) >= 0]
        yield _Said(statement, match.start(), match.end(), text[start : min(ends, default=len(text))])


def _against_left(claims: list[_Said], left: list[_Said]) -> Iterator[Finding]:
    for rest in left:
        for claim in claims:
            if _of_the_same(claim, rest) and not _superseded(claim, rest):
                finding = OPPOSED.at(
                    claim.statement.flow,
                    claim.statement.start + claim.start,
                    claim.statement.start + claim.end,
                    f"写的是“{claim.words}”，旁边又写“{rest.words}”",
                    evidence=(Evidence("document", "", rest.clause.strip()),),
                    suggestion="核对后统一口径",
                    root=f"CON006:left:{claim.statement.number}:{claim.start}",
                )
                places = rest.statement.flow.places(rest.statement.start + rest.start, rest.statement.start + rest.end)
                yield OPPOSED.further(finding, tuple(places))
                break


def _of_the_same(claim: _Said, rest: _Said) -> bool:
    """Whether a remainder is of those that were all mended; 「省级反馈问题9项全部整改，剩余2项…」 goes on from them."""
    one, other = _scopes(claim.clause), _scopes(rest.clause)
    goes_on = claim.statement is rest.statement and claim.start < rest.start
    if goes_on and rest.words.startswith("其余") and "率" not in claim.words:
        return False  # 食堂的问题全部整改，其余3个正在推进
    return one == other or (goes_on and not other and bool(_COUNTED.search(claim.clause)))


def _scopes(clause: str) -> frozenset[str]:
    return frozenset(_SCOPE.findall(clause)) - {"其余", "剩余", "余下", "上述", "这", "该", "其他", "限期", "立行立改"}


def _superseded(claim: _Said, rest: _Said) -> bool:
    """Whether a remainder is told with what became of it, or what it lacks is another thing than the claim has."""
    return bool(re.search(r"(?:已|均)(?:全部)?(?:完成|到位|销号|办结)|其余(?:问题|的)?(?:均|全部)", rest.clause)) or (
        "隐患" in claim.clause and "问题" in rest.clause and "隐患" not in rest.clause
    )


def _against_counts(statement: Statement, claims: list[_Said]) -> Iterator[Finding]:
    text = statement.text
    for claim in claims:
        if re.search("其余|剩余|余下|其他|上述|这些", claim.clause):
            continue
        found, mended = _last(_FOUND, text, claim.start), _last(_MENDED, text, claim.start)
        if found is None or mended is None or found.start() >= mended.start():
            continue
        if not _scopes(claim.clause) <= _scopes(text[: found.end()]):
            continue  # 查出问题58项，已整改51项，重大问题全部整改
        one, other = (Decimal(m["a"] or m["b"]) for m in (found, mended))
        unit = found["unit"] or found["unit2"]
        if unit != (mended["unit"] or mended["unit2"]) or other >= one:
            continue
        between = text[found.end() : claim.start]
        if re.search(r"其余|剩余|余下|另外?|限期|其中", between.replace(mended[0], "")):
            continue  # 立行立改a处，其余限期: the claim may speak of both
        yield OPPOSED.at(
            statement.flow,
            statement.start + claim.start,
            statement.start + claim.end,
            f"{one}{unit}只写完成{other}{unit}，还差{one - other}{unit}，不能写“{claim.words}”",
            evidence=(Evidence("document", "", text[found.start() : mended.end()]),),
            suggestion="核对后统一口径",
            root=f"CON006:left:{statement.number}:{claim.start}",
        )


def _last(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """The only match before an offset; None for none or several."""
    found = list(pattern.finditer(text, 0, end))
    return found[-1] if len(found) == 1 else None


FAMILY = Family("CON", "前后矛盾", (), check)
