"""A folder of write-ups: all that can be read, and a notice on the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_making import package, paragraph, texts

from drafter.errors import InputError
from drafter.reading import read_folder


def test_documents_come_by_name_and_the_rest_is_named(tmp_path: Path) -> None:
    picture = '<w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r>'
    (tmp_path / "02人社局.docx").write_bytes(package(paragraph("乙", picture)))
    (tmp_path / "01教育局.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "03空.md").write_text("", encoding="utf-8")
    (tmp_path / "04坏.docx").write_bytes(b"PK")
    (tmp_path / "05图片.jpg").write_bytes(b"PK")
    (tmp_path / "06草稿.report.json").write_text("{}", encoding="utf-8")
    (tmp_path / ".隐藏.txt").write_text("丙", encoding="utf-8")
    (tmp_path / "~$02人社局.docx").write_bytes(b"")
    (tmp_path / "子夹.txt").mkdir()
    documents, notices = read_folder(tmp_path)
    assert [(d.name, texts(d)) for d in documents] == [("01教育局.txt", ["甲"]), ("02人社局.docx", ["乙"])]
    assert notices == [
        "材料 02人社局.docx 中有1 张图片中的文字，未读取。",
        "材料 03空.md：文件里没有文字。",
        "材料 04坏.docx：不是有效的 .docx 文件，或已损坏。请重新导出后再试。",
        "材料 05图片.jpg 不是 .docx、.txt、.md、.pdf、.xlsx 文件，未读取。",
        "材料 06草稿.report.json 不是 .docx、.txt、.md、.pdf、.xlsx 文件，未读取。",
    ]


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert read_folder(tmp_path) == ([], [])


@pytest.mark.parametrize("name", ["没有", "文件.txt"])
def test_what_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "文件.txt").write_text("甲", encoding="utf-8")
    with pytest.raises(InputError, match="找不到材料文件夹"):
        read_folder(tmp_path / name)
