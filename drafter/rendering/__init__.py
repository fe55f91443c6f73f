"""A finished report as files: the DOCX in the official layout (GB/T 9704-2012) and the evidence workbook; and the
metrics template that an outline asks for.

All hold nothing of the moment, so the same report gives the same bytes.
The XLSX library is only loaded when a workbook is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.rendering.layout import Layout
from drafter.rendering.options import Options, layout_from, options_from

if TYPE_CHECKING:
    from drafter.facts import Dictionary
    from drafter.outlines import Outline
    from drafter.report import Report

__all__ = ["Layout", "Options", "layout_from", "options_from", "render_docx", "render_evidence", "render_template"]

_GB_LAYOUT = Layout()
_PLAIN = Options()


def render_docx(report: Report, layout: Layout = _GB_LAYOUT, options: Options = _PLAIN, evidence: str = "") -> bytes:
    """The report as a DOCX laid out by GB/T 9704-2012.

    What the figure guard could not clear and every ``【待补充…】`` is highlighted in yellow.

    Args:
        evidence: name of the evidence workbook in the same folder, which the comments of traces link to.

    Raises:
        InputError: ``report.date`` or the print date is set but is not a date in ISO form.
    """
    from drafter.rendering.docx_writer import write_docx

    return write_docx(report, layout, options, evidence)


def render_evidence(report: Report, document: str = "", *, trace: bool = False) -> bytes:
    """The evidence workbook (XLSX): 佐证对照表, 测算说明表, 待补清单, 未达标指标, 未采用材料.

    No cell can run as a formula, whatever a workbook or a material of the user's says.

    Args:
        document: name of the DOCX in the same folder, to whose paragraphs the rows link; empty for no links.
        trace: whether that DOCX was made with traces, so that rows lead to the very figures.
    """
    from drafter.rendering.body import traced_rows
    from drafter.rendering.evidence import evidence_tables
    from drafter.rendering.workbook import write_workbook

    tables = evidence_tables(report, traced_rows(report) if document and trace else ())
    return write_workbook(f"{report.title}佐证对照表", tables, document)


def render_template(outline: Outline, dictionary: Dictionary, region: str, year: int) -> bytes:
    """The metrics template (XLSX) of an outline: its indicators in its own order, to be filled in."""
    from drafter.rendering.template import write_template

    return write_template(outline, dictionary, region, year)
