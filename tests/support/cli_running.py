"""The command line as a user runs it: ``python -m drafter`` in a folder of its own, with the network guarded."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

import drafter
from drafter.cli.app import main

__all__ = ["Run", "call_drafter", "environment", "one_chinese_line", "run_drafter"]

_GUARDED = Path(__file__).resolve().parent / "guarded"
_ROOT = Path(drafter.__file__).resolve().parents[1]


@dataclass(frozen=True)
class Run:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def both(self) -> str:
        """Everything it printed."""
        return self.out + self.err


def environment(**settings: str) -> dict[str, str]:
    """The environment of a started process: the tests' own, the guard, and these settings."""
    return {**os.environ, "PYTHONPATH": f"{_GUARDED}{os.pathsep}{_ROOT}", "PYTHONUTF8": "1", **settings}


def run_drafter(folder: Path, *arguments: str | Path, timeout: float = 120, **settings: str) -> Run:
    """``drafter ARGUMENTS…`` in ``folder``; keyword arguments are environment variables."""
    done = subprocess.run(
        [sys.executable, "-m", "drafter", *map(str, arguments)],
        cwd=folder,
        env=environment(**settings),
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def call_drafter(folder: Path, *arguments: str | Path, **settings: str) -> Run:
    """The same inside this process: quicker, for long lists of cases."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(folder)
        patch.setattr(sys, "argv", ["drafter", *map(str, arguments)])
        for name, value in settings.items():
            patch.setenv(name, value)
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
    return Run(code, out.getvalue(), err.getvalue())


def one_chinese_line(run: Run, code: int = 2) -> str:
    """The one line on stderr with which a command refused; progress lines (·) may stand before it."""
    assert run.code == code, run
    assert "Traceback" not in run.both, run.both
    lines = [line for line in run.err.splitlines() if not line.startswith(("·", "注意："))]
    assert len(lines) == 1, run.err
    line = lines[0]
    assert line.startswith("错误："), line
    assert re.search("[一-鿿]", line.removeprefix("错误：")), line
    assert line.endswith("。"), line
    assert not line.endswith("。。"), line
    return line
