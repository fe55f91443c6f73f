"""STR006, STR009, STR012 and STR018: the title of the report, with issuer, year and genre, apart from the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.checking.rules.model import Example, Rule
from drafter.findings import Finding, Severity
from drafter.reading import Document, Flow

__all__ = ["GENRE", "NAMELESS", "TITLE", "UNDATED", "check_title"]

TITLE = Rule(
    "STR006",
    "repeated-title",
    "标题重复或与正文粘连",
    Severity.WARNING,
    "标题写了两遍，或标题后面没有换行就接了正文。",
    "从汇编中复制时留下。",
    (
        Example(
            "第三篇：2025年市人民政府履行教育职责自评报告\n2025年市人民政府履行教育职责自评报告\n按照通知要求，现报告如下。"
        ),
        Example(
            "【范文之二】云岭市人民政府2025年履行教育职责自评报告\n云岭市人民政府2025年履行教育职责自评报告\n现报告如下。"
        ),
        Example("云岭市人民政府履行教育职责自评报告\n云岭市人民政府履行教育职责自评报告 根据通知要求，现报告如下。"),
    ),
    (Example("云岭市人民政府2025年履行教育职责自评报告\n按照通知要求，现报告如下。"),),
    "GB/T 9704—2012 7.3.1：标题居中，另起行写正文",
)
UNDATED = Rule(
    "STR009",
    "title-without-year",
    "标题没有年度",
    Severity.INFO,
    "自评报告的标题没有写评价年度。",
    "看不出评价的是哪一年，只作提示。",
    (Example("云岭市人民政府履行教育职责自评报告\n一、基本情况\n全市教育事业平稳发展。"),),
    (Example("云岭市人民政府2025年履行教育职责自评报告\n一、基本情况\n全市教育事业平稳发展。"),),
    "《党政机关公文处理工作条例》第九条：标题由发文机关名称、事由和文种组成",
)
GENRE = Rule(
    "STR012",
    "title-without-genre",
    "标题没有文种",
    Severity.WARNING,
    "标题写了履行教育职责、自查自评，末尾没有“报告”。",
    "公文标题由发文机关、事由和文种组成。",
    (Example("云岭市人民政府2025年履行教育职责自评\n一、基本情况\n全市教育事业平稳发展。"),),
    (Example("云岭市人民政府2025年履行教育职责自评报告\n一、基本情况\n全市教育事业平稳发展。"),),
    "《党政机关公文处理工作条例》第九条：标题由发文机关名称、事由和文种组成",
)
NAMELESS = Rule(
    "STR018",
    "title-without-issuer",
    "标题没有发文机关",
    Severity.INFO,
    "标题只写了年度和“自评报告”，没有写哪个政府，或政府前面没有地名。",
    "标题由发文机关、事由和文种组成；只作提示。",
    (
        Example("2025年履行教育职责自评报告\n一、基本情况\n全市教育事业平稳发展。"),
        Example("2025年市人民政府履行教育职责自评报告\n一、基本情况\n全市教育事业平稳发展。"),
    ),
    (
        Example("云岭市人民政府2025年履行教育职责自评报告\n一、基本情况\n全市教育事业平稳发展。"),
        Example("云岭市2025年履行教育职责自评报告\n一、基本情况\n全市教育事业平稳发展。"),
        Example("云岭市人民政府\n关于2025年履行教育职责情况的自评报告\n一、基本情况\n全市教育事业平稳发展。"),
    ),
    "《党政机关公文处理工作条例》第九条：标题由发文机关名称、事由和文种组成",
)

_LONGEST_TITLE = 50
_YEARS = re.compile(r"20\d\d年度?")
_RUN_ON_TITLE = re.compile(
    r"^\s*(?P<title>[^，。；\s]{4,40}(?:自评|自查|履行教育职责[^，。；\s]{0,12})报告)(?=(?:根据|按照|现将|现就|为|依据|对照|20\d\d年)[^，。；]{2,60}[，。])"
)
_TITLE_MARK = re.compile(
    r"^\s*(?:第[一二三四五六七八九十\d]+篇\s*[：:、]\s*|[【〖\[][^【】〖〗\[\]]{1,12}[】〗\]]\s*)?"
)


def check_title(document: Document) -> Iterator[Finding]:
    """The title and the lines before the first heading."""
    first = document.headings[0].paragraph if document.headings else len(document.paragraphs)
    head = [f for f in document.flows if f.part == "body" and f.first_paragraph < first]
    yield from _glued_title(head)
    title = _TITLE_MARK.sub("", document.title).strip()
    if len(title) < 6 or not head:
        if title in ("自评报告", "自查报告") and head:
            at = max(0, head[0].text.find(title))
            yield NAMELESS.at(head[0], at, at + len(title), "标题没有写明发文机关和事由", suggestion="写全标题")
        return
    places = []
    for flow in head[:6]:
        at = flow.text.find(title)
        if at >= 0 and not _TITLE_MARK.sub("", flow.text[:at]).strip():
            places.append((flow, at))
    for number, (flow, at) in enumerate(places):
        rest = flow.text[at + len(title) :].strip()
        if number or len(rest) > 4:
            fault = "重复" if number else "与正文写在一行"
            yield TITLE.at(flow, at, at + len(title), f"标题{fault}", suggestion="保留一个标题，正文另起一行")
    if re.search("履行教育职责|自查自评|自评", title) and not re.search(
        "报告|汇报|公示|说明|材料|方案|通知|总结", title
    ):
        flow, at = places[0] if places else (head[0], 0)
        width = min(len(title), len(flow.text) - at)
        if width <= _LONGEST_TITLE and not re.search("[。；，]", title):
            told = "标题末尾没有写文种“报告”"
            yield GENRE.at(flow, at, at + width, told, suggestion=f"改为“{title}报告”")
    whole = "".join(flow.text for flow in head[:4])
    if title.endswith("自评报告") and not re.search(
        r"[一-鿿XxＸ×*某]{2,}[省市县区州旗盟]|自治区", _YEARS.sub("", whole)
    ):
        flow, at = places[0] if places else (head[0], 0)
        end = at + min(len(title), len(flow.text) - at)
        yield NAMELESS.at(flow, at, end, "标题没有写明是哪个政府", suggestion="写明地区和发文机关")
    if title.endswith("自评报告") and not re.search(r"20\d\d|[XxＸ×*]{2,4}\s*年|二〇", title):
        flow, at = places[0] if places else (head[0], 0)
        yield UNDATED.at(
            flow, at, at + min(len(title), len(flow.text) - at), "标题没有写评价年度", suggestion="写明年度"
        )


def _glued_title(head: Sequence[Flow]) -> Iterator[Finding]:
    """A first line that opens with the title and goes straight on."""
    for flow in head[:3]:
        if match := _RUN_ON_TITLE.match(flow.text):
            yield TITLE.at(flow, *match.span("title"), "标题与正文写在一行", suggestion="正文另起一行")
            return
