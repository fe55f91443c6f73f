"""ENT016: a school that is being built under one name and opens under another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.findings import Evidence, Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY"]

SCHOOL = Rule(
    "ENT016",
    "school-under-two-names",
    "同一所学校两种写法",
    Severity.WARNING,
    "一段里先说新建、扩建某校，后面说它建成、投用时，校名差了一个字；方位、序号不同的（城东、城西，第一、第二）是两所学校，不算。",
    "校名写错，项目就对不上。",
    (
        Example("新建松岚小学，总投资8600万元。松岗小学9月建成投用，新增学位1080个。"),
        Example("县里把思源实验学校作为一号工程，去年3月动工，恩源实验学校今年8月竣工。"),
        Example("扩建青禾路幼儿园1所，青和路幼儿园已投入使用。"),
    ),
    (
        Example("新建松岚小学，总投资8600万元。松岚小学9月建成投用，新增学位1080个。"),
        Example("新建城东小学、城西小学，城西小学9月建成投用。新建第三中学，第四中学已竣工。"),
        Example("新建松岚小学，改建松岗小学。松岗小学9月建成投用。"),
        Example("新建公办小学3所，民办小学已竣工1所。"),
    ),
    "《党政机关公文处理工作条例》第十九条：表述准确，前后一致",
)

_KINDS = "小学|中学|幼儿园|学校"
_BEGUN = re.compile(
    rf"(?:新建|改?扩建|改建|迁建|重建|筹建|启动|开工建设|[把将])(?:了|的)?(?P<stem>[一-鿿]{{2,7}}?)(?P<kind>{_KINDS})(?![一-鿿]?[部区生园])"
)
_WORKS = re.compile(
    rf"(?:^|[，。；、：])(?P<stem>[一-鿿]{{2,7}}?)(?P<kind>{_KINDS})(?:新建|改?扩建|改建|迁建|重建|建设|二期)(?:工程|项目)"
)
_DONE = r"(?=[^，。；、]{0,8}?(?:建成|投用|启用|交付|竣工|迎来|投入使用|完工|开工|封顶|验收|招生|开学|预计))"
#: Characters by which two schools of one place differ.
_APART = frozenset("一二三四五六七八九十东西南北中上下前后左右内外新老旧大小高低甲乙丙丁城乡镇村县市区公民完第分本")
_PLAIN = re.compile(
    r"[所个]|公办|民办|农村|乡村|乡镇|寄宿|城区|中心|普通|配套|普惠|义务|薄弱|标准|智慧|九年|十二年|一贯|完全|特殊|附属|集团|一批|部分|其他|多所|规模"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Paragraphs of the text, each alone."""
    for flow in context.document.flows:
        if flow.part == "body":
            for begun in (*_BEGUN.finditer(flow.text), *_WORKS.finditer(flow.text)):
                if not _PLAIN.search(begun["stem"]):
                    yield from _otherwise(flow, begun)


def _otherwise(flow: Flow, begun: re.Match[str]) -> Iterator[Finding]:
    """The same name behind it with one character changed, as that of what was built."""
    stem, kind = begun["stem"], begun["kind"]
    forms = (f"{stem[:at]}[一-鿿]{stem[at + 1 :]}" for at in range(len(stem)) if stem[at] not in _APART)
    changed = "|".join(forms)
    if not changed:
        return
    for match in re.compile(rf"(?P<stem>{changed}){kind}{_DONE}").finditer(flow.text, begun.end()):
        other, text = match["stem"], flow.text
        letter = next((b for a, b in zip(stem, other, strict=True) if a != b), "")
        name = other + kind
        if not letter or letter in _APART or text.count(name) > 1 or text[match.start() - 1] in "、和及与":
            continue
        if re.search(r"[新扩改迁重筹]建的?$|[把将]$", text[: match.start()]):
            continue
        yield SCHOOL.at(
            flow,
            *match.span(),
            f"前面说的是“{stem + kind}”，这里写“{name}”",
            evidence=(Evidence("document", "", text[begun.start() : begun.end()]),),
            suggestion="核对校名，前后一致",
            root=f"ENT016:{name}",
        )


FAMILY = Family("ENT", "人地机构", (SCHOOL,), check)
