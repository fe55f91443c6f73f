"""Every command of the README runs as it stands there, in order, and both languages show the same ones."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from cli_running import call_drafter, run_drafter

ROOT = Path(__file__).resolve().parent.parent
SETUP = "python3 -m venv"


def commands(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def test_both_readmes_show_the_same_commands() -> None:
    assert commands("README.md") == commands("README.zh-CN.md")


def test_two_commands_do_all_the_set_up() -> None:
    setup = [line for line in commands("README.md") if line.startswith(SETUP)]
    assert len(setup) == 2
    assert "drafter demo" in setup[0]
    assert "tests/run_all.py" in setup[1]


@pytest.mark.slow
def test_every_other_command_of_the_readme_runs(tmp_path: Path) -> None:
    """In one workspace, as a reader would; the first draft as a process of its own, the rest without starting anew."""
    for folder in ("examples", "knowledge"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shown = [line for line in commands("README.md") if not line.startswith(SETUP)]
    assert len(shown) >= 10
    started = next(line for line in shown if line.startswith("drafter draft"))
    for line in shown:
        program, *arguments = shlex.split(line)
        assert program == "drafter", line
        done = (run_drafter if line == started else call_drafter)(tmp_path, *arguments)
        assert done.code == 0, f"{line}\n{done.err}"
        assert "Traceback" not in done.err
    assert (tmp_path / "out" / "report.docx").exists()
    assert (tmp_path / "out" / "findings.json").exists()


def test_every_command_of_the_tool_is_in_the_readme() -> None:
    from drafter.cli.app import app

    names = {command.name for command in app.registered_commands}
    shown = " ".join(commands("README.md"))
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    assert names
    assert all(f"drafter {name}" in shown or f"drafter {name}" in told or f"`{name}`" in told for name in names)
