"""The closed world of a sentence: what it speaks of stands in the evidence, or is a word that names nothing.

Other guards look for what they know to be a figure, a person or a place. This one turns the question round: every noun,
every name of a body, a paper or a prize, every stretch of time and every region beyond the report's own has to be
known. It knows no names, so that it holds for those that nobody thought of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from drafter.drafting.writer.guards.words import (
    common_text,
    cut,
    halves_of,
    is_common,
    is_noun,
    is_prose,
    listed,
    tagged,
)

__all__ = ["names_a_thing", "outside_the_evidence"]

_HAN = re.compile(r"[一-鿿]{2,}")
#: Stretches and points of time. Those of every report need no source.
_TIME = re.compile(
    r"大?[前后去明]年|[上下]半年|第?[一二三四]季度|[一二三四五六七八九十百两几数多近半]+(?:余|多)?(?:周)?年(?:来|间|前|后|内)?|年[来间](?!底|末)"
    r"|“?十[一二三四五六七八九]?五”?(?:时期|期间|末|初|以来)|[^，。；、“”\s\u2060]{2}(?:以来|期间)|世纪|年代|[正一二两三四五六七八九十]{1,2}月份?|[春夏秋冬](?!蕾)"
    r"|[寒暑]假|暑期|第[一二三四五六七八九十]+(?:学期|学年|年|期|批|轮|届|次)|[上本下]个?(?:世纪|月|周|旬)|[初中上下]旬|昨天|前天|节后|节前|周年"
)
_ANY_TIME = re.compile(r"近年来?|一年来|多年来|长年|全年|年年|今年以来|近年以来|长期以来|一直以来|年间$")
#: Regions and powers beyond the report's own, and what is measured by them.
_WIDER = re.compile(
    r"全[国省市县区州镇乡球]|(?:省|国|市|县|区|州|境)[内外](?!部|在)|我[国省市县区州]|国际|世界|亚洲|西部|东部|中部|沿海|兄弟(?:省|市|县|区|州)|外[省市县地]"
    r"|(?:国家|省|部|市|县|区|州|世界|国际)级|国字号|国务院|教育部|中央(?!厨房)|[省市县州]委(?!会)|[省市县州]政府|[省市县州](?:教育)?[厅局]|[^，。；、]{0,2}部委"
)
_ORDERS = re.compile(r"^[^，。；]{0,8}(?:部署|要求|精神|方针)")
#: What is won or held, and where one stands among others.
_WON = re.compile(
    r"荣获|获(?![得取悉益])|获得|获评|获批|获颁|获授|捧[回得]|[摘夺]得|拿下|斩获|蝉联|跻身|入选|入围|当选|上榜|授牌|挂牌|创成|夺冠|领先|领跑|领衔|率先|首创|首家|首个|独家|唯一"
    r"|被(?:确定|评|授|命名|认定|列|选|推|表|树|誉|称)[^，。；]{0,2}|(?:[居列位排处]|名列|位次|位居|进入)(?:在|于|为|到)?(?:前|第|首|全|中上|上游|同类|领|标|先)"
    r"|[前][一二三四五六七八九十]{1,2}(?![位名届轮期年级后])|第[一二三四五六七八九十\d]+(?![时线课责书要步个产方轮批期年学版章条款])|[中上下]+游|方阵|三甲|榜|冠军|亚军|季军|名次|位次|排名|星级|[A-Z]{1,3}级|通报表扬|点赞|之[冠首最]|鳌头|翘楚|雄踞|肯定|推广|报道|转发|刊[登发]"
)
_WINNING_WORDS = frozenset(["获得感", "认定"])
#: Nouns that end the name of a body, a paper or a prize; with what stands before them they have to be known.
_BODIES = (
    "小学|中学|学校|学院|大学|高中|初中|幼儿园|中心校|附小|附中|幼|职校|中专|技校|中心|教学点|集团|公司|企业|银行|医院|基金会|协会|学会|研究院|研究所|教科院|书院"
    "|基地|联盟|委员会|领导小组|工作室|工作站|俱乐部|电视台|日报|报社"
)
_PAPERS = (
    "文件|方案|意见|办法|规划|纲要|条例|细则|规定|章程|公约|指南|通知|清单|名单"
    "|条令|法|号令|号文|修订稿|征求意见稿|白皮书|蓝皮书|计划|行动|工程|协议|宣言|决定|批复"
)
_PRIZES = (
    "单位|院校|名校|奖|奖章|奖杯|奖牌|称号|荣誉|表彰|激励|等次"
    "|标杆|标兵|示范区|示范县|示范校|示范园|先进集体|试点|试验区|实验区|先行区|冠名"
)
_COMPASS = re.compile("[东南西北]")
#: What provinces are called in one character, where the character is hardly a word, and two of them in a row.
_PROVINCES = re.compile("[冀晋沪渝皖闽赣鲁豫鄂湘粤琼蜀黔滇陇]|[京津辽吉苏浙川陕甘桂藏蒙宁青]{2,}")
_NUMERALS = re.compile(r"[二三四五六七八九十百千两几]")
_RECORD = re.compile("报告|纪要|公报|年鉴|批示|决议|手册|预案|合同|规程|白皮书")
_PLATFORM = re.compile("平台|系统|软件|模式|品牌|课堂|论坛|讲堂|广场|大厦")
_LAW = re.compile("[一-鿿]{2,}(?<![办方做写用说打看手])法")
_PRIZE = re.compile(_PRIZES)
_HEAD, _PAPER = re.compile(f"{_BODIES}|{_PRIZES}"), re.compile(f"(?:{_PAPERS})$")
_OWN = re.compile("[全我本各][省市县区州校地]")
_NAMED = re.compile(r"[一-鿿”》]{2,}")


@lru_cache(maxsize=8192)
def names_a_thing(word: str) -> bool:
    """Whether a word of the dictionary is a noun, or as good as one, that official prose does not use of itself."""
    if is_prose(word) or is_common(word):
        return False
    if halves := halves_of(word):
        return any(map(names_a_thing, halves))
    return is_noun(word)


@lru_cache(maxsize=8192)
def counts(word: str) -> bool:
    """Whether a word of the dictionary is a numeral or holds one, as 五五开 does."""
    if not _HAN.fullmatch(word) or word in listed("amounts") or is_prose(word) or is_common(word):
        return False
    return bool(_NUMERALS.search(word)) or [tag for _, tag in tagged(word)] == ["m"]


def _is_unheard(word: str) -> bool:
    """Whether a word that the dictionary lacks has a part that these reports lack too, as 智慧树 has."""
    parts = cut(word)
    return len(parts) > 1 and any(_HAN.match(part * 2) and not is_common(part) and not is_prose(part) for part in parts)


def outside_the_evidence(
    text: str, has: Callable[[str], bool], given: Callable[[str], bool], own: str
) -> Iterator[str]:
    """What a sentence speaks of and the evidence does not, as Chinese clauses.

    Args:
        text: the sentence, with a mark in the place of each slot.
        has: whether the evidence of the item says these very words; ``given``: whether that of the section does.
        own: the letter of the report's own region, as in 全市; empty when it is not known.
    """
    yield from _times(text, has)
    yield from _regions(text, has, own)
    for match in _WON.finditer(text):
        said = text[match.start() : match.end() + 2]
        if not has(said) and match.group() not in _WINNING_WORDS and not _neutral(text, match):
            yield f"“{said}”这样的名次、荣誉或评价没有出处"
    for word, tag in tagged(text):
        lonely = len(word) == 1 and tag.startswith("n") and not is_common(word)
        made_up = tag.startswith("n") and _is_unheard(word)
        if _ONE_BY_ONE.fullmatch(word):
            continue
        if (lonely or made_up or _COMPASS.search(word)) and not given(word):
            yield f"“{word}”没有出处"
    for match in _PROVINCES.finditer("".join(word if len(word) == 1 else " " * len(word) for word in cut(text))):
        if not given(match.group()):
            yield f"地名“{match.group()}”没有出处"
    for word in cut(text):
        if _WIDER.fullmatch(word):  # judged as a region
            continue
        if (names_a_thing(word) or counts(word)) and not given(word):
            yield f"“{word}”没有出处"
    yield from _compounds(text, given)


#: 逐校, 逐项: how something is done, which the dictionary takes for the name of a thing.
_ONE_BY_ONE = re.compile(r"逐[一-鿿]")


def _neutral(text: str, match: re.Match[str]) -> bool:
    """Whether nothing is won: 获得资助, 推广普通话."""
    after = text[match.end() :]
    return match.group() in ("获得", "推广", "肯定", "挂牌", "率先", "转发") and not re.match(
        rf"[^，。；]{{0,14}}(?:{_PRIZES}|第|肯定|全|国|省|部|市|县)", after
    )


def _times(text: str, has: Callable[[str], bool]) -> Iterator[str]:
    for match in _TIME.finditer(text):
        if not has(match.group()) and not _ANY_TIME.search(match.group()):
            yield f"“{match.group()}”这个时间没有出处"


def _regions(text: str, has: Callable[[str], bool], own: str) -> Iterator[str]:
    letter = own or "[省市县区州]"
    mine = re.compile(rf"[全我]{letter}|{letter}[内级委]|{letter}政府|{letter}(?:教育)?[厅局]")
    for match in _WIDER.finditer(text):
        said = match.group()
        if mine.fullmatch(said) or has(said) or (said in ("国务院", "中央") and _ORDERS.match(text[match.end() :])):
            continue
        yield f"“{said}”没有出处"


def _compounds(text: str, has: Callable[[str], bool]) -> Iterator[str]:
    """Bodies, papers and prizes by their last word and what stands before it: one word, of a paper two."""
    # the dictionary lacks some of the last words: 优秀等次 is 优秀, 等, 次 to it
    for words in (["", *cut(text)], ["", *(word for word, _ in tagged(text))]):
        yield from _compounds_of(words, has)


def _modifies(word: str) -> bool:
    """Whether a word before a noun makes it one of a kind: a noun, or a verb used as one (监测报告)."""
    found = tagged(word)
    return word not in listed("determiners") and (is_noun(word) or [tag for _, tag in found] == ["vn"])


def _compounds_of(words: Sequence[str], has: Callable[[str], bool]) -> Iterator[str]:
    for further, before, word in zip(words, words[1:], words[2:], strict=False):
        if _LAW.fullmatch(word) and not has(word):
            yield f"法律“{word}”没有出处"
        record = _RECORD.fullmatch(word) and _modifies(before)
        fragment = _PLATFORM.fullmatch(word) and len(before) == 1 and before not in "各本该新大小老全"
        if (record or fragment) and _NAMED.match(before + word):
            if not has(before + word) and before + word not in common_text():
                yield f"“{before}{word}”没有出处"
            continue
        paper = bool(_PAPER.search(word))
        if not paper and not _HEAD.fullmatch(word):
            continue
        own = _OWN.fullmatch(before)
        body = not paper and not _PRIZE.fullmatch(word)
        if own or before in listed("determiners") or (body and not is_noun(before) and is_common(before)):
            continue
        name = before + word
        if paper and is_noun(further) and is_noun(before):
            name = further + name
        if _NAMED.match(name) and not has(name) and name not in common_text():
            yield f"“{name}”没有出处"
