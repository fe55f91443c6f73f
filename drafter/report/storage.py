"""``*.report.json``: the draft with everything it rests on, from which the DOCX can be made again."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.files import read_text
from drafter.report.model import (
    Figure,
    Gap,
    IndicatorRow,
    Paragraph,
    Report,
    Section,
    Sentence,
    Shortfall,
    Source,
    Support,
    UnusedMaterial,
)

__all__ = ["load_report", "load_section", "report_to_json"]

_SCHEMA = 1


def report_to_json(report: Report) -> str:
    """The report as JSON text; the same report always gives the same text."""
    return json.dumps({"schema": _SCHEMA, **asdict(report)}, ensure_ascii=False, indent=1) + "\n"


def load_report(path: Path) -> Report:
    """A report from its JSON file.

    Raises:
        InputError: the file is missing, not JSON, or not a report of this version.
    """
    try:
        data = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise InputError("不是有效的 JSON", where=path.name) from error
    if not isinstance(data, dict) or data.get("schema") != _SCHEMA or "sections" not in data:
        raise InputError("不是 drafter 的报告文件（*.report.json）", where=path.name)
    try:
        report = _report(data)
        _check_types(report)
        return report
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise InputError("报告文件不完整，或由别的版本写成", where=path.name, hint="请重新生成") from error


def _check_types(value: Any) -> None:
    """Make sure that every plain field below ``value`` is of its declared type.

    Raises:
        TypeError: one is not.
    """
    if isinstance(value, list | tuple):
        for entry in value:
            _check_types(entry)
    elif is_dataclass(value):
        for attribute in fields(value):
            content = getattr(value, attribute.name)
            # the declarations are strings, because annotations are postponed
            if type(content).__name__ != attribute.type and attribute.type in ("str", "int", "bool"):
                raise TypeError(attribute.name)
            _check_types(content)


def _report(data: dict[str, Any]) -> Report:
    return Report(
        title=data["title"],
        region=data["region"],
        year=int(data["year"]),
        level=data["level"],
        outline=data["outline"],
        engine=data["engine"],
        opening=[_paragraph(p) for p in data["opening"]],
        sections=[load_section(s) for s in data["sections"]],
        signer=data["signer"],
        date=data["date"],
        addressee=data["addressee"],
        number=data["number"],
        gaps=[Gap(**gap) for gap in data["gaps"]],
        shortfalls=[Shortfall(**item) for item in data["shortfalls"]],
        unused=[UnusedMaterial(**item) for item in data["unused"]],
        inputs=dict(data["inputs"]),
        indicators=[IndicatorRow(**row) for row in data["indicators"]],
        writing=dict(data["writing"]),
    )


def load_section(data: dict[str, Any]) -> Section:
    """A section from what ``asdict`` made of it.

    Raises:
        KeyError, TypeError: it is of another version.
    """
    return Section(
        id=data["id"],
        heading=data["heading"],
        label=data["label"],
        level=data["level"],
        run_in=data["run_in"],
        paragraphs=[_paragraph(p) for p in data["paragraphs"]],
        sections=[load_section(s) for s in data["sections"]],
    )


def _paragraph(data: dict[str, Any]) -> Paragraph:
    return Paragraph(sentences=[_sentence(s) for s in data["sentences"]], item=data["item"], lead=data["lead"])


def _sentence(data: dict[str, Any]) -> Sentence:
    return Sentence(
        text=data["text"],
        origin=data["origin"],
        figures=tuple(
            Figure(**{**figure, "sources": tuple(Source(**s) for s in figure["sources"])}) for figure in data["figures"]
        ),
        support=tuple(Support(**s) for s in data["support"]),
        marked=data["marked"],
    )
