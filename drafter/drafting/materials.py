"""Department write-ups as sentences that a report could use, each with its passage."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from drafter.drafting.ledgers import ledger_sentences
from drafter.reading import Document, read_folder

__all__ = ["Material", "MaterialSentence", "Materials", "read_materials"]

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]+[”’」』）)]*")
_LABEL = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.．、]|[一二三四五六七八九十]是)\s*"
)
_LINK = re.compile(r"^(?:同时|此外|另外|与此同时|在此基础上|其次|再次|最后|首先|一方面|另一方面)[，,]")
#: Words that lean on the sentence before: such a sentence is never used alone.
_LEANING = re.compile(r"^(?:其中|这|该|上述|以上|其|对此|为此|由此|因此|此类|此举|前者|后者)")
_PROBLEMS = re.compile(r"问题|不足|困难|短板|差距|薄弱")
_PLANS = re.compile(r"下一步|打算|计划|措施|整改|安排|思路")
#: A sentence that points at something that will not be in the report.
_POINTING = re.compile(r"[如见][下上附][表图]|[下上附][表图](?:所示|列)|详见|见附件|如前所述|同上")
_SHORTEST = 10
#: What stands in a file name before the office (附件3、) and after it (2025年履职自评材料).
_BEFORE_OFFICE = re.compile(r"^(?:附件)?[\d\s.\-_、：:]+")
_AFTER_OFFICE = re.compile(r"关于|\d|履[行职]|自评|工作(?:总结|情况|材料|报告|汇报)|材料|总结|情况|报告|[（(—_\-\s]")
_UNNAMED = "有关部门"  # what 我局 becomes when the file name does not say whose write-up it is
_BUREAU = re.compile(r"^(.+?(?:工委|编办|局|委员会|督导室|考试院|中心|办公室|部|厅|院|馆|委))(?:.*(?:科|处|股))?$")


@dataclass(frozen=True)
class MaterialSentence:
    """A sentence of a write-up.

    Attributes:
        ref: ``file#p12``: the paragraph counted from 0.
        text: ready for the report: labels and linking words gone, 我局 spelled out.
        original: as it stands in the write-up.
        heading: headings it stands under, outermost first, joined by spaces.
        lead: the run-in heading of its paragraph, empty when it has none.
        role: body, problem or plan.
        organisation: who wrote it; empty when the file name does not say.
        listed: one row of a ledger that a report tells whole; ``settled``: the row says that it is done.
    """

    ref: str
    text: str
    original: str
    heading: str
    lead: str
    role: str
    organisation: str
    listed: bool = False
    settled: bool = False


@dataclass
class Material:
    """One write-up."""

    name: str
    organisation: str
    sentences: list[MaterialSentence]


@dataclass
class Materials:
    """Every write-up of a folder, and what could not be read."""

    files: list[Material] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def sentences(self) -> list[MaterialSentence]:
        """All sentences in file and text order."""
        return [sentence for material in self.files for sentence in material.sentences]


def read_materials(folder: Path) -> Materials:
    """The write-ups in a folder (DOCX, TXT, MD), by file name.

    A file that cannot be read is a notice, so that one bad file does not stop the report.

    Raises:
        InputError: the folder does not exist.
    """
    documents, notices = read_folder(folder)
    return Materials([_material(document) for document in documents], notices)


def _material(document: Document) -> Material:
    stem = _BEFORE_OFFICE.sub("", Path(document.name).stem)
    match = _BUREAU.match(_AFTER_OFFICE.split(stem)[0])
    organisation = match[1] if match else ""
    sentences = _table_sentences if document.form == "xlsx" else _sentences
    return Material(document.name, organisation, sentences(document, organisation))


def _table_sentences(document: Document, organisation: str) -> list[MaterialSentence]:
    return [
        MaterialSentence(
            f"{document.name}#p{found.paragraph}",
            found.text,
            found.original,
            found.heading,
            "",
            found.role,
            organisation,
            found.listed,
            found.settled,
        )
        for found in ledger_sentences(document)
    ]


def _sentences(document: Document, organisation: str) -> list[MaterialSentence]:
    headings = {heading.paragraph: heading for heading in document.headings}
    path: dict[int, str] = {}
    result: list[MaterialSentence] = []
    for paragraph in document.paragraphs:
        heading = headings.get(paragraph.index)
        if heading is not None:
            path = {level: text for level, text in path.items() if level < heading.level}
            path[heading.level] = heading.text
        if paragraph.part != "body" or (heading is not None and not heading.run_in):
            continue
        text = paragraph.text[heading.end :].lstrip("。 　") if heading else paragraph.text
        if headings and not path:
            continue  # title and sender stand before the first heading
        context = " ".join(path[level] for level in sorted(path))
        lead = heading.text if heading is not None else ""
        ref = f"{document.name}#p{paragraph.index}"
        for original in _units(text):
            ready = _ready(original, organisation)
            if len(ready) >= _SHORTEST:
                result.append(MaterialSentence(ref, ready, original, context, lead, _role(path), organisation))
    return result


def _units(text: str) -> list[str]:
    """Sentences of a paragraph; one that leans on the sentence before stays with it."""
    units: list[str] = []
    for match in _SENTENCE.finditer(text):
        sentence = match.group().strip()
        if units and _LEANING.match(sentence):
            units[-1] += sentence
        else:
            units.append(sentence)
    return units


def _ready(original: str, organisation: str) -> str:
    text = re.sub(r"\s+", "", _LABEL.sub("", original))
    text = _LINK.sub("", text)
    text = re.sub(r"我[局委办厅院科室馆处](?!们)", organisation or _UNNAMED, text)
    return "" if _LEANING.match(text) or _POINTING.search(text) else text


def _role(path: dict[int, str]) -> str:
    for level in sorted(path):
        if _PROBLEMS.search(path[level]) and not _PLANS.search(path[level]):
            return "problem"
        if re.search(r"下一步|打算|整改措施|工作思路|改进措施", path[level]):
            return "plan"
    return "body"
