"""CLM009: so much better, so many of them, and not a figure beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.checking.claims.measured import Wanted, wanted
from drafter.checking.claims.passages import BODY
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Statement
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

VAGUE = Rule(
    "CLM009",
    "degree-without-figure",
    "“大幅提高、一大批”没有数",
    Severity.INFO,
    "大幅提高、明显改善、成效十分显著、给予较大投入、一大批、大量、若干元一类说法，这一句和下一句都没有数说明它；说的是率、工资、标准、满意度的，要有同类的数。可以这样写，只作提示。",
    "程度是评出来的，数是查得到的；只有程度，上级没法核。",
    (
        Example("一、资助\n资助标准较往年大幅提高，困难学生得到更好的照顾。"),
        Example("一、职教\n参赛学生获奖26项，学校多次荣获省级荣誉称号。"),
        Example("一、职教\n一大批企业深度参与办学，成效十分显著。"),
        Example("一、均衡\n以县实验小学为龙头组建教育集团3个，优质资源辐射面扩大，城乡教育差距明显缩小。"),
        Example("一、线上教学\n为牧区学生发放大量学习用品。"),
        Example("一、待遇\n乡镇教师生活补助按月发放若干元。"),
        Example("一、职教\n与14家企业合作，开设订单班6个，毕业生就业率明显提高。"),
        Example("一、经费\n县财政对乡村学校给予了较大投入，新增直饮水设备54台。"),
        Example("一、党建\n68所学校建立党组织领导的校长负责制，党组织的凝聚力和战斗力大幅提升。"),
    ),
    (
        Example("一、职教\n学校多次获得全省职业教育先进单位称号。"),
        Example("一、职教\n学校多次获得“全省职教先进单位”称号，多次受到表彰，其中省级2次。"),
        Example("一、资助\n资助标准大幅提高，由每生每年1000元提高到1250元。"),
        Example("一、健康\n学生体质明显增强。优良率达到52.3%，比上年提高1.6个百分点。"),
        Example("一、均衡\n校际差异系数由0.48降到0.41，城乡教育差距明显缩小。"),
        Example("一、职教\n与14家企业合作，毕业生就业率明显提高，达到97.2%。"),
        Example("一、下一步\n力争教师素质明显提升。"),
        Example("一、大数据\n依托大数据平台开展监测，大量减少重复报送。", material="大量减少重复报送。"),
        Example("一、问题\n教师负担没有明显减轻。"),
        Example("一、经费\n县财政对乡村学校给予了较大投入，全年安排4200万元。"),
    ),
    "《统计法》第六条与公文表述准确的要求（《党政机关公文处理工作条例》第十九条）：实事求是，结论有据",
)

_MORE = (
    "提高|提升|改善|增强|优化|缩小|下降|减少|减轻|增加|增长|好转|扩大|高于|优于|超过|加快|进步"
    "|上升|上涨|攀升|跃升|降低|上调"
)
_SAID = re.compile(
    rf"(?:大幅度?|大大|显著|明显|极大|成倍|较大幅度|节节)地?(?:{_MORE})"
    r"|(?:有|实现|发生|取得|呈现)了?(?:质的|明显的?|显著的?|长足的?|较大的?|大幅度?的?|根本性?的?|翻天覆地的?|历史性的?)"
    r"(?:飞跃|提高|提升|改善|变化|进步|增长|改变|转变|好转|跨越|发展)"
    r"|突飞猛进|翻天覆地|翻了?(?:几|数)番"
    r"|(?:成效|效果|成绩|成果)(?:十分|非常|极为|特别|尤为|相当)?(?:显著|明显|突出|斐然|喜人)"
    r"|(?:给予|加大|安排|落实|有|作出|做出)了?"
    r"(?P<given>(?:较大|很大|巨大|极大|大量|大力|空前|前所未有)(?:力度)?的?(?:财力|资金|经费|财政)?(?:投入|支持|倾斜|扶持))"
    r"|一大批|大批量?(?![次购])|大量(?!减少)|众多(?=[一-鿿])|若干(?=[元名人所个间台])|不计其数|数不胜数"
)
#: Honours without a name; which they were the next words may tell (多次荣获省级表彰，先后被评为…).
_HONOURED = re.compile(
    r"(?:多次|屡次|屡屡|连续多年|先后多次|多年来?)(?:荣获|获得|获评|获|荣膺|斩获|受到)(?:国家级?|全国|省级?|市级?|县级?|区级?|国省|省市|各级|上级|部委|党委|政府|部门|有关|教育|主管|以上|各类|各种|多项|相关|的|、|和|及)*(?:荣誉(?:称号)?|表彰(?:奖励)?|奖项|大奖|嘉奖|称号)"
    r"(?=[。；]|，(?![^，。；]{0,12}(?:先后|分别|其中|被评|包括|如)))"
)
#: Words that count things, for which a figure of those who get them is no count: 为210名学生发放大量物资.
_MANY = re.compile(r"^(?:一大批|大批|大量|众多|若干)")
_FOR = re.compile(
    r"^[^，。；]{0,4}?(?:为|向|给|对)[^，。；\d]{0,8}\d[\d.]*(?:余|多)?万?(?:余|多)?[名人所个户家位][^\d]*$"
)
_COUNTS_ON = re.compile(r"\s*(?:其中|共计?|折合|合计|累计|价值|总价)")
_SHOWN = re.compile(r"(?:见|如)(?:附?[表图件]|下[表图])")
_NOT_SAID = re.compile(
    r"未|没有|不|尚|力争|争取|确保|计划|拟|将|推动|推进|促进|努力|目标|要|着力|旨在|为了|希望|期望|逐步|如果|虽|难以|需|应|存在|吸引|防止|避免"
)
_CITED = re.compile(r"《|〔\d{4}〕")
_NAMED = 3  # characters by which a rate or a pay is known again
_EMPTY = re.compile(
    r"教育|学校|学生|教师|工作|全[省市县区]|我[省市县区]|较往年|与往年相比|比往年|往年|以往|进一步|水平|程度|方面|取得|得到|做到|实现|有了|[的了地与和及、“”]"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence of the work told, with the one after it."""
    statements = context.statements
    words = context.material_words
    for number, statement in enumerate(statements):
        if statement.flow.part not in ("body", "textbox") or context.roles[statement.flow.first_paragraph] != BODY:
            continue
        if statement.flow.first_paragraph in context.heading_paragraphs:
            continue
        yield from _honoured(context, statement)
        for match in _SAID.finditer(statement.text):
            clause, start, end = _clause(statement, match)
            if _NOT_SAID.search(clause) or _CITED.search(statement.text) or _SHOWN.search(statement.text):
                continue
            if _is_borne_out(statements, number, match, clause, (start, end)):
                continue
            if words is not None and words.tells(clause):
                continue
            yield VAGUE.at(
                statement.flow,
                statement.start + start,
                statement.start + end,
                f"“{match[0]}”没有数说明",
                suggestion="写出前后两年的数，或改为平实的说法",
                root=f"CLM009:{statement.number}",
            )


def _honoured(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    """「多次荣获国家级荣誉称号」: honours without a name, a number or a paper."""
    words = context.material_words
    for match in _HONOURED.finditer(statement.text):
        clause, start, end = _clause(statement, match)
        if re.search(r"[\d“《]", clause) or _NOT_SAID.search(clause) or (words is not None and words.tells(clause)):
            continue
        yield VAGUE.at(
            statement.flow,
            statement.start + start,
            statement.start + end,
            f"“{match[0]}”没有写是什么荣誉",
            suggestion="写出荣誉的名称、年份和授予单位",
            root=f"CLM009:honour:{statement.number}",
        )


def _is_borne_out(
    statements: Sequence[Statement], number: int, match: re.Match[str], clause: str, span: tuple[int, int]
) -> bool:
    """Whether a figure of the sentence, or of the next one, may measure a claim."""
    statement = statements[number]
    start, end = span
    after = _beside(statements, number, 1)
    behind = after.figures if after is not None else []
    want = wanted(match["given"] or statement.text[start : match.start()])
    if want is not None:
        return want.is_met([*statement.figures, *behind]) or _told_before(want, _beside(statements, number, -1))
    if _is_given(clause, match):
        goes_on = after is not None and behind and _COUNTS_ON.match(after.text)
        return bool(goes_on) or any(figure.start >= statement.start + end for figure in statement.figures)
    return bool(re.search(r"\d", clause) or behind) or _measured(statement, clause, start, end)


def _beside(statements: Sequence[Statement], number: int, step: int) -> Statement | None:
    """The sentence before or after one, in the same paragraph."""
    if not 0 <= number + step < len(statements):
        return None
    other = statements[number + step]
    return other if other.flow is statements[number].flow else None


def _told_before(want: Wanted, before: Statement | None) -> bool:
    """Whether the sentence before measures the very thing that is claimed."""
    return before is not None and want.subject[-_NAMED:] in before.text and want.is_met(before.figures)


def _is_given(clause: str, match: re.Match[str]) -> bool:
    """Whether the only figure before a great many things is that of those who got them."""
    return bool(_MANY.match(match[0]) and _FOR.match(clause[: clause.index(match[0])]))


def _clause(statement: Statement, match: re.Match[str]) -> tuple[str, int, int]:
    text = statement.text
    start = max(text.rfind(mark, 0, match.start()) for mark in "，；。：") + 1
    ends = [at for mark in "，；。" if (at := text.find(mark, match.end())) >= 0]
    end = min(ends, default=len(text.rstrip()))
    return text[start:end], start, end


def _measured(statement: Statement, clause: str, start: int, end: int) -> bool:
    """Whether a figure of the sentence may measure a claim: in the clause next to it, or told of the same thing."""
    text = statement.text
    if not statement.figures:
        return False
    left = max(text.rfind(mark, 0, max(start - 1, 0)) for mark in "，；。：") + 1
    right = text.find("，", end + 1)
    beside = text[left:start] + text[end : right if right >= 0 else len(text)]
    if re.search(r"\d", beside):
        return True
    own = _EMPTY.sub("，", clause)
    pairs = {own[at : at + 2] for at in range(len(own) - 1) if "，" not in own[at : at + 2]}
    return any(pair in figure.gap for figure in statement.figures for pair in pairs)


FAMILY = Family("CLM", "无据论断", (VAGUE,), check)
