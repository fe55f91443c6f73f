"""One hostile case through the checker: what came of it, and whether that is what a user may be shown."""

from __future__ import annotations

import json
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hostile_files import Case, hostile_case

from drafter.checking import CheckRequest, CheckResult, check_file
from drafter.errors import DrafterError
from drafter.reporters import REPORTERS

__all__ = ["Outcome", "limit_memory", "outcome_of", "run_case"]

_FORMS = ("text", "html", "sarif", "xlsx", "docx")
_MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Outcome:
    """What came of a case.

    Attributes:
        end: findings, clean, refused, or defect.
        told: the line of a refusal, or what is wrong.
        seconds: of reading and checking, without making the case.
        characters: that were checked.
        memory: most that the process has held so far, in MB.
    """

    kind: str
    end: str
    told: str = ""
    seconds: float = 0
    characters: int = 0
    memory: float = 0


def limit_memory(megabytes: int) -> None:
    """Let this process hold no more (where the system knows such a limit)."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * _MEGABYTE, megabytes * _MEGABYTE))


def run_case(seed: int, number: int) -> Outcome:
    """Make a case and check it."""
    return outcome_of(hostile_case(seed, number), _FORMS[number % len(_FORMS)])


def outcome_of(case: Case, form: str = "text") -> Outcome:
    """Check a case and write the result as JSON and in one more form."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in case.files.items():
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_bytes(content)
        given = {key: folder / value for key, value in case.given.items()}
        begin = time.perf_counter()
        end, told, characters = "clean", "", 0
        try:
            result = check_file(CheckRequest(folder / case.report, region="云岭县", year=2025, **given))  # type: ignore[arg-type]
            characters = sum(len(p.text) for p in result.document.paragraphs)
            told = _wrong_with(result) or _written(result, form)
            end = "defect" if told else "findings" if result.findings else "clean"
        except DrafterError as error:
            told = str(error)
            end = "refused" if _is_clear(told) else "defect"
        except BaseException as error:  # anything else is what this looks for
            end, told = "defect", _last_lines(error)
        seconds = time.perf_counter() - begin
    return Outcome(case.kind, end, told, seconds, characters, _memory())


def _wrong_with(result: CheckResult) -> str:
    """Why findings cannot be shown: their places are not in the document."""
    lines = result.document.paragraph_text()
    for finding in result.findings:
        place = finding.place
        if finding.excerpt and lines.get(place.paragraph, "")[place.start : place.end] != finding.excerpt:
            return f"{finding.code} lies beside its words {finding.excerpt[:20]!r}"
        if not finding.message or "\n" in finding.message:
            return f"{finding.code} is told in more than a line"
    return ""


def _written(result: CheckResult, form: str) -> str:
    """Why the result cannot be written, empty when it can."""
    json.loads(REPORTERS["json"].render(result).encode())  # type: ignore[union-attr]
    if form == "docx" and (result.source is None or result.source.suffix != ".docx"):
        form = "html"
    made = REPORTERS[form].render(result)
    if isinstance(made, str):
        made.encode()
    return "" if made else f"an empty {form}"


def _is_clear(line: str) -> bool:
    return "\n" not in line and bool(re.search(r"[一-鿿]{3}", line)) and len(line) < 400


def _last_lines(error: BaseException) -> str:
    frames = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{Path(code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__}: {str(error)[:200]} at {' > '.join(frames[-5:])}"


def _memory() -> float:
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
