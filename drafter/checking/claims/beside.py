"""What stands beside a claim in its own sentence: figures that count what it speaks of, documents that tell of it."""

from __future__ import annotations

import re

from drafter.checking.claims.assertions import Assertion, Claim
from drafter.checking.text.statements import Figure

__all__ = ["cites", "counts"]

_CLAUSE = re.compile(r"[，,：；。]")
_CITED = re.compile(r"《[^《》]+》|〔\d{4}〕")
#: A document that a place works by is no witness to how well it does.
_BASIS = re.compile(
    r"(?:贯彻|落实|执行|按照|根据|依据|对照|遵照|围绕|学习|实施)(?:了|好)?[^，。；《》]{0,14}(?:《[^《》]*》(?:[（(][^（）()]*[）)])?[、和及]?)+"
)
#: Words that do not name what a clause speaks of.
_PLAIN = re.compile(
    r"^[\s，、]+|实现|达到|做到|完成|均|都|已|也|还|并|且|同时|其中|目前|现|全部|基本|稳定?|继续|持续|连续|多年|累计|蝉联|成为|被|为|获|荣|在|位|居|名|列|处于"
    r"|总数|总量|数量|人数|比例|占比|增幅|增速|增长率|规模|指标|成绩|得分|名次|排名|名列|结果|各项?|主要"
)
#: Groups of claims so strong that to work by a document bears none of them out.
_EMPHATIC = frozenset({"utter", "each"})
#: 每校一品牌, 校校有特色: whose number it takes, and how that number is told.
_HOLDERS = (
    (re.compile(r"[每一校]校"), re.compile(r"^(?:所|校)|学校|中小学|中学|小学|高中|初中")),
    (re.compile(r"[每一园]园"), re.compile(r"^(?:所|园)|幼儿园")),
    (re.compile(r"[每县]县"), re.compile(r"县|区|旗")),
    (re.compile(r"每乡"), re.compile(r"乡|镇|街道")),
    (re.compile(r"[每班]班"), re.compile(r"班")),
    (re.compile(r"[每村]村"), re.compile(r"村")),
    (re.compile(r"人人"), re.compile(r"^[名人]")),
)
_SUBJECT = 4
_MEASURE = re.compile(r"[率数量比例度额](?:均|都|已|连续多年|稳|位|居|列|名|保持|在)*$")
#: How a clause goes on to count what was claimed in the one before it.
_GOES_ON = {
    Claim.SUPERLATIVE: re.compile(r"^(?:综合)?(?:得分|总分|分值|比|较|高出|高于|领先|达到?|为|其中|共|累计|获)"),
    Claim.ABSOLUTE: re.compile(
        r"^(?:已|现|均|并)?(?:接入|覆盖|惠及|涉及|共|累计|其中|包括|配备|受益|配有|参与|建成|建立|为|合计|全部|达到?|总数|应|含|有)"
    ),
}
_GOES_ON[Claim.NONE] = _GOES_ON[Claim.ABSOLUTE]
_CLOSE = 8
_ALL = re.compile(r"(?:100(?:\.0+)?\s*[%％]|百分之?百)$")


def cites(claim: Assertion) -> bool:
    """Whether a document stands beside a claim; to follow one makes nobody the first or the best."""
    text = claim.segment.text
    emphatic = claim.kind is Claim.SUPERLATIVE or claim.group in _EMPHATIC
    return bool(_CITED.search(_BASIS.sub("", text) if emphatic else text))


def counts(claim: Assertion) -> bool:
    """Whether a figure beside a claim may be the number behind it.

    It is in the claim's own clause, or in the clause before when the claim's has no subject of its own (获奖46项，居
    全省第一), or in one after it that goes on counting (全覆盖，接入学校613所).
    """
    figures = [
        f
        for f in claim.segment.figures
        if (f.end <= claim.start or f.start >= claim.end) and (claim.group == "hundred" or not _ALL.match(f.text))
    ]
    if not figures or claim.group == "hundred":
        return bool(figures)
    if claim.group == "each":
        return any(_counts_holders(claim, f) for f in figures)
    text = claim.segment.flow.text
    start = claim.segment.start + _last(text[claim.segment.start : claim.start])
    stop = _CLAUSE.search(text, claim.end, claim.segment.end)
    end = stop.start() if stop else claim.segment.end
    if any(start <= f.start < claim.start or claim.end <= f.start < end and _near(claim, f) for f in figures):
        return True
    before = text[claim.segment.start : start]
    own = text[start : claim.start]
    # a name that comes up twice (意识形态) leads no count over to a word as strong as 绝迹
    led = _leans(own) or (claim.group not in _EMPHATIC and _repeats(own, before))
    if led and any(f.start < start for f in figures):
        return True
    goes_on = _GOES_ON.get(claim.kind)
    return bool(
        goes_on is not None
        and stop
        and goes_on.match(text[stop.end() : claim.segment.end])
        and any(f.start >= stop.end() for f in figures)
    )


def _counts_holders(claim: Assertion, figure: Figure) -> bool:
    """Whether a figure counts those of whom each is said to have one: the schools, for 每校一品牌."""
    unit = figure.quantity.unit.symbol if figure.quantity.unit else ""
    behind = _CLAUSE.split(claim.segment.flow.text[figure.end : min(figure.end + _CLOSE, claim.segment.end)])[0]
    return any(
        who.search(claim.text) and (told.match(unit) or told.search(behind) or told.search(figure.gap[-_CLOSE:]))
        for who, told in _HOLDERS
    )


def _last(text: str) -> int:
    """Where the last clause of a text begins."""
    return max((match.end() for match in _CLAUSE.finditer(text)), default=0)


def _near(claim: Assertion, figure: Figure) -> bool:
    """To be the first has no number: what comes behind it counts something else, unless it follows at once."""
    return claim.kind is not Claim.SUPERLATIVE or figure.start - claim.end <= _CLOSE


def _leans(words: str) -> bool:
    """Whether the words before a claim name nothing new, so that the clause before speaks for it."""
    return len(_PLAIN.sub("", words)) < _SUBJECT or bool(_MEASURE.search(words))


def _repeats(words: str, before: str) -> bool:
    """Whether the words before a claim take up a name from the clauses before: 教育支出…元，教育支出规模居…首位."""
    named = words.strip()
    return any(named[at : at + _SUBJECT] in before for at in range(len(named) - _SUBJECT + 1))
