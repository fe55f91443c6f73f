"""Documents a text cites: their titles between 《》 and their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.facts.numerals import narrow
from drafter.reading import Flow

__all__ = ["Citation", "find_citations", "plain_number"]

_TITLE = re.compile(r"《(?P<title>(?:[^《》]|《[^《》]{0,60}》){0,100})》")
_NUMBER = re.compile(
    r"(?P<code>[一-鿿]{0,14})\s{0,2}[〔\[［【(（]\s*(?P<year>(?:19|20)\d{2})\s*[〕\]］】)）]\s*(?:第\s*)?(?P<serial>\d{1,4})\s*号"
    r"|(?P<order>[一-鿿]{2,10}令)\s*第?\s*(?P<orderserial>\d{1,4})\s*号"
)
#: A number stands in brackets behind its title; an order's also behind 系 or 即.
_FOLLOWS = re.compile(r"^\s*[（(【\[]?\s*$|^\s*[（(][^（）()]{0,12}$|^，?(?:系|即|是|为)$")
#: Words of the sentence that may stand right before a number without a mark between.
_LEAD = re.compile(r"^.*(?:按照|根据|依据|印发|落实|执行|出台|下发|制定|转发|发布|文号|以|了|^[和及与系即是为])")
_LENGTHENED = re.compile(r"第|号|\s")


@dataclass(frozen=True)
class Citation:
    """A document cited at flow.text[start:end], by title, number or both.

    Attributes:
        title: between the outer title marks, empty when only a number stands there; ``title_span`` its marks included.
        number: the document number in its usual form, empty when there is none; ``number_span`` where it stands.
        code: the letters of the issuing office before 〔year〕, with the offset of the first in ``number_span``.
    """

    flow: Flow
    title: str
    number: str
    title_span: tuple[int, int]
    number_span: tuple[int, int]
    code: str = ""

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.title_span[0] if self.title_span[1] else self.number_span[0]

    @property
    def end(self) -> int:
        """One past its last character."""
        return max(self.title_span[1], self.number_span[1])


def find_citations(flow: Flow) -> Iterator[Citation]:
    """Every document a text cites, in order; a number belongs to the title right before it."""
    if "《" not in flow.text and "号" not in flow.text:
        return
    text = narrow(flow.text)
    numbers = [_number(match) for match in _NUMBER.finditer(text)]
    titles = list(_TITLE.finditer(flow.text))
    at = 0
    for position, title in enumerate(titles):
        order = None  # 教育部令第23号《…》
        while at < len(numbers) and numbers[at][2][1] <= title.start():
            if numbers[at][2][1] == title.start() and numbers[at][1].endswith("令"):
                order = numbers[at]
                at += 1
                break
            yield Citation(flow, "", numbers[at][0], (0, 0), numbers[at][2], numbers[at][1])
            at += 1
        stop = titles[position + 1].start() if position + 1 < len(titles) else len(text)
        words = title["title"].strip()
        while at < len(numbers) and numbers[at][2][0] < title.end():  # a number within a title is part of it
            at += 1
        if (
            at < len(numbers)
            and numbers[at][2][1] <= stop
            and _FOLLOWS.match(flow.text[title.end() : numbers[at][2][0]])
        ):
            yield Citation(flow, words, numbers[at][0], title.span(), numbers[at][2], numbers[at][1])
            at += 1
        elif order is not None:
            yield Citation(flow, words, order[0], title.span(), order[2], order[1])
        else:
            yield Citation(flow, words, "", title.span(), (0, 0))
    for number, code, span in numbers[at:]:
        yield Citation(flow, "", number, (0, 0), span, code)


def _number(match: re.Match[str]) -> tuple[str, str, tuple[int, int]]:
    """(number, code, span) without the words of the sentence that ran into the code."""
    if match["order"]:
        lead = _LEAD.match(match["order"])
        code = match["order"][lead.end() if lead else 0 :]
        return f"{code}第{match['orderserial']}号", code, (match.start() + (lead.end() if lead else 0), match.end())
    lead = _LEAD.match(match["code"])
    start = lead.end() if lead else 0
    code = match["code"][start:]
    return f"{code}〔{match['year']}〕{match['serial']}号", code, (match.start() + start, match.end())


def plain_number(number: str) -> str:
    """A number for comparison: brackets, spaces, 第 and 号 make no difference."""
    return _LENGTHENED.sub("", re.sub(r"[\[［【(（]", "〔", re.sub(r"[\]］】)）]", "〕", narrow(number))))
