"""What a name names, in terms that every writer shares: whose (stage, ownership) and what of theirs.

普通小学在校生数, 小学生 and 小学在校学生 are one thing, so are 公办园在园幼儿 and 公办幼儿园在园儿童. A name is read
into its stage, its ownership and a *core* of what is left, in which synonyms have become one word and words that only
fill have gone. Names that the tables here do not know keep their own words, so that they are the same only as
themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from drafter.facts.numerals import narrow

__all__ = [
    "CLASSES",
    "CLASS_SIZE",
    "CROWDED",
    "PUPILS",
    "RATIO",
    "SCHOOLS",
    "SHARE",
    "TEACHERS",
    "Thing",
    "Words",
    "read_thing",
    "read_words",
]

PUPILS, TEACHERS, SCHOOLS, CLASSES, CROWDED = "学生", "专任教师", "学校", "班级", "大班额"
RATIO, CLASS_SIZE, SHARE = "生师比", "平均班额", "占比"
_EACH = "生均"
#: Things that every stage has: without its stage such a name says too little.
_SHARED = frozenset(
    [PUPILS, TEACHERS, SCHOOLS, CLASSES, "教职工", "招生", "毕业生", "教师", RATIO, CLASS_SIZE, "毛入学率", "入学率"]
)

_STAGES = (
    ("学前", r"幼儿园|学前教育|学前(?:三年|一年)?|幼教"),
    ("义务", r"九年义务教育|义务教育"),
    ("高中阶段", r"高中阶段"),
    ("普高", r"(?:普通高中|普高|高级中学|高中)(?:学?段(?!时))?"),
    (
        "中职",
        r"中等职业(?:技术)?(?:学校|教育)?|中职(?:学校|教育)?|职业(?:技术)?(?:高中|学校|中学|中专|教育中心|教育)|(?<![在任入兼])职中(?![小层期])|职教中心|职高|职校|技工学校",
    ),
    ("特教", r"特殊教育(?:学校)?|特教(?:学校)?|特校"),
    ("高校", r"(?:普通)?高等(?:学校|教育|院校)|(?:普通)?高校|高职院校"),
    ("小学", r"(?:普通)?小学(?:学?段(?!时))?"),
    ("初中", r"(?:普通)?(?:初级中学|初中)(?:学?段(?!时))?"),
)
_OWNERS = (
    ("非普惠", r"非普惠(?:性)?(?:民办)?"),
    ("普惠民办", r"普惠(?:性)?民办|民办普惠(?:性)?"),
    ("普惠", r"普惠(?:性)?"),
    ("公办", r"公办"),
    ("民办", r"民办"),
)
_SAME = (
    ("超大班额", r"超大班额(?:班级|教学班|班)?"),
    (CROWDED, r"大班额(?:班级|教学班|班)?"),
    (CLASSES, r"教学班级?|班级|班数"),
    (CLASS_SIZE, r"平均班额|班额平均|班均(?:学生|人)数?"),
    (RATIO, r"生师比|师生比|师幼比|(?:专任)?教师与(?:在园幼儿|在园儿童|在校生|学生|幼儿)(?:之比|比例?)"),
    (
        "生均",
        r"生均|按?每[名个位]?(?:在校|在园)?(?:学生|生|幼儿)每(?:学年|年)|按(?:在校|在园)?(?:学生|生|幼儿)(?:人数|数)?(?:平均|均摊)(?:计算)?的?|每名?学生平均的?",
    ),
    ("园均", r"(?<![办性惠镇心各全])[园校]均|班均"),
    (TEACHERS, r"专任(?:教师|老师)"),
    ("教职工", r"教职员工|教职工"),
    (PUPILS, r"在校(?:（园）|\(园\)|园)?(?:学生|生)|在园(?:幼儿|儿童)|学生|幼儿(?!园)"),
    ("招生", r"招生|招收新生|录取新生|新生"),
    ("近视率", r"近视率"),
    ("教育支出", r"教育(?:经费)?支出"),
    ("公用经费", r"公用经费(?:支出|标准)?"),
    ("毛入学率", r"毛入[学园]率|(?<=三年)入园率"),
    (SHARE, r"占比|比例|比重"),
    (SCHOOLS, r"学校|校数"),
)
_STAGE_WORDS = {f"s{n}": name for n, (name, _) in enumerate(_STAGES)}
_OWNER_WORDS = {f"o{n}": name for n, (name, _) in enumerate(_OWNERS)}
_SAME_WORDS = {f"c{n}": name for n, (name, _) in enumerate(_SAME)}
#: Words that fill: they count, lead to the figure or name the region, and change nothing of what is named.
_FILLERS = (
    r"实现|逐年(?:增加|增长|提高)?|稳步(?:增加|增长|提高)|持续(?:增加|增长|提高)|只增不减|[全我本][省市县区州盟旗](?:的|各)?|全域|(?<![小校城片园社街郊学辖本地])(?:[省县区市州旗]域?内|[县区旗]里)|各级各类|各类|各级|(?:19|20)\d\d(?:年度?)?(?:底|末|秋季学期|秋季)?|年末|年底|阶段|适龄(?:儿童(?:少年)?)?"
    r"|其中|另有|此外|同时|目前|现有|共有|拥有|设有|建有|开设|分布在?|一年(?!级)(?:间|以来|来)?|今年|本年|总体|总数量?|总人数|总额|总量|占(?!比)|人数|个数|数量|班级数|(?:所|园|校|班)数|(?<![系指次])数(?!字|学|据|控)"
    r"|全年|年内|分别|依次|已经?|(?<![平人所点车次户])均(?!衡)|(?<!公)共计?|现(?!代)|仍|尚|还|有|为|是|达到?了?|的|在职|在册|专门|合计|累计|总"
)
_TOKEN = re.compile(
    "|".join(
        [
            *(f"(?P<c{n}>{pattern})" for n, (_, pattern) in enumerate(_SAME[:-1])),
            r"(?P<both>中小学)",
            *(f"(?P<s{n}>{pattern})" for n, (_, pattern) in enumerate(_STAGES)),
            *(f"(?P<o{n}>{pattern})" for n, (_, pattern) in enumerate(_OWNERS)),
            f"(?P<c{len(_SAME) - 1}>{_SAME[-1][1]})",
            r"(?P<yuan>(?<=[办性惠镇心])园(?!区|长|丁))",
            rf"(?P<filler>{_FILLERS})",
            r"(?P<gone>[\s“”\"'‘’《》、，,：:（）()+＋])",
            r"(?P<other>.)",
        ]
    )
)
#: 义务教育大班额(56人以上)班级数: the bracket says how it is measured, unless it names a stage.
_ASIDE = re.compile(r"[（(](?P<inside>[^（）()]{1,16})[）)]")
_BOUND = re.compile(r"\d+人(?:及)?以上的?")
_LITTLE_ONES = re.compile("幼儿|在园")
_LONGEST = 48


@dataclass(frozen=True)
class Thing:
    """What a figure counts or measures.

    Attributes:
        stage: 学前, 小学, 初中, 义务, 普高, 中职, 高中阶段, 特教, 高校 or empty.
        owner: 公办, 民办, 普惠, 普惠民办, 非普惠 or empty.
        core: the rest, synonyms and fillers taken out; empty when a name has only the two others.
    """

    stage: str = ""
    owner: str = ""
    core: str = ""

    @property
    def shared(self) -> bool:
        """Whether every stage has such a thing, so that it must say whose it is."""
        return self.core in _SHARED

    def of(self, whole: Thing) -> Thing:
        """This thing, as a part told after ``whole``, with what it leaves unsaid taken from it."""
        if self.stage:
            return self if self.core else replace(self, owner=self.owner, core=whole.core)
        return Thing(whole.stage, self.owner or whole.owner, self.core or whole.core)


@lru_cache(maxsize=16384)
def read_thing(name: str) -> Thing:
    """The thing that a name names; of several stages or owners the last one, as in 小学、初中….

    >>> read_thing("普通小学在校生数") == read_thing("小学生")
    True
    """
    words = _BOUND.sub("", _ASIDE.sub(_aside, narrow(name)[-_LONGEST:]))
    stage = owner = ""
    core: list[str] = []
    for match in _TOKEN.finditer(words):
        kind = match.lastgroup or ""
        if kind in _STAGE_WORDS:
            stage = _STAGE_WORDS[kind]
        elif kind in _OWNER_WORDS:
            owner = _OWNER_WORDS[kind]
        elif kind in _SAME_WORDS:
            word = _SAME_WORDS[kind]
            if word == PUPILS and _LITTLE_ONES.search(match.group()):
                stage = stage or "学前"
            core.append(word)
        elif kind == "yuan":
            stage = "学前"
        elif kind == "other":
            core.append(match.group())
    return Thing(stage, owner, _tidy("".join(core), stage))


@dataclass(frozen=True)
class Words:
    """All that a stretch of text says, for names that are told in other words than their own.

    Attributes:
        stages, owners: every one that is named, as a :class:`Thing` calls them.
        rest: what is left, synonyms made one word and fillers taken out.
    """

    stages: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    rest: str = ""


@lru_cache(maxsize=16384)
def read_words(text: str) -> Words:
    """The words of a text, whatever it names first or last.

    >>> read_words("小学、初中专任教师总数").rest
    '专任教师'
    """
    stages: set[str] = set()
    owners: set[str] = set()
    rest: list[str] = []
    for match in _TOKEN.finditer(narrow(text)):
        kind = match.lastgroup or ""
        if kind in _STAGE_WORDS:
            stages.add(_STAGE_WORDS[kind])
        elif kind in _OWNER_WORDS:
            owners.add(_OWNER_WORDS[kind])
        elif kind in _SAME_WORDS:
            if _SAME_WORDS[kind] == PUPILS and _LITTLE_ONES.search(match.group()):
                stages.add("学前")
            rest.append(_SAME_WORDS[kind])
        elif kind == "yuan":
            stages.add("学前")
        elif kind in ("other", "both"):
            rest.append(match.group())
    return Words(frozenset(stages), frozenset(owners), "".join(rest))


def _aside(match: re.Match[str]) -> str:
    """A bracket that names a stage or an owner goes before what it follows; any other is left out."""
    if match["inside"] == "园" and match.string[: match.start()].endswith("校"):
        return ""  # 在校（园）学生 are all, not those of the kindergartens
    inside = read_thing(match["inside"])
    return match["inside"] if (inside.stage or inside.owner) and not inside.core else ""


def _tidy(core: str, stage: str) -> str:
    if core.endswith(_EACH) and core != _EACH:  # 公用经费按每生每年720元
        core = _EACH + core.replace(_EACH, "").rstrip("按由从照")
    if stage and core in ("生", "在校生"):
        return PUPILS  # 小学生, 在校初中生
    if stage and core.startswith("生") and core[1:] in ("", "占比"):
        return PUPILS + core[1:]
    if core.startswith(SCHOOLS) and core != SCHOOLS:
        return core.removeprefix(SCHOOLS)  # 公办学校学生, 义务教育学校大班额: the school is only where they are
    return core
