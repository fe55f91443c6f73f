"""What can be told of one indicator: its value, its change, and how it stands to its floors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from drafter.facts import Assessment, Indicator, Metrics, Period, SlotError, Value, assess, resolve
from drafter.library.policies import Policies
from drafter.outlines import level_words, office_name

__all__ = ["Story", "Storyteller", "family_of"]

_A_HEAD = {"元/生·年": "每生每年", "元/生·天": "每生每天"}
_FAMILY = re.compile(r"^(?P<family>.+?)[(（](?P<member>[^()（）]+)[)）]$")


@dataclass(frozen=True)
class Story:
    """An indicator that has a value this year.

    Attributes:
        name: as running prose calls it.
        sign: 1 when it rose, -1 when it fell, 0 when it stayed, None when last year's value is missing.
        met: verified thresholds that are met, the highest floor or target first.
        missed: the floor that is missed, None when none is.
    """

    indicator: Indicator
    name: str
    sign: int | None
    met: tuple[Assessment, ...]
    missed: Assessment | None
    value: Value

    @property
    def id(self) -> str:
        """The indicator's id, to make slots of."""
        return self.indicator.id

    @property
    def head(self) -> str:
        """每生每年 or 每生每天 before an amount a head, without which a standard says nothing; empty for the rest."""
        return _A_HEAD.get(self.indicator.unit.symbol, "")

    @property
    def slot(self) -> str:
        """This year's value: a slot, after 每生每年 where that belongs."""
        return f"{self.head}[[{self.id}]]"

    @property
    def previous(self) -> str:
        """Last year's value, the same way."""
        return f"{self.head}[[{self.id}.prev]]"

    @property
    def is_good(self) -> bool:
        """Whether the change is for the better (a fall, where lower is better)."""
        return bool(self.sign) and (self.sign == -1) == (self.indicator.better == "lower")

    @property
    def is_share(self) -> bool:
        """Whether changes are told in 百分点."""
        return self.indicator.unit.dimension == "percent"

    @property
    def side(self) -> str:
        """On which side of its missed floor the value lies: 高于 or 低于."""
        bound = self.missed.bound if self.missed else None
        return "高于" if bound is not None and self.value.value > bound else "低于"

    @property
    def full(self) -> bool:
        """Whether it is a share at 100%, of which no rise can be told."""
        return self.is_share and self.value.value == 100

    @property
    def zero(self) -> bool:
        """Whether the value is nought."""
        return self.value.value == 0


class Storyteller:
    """Makes stories of the metrics of one government, whose education office is a ``bureau`` where it is no 教育局."""

    def __init__(
        self, metrics: Metrics, policies: Policies, level: str, region: str, year: int, bureau: str = ""
    ) -> None:
        self.metrics = metrics
        self.policies = policies
        self.level = level
        self.region = region
        self.year = year
        self.words = level_words(level, region)
        self._bureau = bureau

    @cached_property
    def assessments(self) -> dict[str, list[Assessment]]:
        """How each indicator stands to its thresholds."""
        table: dict[str, list[Assessment]] = {}
        for item in assess(self.metrics, self.level, self.year):
            table.setdefault(item.indicator.id, []).append(item)
        return table

    def story(self, indicator_id: str) -> Story | None:
        """The story of an indicator, None when it has no value this year."""
        if indicator_id not in self.metrics.dictionary:
            return None
        try:
            value = resolve(self.metrics, indicator_id)
        except SlotError:
            return None
        indicator = self.metrics.dictionary[indicator_id]
        items = [a for a in self.assessments.get(indicator_id, []) if a.threshold.verified]
        met = tuple(a for a in items if a.met and a.threshold.severity == "must_list" and a.reference is None)
        missed = next((a for a in items if a.threshold.is_floor and not a.met), None)
        return Story(indicator, self._name(indicator), self._sign(indicator), met, missed, value)

    def stories(self, indicator_ids: tuple[str, ...]) -> list[Story]:
        """The stories there are, in the order given."""
        return [story for i in indicator_ids if (story := self.story(i))]

    def say(self, story: Story, key: str) -> str:
        """A way of telling from the dictionary, its words filled in and its value a slot; empty when there is none."""
        template = story.indicator.say.get(key, "")
        if not template:
            return ""
        floor = story.missed.bound_text if story.missed else ""
        values = {**self.words, "v": story.slot, "year": str(self.year), "floor": floor}
        for word, text in values.items():
            template = template.replace(f"{{{word}}}", text)
        return template

    def office(self, name: str) -> str:
        """An office by its full name at this level."""
        own = self._bureau.lstrip("市县区州盟旗") if name.startswith("教育局") else ""
        return office_name(own + name.removeprefix("教育局") if own else name, self.level, self.region)

    def _name(self, indicator: Indicator) -> str:
        spoken = indicator.say.get("name", "")
        if spoken:
            return spoken
        match = _FAMILY.match(indicator.name)
        if match:  # 生均公用经费(小学) reads as 小学生均公用经费
            return match["member"] + match["family"]
        return indicator.name

    def _sign(self, indicator: Indicator) -> int | None:
        if self.metrics.get(indicator.id, Period.PREVIOUS) is None or indicator.kind == "yes-no":
            return None
        if indicator.unit.dimension == "proportion":
            return None
        try:
            return resolve(self.metrics, f"{indicator.id}.delta").sign
        except SlotError:
            return None


def family_of(indicator: Indicator) -> tuple[str, str]:
    """(family, member) of a bracketed name: 生均公用经费(小学) gives 生均公用经费 and 小学; empty when it has none."""
    match = _FAMILY.match(indicator.name)
    return (match["family"], match["member"]) if match else ("", "")
