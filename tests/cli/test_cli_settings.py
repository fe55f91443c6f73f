"""drafter.toml and the environment: what holds, and what is refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.settings import ModelSettings, load_settings


def settings_of(folder: Path, toml: str, **environment: str):  # type: ignore[no-untyped-def]
    (folder / "drafter.toml").write_text(toml, encoding="utf-8")
    return load_settings(folder, environment)


def test_nothing_set(tmp_path: Path) -> None:
    settings = load_settings(tmp_path, {})
    assert settings.source is None
    assert not settings.model.configured
    assert (settings.kb, settings.select, settings.ignore, dict(settings.report)) == (None, (), (), {})


def test_everything_set(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path,
        '[report]\nregion = "云岭市"\nyear = 2025\ndate = 2026-03-20\n'
        '[model]\nname = "m"\nbase_url = "http://127.0.0.1:1/v1"\ntimeout = 5\ntemperature = 0\nwindow = 8000\n'
        '[kb]\npath = "kb"\n[check]\nselect = ["plh", "ARI001"]\nignore = "STY，FMT"\n[docx]\nbody = "仿宋"\n',
    )
    assert settings.report["year"] == 2025
    assert str(settings.report["date"]) == "2026-03-20"
    assert settings.model == ModelSettings("m", "http://127.0.0.1:1/v1", "", 5.0, 0.0, 8000)
    assert settings.model.configured
    assert settings.kb == "kb"
    assert settings.select == ("PLH", "ARI001")
    assert settings.ignore == ("STY", "FMT")
    assert settings.docx == {"body": "仿宋"}
    assert settings.source == tmp_path / "drafter.toml"


def test_the_environment_beats_the_file(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path,
        '[model]\nname = "file"\nbase_url = "http://file/v1"\n[kb]\npath = "file"\n',
        DRAFTER_MODEL="env",
        OPENAI_BASE_URL="http://env/v1",
        OPENAI_API_KEY="sk-secret",
        DRAFTER_KB="env",
    )
    assert (settings.model.name, settings.model.base_url, settings.kb) == ("env", "http://env/v1", "env")
    assert "sk-secret" not in repr(settings)


def test_a_utf8_mark_and_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "drafter.toml").write_text('﻿[report]\nregion = "云岭市"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load_settings().report["region"] == "云岭市"


@pytest.mark.parametrize(
    ("name", "key", "base_url", "configured"),
    [("m", "k", "", True), ("m", "", "http://x/v1", True), ("m", "", "", False), ("", "k", "http://x/v1", False)],
)
def test_a_model_needs_a_name_and_a_place(name: str, key: str, base_url: str, configured: bool) -> None:
    assert ModelSettings(name, base_url, key).configured is configured


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[report\n", "不是有效的 TOML"),
        ("[unknown]\na = 1\n", "不认识的设置 [unknown]"),
        ("report = 5\n", "不认识的设置 [report]"),
        ("[report]\nregoin = 'x'\n", "[report] 中不认识的设置 regoin"),
        ("[report]\nyear = '二〇二五'\n", "report.year：“二〇二五”不是数字"),
        ("[report]\nyear = 2025.5\n", "report.year：“2025.5”不是年份"),
        ("[report]\nyear = [2025]\n", "report.year"),
        ("[model]\ntimeout = 'soon'\n", "model.timeout：“soon”不是数字"),
        ("[model]\ntimeout = 0\n", "model.timeout：“0”要大于 0"),
        ("[model]\ntimeout = nan\n", "model.timeout：“nan”不是数字"),
        ("[model]\nwindow = inf\n", "model.window"),
        ("[model]\ntemperature = 'hot'\n", "model.temperature"),
        ("[check]\nselect = 5\n", "check.select：要写成列表"),
        ("[check]\nignore = [1, 2]\n", "check.ignore：要写成列表"),
    ],
)
def test_what_means_nothing_is_refused_by_name(tmp_path: Path, toml: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        settings_of(tmp_path, toml)
    line = str(caught.value)
    assert words in line
    assert line.startswith("drafter.toml")
    assert len(line.splitlines()) == 1


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").write_bytes(b"\xff\xfe\x00[")
    with pytest.raises(InputError, match="不是有效的 TOML"):
        load_settings(tmp_path, {})


def test_a_folder_of_that_name_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").mkdir()
    assert load_settings(tmp_path, {}).source is None
