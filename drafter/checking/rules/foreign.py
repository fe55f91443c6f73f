"""ENT001 and ENT002: places and document numbers of elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from drafter.checking.claims.as_own import meant_as_own
from drafter.checking.claims.documents import Citation
from drafter.checking.claims.other_places import explained
from drafter.checking.claims.passages import Segment
from drafter.checking.context import CheckContext
from drafter.checking.leftovers import AROUND, DEALINGS, left_blank
from drafter.checking.localities import Locality
from drafter.checking.places import (
    Mention,
    code_letters,
    find_divisions,
    related_names,
)
from drafter.checking.rules.model import Example, Family, Rule
from drafter.findings import Evidence, Finding, NotChecked, Severity

__all__ = ["FAMILY"]

_COPIED = "《党政机关公文处理工作条例》第十九条：内容真实；照抄他处材料须替换地名、单位和人名"
_NUMBERS = "《党政机关公文处理工作条例》第九条：发文字号由发文机关代字、年份、发文顺序号组成"

PLACE = Rule(
    "ENT001",
    "foreign-place",
    "别处的地名",
    Severity.ERROR,
    "写着不属于本地的省、市、县全称，而句子说的不是对口支援、学习考察、赛事会议。报告地区没有填写，或地图上没有时，只能看作疑似残留。",
    "照抄别处的报告最容易留下。",
    (Example("营养改善计划试点县平利县2.3万名学生享受营养午餐。"), Example("宜宾市教育局印发实施方案。")),
    (
        Example("赴江苏省南通市学习集团化办学经验。"),
        Example("对口支援石渠县乡村学校12所。"),
        Example("推进创新县域普通高中发展，学校和县级部门共同参与。"),
        Example("云岭市教育局印发实施方案。"),
    ),
    _COPIED,
)
CODE = Rule(
    "ENT002",
    "foreign-document-code",
    "文号是别省的",
    Severity.ERROR,
    "文号的机关代字以另一个省的简称开头（如四川的报告写辽教发）。报告地区不在地图上时只作警告。",
    "文件不是本地的，依据就不成立。",
    (
        Example(
            "落实《关于加强学校管理的通知》（辽教发〔2025〕3号）、《关于规范招生的通知》（川教函〔2025〕9号）"
            "和《关于做好招生工作的通知》（川教〔2025〕7号）。"
        ),
    ),
    (
        Example("落实《关于加强学校管理的通知》（云教发〔2025〕3号）。"),
        Example("落实《关于加强学校管理的通知》（教基〔2025〕3号）。"),
    ),
    _NUMBERS,
)
_LISTED_BEFORE = re.compile(r"[县区市旗州](?:[（(][^（）()]{0,20}[)）])?[、和]$")
_LISTED_AFTER = re.compile(r"(?:[（(][^（）()]{0,20}[)）])?[、和][一-鿿]{1,4}[县区市旗州]")
_COUNTIES = "县区旗"
_HALT = re.compile(r"[。；;]")
_ALL_PARTS = 3
#: What stands before the year of a document number, also of one whose last figure is not filled in.
_SIGNED = re.compile(r"[（(](?P<code>[^（）()〔〕，。；]{2,12})〔")
#: The report's own words for where it lies, up to a place's name: 位于某省, 隶属某市, 位于某省某市.
_LIES_IN = re.compile(
    r"(?:位于|地处|坐落于|隶属于?|属于?|^[一-鿿]{2,6}[县区市旗州盟]是)(?:[一-鿿]{2,8}[省州]|[一-鿿]{2,6}自治区)?$"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Places by their full names, and whose letters document numbers bear."""
    yield from _places(context)
    yield from _codes(context)


# --- places ---------------------------------------------------------------------------------------------------


def _places(context: CheckContext) -> Iterator[Finding]:
    home = context.home
    if not context.region and not left_blank(context.document):
        needs = "用 --region 写明报告地区"
        context.coverage.not_checked.append(NotChecked("地名是否属于本地", "insufficient data", needs))
        return
    own = _own_above(context) if context.region and not home.known else frozenset()
    for segment in context.segments:
        for mention in find_divisions(segment.text):
            if home.contains(mention.name) or mention.name in own:
                continue
            as_own = _meant_as_own(context, segment, mention)
            if not as_own and _natural(context, segment, mention):
                continue
            if context.region and not home.known and _may_be_own(context, segment, mention, as_own):
                continue
            start, end = segment.start + mention.start, segment.start + mention.end
            yield PLACE.at(
                segment.flow,
                start,
                end,
                _told_place(context, mention),
                suggestion="核对是否照抄别处，换成本地的名称",
                root=f"ENT001:{mention.name}",
                severity=_place_severity(context, mention),
            )


def _own_above(context: CheckContext) -> frozenset[str]:
    """The province, and the prefecture in it, that a region unknown to the map says or shows it lies in.

    The province is the one whose letter most of the document numbers bear; where none bears one, the first that the
    report says it lies in. A prefecture counts where the report says so and it lies in that province.
    """
    signed: Counter[str] = Counter()
    for segment in context.segments:
        for match in _SIGNED.finditer(segment.text):
            clause = _HALT.split(segment.text[max(0, match.start() - AROUND) : match.start()])[-1]
            letters = code_letters(match["code"])
            if letters is not None and not DEALINGS.search(clause):
                signed[letters[2]] += 1
    said = [
        mention
        for segment in context.segments
        for mention in find_divisions(segment.text)
        if _LIES_IN.search(segment.text[: mention.start])
    ]
    ranked = signed.most_common(2)
    if len(ranked) == 2 and ranked[0][1] == ranked[1][1]:
        return frozenset()
    province = ranked[0][0] if ranked else next((mention.name for mention in said if mention.is_province), "")
    if not province:
        return frozenset()
    return frozenset({province, *(mention.name for mention in said if province in related_names(mention.name))})


def _meant_as_own(context: CheckContext, segment: Segment, mention: Mention) -> bool:
    """Whether a name of the report's own kind stands where only its own can; a city around a county may stand so."""
    kind, name = context.localities.own[-1:], mention.name
    kinds = "县区旗" if kind and kind in "县区旗" else "市州盟" if context.levels == ("city",) else ""
    words = context.material_words
    if name[-1] not in kinds or name in context.localities.parts or (words is not None and words.names(name)):
        return False
    start = segment.start + mention.start
    return meant_as_own(segment.flow.text, start, start + len(name))


def _natural(context: CheckContext, segment: Segment, mention: Mention) -> bool:
    """Whether another place is named for a reason: dealings with it, a quoted name, or the write-ups name it too."""
    words = context.material_words
    if words is not None and words.names(mention.name):
        return True
    text = segment.text
    before = text[max(0, mention.start - AROUND) : mention.start]
    after = text[mention.end : mention.end + AROUND]
    opened = before.rfind("《") > before.rfind("》") or before.rfind("“") > before.rfind("”")
    if opened or _beside_ours(context, segment, mention):
        return True
    return not _of_own_kind(context, mention) and bool(DEALINGS.search(before + "，" + after))


def _of_own_kind(context: CheckContext, mention: Mention) -> bool:
    """Whether it is a county in the report of a county: words as 会议 and 学习 around it explain nothing then."""
    kind = context.localities.own[-1:]
    return bool(kind) and kind in _COUNTIES and mention.name[-1] in _COUNTIES


def _beside_ours(context: CheckContext, segment: Segment, mention: Mention) -> bool:
    """Whether the sentence holds the place against the region, or tells of dealings with it."""
    start = segment.start + mention.start
    place = Locality(start, start + len(mention.name), mention.name)
    section = context.document.sections.get(segment.flow.first_paragraph, "")
    return explained(segment.flow.text, place, section, context.localities.own, context.localities.parts)


def _may_be_own(context: CheckContext, segment: Segment, mention: Mention, as_own: bool) -> bool:
    """Whether a name may be a part of a region the map does not know: a district (many share a name), or one of a
    list of places; where the report lists its parts only these are.
    """
    if len(context.localities.parts) >= _ALL_PARTS:
        return mention.name in context.localities.parts or mention.name[-1] in "县旗区"  # told by the list of its parts
    if as_own:
        return False
    before = segment.text[max(0, mention.start - 30) : mention.start]
    after = segment.text[mention.end : mention.end + 30]
    listed = _LISTED_BEFORE.search(before) or _LISTED_AFTER.match(after)
    return mention.name.endswith("区") or bool(listed)


def _told_place(context: CheckContext, mention: Mention) -> str:
    if not context.region:
        return f"报告地区没有填写，“{mention.name}”是真实地名，疑似原报告的残留"
    if not context.home.known:
        return f"“{mention.name}”疑似别处的地名"
    return f"“{mention.name}”不属于{context.region}"


def _place_severity(context: CheckContext, mention: Mention) -> Severity | None:
    """A province is often named for comparison; a region the map does not know may have parts it does not know."""
    unsure = mention.is_province or (bool(context.region) and not context.home.known)
    return Severity.WARNING if unsure else None


# --- document codes -------------------------------------------------------------------------------------------


def _codes(context: CheckContext) -> Iterator[Finding]:
    found = []
    for citation in context.citations:
        letters = code_letters(citation.code) if citation.code else None
        if letters is not None and not context.home.may_sign(letters[1], letters[2]):
            found.append((citation, letters))
    blank = not context.region and left_blank(context.document)
    if context.home.known or blank:
        foreign = found
    else:  # whose letter is the report's own is not known: the one most used may be
        counts = Counter(letters[2] for _, letters in found)
        own = counts.most_common(1)[0][0] if counts else ""
        foreign = [pair for pair in found if pair[1][2] != own and counts[own] > counts[pair[1][2]]]
    for citation, (offset, letter, province) in foreign:
        if _refers_elsewhere(citation):
            continue
        start = citation.number_span[0] + offset
        whose = f"，不是{context.region}的" if context.home.known else "，与其他文号不是一个省的"
        whose = "，报告地区没有填写，疑似原报告的残留" if blank else whose
        yield CODE.at(
            citation.flow,
            start,
            start + len(citation.code) - offset,
            f"“{citation.code[offset:]}”是{province}的发文代字{whose}",
            evidence=(Evidence("document", "", citation.number),),
            suggestion="核对是否照抄别处，换成本地的文件",
            root=f"ENT002:{letter}",
            severity=None if context.home.known else Severity.WARNING,
        )


def _refers_elsewhere(citation: Citation) -> bool:
    text = citation.flow.text
    clause = _HALT.split(text[max(0, citation.start - AROUND) : citation.start])[-1]
    return bool(DEALINGS.search(clause))


FAMILY = Family("ENT", "人地机构", (PLACE, CODE), check)
