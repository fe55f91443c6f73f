"""Findings as text, JSON, a page, a list in a workbook, SARIF, or comments in the DOCX they are about.

Each is a pure function of a check's result (and of the DOCX).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from drafter.checking import CheckResult
from drafter.reporters.json import to_json
from drafter.reporters.text import to_text

__all__ = ["REPORTERS", "Reporter", "to_docx", "to_html", "to_json", "to_sarif", "to_text", "to_xlsx"]


class _Render(Protocol):
    def __call__(self, result: CheckResult, *, colour: bool = False) -> str | bytes: ...


@dataclass(frozen=True)
class Reporter:
    """A form in which a check's result is given.

    Attributes:
        render: makes it; ``colour`` is whether a terminal shows it.
        binary: whether it can only go to a file.
    """

    render: _Render
    binary: bool = False


def to_html(result: CheckResult) -> str:
    """See :func:`drafter.reporters.html.to_html`."""
    from drafter.reporters.html import to_html as made

    return made(result)


def to_xlsx(result: CheckResult) -> bytes:
    """See :func:`drafter.reporters.xlsx.to_xlsx`."""
    from drafter.reporters.xlsx import to_xlsx as made

    return made(result)


def to_sarif(result: CheckResult) -> str:
    """See :func:`drafter.reporters.sarif.to_sarif`."""
    from drafter.reporters.sarif import to_sarif as made

    return made(result)


def to_docx(result: CheckResult, *, suggest: bool = False) -> bytes:
    """See :func:`drafter.reporters.docx.to_docx`."""
    from drafter.reporters.docx import to_docx as made

    return made(result, suggest=suggest)


def _plain(made: Callable[[CheckResult], str | bytes]) -> _Render:
    """A form that knows no colours."""

    def render(result: CheckResult, *, colour: bool = False) -> str | bytes:
        del colour
        return made(result)

    return render


#: Every form by the name it has on the command line.
REPORTERS: dict[str, Reporter] = {
    "text": Reporter(to_text),
    "json": Reporter(_plain(to_json)),
    "html": Reporter(_plain(to_html)),
    "xlsx": Reporter(_plain(to_xlsx), binary=True),
    "sarif": Reporter(_plain(to_sarif)),
    "docx": Reporter(_plain(to_docx), binary=True),
}
