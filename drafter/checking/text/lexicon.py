"""The names by which a text speaks of indicators, and where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.facts import Dictionary, Indicator

__all__ = ["Lexicon", "Mention", "lexicon_of"]

_FAMILY = re.compile(r"^(?P<family>.+?)[(（](?P<member>[^()（）]+)[)）]$")
#: Signs, digits and letters of one width and case, quotes of one kind: one character each, so offsets stay valid.
_PLAIN = str.maketrans(
    {chr(c): chr(c).lower() for c in range(ord("A"), ord("Z") + 1)}
    | {chr(c): chr(c - 0xFEE0).lower() for c in range(ord("！"), ord("～") + 1)}
    | dict(zip("　“”‘’「」", ' ""\'\'""', strict=True))
)
_IGNORED = re.compile(r"[的\s]")
_ENUMERATION = re.compile(r"[、和及与,，]|以及")
_SHORTEST = 2
_LONG = 4
_FEW, _MANY = r"[^，。；、\d]{0,10}", r"[^。；]{0,40}"


@dataclass(frozen=True)
class Mention:
    """An indicator's name in a text: text[start:end].

    A *short* name (小学, 初中) is also an everyday word and proves little by itself. A *generic* one (在校生) ends
    the names of other indicators (小学在校生): whose they are is for the sentence to say.
    """

    start: int
    end: int
    indicator: Indicator
    short: bool = False
    generic: bool = False


class Lexicon:
    """Finds names of a dictionary's indicators in text: official names, aliases and the noun of a set phrase.

    The particle 的, spaces and the kind of brackets or quotes make no difference. Of a family such as
    生均公用经费(小学), 生均公用经费(初中) the members may be listed before the noun (小学、初中生均公用经费).
    """

    def __init__(self, dictionary: Dictionary) -> None:
        names: dict[str, Indicator] = {}
        self._families: dict[str, dict[str, Indicator]] = {}
        for indicator in dictionary.values():
            for name in _names(indicator):
                names.setdefault(_squeeze(name)[0], indicator)
        for indicator in dictionary.values():  # the official name beats what others are also called
            names[_squeeze(indicator.name)[0]] = indicator
            if match := _FAMILY.match(indicator.name):
                family = _squeeze(match["family"])[0]
                self._families.setdefault(family, {})[_squeeze(match["member"])[0]] = indicator
        self._families = {family: members for family, members in self._families.items() if len(members) > 1}
        self._names = {name: indicator for name, indicator in names.items() if len(name) >= _SHORTEST}
        self._generic = self._endings()
        self._heard = [
            (indicator, _heard_pattern(form)) for indicator in dictionary.values() for form in indicator.heard
        ]
        self._begun: dict[str, list[str]] = {}
        for word in sorted({*self._names, *self._families}, key=len, reverse=True):
            self._begun.setdefault(word[:_SHORTEST], []).append(word)

    def find(self, text: str) -> list[Mention]:
        """Every mention in order, the longest name first, without overlap."""
        squeezed, offsets = _squeeze(text)
        found: list[Mention] = []
        for at, name in self._named(squeezed):
            start, end = offsets[at], offsets[at + len(name) - 1] + 1
            listed = self._listed_members(squeezed, name, at + len(name))
            if listed:
                first = offsets[listed[0][0]]
                found = [m for m in found if m.end <= first]
                found += [Mention(offsets[at], end, member) for at, member in listed]
            elif name in self._names:
                found.append(Mention(start, end, self._names[name], len(name) < _LONG, name in self._generic))
        return found

    def _named(self, squeezed: str) -> Iterator[tuple[int, str]]:
        """Names and families in order, the longest first, by how they begin: a pattern of them all is slow to make."""
        at, last = 0, len(squeezed) - _SHORTEST
        while at <= last:
            words = self._begun.get(squeezed[at : at + _SHORTEST], ())
            name = next((word for word in words if squeezed.startswith(word, at)), "")
            if name:
                yield at, name
            at += len(name) or 1

    def heard(self, text: str) -> list[Mention]:
        """Figures told by a clause of the dictionary: the stretch from the clause's start to the figure's."""
        found = []
        for indicator, pattern in self._heard:
            found += [Mention(m.start(), m.start("v"), indicator) for m in pattern.finditer(text)]
        return found

    def is_generic(self, indicator: Indicator) -> bool:
        """Whether one of the indicator's names ends the names of others, which count some of what it counts."""
        return any(_squeeze(name)[0] in self._generic for name in (indicator.name, *_names(indicator)))

    def member(self, text: str, word: str) -> Indicator | None:
        """The member that ``word`` names of the family last mentioned in ``text`` (生均…经费中，幼儿园…、小学…)."""
        squeezed = _IGNORED.sub("", text.translate(_PLAIN))
        best: tuple[int, dict[str, Indicator]] | None = None
        for family, members in self._families.items():
            at = squeezed.rfind(family)
            if at >= 0 and (best is None or at > best[0]):
                best = (at, members)
        return _member(best[1], _squeeze(word)[0]) if best else None

    def _endings(self) -> frozenset[str]:
        """Names that end the name of another indicator."""
        return frozenset(
            name[at:]
            for name, indicator in self._names.items()
            for at in range(1, len(name) - 1)
            if self._names.get(name[at:], indicator) is not indicator
        )

    def _listed_members(self, text: str, name: str, end: int) -> list[tuple[int, Indicator]]:
        """Members listed before a family's noun (小学、初中生均公用经费), with their offsets; empty for one name."""
        for family, members in self._families.items():
            if name.endswith(family):
                listed = self._members_before(text[: end - len(family)], members)
                if len(listed) > 1 or (listed and name == family):
                    return listed
        return []

    @staticmethod
    def _members_before(head: str, members: dict[str, Indicator]) -> list[tuple[int, Indicator]]:
        """Members listed right before a family's noun, with their offsets."""
        found: list[tuple[int, Indicator]] = []
        end = len(head)
        while end:
            word = next((w for w in sorted(members, key=len, reverse=True) if head.endswith(w, 0, end)), None)
            if word is None:
                break
            found.insert(0, (end - len(word), members[word]))
            end -= len(word)
            separator = next((s for s in ("以及", "、", "和", "及", "与") if head.endswith(s, 0, end)), None)
            if separator is None:
                break
            end -= len(separator)
        return found


class _Same:
    """A dictionary, told from others by what it is and not by what it holds."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.dictionary is self.dictionary

    def __hash__(self) -> int:
        return id(self.dictionary)


def lexicon_of(dictionary: Dictionary) -> Lexicon:
    """The lexicon of a dictionary, made once for all who ask: it takes longer than reading a short report."""
    return _lexicon(_Same(dictionary))


@lru_cache(maxsize=4)
def _lexicon(same: _Same) -> Lexicon:
    return Lexicon(same.dictionary)


@lru_cache(maxsize=1024)
def _heard_pattern(form: str) -> re.Pattern[str]:
    """A clause with a gap for the figure as a pattern; its group ``v`` starts where the figure does."""
    parts = re.split(r"(\{v\}|…+)", form)
    wild = {"…": _FEW, "……": _MANY, "{v}": r"(?:达到?|为|是|共)?\s*(?P<v>)\d[\d.,]{0,16}\s?[万亿]?[^\s\d，。；、]{0,3}"}
    return re.compile("".join(wild.get(part, re.escape(part)) for part in parts))


def _member(members: dict[str, Indicator], word: str) -> Indicator | None:
    word = _ENUMERATION.sub("", word)
    if word in members:
        return members[word]
    near = [indicator for name, indicator in members.items() if word and (name.endswith(word) or word.endswith(name))]
    return near[0] if len(near) == 1 else None


def _names(indicator: Indicator) -> list[str]:
    """Everything the indicator is called, best names last."""
    names = [*indicator.aliases, indicator.say.get("name", "")]
    if match := _FAMILY.match(indicator.name):
        names.append(match["member"] + match["family"])
    if indicator.name.endswith("数") and not indicator.name.endswith(("次数", "指数", "系数")):
        names.append(indicator.name.removesuffix("数").removesuffix("总"))  # 幼儿园总数 is told as 幼儿园612所
    if phrase := _set_phrase(indicator.say.get("this", "")):
        names.append(phrase)
    return [name for name in names if name]


def _set_phrase(template: str) -> str:
    """The words right before the figure in a dictionary's own clause: 组织开展应急演练{v} gives 组织开展应急演练."""
    before, slot, after = template.partition("{v}")
    if not slot or after.strip("，。 "):
        return ""
    phrase = re.split(r"[}，,、]", before)[-1].removesuffix("为").removesuffix("达到")
    return phrase if len(phrase) >= 5 else ""


def _squeeze(text: str) -> tuple[str, Sequence[int]]:
    """``text`` without what makes no difference, and the offset of each character that is left."""
    plain = text.translate(_PLAIN)
    if not _IGNORED.search(plain):
        return plain, range(len(plain))
    kept = [at for at, char in enumerate(plain) if char != "的" and not char.isspace()]
    return "".join([plain[at] for at in kept]), kept
