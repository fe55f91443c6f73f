"""How often an office of the region met in the year: 领导小组…全年召开会议4次, 领导小组召开3次会议."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement

__all__ = ["Sitting", "sittings"]

#: Offices with the words each is called by; of a level above or below it is another one.
_OFFICES = (
    ("教育工作领导小组", r"教育工作领导小组|领导小组(?!办公室)"),
    ("教育督导委员会", r"(?:政府)?教育督导委员会(?!办公室)|督导委员会(?!办公室)"),
    ("常委会", r"[省市县区旗州盟]委常委会(?:会议)?|常委会(?:会议)?"),
    ("常务会议", r"(?:人民)?政府常务会议?|常务会议"),
    ("联席会议", r"联席会议(?:制度)?"),
    ("党组会议", r"党组会议?|党委会议?"),
)
_OFFICE = re.compile("|".join(f"(?P<o{n}>{words})" for n, (_, words) in enumerate(_OFFICES)))
_NAMES = {f"o{n}": name for n, (name, _) in enumerate(_OFFICES)}
#: Which of several bodies of one sort it is: 双减工作领导小组 is not 教育工作领导小组.
_OTHER_GROUP = re.compile(
    r"(?:双减|安全|党建|意识形态|整改|创建|改革|项目|控辍保学|资助|招生|考试|语言文字|国防|减负|食品|防溺水|专班|巩固|振兴|评价|迎检)[”\"]?(?:工作|建设)?$"
)
_MEETS = re.compile(
    r"召开(?:了)?(?P<kind>专题|全体|成员|扩大|工作|专项|推进|调度)?(?:会议|会|全会)?(?:共|共计|累计|达)?$"
)
#: What the figure is followed by: 召开3次会议, 召开会议3次.
_BEHIND = re.compile(r"^(?P<kind>专题|全体|成员|扩大|工作|专项|推进|调度)?(?:会议|会|全会)?(?=[，。；、研审听部专]|$)")
_NOT_ALL = re.compile(
    r"其中|每[月季年周半]|计划|拟|将(?!教育)|(?<![重主])要(?!求|闻|点|领)|至少|不少于|第[一二三四\d]|上年|去年|上半年|下半年"
    r"|[一二三四]季度|累计|以来|近[两三]年|分别"
)


@dataclass(frozen=True)
class Sitting:
    """So many sittings of an office; ``kind`` of them where only some kind is counted (专题, 全体)."""

    figure: Figure
    office: str
    kind: str


def sittings(statements: Iterable[Statement]) -> Iterator[Sitting]:
    """Every count of an office's meetings, told in the sentence that names the office."""
    for statement in statements:
        if statement.flow.part == "table" or "召开" not in statement.text:
            continue
        for figure in statement.figures:
            quantity = figure.quantity
            if quantity.kind is Kind.AMOUNT and quantity.definite and figure.role is Role.LEVEL:
                found = _read(statement, figure)
                if found is not None:
                    yield found


def _read(statement: Statement, figure: Figure) -> Sitting | None:
    before = re.split(r"[。；]", statement.between(statement.start, figure.start))[-1]
    clause = re.split(r"[，、：]", before)[-1]
    meets = _MEETS.search(clause)
    behind = _BEHIND.match(re.split(r"\d", statement.between(figure.end, min(statement.end, figure.end + 12)))[0])
    offices = list(_OFFICE.finditer(before))
    if meets is None or behind is None or not figure.text.endswith("次") or not offices or _NOT_ALL.search(before):
        return None
    office = offices[-1]
    names = {_NAMES[match.lastgroup or ""] for match in offices}
    if len(names) > 1 or _OTHER_GROUP.search(before[: office.start()]):
        return None
    return Sitting(figure, next(iter(names)), meets["kind"] or behind["kind"] or "")
