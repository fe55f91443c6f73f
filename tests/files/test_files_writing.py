"""Writing: all of it or nothing, under names that are legal everywhere."""

from __future__ import annotations

import os
import re
import socket
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import OutputError
from drafter.files import check_writable, safe_name, write_atomically

TOO_LONG = "a" * 300 + ".docx"


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_all_files_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_atomically({tmp_path / "a.docx": b"one", tmp_path / "new" / "deep" / "b.json": b"two"})
    assert content(tmp_path) == {"a.docx": b"one", str(Path("new/deep/b.json")): b"two"}


def test_an_existing_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"a much longer earlier content")
    write_atomically({path: b"new"})
    assert content(tmp_path) == {"a.docx": b"new"}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_new_file_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    write_atomically({tmp_path / "a.docx": b"one"})
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("other", "a.docx")}
    assert len(modes) == 1
    mask = os.umask(0)
    os.umask(mask)
    assert modes == {0o666 & ~mask}


def test_nothing_is_written_for_nothing(tmp_path: Path) -> None:
    write_atomically({})
    assert content(tmp_path) == {}


@pytest.mark.parametrize("bad_first", [True, False])
@pytest.mark.parametrize("bad", ["folder", "file.txt/below.docx", TOO_LONG])
def test_when_one_target_cannot_be_written_none_is(tmp_path: Path, bad: str, bad_first: bool) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_bytes(b"a file")
    (tmp_path / "kept.docx").write_bytes(b"earlier")
    before = content(tmp_path)
    files = [(tmp_path / "kept.docx", b"later"), (tmp_path / "fresh.docx", b"fresh"), (tmp_path / bad, b"bad")]
    with pytest.raises(OutputError) as caught:
        write_atomically(dict(reversed(files) if bad_first else files))
    assert content(tmp_path) == before
    assert str(tmp_path) in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_disk_that_fills_up_while_writing_leaves_the_earlier_files(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "a.docx"
    path.write_bytes(b"earlier")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(OutputError) as caught:
            write_atomically({path: b"later", tmp_path / "b.docx": bytes(1_000_000)})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert str(caught.value) == f"{tmp_path / 'b.docx'}：无法写入。请检查磁盘空间和权限。"
    assert content(tmp_path) == {"a.docx": b"earlier"}


def test_a_target_that_can_be_written_passes_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.docx"
    check_writable(path)
    assert content(tmp_path) == {}
    path.write_bytes(b"earlier")
    check_writable(path)
    assert content(tmp_path / "new") == {"a.docx": b"earlier"}


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        check_writable(tmp_path)
    assert str(caught.value) == f"{tmp_path}：输出位置是一个文件夹，需要文件名。"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError) as caught:
        check_writable(tmp_path / "file" / "a.docx")
    assert str(caught.value) == f"{tmp_path / 'file'}：无法创建输出文件夹。请换一个位置。"


def test_a_name_too_long_for_the_disk_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"无法写入。请检查权限，或关闭正在打开它的程序。"):
        check_writable(tmp_path / TOO_LONG)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs a thing that exists and cannot be opened")
def test_a_target_that_cannot_be_opened_is_an_output_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.docx")
        with pytest.raises(OutputError, match="无法写入"):
            check_writable(tmp_path / "a.docx")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("云岭市2025年自评报告", "云岭市2025年自评报告"),
        ("../../etc/云岭市", "etc_云岭市"),
        ("..\\..\\windows\\x", "windows_x"),
        ("/etc/passwd", "etc_passwd"),
        ("C:\\x", "C_x"),
        ("a/../b", "a_b"),
        ("a:b*c?d", "a_b_c_d"),
        ('"<|>"', "report"),
        ("a\nb\x00c", "a_b_c"),
        (".hidden", "hidden"),
        ("name. ", "name"),
        ("", "report"),
        (" ._", "report"),
        ("..", "report"),
        ("CON", "report"),
        ("nul", "report"),
        ("com1", "report"),
        ("Lpt9.docx", "report"),
        ("con.", "report"),
        ("aux .txt", "report"),
        ("console", "console"),
        ("com10", "com10"),
        ("a" * 100, "a" * 80),
        ("a" * 79 + " b", "a" * 79),
        ("a" * 79 + ".docx", "a" * 79),
        ("𠮷" * 80, "𠮷" * 60),
        ("\ud800.县\udfff", "县"),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_the_fallback_is_chosen_by_the_caller() -> None:
    assert safe_name("???", fallback="报告") == "报告"


@given(
    st.text(
        st.one_of(st.characters(), st.sampled_from('./\\:*?"<>| _\x00\n'), st.sampled_from("conauxpl19")), max_size=120
    )
)
def test_any_name_is_legal_everywhere(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert not re.search(r'[\\/:*?"<>|\x00-\x1f\x7f]', safe)
    assert safe[-1] not in " ."
    assert safe[0] not in " ."
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)( *\..*)?", safe)
    assert len(safe.encode()) <= 240
    assert safe_name(safe) == safe


@given(st.text(max_size=100))
def test_a_file_of_any_safe_name_can_be_made_in_its_folder(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "names"
    path = folder / f"{safe_name(name)}.docx"
    write_atomically({path: name.encode()})
    assert path.resolve().parent == folder.resolve()
    assert path.read_bytes() == name.encode()
