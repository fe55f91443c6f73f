"""CLM: first, best, everything, never, awards and documents want evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from drafter.checking.claims.assertions import Assertion, Claim, find_assertions
from drafter.checking.claims.beside import cites, counts
from drafter.checking.claims.evidence import shares_words
from drafter.checking.claims.judging import Undecided
from drafter.checking.claims.known import policy_index
from drafter.checking.claims.meaning import Meaning, nearest_in_meaning
from drafter.checking.claims.passages import BODY, COMBINED
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.facts import Period
from drafter.facts.numerals import parse_chinese
from drafter.findings import Evidence, Finding, NotChecked, Severity, State
from drafter.library.policies import load_policies

__all__ = ["FAMILY"]

_SOURCE = "《统计法》第六条与公文表述准确的要求（《党政机关公文处理工作条例》第十九条）：实事求是，结论有据"
_MATERIAL = "一、基础教育\n全市新建公办幼儿园12所，义务教育阶段学校实现联控联保机制全覆盖。"

SUPERLATIVE = Rule(
    "CLM001",
    "superlative-without-evidence",
    "“首创、第一、领先”没有依据",
    Severity.WARNING,
    "排位、首创、领先一类说法，同一分句和它承接的分句里没有数字，也没有文件，指标表和材料也没有说到。同类的几处合为一条。",
    "上级实地核查要看名次从何而来。",
    (
        Example("我市在全省率先建立学位预警机制，得到各方好评。"),
        Example("学生竞赛成绩连续三年居全省第一。"),
        Example("全年举办展演活动96场，艺术教育水平全市领先，辐射周边。"),
        Example("贯彻《教育督导条例》，督导工作走在了全省最前列。"),
    ),
    (
        Example("力争学前教育普及水平走在全省前列。"),
        Example("落实学校主要负责人第一责任人职责。"),
        Example("全市获省级竞赛奖牌46枚，居全省第一。"),
        Example("教育支出1286.3亿元，教育支出规模居各类支出首位。"),
        Example("我市率先建立学位预警机制。", material="我市率先建立学位预警机制，每年3月发布预警。"),
    ),
    _SOURCE,
)
ABSOLUTE = Rule(
    "CLM002",
    "absolute-without-evidence",
    "“全覆盖、100%、全部”没有依据",
    Severity.WARNING,
    "全覆盖、100%、全部、均达到一类说法，同一分句和前后相承的分句里没有总数、完成数和文件，指标表和材料也没有说到。没有提供材料时只作提示。",
    "话说满了，一个反例就能推翻。",
    (
        Example("全市实现智慧校园平台全覆盖。"),
        Example("全市语言文字规范化达标学校100%。"),
        Example("全市已全面消除校舍安全隐患。"),
        Example("心理辅导室建设已经校校达标，排查不留任何盲区。"),
        Example("家访制度覆盖所有班级、所有学生。"),
        Example("全市查处违规培训8起，彻底杜绝了违规培训现象。"),
        Example("全市组建教育集团64个，义务教育学校集团化办学实现全覆盖。"),
        Example("全年培训教师4120人次。实习学生满意率达到100%，育人机制基本形成。"),
    ),
    (
        Example("全市613所学校实现智慧校园平台全覆盖。"),
        Example("实现智慧校园平台全覆盖，接入学校613所。"),
        Example("预计2026年底前全部建成。"),
        Example("问卷调查毕业生320人，满意率达到100%。"),
        Example("推动智慧校园平台全覆盖。"),
        Example("推动家访制度覆盖所有班级，确保心理辅导室校校达标。"),
        Example("全市1286个班级实现“班班通”，家访覆盖所有班级1286个。"),
        Example("实施“百校全覆盖”行动。"),
        Example("学校实现联控联保机制全覆盖。", material=_MATERIAL),
    ),
    _SOURCE,
)
NEVER = Rule(
    "CLM003",
    "none-without-evidence",
    "“零发生、没有”没有依据",
    Severity.WARNING,
    "未发生、零事故、没有一所一类说法，指标表和材料都没有说到。没有提供材料时只作提示。",
    "没有统计依据的“零”最容易被核查推翻。",
    (Example("全年未发生校园欺凌事件。"), Example("全市教育系统实现零事故。")),
    (
        Example("全年未发生涉校安全责任事故。", material="全年未发生涉校安全责任事故，排查隐患46处。"),
        Example("严防发生校园欺凌事件。"),
        Example("我市无此项工作任务。"),
    ),
    _SOURCE,
)
AWARD = Rule(
    "CLM004",
    "award-without-evidence",
    "荣誉表彰在材料中找不到",
    Severity.WARNING,
    "提供了部门材料，而文中的获奖、表彰、称号在材料里没有。没有材料时不查。",
    "荣誉要有文件佐证。",
    (Example("市教育局荣获全省教育督导先进集体称号。", material=_MATERIAL),),
    (
        Example("市教育局荣获全省教育督导先进集体称号。"),
        Example("市教育局荣获全省教育督导先进集体称号。", material="市教育局被评为全省教育督导先进集体。"),
    ),
    _SOURCE,
)
DOCUMENT = Rule(
    "CLM005",
    "document-without-evidence",
    "文件没有文号，材料中也没有",
    Severity.INFO,
    "提供了部门材料，而文中一份文件没有文号，材料和政策库里都没有它。没有材料时不查。",
    "可能是别处的文件，补上文号便于查证。",
    (Example("市教育局印发《教育督导结果运用办法》，强化问责。", material=_MATERIAL),),
    (
        Example("市教育局印发《教育督导结果运用办法》（云教发〔2025〕8号），强化问责。", material=_MATERIAL),
        Example(
            "市教育局印发《教育督导结果运用办法》，强化问责。",
            material="市政府教育督导室印发《教育督导结果运用办法》。",
        ),
        Example("落实《深化新时代教育评价改革总体方案》。", material=_MATERIAL),
    ),
    _SOURCE,
)

REFERENCE = Rule(
    "CLM006",
    "missing-attachment",
    "提到的附件不在文中",
    Severity.INFO,
    "文中写“见附件”“见下表”“见第五部分”，而文件里没有附件、附表、表格或这一部分。附件可能另附，只作提示。",
    "附件漏带，上级无法核对。",
    (
        Example("全市各学段数据见附件1。"),
        Example("各县（区）完成情况见下表。\n二、工作成效\n全市平稳发展。"),
        Example("一、基本情况\n经费情况见第五部分。\n二、工作成效\n全市平稳发展。"),
    ),
    (
        Example("全市各学段数据见附件1。\n附件1：各学段数据"),
        Example("各县（区）完成情况见下表。\n县区|完成率\n石溪县|98%"),
    ),
    "GB/T 9704—2012 7.3.4：附件说明与附件应当一致",
)

EVENT = Rule(
    "CLM008",
    "event-without-evidence",
    "会议、活动在材料中找不到",
    Severity.WARNING,
    "提供了部门材料，而文中写明名称的会议、比赛、活动、专项行动，材料、指标表和政策库里都没有。没有材料时不查。",
    "可能是别处或往年的事；补上通知、纪要便于查证。",
    (Example("全市承办全省中小学生校园足球联赛，举办“书香云岭”阅读节启动仪式。", material=_MATERIAL),),
    (
        Example("全市承办全省中小学生校园足球联赛。"),
        Example("全市承办全省中小学生校园足球联赛。", material="承办全省中小学生校园足球联赛，参赛队伍32支。"),
        Example("召开专题会议12次，开展各类主题活动，组织教师培训班。", material=_MATERIAL),
        Example("计划承办全省中小学生校园足球联赛。", material=_MATERIAL),
    ),
    _SOURCE,
)

_RULES = {
    Claim.SUPERLATIVE: SUPERLATIVE,
    Claim.ABSOLUTE: ABSOLUTE,
    Claim.NONE: NEVER,
    Claim.AWARD: AWARD,
    Claim.EVENT: EVENT,
}
_SAID = {
    Claim.SUPERLATIVE: "“{}”没有数字、文件或材料佐证",
    Claim.ABSOLUTE: "“{}”没有写总数和完成数，也没有材料佐证",
    Claim.NONE: "“{}”没有统计依据",
    Claim.AWARD: "“{}”在材料中没有找到",
    Claim.EVENT: "“{}”在材料中没有找到",
}
_ADVICE = {
    Claim.SUPERLATIVE: "写明名次的依据（文件、年份、数据），或改为平实的说法",
    Claim.ABSOLUTE: "补充总数和完成数，或改为平实的说法",
    Claim.NONE: "补充统计依据，或改为平实的说法",
    Claim.AWARD: "补充表彰文件，或删去",
    Claim.EVENT: "补充通知、纪要等佐证，或删去",
}
_CITED = re.compile(r"《[^《》]+》|〔\d{4}〕")
_CLAUSE = re.compile(r"[，。；：]")
_REFERRED = re.compile(
    r"(?:详?见|如|参见)(?P<what>附件\d?|附表\d?|下表|下图|表\d|图\d)|[（(](?P<after>附后)[）)]|(?:根据|按照|从)(?P<above>上述?(?:表格?|图)|下[表图])"
)
_PART = re.compile(
    r"(?:详?见|参见|如)(?:本报告|本文|正文)?(?P<what>第(?P<number>[一二三四五六七八九十]{1,3})(?:部分|大部分|章))"
)
_ATTACHED = re.compile(r"\s*(?:附件|附表|附[：:]|表\s*\d|图\s*\d)")
_ANNEX = re.compile(r"\s*(?:附件|附[：:])")
_GONE = re.compile(r"消除|清零|化解|取缔|杜绝")
_SHARED = 0.6
_NAMED = 0.5
_WORKS = re.compile(
    r"教材|读本|丛书|课程|期刊|歌|诗|剧|电影|日报|晚报|周刊|杂志|协议|合同|责任书|承诺书|报告$|教育法|(?<!办)法$|条例$"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Every claim of the main text, told once a group."""
    bare: list[Assertion] = []
    open_claims: list[Assertion] = []
    for segment in context.segments:
        if segment.flow.part not in ("body", "textbox"):
            continue
        role = context.roles[segment.flow.first_paragraph]
        if segment.flow.first_paragraph in context.heading_paragraphs or role not in (BODY, COMBINED):
            continue
        for claim in find_assertions(segment, role):
            state, told = _judged(context, claim)
            context.coverage.claims[state] += 1
            by_words = state is State.PROVED and _by_words(context, claim)
            if context.judge is not None and (state is not State.PROVED or by_words):
                settled = told or by_words or _is_backed(context, claim)
                context.undecided.append(Undecided(claim, _clause(claim), settled))
            if context.material_words is not None and not _count_support(context, claim, state, by_words):
                open_claims.append(claim)
            if told:
                bare.append(claim)
    yield from _told(context, bare)
    _look_for_meaning(context, open_claims)
    if unchecked := context.coverage.claims[State.NOT_CHECKED]:
        needs = "用 --materials 提供部门材料" if context.materials is None else "请核对原始记录"
        context.coverage.not_checked.append(NotChecked(f"{unchecked}处评价性说法和荣誉", "insufficient data", needs))
    yield from _documents(context)
    yield from _attachments(context)


def _by_words(context: CheckContext, claim: Assertion) -> bool:
    """Whether a sentence of the write-ups has most of a claim's words, which may yet say something else."""
    words = context.material_words
    return words is not None and bool(words.tells(_clause(claim)) or (claim.subject and words.tells(claim.subject)))


def _count_support(context: CheckContext, claim: Assertion, state: State, by_words: bool) -> bool:
    """Note what speaks for a claim; False when nothing does so far."""
    beside = cites(claim) or _has_figures(context, claim)
    kind = "words" if by_words else "metric" if state is State.PROVED else "beside" if beside else ""
    if kind:
        context.coverage.support[kind] += 1
    return bool(kind)


def _look_for_meaning(context: CheckContext, claims: list[Assertion]) -> None:
    """Count the claims that some sentence says in other words, where an embedder runs; tell where none does."""
    words, meaning = context.material_words, context.meaning
    near: Mapping[str, object] = {}
    if claims and words is not None and meaning is not None and meaning.embedder is not None:
        from drafter.errors import DrafterError

        try:
            near = nearest_in_meaning(list(dict.fromkeys(map(_clause, claims))), words, meaning.embedder)
        except DrafterError as error:  # a service that fails takes nothing from the rest of the check
            meaning = Meaning(None, str(error).rstrip("。"))
    if claims and meaning is not None and meaning.embedder is None:
        what = f"{len(claims)}处说法有没有意思相近的材料（只按字词找）"
        context.coverage.not_checked.append(NotChecked(what, "could not run", meaning.reason))
    for claim in claims:
        context.coverage.support["meaning" if _clause(claim) in near else "none"] += 1


def _told(context: CheckContext, claims: list[Assertion]) -> Iterator[Finding]:
    counts = Counter(claim.group for claim in claims)
    for claim in claims:
        more = f"（同类共{counts[claim.group]}处）" if counts[claim.group] > 1 else ""
        mild = context.materials is None and claim.kind in (Claim.ABSOLUTE, Claim.NONE)
        yield _RULES[claim.kind].at(
            claim.segment.flow,
            claim.start,
            claim.end,
            _SAID[claim.kind].format(claim.text) + more,
            suggestion=_ADVICE[claim.kind],
            root="" if claim.kind in (Claim.AWARD, Claim.EVENT) else f"CLM:{claim.group}",
            severity=Severity.INFO if mild else None,
        )


def _judged(context: CheckContext, claim: Assertion) -> tuple[State, bool]:
    """How a claim ends, and whether to tell: what has a figure or a document beside it is left to the reader."""
    words = context.material_words
    if claim.kind in (Claim.AWARD, Claim.EVENT):
        return _looked_up(context, claim)
    if (words is not None and words.tells(_clause(claim))) or _metric_says(context, claim):
        return State.PROVED, False
    if cites(claim) or (_has_figures(context, claim) and not _UTTERLY.match(claim.text)):
        return State.NOT_CHECKED, False
    return (State.NOT_CHECKED if words is None else State.UNSUPPORTED), True


def _has_figures(context: CheckContext, claim: Assertion) -> bool:
    """Whether figures stand beside a claim; a 100% is none itself unless it was held against the metrics."""
    if counts(claim):
        return True
    own = [f for f in claim.segment.figures if f.start < claim.end and f.end > claim.start]
    if claim.group != "hundred" or not _is_asked(claim):
        return False
    if any(context.states.get(figure.id, State.NOT_CHECKED) is not State.NOT_CHECKED for figure in own):
        return True
    number = claim.segment.statement.number
    before = context.statements[number - 1] if number else None
    counted = before is not None and before.flow is claim.segment.flow and before.figures
    return bool(counted)


#: No number shows that something was done away with for good.
_UTTERLY = re.compile(r"彻底(?:杜绝|根除|根治|扭转|改变)")
#: A feeling is shown by those who were asked, and by no other figure.
_FEELING = re.compile("满意|好评|认可[率度]|支持率|赞成率")
_ASKED = re.compile(r"问卷|调查|测评|抽样|抽查|回收|评议|家长\d|学生\d|\d[\d.]*万?[份人名]")


def _is_asked(claim: Assertion) -> bool:
    """Whether a rate of those content has anybody asked beside it; any other rate needs nobody."""
    flow, segment = claim.segment.flow, claim.segment
    clause = re.split("[，。；]", flow.text[segment.start : claim.start])[-1] + claim.text
    clause += re.split("[，。；]", flow.text[claim.end : segment.end])[0]
    return not _FEELING.search(clause) or bool(_ASKED.search(segment.text))


def _is_backed(context: CheckContext, claim: Assertion) -> bool:
    """Whether a document or a figure that holds stands beside a claim."""
    proved = any(context.states.get(figure.id) is State.PROVED for figure in claim.segment.figures)
    return proved or bool(_CITED.search(claim.segment.text))


def _clause(claim: Assertion) -> str:
    """The claim with the words of its own clause, or of the one before where it is short."""
    text = claim.segment.flow.text
    before = text[claim.segment.start : claim.start]
    clauses = _CLAUSE.split(before)
    lead = clauses[-1] if len(clauses[-1]) + len(claim.text) > 10 else "".join(clauses[-2:])
    after = _CLAUSE.split(text[claim.end : claim.segment.end])[0]
    return lead + claim.text + after


def _looked_up(context: CheckContext, claim: Assertion) -> tuple[State, bool]:
    """An award or an occasion: the write-ups name it, or a document beside it speaks for it."""
    words = context.material_words
    if words is None:
        return State.NOT_CHECKED, False
    share = _SHARED if claim.kind is Claim.AWARD else _NAMED
    known = words.tells(claim.subject, share) or words.tells(_clause(claim))
    if known or (claim.kind is Claim.EVENT and _in_policies(claim.subject)):
        return State.PROVED, False
    return State.UNSUPPORTED, not _CITED.search(claim.segment.text)


def _in_policies(subject: str) -> bool:
    """Whether a known document speaks of an occasion, so that it is one every place may hold."""
    plain = re.sub(r"[“”《》（）\s]", "", subject)
    return any(plain[-8:] in clause.text for policy in load_policies().values() for clause in policy.clauses)


def _metric_says(context: CheckContext, claim: Assertion) -> bool:
    """Whether an indicator named in the claim's clause stands at all of it, or at none."""
    if context.metrics is None or claim.kind not in (Claim.ABSOLUTE, Claim.NONE):
        return False
    wanted = 0 if claim.kind is Claim.NONE else 100
    clause = _clause(claim)
    named = {mention.indicator.id for mention in context.binder.lexicon.find(clause)}
    for indicator_id in context.metrics.ids():
        fact = context.metrics.get(indicator_id, Period.THIS)
        if fact is None or (fact.value != wanted and not (fact.value == 0 and _GONE.search(claim.text))):
            continue
        if indicator_id in named or shares_words(context.dictionary[indicator_id].name, clause, _SHARED):
            return True
    return False


def _attachments(context: CheckContext) -> Iterator[Finding]:
    flows = context.document.flows
    tables = any(flow.part == "table" or "|" in flow.text or "\t" in flow.text for flow in flows)
    attached = tables or any(_ATTACHED.match(flow.text) for flow in flows)
    annexes = any(_ANNEX.match(flow.text) for flow in flows)
    for flow in flows if not (attached and annexes) else ():
        for match in _REFERRED.finditer(flow.text):
            words = match["what"] or match["after"] or match["above"]
            if annexes if words.startswith(("附件", "附后")) else attached:
                continue
            yield REFERENCE.at(
                flow, match.start(), match.end(), f"提到“{words}”，文件里没有", suggestion="附上，或删去", root="CLM006"
            )

    top = {heading.number for heading in context.document.headings if heading.level == 1}
    for flow in flows if top else ():
        for match in _PART.finditer(flow.text):
            number = int(parse_chinese(match["number"]) or 0)
            if number not in top:
                told = f"提到“{match['what']}”，报告里没有这一部分"
                yield REFERENCE.at(flow, *match.span("what"), told, suggestion="改为现在的部分", root="CLM006:part")


def _documents(context: CheckContext) -> Iterator[Finding]:
    words = context.material_words
    if words is None:
        return
    for citation in context.citations:
        title = citation.title
        if len(title) < 5 or citation.number or _WORKS.search(title) or words.names(title):
            continue
        if policy_index().titled(title) is not None or context.roles[citation.flow.first_paragraph] not in (
            BODY,
            COMBINED,
        ):
            continue
        if words.tells(title, 0.8) is not None:
            continue
        yield DOCUMENT.at(
            citation.flow,
            *citation.title_span,
            "这份文件没有文号，材料和政策库中都没有",
            evidence=(Evidence("document", "", title),),
            suggestion="补写文号，并附文件",
            root=f"CLM005:{title}",
        )


FAMILY = Family("CLM", "无据论断", (SUPERLATIVE, ABSOLUTE, NEVER, AWARD, DOCUMENT, REFERENCE, EVENT), check)
