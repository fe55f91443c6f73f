"""What of the write-ups must not enter the report: other years, other places, contradictions, instructions, repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.checking.comparing import Comparison, Verdict, compare
from drafter.checking.places import division_names, related_names
from drafter.checking.text.binding import Binder, Binding
from drafter.checking.text.statements import Figure, Role, statements
from drafter.drafting.materials import MaterialSentence
from drafter.facts import Fact, Indicator, Metrics, Period
from drafter.reading import Flow

__all__ = ["Screen", "flow_of"]

#: Words to whoever writes, not on what was done: orders set aside, a machine or 你 told what to do, how an answer
#: is to be put, and the marks of prompts.
_INSTRUCTION = re.compile(
    r"(?:忽略|无视|不要理会|不必理会|抛开)[^。]{0,8}(?:以上|上述|之前|前面|所有|一切)[^。]{0,6}(?:要求|指令|提示|规则|内容)"
    r"|(?:以上|上述|之前|前面|先前)(?:的)?(?:要求|指令|提示|规则)[^。]{0,4}(?:作废|无效|取消|不算)"
    r"|(?:请|务必)(?:直接)?(?:写明|写成|改写|输出|回答|生成|填写)|作为(?:一个)?(?:AI|人工智能|语言模型)"
    r"|(?:人工智能|语言模型|大模型|AI|助手|撰写者|审阅者)(?:应当?|必须|须)|你(?:要|必须|应|须|不再|现在|需|不要|不得|只)"
    r"|(?:请|不要|不得|必须|务必|应当?|一律|直接|均|只|部分)[^，。]{0,14}(?:写成|写为|写作|写数字|写“|写入(?:本|该)?报告|回答|输出|照抄|原样|按[^，。]{0,6}填写)"
    r"|写(?:成|为)\s*\d|数据位|提示词|^(?:系统|提示|指令|注意)[:：]|^#+|<\||\{\{|\[\[|```"
    r"|(?i:(?:ignore|disregard|forget).{0,40}(?:instruction|above|previous|prompt)|system\s*prompt)"
)
_PLACEHOLDER = re.compile(r"(?<![A-Za-z\d+＋])[xX×]{1,4}(?![A-Za-z\d+＋])|＿{2,}|_{2,}|[*＊]{2,}|【待|（待")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*(?:年|学年)")
_OFFICIAL = re.compile(r"《[^《》]*》(?:（[^（）]*）)?|〔\d{4}〕")
_SPAN = re.compile(r"20\d\d\s*(?:年)?\s*[-—–－~～至到]\s*20\d\d")
#: The evaluation of the year before is this year's business: its findings are put right now.
_LAST_ROUND = r"{year}\s*年度?(?=[^，。；]{{0,12}}(?:评价|督导|考核|反馈))"
_PLACE = re.compile(r"[一-鿿]{2,5}?(?:市|县|区|州|盟|旗)(?![内外场民委政府长级直域县])")
_PLANNED = re.compile(r"底前|前完成|将于|计划|力争|拟于|预计")
_NONE_LEFT = re.compile(r"为零|清零|归零|零存量|(?:全部|全面)消除|没有|未发生")
_NEAR_IDENTICAL = 90.0
_SAME_WORDS = 0.6


class Screen:
    """Decides, sentence by sentence, whether a write-up's words may be used; remembers what has been used."""

    def __init__(self, metrics: Metrics, region: str, year: int) -> None:
        self._metrics = metrics
        self._year = year
        self._own_places = _own_places(region, metrics)
        self._binder = Binder(metrics.dictionary, year, region)
        self._used: list[str] = []
        self._named: dict[str, frozenset[str]] = {}
        self._bindings: dict[str, list[tuple[Figure, Binding]]] = {}

    def reason_to_leave(self, sentence: MaterialSentence) -> str:
        """Why a sentence cannot be used whatever the figures are; empty when it can."""
        text = sentence.text
        if _INSTRUCTION.search(text):
            return "像是对撰写者的指令，不是事实"
        if _PLACEHOLDER.search(text):
            return "含有未填的占位符"
        if year := self._other_year(text, sentence.role):
            return f"说的是{year}年的情况"
        if place := self._other_place(text):
            return f"说的是其他地方（{place}）"
        return ""

    def own_indicators(self) -> list[Indicator]:
        """The user's own indicators that have a value this year, in the order of the sheet."""
        known = self._metrics.dictionary
        return [known[i] for i in self._metrics.ids() if known[i].own and self._metrics.get(i) is not None]

    def contradiction(self, sentence: MaterialSentence) -> str:
        """The first figure that disagrees with the metrics, told in Chinese; empty when none does.

        A likely binding is enough here: leaving out a good sentence costs less than printing two figures for one thing.
        """
        return self.contradiction_of(sentence.text)

    def contradiction_of(self, text: str) -> str:
        """The same for any text."""
        for figure, outcome in self._compared(text):
            if outcome.verdict is Verdict.REFUTED:
                return f"与指标表矛盾：{figure.text}，{outcome.expected}"
        return ""

    def facts_behind(self, text: str, verdict: Verdict) -> tuple[Fact, ...]:
        """The cells that confirm (or contradict) figures of the text."""
        facts = [fact for _, outcome in self._compared(text) if outcome.verdict is verdict for fact in outcome.facts]
        return tuple(dict.fromkeys(facts))

    def names_values_of(self, text: str) -> set[str]:
        """Indicators whose value, right or wrong, the text tells."""
        return {b.indicator.id for _, b in self._bound(text) if (b.sure or b.likely) and not b.change}

    def indicators(self, text: str) -> frozenset[str]:
        """Every indicator the text names (小学 alone names none)."""
        if text not in self._named:
            found = self._binder.lexicon.find(text)
            self._named[text] = frozenset(mention.indicator.id for mention in found if not mention.short)
        return self._named[text]

    def told(self, text: str) -> set[str]:
        """Indicators whose value the text tells and the metrics confirm."""
        return {
            binding.indicator.id
            for figure, binding in self._bound(text)
            if not binding.change and compare(self._metrics, figure, binding).verdict is Verdict.PROVED
        }

    def seems_told(self, text: str, indicator_id: str) -> bool:
        """Whether the text prints this indicator's value beside some of its words, though not bound for sure."""
        fact = self._metrics.get(indicator_id)
        indicator = self._metrics.dictionary[indicator_id]
        if fact is None or not any(_shares_words(text, name) for name in indicator.names):
            return False
        return any(
            compare(self._metrics, figure, Binding(indicator, Period.THIS, True)).verdict is Verdict.PROVED
            for statement in statements([flow_of(text)])
            for figure in statement.figures
            if figure.quantity.definite and figure.role is not Role.CHANGE
        )

    def says_none_of(self, text: str) -> set[str]:
        """Indicators of value nought of which the text says that there are none left (超大班额班级为零)."""
        named = self.indicators(text) if _NONE_LEFT.search(text) else frozenset()
        return {i for i in named if (fact := self._metrics.get(i)) is not None and fact.value == 0}

    def says_yes_of(self, text: str, indicator_id: str) -> bool:
        """Whether the text says, in most of the dictionary's words, what a yes-no indicator answered 是 says."""
        fact, indicator = self._metrics.get(indicator_id), self._metrics.dictionary.get(indicator_id)
        if fact is None or indicator is None or indicator.kind != "yes-no" or fact.value != 1:
            return False
        clause = re.sub(r"\{\w+\}", "", indicator.say.get("yes", indicator.name))
        pairs = {clause[i : i + 2] for i in range(len(clause) - 1)}
        return sum(pair in text for pair in pairs) >= _SAME_WORDS * len(pairs) > 0

    def tells(self, text: str, likely: Iterable[str]) -> set[str]:
        """Every indicator that needs no telling after this text; ``likely`` ones are looked for by their words."""
        wanted = list(likely)
        seems = {i for i in wanted if self.seems_told(text, i) or self.says_yes_of(text, i)}
        return self.told(text) | seems | self.says_none_of(text)

    def only_tells(self, text: str, indicators: Iterable[str]) -> bool:
        """Whether the text does nothing but recite values or changes of two or more of these indicators."""
        allowed = set(indicators)
        figures = [figure for statement in statements([flow_of(text)]) for figure in statement.figures]
        bound = {f.id: b.indicator.id for f, b in self._bound(text) if b.indicator.id in allowed}
        if len(set(bound.values())) < 2 or len(bound) < len(figures):
            return False
        clauses = re.split(r"[，；。]", text.rstrip("。"))
        return all(any(char.isdigit() for char in clause) for clause in clauses)

    def _compared(self, text: str) -> Iterator[tuple[Figure, Comparison]]:
        for figure, binding in self._bound(text):
            if binding.sure or binding.likely:
                yield figure, compare(self._metrics, figure, binding)

    def _bound(self, text: str) -> list[tuple[Figure, Binding]]:
        if text not in self._bindings:
            found = []
            for statement in statements([flow_of(text)]):
                bindings = self._binder.bind(statement)
                found += [(f, bindings[f.id]) for f in statement.figures if f.id in bindings]
            self._bindings[text] = found
        return self._bindings[text]

    def forget(self) -> None:
        """Start choosing anew: nothing has been used yet."""
        self._used.clear()

    def repeats(self, text: str) -> bool:
        """Whether (nearly) the same words have been used before; remembers them when not."""
        from rapidfuzz import fuzz

        if any(fuzz.ratio(text, other) >= _NEAR_IDENTICAL for other in self._used):
            return True
        self._used.append(text)
        return False

    def _other_year(self, text: str, role: str) -> str:
        plain = _SPAN.sub("", _OFFICIAL.sub("", text))
        plain = re.sub(_LAST_ROUND.format(year=self._year - 1), "", plain)
        years = {int(y) for y in _YEAR.findall(plain)}
        coming = {self._year + 1, self._year + 2} if role == "plan" else {self._year + 1}
        ahead = role != "body" or bool(_PLANNED.search(plain))  # what is left to do may be dated next year
        if not years or self._year in years or (ahead and years & coming):
            return ""
        others = sorted(years - {self._year})
        return str(others[-1]) if others else ""

    def _other_place(self, text: str) -> str:
        for match in _PLACE.finditer(_OFFICIAL.sub("", text)):
            name = match.group()
            for start in range(len(name) - 2):
                place = name[start:]
                if place in self._own_places:
                    break
                if place in division_names() or (start == 0 and match.start() == 0 and _is_unknown_city(place)):
                    return place
        return ""


def _is_unknown_city(name: str) -> bool:
    """A sentence that opens with 「某某市建成…」 speaks of that city even when no map has it."""
    return (
        len(name) in (3, 4)
        and name.endswith("市")
        and not re.search(
            r"[全各我本该两三每跨中外其省对和与由在]|部分|山区|多数|少数|个别|有关|相关|大中|周边|试点", name
        )
    )


def _shares_words(text: str, name: str) -> bool:
    """Whether three characters in a row of a name, or its bracketed member, stand in the text."""
    member = re.search(r"[(（]([^()（）]+)[)）]$", name)
    if member:
        return member[1] in text
    return any(name[i : i + 3] in text for i in range(len(name) - 2))


def flow_of(text: str) -> Flow:
    """A sentence as running text of its own."""
    return Flow(text, ((0, 0, 0),), "", "body")


def _own_places(region: str, metrics: Metrics) -> frozenset[str]:
    """The region's own name, with and without the province before it, and what lies in it on the map."""
    names = {region, metrics.region} - {""}
    for name in list(names):
        if match := re.match(r"^.+?(?:省|自治区)(.+[市州盟区县旗])$", name):
            names.add(match[1])
    return frozenset(names).union(*(related_names(name) for name in names))
