"""What LibreOffice and poppler make of files: conversions, and the lines of each printed page with their places."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import html

MM = 25.4 / 72
#: The lower edge of the type area, in millimetres from the top.
TYPE_AREA_END = 262


@dataclass(frozen=True)
class Line:
    """A printed line; positions in millimetres from the page's left and top edges."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


def converted(files: Mapping[str, bytes], target: str, folder: Path) -> Path:
    """The folder with what LibreOffice makes of files by name, all in one start of it."""
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", target, "--outdir", str(folder), *(str(folder / name) for name in files)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder


def printed(pdf: Path) -> list[list[Line]]:
    """The lines of each page from the top."""
    out = pdf.with_suffix(".html")
    subprocess.run(["pdftotext", "-bbox-layout", str(pdf), str(out)], check=True)
    pages = []
    for page in html.fromstring(out.read_bytes().decode()).iter("page"):
        words = (word for line in page.iter("line") for word in line.iter("word"))
        pages.append(list(_lines(words)))
    return pages


def _lines(words: Iterable[html.HtmlElement]) -> Iterable[Line]:
    boxes = sorted((round(float(word.get("ymin", 0)), 0), float(word.get("xmin", 0)), word) for word in words)
    rows: dict[float, list[html.HtmlElement]] = {}
    for top, _, word in boxes:
        near = next((key for key in rows if abs(key - top) < 6), top)
        rows.setdefault(near, []).append(word)
    for top, group in sorted(rows.items()):
        yield Line(
            "".join(word.text or "" for word in group),
            min(float(word.get("xmin", 0)) for word in group) * MM,
            max(float(word.get("xmax", 0)) for word in group) * MM,
            top * MM,
            max(float(word.get("ymax", 0)) for word in group) * MM,
        )
