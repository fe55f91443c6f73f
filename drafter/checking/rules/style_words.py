"""STY022 to STY028: typos, terms that are called otherwise now, words of speech, and marks in a note on annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from drafter.checking.context import CheckContext
from drafter.checking.rules.doubled import doubled
from drafter.checking.rules.model import Example, Rule
from drafter.checking.rules.prose import Hit, Joined, Prose, clustered, prose
from drafter.checking.rules.segments import has_dictionary
from drafter.checking.rules.terms import Superseded, superseded
from drafter.checking.rules.wordlists import COLLOQUIAL, SLANG, TYPOS
from drafter.findings import Evidence, Finding, Severity

__all__ = ["RULES", "alternatives", "check_words", "written_wrong"]

_OFFICIAL = "《党政机关公文处理工作条例》第十九条：表述准确、文字精练、用语规范"

TYPO = Rule(
    "STY022",
    "typo",
    "错别字",
    Severity.WARNING,
    "本类文稿中常见、任何情况下都不对的错别字。书名号和引号里的不查。",
    "错别字影响报告的严肃性。",
    (
        Example("一、基本情况\n全面布署教肓工作，按时拔付经费，建立台帐。"),
        Example("一、基本情况\n截止2025年底，入学律达到100%。"),
        Example("一、基本情况\n传承中华传统优秀文化，开展心里健康教育。"),
        Example("一、基本情况\n宿舍按装了空调，既使在高寒地区也有暖气，隐患立既整改。"),
    ),
    (
        Example("一、基本情况\n联聘共管既使在岗教师安心，也使村小开齐课程，按装备标准配齐器材，做法既便于管理又省钱。"),
        Example("一、基本情况\n研究竞争机制，发布署名文章，讲座落到实处，授予案例学校称号，计划拔高标准。"),
        Example("一、基本情况\n报名截止日期为2025年6月1日，活动报名截止2025年6月。《中华传统优秀文化读本》已经出版。"),
        Example("一、基本情况\n研究部署部属高校工作，必需要素齐全，财政测算准确，保安权益得到维护。"),
    ),
    _OFFICIAL,
)
TERM = Rule(
    "STY023",
    "superseded-term",
    "过时的名称或提法",
    Severity.WARNING,
    "已经更名的机构和已有新提法的用语，按报告年度判断；前面写了“原”的不查。通行提法的变化只作提示。",
    "沿用旧名称，多半是照抄了往年的稿子。",
    (
        Example("一、基本情况\n保障农民工子女入学，市环保局、卫计局参与检查。"),
        Example("一、基本情况\n培养德智体美全面发展的学生。"),
        Example("一、基本情况\n受新冠肺炎疫情影响，部分活动推迟。"),
    ),
    (
        Example("一、基本情况\n保障进城务工人员随迁子女入学，市生态环境局（原环保局）参与检查。"),
        Example("一、基本情况\n培养德智体美劳全面发展的学生，性别差生均有改善。"),
        Example("一、基本情况\n《关于做好农民工子女教育的意见》继续有效。"),
    ),
    "各条的依据见发现；机构名称以现行机构改革方案为准",
)
CONGRESS = Rule(
    "STY024",
    "earlier-congress",
    "没有提最近一次党代会",
    Severity.WARNING,
    "2023年度及以后的报告提了党的十九大（或更早的），通篇没有提党的二十大。",
    "多半是照抄了往年的稿子。",
    (Example("一、基本情况\n深入学习贯彻党的十九大精神，落实立德树人根本任务。"),),
    (
        Example("一、基本情况\n深入学习贯彻党的二十大和二十届历次全会精神。党的十九大以来，投入持续增长。"),
        Example("一、基本情况\n落实立德树人根本任务。"),
    ),
    "中国共产党第二十次全国代表大会（2022年10月）",
)
SPEECH = Rule(
    "STY025",
    "colloquial-wording",
    "口语",
    Severity.INFO,
    "“咋”“搞定”“挺好”“钱不够”一类的口语和网络用语；同一份报告各报一次。",
    "公文用书面语；网络用语和俚语作警告，其余只作提示。",
    (Example("一、基本情况\n学校食堂条件挺好，家长都说很棒，就是有时候钱不够。"),),
    (Example("一、基本情况\n学校食堂条件较好，更好多渠道筹措资金，扩大资金来源，挺进决赛。"),),
    _OFFICIAL,
)
RELATIVE = Rule(
    "STY026",
    "relative-year",
    "用“去年”“今年”代替年份",
    Severity.INFO,
    "用去年、前年、今年、明年代替年份；同一份报告只报一次。",
    "报告存档后看不出是哪一年，只作提示。",
    (Example("一、基本情况\n去年投入1亿元，今年投入2亿元。"),),
    (
        Example(
            "一、基本情况\n2024年投入1亿元，2025年投入2亿元，比上年增长100%。如今年轻教师增多，学前年龄段儿童减少。"
        ),
    ),
    "公文写作通行做法：时间写具体",
)
REPEATED = Rule(
    "STY027",
    "repeated-word",
    "词语重复",
    Severity.WARNING,
    "同一个词、同一个字连写了两遍，如“加强加强”“阶段段”“的的”。",
    "修改或粘贴时留下的多余文字。",
    (
        Example("一、基本情况\n进一步加强加强学校安全管理，落实主体责任的的要求。"),
        Example("一、基本情况\n目前目前已建成学校3所，校舍改造造工程竣工。"),
    ),
    (
        Example("一、基本情况\n层层压实责任，人人参与，在在校生中宣讲，学校校均规模扩大，职业教育教育教学改革推进。"),
        Example("一、基本情况\n推进职业教育教育教学改革，一项一项落实，目的的确立，并并入新校区。"),
    ),
    _OFFICIAL,
)
ANNEX = Rule(
    "STY028",
    "annex-marks",
    "附件说明里的标点",
    Severity.WARNING,
    "正文后的附件名称加了书名号，或末尾用了标点。",
    "附件名称后不加标点符号。",
    (
        Example("一、基本情况\n全市教育事业平稳发展。\n附件：《评分表》。"),
        Example("一、基本情况\n全市教育事业平稳发展。\n附件：1.评分表；"),
    ),
    (
        Example("一、基本情况\n全市教育事业平稳发展。\n附件：评分表"),
        Example("一、基本情况\n附件1列出了各县数据，见附件。"),
    ),
    "GB/T 9704—2012 7.3.4：附件名称后不加标点符号",
)

RULES = (TYPO, TERM, CONGRESS, SPEECH, RELATIVE, REPEATED, ANNEX)

_SLANG = re.compile(SLANG)
_OPEN_NOTE = re.compile(r"【[^】]{0,60}$")  # 【待补充：…】 says in few words what is wanted
_FORMER = re.compile(r"原[一-鿿]{0,6}$")
_NEW_SENSE = re.compile(r"更名|改名|改称|以前|历史")
#: 巩固拓展脱贫攻坚成果 is what the work is called now.
_KEPT_UP = re.compile(r"巩固|拓展|成果|衔接|过渡期|脱贫以来")
_RELATIVE = re.compile(
    r"(?<![过下])去年(?![龄度限])|(?<![学提之以])前年(?![龄度限均级])|(?<![声说证表阐注])明年(?![度确龄])|(?<!如)今年(?![轻龄])"
)
_VERBS = (
    "加强|推进|进行|实施|落实|开展|完善|提高|提升|促进|建立|健全|坚持|深化|加大|强化|推动|组织|制定|印发|投入|增加|全面|积极|认真|不断|切实|以及"
    "|通过|按照|根据|工作|全市|全县|全省|全区"
)
_TWICE = re.compile(
    rf"(?P<word>{_VERBS})(?P=word)|(?P<long>[一-鿿]{{3,8}})(?P=long)"
    r"|百分点点|完善善|加加强|推推进|提提高|建建立|落落实|是是(?![非否])(?<!是是是)|持持续"
    r"|(?<![目标])的的(?!确)|(?<!和)和和(?![谐睦平美气])|把把(?![关脉握])|并并(?![轨购网入])"
)
_COUNTED = re.compile("^[一逐每各层代]")
_ANNEX = re.compile(r"^\s*附件\s*[：:]\s*(?:\d{1,2}\s*[.．、]\s*)?(?P<name>\S.*?)\s*$")
_NEXT_ANNEX = re.compile(r"^\s*\d{1,2}\s*[.．、]\s*(?P<name>\S.*?)\s*$")
_ANNEX_MARK = re.compile(r"^《[^《》]*》|[。；;，,.]$")
_LATEST_CONGRESS = re.compile("党的二十|二十大|二十届|第二十次全国代表大会")
_EARLIER_CONGRESS = re.compile(r"党的十[七八九]大(?!以来|报告)|十[七八九]届[一二三四五六七]中全会")
_CONGRESS_YEAR = 2023


@lru_cache(maxsize=1)
def _typos() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each wrong word by itself: the engine looks for a plain word much faster than for one of a hundred."""
    words = [(wrong, right) for pattern, right in TYPOS for wrong in alternatives(pattern)]
    return tuple((re.compile(wrong), right) for wrong, right in words)


def written_wrong(words: str) -> bool:
    """Whether words hold a typo that this module knows and tells itself."""
    return any(pattern.search(words) for pattern, _ in _typos())


def alternatives(pattern: str) -> Iterator[str]:
    """``a|b`` as a and b; a bar inside brackets belongs to its alternative."""
    depth, start = 0, 0
    for at, mark in enumerate(pattern):
        depth += (mark == "(") - (mark == ")")
        if mark == "|" and depth == 0:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


@lru_cache(maxsize=1)
def _terms() -> tuple[tuple[re.Pattern[str], Superseded], ...]:
    return tuple((re.compile(old), term) for term in superseded() for old in alternatives(term.pattern))


@lru_cache(maxsize=1)
def _speech() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{words})" for words, _ in COLLOQUIAL))


def check_words(context: CheckContext) -> Iterator[Finding]:
    """The words of the text and of its tables."""
    texts = prose(context.document, tables=True)
    running = [text for text in texts if text.flow.part != "table"]
    everything = Joined(texts)
    yield from _wrong_words(everything)
    yield from _old_terms(everything, context.year)
    yield from _congress(running, context.year)
    slang = [Hit(text.flow, *match.span()) for text in running for match in text.find(_SLANG)]
    yield from clustered(
        SPEECH, slang, f"{_named(slang)}不是公文用语", "改用书面语", key="slang", severity=Severity.WARNING
    )
    covered = {(id(hit.flow), at) for hit in slang for at in range(hit.start, hit.end)}
    spoken = [Hit(text.flow, *match.span()) for text in running for match in text.find(_speech())]
    speech = [hit for hit in spoken if (id(hit.flow), hit.start) not in covered]
    yield from clustered(SPEECH, speech, f"{_named(speech)}是口语", "改用书面语")
    relative = [Hit(text.flow, *match.span()) for text in running for match in text.find(_RELATIVE)]
    yield from clustered(RELATIVE, relative, f"{_named(relative)}没有写明年份", "写明年份")
    for text in running:
        for start, end in sorted(_twice(text)):
            told = f"“{text.text[start:end]}”词语重复"
            yield REPEATED.at(text.flow, start, end, told, suggestion="删去多余的一个")
    yield from _annexes(running)


def _twice(text: Prose) -> set[tuple[int, int]]:
    """Words and characters that stand twice by a slip."""
    listed = [match.span() for match in text.find(_TWICE) if not _COUNTED.match(match.group())]
    found = doubled(text.text) if has_dictionary() else ()
    further = [(start, end) for start, end in found if text.own(start, end)]
    return {*listed, *(span for span in further if not any(span[0] < end and start < span[1] for start, end in listed))}


def _wrong_words(texts: Joined) -> Iterator[Finding]:
    for pattern, right in _typos():
        for text, hit in texts.find(pattern):
            told = f"“{hit.words}”应为“{right}”" if len(right) > 1 else f"“{hit.words}”中应写“{right}”"
            told = told if right else f"“{hit.words}”是常见的误写"
            root = f"{TYPO.code}:{hit.words}"
            fix = f"改为“{right}”" if right else "改正误写的字"
            yield TYPO.at(text.flow, hit.start, hit.end, told, suggestion=fix, root=root, key=hit.words)


def _old_terms(texts: Joined, year: int) -> Iterator[Finding]:
    for pattern, term in _terms():
        if year and year < term.since:
            continue
        for text, hit in texts.find(pattern, names=term.quoted):
            before = text.text[max(0, hit.start - 8) : hit.start]
            around = text.text[max(0, hit.start - 20) : hit.end + 20]
            if (
                _FORMER.search(before)
                or _NEW_SENSE.search(around)
                or ("贫" in hit.words and _KEPT_UP.search(around))
                or _OPEN_NOTE.search(text.text[max(0, hit.start - 64) : hit.start])
            ):
                continue
            yield TERM.at(
                text.flow,
                hit.start,
                hit.end,
                f"“{hit.words}”现称“{term.now}”（{term.since}年起）",
                evidence=(Evidence("policy", term.norm, ""),),
                suggestion=f"改为“{term.now}”；确系回顾历史的可保留",
                root=f"{TERM.code}:{hit.words}",
                key=hit.words,
                severity=None if term.firm else Severity.INFO,
            )


def _congress(texts: Sequence[Prose], year: int) -> Iterator[Finding]:
    if year < _CONGRESS_YEAR or any(_LATEST_CONGRESS.search(text.text) for text in texts):
        return
    hits = [Hit(text.flow, *match.span()) for text in texts for match in text.find(_EARLIER_CONGRESS)]
    told = f"提了“{hits[0].words}”，通篇没有提党的二十大" if hits else ""
    yield from clustered(CONGRESS, hits, told, "按最新精神修改")


def _named(hits: Sequence[Hit]) -> str:
    words = list(dict.fromkeys(hit.words for hit in hits))
    return "".join(f"“{word}”" for word in words[:4]) + ("等" if len(words) > 4 else "")


def _annexes(texts: Sequence[Prose]) -> Iterator[Finding]:
    """The lines after 附件： at the end of the text, as long as they number its annexes."""
    inside = False
    hits = []
    for text in texts:
        match = _ANNEX.match(text.text) or (_NEXT_ANNEX.match(text.text) if inside else None)
        inside = match is not None
        if match is not None:
            at = match.start("name")
            hits += [Hit(text.flow, at + m.start(), at + m.end()) for m in _ANNEX_MARK.finditer(match["name"])]
    yield from clustered(ANNEX, hits, "附件名称不用书名号，末尾不加标点", "删去书名号和末尾标点")
