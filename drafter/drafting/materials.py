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
_SEVERAL = re.compile(r"^.+(?:局|工委|编办|委员会|督导室|考试院|办公室|厅)")
#: Applause that no figure carries: such a sentence adds nothing to the one it leans on.
_APPLAUSE = re.compile(r"欢迎|好评|认可|赞誉|肯定|反响|称赞|满意")
#: Who helped another office, or worked with it, has to be named.
_NEEDS_SUBJECT = re.compile(r"^(?:积极)?(?:配合|协助|会同|联合|牵头)")
_LONG_HEADING = 24
_BUREAU = re.compile(
    r"^(.+?(?:工委|编办|局|委员会|督导室|考试院|中心|办公室|秘书组|部|厅|院|馆|委))(?:.*(?:科|处|股))?$"
)


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
    """Every write-up of a folder, as sentences and as it was read, and what could not be read."""

    files: list[Material] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)

    def sentences(self) -> list[MaterialSentence]:
        """All sentences in file and text order."""
        return [sentence for material in self.files for sentence in material.sentences]

    @property
    def bureau(self) -> str:
        """What the region's education office is called where it is no 教育局 (市教育体育局); empty where it is."""
        offices = [office for material in self.files for office in material.organisation.split("、")]
        named = [office for office in offices if re.fullmatch(r"[市县区州盟旗]教[^、]{1,8}局", office)]
        return "" if any(office.endswith("教育局") for office in named) else next(iter(named), "")


def read_materials(folder: Path, region: str = "") -> Materials:
    """The write-ups in a folder (DOCX, TXT, MD), by file name.

    Args:
        region: whose report they are for: the offices of 岚川市 are 市教育局 in its own report, not 岚川市教育局.

    A file that cannot be read is a notice, so that one bad file does not stop the report.

    Raises:
        InputError: the folder does not exist.
    """
    documents, notices = read_folder(folder)
    return Materials([_material(document, region) for document in documents], notices, documents)


def _material(document: Document, region: str) -> Material:
    stem = _BEFORE_OFFICE.sub("", Path(document.name).stem)
    office = _AFTER_OFFICE.split(stem)[0]
    organisation = match[1] if (match := _BUREAU.match(office)) else ""
    if not organisation and (several := _SEVERAL.match(office)):
        organisation = several.group()
    organisation = "、".join(_spoken(part, region) for part in organisation.split("、"))
    sentences = _table_sentences if document.form == "xlsx" else _sentences
    return Material(document.name, organisation, sentences(document, organisation))


def _spoken(office: str, region: str) -> str:
    """An office as its own government speaks of it."""
    own = re.sub(r"^中共", "", office)
    return own.removeprefix(region[:-1]) if region and own.startswith(region) else office


def _table_sentences(document: Document, organisation: str) -> list[MaterialSentence]:
    return [
        MaterialSentence(
            f"{document.name}#p{found.paragraph}",
            found.text,
            found.original,
            found.heading,
            found.lead,
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
        if heading is not None and _is_sentence(paragraph.text, heading.run_in):
            heading = None  # 「1.县财力薄弱，配套资金不到位。」 is an entry of a list
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


def _is_sentence(text: str, run_in: bool) -> bool:
    """Whether what is numbered like a heading is a whole sentence."""
    return not run_in and len(text) > _LONG_HEADING and text.rstrip().endswith("。")


def _units(text: str) -> list[str]:
    """Sentences of a paragraph; one that leans on the sentence before stays with it."""
    units: list[str] = []
    for match in _SENTENCE.finditer(text):
        sentence = match.group().strip()
        if units and _LEANING.match(sentence):
            if not _APPLAUSE.search(sentence) or any(char.isdigit() for char in sentence):
                units[-1] += sentence
        else:
            units.append(sentence)
    return units


def _ready(original: str, organisation: str) -> str:
    counted = re.search(r"[；;，,]\s*二是", original)  # 一是…；二是…: the labels belong together
    text = re.sub(r"\s+", "", original.strip() if counted else _LABEL.sub("", original))
    text = _LINK.sub("", text)
    text = re.sub(r"我[局委办厅院科室馆处](?!们)", organisation or _UNNAMED, text)
    if organisation and _NEEDS_SUBJECT.match(text):
        text = organisation + text.removeprefix("积极")
    return "" if _LEANING.match(text) or _POINTING.search(text) else text


def _role(path: dict[int, str]) -> str:
    for level in sorted(path):
        if _PROBLEMS.search(path[level]) and not _PLANS.search(path[level]):
            return "problem"
        if re.search(r"下一步|打算|整改措施|工作思路|改进措施", path[level]):
            return "plan"
    return "body"
