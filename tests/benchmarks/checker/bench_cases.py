"""What is put before a checker: a report in a file, its metrics, and the errors planted into it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import yaml

__all__ = ["LEARNT", "Case", "Plant", "apply", "read_voices", "written"]

VOICES = Path(__file__).resolve().parent / "voices"
#: Reports the checker was mended on after it had met them: what they show is that nothing is lost.
LEARNT = VOICES.with_name("learnt")
_SENTENCE_END = "。！？；\n|"


@dataclass(frozen=True)
class Plant:
    """One wrong thing in a report.

    Attributes:
        kind: what sort of error it is: value, unit, year, sum …
        was: words of the clean text, found there once; ``now`` stands in their place.
        needs: ``metrics`` when the text alone does not show the error, else empty.
        at: offset of ``was`` in the clean text; -1 to look it up.
    """

    kind: str
    was: str
    now: str
    needs: str = ""
    at: int = -1


@dataclass(frozen=True)
class Case:
    """A report as text (Markdown tables and all), its metrics file, and errors that may be planted into it."""

    name: str
    text: str
    metrics: Path | None
    form: str = "txt"
    plants: tuple[Plant, ...] = field(default=())
    region: str = ""
    year: int = 0
    folder: Path | None = None


def apply(text: str, plants: tuple[Plant, ...]) -> tuple[str, list[tuple[int, int]]]:
    """The text with the errors in it, and the stretch that holds each: the sentence or the table row it stands in.

    Raises:
        ValueError: the words of an error stand nowhere, or more than once.
    """
    placed = []
    for plant in plants:
        at = plant.at
        if at < 0:
            if text.count(plant.was) != 1:
                raise ValueError(f"{plant.was!r} stands {text.count(plant.was)} times in the text")
            at = text.index(plant.was)
        placed.append((at, plant))
    result, end = "", 0
    spans: dict[Plant, tuple[int, int]] = {}
    for at, plant in sorted(placed, key=lambda pair: pair[0]):
        result += text[end:at]
        spans[plant] = (len(result), len(result) + len(plant.now))
        result += plant.now
        end = at + len(plant.was)
    result += text[end:]
    return result, [spans[plant] for plant in plants]


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence (or the row of a table) that text[start:end] stands in."""
    table = text.rfind("\n", 0, start) + 1
    if text.startswith("|", table):
        line = text.find("\n", end)
        return table, line if line >= 0 else len(text)
    left = max(text.rfind(mark, 0, start) for mark in "。！？") + 1
    stops = [at for mark in "。！？" if (at := text.find(mark, end)) >= 0]
    return left, min(stops, default=len(text))


def written(text: str, form: str, path: Path) -> Path:
    """The text as a file: TXT as it is, DOCX with real headings and tables."""
    if form != "docx":
        file = path.with_suffix(".txt")
        file.write_text(text, encoding="utf-8")
        return file
    document = docx.Document()
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                rows.append(cells)
            continue
        if rows:
            table = document.add_table(len(rows), len(rows[0]))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, words in zip(row.cells, cells, strict=True):
                    cell.text = words
            rows = []
        if line.startswith("# "):
            document.add_heading(line[2:], 1)
        elif line.strip():
            document.add_paragraph(line)
    file = path.with_suffix(".docx")
    document.save(str(file))
    return file


def read_voices(folder: Path = VOICES) -> list[Case]:
    """The reports written by hand."""
    cases = []
    for voice in sorted(path.parent for path in folder.glob("*/planted.yaml")):
        report = next(voice.glob("report.*"))
        entries: list[dict[str, Any]] = yaml.safe_load((voice / "planted.yaml").read_text(encoding="utf-8"))
        plants = tuple(Plant(e["kind"], e["was"], e["now"], e.get("needs", "")) for e in entries)
        form = "docx" if report.suffix == ".md" else "txt"
        about = voice / "info.yaml"
        info: dict[str, Any] = yaml.safe_load(about.read_text(encoding="utf-8")) if about.exists() else {}
        text = report.read_text(encoding="utf-8")
        region, year = info.get("region", ""), int(info.get("year", 0))
        cases.append(Case(voice.name, text, voice / "metrics.csv", form, plants, region, year))
    return cases
