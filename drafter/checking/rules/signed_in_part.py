"""STR020 for what is not there: a signature without its date, or a date without who signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.checking.context import CheckContext
from drafter.checking.rules.closing import SIGNER
from drafter.checking.rules.model import Family
from drafter.facts.numerals import narrow
from drafter.findings import Finding
from drafter.reading import Flow

__all__ = ["FAMILY"]

#: Who signs, in a line by itself.
_ISSUER = re.compile(
    r"^\s*(?:[（(]?(?:落款|签发)[）)]?[：:]?)?\s*[一-鿿XxＸｘ×*＊]{1,14}[省市县区州旗盟](?:人民政府|政府)"
    r"(?:办公[厅室]|教育督导(?:委员会)?(?:办公室)?)?\s*(?:[（(](?:公章|盖章|印章|章)[）)])?\s*$"
)
_ANY_OFFICE = re.compile(r"(?:政府|委员会|办公[厅室]|[局厅委]|督导[室组])\s*(?:[（(][^（）()]{1,6}[）)])?\s*$")
#: A date, be its numbers still to be filled in, alone in its line.
_DATE = re.compile(
    r"^\s*(?:20\d\d|二[〇○零O0][一-鿿〇○]{2}|[XxＸｘ×*＊_\s]{2,6})\s*[年./-][^，。；：]{0,12}$|年[\s_XxＸｘ×*＊]*月[\s_XxＸｘ×*＊]*日?\s*$"
)
_WHOLE_DATE = re.compile(r"^\s*20\d\d年\d{1,2}月\d{1,2}日\s*$")
_GOVERNMENT = re.compile(r"[省市县区州旗盟](?:级)?(?:人民)?政府|[省市县区州旗盟]20\d\d")
_SENTENCE = re.compile(r"[。！；]\s*$")
_BEHIND = re.compile(r"^\s*(?:附[件表：:]|抄送|联系人|[（(](?:公章|盖章|此件)|\d{1,2}[.．、])|情况表|统计表")
_HEAD, _TAIL, _LEAST = 4, 6, 8
_LONGEST = 40  # characters of a line that may be a signature


def check(context: CheckContext) -> Iterator[Finding]:
    """The first and the last lines of a government's report."""
    lines = [flow for flow in context.document.flows if flow.part == "body" and flow.text.strip()]
    if context.document.layout is not None or context.document.form == "report":
        return  # FMT012 tells it of a DOCX; a draft gets its date when it is signed
    if len(lines) < _LEAST or not _GOVERNMENT.search(context.document.title or lines[0].text):
        return
    texts = [narrow(flow.text) if len(flow.text) <= _LONGEST else "" for flow in lines]
    signers = [n for n, text in enumerate(texts) if n >= _HEAD and _ISSUER.match(text)]
    dates = [n for n, text in enumerate(texts) if _DATE.search(text)]
    last = len(lines) - 1
    while last > _HEAD and _BEHIND.search(texts[last]):
        last -= 1  # annexes behind the signature
    if signers and not dates and signers == [last]:
        yield _told(lines[last], "落款只有机关，没有成文日期", "补写成文日期")
        return
    dated = dates == [last] and _WHOLE_DATE.match(texts[last]) and _SENTENCE.search(lines[last - 1].text)
    if dated and not _signs(texts[last - _TAIL : last]):
        yield _told(lines[last], "落款只有日期，没有署名", "补写发文机关署名")


def _signs(texts: Sequence[str]) -> bool:
    """Whether any office stands alone in one of the lines."""
    return any(text and _ANY_OFFICE.search(text) for text in texts)


def _told(flow: Flow, told: str, advice: str) -> Finding:
    start = len(flow.text) - len(flow.text.lstrip())
    end = len(flow.text.rstrip())
    return SIGNER.at(flow, max(start, end - _LONGEST), end, told, suggestion=advice, key="part")


FAMILY = Family("STR", "结构", (), check)
