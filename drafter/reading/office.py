"""The old formats of Word and WPS (.doc, .wps), converted by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from drafter.errors import InputError
from drafter.files.packages import existing_file
from drafter.reading.model import Document

__all__ = ["CONVERTED", "office_program", "read_converted"]

CONVERTED = (".doc", ".wps")
_SECONDS = 180
_USUAL = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)


def office_program() -> str | None:
    """LibreOffice's program, None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((path for path in _USUAL if Path(path).is_file()), None)


def read_converted(path: Path) -> Document:
    """A document in a format that only LibreOffice reads; places are those of the converted file.

    Raises:
        InputError: missing, LibreOffice is not installed, cannot open the file, or takes longer than 3 minutes.
    """
    existing_file(path)
    program = office_program()
    if program is None:
        raise InputError(
            f"不能读取 {path.suffix} 文件",
            where=path.name,
            hint="请在 WPS 或 Word 中另存为 .docx，或安装 LibreOffice",
        )
    from drafter.reading.docx import read_docx

    with tempfile.TemporaryDirectory(prefix="drafter-", ignore_cleanup_errors=True) as folder:
        out = Path(folder)
        # a name of our own: what a file is called is no option, and a profile of our own disturbs no open window
        source = out / f"source{path.suffix.lower()}"
        shutil.copyfile(path, source)
        command = [program, f"-env:UserInstallation={(out / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out / "made"), str(source)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
        except (OSError, subprocess.SubprocessError) as error:
            raise InputError(
                "LibreOffice 打不开这个文件", where=path.name, hint="请在 WPS 或 Word 中另存为 .docx"
            ) from error
        made = out / "made" / "source.docx"
        if not made.is_file():
            raise InputError("LibreOffice 打不开这个文件", where=path.name, hint="请在 WPS 或 Word 中另存为 .docx")
        return replace(read_docx(made), name=path.name)
