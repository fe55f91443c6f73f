"""Guards before any parser: what is no sound Office package is refused."""

from __future__ import annotations

import os
import socket
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.errors import InputError
from drafter.files import check_office_package
from drafter.files.packages import existing_file

MAIN = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml"}


def package(path: Path, parts: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


def refusal(path: Path, kind: str = "xlsx") -> str:
    with pytest.raises(InputError) as caught:
        check_office_package(path, kind)
    return str(caught.value)


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_sound_package_passes(tmp_path: Path, kind: str) -> None:
    check_office_package(package(tmp_path / f"a.{kind}", {MAIN[kind]: b"<x/>"}), kind)


@pytest.mark.parametrize(("kind", "other"), [("xlsx", "docx"), ("docx", "xlsx")])
def test_a_package_of_the_other_kind_is_refused(tmp_path: Path, kind: str, other: str) -> None:
    path = package(tmp_path / f"a.{kind}", {MAIN[other]: b"<x/>"})
    assert refusal(path, kind) == f"a.{kind}：不是 .{kind} 文件（缺少 {MAIN[kind]}）。请核对文件格式。"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "a.xlsx：文件是空的（0 字节）。请重新导出或重新下载。"),
        (b"PK", "a.xlsx：不是有效的 .xlsx 文件，或已损坏。请重新导出后再试。"),
        (b"<html>", "a.xlsx：不是有效的 .xlsx 文件，或已损坏。请重新导出后再试。"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1"),
            "a.xlsx：文件已加密，或是旧版格式，不是 .xlsx。请在 WPS 或 Word/Excel 中去掉密码，另存为 .xlsx。",
        ),
    ],
)
def test_what_is_no_package_is_refused(tmp_path: Path, content: bytes, line: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert refusal(path) == line


def directory(content: bytes) -> int:
    """Where the first entry of the central directory stands."""
    return content.index(b"PK\x01\x02")


def test_an_encrypted_part_is_refused(tmp_path: Path) -> None:
    path = package(tmp_path / "a.xlsx", {MAIN["xlsx"]: b"<x/>"})
    content = bytearray(path.read_bytes())
    content[directory(content) + 8] |= 1
    path.write_bytes(content)
    assert refusal(path) == "a.xlsx：文件已加密。请去掉密码后再试。"


def test_a_package_of_a_later_zip_version_is_refused(tmp_path: Path) -> None:
    path = package(tmp_path / "a.xlsx", {MAIN["xlsx"]: b"<x/>"})
    content = bytearray(path.read_bytes())
    content[directory(content) + 6] = 200
    path.write_bytes(content)
    assert "不是有效的 .xlsx 文件" in refusal(path)


BOMB = "a.xlsx：解压后过大，疑似压缩炸弹，已拒绝打开。"


def test_a_bomb_of_one_part_is_refused(tmp_path: Path) -> None:
    assert refusal(package(tmp_path / "a.xlsx", {MAIN["xlsx"]: b"<x/>", "b": bytes(11 * 1024 * 1024)})) == BOMB


def test_a_small_part_that_packs_well_is_no_bomb(tmp_path: Path) -> None:
    check_office_package(package(tmp_path / "a.xlsx", {MAIN["xlsx"]: b"<x/>", "b": bytes(9 * 1024 * 1024)}), "xlsx")


def test_a_large_part_that_packs_badly_is_no_bomb(tmp_path: Path) -> None:
    check_office_package(
        package(tmp_path / "a.xlsx", {MAIN["xlsx"]: b"<x/>", "b": os.urandom(11 * 1024 * 1024)}), "xlsx"
    )


def test_very_much_markup_is_refused_however_badly_it_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.files.packages._MAX_XML", 1000)
    parts = {"word/document.xml": b"<a/>" * 240, "word/media/a.png": bytes(2000)}
    check_office_package(package(tmp_path / "r.docx", parts), "docx")
    assert "内容过大" in refusal(package(tmp_path / "r.docx", {**parts, "word/styles.xml": b"<a/>" * 20}), "docx")


def test_a_package_that_claims_too_much_is_refused(tmp_path: Path) -> None:
    path = package(tmp_path / "a.xlsx", {MAIN["xlsx"]: b"<x/>", "b": b"b"})
    content = bytearray(path.read_bytes())
    start = content.rindex(b"PK\x01\x02")
    content[start + 20 : start + 24] = (3 * 1024 * 1024).to_bytes(4, "little")
    content[start + 24 : start + 28] = (401 * 1024 * 1024).to_bytes(4, "little")
    path.write_bytes(content)
    assert refusal(path) == BOMB


def test_a_package_of_very_many_parts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(MAIN["xlsx"], "<x/>")
        for number in range(20_000):
            made.writestr(f"{number}", "")
    assert refusal(path) == BOMB


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package(tmp_path_factory.mktemp("packages") / "a.docx", {MAIN["docx"]: b"<x/>", "b": b"content" * 9})


@settings(deadline=None, max_examples=400)
@given(changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=5))
def test_no_damage_makes_the_guard_fail_otherwise(sound: Path, changes: list[tuple[float, int]]) -> None:
    content = bytearray(sound.read_bytes())
    for place, byte in changes:
        content[int(place * len(content))] = byte
    path = sound.with_name("damaged.docx")
    path.write_bytes(content)
    reason = ""
    try:
        check_office_package(path, "docx")
    except InputError as error:
        reason = str(error)
    assert not reason or reason.startswith("damaged.docx：")


def test_a_file_that_can_be_read_is_given_back(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"")
    assert existing_file(path) == path


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="找不到文件。请核对路径和文件名。"):
        existing_file(tmp_path / "a")
    with pytest.raises(InputError, match="这是文件夹，需要一个文件。"):
        existing_file(tmp_path)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs a thing that exists and cannot be opened")
def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a")
        with pytest.raises(InputError, match="文件无法打开。请检查权限，或关闭正在使用它的程序。"):
            existing_file(Path("a"))
