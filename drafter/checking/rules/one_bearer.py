"""CON014 for people and vocational schools: one person with two characters of one sound, one school with two titles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from drafter.checking.claims.people import SURNAMES
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.name_forms import FORMS
from drafter.checking.rules.spelling import sounds
from drafter.findings import Evidence, Finding
from drafter.reading import Flow

__all__ = ["FAMILY"]

Place = tuple[Flow, int, int]

_ROLE = r"(?:书记|[省市州盟县区旗镇乡校园]长|主任|局长|厅长|主席|教师|老师|主持人|同志|教研员|督学|班主任|辅导员)"
_LED = re.compile(
    rf"{_ROLE}(?P<name>[{SURNAMES}][一-鿿]{{1,2}}?)(?=同志|先生|女士|老师|[、，。；）)（(的]|先后|多次|到|系|为|带|全年|主持|获|作|在|率|任|听|讲|上|名师|荣)"
)
#: Words that begin like a name.
_NO_NAME = re.compile(
    r"[组员责会课委办局厅处科的了队伍量者们]|长$|安排|安全|项目|任务|严格|何时|培训|平均|流|关心|成长"
)
_PLENTY = 60
_SHORT = 2
_NAME_ENDS = re.compile("[的、，。；]|同志|老师")
_NEAR = 60
_FEW = 20
_COUNTY_SCHOOLS = (
    r"职业中等专业学校|中等职业技术?学校|职业中专(?:学校)?|职教中心|职业教育中心|职业技术教育中心|职业高级中学|职高"
)
_SAME_TITLE = (("职教中心", "职业教育中心", "职业技术教育中心"), ("职业中专", "职业中等专业学校", "职业中专学校"))
_SEVERAL = re.compile(
    r"(?:中等职业(?:技术)?(?:学校|院校|教育学校)|中职(?:学校)?|职业学校|职业高中)(?:共|有|分别)?(?:[2-9]|\d{2,}|[两三四五六七八九])所"
    r"|(?:[2-9]|\d{2,}|[两三四五六七八九])所(?:公办)?(?:中等职业(?:技术)?学校|中职(?:学校)?|职业(?:学校|高中))"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """The people and the vocational schools of the whole text."""
    flows = [flow for flow in context.document.flows if flow.part in ("body", "table", "textbox")]
    yield from _people(flows)
    yield from _schools(context, flows)


def _people(flows: Sequence[Flow]) -> Iterator[Finding]:
    """「县长徐霞到校上课2次…许霞的《一粒米的旅程》」."""
    named: dict[str, Place] = {}
    for flow in flows:
        for match in _LED.finditer(flow.text):
            if not _NO_NAME.search(match["name"]):
                named.setdefault(match["name"], (flow, *match.span("name")))
    for name, place in list(named.items())[:_PLENTY]:
        wrong = next((found for flow in flows for found in _sounding_alike(flow, name, named, flows)), None)
        if wrong is not None:
            flow, start, end = wrong
            yield _finding(name, place, flow.text[start:end], wrong)


def _sounding_alike(flow: Flow, name: str, named: dict[str, Place], flows: Sequence[Flow]) -> Iterator[Place]:
    """Where a name stands with one character changed for another of its sound."""
    known, text = sounds(), flow.text
    for at, letter in enumerate(name):
        if len(name) == _SHORT and at:
            return  # of two characters only the family name is looked for, the other would be any word
        for start in _standing(text, name, at):
            other, words = text[start + at], text[start : start + len(name)]
            if other == letter or not known.get(letter, frozenset()) & known.get(other, frozenset()):
                continue
            if at == 0 and other not in SURNAMES or (words in named and _both_listed(flows, name, words)):
                continue
            if len(name) > _SHORT or _NAME_ENDS.match(text, start + len(name)):
                yield flow, start, start + len(name)


def _standing(text: str, name: str, at: int) -> Iterator[int]:
    """Where all of a name but one character stands: found by its longer part."""
    before, after = name[:at], name[at + 1 :]
    part, shift = (before, 0) if len(before) > len(after) else (after, at + 1)
    found = text.find(part)
    while found >= 0:
        start = found - shift
        words = text[start : start + len(name)] if start >= 0 else ""
        if len(words) == len(name) and words.startswith(before) and words.endswith(after):
            yield start
        found = text.find(part, found + 1)


def _both_listed(flows: Sequence[Flow], one: str, other: str) -> bool:
    """Whether two names stand in one sentence side by side, as two people's do."""
    return any(f"{one}、{other}" in flow.text or f"{other}、{one}" in flow.text for flow in flows)


def _schools(context: CheckContext, flows: Sequence[Flow]) -> Iterator[Finding]:
    """「青岭县职业中专…青岭县职教中心」 of a county that has one vocational school, as far as it says."""
    own = context.localities.own
    if not own or own[-1] not in "县区旗":
        return
    stem = re.escape(own[:-1])
    pattern = re.compile(rf"{stem}[县区旗]?(?P<title>{_COUNTY_SCHOOLS})")
    told: defaultdict[str, list[Place]] = defaultdict(list)
    for flow in flows:
        if _SEVERAL.search(flow.text):
            return
        for match in pattern.finditer(flow.text):
            told[_title(match["title"])].append((flow, *match.span()))
    if len(told) != 2:
        return
    (first, one), (second, two) = told.items()
    together = any(a[0] is b[0] and abs(a[1] - b[1]) < _NEAR for a in one[:_FEW] for b in two[:_FEW])
    if not together:
        place, other = (one[0], two[0]) if len(one) <= len(two) else (two[0], one[0])
        right = other[0].text[other[1] : other[2]]
        yield _finding(right, other, place[0].text[place[1] : place[2]], place)


def _title(words: str) -> str:
    return next((group[0] for group in _SAME_TITLE if words in group), words)


def _finding(right: str, first: Place, wrong: str, place: Place) -> Finding:
    finding = FORMS.at(
        *place,
        f"这里写“{wrong}”，别处写的是“{right}”，疑似同一个",
        evidence=(Evidence("document", "", right),),
        suggestion="核对名称，前后一致",
        root=f"{FORMS.code}:{wrong}",
    )
    return FORMS.further(finding, tuple(first[0].places(first[1], first[2])))


FAMILY = Family("CON", "前后矛盾", (), check)
