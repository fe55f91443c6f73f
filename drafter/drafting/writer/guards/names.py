"""Documents, persons, places, organisations and honours that a sentence names and its evidence does not.

Each finder yields Chinese clauses that say what has no source. What the evidence says in the same words is never
questioned, nor what the vocabulary of the field holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from drafter.checking.places import division_names
from drafter.checking.text.masks import find_masks
from drafter.drafting.writer.guards.words import common_text, cut, halves_of, is_common, is_prose, stands_alone, tagged

__all__ = ["unsupported_names"]

_HAN = r"[一-鿿]"
_TITLE = re.compile(r"《([^《》]*)》?")
_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"]{2,30})[”」』\"]")
_NUMBERED = re.compile(rf"{_HAN}{{0,6}}[〔\[［【（(]\s*\d{{4}}\s*[〕\]］】）)]\s*(?:第\s*)?\d*\s*号?")
_ISSUED = re.compile(
    r"(?:对照|围绕|贯彻|遵循|印发|出台|颁布|颁发|下发|发布|公布|修订|制定|制订|起草|通过|转发|签署|签订|依据|根据|按照|落实|执行|实施)了?(?:关于)?"
    rf"(?P<name>(?:(?![，。；、《》]){_HAN}){{2,30}}?(?:行动计划|工作方案|实施方案|实施意见|指导意见|管理办法|暂行办法|三年计划"
    r"|方案|意见|办法|规划|纲要|条例|细则|规定|章程|公约|宣言|协议|行动纲领))"
)
_HONOUR = re.compile(
    r"荣获|荣膺|斩获|获评|获批|获得[^，。；]{0,12}(?:奖|称号|荣誉|表彰)|被?评[为选][^，。；]{0,16}(?:县|市|区|省|单位|校|集体|个人)"
    r"|授予|入选|入围|命名为|[一二三特]等奖|金奖|银奖|全[国省市县](?:第|首|唯一)|排名|位居|位列|名列|跻身|首位|榜首|前列|前茅"
    r"|唯一|首个|首家|首创|首批|率先|领跑|领先|百强|十强|样板|典型案例|全国(?:先进|优秀|示范|模范)|省级(?:先进|示范)"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔"
    "谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤常温康施文牛樊葛邢安"
    "齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛"
    "靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧"
    "闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀胥郁南班储芮"
)
#: Surnames that open clauses as words: 万名教师, 成员单位.
_WORDS_TOO = frozenset("万成时方全和明平常应于安路党年曾向关计都别水")
#: Surnames that are no words: by themselves they begin a name wherever they stand.
_ONLY_NAMES = frozenset(
    "王李张刘陈杨赵吴徐孙朱胡郭宋郑谢韩冯董萧曹袁邓傅沈彭吕苏卢蒋蔡贾丁魏薛阎潘杜戴汪姚谭廖邹熊陆郝孔崔邱秦侯邵孟尹黎龚樊殷翟倪俞骆韦柯霍梁唐"
)
_BEFORE_PERSONS = frozenset("由在请和与对为以向给同及让")
_COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "夏侯",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "东方",
    "独孤",
    "南宫",
)
_COMPOUND_NAMED = re.compile(rf"(?P<name>(?:{'|'.join(_COMPOUND)}){_HAN}{{1,2}})")
_OFFICES = (
    "省委书记|市委书记|县委书记|区委书记|党委书记|党组书记|总书记|书记|副?省长|副?市长|副?县长|副?区长|副?州长|副?镇长|副?乡长|副?局长"
    "|副?厅长|副?处长|副?科长|副?主任|副?校长|副?院长|副?园长|副?主席|副?部长|委员|教授|研究员|院士|老师|专家|督学|组长"
)
_AFTER_OFFICE = re.compile(rf"(?:{_OFFICES}|同志|由)(?P<name>{_HAN}{{2,4}})")
_BEFORE_OFFICE = re.compile(rf"(?P<name>{_HAN}{{2,3}})(?:同志|{_OFFICES}|(?:先生|女士|教师)(?!队伍))")
#: 涌现出马某某等先进典型: the dictionary may cut the name in two and take its half with the verb.
_EXEMPLARS = re.compile(
    rf"(?P<name>{_HAN}{{2,4}})等(?:一?批|{_HAN}{{0,3}})?(?:典型|名师|同志|教师|老师|个人|人物|模范|标兵|代表|骨干|校长)"
)
_SURNAME = "".join(sorted(_SURNAMES | _ONLY_NAMES))
_CALLED = re.compile(
    rf"(?P<familiar>[老小][{_SURNAME}])(?=书记|校长|老师|主任|同志|师傅|局长|科长)|(?P<name>{_HAN}某{{1,2}}|{_HAN}{{1,4}}·{_HAN}{{1,6}})"
)
_PLACE_ENDS = (
    "省",
    "自治区",
    "市",
    "县",
    "区",
    "镇",
    "乡",
    "街道",
    "村",
    "屯",
    "旗",
    "盟",
    "州",
    "社区",
    "新城",
    "开发区",
)
_BODY_ENDS = frozenset(
    re.findall(
        r"\S+",
        "小学 中学 学校 幼儿园 大学 学院 高中 初中 职校 中专 技校 公司 集团 医院 基金会 协会 学会 研究院 研究所"
        " 实验室 银行 书院 书店 企业 俱乐部 少年宫 图书馆 博物馆 纪念馆 体育馆 工作室 联盟 论坛 大赛 峰会",
    )
)
_NAMED_ENDS = frozenset(re.findall("..", "行动工程计划项目活动模式品牌平台机制")) | {"奖"}
#: Parts of speech of pronouns, verbs and the like: 各县, 新建学校 name nobody.
_GENERIC = frozenset(re.findall(r"\S+", "r m q p c d u v vn vd uj ul uz ud uv f b t y k s l i z zg rr rz"))
_WHOLES = frozenset(["全省", "全市", "全县", "全区", "全州", "全域", "全国", "我省", "我市", "我县", "本市", "本县"])
_ORDINAL_SCHOOL = re.compile(
    rf"{_HAN}{{0,4}}(?:第[一二三四五六七八九十]+|[东西南北]关|[一二三四五六七八九十]{{1,2}})(?:实验|职业|高级|完全|初级)?(?:小学|中学|高中|初中|幼儿园|幼(?!儿|[师教])|中(?![小职等级高考心国央]))"
)
#: Characters that stand by themselves in any sentence.
_PARTICLES = frozenset(
    "的了和与及或在于由以为对将把被从向到至按经并且而则其各每本该此这那有无不未已可应须要能会更最均都也又还就才等内外上下中前后间里年月日"
    "个所名项次人区县市省乡镇村校园班级一二三四五六七八九十百千万亿元两多余约近超达占比增减升降是较仍但地偏仅太很再只让使令给当成着过得全"
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+\-.]*")


def unsupported_names(text: str, has: Callable[[str], bool], own_places: Callable[[str], bool]) -> Iterator[str]:
    """What a sentence names without a source.

    Args:
        text: the sentence, with a mark in the place of each slot.
        has: whether the evidence says these very words.
        own_places: whether a place is the report's own region or lies in it.
    """
    known = _Known(has, own_places)
    yield from _documents(text, known)
    yield from _honours(text, known)
    for match in _QUOTED.finditer(text):
        if not known(match[1]) and not _is_term(match[1]):
            yield f"引号里的“{match[1]}”没有出处"
    for match in _LATIN.finditer(text):
        if not known(match.group()):
            yield f"“{match.group()}”没有出处"
    plain = _QUOTED.sub("“”", _TITLE.sub("《》", text))
    words = tagged(plain)
    yield from _persons(plain, words, known)
    yield from _entities(words, known)
    yield from _subjects(plain, known)
    for run in _strange_runs(plain):
        if not known(run) and (len(run) > 2 or run[0] in _SURNAMES or not any(map(stands_alone, run))):
            yield f"“{run}”没有出处"
    for match in _ORDINAL_SCHOOL.finditer(plain):
        if not known(match.group()) and not known(match.group()[-4:]):
            yield f"学校“{match.group()}”没有出处"


def _is_term(words: str) -> bool:
    """Whether words are a fixed term of the field that holds numerals, such as 一人一案."""
    masks = find_masks(words, ())
    return all(masks.covers(at, at + 1) for at in range(len(words)))


class _Known:
    """Whether words have a source: the evidence, the vocabulary of the field, or the region's own name."""

    def __init__(self, has: Callable[[str], bool], own_places: Callable[[str], bool]) -> None:
        self.has = has
        self._own_places = own_places

    def __call__(self, words: str) -> bool:
        return self.has(words) or words in common_text() or self._own_places(words)


def _documents(text: str, known: _Known) -> Iterator[str]:
    for match in _TITLE.finditer(text):
        if not match[1] or not known.has(f"《{match[1]}》"):
            yield f"文件《{match[1]}》没有出处"
    for match in _NUMBERED.finditer(text):
        if not known.has(match.group()):
            yield f"文号“{match.group()}”没有出处"
    for match in _ISSUED.finditer(_TITLE.sub("《》", text)):
        name = match["name"]
        pairs = [name[i : i + 2] for i in range(len(name) - 1)]
        if len(name) > 6 and not known(name) and sum(map(known.has, pairs)) < 0.8 * len(pairs):
            yield f"文件“{name}”没有出处"


def _honours(text: str, known: _Known) -> Iterator[str]:
    for match in _HONOUR.finditer(text):
        if not known.has(match.group()):
            yield f"“{match.group()}”这样的荣誉或名次没有出处"


def _persons(text: str, words: list[tuple[str, str]], known: _Known) -> Iterator[str]:
    seen: set[str] = set()
    for pattern in (_AFTER_OFFICE, _BEFORE_OFFICE, _EXEMPLARS):
        for match in pattern.finditer(text):
            name = _name_in(match["name"], at_end=pattern is not _AFTER_OFFICE)
            if name and name not in seen and not known(name):
                seen.add(name)
                yield f"人名“{name}”没有出处"
    for match in (*_CALLED.finditer(text), *_COMPOUND_NAMED.finditer(text)):
        if not known.has(match.group()):
            yield f"人名“{match.group()}”没有出处"
    for (word, tag), (following, next_tag) in zip(words, [*words[1:], ("", "")], strict=True):
        name = word if len(word) > 1 else word + following
        if any(name in other for other in seen):
            continue
        surname = word[0] in _SURNAMES or word.startswith(_COMPOUND)
        whole = tag.startswith("nr") and 2 <= len(word) <= 4 and surname and not _is_phrase(word)
        split = tag.startswith("nr") and len(word) == 1 and surname and len(following) <= 2 and next_tag != "x"
        plain_word = split and len(following) == 2 and is_common(following)
        if (whole or split) and not known(name) and not plain_word:
            seen.add(name)
            yield f"人名“{name}”没有出处"


def _subjects(text: str, known: _Known) -> Iterator[str]:
    """Persons who open a clause or follow 由, 在, 和: a surname that is a word of its own, and a character or two."""
    words = ["", *cut(text), "", ""]
    for at in range(1, len(words) - 2):
        before, word, after = words[at - 1 : at + 2]
        counted = before and (before[-1].isdigit() or before[-1] in "\u2060一两几每各二三四五六七八九十百千万")
        opens = not re.search(_HAN, before) or before in _BEFORE_PERSONS or (word in _ONLY_NAMES and not counted)
        surname = word in _COMPOUND or word in _SURNAMES or word in _ONLY_NAMES
        by_title = surname and re.fullmatch(_OFFICES, after) and not counted
        if by_title and not known(word + after):
            yield f"人名“{word}{after}”没有出处"
            continue
        by_name = surname and (word not in _WORDS_TOO or _is_given_name(after))
        if word == "在于":  # no clause opens with 在于, but some with 在 and 于某
            word, by_name = "于", len(after) < 3
        if not opens or not by_name:
            continue
        given = after if len(after) == 2 or not re.fullmatch(_HAN, words[at + 2]) else after + words[at + 2]
        if re.fullmatch(f"{_HAN}{{1,2}}", given) and not known(word + given):
            yield f"人名“{word}{given}”没有出处"


def _is_given_name(word: str) -> bool:
    """Whether two characters after what may be a surname or a word are no word of these reports."""
    return (
        len(word) == 2 and not is_common(word) and not is_prose(word) and not tagged(word)[0][1].startswith(("v", "m"))
    )


def _strange_runs(text: str) -> Iterator[str]:
    """Characters in a row that make no word of the dictionary: as a rule a name."""
    alone = "".join(w if len(w) == 1 and w not in _PARTICLES else " " for w in cut(text))
    for run in re.findall(r"[^ ]+", _without_words(alone)):
        if len(run) > 1 and re.fullmatch(f"{_HAN}+", run):
            yield run


def _without_words(run: str) -> str:
    """Characters without those that make a word of the field, which the dictionary may lack, as 思政."""
    for at in range(len(run) - 1):
        pair = run[at : at + 2]
        if " " not in pair and is_common(pair):
            return _without_words(f"{run[:at]}  {run[at + 2 :]}")
    return run


def _name_in(stretch: str, at_end: bool) -> str:
    """A person's name at the end (or the head) of some characters; empty when they read as words."""
    for length in (4, 3, 2):
        name = stretch[-length:] if at_end else stretch[:length]
        if len(name) != length:
            continue
        fits = name[0] in _SURNAMES and length <= 3 or name.startswith(_COMPOUND)
        if fits and not all(is_common(word) or len(word) == 1 and tag != "nr" for word, tag in tagged(name)):
            return name
    return ""


def _entities(words: list[tuple[str, str]], known: _Known) -> Iterator[str]:
    for at, (word, tag) in enumerate(words):
        named = len(word) > 1 and tag in ("ns", "nt", "nz", "nrt", "nrfg", "nr") and not _is_phrase(word)
        if named and not known(word) and not is_common(word) and not is_prose(word):
            yield f"“{word}”没有出处"
            continue
        if word in division_names() and not known(word):
            yield f"地名“{word}”没有出处"
            continue
        ending = next((end for end in _PLACE_ENDS if word.endswith(end) and len(word) > len(end)), "")
        if ending and len(word) > 2 and not known(word) and not is_common(word):
            yield f"地名“{word}”没有出处"
            continue
        if at and (word in _PLACE_ENDS or word in _BODY_ENDS or word in _NAMED_ENDS):
            before, its_tag = words[at - 1]
            if _names_something(before, its_tag, word) and not known(before + word) and not known(before):
                yield f"“{before}{word}”没有出处"


def _is_phrase(word: str) -> bool:
    """Whether a word that is taken for a name is two words run together, one of them of the field, as 严肃查处 is."""
    halves = halves_of(word)
    return halves is not None and any(map(is_common, halves))


def _names_something(word: str, tag: str, ending: str) -> bool:
    """Whether the word before an ending is a name, as in 明德小学, and not a kind, as in 农村小学."""
    if not re.search(_HAN, word) or word in _WHOLES or (tag in _GENERIC and ending not in _NAMED_ENDS):
        return False
    if len(word) == 1:
        return tag in ("nr", "ns", "nz") and ending not in _NAMED_ENDS
    return not is_common(word)
