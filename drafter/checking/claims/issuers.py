"""Who a report says issued a national document: the offices before its title or at its head, and by its number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.facts.numerals import narrow, parse_chinese

__all__ = ["Issuer", "issuer_before", "issuer_of", "issuer_of_code", "issuer_in_title", "rival"]

#: Every office as reports write it, with the one name it is compared by.
_OFFICES = {
    "中共中央办公厅": "中办",
    "中办": "中办",
    "国务院办公厅": "国办",
    "国办": "国办",
    "中共中央": "中共中央",
    "国务院教育督导委员会办公室": "国教督",
    "国务院教育督导委员会": "国教督",
    "国务院": "国务院",
    "教育部办公厅": "教育部",
    "教育部": "教育部",
    "财政部办公厅": "财政部",
    "财政部": "财政部",
    "国家发展和改革委员会": "发改委",
    "国家发展改革委": "发改委",
    "国家发改委": "发改委",
    "人力资源和社会保障部": "人社部",
    "人力资源社会保障部": "人社部",
    "人社部": "人社部",
    "国家卫生健康委员会": "卫健委",
    "国家卫生健康委": "卫健委",
    "国家卫健委": "卫健委",
    "公安部办公厅": "公安部",
    "公安部": "公安部",
    "民政部": "民政部",
    "司法部": "司法部",
    "住房和城乡建设部": "住建部",
    "住房城乡建设部": "住建部",
    "中央组织部": "中组部",
    "中共中央组织部": "中组部",
    "中央宣传部": "中宣部",
    "中共中央宣传部": "中宣部",
    "中央编办": "编办",
    "中央机构编制委员会办公室": "编办",
    "国家市场监督管理总局": "市场监管总局",
    "市场监管总局": "市场监管总局",
    "国家语委": "语委",
    "国家乡村振兴局": "乡村振兴局",
    "全国妇联": "妇联",
    "全国人大常委会": "人大",
}
_NAME = "|".join(sorted(_OFFICES, key=len, reverse=True))
_SERIES = (
    rf"(?P<all>(?P<offices>(?:{_NAME})(?:(?:、|和|\s|，)?(?:{_NAME}))*)"
    r"(?:等(?P<count>[一二三四五六七八九十\d]{1,3})个?(?:部门|部委|单位|部))?)"
)
_BEFORE = re.compile(
    rf"{_SERIES}(?:（[^（）]*）)?于?(?:20\d\d年)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:联合|共同|正式|最新|新|日前|近日)*"
    r"(?:印发|发布|出台|公布|制定|下发|颁布|颁发|转发|提出)?(?:的|了)?(?:关于印发|关于)?$"
)
_IN_TITLE = re.compile(rf"^{_SERIES}(?=关于|印发|办公厅)")
#: The letters of national documents with the office whose they are.
_CODES = (
    (re.compile(r"国办(?:发|函|发明电|明电)"), "国办"),
    (re.compile(r"国(?:发|函)"), "国务院"),
    (re.compile(r"国教督(?:办)?(?:函)?"), "国教督"),
    (re.compile(r"中办(?:发|通报)?|厅字"), "中办"),
    (re.compile(r"中发"), "中共中央"),
    (re.compile(r"国务院令"), "国务院"),
    (
        re.compile(
            r"教育部令|教(?:基[一二]?|师|职成|督|体艺|材|政法|财|高|研|技|科技|科信|思政|社科|语用|监管|民|学|人)厅?函?"
        ),
        "教育部",
    ),
    (re.compile(r"财(?:教|预|综|社|科教)"), "财政部"),
    (re.compile(r"人社(?:部|厅)(?:发|函)"), "人社部"),
    (re.compile(r"发改(?:社会|价格|办社会|办价格)"), "发改委"),
    (re.compile(r"中央编办发"), "编办"),
    (re.compile(r"公治"), "公安部"),
)
_LEADERS = frozenset({"中办", "国办", "中共中央", "国务院"})
_REACH = 60


@dataclass(frozen=True)
class Issuer:
    """Offices that issued a document.

    Attributes:
        offices: their short names, the first the one that leads.
        count: of how many the text speaks (教育部等六部门), 0 where it gives none.
        start, end: where the words stand in the text they were read from.
    """

    offices: tuple[str, ...]
    count: int
    start: int = 0
    end: int = 0


def _read(match: re.Match[str], shift: int = 0) -> Issuer:
    offices = tuple(_OFFICES[name] for name in re.findall(_NAME, match["offices"]))
    return Issuer(offices, _count(match["count"]), match.start("all") + shift, match.end("all") + shift)


def _count(words: str | None) -> int:
    plain = narrow(words or "")
    return int(plain) if plain.isdigit() else int(parse_chinese(plain) or 0)


def issuer_before(text: str, at: int) -> Issuer | None:
    """The national offices that stand right before a title at ``at`` as those that issued it, or None."""
    start = max(0, at - _REACH)
    match = _BEFORE.search(text[start:at])
    return _read(match, start) if match else None


def issuer_in_title(title: str) -> Issuer | None:
    """The national offices with which a title begins, or None."""
    match = _IN_TITLE.match(title)
    return _read(match) if match else None


def issuer_of(words: str) -> Issuer:
    """The offices of a known document, as the register names them."""
    count = re.search(r"等(?P<count>[一二三四五六七八九十\d]{1,3})部门", words)
    return Issuer(tuple(_OFFICES[name] for name in re.findall(_NAME, words)), _count(count["count"] if count else ""))


def issuer_of_code(code: str) -> str:
    """The national office whose letters a number bears; empty where they are nobody's that is known."""
    return next((office for pattern, office in _CODES if pattern.fullmatch(code)), "")


def rival(told: Issuer, other: Issuer) -> bool:
    """Whether two readings of who issued a document cannot both be true.

    Ministries issue many documents together, so that one of them for another proves nothing; the Party's centre, the
    State Council and their general offices are never taken for one another, nor for a ministry.
    """
    if not told.offices or not other.offices or set(told.offices) & set(other.offices):
        return False
    return bool({told.offices[0], other.offices[0]} & _LEADERS)
