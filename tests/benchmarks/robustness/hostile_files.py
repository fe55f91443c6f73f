"""Files that are damaged, made to harm, or not what their name says."""

from __future__ import annotations

import codecs
import io
import json
import random
import re
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))

from docx_making import package, paragraph, run, table, text_box, unzipped, wrapped, zipped
from hostile_names import rows_of_names
from hostile_text import ATOMS, hostile_text, reports

from drafter.resources import bundled

__all__ = ["KINDS", "Case", "hostile_case"]

_Made = dict[str, bytes] | tuple[dict[str, bytes], dict[str, str]]
_Maker = Callable[[random.Random], _Made]

_ENTITIES = (
    "<!DOCTYPE d [<!ENTITY e0 '哈哈'>" + "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 11)) + "]>"
)
_MEGABYTE = 1_000_000
_ENCODINGS = "gb18030 utf-16 utf-16-le utf-16-be utf-32 big5 utf-7 shift_jis latin-1"
_SCRAPS = (b"<w:p/>", b"</w:p>", b"<w:tbl>", b"<w:tr>", b"&e;", b'"', b"rId1", b"w:val=", b"<", b">", b"\xff", b"\x00")
_SCRAPS += (b"999999999999", b"-1", b"NaN", b"1e400", b"]]>", b"<!--", b"<![CDATA[", b"xmlns:w=''", b"../", b"0")


@dataclass
class Case:
    """Files to be checked together.

    Attributes:
        files: name -> content; the report comes first.
        given: which of them are metrics, materials, last year's report, waivers or an earlier check.
    """

    kind: str
    files: dict[str, bytes]
    given: dict[str, str] = field(default_factory=dict)

    @property
    def report(self) -> str:
        """Name of the report."""
        return next(iter(self.files))

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(map(len, self.files.values()))


def hostile_case(seed: int, number: int) -> Case:
    """The ``number``-th case; the same seed and number give the same bytes."""
    chance = random.Random(f"{seed}/{number}")
    kind = chance.choices(list(KINDS), [weight for _, weight in KINDS.values()])[0]
    return Case(kind, *_made(KINDS[kind][0](chance)))


def _made(made: _Made) -> tuple[dict[str, bytes], dict[str, str]]:
    return made if isinstance(made, tuple) else (made, {})


# --- text -------------------------------------------------------------------------------------------------------------


def _encoded(text: str, encoding: str = "utf-8") -> bytes:
    return text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "ignore")


def _plain(chance: random.Random) -> dict[str, bytes]:
    return {f"r.{chance.choice(('txt', 'txt', 'md'))}": _encoded(hostile_text(chance, 60_000))}


def _odd_encoding(chance: random.Random) -> dict[str, bytes]:
    text = chance.choice(reports()) if chance.random() < 0.6 else hostile_text(chance, 3_000)
    encoding = chance.choice(_ENCODINGS.split())
    data = _encoded(text, encoding)
    if chance.random() < 0.4:
        data = chance.choice((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)) + data
    return {"r.txt": _edited(data, chance) if chance.random() < 0.5 else data}


def _huge(chance: random.Random) -> dict[str, bytes]:
    """Tens of megabytes: of digits, of one character, of a report again and again."""
    size = chance.choice((5, 20, 50, 63, 70)) * _MEGABYTE
    unit = chance.choice(("0123456789", "7", "1,", "（", "《", "\n", " ", "小学98所，", chance.choice(reports())))
    text = (unit * (size // len(unit.encode()) + 1)).encode()[:size].decode(errors="ignore")
    if chance.random() < 0.7:
        return {"r.txt": text.encode()}
    return {"r.docx": package(paragraph("甲") + paragraph(text.replace("\n", "")[: size // 3]))}


def _million(chance: random.Random) -> dict[str, bytes]:
    """A million characters in one line or many: of a report, or of clauses without a full stop."""
    text = "".join(chance.choices(reports(), k=300))
    text = (text * (_MEGABYTE // len(text) + 1))[:_MEGABYTE]
    return {"r.txt": chance.choice((text, text.replace("\n", ""), text.replace("。", "，").replace("\n", ""))).encode()}


# --- DOCX -------------------------------------------------------------------------------------------------------------


def _edited(data: bytes, chance: random.Random) -> bytes:
    """Bytes with stretches replaced."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        scrap = chance.choice(_SCRAPS) if chance.random() < 0.6 else chance.randbytes(chance.randint(0, 5))
        data = data[:at] + scrap + data[at + int(10 ** chance.uniform(0, 2)) - 1 :]
    return data


@lru_cache(maxsize=1)
def _sound() -> tuple[bytes, ...]:
    """DOCX that are read without complaint: of every part by hand, of the examples' write-ups, of Word's own making."""
    body = (
        paragraph("一、工作开展情况", properties='<w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="0"/></w:numPr>')
        + table(["学段", "学校数（所）"], ["小学", "98"])
        + paragraph("全市小学98所，", text_box(paragraph("初中20所。")), '<w:hyperlink r:id="rIdlink"/>')
        + paragraph(wrapped("<w:r><w:delText>旧</w:delText></w:r>", 'w:del w:id="1"'))
    )
    extra = {
        "header": paragraph("页眉"),
        "footnotes": wrapped(paragraph("注"), 'w:footnote w:id="1"'),
        "comments": wrapped(paragraph("批注"), 'w:comment w:id="0" w:author="drafter"'),
        "styles": '<w:style w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="2"/></w:style>'
        '<w:style w:styleId="2"><w:basedOn w:val="1"/><w:pPr><w:ind w:firstLine="640"/></w:pPr></w:style>',
    }
    written = [p.read_bytes() for p in sorted((bundled("examples", "county") / "materials").glob("*.docx"))[:2]]
    return (package(body, extra, section='<w:headerReference w:type="default" r:id="rIdheader"/>'), *written)


def _damaged(chance: random.Random) -> dict[str, bytes]:
    data = _edited(chance.choice(_sound()), chance)
    return {"r.docx": data[: chance.randrange(len(data))] if chance.random() < 0.15 else data}


def _damaged_part(chance: random.Random) -> dict[str, bytes]:
    """A sound package one of whose parts is damaged, lost, or that of another."""
    parts = unzipped(chance.choice(_sound()))
    name = chance.choice(sorted(parts))
    kind = chance.random()
    if kind < 0.75:
        parts[name] = _edited(parts[name], chance)
    elif kind < 0.85:
        del parts[name]
    else:
        parts[name] = parts[chance.choice(sorted(parts))]
    return {"r.docx": zipped(parts)}


def _deep(chance: random.Random) -> dict[str, bytes]:
    """Elements in elements."""
    alternates, controls = ["mc:AlternateContent", "mc:Choice"], ["w:sdt", "w:sdtContent"]
    wrapper = chance.choice((["w:tbl", "w:tr", "w:tc"], controls, ["w:customXml"], ["w:ins"], alternates))
    levels = int(10 ** chance.uniform(0.5, 3.5))
    if chance.random() < 0.4:
        block = paragraph("底")
        for _ in range(min(levels, 60)):
            block = paragraph(wrapped(block, "w:r", "w:pict", "w:txbxContent"))
        return {"r.docx": package(paragraph("甲") + block)}
    if chance.random() < 0.3:
        block = paragraph("底")
        for _ in range(min(levels, 9)):  # each box is written twice: once for new programs, once for old ones
            block = paragraph(text_box(block))
        return {"r.docx": package(paragraph("甲") + block)}
    inner = paragraph("底") if chance.random() < 0.7 else run("底")
    return {"r.docx": package(paragraph("甲") + wrapped(inner, *wrapper * levels))}


def _huge_table(chance: random.Random) -> dict[str, bytes]:
    """Tables of very many rows, columns or cells, or that claim to span very many."""
    rows, columns = chance.choice(((2, 3000), (20_000, 2), (1, 1), (150, 150), (5000, 6)))
    span = f'<w:tcPr><w:gridSpan w:val="{chance.choice((1, 2, -3, 63, 10**9, 10**30))}"/></w:tcPr>'
    cells = [chance.choice(("小学", "98", "12.5%", "合计", "—", "（所）", "1.2万人", "其中：公办")) for _ in range(97)]
    if rows == 1:
        return {"r.docx": package(paragraph("甲") + wrapped(span + paragraph("98所"), "w:tbl", "w:tr", "w:tc") * 50)}
    head = ["单位：所", "合计", *[f"第{n}列" for n in range(columns)]][:columns]
    return {"r.docx": package(table(head, *([cells[(r * c) % 97] for c in range(columns)] for r in range(rows))))}


def _bomb(chance: random.Random) -> dict[str, bytes]:
    """What unpacks or expands without end."""
    kind = chance.randrange(5)
    if kind == 0:
        return {"r.docx": package(paragraph(f"甲&e{chance.randint(0, 10)};乙"), prolog=_ENTITIES)}
    if kind == 1:
        return {"r.docx": package(paragraph("甲&e;"), prolog="<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>")}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in unzipped(_sound()[0]).items():
            archive.writestr(name, content)
        if kind == 2:
            archive.writestr("word/media/a.bin", bytes(chance.choice((5, 60)) * _MEGABYTE))
        elif kind == 3:
            for number in range(25_000 if chance.random() < 0.3 else 3_000):
                archive.writestr(f"word/media/{number}.xml", b"")
        else:
            archive.writestr("word/document.xml", b"<a>" * _MEGABYTE)
    data = buffer.getvalue()
    if chance.random() < 0.3:  # the directory lies about the size
        at = data.rfind(b"PK\x01\x02")
        data = data[: at + 24] + (100).to_bytes(4, "little") + data[at + 28 :]
    return {"r.docx": data}


def _docx_text(chance: random.Random) -> dict[str, bytes]:
    """A sound DOCX that holds a hostile text, in runs of random length."""
    text = re.sub(r"[^\t\n -\ud7ff\ue000-\ufffd]", "", hostile_text(chance, 20_000))  # what XML may hold
    blocks = []
    for line in text.split("\n"):
        pieces = []
        at = 0
        while at < len(line) or not pieces:
            length = int(10 ** chance.uniform(0, 3.5))
            pieces.append(f'<w:r><w:t xml:space="preserve">{escape(line[at : at + length])}</w:t></w:r>')
            at += length
        blocks.append(paragraph(*pieces))
    return {"r.docx": package("".join(blocks))}


# --- other forms ------------------------------------------------------------------------------------------------------


def _pdf(chance: random.Random) -> dict[str, bytes]:
    """A small PDF, its bytes changed."""
    words = "".join(chance.choices("0123456789 .,%", k=40))
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    data += b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start
    if chance.random() < 0.85:
        data = _edited(data, chance)
    return {"r.pdf": data.replace(b"3 0 R", chance.choice((b"3 0 R", b"2 0 R", b"1 0 R")), 1)}


def _random_json(chance: random.Random, depth: int = 0) -> object:
    kind = chance.randrange(9 if depth < 4 else 6)
    if kind < 6:
        plain = (None, True, 0, -1, 1e300, 10**30, "", "x", "2024", "\ud800", float("nan"))
        return chance.choice((*plain, hostile_text(chance, 100)))
    if kind < 7:
        return [_random_json(chance, depth + 1) for _ in range(chance.randint(0, 4))]
    keys = chance.sample(("sections", "title", "text", "sentences", "a"), 3)
    return {key: _random_json(chance, depth + 1) for key in keys}


def _mutated_json(value: object, chance: random.Random, rate: float) -> object:
    if isinstance(value, dict):
        return {k: _mutated_json(v, chance, rate) for k, v in value.items() if chance.random() > rate / 30}
    if isinstance(value, list):
        return [_mutated_json(v, chance, rate) for v in value]
    if chance.random() > rate:
        return value
    if isinstance(value, str) and chance.random() < 0.9:
        return hostile_text(chance, 1000)
    return _random_json(chance, 2)


@lru_cache(maxsize=1)
def _draft() -> str:
    from drafter.drafting import DraftRequest, draft_report
    from drafter.report import report_to_json

    request = DraftRequest("county-standard", bundled("examples", "county") / "metrics.xlsx", engine="offline")
    return report_to_json(draft_report(request).report)


def _report_file(chance: random.Random) -> dict[str, bytes]:
    if chance.random() < 0.2:
        deep = int(10 ** chance.uniform(1, 5))
        return {"r.report.json": chance.choice((b"[" * deep, b'{"a":' * deep, b"[" * deep + b"]" * deep))}
    value = _mutated_json(json.loads(_draft()), chance, chance.choice((0.0005, 0.002, 0.05)))
    return {"r.report.json": json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")}


def _wrong_kind(chance: random.Random) -> dict[str, bytes]:
    """Anything under any name."""
    data = chance.choice(
        (
            lambda: chance.randbytes(int(10 ** chance.uniform(0, 4))),
            lambda: chance.choice(_sound()),
            lambda: bundled("examples", "county").joinpath("metrics.xlsx").read_bytes(),
            lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504),
            lambda: b"%PDF-1.7\n" + chance.randbytes(200),
            lambda: b"PK\x03\x04" + chance.randbytes(200),
            lambda: b"",
            lambda: bytes(chance.randint(1, 5000)),
        )
    )()
    return {"r." + chance.choice(("docx", "txt", "md", "pdf", "report.json", "xlsx", "rtf2", "html")): data}


# --- what is given with a report --------------------------------------------------------------------------------------

_CELLS = "指标 本年 上年 单位 小学数 在校生数 12.3万人 3,217.77亿元 53.2% 1e999 =1+1 -0 — / 无"
_REPORT = "云岭县2025年履行教育职责自评报告\n一、教育投入\n全县小学98所，在校生2.1万人，比上年增长3.2%。\n"


@lru_cache(maxsize=1)
def _workbook() -> dict[str, bytes]:
    return unzipped(bundled("examples", "county").joinpath("metrics.xlsx").read_bytes())


def _metrics(chance: random.Random) -> tuple[dict[str, bytes], dict[str, str]]:
    """Metrics of any form, damaged or full of nonsense."""
    kind = chance.randrange(5)
    if kind == 0:
        parts = dict(_workbook())
        name = chance.choice(sorted(parts))
        parts[name] = _edited(parts[name], chance)
        name, data = "m.xlsx", zipped(parts)
    elif kind == 1:
        name, data = "m.xlsx", _edited(zipped(_workbook()), chance)
    elif kind == 2:
        cells = [*ATOMS, *_CELLS.split(), "9" * 40]
        count = int(10 ** chance.uniform(0, 3))
        rows = [",".join(chance.choices(cells, k=chance.randint(1, 6))) for _ in range(count)]
        name, data = "m.csv", _encoded("\n".join(["指标,本年,上年,单位"] * chance.randint(0, 1) + rows))
    elif kind == 3:
        value = {"小学数": {"本年": _random_json(chance), "上年": 97}, "年度": 2025, "指标": _random_json(chance)}
        name, data = "m.json", json.dumps(value if chance.random() < 0.5 else _random_json(chance)).encode()
    else:
        aliases = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
        known = (f"a0: &a0 [x, x]\n{aliases}", "a: &a [*a]\n", "? [1]\n: 2\n", "小学数: 2025-13-45\n")
        text = chance.choice((*known, "- " * 3000, "{" * 3000, hostile_text(chance, 2000)))
        name, data = "m.yaml", _encoded(text)
    return {"r.txt": _REPORT.encode(), name: data}, {"metrics": name}


def _many_rows(chance: random.Random) -> tuple[dict[str, bytes], dict[str, str]]:
    """A sheet of up to five thousand rows of nearly one name, beside a report that tells some of them or none."""
    names, rows = rows_of_names(chance, int(10 ** chance.uniform(1, 3.7)))
    told = "".join(f"{name}学校{n % 97}所，比上年增加{n % 7}所。\n" for n, name in enumerate(names[:300]))
    text = chance.choice((_REPORT + told, chance.choice(reports())))
    return {"r.txt": _encoded(text), "m.csv": _encoded("\n".join(rows))}, {"metrics": "m.csv"}


def _beside(chance: random.Random) -> tuple[dict[str, bytes], dict[str, str]]:
    """Waivers, an earlier check, last year's report or a write-up that make no sense, beside a sound report."""
    kind = chance.choice(("waivers", "since", "previous", "materials"))
    if kind == "waivers":
        return {"r.txt": _REPORT.encode(), "w.toml": _encoded(hostile_text(chance, 2000))}, {"waivers": "w.toml"}
    if kind == "since":
        value = {"schema": 1, "file": "r", "findings": [_random_json(chance) for _ in range(3)]}
        return {"r.txt": _REPORT.encode(), "s.json": json.dumps(value).encode()}, {"since": "s.json"}
    made = chance.choice((_plain, _damaged_part, _docx_text))(chance)
    ((name, data),) = made.items()
    folder = "m/" if kind == "materials" else "p-"
    return {"r.txt": _REPORT.encode(), folder + name: data}, {kind: "m" if kind == "materials" else folder + name}


KINDS: dict[str, tuple[_Maker, float]] = {
    "plain text": (_plain, 34),
    "odd encoding": (_odd_encoding, 5),
    "tens of megabytes": (_huge, 0.3),
    "a million characters": (_million, 0.1),
    "damaged docx": (_damaged, 8),
    "docx, damaged part": (_damaged_part, 14),
    "docx, deep": (_deep, 3),
    "docx, huge table": (_huge_table, 0.7),
    "docx, bomb": (_bomb, 1.5),
    "docx, hostile text": (_docx_text, 9),
    "pdf": (_pdf, 5),
    "report.json": (_report_file, 5),
    "wrong kind": (_wrong_kind, 3),
    "metrics": (_metrics, 8),
    "beside the report": (_beside, 5),
    "sheet of many rows": (_many_rows, 2),
}
