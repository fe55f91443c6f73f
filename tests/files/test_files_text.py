"""Plain text and YAML in the encodings of offices."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.errors import InputError
from drafter.files import read_text, read_yaml

WORDS = "云岭市２０２５年，教育支出：３２．５亿元。〇㎡‰"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("texts")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_text_is_read_in_any_encoding_with_one_line_end(tmp_path: Path, encoding: str, newline: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"{WORDS}{newline}{newline}第二行".encode(encoding))
    assert read_text(path) == f"{WORDS}\n\n第二行"


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_both_byte_orders_of_utf_16_are_read(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(mark + WORDS.encode("utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"))
    assert read_text(path) == WORDS


def test_gb_2312_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("教育支出".encode("gb2312"))
    assert read_text(path) == "教育支出"


def test_an_empty_file_is_an_empty_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    assert read_text(path) == ""


@pytest.mark.parametrize("content", [b"a\x00b", b"\x89PNG\r\n\x1a\n\xff\xff", b"\xff\xfeodd", b"\xff\xfe\x00\xd8"])
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_text(path)
    assert str(caught.value) == "a.txt：不是文本文件，或编码无法识别。请另存为 UTF-8 编码的文本。"


def test_a_very_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(64 * 1024 * 1024 + 1)
    with pytest.raises(InputError, match=r"a\.txt：文本文件超过 64 MB，已拒绝读取。"):
        read_text(path)


def test_a_missing_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="找不到文件"):
        read_text(tmp_path / "a.txt")


@settings(deadline=None)
@given(text=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00\r\ufeff"), max_size=60))
def test_any_text_is_read_back(folder: Path, text: str) -> None:
    path = folder / "a.txt"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path.write_bytes(text.encode(encoding))
        assert read_text(path) == text


@settings(deadline=None)
@given(content=st.binary(max_size=80))
def test_no_bytes_make_the_reader_fail_otherwise(folder: Path, content: bytes) -> None:
    path = folder / "b.txt"
    path.write_bytes(content)
    try:
        text = read_text(path)
    except InputError:
        text = ""
    assert "\x00" not in text
    assert "\r" not in text


def test_yaml_is_read_as_plain_data(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("名称: [甲, 1, 2.5, true]\n空:\n".encode("gbk"))
    assert read_yaml(path) == {"名称": ["甲", 1, 2.5, True], "空": None}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [", "a.yaml：第 3 行不是有效的 YAML。"),
        ("a: 1\n b: 2\n", "a.yaml：第 2 行不是有效的 YAML。"),
        ('!!python/object/apply:os.system ["true"]', "a.yaml：第 1 行不是有效的 YAML。"),
        ("a: \x01", "a.yaml：不是有效的 YAML。"),
        ("from: 2024-13-45", "a.yaml：不是有效的 YAML。"),
        ('!!int "甲"', "a.yaml：不是有效的 YAML。"),
    ],
)
def test_what_is_no_yaml_is_refused_with_its_line(tmp_path: Path, text: str, line: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_yaml(path)
    assert str(caught.value) == line


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    """The line depends on the loader: the C one stops where the text ends, or where its own depth ends."""
    path = tmp_path / "a.yaml"
    path.write_text("[" * 3000 + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"^a\.yaml：第 [12] 行不是有效的 YAML。$"):
        read_yaml(path)


@settings(deadline=None, max_examples=300)
@given(text=st.text(st.sampled_from("ab: -[]{}!&*#|>'\"\n,?%@`1<~.\t"), max_size=40))
def test_no_yaml_makes_the_reader_fail_otherwise(folder: Path, text: str) -> None:
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8")
    reason = ""
    try:
        read_yaml(path)
    except InputError as error:
        reason = str(error)
    assert not reason or reason.endswith("不是有效的 YAML。")
