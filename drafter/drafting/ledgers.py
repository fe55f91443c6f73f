"""Workbooks among the write-ups: ledgers of problems and measures, and tables whose cells hold sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from drafter.reading import Document, Paragraph

__all__ = ["LedgerSentence", "ledger_sentences"]

_COLUMNS = {
    "problem": re.compile(r"问题"),
    "measure": re.compile(r"整改措施|改进措施|^措施|整改要求|举措"),
    "unit": re.compile(r"责任(?:单位|部门|主体)|牵头"),
    "time": re.compile(r"时限|完成时间|整改期限"),
    "state": re.compile(r"进展|完成情况|整改情况|整改结果|状态"),
}
_FEEDBACK = re.compile(r"反馈|上轮|上年度评价")
_SETTLED = re.compile(r"(?:已|全部)?(?:完成|整改到位|销号|办结|到位)")
_SENTENCE = re.compile(r"[^。]{10,}。")


@dataclass(frozen=True)
class LedgerSentence:
    """A sentence made of a row, or found in a cell.

    Attributes:
        paragraph: number of the cell it starts from.
        role: body, problem or plan.
        original: the cells' own words.
        heading: sheet and column it stands under.
        listed: whether it is one row of a list that the report tells whole.
        settled: whether the row says that the matter is done.
        lead: the words that open the row's sentence and name its problem, when it can be read without them.
    """

    paragraph: int
    role: str
    text: str
    original: str
    heading: str
    listed: bool = False
    settled: bool = False
    lead: str = ""


def ledger_sentences(document: Document) -> Iterator[LedgerSentence]:
    """Sentences of a workbook in reading order.

    A row of a ledger of feedback becomes one sentence on how far the problem has been put right; a row of any other
    ledger a problem and the plan that answers it.
    """
    sheet = ""
    for key, group in groupby(document.paragraphs, key=lambda p: p.cell[0] if p.cell else None):
        cells = list(group)
        if key is None:
            sheet = cells[-1].text
            continue
        rows = _rows(cells)
        head = next((number for number, row in rows.items() if _columns(row).keys() >= {"problem", "measure"}), None)
        if head is None:
            yield from _plain(cells, sheet)
            continue
        title = sheet + "".join(c.text for number, row in rows.items() if number < head for c in row.values())
        columns = _columns(rows[head])
        for number, row in rows.items():
            if number > head:
                yield from _ledger_row({kind: row[c] for kind, c in columns.items() if c in row}, title)


def _rows(cells: list[Paragraph]) -> dict[int, dict[int, Paragraph]]:
    rows: dict[int, dict[int, Paragraph]] = {}
    for paragraph in cells:
        if paragraph.cell is not None:
            rows.setdefault(paragraph.cell[1], {})[paragraph.cell[2]] = paragraph
    return rows


def _columns(row: dict[int, Paragraph]) -> dict[str, int]:
    """The column of each part of a ledger, by its heading."""
    found: dict[str, int] = {}
    for column, paragraph in row.items():
        kind = next((kind for kind, pattern in _COLUMNS.items() if pattern.search(paragraph.text)), None)
        if kind is not None and len(paragraph.text) <= 12:
            found.setdefault(kind, column)
    return found


def _ledger_row(cells: dict[str, Paragraph], title: str) -> Iterator[LedgerSentence]:
    if "problem" not in cells:
        return
    words = {kind: cell.text.strip().rstrip("。；;") for kind, cell in cells.items()}
    original = "｜".join(words.values())
    at = cells["problem"].index
    if _FEEDBACK.search(title):
        settled = bool(_SETTLED.match(words.get("state", "")))
        state = re.sub(r"^(?:已|已经)?完成$", "已完成整改", words.get("state", ""))
        told = list(filter(None, (words.get("measure", ""), state)))
        if told and not settled and "time" in words:
            told.append(_until(words["time"]))
        lead = f"针对“{words['problem']}”的反馈问题，" if told else ""
        text = f"{lead}{'，'.join(told)}。" if told else f"“{words['problem']}”的反馈问题正在整改。"
        yield LedgerSentence(at, "body", text, original, title, listed=True, settled=settled, lead=lead)
        return
    yield LedgerSentence(at, "problem", words["problem"] + "。", original, title)
    if "measure" in words:
        ending = [f"责任单位为{words['unit']}"] if "unit" in words else []
        ending += [_until(words["time"])] if "time" in words else []
        yield LedgerSentence(at, "plan", f"{'，'.join([words['measure'], *ending])}。", original, title)


def _until(time: str) -> str:
    return (
        f"{time}完成"
        if time.endswith("前")
        else f"{time}前完成"
        if re.search(r"[年月日底]$", time)
        else f"完成时限为{time}"
    )


def _plain(cells: list[Paragraph], sheet: str) -> Iterator[LedgerSentence]:
    """Whole sentences that stand in cells of any other table."""
    for paragraph in cells:
        for match in _SENTENCE.finditer(paragraph.text):
            yield LedgerSentence(paragraph.index, "body", match.group().strip(), match.group().strip(), sheet)
