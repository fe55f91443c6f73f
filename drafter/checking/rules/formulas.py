"""POL015: a formula of the field told with a member exchanged, doubled or left out, or counted otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.formulas import Formula, known_formulas, recited_in
from drafter.checking.recited import Recital, recitals
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.prose import Prose, prose
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY"]

FORMULA = Rule(
    "POL015",
    "formula-misquoted",
    "固定提法的内容写错了",
    Severity.WARNING,
    "“五项管理”“四个自信”一类内容固定的提法，列出的各项中有一项换成了别的、重复了、漏了，或名称里的数与各项不符。"
    "写了“等”的不算漏；各地自己定内容的提法（“四个一”“三个到位”）不查。",
    "提法是上级定的，写错一项，读者会怀疑没有学过原文。",
    (
        Example("坚定道路自信、理论自信、制度自信、民族自信，用身边变化讲好思政课。"),
        Example("抓实作业、睡眠、手机、读物、心理“五项管理”，每月通报一次。"),
        Example("“三全育人”即全员育人、全程育人、全程育人，学校逐项落实。"),
        Example("开展“六大保护”宣讲：家庭保护、学校保护、社会保护、网络保护、司法保护。"),
        Example("抓实作业、睡眠、手机、读物、体质“六项管理”，每月通报一次。"),
        Example("弘扬奉献、友爱、互助、进取的志愿精神，学生注册率达到92%。"),
    ),
    (
        Example("坚定道路自信、理论自信、制度自信、文化自信，用身边变化讲好思政课。"),
        Example("抓实作业、睡眠、手机等“五项管理”，作业和睡眠两项每月通报。"),
        Example("从作业、睡眠、课后服务、校外培训四方面减负，“五项管理”每月通报。"),
        Example("开展“六大保护”宣讲，家庭保护、学校保护各讲4场，其余随班会进行。"),
        Example("落实“四个一”：一张表、一本账、一个群、一次访。"),
        Example("成立德育、体育、美育、信息技术4个教研室，“五育”各有专人。"),
    ),
    "各提法的出处随发现列出",
)

#: No sentence that a person wrote is longer; a text without a full stop is cut into such.
_SENTENCE = re.compile(r"[^。！？\n]{1,2000}")
#: What may stand between a name and the members told behind it, and between members and the name behind them.
_THEN = re.compile(
    r"[”\"’]?[^，,。；;、“”]{0,8}[”\"’]?(?:[，,]?(?:即|就是|是指|指的?是|也就是|分别[是为]|为|是)|者[，,]|[：:（(]|—{1,2}|-{1,2})[“\"]?"
)
#: A name in a clause of its own before the list, when nothing says that the list is a choice.
_CLAUSE = re.compile(r"[”\"’]?[^，,。；;、“”：:]{0,6}[，,]")
_PARTLY = re.compile("围绕|聚焦|重点|突出|从|以|对|把|将|特别|尤其|在|除|加强|开展|结合|统筹|推进|做好|抓")
_WHOLE = re.compile(r"(?:[”\"’）)]|等|的|这|这些|及|\s)*[“\"‘]?")
_SPELT_OUT = re.compile("^(?:即|就是|是指?|指的?是?|为|分别[是为])")
#: What says that the list behind it is the whole formula.
_IS = re.compile("即|就是|是指|指的?是|也就是|分别[是为]|[（(]")
_NUMERAL = re.compile("[一二两三四五六七八九十]")
_FAR = 40


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence of the text and its tables, against every formula of which it holds two members."""
    for text in prose(context.document, tables=True):
        line = text.text
        likely = recited_in(line)
        if not likely:
            continue
        before = ""
        for sentence in _SENTENCE.finditer(line):
            told_of: set[tuple[str, int]] = set()  # a formula may be entered by its whole and by its short words
            for formula in likely:
                for recital in recitals(sentence.group(), formula):
                    told = _judged(sentence.group(), recital, formula, before)
                    if told is not None and (formula.name, told[0]) not in told_of:
                        told_of.add((formula.name, told[0]))
                        yield _finding(text, sentence.start(), formula, *told)
            before = sentence.group()


def _finding(text: Prose, at: int, formula: Formula, start: int, end: int, told: str) -> Finding:
    return FORMULA.at(
        text.flow,
        at + start,
        at + end,
        f"{told}；“{formula.name.strip('“”')}”的内容是{formula.told}",
        evidence=(Evidence("policy", formula.source, formula.told),),
        suggestion="按原文改正",
        root=f"{FORMULA.code}:{formula.name}:{start}",
    )


def _judged(sentence: str, recital: Recital, formula: Formula, before: str) -> tuple[int, int, str] | None:
    """Where a recital departs from its formula and how, None when it does not or nobody can say."""
    told, strange, size = recital.told, recital.strange, len(formula.members)
    beside = _name_at(sentence, recital, formula)
    name = beside if beside and _number_fits(sentence[beside[0] : beside[1]], formula) else None
    named = name is not None or bool(formula.named.search(sentence) or formula.named.search(before[-_FAR:]))
    own = formula.alone or name is not None
    distinct = len(set(told))
    if not strange and distinct < len(told):
        return _doubled(recital, own or named, formula.alone, size)
    if len(strange) == 1 and distinct == len(told) == size - 1 and not formula.loose:
        return _exchanged(recital, formula, name, named)
    if strange or distinct < len(told):
        return None
    return _left_out(recital, formula, name) if distinct < size else _whole(recital, formula, beside)


def _number_fits(name: str, formula: Formula) -> bool:
    number = _NUMERAL.search(name)
    return (
        not formula.number or number is None or number.group().replace("二", "两") in formula.number.replace("二", "两")
    )


def _left_out(recital: Recital, formula: Formula, name: tuple[int, int] | None) -> tuple[int, int, str] | None:
    """Members that a list beside the name should have and has not."""
    told, size = set(recital.told), len(formula.members)
    if (
        name is None
        or _CLAUSE.fullmatch(recital.sentence, name[1], max(name[1], recital.items[0].start))
        or recital.open
        or not recital.clean
        or not recital.bare
        or len(told) < max(2, size // 2)
    ):
        return None
    missing = [ways for number, ways in enumerate(formula.members) if number not in told]
    whole = name[0] >= recital.end or _IS.search(recital.sentence, name[1], recital.start + 1)
    if (len(missing) > 1 and not whole) or any(_told_elsewhere(recital, formula, name, ways) for ways in missing):
        return None
    return recital.start, recital.end, f"漏了“{'、'.join(ways[0] for ways in missing)}”"


def _told_elsewhere(recital: Recital, formula: Formula, name: tuple[int, int], ways: tuple[str, ...]) -> bool:
    """Whether the sentence tells a member in other words beside the list (…；教育资源、教育管理两大平台)."""
    shared = _common_pairs(formula)
    outside = set(_pairs(recital.sentence[: min(recital.start, name[0])]))
    outside |= set(_pairs(recital.sentence[max(recital.end, name[1]) :]))
    return any(pair in outside and pair not in shared for way in ways for pair in _pairs(way))


def _common_pairs(formula: Formula) -> set[str]:
    """Pairs of characters that every member has (保护 of 家庭保护、学校保护)."""
    return set.intersection(*(set().union(*map(_pairs, ways)) for ways in formula.members))


def _pairs(words: str) -> list[str]:
    return [words[at : at + 2] for at in range(len(words) - 1)]


def _whole(recital: Recital, formula: Formula, name: tuple[int, int] | None) -> tuple[int, int, str] | None:
    """A whole list against the number in the name and the order of the original."""
    if name is not None and formula.number and recital.clean and not formula.loose:
        words = recital.sentence[name[0] : name[1]]
        if not _number_fits(words, formula):
            return *name, f"列出的是{len(formula.members)}项，与“{words.strip('“”')}”的数不符"
    told = recital.told
    if formula.ordered and told != sorted(told) and (formula.alone or name is not None) and recital.bare:
        return recital.start, recital.end, "各项的次序与原文不同"
    return None


def _doubled(recital: Recital, sure: bool, alone: bool, size: int) -> tuple[int, int, str] | None:
    seen: dict[int, str] = {}
    for item in recital.items:
        if item.member is None:
            continue
        earlier = seen.get(item.member)
        if earlier is not None:
            if (
                sure
                and len(seen) >= 2
                and recital.bare
                and (earlier == item.word or alone and len(recital.items) == size)
            ):
                return item.start + item.lead, item.start + item.lead + len(item.word), f"“{item.word}”重复"
            return None
        seen[item.member] = item.word
    return None


def _exchanged(
    recital: Recital, formula: Formula, name: tuple[int, int] | None, named: bool
) -> tuple[int, int, str] | None:
    """A word in the place of a member: sure when the name stands beside the list or the word is made like a member."""
    (item,) = recital.strange
    missing = next(ways for number, ways in enumerate(formula.members) if number not in recital.told)
    words = _SPELT_OUT.sub("", recital.words(item))
    if name is not None and item.start < name[0] < item.end:
        words = _SPELT_OUT.sub("", recital.sentence[item.start : name[0]])
    alike = formula.affix.match(words) if formula.affix else None
    words = alike.group() if alike is not None else words
    words = words[: words.index("的")] if words.find("的") > 1 else words
    if any(_shortened(words, way) or _shortened(way, words) for way in missing) or _rightly(
        recital, formula, words, name
    ):
        return None
    inside = item not in (recital.items[0], recital.items[-1])
    if (not recital.bare and alike is None) or (not recital.clean and name is None) or formula.named.search(words):
        return None
    if alike is None and name is None:
        near = abs(len(words) - len(missing[0])) <= 1
        if not (formula.alone and len(formula.members) > 3 and recital.bare and (inside or near)):
            return None
    if alike is not None and name is None and not (named or formula.alone):
        return None
    if len(words) > max(len(way) for way in missing) + 8:
        return None
    start = recital.sentence.index(words, item.start)
    return start, start + len(words), f"“{words}”不在其中，应为“{missing[0]}”"


def _rightly(recital: Recital, formula: Formula, strange: str, name: tuple[int, int] | None) -> bool:
    """Whether a strange word may rightly stand there, the list being none of the formula."""
    if name is None and formula.also and re.search(formula.also, strange):
        return True
    return _of_another(recital, formula, strange)


def _of_another(recital: Recital, formula: Formula, strange: str) -> bool:
    """Whether the list is another formula that shares most of its members with this one."""
    words = [item.word for item in recital.items if item.member is not None]
    return any(
        all(any(word in ways for ways in other.members) for word in words)
        and any(way in strange for ways in other.members for way in ways)
        for other in known_formulas()
        if other is not formula
    )


def _shortened(short: str, long: str) -> bool:
    """Whether ``short`` is ``long`` with characters left out."""
    rest = iter(long)
    return all(mark in rest for mark in short)


def _name_at(sentence: str, recital: Recital, formula: Formula) -> tuple[int, int] | None:
    """The name that stands beside the list and sums it up, or is spelt out by it."""
    first, last = recital.items[0], recital.items[-1]
    tail = last.start + last.lead + len(last.word)
    for match in formula.named.finditer(sentence, tail, min(len(sentence), last.end + 16)):
        between = sentence[tail : match.start()] if last.word else sentence[last.end : match.start()]
        if match.start() <= last.end or _WHOLE.fullmatch(between):
            return match.span()
    for match in formula.named.finditer(sentence, max(0, first.start - _FAR), first.end):
        then = _THEN.match(sentence, match.end())
        if match.end() <= first.start and then and first.start <= then.end() <= first.start + max(first.lead, 3):
            return match.span()
        between = sentence[match.end() : first.start]
        if len(formula.members) > 3 and _CLAUSE.fullmatch(between) and not _PARTLY.search(recital.words(first)):
            return match.span()
    return None


FAMILY = Family("POL", "政策", (FORMULA,), check)
