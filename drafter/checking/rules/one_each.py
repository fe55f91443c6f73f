"""One for every school, says a sentence that counts fewer of them than schools; told under CON012."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.context import CheckContext
from drafter.checking.rules.all_but_some import EXCEPTED
from drafter.checking.rules.model import Family
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import Finding

__all__ = ["FAMILY"]

_N = r"[1一2二两3三]"
_EACH = re.compile(
    rf"(?P<claim>(?:(?:已)?(?:达到|实现|做到|落实|符合|满足)了?“?(?:(?:每|一)(?:所|个)?(?P<a>[校园班村镇]|学校|幼儿园|乡镇)(?:都有|均有|配备?|有|至少)*(?P<n>{_N})[名人个所位])”?"
    rf"|(?P<b>每)(?:所|个|乡)?(?P<c>[校园班村镇]|学校|幼儿园|中小学|乡镇)(?:都|均|各)?(?:已)?(?:配备?|有|配有|设有|建成|建有|不少于|至少)+了?(?P<m>{_N})[名人个所位]))"
)
_NUMBERS = {"1": 1, "一": 1, "2": 2, "二": 2, "两": 2, "3": 3, "三": 3}
_TO_COME = re.compile(
    r"未|没有|尚|不足|低于|距|差距|力争|争取|确保|计划|拟|将|推动|推进|逐步|要求|目标|规定|应|按照|按|努力|基本|部分|其中|分之|的学校|[%％成]"
)
_AIM = re.compile(r"的?(?:目标|任务|要求[，。]?(?:推进|安排))")
_LACKING = re.compile(
    r"(?:尚|仍|还)有(?:\d+|[一二两三四五六七八九十]{1,3})[所个名](?:[^，。；\d]{0,8}?)(?:未|没有|缺|没|无)(?!变)[^，。；]{0,8}"
)
#: Heads that are not those that there are: some of them, or those to whom something happened.
_OTHERS = re.compile(
    r"其中|培训|新|招|补充|评|表彰|考核|调整|退|轮岗|交流|分流|取得|参加|选派|下派|持证|学生|幼儿|受益|覆盖|服务|惠及|上年|去年|由|从|兼职"
)
_SUM = re.compile(r"共|合计|总数|仅|只|聘|配|建成|设有|专职")
_AS = re.compile(r"兼|担任|参|获|组成|来自|持")
_PART_OF = re.compile(r"其中|尚|其余|未|另|新|改|上年|去年|不含")


def check(context: CheckContext) -> Iterator[Finding]:
    """Claims of one each against the heads and the schools of the same sentence."""
    for statement in context.statements:
        text = statement.text
        if statement.flow.part == "table" or not ("每" in text or "一校" in text or "一园" in text or "一村" in text):
            continue
        for match in _EACH.finditer(text):
            clause = re.split("[，。；]", text[: match.start()])[-1]
            if _TO_COME.search(clause[-12:]) or re.match(
                r"的?(?:目标|任务|要求[，。]?(?:推进|安排))", text[match.end() :]
            ):
                continue
            yield from _held(statement, match)


def _held(statement: Statement, match: re.Match[str]) -> Iterator[Finding]:
    start, end = statement.start + match.start(), statement.start + match.end()
    lacking = _LACKING.search(statement.text, match.end())
    if lacking is not None:
        yield EXCEPTED.at(
            statement.flow, start, end, f"写的是“{match['claim']}”，后面又写“{lacking[0]}”", suggestion="核对后统一口径"
        )
        return
    each = _NUMBERS[match["n"] or match["m"]]
    holder, unit = match["a"] or match["c"], match["claim"].rstrip("”")[-1]
    holders = [f for f in statement.figures if _holds(f, holder) and not _PART_OF.search(f.gap)]
    units = "名人位" if unit in "名人位" else unit
    heads = [
        f
        for f in statement.figures
        if _counts(f, units) and not start <= f.start < end and not _holds(f, holder) and _of_all(f, match)
    ]
    if not holders or len(heads) != 1 or _OTHERS.search(_own(heads[0])):
        return
    schools = min(f.quantity.value for f in holders)
    if heads[0].quantity.interval.high < Decimal(each) * schools:
        least = min(holders, key=lambda f: f.quantity.value)
        yield EXCEPTED.at(
            statement.flow,
            heads[0].start,
            heads[0].end,
            f"写的是“{match['claim']}”，{least.text}只有{heads[0].text}",
            suggestion="核对人数与学校数",
            touches=(heads[0],),
        )


def _own(figure: Figure) -> str:
    return re.split("[，。；、]", figure.gap)[-1]


def _counts(figure: Figure, units: str) -> bool:
    quantity = figure.quantity
    plain = quantity.kind is Kind.AMOUNT and figure.role is Role.LEVEL and not quantity.spelled
    return plain and quantity.text[-1:] in units


def _holds(figure: Figure, holder: str) -> bool:
    """Whether a figure counts those that are to have one each: 58所, 96个村."""
    if holder in ("校", "园", "学校", "幼儿园", "中小学"):
        return _counts(figure, "所")
    return _counts(figure, "个") and holder in figure.statement.between(figure.end, figure.end + 3)


def _of_all(figure: Figure, match: re.Match[str]) -> bool:
    """Whether a figure counts all that were given out: told before the claim, or after it as their sum."""
    before = figure.end <= figure.statement.start + match.start()
    after = figure.statement.between(figure.end, figure.end + 4)
    return (before and figure.text[-1] in "名人位") or bool(_SUM.search(_own(figure)) and not _AS.match(after))


FAMILY = Family("CON", "前后矛盾", (), check)
