"""POL: documents are cited as they are, standards claimed are met, shortfalls owned, problems answered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.documents import Citation, plain_number
from drafter.checking.claims.issuers import issuer_before, issuer_in_title, issuer_of_code
from drafter.checking.claims.known import policy_index
from drafter.checking.claims.titles import core, law_meant, within
from drafter.checking.context import CheckContext
from drafter.checking.rules.articles import ARTICLE, check_articles
from drafter.checking.rules.duties import RULES, check_duties
from drafter.checking.rules.entry_fields import FIELD, check_fields
from drafter.checking.rules.fixed_norms import NORM, check_norms
from drafter.checking.rules.issued import ISSUED, check_issuers
from drafter.checking.rules.law_dates import LAW, check_laws
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.owned_in_passing import check_owned
from drafter.checking.rules.practices import PRACTICE, check_practices
from drafter.checking.rules.problem_answers import check_answered
from drafter.checking.rules.quoted_targets import MISQUOTED
from drafter.checking.rules.stage_met import check_stage_met
from drafter.findings import Evidence, Finding, NotChecked, Severity, State
from drafter.library.policies import Policy

__all__ = ["FAMILY"]

_CITING = "《党政机关公文处理工作条例》第十九条：引用公文应当先引标题，后引发文字号"

NUMBER = Rule(
    "POL001",
    "wrong-document-number",
    "文号与文件不符",
    Severity.ERROR,
    "引用的文件标题是已知的，写的文号却不是它的文号。所知文号没有核实过的，只提示核对。",
    "文号错了，上级按文号查不到依据。",
    (
        Example("按照《教育督导条例》（国务院令第642号）要求开展督导。"),
        Example("落实《国务院办公厅关于进一步加强控辍保学提高义务教育巩固水平的通知》（国办发〔2018〕72号）。"),
    ),
    (
        Example("按照《教育督导条例》（国务院令第624号）要求开展督导。"),
        Example("落实《云岭市教育督导条例》（云府发〔2025〕6号）。"),
    ),
    _CITING,
)
OTHER_TITLE = Rule(
    "POL002",
    "number-of-another-document",
    "文号是另一份文件的",
    Severity.ERROR,
    "写的文号属于一份已知文件，前面的标题却是别的文件。",
    "标题和文号必有一个写错。",
    (Example("落实《关于加强中小学食堂管理的意见》（国办发〔2017〕72号）。"),),
    (
        Example("落实《国务院办公厅关于进一步加强控辍保学提高义务教育巩固水平的通知》（国办发〔2017〕72号）。"),
        Example("落实《关于加强中小学食堂管理的意见》（云教发〔2025〕72号）。"),
    ),
    _CITING,
)
TITLE = Rule(
    "POL003",
    "inexact-title",
    "文件标题不准确",
    Severity.WARNING,
    "引用的标题与一份已知文件只差几个字，或只差起止年份。少写“关于”等虚字、首尾相同而中间不同的只作提示；地方自己印发的、实施意见、别的层级的文件不算。",
    "标题应当照录原文。",
    (
        Example("落实《关于进一步减少义务教育阶段学生作业负担和校外培训负担的意见》。"),
        Example("落实《深化新时代教育评价改革方案》。"),
        Example("深入落实《教育强国建设规划纲要（2025—2035年）》。"),
        Example("宣传《中华人民共和国家庭教育法》和《中华人民共和国未成年人保障法》。"),
        Example("落实《关于减轻中小学教师工作负担进一步优化教育教学环境的若干意见》。"),
    ),
    (
        Example("落实《关于进一步减轻义务教育阶段学生作业负担和校外培训负担的意见》。"),
        Example("出台《关于进一步减轻义务教育阶段学生作业负担和校外培训负担的实施意见》。"),
        Example("印发《对县级人民政府履行教育职责的评价办法》。"),
        Example("宣传《中华人民共和国家庭教育促进法》《中华人民共和国学前教育法》《中华人民共和国残疾人教育条例》。"),
        Example("落实《教育强国建设规划纲要（2024—2035年）》和《云岭市教育强国建设规划纲要（2025—2035年）》。"),
    ),
    _CITING,
)
SUPERSEDED = Rule(
    "POL004",
    "superseded-document",
    "引用已被替代的文件",
    Severity.WARNING,
    "把报告年度之前就已被替代的文件当作现行依据。当年仍然有效的文件、说明往年沿革的句子不算。",
    "依据过时，要求可能已经改变。",
    (Example("按照《2019年对省级人民政府履行教育职责的评价方案》开展自评。"),),
    (Example("2019年印发的《2019年对省级人民政府履行教育职责的评价方案》首次提出分级评价。"),),
    _CITING,
)
EMPTY = Rule(
    "POL009",
    "empty-title",
    "书名号里没有标题",
    Severity.ERROR,
    "《》〈〉里是空的，只有省略号、占位符，或只剩“关于的通知”。",
    "文件名漏写。",
    (
        Example("市教育局印发《 》，规范办学行为。"),
        Example("市教育局印发《……》《关于印发〈〉的通知》，规范办学行为。"),
    ),
    (
        Example("市教育局印发《义务教育学校管理办法》，规范办学行为。"),
        Example("制定了落实方案（以下简称《方案》），各校按《方案》和上级《通知》抓好整改。"),
    ),
    _CITING,
)

_BASIS = re.compile(r"按照|根据|依据|落实|执行|对照|贯彻|遵照|严格按")
_HISTORY = re.compile(r"(?:19|20)\d\d\s*年[^，。；]{0,12}(?:印发|出台|制定|发布|颁布|实施|提出)")
_NEAR = 30
#: What a place issues itself may be called like the state's document and run from another year.
_OWN = re.compile(r"(?:印发|制定|出台|编制|发布|修订|起草)(?:了|实施)?$")
_VERB = 8
_LISTED = re.compile(r"(?:《[^《》]{1,80}》(?:（[^（）]{1,30}）)?[、和及与，]?)+$")
#: （试行） says how a document stands, not what it is called.
_GAP = re.compile(r"(?:关于|的|实施|印发)?[ \u3000]{2,}|_{2,}")
_REMARK = re.compile(r"[（(][^（）()]{0,12}[)）]")
#: Nothing between the marks but dots and placeholders, or what is left of a title when its subject is taken out.
_BLANK_TITLE = re.compile(
    r"关于[\s.．…·XxＸ×*＊]{1,8}的?(?:通知|意见|函|决定|方案|办法|报告)|[\s.．…·。XxＸｘ×*＊_?？○□]+|关于(?:印发|转发|开展|做好|进一步)?[〈《]?\s*[〉》]?的?(?:通知|意见|函|决定|方案|办法|报告)|关于|的(?:通知|意见|方案|办法)"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Citations, claims of having met a standard, shortfalls, problems and measures."""
    yield from _citations(context)
    yield from check_duties(context)
    yield from check_answered(context)
    yield from check_articles(context)
    yield from check_laws(context)
    yield from check_norms(context)
    yield from check_stage_met(context)
    yield from check_practices(context)
    yield from check_fields(context)
    yield from check_owned(context)


# --- citations ------------------------------------------------------------------------------------------------


def _citations(context: CheckContext) -> Iterator[Finding]:
    counted = context.coverage.citations
    yield from check_issuers(context.citations)
    for citation in context.citations:
        title = _REMARK.sub("", citation.title).strip()
        if citation.title_span[1] and (not title or _BLANK_TITLE.fullmatch(title) or _GAP.search(citation.title)):
            counted[State.REFUTED] += 1
            yield EMPTY.at(citation.flow, *citation.title_span, "书名号里没有文件名", suggestion="写上文件全称")
            continue
        findings, state = _cited(context, citation)
        counted[state] += 1
        yield from findings
    if unknown := counted[State.NOT_CHECKED]:
        context.coverage.not_checked.append(
            NotChecked(
                f"{unknown}处引用的文件标题或文号",
                "insufficient data",
                "资料库和材料中没有这些文件或其文号未核实，请核对原文",
            )
        )


def _cited(context: CheckContext, citation: Citation) -> tuple[list[Finding], State]:
    if law := law_meant(citation.title or ""):
        wrong = TITLE.at(
            citation.flow,
            *citation.title_span,
            f"没有这个名称的法律，应为《{law}》",
            suggestion=f"改为《{law}》",
            root=f"POL003:{citation.title}",
        )
        return [wrong], State.REFUTED
    index = policy_index()
    titled = index.titled(citation.title, citation.number) if citation.title else None
    numbered = index.numbered(citation.number, citation.title)
    if titled is None:
        return _unknown(context, citation, numbered)
    policy, like = titled
    findings = []
    right = index.bears(policy, citation.number)
    near = like.same or like.filling
    if citation.number and not right:
        if not near:  # title and number both differ: another document
            return _unknown(context, citation, numbered)
        own = policy.id in index.confirmed and not _national(citation)  # a place's own document of the same title
        if own or not policy.number or (not policy.number_verified and not near):
            return _old(context, citation, policy), State.NOT_CHECKED
        findings.append(_wrong_number(citation, policy, policy.id in index.confirmed))
    if not like.same:
        told = "少写或多写了虚字" if like.filling else "有几个字不同"
        findings.append(
            TITLE.at(
                citation.flow,
                *citation.title_span,
                f"标题与原文件{told}，全称是《{policy.title}》",
                evidence=(_evidence(policy),),
                suggestion=f"改为《{policy.title}》",
                root=f"POL003:{citation.title}",
                severity=Severity.INFO if like.filling else None,
            )
        )
    if findings and not policy.number_verified and like.same:
        return findings + _old(context, citation, policy), State.NOT_CHECKED  # what is not verified refutes nothing
    state = State.REFUTED if findings else State.PROVED
    return findings + _old(context, citation, policy), state


def _national(citation: Citation) -> bool:
    """Whether a citation bears the letters of a national office, or names one that issued it."""
    told = issuer_before(citation.flow.text, citation.start) or issuer_in_title(citation.title)
    return bool(told or (citation.code and issuer_of_code(citation.code)))


def _wrong_number(citation: Citation, policy: Policy, confirmed: bool) -> Finding:
    """A known title with a number that is not its own: told as surely as the number is known."""
    severity = Severity.WARNING if confirmed else None if policy.number_verified else Severity.INFO
    sure = "是" if policy.number_verified else "据所知是"
    return NUMBER.at(
        citation.flow,
        *citation.number_span,
        f"《{policy.title}》的文号{sure}{policy.number}，文中写的是{citation.number}",
        evidence=(_evidence(policy),),
        suggestion=f"改为{policy.number}" if policy.number_verified else "核对原文的文号",
        root=f"POL001:{policy.id}:{plain_number(citation.number)}",
        severity=severity,
    )


def _unknown(context: CheckContext, citation: Citation, numbered: Policy | None) -> tuple[list[Finding], State]:
    """A title that is not known: the number may still be another document's, or the write-ups may name it."""
    if numbered is not None and citation.title:
        # part of a title, or one within another, is a short way to cite; only a different title is wrong
        from rapidfuzz import fuzz

        left, right = core(citation.title), core(numbered.title)
        if fuzz.partial_ratio(left, right) < 75:
            finding = OTHER_TITLE.at(
                citation.flow,
                *citation.number_span,
                f"{numbered.number}是《{numbered.title}》的文号，与所写的标题不符",
                evidence=(_evidence(numbered),),
                suggestion="核对标题和文号",
                root=f"POL002:{citation.title}",
            )
            return [finding], State.REFUTED
        if not within(left, right) and not within(right, left):
            return [_near_title(citation, numbered, "文号相同而标题不同", None)], State.REFUTED
    if numbered is not None:
        return [], State.PROVED
    if found := _nearly(citation):
        return found
    words = context.material_words
    named = citation.title or citation.number
    return [], State.PROVED if words is not None and words.names(named) else State.NOT_CHECKED


def _nearly(citation: Citation) -> tuple[list[Finding], State] | None:
    """The title of a known document with other years, another number or other words; None where it is none."""
    national = _national(citation)
    before = _LISTED.sub("", citation.flow.text[: citation.start])
    if not citation.title or (not national and _OWN.search(before[-_VERB:])):
        return None
    index = policy_index()
    if policy := index.misdated(citation.title):
        return [_near_title(citation, policy, "写的年份不同", None)], State.REFUTED
    if policy := index.misnumbered(citation.title):
        return [_near_title(citation, policy, "只差一个数", None)], State.REFUTED
    if policy := index.resembling(citation.title):
        told = _near_title(citation, policy, "相近而不同", None if national else Severity.INFO)
        return [told], State.NOT_CHECKED
    return None


def _near_title(citation: Citation, policy: Policy, told: str, severity: Severity | None) -> Finding:
    return TITLE.at(
        citation.flow,
        *citation.title_span,
        f"标题与《{policy.title}》{told}",
        evidence=(_evidence(policy),),
        suggestion=f"核对是否《{policy.title}》",
        root=f"POL003:{citation.title}",
        severity=severity,
    )


def _old(context: CheckContext, citation: Citation, policy: Policy) -> list[Finding]:
    """A document that another had replaced before the reported year, cited as what is in force."""
    successor = context.policies.get(policy.successor) if policy.successor else None
    if successor is None or not context.year or successor.year >= context.year:
        return []
    if policy.status not in ("superseded", "completed"):
        return []
    text = citation.flow.text
    around = text[max(0, citation.start - _NEAR) : citation.start]
    after = text[citation.end : citation.end + _NEAR]
    if not _BASIS.search(re.split(r"[。；]", around)[-1]) or _HISTORY.search(around + after):
        return []
    told = "已被替代" if policy.status == "superseded" else "已经到期"
    return [
        SUPERSEDED.at(
            citation.flow,
            *(citation.title_span if citation.title else citation.number_span),
            f"《{policy.title}》{told}，{successor.year}年起是《{successor.title}》",
            evidence=(_evidence(successor),),
            suggestion=f"核对现行依据：{successor.cited()}",
            root=f"POL004:{policy.id}",
            severity=None if policy.status == "superseded" else Severity.INFO,
        )
    ]


def _evidence(policy: Policy) -> Evidence:
    return Evidence("policy", policy.id, policy.cited())


_ALL = (NUMBER, OTHER_TITLE, TITLE, SUPERSEDED, *RULES, EMPTY, MISQUOTED, ARTICLE, NORM, ISSUED, LAW, PRACTICE, FIELD)
FAMILY = Family("POL", "政策", _ALL, check)
