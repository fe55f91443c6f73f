"""What a user's library takes in, what it finds out about it, what it leaves out, and taking out again."""

from pathlib import Path

import openpyxl
import pytest
from cli_running import call_drafter
from library_helpers import Other, report, running_server, sound
from pypdf import PdfWriter

from drafter.errors import InputError
from drafter.files.pdf import _parted
from drafter.library import Given, Library, documents, ingest, remove
from drafter.library.folder import FolderBase
from drafter.library.loading import load_passages
from drafter.library.near import likeness, signature

PAGE = """<!DOCTYPE html><html><head><style>p {}</style><title>无关</title></head><body>
<nav>首页</nav><h1>临溪县人民政府办公室关于印发校车管理办法的通知</h1><p>临政办发〔2024〕12号</p>
<h2>一、总体要求</h2><p>校车每天检查，路线由<b>县教育局</b>审定，分三步：</p>
<ul><li>一是定人，每车一名照管员。</li><li>二是定车，每年检测两次。</li><li>三是定线，避开山路险段。</li></ul>
<table><tr><th>线路</th><td>12条</td></tr></table><script>alert(1)</script></body></html>"""


def test_a_web_page_is_read_as_it_is_seen(work: Path) -> None:
    path = work / "校车.html"
    path.write_text(PAGE, encoding="utf-8")
    passages = load_passages(path, "policy")
    text = "\n".join(passage.text for passage in passages)
    assert passages[-1].headings == ("一、总体要求",)
    assert "路线由县教育局审定" in text.replace(" ", "")
    assert "线路 | 12条" in text
    assert not any(hidden in text for hidden in ("alert", "首页", "无关"))
    (whole,) = [passage for passage in passages if "一是" in passage.text]
    assert all(f"{mark}是定" in whole.text for mark in "一二三"), "a list stays whole"


def test_what_a_document_is_is_found_out(work: Path) -> None:
    path = work / "校车.html"
    path.write_text(PAGE, encoding="gbk")
    first = load_passages(path, "policy")[0]
    assert first.title == "临溪县人民政府办公室关于印发校车管理办法的通知"
    assert (first.year, first.region, first.levels) == (2024, "临溪县", ("county",))
    assert (first.number, first.issuer) == ("临政办发〔2024〕12号", "临溪县人民政府办公室")


def test_a_workbook_and_a_pdf_are_read(work: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "校车线路"
    book.worksheets[0].append(["线路", "学生"])
    book.worksheets[0].append(["一号线", 36])
    book.save(work / "线路.xlsx")
    (passage,) = load_passages(work / "线路.xlsx", "sample")
    assert "一号线 | 36" in passage.text
    (work / "坏.pdf").write_bytes(b"%PDF-1.4\n%%EOF")
    with pytest.raises(InputError, match="坏.pdf"):
        load_passages(work / "坏.pdf", "sample")


def test_a_printed_notice_is_read_past_its_running_lines(work: Path) -> None:
    """A notice of two pages that an office program printed, with a running header and page numbers."""
    path = work / "校车.pdf"
    path.write_bytes((Path(__file__).parent / "files" / "notice.pdf").read_bytes())
    passages = load_passages(path, "policy")
    first = passages[0]
    assert first.title == "临溪县人民政府办公室关于进一步做好农村学生上下学交通服务工作的通知"
    assert (first.number, first.issuer, first.year) == ("临政办发〔2024〕12号", "临溪县人民政府办公室", 2024)
    assert [passage.headings[-1] for passage in passages[1:]] == [
        "一、总体要求",
        "（一）优化线路",
        "（二）强化管理",
        "（三）保障经费",
        "三、工作要求",
    ]
    whole = next(passage.text for passage in passages if "一是" in passage.text)
    assert "一律不得接送学生" in whole, "a sentence goes on over the page"
    assert all(f"{mark}是必须定" in whole for mark in "一二三")
    text = "".join(passage.text for passage in passages)
    assert "教育文件选编" not in text
    assert not any(mark in text for mark in ("— 1 —", "— 2 —"))
    assert "每条线路每年6万元" in text


def test_a_scan_is_told_in_one_line(work: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(work / "扫描.pdf")
    run = call_drafter(work, "ingest", "扫描.pdf", "--kind", "policy")
    assert run.code == 2
    assert "扫描.pdf" in run.err
    assert "没有文字层（可能是扫描件）" in run.err
    assert run.err.count("\n") <= 2


def test_lines_that_only_look_like_running_ones_stay() -> None:
    pages = [["总结", "甲" * 30, "12", "乙" * 30, "丙", "— 1 —"], ["总结", "丁" * 30, "34", "戊", "己", "— 2 —"]]
    assert [line.text for line in _parted(pages) if line.part == "body"] == [
        *("甲" * 30, "12", "乙" * 30, "丙"),
        *("丁" * 30, "34", "戊", "己"),
    ]
    assert [line.part for line in _parted([["总结", "一页"]])] == ["body", "body"]


def test_a_near_copy_is_left_out_and_can_be_insisted_on(work: Path) -> None:
    report(work / "甲.md", "云岭县", "学前教育", sections=10)
    text = "".join(
        f"第{n}项：{chr(0x4E00 + n * 37)}{chr(0x5200 + n * 53)}工作按期完成，责任到人。\n" for n in range(400)
    )
    (work / "乙.md").write_text("乙县2024年报告\n" + text, encoding="utf-8")
    (work / "丙.md").write_text("乙县2024年报告\n" + text.replace("第7项", "第七项"), encoding="utf-8")
    first = ingest([work / "甲.md", work / "乙.md", work / "丙.md"], "sample", embedder=Other())
    assert [path.name for path in first.added] == ["甲.md", "乙.md"]
    assert [(path.name, title) for path, title in first.near] == [("丙.md", "乙县2024年报告")]
    again = ingest([work / "丙.md"], "sample", embedder=Other())
    assert [len(again.added), len(again.near)] == [0, 1]
    kept = ingest([work / "丙.md"], "sample", embedder=Other(), keep_near=True)
    assert [len(kept.added), len(kept.near), kept.documents] == [1, 0, 3]


def test_a_changed_document_is_no_copy_of_itself(work: Path) -> None:
    text = "".join(f"第{n}项：{chr(0x4E00 + n * 37)}工作按期完成。\n" for n in range(300))
    (work / "甲.md").write_text("甲县2024年报告\n" + text, encoding="utf-8")
    ingest([work / "甲.md"], "sample", embedder=Other())
    (work / "甲.md").write_text("甲县2024年报告\n" + text + "补充一句。", encoding="utf-8")
    second = ingest([work / "甲.md"], "sample", embedder=Other())
    assert [len(second.replaced), len(second.near)] == [1, 0]


def test_documents_of_short_text_are_never_called_alike() -> None:
    assert likeness(signature(["校车管理"]), signature(["校车管理"])) == 0.0
    long = ["".join(chr(0x4E00 + n) for n in range(900))]
    assert likeness(signature(long), signature(long)) == 1.0
    assert likeness(signature(long), signature(["".join(chr(0x6E00 + n) for n in range(900))])) == 0.0


def test_documents_are_taken_out_by_name_title_or_folder(work: Path) -> None:
    folder = work / "报告"
    folder.mkdir()
    for name, word in (("云岭县", "学前教育"), ("青川县", "职业教育"), ("白水县", "特殊教育")):
        report(folder / f"{name}.md", name, word)
    ingest([folder], "sample", embedder=Other())
    assert [Path(key).name for key in remove(["云岭县.md"])] == ["云岭县.md"]
    assert len(sound(FolderBase(work / ".drafter" / "kb"))) == 2
    remove(["青川县2024年自评报告"])
    with pytest.raises(InputError, match=r"没有“云岭县.md”.*白水县.md"):
        remove(["云岭县.md"])
    assert len(remove([str(folder)])) == 1
    assert documents() == {}
    assert len(ingest([folder], "sample", embedder=Other()).added) == 3


def test_documents_are_taken_out_of_a_server(work: Path) -> None:
    with running_server(work / "server") as server:
        ingest([report(work / "甲.md", "云岭县", "学前教育")], "sample", server.url, embedder=Other())
        ingest([report(work / "乙.md", "青川县", "职业教育")], "sample", server.url, embedder=Other())
        remove(["甲.md"], server.url)
        assert [Path(key).name for key in documents(server.url)] == ["乙.md"]


def test_what_was_found_out_can_be_corrected_and_stays_so(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_EMBEDDER", "lexical")
    path = report(work / "经验.md", "云岭县", "学前教育")
    path.write_text("办园经验\n" + path.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8")
    run = call_drafter(work, "ingest", "经验.md", "--kind", "sample")
    assert "经验.md：《办园经验》，年份不明，级别不明，地区不明" in run.err
    assert "--set year=2024" in run.err

    command = ("ingest", "经验.md", "--kind", "sample")
    run = call_drafter(work, *command, "--set", "year=2022", "--set", "level=county", "--set", "region=云岭县")
    assert "更新 1 份" in run.out
    told = "《办园经验》，2022年，县级，云岭县"
    assert told in run.err
    assert told in call_drafter(work, "ingest", "--list").out
    assert "未变 1 份" in call_drafter(work, *command).out, "what was said is not taken back by saying nothing"

    path.write_text(path.read_text(encoding="utf-8") + "再补一句。\n", encoding="utf-8")
    assert told in call_drafter(work, *command).err, "nor by a change of the text"
    with Library.open(dense=False) as library:
        own = [passage for passage in library.passages if passage.title == "办园经验"]
        assert {(passage.year, passage.levels, passage.region) for passage in own} == {(2022, ("county",), "云岭县")}
    assert "年份不明，县级" in call_drafter(work, *command, "--set", "year=").err


def test_a_server_keeps_what_was_said(work: Path, server: str) -> None:
    path = report(work / "甲.md", "云岭县", "学前教育")
    ingest([path], "sample", server, embedder=Other(), given=Given.parse(["year=2021", "level=city,county"]))
    again = ingest([path], "sample", server, embedder=Other())
    assert len(again.unchanged) == 1
    (document,) = documents(server).values()
    assert (document.year, document.levels, document.region) == (2021, ("city", "county"), "云岭县")


@pytest.mark.parametrize("entry", ["year", "year=去年", "year=24", "level=town", "colour=red", "=2024"])
def test_a_correction_that_is_none_is_one_line(entry: str) -> None:
    with pytest.raises(InputError, match="--set"):
        Given.parse([entry])


def test_the_command_shows_takes_out_and_lists(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_EMBEDDER", "lexical")
    (work / "校车.html").write_text(PAGE, encoding="utf-8")
    run = call_drafter(work, "ingest", "校车.html", "--kind", "policy")
    assert run.code == 0, run.err
    assert "文号 临政办发〔2024〕12号，发文 临溪县人民政府办公室" in run.err
    assert "校车.html" in call_drafter(work, "ingest", "--list").out
    found = call_drafter(work, "search", "临政办发〔2024〕12号", "-k", "1", "--explain")
    assert "校车管理办法" in found.out
    assert "点名的文件" in found.out
    assert "同时按文件用语查找" in call_drafter(work, "search", "补习班卷钱跑路", "--explain").err
    assert "已移出" in call_drafter(work, "ingest", "--remove", "校车.html").out
    assert call_drafter(work, "ingest", "--list").out == ""
    gone = call_drafter(work, "ingest", "--remove", "校车.html")
    assert gone.code == 2
    assert "没有“校车.html”" in gone.err
