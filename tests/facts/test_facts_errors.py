"""Failures say one Chinese line; the shipped files are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import resources
from drafter.errors import DrafterError, InputError, OutputError, ServiceError
from drafter.resources import bundled


@pytest.mark.parametrize(
    ("where", "message", "hint", "line"),
    [
        (None, "不能用", None, "不能用。"),
        (None, "不能用。", None, "不能用。"),
        ("m.xlsx!表!B2", "不是数字", None, "m.xlsx!表!B2：不是数字。"),
        ("m.xlsx", "不是数字", "请改", "m.xlsx：不是数字。请改。"),
        (None, "不是数字", "请改。", "不是数字。请改。"),
        ("a\nb", "第一行\r\n第二行\u2028第三行", "请\t改", "a b：第一行 第二行 第三行。请 改。"),
    ],
)
def test_a_failure_is_one_line(where: str | None, message: str, hint: str | None, line: str) -> None:
    error = DrafterError(message, where=where, hint=hint)
    assert str(error) == line
    assert (error.message, error.where, error.hint) == (message, where, hint)


@pytest.mark.parametrize(("kind", "code"), [(DrafterError, 2), (InputError, 2), (OutputError, 2), (ServiceError, 3)])
def test_each_kind_of_failure_has_its_exit_code(kind: type[DrafterError], code: int) -> None:
    assert kind("坏了").exit_code == code
    assert isinstance(kind("坏了"), DrafterError)


def test_the_shipped_files_are_found() -> None:
    assert bundled("knowledge", "indicators").is_dir()
    assert bundled("prompts").is_dir()


def test_an_incomplete_installation_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="without knowledge/nothing"):
        bundled("knowledge", "nothing")


def test_what_is_bundled_in_a_wheel_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "drafter" / "bundled" / "prompts"
    inside.mkdir(parents=True)
    (tmp_path / "prompts").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "drafter")
    assert bundled("prompts") == inside


def test_a_paragraph_in_a_cell_is_not_repeated_in_the_error() -> None:
    line = str(InputError(f"指标“小学数”的本年值“{'说明' * 200}”不是数字", where="m.csv!B2", hint="请改为数字"))
    assert len(line) < 240
    assert line.startswith("m.csv!B2：指标“小学数”的本年值“说明")
    assert "…" in line
    assert line.endswith("说明”不是数字。请改为数字。")
