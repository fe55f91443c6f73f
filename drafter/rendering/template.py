"""The metrics template: an XLSX with a row for every indicator that an outline can use, to be filled in."""

from __future__ import annotations

import io
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.facts import Dictionary, Indicator, Threshold
from drafter.outlines import Item, Outline, office_name
from drafter.rendering.determinism import core_properties, repack
from drafter.rendering.template_checks import conflicts, follows
from drafter.rendering.workbook import row_height

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["TemplateRow", "template_rows", "write_template"]

_COLUMNS = (
    ("指标", 36),
    ("单位", 10),
    ("本年", 13),
    ("上年", 13),
    ("填报说明", 44),
    ("向谁要数", 28),
    ("用在哪个要点", 28),
)
_SHEET = "指标"
_OTHERS = "其他有底线要求的指标"
_HINT = (
    "本年指{year}年，上年指{previous}年；用学年数的填当年秋季开学后的数。没有的数留空；确实不涉及的，本年填“不适用”。数字照实填，"
    "不必四舍五入。格子变红，是与分项之和、比率或总体对不上，请核对。可以删行；自定指标照此格式加在最后。"
)
_HEADER_ROW = 3
_YES_NO = "填“是”或“否”"
_PROPORTION = "写成比的形式，如 55:45"
_SAID = {">=": "不低于", ">": "高于", "<=": "不高于", "<": "低于", "==": "应为"}
_FONT = "宋体"
_GROUP_FILL, _HEADER_FILL, _LINE = "F2F2F2", "E7E6E6", "BFBFBF"
_VALUE_COLUMNS = "CD"
_CONFLICT_FILL = "FFC7CE"


@dataclass(frozen=True)
class TemplateRow:
    """An indicator to be filled in, or, where ``indicator`` is None, the name of a group of them."""

    group: str
    indicator: Indicator | None = None
    item: Item | None = None


def template_rows(outline: Outline, dictionary: Dictionary, year: int) -> list[TemplateRow]:
    """The indicators of an outline in its own order, each once; then those with a floor at its level and year."""
    rows: list[TemplateRow] = []
    placed: set[str] = set()
    for section, item in outline.items():
        fresh = [i for i in dict.fromkeys(item.indicators) if i in dictionary and i not in placed]
        if fresh and (not rows or rows[-1].group != section.heading):
            rows.append(TemplateRow(section.heading))
        rows += [TemplateRow(section.heading, dictionary[i], item) for i in fresh]
        placed.update(fresh)
    others = [i for i in dictionary.values() if i.id not in placed and i.floors(outline.level, year)]
    if others:
        rows += [TemplateRow(_OTHERS), *(TemplateRow(_OTHERS, indicator) for indicator in others)]
    return rows


def write_template(outline: Outline, dictionary: Dictionary, region: str, year: int) -> bytes:
    """The bytes of the template. Its title names region and year, from which drafting takes them.

    Args:
        region: whose metrics; empty leaves the user to name it (as an option or a setting, or in the title).
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _SHEET
    title = f"{region}{year}年履行教育职责指标表"
    hint = _HINT.format(year=year, previous=year - 1)
    for first in ([title], [hint], [heading for heading, _ in _COLUMNS]):
        sheet.append(first)
    rows = template_rows(outline, dictionary, year)
    for row in rows:
        sheet.append(_cells(row, outline, region, year, dictionary))
    _lay_out(sheet, rows)
    _mark_conflicts(sheet, rows, dictionary)
    buffer = io.BytesIO()
    book.save(buffer)
    book.close()
    return repack(buffer.getvalue(), {"docProps/core.xml": core_properties(title)})


def _cells(row: TemplateRow, outline: Outline, region: str, year: int, dictionary: Dictionary) -> list[str | None]:
    indicator, item = row.indicator, row.item
    if indicator is None:
        return [row.group]
    unit = None if indicator.kind == "yes-no" else indicator.unit.symbol
    office = office_name(indicator.office or (item.office if item else ""), outline.level, region)
    told = _explain(indicator, indicator.floors(outline.level, year), follows(indicator, dictionary))
    return [indicator.name, unit, None, None, told, office, item.lead if item else ""]


def _explain(indicator: Indicator, floors: list[Threshold], formula: str) -> str:
    """What to fill in: 是 or 否, the floors it will be held to, how it is computed, and what it counts."""
    if indicator.kind == "yes-no":
        parts = [_YES_NO]
    elif indicator.unit.symbol == "x:y":
        parts = [_PROPORTION]
    else:
        parts = [f"底线：{_SAID[floor.op]}{_bound(floor, indicator)}" for floor in floors]
    return "".join(f"{part.rstrip('。')}。" for part in (*parts, formula, indicator.note) if part)


def _bound(floor: Threshold, indicator: Indicator) -> str:
    if isinstance(floor.value, str):
        return "上年" if floor.value == "上年" else "对应指标"
    return f"{floor.value.normalize():f}{indicator.unit.symbol}"


def _lay_out(sheet: Worksheet, rows: list[TemplateRow]) -> None:
    """Title and hint across the page, header frozen, groups grey, 是 and 否 to choose from, room to print."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    last = get_column_letter(len(_COLUMNS))
    line = Side(style="thin", color=_LINE)
    border = Border(left=line, right=line, top=line, bottom=line)
    widths = [width for _, width in _COLUMNS]
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number in (1, 2):
        sheet.merge_cells(f"A{number}:{last}{number}")
    sheet["A1"].font = Font(name=_FONT, size=14, bold=True)
    sheet["A2"].font = Font(name=_FONT, size=10)
    sheet["A2"].alignment = Alignment(wrap_text=True, vertical="center")
    sheet.row_dimensions[2].height = 28
    choice = DataValidation(type="list", formula1='"是,否,不适用"', allow_blank=True)
    sheet.add_data_validation(choice)
    for number in range(_HEADER_ROW, _HEADER_ROW + len(rows) + 1):
        row = rows[number - _HEADER_ROW - 1] if number > _HEADER_ROW else None
        heading = row is None or row.indicator is None
        for cell in sheet[number]:
            cell.font = Font(name=_FONT, size=10, bold=heading)
            cell.border = border
            cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center" if row is None else None)
            if heading:
                cell.fill = PatternFill("solid", fgColor=_HEADER_FILL if row is None else _GROUP_FILL)
        if row is not None and row.indicator is None:
            sheet.merge_cells(f"A{number}:{last}{number}")
        elif row is not None:
            sheet.row_dimensions[number].height = row_height([str(cell.value or "") for cell in sheet[number]], widths)
            if row.indicator is not None and row.indicator.kind == "yes-no":
                for letter in _VALUE_COLUMNS:
                    choice.add(f"{letter}{number}")
            elif row.indicator is not None and _is_bounded_number(row.indicator):
                sheet.add_data_validation(_number_check(row.indicator, f"C{number}:D{number}"))
    sheet.freeze_panes = f"C{_HEADER_ROW + 1}"
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _mark_conflicts(sheet: Worksheet, rows: list[TemplateRow], dictionary: Dictionary) -> None:
    """A figure that contradicts others turns red as soon as all of them are filled in."""
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import PatternFill
    from openpyxl.styles.differential import DifferentialStyle

    places = {row.indicator.id: at for at, row in enumerate(rows, start=_HEADER_ROW + 1) if row.indicator}
    red = DifferentialStyle(fill=PatternFill("solid", bgColor=_CONFLICT_FILL))
    for at, condition in conflicts(places, dictionary):
        cells = f"{_VALUE_COLUMNS[0]}{at}:{_VALUE_COLUMNS[-1]}{at}"
        sheet.conditional_formatting.add(cells, Rule(type="expression", dxf=red, formula=[condition]))


def _is_bounded_number(indicator: Indicator) -> bool:
    """Whether it has a plausible range and is typed as a number, which a proportion (55:45) is not."""
    return indicator.plausible is not None and indicator.unit.dimension != "proportion"


def _number_check(indicator: Indicator, cells: str) -> DataValidation:
    """A second look at a number outside the plausible range: it warns and lets 不适用 and the number itself stand."""
    from openpyxl.worksheet.datavalidation import DataValidation

    low, high = indicator.plausible or (Decimal(0), Decimal(0))
    unit = "" if indicator.unit.dimension == "number" else indicator.unit.symbol
    span = f"{low.normalize():f}–{high.normalize():f}{unit}"
    # a share may be typed as 53.2, or as 53.2% in a cell that Excel makes a percentage of, which is 0.532
    least = min(low, low / 100) if indicator.unit.symbol == "%" else low
    return DataValidation(
        type="decimal",
        operator="between",
        formula1=f"{least.normalize():f}",
        formula2=f"{high.normalize():f}",
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        errorStyle="warning",
        errorTitle="请再核对",
        error=f"“{indicator.name}”一般在 {span}。确实如此或填“不适用”，选“是”即可。"[:220],
        promptTitle=indicator.name[:30],
        prompt=f"单位：{indicator.unit.symbol}；一般在 {span}"[:220],
        sqref=cells,
    )
