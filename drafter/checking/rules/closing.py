"""STR020 and STR021: what closes a report: who signs it, and the annexes that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.prose import Prose
from drafter.facts.numerals import narrow, parse_chinese
from drafter.findings import Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY"]

SIGNER = Rule(
    "STR020",
    "signed-by-another",
    "落款的机关或日期不对",
    Severity.WARNING,
    "标题写的是人民政府的报告，落款却是教育局等部门；成文日期写成2026.3.5，或没有日；只有署名没有日期，只有日期没有署名。",
    "发文机关署名应与标题一致，署错机关等于没有签发。",
    (
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、基本情况\n全市教育平稳发展。\n云岭市教育局\n2026年3月20日"
        ),
        Example(
            "云岭市人民政府\n关于2025年度履行教育职责的自评报告\n一、基本情况\n全市教育平稳发展。\n特此报告。\n云岭市教育体育局\n2026年3月20日"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、基本情况\n全市教育平稳发展。\n云岭市人民政府\n2026.3.20"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n省人民政府教育督导委员会：\n现将情况报告如下。\n一、基本情况\n"
            "全市教育平稳发展。\n二、下一步打算\n（一）扩大学位\n新建学校2所。\n2026年3月20日"
        ),
    ),
    (
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、基本情况\n全市教育平稳发展。\n云岭市人民政府\n2026年3月20日"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、基本情况\n全市教育平稳发展。\n云岭市人民政府教育督导委员会办公室\n2026年3月20日"
        ),
        Example("云岭市2025年履行教育职责自评报告\n一、基本情况\n全市教育平稳发展。\n云岭市教育局\n2026年3月20日"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、基本情况\n责任单位：\n云岭市教育局\n云岭市财政局\n完成时限：2026年3月20日"
        ),
    ),
    "《党政机关公文处理工作条例》第九条：发文机关署名署发文机关全称或者规范化简称",
)
ANNEX = Rule(
    "STR021",
    "annex-not-listed",
    "提到的附件不在附件说明里",
    Severity.WARNING,
    "正文写“见附件3”，附件说明只列到附件2；“附件：”后面没有附件。",
    "附件漏列，或编号写错。",
    (
        Example(
            "一、基本情况\n全市教育平稳。\n附件共4份：1.得分表；2.佐证目录；3.整改台账。\n云岭市人民政府\n2026年3月20日"
        ),
        Example(
            "一、基本情况\n各校得分见附件1，佐证目录见附件3。\n附件：1.得分表\n2.佐证目录\n云岭市人民政府\n2026年3月20日"
        ),
    ),
    (
        Example(
            "一、基本情况\n各校得分见附件1，佐证目录见附件2。\n附件：1.得分表\n2.佐证目录\n云岭市人民政府\n2026年3月20日"
        ),
        Example("一、基本情况\n按照《评价办法》附件3的口径统计，各校得分见附件。\n附件：1.得分表\n2.佐证目录"),
        Example(
            "一、基本情况\n全市教育平稳。\n附件共3份：1.得分表；2.佐证目录；3.整改台账。\n云岭市人民政府\n2026年3月20日"
        ),
        Example("一、基本情况\n全市教育平稳。\n附件：\n1.得分表\n云岭市人民政府\n2026年3月20日"),
        Example("一、基本情况\n各校得分见附件5。\n云岭市人民政府\n2026年3月20日"),
    ),
    "GB/T 9704—2012 7.3.4：附件说明与附件应当一致",
)

_GOVERNMENT = re.compile(r"(?<![一-鿿])[一-鿿]{2,12}[省市县区州旗盟]人民政府(?=关于|20\d\d|履行|\s|$)")
_DATE = re.compile(r"^\s*(?:20\d\d|二[〇○零][一-鿿]{2})\s*年\s*[\d一-鿿]{1,2}\s*月(?:\s*[\d一-鿿]{1,3}\s*日)?\s*$")
#: An organ that is no government: the name ends with it.
_OFFICE = re.compile(
    r"^\s*[一-鿿]{2,12}[省市县区州旗盟](?:人民政府)?(?:教育(?!督导)|教体|教科|财政|人力|发展|督学|文教|教育体育)[一-鿿]{0,10}(?:局|厅|委员会|委|室|处|科)\s*$"
)
_ISSUER = re.compile(r"^\s*[一-鿿]{2,16}(?:人民政府|委员会|教育局|教育体育局|办公室|委)\s*$")
_PART_OF_DATE = re.compile(r"^\s*20\d\d(?:[./-]\d{1,2}[./-]\d{1,2}|\s*年\s*\d{1,2}\s*月)\s*$")
_HEAD = 6
_TAIL = 6
_NOTE = re.compile(r"^\s*附件\s*[：:]\s*(?:(?P<number>\d{1,2})\s*[.．、])?\s*\S")
_EMPTY = re.compile(r"^\s*附件\s*\d?\s*[：:]\s*$")
_NEXT = re.compile(r"^\s*(?P<number>\d{1,2})\s*[.．、]\s*\S")
_SO_MANY = re.compile(
    r"^\s*(?P<said>附件[：:，]?(?:共计?|一共|合计)?\s?(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,2})(?P<of>[份个件项]))(?:[^：:。；\d]{0,6})[：:]?"
)
_ENTRY = re.compile(r"(?:^|(?<=[；;。，、\s：:]))(\d{1,2})\s?[.．、](?!\d)")
_NOTES = 16
_NAMED = re.compile(r"(?<![》其该])(?:见|如|参见|[（(，；])\s?附件\s?(?P<number>\d{1,2})(?![\d.．])")


def check(context: CheckContext) -> Iterator[Finding]:
    """The last lines of the document."""
    lines = [flow for flow in context.document.flows if flow.part == "body" and flow.text.strip()]
    yield from _signer(lines)
    yield from _annexes(lines)
    yield from _counted(lines)
    yield from _day(lines)


def _signer(lines: list[Flow]) -> Iterator[Finding]:
    title = next(
        (m for flow in lines[:_HEAD] if len(flow.text) < 60 and (m := _GOVERNMENT.search(flow.text.strip()))), None
    )
    if title is None:
        return
    tail = lines[max(_HEAD // 2, len(lines) - _TAIL) :]
    for signer, date in zip(tail, tail[1:], strict=False):
        if _DATE.match(narrow(date.text)) and _OFFICE.match(signer.text):
            words = signer.text.strip()
            start = signer.text.index(words)
            told = f"署名“{words}”与标题里的“{title.group()}”不一致"
            yield SIGNER.at(signer, start, start + len(words), told, suggestion=f"改为{title.group()}，或核对发文机关")
            return


def _annexes(lines: list[Flow]) -> Iterator[Finding]:
    """References to an annex beyond the last one of the list at the end of the text."""
    for flow, following in zip_longest(lines, lines[1:]):
        if _EMPTY.match(flow.text) and (following is None or not _NEXT.match(following.text)):
            yield ANNEX.at(flow, *_whole(flow.text), "附件说明里没有附件", suggestion="写上附件名称，或删去")
    at = next((n for n in range(len(lines) - 1, -1, -1) if _NOTE.match(lines[n].text)), None)
    if at is None:
        return
    first = _NOTE.match(lines[at].text)
    last = int(first["number"]) if first is not None and first["number"] else 0
    for flow in lines[at + 1 :] if last else ():
        following = _NEXT.match(flow.text)
        if following is None or int(following["number"]) != last + 1:
            break
        last += 1
    for flow in lines[:at] if last else ():
        for match in Prose(flow).find(_NAMED):
            if int(match["number"]) > last:
                told = f"附件说明只列到附件{last}，没有附件{match['number']}"
                yield ANNEX.at(flow, *match.span(), told, suggestion="补列附件，或改编号")


def _counted(lines: list[Flow]) -> Iterator[Finding]:
    """附件共4份： with the annexes behind it, in its own line or in those that follow."""
    for at, flow in enumerate(lines[-_NOTES:], max(0, len(lines) - _NOTES)):
        match = _SO_MANY.match(flow.text)
        if match is None:
            continue
        said = int(match["n"]) if match["n"].isdigit() else int(parse_chinese(match["n"]) or 0)
        numbers = [int(n) for n in _ENTRY.findall(flow.text[match.end() :])]
        for following in lines[at + 1 :] if not numbers else ():
            if (entry := _NEXT.match(following.text)) is None:
                break
            numbers.append(int(entry["number"]))
        if said and len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1)) and len(numbers) != said:
            told = f"写的是{match['n']}{match['of']}附件，列出的是{len(numbers)}{match['of']}"
            yield ANNEX.at(flow, *match.span("said"), told, suggestion="核对附件份数")


def _whole(text: str) -> tuple[int, int]:
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _day(lines: list[Flow]) -> Iterator[Finding]:
    """The date under a signature: 2025.3.5, or a month without its day."""
    tail = lines[-_TAIL:]
    for signer, date in zip(tail, tail[1:], strict=False):
        if _ISSUER.match(signer.text) and _PART_OF_DATE.match(narrow(date.text)):
            words = date.text.strip()
            start = date.text.index(words)
            told = f"成文日期“{words}”没有写全年、月、日"
            yield SIGNER.at(date, start, start + len(words), told, suggestion="写成2026年3月5日的样子", key="day")


FAMILY = Family("STR", "结构", (SIGNER, ANNEX), check)
