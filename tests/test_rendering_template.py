"""The metrics template: every row says what to fill in, a slip is questioned, and what is filled in is read back."""

import io
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from drafter.facts import load_dictionary, read_metrics
from drafter.facts.model import Period
from drafter.outlines import Outline, load_outlines
from drafter.rendering.template import template_rows, write_template
from drafter.rendering.template_checks import conflicts, follows

OUTLINES = list(load_outlines().values())
REGIONS = {"province": "岱原省", "city": "云岭市", "county": "石溪县"}


def filled(outline: Outline, path: Path) -> dict[str, Decimal]:
    """The template of an outline with a plausible number in every row; what was filled in, by indicator."""
    book = openpyxl.load_workbook(io.BytesIO(write_template(outline, load_dictionary(), REGIONS[outline.level], 2024)))
    sheet = book.worksheets[0]
    values: dict[str, Decimal] = {}
    for at, row in enumerate(template_rows(outline, load_dictionary(), 2024), start=4):
        indicator = row.indicator
        if indicator is None:
            continue
        assert sheet[f"A{at}"].value == indicator.name
        if indicator.kind == "yes-no":
            sheet[f"C{at}"] = "是"
            values[indicator.id] = Decimal(1)
        elif indicator.unit.dimension == "proportion":
            sheet[f"C{at}"] = {"x:y": "55:45", "x:1": "15:1", "1:x": "1:15"}[indicator.unit.symbol]
        else:
            low, high = indicator.plausible or (Decimal(1), Decimal(9))
            value = int((low + high) / 2) if high - low > 2 else float((low + high) / 2)
            sheet[f"C{at}"] = value
            values[indicator.id] = Decimal(str(value))
    book.save(path)
    return values


@pytest.mark.parametrize("outline", OUTLINES, ids=lambda outline: outline.id)
def test_what_is_filled_in_is_read_back_unchanged(outline: Outline, tmp_path: Path) -> None:
    values = filled(outline, tmp_path / "指标表.xlsx")
    metrics = read_metrics(tmp_path / "指标表.xlsx")
    assert (metrics.region, metrics.year) == (REGIONS[outline.level], 2024)
    assert {name: metrics.facts[name, Period.THIS].value for name in values} == values
    told = {row.indicator.id for row in template_rows(outline, load_dictionary(), 2024) if row.indicator}
    assert set(metrics.ids()) == told, "no row is taken for something else, and none is lost"


@pytest.mark.parametrize("outline", OUTLINES, ids=lambda outline: outline.id)
def test_every_cell_offers_a_choice_or_questions_a_slip(outline: Outline) -> None:
    content = write_template(outline, load_dictionary(), "", 2024)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    checks = sheet.data_validations.dataValidation
    for at, row in enumerate(template_rows(outline, load_dictionary(), 2024), start=4):
        indicator = row.indicator
        if indicator is None:
            continue
        of_cell = [check for check in checks if f"C{at}" in check.sqref or f"C{at}:D{at}" in str(check.sqref)]
        if indicator.kind == "yes-no":
            assert [check.type for check in of_cell] == ["list"]
        elif indicator.plausible and indicator.unit.dimension != "proportion":
            (check,) = of_cell
            assert (check.type, check.errorStyle) == ("decimal", "warning"), "不适用 must stay possible"
            assert Decimal(check.formula1) <= indicator.plausible[0]
            assert Decimal(check.formula2) == indicator.plausible[1]
            assert all(len(text) <= 255 for text in (check.error, check.prompt))
            assert len(check.promptTitle) <= 32


def test_a_figure_turns_red_where_it_contradicts_others() -> None:
    dictionary = load_dictionary()
    rows = {
        name: at
        for at, name in enumerate(
            (
                "kindergartens_total",
                "public_kindergartens",
                "inclusive_private_kindergartens",
                "noninclusive_private_kindergartens",
                "public_kindergarten_share",
                "public_kindergarten_enrolment",
                "kindergarten_enrolment",
                "graduates_total",
                "graduates_placed",
            ),
            start=4,
        )
    }
    found: dict[int, list[str]] = {}
    for at, condition in conflicts(rows, dictionary):
        found.setdefault(at, []).append(condition)
    assert found == {
        4: ["AND(COUNT(C4,C5,C6,C7)=4,ROUND(C4-(C5+C6+C7),2)<>0)"],
        5: ["AND(COUNT(C5,C4)=2,C5>C4)"],
        8: ["IFERROR(AND(COUNT(C8,C9,C10)=3,ABS(C8-(C9/C10*100))>0.5,ABS(C8*100-(C9/C10*100))>0.5),FALSE)"],
        12: ["AND(COUNT(C12,C11)=2,C12>C11)"],
    }
    assert follows(dictionary["public_kindergarten_share"], dictionary) == "等于公办园在园幼儿数÷在园幼儿数×100"
    assert follows(dictionary["population_resident"], dictionary) == ""
    sheet = openpyxl.load_workbook(io.BytesIO(write_template(load_outlines()["county-standard"], dictionary, "", 2024)))
    conditions = [rule.formula for area in sheet.worksheets[0].conditional_formatting for rule in area.rules]
    assert len(conditions) >= 5
    assert "本年指2024年，上年指2023年" in sheet.worksheets[0]["A2"].value


@pytest.mark.office
def test_libreoffice_keeps_values_and_checks(tmp_path: Path) -> None:
    if not shutil.which("libreoffice"):
        pytest.skip("LibreOffice is not installed")
    outline = load_outlines()["county-standard"]
    values = filled(outline, tmp_path / "a.xlsx")
    (tmp_path / "out").mkdir()
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["libreoffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", "out", "a.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    metrics = read_metrics(tmp_path / "out" / "a.xlsx")
    assert {name: metrics.facts[name, Period.THIS].value for name in values} == values
    sheet = openpyxl.load_workbook(tmp_path / "out" / "a.xlsx").worksheets[0]
    kinds = {check.type for check in sheet.data_validations.dataValidation}
    assert {"list", "decimal"} <= kinds
