"""By what a county's or a city's name is told from a common word: its characters, where it begins, what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.checking.places import division_names

__all__ = ["SAID_OF", "SUFFIX", "alike", "autonomous", "by_form", "introduced", "ordinary"]

SUFFIX = re.compile(
    r"[县区市旗州](?!域|级|直|间|位(?![于列居次])|分(?!别|校)|划|块|场|民(?!族)|价|值|容|帜|舰|外|内|城(?!区|关)|情|乡|属|际|况|别|镇|里|辖区(?!内)|本|值|校(?!园|外|车|服)|长|人口|人大|[县（(、/]区)"
)
_LIKE_PLACES = (
    "沣澜漳苑岚屿埠坞峪堡寨泖淇溧沭浔澴涪汶汀渚沅澧洣浯澍溆滢滏泓浈洹澂浚淦湄桐霁皋墟峤岘崮垟垭坳塬塆汭沚沄"
    "舟岫浜瑾珺琅瑶沛岱峦岑崧嵛崤嶂峁垄堤埭圩垌垸寮榭渡洲矶礁溏溇渌渲淀溟潭澐澈漪溱沔汴浐灞沮湟渑滹"
    "汐潇泮漾浣涔澔滟湲沩洄浐瀛潞沕濮瀼灃溱鹭雁鹤鹿麟凤凰曦晖旭岘崟岜峨嵊岢"
    "栎槲柘栾椴楸榉枞柞梓檀桧榧棣栩桤莘葭苓蓼蘅藜葑蒿濠濂濡泾渭汨洮涟滦泸漉潆潼濯瀍灏淝淅滠渫洧峒峄崂崆嵋嵩巍峣嵯嶷埇垣堰坂"
    "桦椿楠杉樟槐柳枫栗枣梨杏棠芦苇荻荷菱蒲茭蓼菊蕙芷薇萝蔚茗麓"
)
#: Characters before 县, 区 and the like that make a common word of it: 山区, 示范县, 城市.
_ORDINARY = {
    "区": frozenset(
        "校园社景辖片库山矿林牧灾城郊市地中心能发新范任学活舍公务护验行聚置业民小宅特治政作各全本我该外邻两同戏育疫管控居老部县旅游度假保镇乡街滩灌厂坝营"
    ),
    "市": frozenset("城都超门夜楼省各全本我该外邻两同县区上下入股街地设"),
    "县": frozenset("范强点进困贫标衡格验大小穷业边关他族援家导估秀及普革各全本我该外邻两同每省市诸质区产建旗"),
    "旗": frozenset("红国党队军各全本我该两同彩校会"),
}
_COMMON = re.compile(
    r"^(?:高峰|平原|草原|高原|丘陵|山地|水源|文化|农业|林业|牧业|农牧|渔业|边境|侨乡|特色|中心|[东西南北中]部|城[东西南北]|[东西南北老新旧古主全县省]城|民族|革命|自治|通过|通知|同意|全面|所在|周边|沿海|口岸"
    r"|经开|高新|开发|管理|核心|生态|旅游|保税|工业|贸易|港口|临港|湿地|邻近|大湾|改?[新改扩迁重续]建|城镇|乡镇|普惠|均衡|合格|城乡|不同|多个|上述|有关|相关|部分|其他|其余|辖区|成员|属地|当地|外地|异地|原地|本地|内地)$"
)
SAID_OF = frozenset(
    "全各我本该此其每某外两同多几的在与和及由对为向等了将把使是有不无这那按从以到至或且并又也都已仍前后个"
)
#: Before a name these are words of their own, whatever a word list makes of them and what follows.
_LEADS = frozenset("为以把将由经")
_NOT_NOUNS = frozenset("vdrpcmqftuyez")
_OFFICE = re.compile(
    r"委(?!托)|人民政府|政府|教育|教体|财政|人社|公安|第[一二三四五六七八九十]|实验|职[教业]|一中|二中|在|对|把|将"
)
_ROW = r"[一-鿿]{2,3}[县区市旗州](?:[（(][^（）()]{0,16}[)）])?(?:[、和与及][一-鿿]{2,3}[县区市旗州])*"
_ITEM = re.compile(r"(?P<name>[一-鿿]{2,3}[县区市旗州])(?:[（(][^（）()]*[)）])?(?:$|[、和与及])")
#: What leads to a neighbour's or a partner's name, whatever characters it is made of: 东接某县, 对口帮扶的某县.
_LED_TO = re.compile(
    r"(?:[东南西北](?:部|面|边)?[与和]?[接邻连靠临依抵]{1,2}|毗邻|相邻|邻近|接壤|交界|邻[县区市]|对口(?:支援|帮扶|协作)?|结对(?:帮扶)?)的?"
    rf"(?P<names>{_ROW})(?=[、，。；的（(]|等|接壤|相[邻连接]|交界|毗[邻连]|为邻|建立|签|开展)"
)
_BESIDE = re.compile(
    rf"[与同和](?P<names>{_ROW})(?=接壤|相[邻连接]|交界|毗[邻连]|为邻|结对|结为|建立|签订|协作|隔[江河山])"
)
#: What only a region is the subject of, so that an unheard-of name before it is one.
_OWNS = re.compile(
    r"[共现拥]有(?:[^，。；]{0,8}(?:学校|幼儿园|中小学|学生|教师))|下?辖|地处|位于|人民政府|委、|教育局|教育体育局|教体局|财政局|第[一二三四五六七八九十](?:中学|小学|幼儿园)"
    r"|城关[镇一]|[将把]|实验[小中]学|\d[\d.]*万?[所名]"
)

_LETTER = re.compile(r"[一-鿿]")
_WINDOW = 12


def ordinary(name: str, strict: bool = True) -> bool:
    """Whether a name is made of a common word.

    Args:
        strict: whether its last character alone may tell (槐城区 in running text is 城区 more likely than not).
    """
    stem = name[:-1]
    return len(stem) < 2 or bool(_COMMON.match(stem)) or (strict and stem[-1] in _ORDINARY.get(name[-1], ""))


@lru_cache(maxsize=1)
def _letters() -> tuple[frozenset[str], frozenset[str]]:
    """Characters that names of places begin with, and that they end with before 县, 区 or 市."""
    names = [name for name in division_names() if 2 < len(name) < 5]
    return frozenset(n[0] for n in names) | set(_LIKE_PLACES), frozenset(n[-2] for n in names) | set(_LIKE_PLACES)


def autonomous(text: str, end: int) -> str:
    """An autonomous county's name that opens a clause."""
    if text[end - 3 : end - 1] != "自治":
        return ""
    found = re.search(
        r"(?:^|[^一-鿿]|其中|[由在])(?P<name>[一-鿿]{2}(?:[一-鿿]{1,3}族){0,2}自治[县旗])$",
        text[max(0, end - 14) : end],
    )
    return found["name"] if found else ""


def by_form(text: str, end: int, reached: int, known: frozenset[str]) -> str:
    """A name that nothing else tells: two or three characters that read like one, with a word's boundary before."""
    first, last = _letters()
    if text[end - 1] not in _ORDINARY:  # prefectures are known
        return ""
    for length in (2, 3) if text[end - 1] != "区" else (2,):  # 黄河滩区, 洞庭湖区
        start = end - 1 - length
        stem = text[start : end - 1] if start >= reached else ""
        like = any(alike(stem + text[end - 1], name) for name in known) if stem else False
        said_of = SAID_OF & set(stem[:1] if like else stem)
        if not stem or stem[0] in "比较" or said_of:  # 比柏溪县少
            continue
        formed = (stem[0] in first and stem[-1] in last) or _opens_a_tale(text, start, end)
        if not formed and not like:
            continue
        opens = start == 0 or not _LETTER.match(text[start - 1]) or text[start - 1] in _LEADS
        if ordinary(text[start:end]) and not (
            opens and length == 2 and _OFFICE.match(text, end) and stem[-1] in "山城" and not _COMMON.match(stem)
        ):
            continue
        if _word_begins(text, start, end, opens):
            return text[start:end]
    return ""


def introduced(text: str) -> Iterator[str]:
    """Names of neighbours and partners, by the words that lead to them."""
    for pattern in (_LED_TO, _BESIDE):
        for match in pattern.finditer(text):
            for item in _ITEM.finditer(match["names"]):
                name = item["name"]
                if not ordinary(name) and not SAID_OF & set(name):
                    yield name


def _opens_a_tale(text: str, start: int, end: int) -> bool:
    """Whether a sentence or clause begins here with a county of which it says what only a region has or does."""
    opens = start == 0 or text[start - 1] in "。；，、：！？\n（( 在由"
    return opens and text[end - 1] in "县旗" and end - start == 3 and bool(_OWNS.match(text, end))


def _word_begins(text: str, start: int, end: int, opens: bool) -> bool:
    """Whether a word of the sentence begins at start, and text[start:end] holds no verb and the like."""
    import rjieba

    low = start
    while low > max(0, start - _WINDOW) and _LETTER.match(text[low - 1]):
        low -= 1
    at, tags = low, {}
    for word, tag in rjieba.tag(text[low : end + 6]):
        tags[at] = (word, tag)
        at += len(word)
    if start not in tags and not opens:
        return False
    inside = [(word, tag) for at, (word, tag) in tags.items() if start <= at < end - 1]
    return not any(tag[0] in _NOT_NOUNS and len(word) > 1 for word, tag in inside)


def alike(one: str, other: str) -> bool:
    """Whether two names of one length and kind differ in one character: 汾原县, 汾阴县."""
    if len(one) != len(other) or one[-1] != other[-1] or len(one) < 3:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1
