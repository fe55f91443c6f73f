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


def render_docx(report: Report, layout: Layout = _GB_LAYOUT, options: Options = _PLAIN) -> bytes:
    """The report as a DOCX laid out by GB/T 9704-2012.

    What the figure guard could not clear and every ``【待补充…】`` is highlighted in yellow.

    Raises:
        InputError: ``report.date`` or the print date is set but is not a date in ISO form.
    """
    from drafter.rendering.docx_writer import write_docx

    return write_docx(report, layout, options)


def render_evidence(report: Report) -> bytes:
    """The evidence workbook (XLSX): 佐证对照表, 测算说明表, 待补清单, 未达标指标, 未采用材料.

    No cell can run as a formula, whatever a workbook or a material of the user's says.
    """
    from drafter.rendering.evidence import evidence_tables
    from drafter.rendering.workbook import write_workbook

    return write_workbook(f"{report.title}佐证对照表", evidence_tables(report))


def render_template(outline: Outline, dictionary: Dictionary, region: str, year: int) -> bytes:
    """The metrics template (XLSX) of an outline: its indicators in its own order, to be filled in."""
    from drafter.rendering.template import write_template

    return write_template(outline, dictionary, region, year)
