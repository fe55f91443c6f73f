"""Documents, metrics and short ways into the parts of the checker, for its tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from drafter.checking import CheckResult, check_document
from drafter.checking.relations import Relation, find_relations
from drafter.checking.support import MaterialIndex
from drafter.checking.text.binding import Binder, Binding
from drafter.checking.text.dates import find_dates
from drafter.checking.text.masks import find_masks
from drafter.checking.text.quantities import Quantity, find_quantities
from drafter.checking.text.statements import Figure, Statement, statements
from drafter.facts import (
    CellRef,
    Conflict,
    Dictionary,
    Fact,
    Indicator,
    Metrics,
    Observation,
    Period,
    load_dictionary,
    parse_unit,
)
from drafter.facts.collecting import Collector, Entry
from drafter.files.sheets import Cell
from drafter.findings import Finding
from drafter.outlines import Outline
from drafter.reading import Document, Paragraph, structure

REGION, YEAR = "云岭市", 2025
Given = Mapping[str, tuple[str | None, str | None]]


def document(text: str, name: str = "报告.txt", form: str = "txt") -> Document:
    """A text of lines as a document that has been read; a line ``|a|b|`` is a row of a table."""
    paragraphs: list[Paragraph] = []
    for row, line in enumerate(text.split("\n")):
        cells = line.strip("|").split("|") if line.startswith("|") else []
        for column, cell in enumerate(cells):
            paragraphs.append(Paragraph(len(paragraphs), "table", cell, cell=(0, row, column)))
        if not cells:
            paragraphs.append(Paragraph(len(paragraphs), "body", line))
    return structure(Document(name, form, paragraphs))


def quantities(text: str) -> list[Quantity]:
    return find_quantities(text, find_masks(text, find_dates(text)))


def figures(text: str) -> list[Figure]:
    return [figure for statement in sentences(text) for figure in statement.figures]


def sentences(text: str) -> list[Statement]:
    return statements(document(text).flows)


def sentence(text: str) -> Statement:
    """The only sentence of a text."""
    (only,) = sentences(text)
    return only


def typed_share(text: str) -> tuple[Decimal, str]:
    left, right = map(Decimal, text.split(":"))
    return left / (left + right), text


def metrics(
    given: Given,
    dictionary: Dictionary | None = None,
    year: int = YEAR,
    duplicates: Mapping[str, str] | None = None,
    odd: Mapping[str, str] | None = None,
    observed: Sequence[tuple[str, str, int, str, str]] = (),
) -> Metrics:
    """A metrics file by hand: indicator id -> (this year, last year); the first row is row 2, B is this year.

    ``duplicates`` are this year's values of second rows, ``odd`` cells with any unit: both count as the reader counts
    them. ``observed`` are values of other regions and years: (indicator, region, year, value, unit).
    """
    known = dictionary or load_dictionary()
    made = Metrics("指标.xlsx", known, REGION, year)
    for row, (indicator, values) in enumerate(given.items(), start=2):
        for period, column, raw in zip(Period, "BC", values, strict=True):
            if raw is None:
                continue
            typed = raw if ":" in raw else ""
            value = typed_share(raw)[0] if typed else Decimal(raw)
            decimals = max(len(side.partition(".")[2]) for side in raw.split(":"))
            cell = CellRef("指标.xlsx", "指标表", f"{column}{row}")
            made.facts[indicator, period] = Fact(indicator, period, value, decimals, cell, raw, typed)
    for row, (indicator, raw) in enumerate((duplicates or {}).items(), start=len(given) + 2):
        first = made.facts[indicator, Period.THIS]
        cell = CellRef("指标.xlsx", "指标表", f"B{row}")
        second = Fact(indicator, Period.THIS, Decimal(raw), first.decimals, cell, raw)
        if second.value != first.value:
            made.conflicts.append(Conflict(indicator, Period.THIS, first, second))
    collector = Collector("指标.xlsx", known, year, REGION)
    for row, (indicator, raw) in enumerate((odd or {}).items(), start=40):
        entry = Entry(Cell(raw), CellRef("指标.xlsx", "指标表", f"B{row}"))
        collector.add(known[indicator].name, {Period.THIS: entry}, None, None, f"指标表!A{row}")
    for row, (name, region, told, raw, symbol) in enumerate(observed, start=60):
        unit, cell = parse_unit(symbol), CellRef("指标.xlsx", "指标表", f"D{row}")
        assert unit is not None
        decimals = len(raw.partition(".")[2])
        made.observations.append(Observation(name, region, told, Decimal(raw), decimals, unit, cell))
    read = collector.finish()
    made.facts |= read.facts
    made.left_out, made.dictionary = read.left_out, read.dictionary
    return made


@lru_cache(maxsize=4)
def binder(year: int = YEAR, region: str = REGION) -> Binder:
    return Binder(load_dictionary(), year, region)


def bindings(text: str, own: Dictionary | None = None) -> list[tuple[str, Binding | None]]:
    """Each figure of a sentence as written, with what it is bound to."""
    statement = sentence(text)
    bound = (Binder(own, YEAR, REGION) if own else binder()).bind(statement)
    return [(figure.text, bound.get(figure.id)) for figure in statement.figures]


def told(text: str) -> list[tuple[str, str, str, str]]:
    """Each figure: as written, indicator id, period, and how it is bound: sure, likely, unsure or not at all."""
    result = []
    for written, binding in bindings(text):
        if binding is None:
            result.append((written, "", "", "unbound"))
            continue
        level = "sure" if binding.sure else "likely" if binding.likely else "unsure"
        period = binding.period.value if binding.period else ""
        result.append((written, binding.indicator.id + ("+" if binding.change else ""), period, level))
    return result


def relations(text: str) -> list[Relation]:
    """Every relation of every sentence of a text."""
    result: list[Relation] = []
    for statement in sentences(text):
        result += find_relations(statement, binder().bind(statement))
    return result


def check(
    text: str,
    given: Given | Metrics | None = None,
    *,
    material: str = "",
    outline: Outline | None = None,
    form: str = "txt",
    region: str = REGION,
    year: int = YEAR,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
) -> CheckResult:
    supplied = given if isinstance(given, Metrics) or given is None else metrics(given)
    return check_document(
        document(text, form=form),
        metrics=supplied,
        materials=MaterialIndex([document(material, "材料.txt")]) if material else None,
        outline=outline,
        region=region,
        year=year,
        select=select,
        ignore=ignore,
    )


def found(text: str, given: Given | Metrics | None = None, *families: str, material: str = "") -> list[Finding]:
    """The findings of a text, of the named families alone when there are any."""
    result = check(text, given, material=material)
    return [f for f in result.findings if not families or f.code.startswith(families)]


def own_indicator(name: str, unit: str = "所", kind: str = "count", **more: object) -> Indicator:
    measured = parse_unit(unit)
    assert measured is not None
    return Indicator(id=str(more.pop("id", name)), name=name, unit=measured, kind=kind, **more)  # type: ignore[arg-type]


def in_place(result: CheckResult) -> bool:
    """Whether every finding, and each of its further places, lies on the words it shows."""
    lines = result.document.paragraph_text()
    for finding in result.findings:
        place = finding.place
        if lines[place.paragraph][place.start : place.end] != finding.excerpt:
            return False
        if not finding.excerpt and not finding.code.startswith(("MET", "ROL", "ENT102")):
            return False
        for other in finding.also:
            if not 0 <= other.start < other.end <= len(lines[other.paragraph]):
                return False
    return True
