"""Counties and cities that a text names, whether the map knows them or not: which they are, and where they stand.

A report of a place that no map knows names its neighbours and parts all the same. Their names are told by their form:
characters of which names of places are made, a word's boundary before them, no common word in them (示范县, 城区). What
a table lists row by row, or a sentence lists after 辖, is a name whatever its form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from drafter.checking.places import Home, division_names, find_divisions
from drafter.reading import Document, Flow

__all__ = ["Localities", "Locality", "alike", "own_name"]

_SUFFIX = re.compile(
    r"[县区市旗州](?!域|级|直|间|位(?![于列居次])|分(?!别|校)|划|块|场|民(?!族)|价|值|容|帜|舰|外|内|城(?!区)|情|乡|属|际|况|别|镇|里|辖区|本|值|校(?!园|外|车|服)|长|人口|人大|[县（(、/]区)"
)
_LIKE_PLACES = (
    "沣澜漳苑岚屿埠坞峪堡寨泖淇溧沭浔澴涪汶汀渚沅澧洣浯澍溆滢滏泓浈洹澂浚淦湄桐霁皋墟峤岘崮垟垭坳塬塆汭沚沄"
    "舟岫浜瑾珺琅瑶沛岱峦岑崧嵛崤嶂峁垄堤埭圩垌垸寮榭渡洲矶礁溏溇渌渲淀溟潭澐澈漪溱沔汴浐灞沮湟渑滹"
    "汐潇泮漾浣涔澔滟湲沩洄浐瀛潞沕濮瀼灃溱鹭雁鹤鹿麟凤凰曦晖旭岘崟岜峨嵊岢"
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
    r"^(?:高峰|平原|草原|高原|丘陵|山地|水源|文化|农业|林业|牧业|农牧|渔业|边境|侨乡|特色|中心|[东西南北中]部|城[东西南北]|[东西南北]城|民族|革命|自治|通过|通知|同意|全面|所在|周边|沿海|口岸"
    r"|经开|高新|开发|管理|核心|生态|旅游|保税|工业|贸易|港口|临港|湿地|邻近|大湾|改?[新改扩迁重续]建|城镇|乡镇|普惠|均衡|合格|城乡|不同|多个|上述|有关|相关|部分|其他|其余|辖区|成员|属地|当地|外地|异地|原地|本地|内地)$"
)
_SAID_OF = frozenset(
    "全各我本该此其每某外两同多几的在与和及由对为向等了将把使是有不无这那按从以到至或且并又也都已仍前后个"
)
#: Before a name these are words of their own, whatever a word list makes of them and what follows.
_LEADS = frozenset("为以把将由")
_NOT_NOUNS = frozenset("vdrpcmqftuyez")
_OFFICE = re.compile(
    r"委(?!托)|人民政府|政府|教育|教体|财政|人社|公安|第[一二三四五六七八九十]|实验|职[教业]|一中|二中|在|对|把|将"
)
_PLACE = r"[一-鿿]{1,5}[县区市旗州]"
_LISTED = re.compile(rf"(?:{_PLACE}(?:[（(][^（）()]{{0,20}}[)）])?(?:[、,，]|和|及|以及|与))+{_PLACE}(?!域|级)")
_ITEM = re.compile(r"(?:^|[、,，和及与])(?P<name>[一-鿿]{1,4}?[县区市旗州])(?=$|[（(、,，和及与])")
_GOVERNS = re.compile(r"(?:现|下|所|共|管)?辖(?:有|区内有)?")
#: 辖2个区、3个县，即…
_NAMELY = re.compile(r"辖[^。；]{0,24}?(?:即|包括|分别[为是]|[：:（(])")
_SHORT_LIST = re.compile(
    r"(?P<stems>[一-鿿]{2}(?:、[一-鿿]{2})+(?:和[一-鿿]{2})?)(?:等)?(?:\d+|[一二两三四五六七八九十]+)个(?P<suffix>[县区市旗])(?![（(、级域])"
)
_LABEL = re.compile(r"^[一-鿿]{1,5}(?:自治[县旗州]|[县区市旗州])$")
_NAME = r"(?:(?![年月日会对关和与度的于委])[一-鿿]){1,8}?(?:自治[县旗州]|[县区市旗州省盟])"
_TITLED = re.compile(
    rf"^(?:[^一-鿿]|第[一二三四五六七八九十]+篇)*(?P<name>{_NAME})"
    r"(?=(?:(?:人民)?政府)?\s*(?:对|关于|[（(]?(?:20|２０)|[一二][〇○]|履行|$)|位于|地处|现?辖)"
)
_OPENING = 8  # paragraphs among which the title stands
_AUTONOMOUS = re.compile(r"(?:^|[^一-鿿]|其中|[由在])(?P<name>[一-鿿]{2}(?:[一-鿿]{1,3}族){0,2}自治[县旗])$")
_LETTERS = re.compile(r"[一-鿿]")
_WINDOW = 12


@dataclass(frozen=True)
class Locality:
    """A county's or a city's name at text[start:end]."""

    start: int
    end: int
    name: str


def own_name(region: str, document: Document) -> str:
    """Whose report it is by its last and full name: 梧河县 for 清浦市梧河县; empty where nobody knows.

    Args:
        region: as the user gave it, for a report whose title names none.
    """
    texts = [document.title, *(flow.text[:80] for flow in document.flows[:_OPENING] if flow.part == "body")]
    titled = (match for text in texts if (match := _TITLED.search(text)))
    name = next((m["name"] for m in titled if len(m["name"]) > 2), region)
    inner = re.search(r"(?:省|自治区|[市州盟](?=[一-鿿]{2}))(?P<last>[一-鿿]{1,8}[县区市旗州])$", name)
    return inner["last"] if inner else name


class Localities:
    """The counties and cities a document names.

    Args:
        home: whose report it is, on the map.
        own: its own name, as :func:`own_name` tells it.

    Attributes:
        parts: names that a table lists row by row or a sentence lists as what the region has.
    """

    def __init__(self, document: Document, home: Home, own: str) -> None:
        self._document = document
        self._home = home
        self.own = own
        self.parts = frozenset(self._in_tables()) | frozenset(self._listed())
        names = sorted(filter(None, {*self.parts, own}), key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, names))) if names else None
        self._found: dict[int, list[Locality]] = {}

    def _in_tables(self) -> Iterator[str]:
        """Names that open rows: at least two of a table, so that 示范县 alone is none."""
        tables: dict[int, set[str]] = {}
        for paragraph in self._document.paragraphs:
            if paragraph.cell is not None and paragraph.cell[2] <= 1:
                words = re.sub(r"\s", "", paragraph.text)
                if _LABEL.match(words) and words[0] not in _SAID_OF and not _ordinary(words, strict=False):
                    tables.setdefault(paragraph.cell[0], set()).add(words)
        for names in tables.values():
            if len(names) > 1:
                yield from names - {self.own}

    def _listed(self) -> Iterator[str]:
        """Names of the list that says what the region has."""
        for flow in self._document.flows:
            if flow.part != "body":
                continue
            for match in (*_GOVERNS.finditer(flow.text), *_NAMELY.finditer(flow.text)):
                listed = _LISTED.match(flow.text, match.end())
                names = [m["name"] for m in _ITEM.finditer(listed.group())] if listed else []
                if listed and len(names) > 1:
                    yield from (n for n in names if not _ordinary(n, strict=False) and n[0] not in _SAID_OF)
            for match in _SHORT_LIST.finditer(flow.text):
                if _GOVERNS.search(flow.text[max(0, match.start() - 14) : match.start()]):
                    yield from (stem + match["suffix"] for stem in re.split("[、和]", match["stems"]))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often the text names each, tables included."""
        flows = [flow for flow in self._document.flows if flow.part not in ("header", "footer")]
        return Counter(place.name for flow in flows for place in self.of(flow))

    def of(self, flow: Flow) -> list[Locality]:
        """Those a stretch of text names, in order."""
        found = self._found.get(id(flow))
        if found is None:
            found = self._found[id(flow)] = list(self._find(flow.text))
        return found

    def _find(self, text: str) -> Iterator[Locality]:
        if not re.search("[县区市旗州]", text):
            return
        known = [(match.start(), match.end()) for match in self._pattern.finditer(text)] if self._pattern else []
        taken = {at for start, end in known for at in range(start, end)}
        found = [Locality(start, end, text[start:end]) for start, end in known]
        names = self.parts | {self.own}
        real = {mention.end: mention.name for mention in find_divisions(text)}
        reached = 0
        for match in _SUFFIX.finditer(text):
            end = match.end()
            if end - 1 in taken:
                reached = end
                continue
            name = real.get(end, "") or _autonomous(text, end) or _by_form(text, end, reached, names)
            if name and end - len(name) not in taken:
                found.append(Locality(end - len(name), end, name))
                reached = end
        yield from sorted(found, key=lambda place: place.start)


def _ordinary(name: str, strict: bool = True) -> bool:
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


def _autonomous(text: str, end: int) -> str:
    """An autonomous county's name that opens a clause."""
    if text[end - 3 : end - 1] != "自治":
        return ""
    found = re.search(
        r"(?:^|[^一-鿿]|其中|[由在])(?P<name>[一-鿿]{2}(?:[一-鿿]{1,3}族){0,2}自治[县旗])$",
        text[max(0, end - 14) : end],
    )
    return found["name"] if found else ""


def _by_form(text: str, end: int, reached: int, known: frozenset[str]) -> str:
    """A name that nothing else tells: two or three characters that read like one, with a word's boundary before."""
    first, last = _letters()
    if text[end - 1] not in _ORDINARY:  # prefectures are known
        return ""
    for length in (2, 3) if text[end - 1] != "区" else (2,):  # 黄河滩区, 洞庭湖区
        start = end - 1 - length
        stem = text[start : end - 1] if start >= reached else ""
        like = any(alike(stem + text[end - 1], name) for name in known) if stem else False
        said_of = _SAID_OF & set(stem[:1] if like else stem)
        if not stem or stem[0] in "比较" or said_of:  # 比柏溪县少
            continue
        formed = stem[0] in first and stem[-1] in last
        if not formed and not like:
            continue
        opens = start == 0 or not _LETTERS.match(text[start - 1]) or text[start - 1] in _LEADS
        if _ordinary(text[start:end]) and not (
            opens and length == 2 and _OFFICE.match(text, end) and stem[-1] in "山城"
        ):
            continue
        if _word_begins(text, start, end, opens):
            return text[start:end]
    return ""


def _word_begins(text: str, start: int, end: int, opens: bool) -> bool:
    """Whether a word of the sentence begins at start, and text[start:end] holds no verb and the like."""
    import rjieba

    low = start
    while low > max(0, start - _WINDOW) and _LETTERS.match(text[low - 1]):
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
