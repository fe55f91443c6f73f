"""What all schools are said to be provided with, and what some are said to lack, whatever each calls it.

「专职保安配备率100%」 and 「中小学保安缺口36人」 are of one thing. A lack of full-time ones is none of what may be
part-time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.checking.claims.coverage import Told
from drafter.checking.text.statements import Statement
from drafter.files import read_yaml
from drafter.resources import bundled

__all__ = ["alike", "claims_provided", "shortages"]

_HUNDRED = r"(?:100(?:\.0+)?\s*[%％]|百分之百)"
_DEED = (
    "(?:配备|配齐|配足|配置|覆盖|建成|建设|建立|设立|设置|开设|接入|安装|安设|达标|持证|持有|取得|到位|参保|投保|开展"
    "|聘任|入学)"
)
_EVERY = "(?:全部|均|都|一律|100%|百分之百|校校|所有)"
_SOME = r"(?:[1-9]\d*|[一二两三四五六七八九十]{1,3}|部分|个别|少数|有些|一些)(?:余|多)?(?:所|个|名|家|辆|处)?"
_NOT = "(?:没有|未|尚未|仍未|还未|还没有?|尚无|暂无|暂未|缺少?|缺乏|无(?=[一-鿿]))"
_AHEAD = re.compile(
    r"力争|争取|确保|计划|拟|将|要(?!求)|逐步|推动|推进|基本|努力|目标|预计|除|以上|下一步|任务|达到?9|大部分|多数"
)
_PAST = re.compile(
    r"上年|去年|前年|此前|原|曾|过去|以前|年初|由|从(?!业)|已(?:全部)?(?:补|配|整改|解决)|防止|避免|减少(?!到|至)|延缓|缓学|免学"
)
_YEAR = re.compile(r"20\d\d(?=年)")
_CERTIFICATE = re.compile("证|资格")
_SORT = "(?:专职|专门|独立|标准化|规范|必要|相应|单独|合格)的?"
_SORTS = re.compile("专职|兼职|专业|持证|注册|合格|标准化|塑胶|千兆|独立")


@dataclass(frozen=True)
class _Thing:
    name: str
    full: re.Pattern[str]
    lack: re.Pattern[str]
    said: re.Pattern[str] | None

    def may_be_in(self, text: str) -> bool:
        """Whether a text says the thing at all: quicker than both patterns."""
        return self.said is None or self.said.search(text) is not None


@lru_cache(maxsize=1)
def _things() -> tuple[_Thing, ...]:
    found = []
    for entry in read_yaml(bundled("knowledge", "register", "provisions.yaml")):
        thing = f"(?:{entry['words']})"
        deed = _DEED if _CERTIFICATE.search(entry["name"]) else _DEED.replace("持证|持有|取得|", "")
        full = (
            rf"{thing}(?:人员|工作|建设|挂牌|设施|设备)?{deed}(?:率|面)"
            r"(?:、[^，。；、\d]{2,20}(?:率|面))*(?:和[^，。；、\d]{2,16}率)?"
            rf"(?:均|都|全部)?(?:保持|达到?|为|是|实现)*{_HUNDRED}"
            rf"|{thing}(?:建设|配备|工作|服务)?(?:均|都|已|全部|实现)*全覆盖"
            rf"|{_EVERY}[^，。；\d]{{0,4}}{deed}[了有]?(?:{_SORT})?{thing}(?=[，。；]|$)"
            rf"|{thing}[^，。；、\d]{{0,2}}{_EVERY}已?{deed}(?:到位|完成)?(?=[，。；]|$)"
        )
        lack = (
            rf"{thing}(?:配备|数量|人数|总量)?(?:尚|仍|还|仍有|尚有|还有|存在)*"
            r"(?:缺口|缺额|短缺|紧缺|尚缺|仍缺|缺)(?:达|约|共)?[1-9]\d*"
            rf"|(?:尚|仍|还|共)?(?:缺|缺少|短缺)配?[1-9]\d*[名个人台套](?:{_SORT})?{thing}"
            rf"|{_SOME}[^，。；\d]{{0,14}}?{_NOT}(?:全部|完全|按要求|按规定|能|实现)*{deed}?[了有]?(?:{_SORT})?{thing}"
            r"(?=[，。；、）]|$|覆盖|上岗|的(?:学校|幼儿园))"
            rf"|{thing}(?:配备|建设|设置)?(?:仍|尚|还)?(?:未|没有)(?:实现)?(?:全覆盖|配齐|全部{deed})"
        )
        if entry.get("full"):
            full += f"|{entry['full']}"
        if entry.get("lack"):
            lack += f"|{entry['lack']}"
        more = entry.get("full") or entry.get("lack")  # wordings of its own, which need not have its name
        said = None if more else re.compile(thing)
        found.append(_Thing(entry["name"], re.compile(full), re.compile(lack), said))
    return tuple(found)


def claims_provided(statements: Iterable[Statement]) -> Iterator[Told]:
    """Clauses that say that all have a thing."""
    for statement in statements:
        text = statement.text
        for thing in _things():
            if not thing.may_be_in(text):
                continue
            for match in thing.full.finditer(text):
                told = _clause(statement, match, thing.name)
                if not _AHEAD.search(told.text) and not _PAST.search(told.text):
                    yield told


def shortages(statements: Iterable[Statement], year: int) -> Iterator[Told]:
    """Clauses that say that some lack it in the reported year, 0 when nobody knows it."""
    for statement in statements:
        text = statement.text
        for thing in _things():
            if not thing.may_be_in(text):
                continue
            for match in thing.lack.finditer(text):
                told = _clause(statement, match, thing.name)
                sentence = re.split("[。；]", statement.text[: match.start()])[-1]
                behind = re.split("[。；]", statement.text[match.end() :])[0]
                years = _YEAR.findall(sentence)
                if years and year and str(year) not in years:
                    continue
                if not _PAST.search(sentence[-40:] + match[0]) and not _PAST.search(behind[:16]):
                    yield told


def alike(claim: Told, lack: Told) -> bool:
    """Whether a lack is of the very sort that all are said to have."""
    return claim.thing == lack.thing and set(_SORTS.findall(lack.text)) <= set(_SORTS.findall(claim.text))


def _clause(statement: Statement, match: re.Match[str], name: str) -> Told:
    """The clause of a match, from its beginning to the end of the match."""
    start = max(statement.text.rfind(mark, 0, match.start()) for mark in "，。；") + 1
    return Told(statement, statement.start + start, statement.start + match.end(), name)
