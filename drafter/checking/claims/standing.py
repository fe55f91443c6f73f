"""How things stand, clause by clause: a named school, building or project that is told done, or told not done.

A thing is the same only by its own name (二中, 翡翠湾小区) and, for a school, by the matter that is told of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checking.text.statements import Statement

__all__ = ["Standing", "same_thing", "standings"]

_CLAUSE = re.compile(r"[^。；\n]{1,400}")
#: Whose matter it is; the words before the kind tell which one.
_OWNER = re.compile(
    r"(?P<stem>[一-鿿]{1,8}?)(?P<kind>(?<=[一二三四五六七八九十])[中小幼](?!学(?!生))|(?:实验|中心|完全|附属)?(?:小学|中学|学校|幼儿园)|职教中心|职高|特校"
    r"|小区|校区|配套园|教学点|开发区|新区|社区|(?<=[县市区旗州省])(?:体育中心|体育馆|青少年宫|科技馆|少年宫"
    r"|实训中心|实训基地|研学基地))"
)
#: What is built or handed over, a thing by itself.
_BUILT = re.compile(
    r"宿舍楼?|公寓|教学楼|综合楼|实验楼|食堂|操场|运动场|体育馆|游泳馆|新校区?|校区|配套园|幼儿园|产权证|周转房"
)
_MATTER = re.compile(r"消防|产权|抗震|食品经营许可|办学许可|环评|土地|用地|编制|欠薪|拖欠|债务|围墙|护栏|锅炉|危房")
_COUNTED = re.compile(r"\d[个所项处家园]")
_STEM = 2
_NO_STEM = frozenset(["实验", "中心", "完全", "附属", "新建", "第一", "第二", "第三"])
_NUMBERS = frozenset("一二三四五六七八九十")
_BY_ITSELF = ("体育中心", "体育馆", "青少年宫", "科技馆", "少年宫", "实训中心", "实训基地", "研学基地")
_DONE = (
    (
        "built",
        re.compile(
            r"(?:竣工|建成|落成|完工)(?:启用|投用|投入使用|交付)|(?:已|已经|均已|如期|顺利|正式|全部)[^，。；]{0,6}?(?:建成|竣工|投用|投入使用|启用|交付|入住|运营|开园|封顶)"
            r"|(?:已|已经)(?:[^，。；]{0,4})?(?:招生|开学|搬迁|迁入|搬入)|\d[月日](?:已|正式|顺利)?(?:招生|入住|投用|启用|开园|投入使用|交付|开学)|入住学生\d"
        ),
    ),
    ("given", re.compile(r"(?:已|全部|均已|完成)[^，。；]{0,8}?(?:移交|接收|收回)(?!的)|\d月(?:已)?招生")),
    (
        "settled",
        re.compile(
            r"(?:已|已经|均已|全部)[^，。；]{0,14}?(?:验收合格|销号|办结|整改到位|整改完[成毕]|解决|办妥|取得|拿到|通过)"
        ),
    ),
)
_OPEN = (
    (
        "built",
        re.compile(
            r"(?:没有|没能|尚未|仍未|未能|还未|还没|至今未|迟迟未)[^，。；]{0,6}?(?:开工|动工|建成|竣工|投用|交付|启用|启动|建设)|停在纸上|停留在图纸"
            r"|(?:明年|来年|20\d\d年)[^，。；]{0,6}?(?:主体封顶|封顶|开工|动工|竣工|投入使用|投用|交付使用)|一直未建|仍在选址|尚在选址|尚在建设|(?:预计|计划|拟|争取|力争)[^，。；]{0,12}?(?:开工|动工|建成|竣工|投用|交付)"
        ),
    ),
    (
        "given",
        re.compile(
            r"(?:没有|没能|尚未|仍未|未能|还未|还没|至今未|迟迟未)[^，。；]{0,6}?(?:移交|接收|收回)"
            r"|(?:推动|争取|力争|督促|会同)[^。；]{0,24}?(?:移交|接收|收回|处置)"
        ),
    ),
    (
        "settled",
        re.compile(
            r"(?:没有|没能|尚未|仍未|未能|还未|还没|至今未|迟迟未)[^，。；]{0,6}?(?:通过|取得|验收|办结|整改|解决|办妥|销号|拿到|办理|完成)"
        ),
    ),
)
#: What was once open, or is told of in a quotation of an old finding.
_PAST = re.compile(r"上年|去年|此前|原先|过去|曾|当时|以前|反馈[的指]|指出|原来|本来")
_OTHER_PART = re.compile(r"[一二三四]期|部分|另|扩建|新建|改造|迁建|续建|个别")


@dataclass(frozen=True)
class Standing:
    """Words that tell how a thing stands: statement.flow.text[start:end].

    Attributes:
        way: of standing: built, given (handed over), settled (a matter).
        done: whether it is told as done.
        owner: the name of the school or quarter, whatever words stand before it.
        clause: all that is said around it.
    """

    statement: Statement
    start: int
    end: int
    way: str
    done: bool
    owner: str
    clause: str


def standings(statements: list[Statement]) -> Iterator[Standing]:
    """Every clause that tells a named thing done or open."""
    for statement in statements:
        if statement.flow.part == "table":
            continue
        for clause in _CLAUSE.finditer(statement.text):
            owners = list(_OWNER.finditer(clause[0]))
            if owners:
                for done, ways in ((True, _DONE), (False, _OPEN)):
                    yield from _told(statement, clause, owners, done, ways)


def _told(
    statement: Statement,
    clause: re.Match[str],
    owners: list[re.Match[str]],
    done: bool,
    ways: tuple[tuple[str, re.Pattern[str]], ...],
) -> Iterator[Standing]:
    for way, words in ways:
        for match in words.finditer(clause[0]):
            owner = next((m for m in reversed(owners) if m.end() <= match.end()), None)
            if owner is None or _COUNTED.search(clause[0][owner.end() : match.start()]):
                continue  # 18个已移交 tells of others
            begin = clause[0].rfind("，", 0, min(owner.start(), match.start())) + 1
            if not done and _PAST.search(clause[0][begin : match.end()]):
                continue
            start = statement.start + clause.start() + min(owner.start(), match.start())
            end = statement.start + clause.start() + match.end()
            yield Standing(statement, start, end, way, done, owner[0], clause[0])


def same_thing(one: Standing, other: Standing) -> str:
    """The name by which two clauses speak of one thing, empty where they may speak of two."""
    parts = [set(_OTHER_PART.findall(told.clause)) for told in (one, other)]
    if one.way != other.way or parts[0] != parts[1]:
        return ""
    owner = _same_name(one.owner, other.owner)
    if not owner:
        return ""
    if one.way == "settled":
        return owner if set(_MATTER.findall(one.clause)) & set(_MATTER.findall(other.clause)) else ""
    things = set(_BUILT.findall(one.clause)) & set(_BUILT.findall(other.clause))
    whole = owner.endswith(("配套园", "小区", "校区", *_BY_ITSELF)) or bool(parts[0] & {"扩建", "新建", "改造", "迁建"})
    itself = not any(_BUILT.search(told.clause) for told in (one, other))
    return owner if things or whole or itself else ""


def _same_name(one: str, other: str) -> str:
    """The longest ending two names share, where it holds more than the kind of thing."""
    size = 0
    while size < min(len(one), len(other)) and one[-size - 1] == other[-size - 1]:
        size += 1
    shared = one[len(one) - size :]
    kind = _OWNER.match(shared)
    numbers = {name[-size - 1 : len(name) - size] for name in (one, other)}
    if kind is not None and kind["stem"] in _NO_STEM or (len(numbers) > 1 and numbers <= _NUMBERS):
        return ""  # 第二实验小学 and 第三实验小学
    named = kind is not None and (len(kind["stem"]) >= _STEM or kind["kind"] in _BY_ITSELF)
    return shared if kind and named and kind.end() == len(shared) else ""
