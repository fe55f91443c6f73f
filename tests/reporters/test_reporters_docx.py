"""The annotated DOCX: comments on the exact words of the reviewer's own file, and nothing else changed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from annotated_making import BAD, SHAPES, TITLE, W, comment, comment_marks, plain_main, with_part
from docx_making import package, paragraph, run, unzipped, zipped
from lxml import etree

from drafter.checking import CheckRequest, CheckResult, check_file
from drafter.errors import InputError
from drafter.reading import comment_waivers, read_document
from drafter.reporters import to_docx
from drafter.reporters.docx.suggesting import find_fixes

OURS = "drafter"


def check(path: Path) -> CheckResult:
    return check_file(CheckRequest(file=path, select=("PLH", "ARI")))


def annotated(folder: Path, data: bytes, *, suggest: bool = False, name: str = "报告.docx") -> Path:
    """The file with comments, written beside."""
    source = folder / name
    source.write_bytes(data)
    made = folder / "批注.docx"
    made.write_bytes(to_docx(check(source), suggest=suggest))
    return made


def comments(data: bytes) -> dict[str, tuple[str, str]]:
    """Number -> (author, text)."""
    root = etree.fromstring(unzipped(data)["word/comments.xml"])
    return {
        c.get(W + "id", ""): (c.get(W + "author", ""), "\n".join("".join(p.itertext()) for p in c.iter(W + "p")))
        for c in root.iter(W + "comment")
    }


def commented(data: bytes) -> dict[str, str]:
    """Number -> the words it stands on."""
    open_now: set[str] = set()
    words: dict[str, str] = {}
    for element in etree.fromstring(unzipped(data)["word/document.xml"]).iter():
        name, number = etree.QName(element).localname, element.get(W + "id", "")
        if name == "commentRangeStart":
            open_now.add(number)
            words[number] = ""
        elif name == "commentRangeEnd":
            open_now.discard(number)
        elif name == "t":
            for number in open_now:
                words[number] += element.text or ""
    return words


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_changes_but_our_comments(tmp_path: Path, shape: str) -> None:
    data = SHAPES[shape]()
    made = annotated(tmp_path, data)
    before, after = unzipped(data), unzipped(made.read_bytes())
    own = {number for number, (author, _) in comments(made.read_bytes()).items() if author == OURS}
    assert len(own) >= 2  # the summary and a finding
    written = {"word/document.xml", "word/comments.xml"}
    if "word/comments.xml" not in before:
        written |= {"[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert after.keys() == before.keys() | {"word/comments.xml"}
    for name in before.keys() - written:
        assert after[name] == before[name], name
    assert plain_main(after["word/document.xml"], own) == plain_main(before["word/document.xml"], set())
    others = [v for v in comments(made.read_bytes()).values() if v[0] != OURS]
    assert others == (list(comments(data).values()) if "word/comments.xml" in before else [])


@pytest.mark.parametrize("shape", SHAPES)
def test_a_second_run_replaces_our_comments_and_gives_the_same_bytes(tmp_path: Path, shape: str) -> None:
    made = annotated(tmp_path, SHAPES[shape]())
    again = to_docx(check(made))
    assert again == made.read_bytes()
    assert [p.text for p in read_document(made).paragraphs] == [
        p.text for p in read_document(tmp_path / "报告.docx").paragraphs
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_each_comment_stands_on_the_exact_words_or_says_where_they_are(tmp_path: Path, shape: str) -> None:
    made = annotated(tmp_path, SHAPES[shape]())
    data = made.read_bytes()
    words, texts = commented(data), comments(data)
    result = check(tmp_path / "报告.docx")
    assert result.findings
    for finding in result.findings:
        (number,) = [n for n, (_, t) in texts.items() if finding.fingerprint in t and "】同第" not in t]
        assert finding.message in texts[number][1]
        assert finding.code in texts[number][1]
        if finding.place.part in ("body", "table"):
            assert words[number] == finding.excerpt.replace("\t", "").replace("\n", "")
        else:
            assert f"“{finding.excerpt}”" in texts[number][1]


def test_the_title_carries_the_summary(tmp_path: Path) -> None:
    data = annotated(tmp_path, SHAPES["tables"]()).read_bytes()
    (number,) = [n for n, (_, text) in comments(data).items() if text.startswith("drafter 检查：错误")]
    assert commented(data)[number] == TITLE


def test_comments_have_no_clock_and_the_rule_the_advice_and_the_number(tmp_path: Path) -> None:
    data = annotated(tmp_path, SHAPES["fields"]()).read_bytes()
    root = etree.fromstring(unzipped(data)["word/comments.xml"])
    assert not [c for c in root.iter(W + "comment") if c.get(W + "date")]
    (share,) = [text for _, text in comments(data).values() if "ARI001" in text]
    first, *_, advice, last = share.splitlines()
    assert first.startswith("【错误 ARI001】")
    assert advice.startswith("建议：")
    assert last.startswith("编号：")


def fingerprint_of(path: Path, code: str) -> str:
    result = check(path)
    return next(f.fingerprint for f in (*result.findings, *(w.finding for w in result.waived)) if f.code == code)


def simple() -> bytes:
    return package(paragraph(TITLE) + paragraph("一、基本情况") + paragraph(BAD) + paragraph("由XX县提供。"))


def test_a_line_added_to_our_comment_waives_and_the_comment_stays(tmp_path: Path) -> None:
    made = annotated(tmp_path, simple())
    print_of = fingerprint_of(made, "ARI001")
    files = unzipped(made.read_bytes())
    line = f"编号：{print_of}</w:t></w:r></w:p>".encode()
    files["word/comments.xml"] = files["word/comments.xml"].replace(
        line, line + b"<w:p>" + run("不改：口径不同").encode() + b"</w:p>"
    )
    made.write_bytes(zipped(files))
    assert comment_waivers(made) == {print_of: "口径不同"}
    again = to_docx(check(made))
    kept = [text for _, text in comments(again).values() if print_of in text]
    assert len(kept) == 1
    assert kept[0].endswith("不改：口径不同")


def with_threads(made: Path, entries: str, reply: str = "") -> None:
    """Word's list of threads, our comments given the ids that Word gives when it saves, and a reply."""
    files = unzipped(made.read_bytes())
    root = etree.fromstring(files["word/comments.xml"])
    for number, one in enumerate(root.iter(W + "comment")):
        last = list(one.iter(W + "p"))[-1]
        last.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", f"0000000{number}")
    if reply:
        root.append(etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{reply}</x>')[0])
    files["word/comments.xml"] = etree.tostring(root)
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    content = f'<w15:commentsEx xmlns:w15="{w15}">{entries}</w15:commentsEx>'
    kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    made.write_bytes(with_part(zipped(files), "commentsExtended.xml", content, "ex", "application/xml", kind))


def numbers(made: Path, code: str) -> int:
    """Which comment, counted from 0, tells of this rule."""
    return next(n for n, (_, text) in enumerate(comments(made.read_bytes()).values()) if code in text)


def test_a_resolved_comment_waives_and_stays(tmp_path: Path) -> None:
    made = annotated(tmp_path, simple())
    at = numbers(made, "ARI001")
    with_threads(made, f'<w15:commentEx w15:paraId="0000000{at}" w15:done="1"/>')
    print_of = fingerprint_of(made, "ARI001")
    assert comment_waivers(made) == {print_of: "批注已标为解决"}
    again = comments(to_docx(check(made)))
    assert len([1 for _, text in again.values() if print_of in text]) == 1


def test_a_reply_waives_and_a_question_does_not(tmp_path: Path) -> None:
    made = annotated(tmp_path, simple())
    at = numbers(made, "ARI001")
    entries = (
        f'<w15:commentEx w15:paraId="0000000{at}" w15:done="0"/>'
        f'<w15:commentEx w15:paraId="0000009" w15:paraIdParent="0000000{at}" w15:done="0"/>'
    )
    print_of = fingerprint_of(made, "ARI001")
    source = made.read_bytes()
    for text, waived in (("已核", {print_of: "已核"}), ("不改：按原件", {print_of: "按原件"}), ("已核算过？", {})):
        made.write_bytes(source)
        with_threads(made, entries, comment(90, "李处长", text, "0000009"))
        assert comment_waivers(made) == waived
        again = comments(to_docx(check(made)))
        assert ("李处长", text) in again.values()
        assert len([1 for _, told in again.values() if print_of in told]) == 1


def test_an_answer_on_the_same_words_waives_when_it_can_only_mean_one(tmp_path: Path) -> None:
    made = annotated(tmp_path, simple())
    files = unzipped(made.read_bytes())
    mark = next(n for n, (_, text) in comments(made.read_bytes()).items() if "PLH" in text)
    start = f'<w:commentRangeStart w:id="{mark}"/>'.encode()
    end = f'<w:commentRangeEnd w:id="{mark}"/>'.encode()
    main = files["word/document.xml"]
    main = main.replace(start, start + b'<w:commentRangeStart w:id="77"/>')
    files["word/document.xml"] = main.replace(end, b'<w:commentRangeEnd w:id="77"/>' + end)
    note = comment(77, "李处长", "已核：县名待定").encode()
    files["word/comments.xml"] = files["word/comments.xml"].replace(b"</w:comments>", note + b"</w:comments>")
    made.write_bytes(zipped(files))
    result = check(made)
    assert comment_waivers(made) == {fingerprint_of(made, "PLH003"): "县名待定"}
    assert [(w.finding.code, w.waiver.reason) for w in result.waived] == [("PLH003", "县名待定")]
    made.write_bytes(to_docx(result))
    assert [w.waiver.reason for w in check(made).waived] == ["县名待定"]  # and so for every later check


def test_removed_comments_leave_words_threads_too(tmp_path: Path) -> None:
    made = annotated(tmp_path, simple())
    count = len(comments(made.read_bytes()))
    with_threads(made, "".join(f'<w15:commentEx w15:paraId="0000000{n}" w15:done="0"/>' for n in range(count)))
    again = unzipped(to_docx(check(made)))
    assert b"commentEx " not in again["word/commentsExtended.xml"]


def test_other_files_have_no_waivers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(b"PK")
    assert comment_waivers(tmp_path / "a.txt") == comment_waivers(tmp_path / "b.docx") == {}


def test_only_a_docx_can_be_annotated_and_only_as_it_was_checked(tmp_path: Path) -> None:
    text = tmp_path / "报告.txt"
    text.write_text(BAD, encoding="utf-8")
    with pytest.raises(InputError, match=r"只有 .docx 报告能加批注"):
        to_docx(check(text))
    source = tmp_path / "报告.docx"
    source.write_bytes(simple())
    result = check(source)
    source.write_bytes(package(paragraph("改过了。")))
    with pytest.raises(InputError, match="检查之后改动过"):
        to_docx(result)


def test_damaged_comments_are_one_clear_line(tmp_path: Path) -> None:
    parts = unzipped(package(paragraph(BAD), {"comments": ""}))
    source = tmp_path / "报告.docx"
    source.write_bytes(zipped({**parts, "word/comments.xml": b"<?xml"}))
    with pytest.raises(InputError, match=r"报告.docx：文件的批注部分已损坏"):
        to_docx(check(source))


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("全市(含县区)有学校１２所,教师充足.", "全市（含县区）有学校12所，教师充足。"),
        ("坚持\"优先发展\"，落实'两个只增不减'。", "坚持“优先发展”，落实'两个只增不减'。"),
        ("2026年03月05日", "2026年3月5日"),
        ("投入增长，，保障有力。。", "投入增长，保障有力。"),
        ("开展评估、督导、等工作。", "开展评估、督导等工作。"),
        ("师生比1:13.5，公办率53.2%，见附件(1)。", "师生比1:13.5，公办率53.2%，见附件(1)。"),
        ("No Chinese, only (English).", "No Chinese, only (English)."),
        ("时间为8:30,地点:一楼", "时间为8:30,地点：一楼"),
        ("等待……。。。", "等待……。。。"),
    ],
)
def test_fixes_are_mechanical(text: str, fixed: str) -> None:
    result = text
    for fix in reversed(find_fixes(text)):
        result = result[: fix.start] + fix.new + result[fix.end :]
    assert result == fixed


def test_suggestions_are_tracked_changes_that_keep_the_format(tmp_path: Path) -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>一.基本情况。</w:t></w:r>"
    others = '<w:ins w:id="7" w:author="王科长"><w:r><w:t>学校１２所,</w:t></w:r></w:ins>'
    body = paragraph(TITLE) + paragraph(bold) + paragraph("全市(含县区)有", others, "教师充足,成效明显。")
    made = annotated(tmp_path, package(body), suggest=True)
    assert [p.text for p in read_document(made).paragraphs] == [
        TITLE,
        "一、基本情况",
        "全市（含县区）有学校１２所,教师充足，成效明显。",
    ]
    root = etree.fromstring(unzipped(made.read_bytes())["word/document.xml"])
    changes = [c for c in root.iter(W + "ins", W + "del") if c.get(W + "author") == OURS]
    assert len({c.get(W + "id") for c in changes}) == len(changes) >= 8
    first = next(c for c in changes if c.tag == W + "ins")
    assert first.find(f"{W}r/{W}rPr/{W}b") is not None
    assert "".join(t.text or "" for t in root.iter(W + "delText")) == ".。(),"
    again = to_docx(check(made), suggest=True)
    assert again == made.read_bytes()


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_opens_it_and_keeps_every_comment_on_its_words(tmp_path: Path) -> None:
    made = annotated(tmp_path, SHAPES["tracked"](), suggest=True)
    made = made.rename(tmp_path / "made.docx")
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "odt"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(made)], check=True, capture_output=True, timeout=180)
    content = etree.fromstring(unzipped((tmp_path / "made.odt").read_bytes())["content.xml"])
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    shown = ["".join(a.itertext()) for a in content.iter(office + "annotation")]
    ours = [text for _, text in comments(made.read_bytes()).values()]
    assert len(shown) == len(ours) == len(list(content.iter(office + "annotation-end")))
    for text in ours:
        assert any(text.splitlines()[0] in one for one in shown)


def test_marks_of_others_stay_where_they_are(tmp_path: Path) -> None:
    body = paragraph(TITLE) + paragraph(comment_marks(run("由XX县和XX县提供。"), 5))
    data = annotated(tmp_path, package(body, {"comments": comment(5, "王科长", "哪个县")})).read_bytes()
    assert commented(data)["5"] == "由XX县和XX县提供。"
    assert comments(data)["5"] == ("王科长", "哪个县")
