"""The rows of a metrics sheet by what they are, whatever they are called."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from drafter.checking.text.things import CROWDED, SCHOOLS, Thing, read_thing
from drafter.facts import Indicator, Metrics

__all__ = ["SheetThings"]

_FEW = 3


class SheetThings:
    """Finds the row of a thing."""

    def __init__(self, metrics: Metrics) -> None:
        self._rows: dict[Thing, list[Indicator]] = defaultdict(list)
        for identity in metrics.ids():
            indicator = metrics.dictionary[identity]
            for name in {metrics.rows.get(identity, indicator.name), *indicator.names}:
                thing = _thing_of(name, indicator)
                if indicator not in self._rows[thing]:
                    self._rows[thing].append(indicator)
        self._by_words: dict[tuple[str, str], list[tuple[Thing, Indicator]]] = defaultdict(list)
        self._by_end: dict[tuple[str, str, str], list[tuple[str, Indicator]]] = defaultdict(list)
        for thing, rows in self._rows.items():
            for indicator in rows:
                self._by_words[thing.owner, _in_any_order(thing.core)].append((thing, indicator))
                self._by_end[thing.stage, thing.owner, thing.core[-1:]].append((thing.core, indicator))

    def row(self, thing: Thing) -> Indicator | None:
        """The one row of a thing; a stage that goes without saying (大班额, 巩固率) may be left out."""
        found = self._rows.get(thing, [])
        if not found and not thing.shared and thing.core:
            found = [
                indicator
                for other, indicator in self._by_words.get((thing.owner, _in_any_order(thing.core)), ())
                if other.stage == thing.stage
                or not thing.stage
                or (not other.stage and not _is_added(indicator, thing))
            ]
        return found[0] if len({indicator.id for indicator in found}) == 1 else None

    def near(self, thing: Thing) -> Indicator | None:
        """The one row whose name holds all of a shorter one, in order: 小学生均支出 in 小学生均一般公共预算教育支出."""
        if len(thing.core) < _FEW or thing.shared:
            return None
        found = [
            indicator
            for core, indicator in self._by_end.get((thing.stage, thing.owner, thing.core[-1:]), ())
            if _holds(core, thing.core)
        ]
        return found[0] if len({indicator.id for indicator in found}) == 1 else None


def _is_added(indicator: Indicator, thing: Thing) -> bool:
    """Whether the stages of an indicator make up its value: 普通高中2860万元 is some of 资助金额1.58亿元."""
    crowded = thing.core == CROWDED and thing.stage not in ("小学", "初中")
    return not crowded and indicator.unit.dimension not in ("percent", "proportion", "ratio")


def _thing_of(name: str, indicator: Indicator) -> Thing:
    thing = read_thing(name)
    schools = not thing.core and indicator.unit.dimension in ("count:所", "count:个")
    return replace(thing, core=SCHOOLS) if schools else thing


def _holds(longer: str, shorter: str) -> bool:
    """Whether all characters of one stand in the other in order."""
    rest = iter(longer)
    return all(char in rest for char in shorter)


def _in_any_order(core: str) -> str:
    """A key that two cores of the same words in another order share: 投入安防经费 and 安防经费投入."""
    return "".join(sorted(core)) if len(core) > _FEW else core
