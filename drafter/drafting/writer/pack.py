"""The evidence pack of a section: per required item the slots, the passages and the clauses a model may use."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from drafter.drafting.evidence import Evidence
from drafter.drafting.materials import MaterialSentence
from drafter.drafting.slots import source_of
from drafter.drafting.stories import Story, Storyteller
from drafter.facts import SlotError, resolve
from drafter.library.policies import Clause, Policy
from drafter.outlines import Item, OutlineSection
from drafter.report import Source

__all__ = ["ItemPack", "SectionPack", "build_pack"]

_WORDS = {1: "提高（增长）", -1: "下降（减少）", 0: "持平"}


@dataclass
class ItemPack:
    """What may be used for one item; ``sources`` finds a passage or clause by the id the model is given."""

    item: Item
    data: list[dict[str, str]] = field(default_factory=list)
    passages: dict[str, MaterialSentence] = field(default_factory=dict)
    clauses: dict[str, tuple[Policy, Clause]] = field(default_factory=dict)
    floors: list[tuple[str, str, Source]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write from."""
        return not self.data and not self.passages

    def as_json(self) -> str:
        """JSON without spare white space, the same for the same evidence."""
        return json.dumps(self.as_dict(), ensure_ascii=False, separators=(",", ":"))

    def as_dict(self) -> dict[str, Any]:
        """What the model sees."""
        return {
            "id": self.item.id,
            "要点": self.item.lead,
            "要求": self.item.ask,
            "数据": self.data,
            "材料": [{"编号": key, "原文": passage.text} for key, passage in self.passages.items()],
            "政策": [
                {"编号": key, "文件": policy.cited(), "条款": clause.text}
                for key, (policy, clause) in self.clauses.items()
            ],
        }


@dataclass
class SectionPack:
    """The packs of a section's items."""

    section: OutlineSection
    items: list[ItemPack]

    def as_json(self) -> str:
        """JSON without spare white space, the same for the same evidence."""
        return f"[{','.join(pack.as_json() for pack in self.items)}]"

    def fit(self, room: int, count: Callable[[str], int]) -> int:
        """Drop what can best be spared, clauses first and then the last passages, until the pack has at most
        ``room`` tokens; returns how many were dropped.
        """
        dropped = 0
        while count(self.as_json()) > room:
            fullest = max(self.items, key=lambda pack: (len(pack.clauses), len(pack.passages)))
            spared = fullest.clauses or fullest.passages
            if not spared:
                break
            spared.popitem()
            dropped += 1
        return dropped

    @property
    def query(self) -> str:
        """What to look for in the library."""
        return f"{self.section.heading} {' '.join(pack.item.lead for pack in self.items)}"


def build_pack(teller: Storyteller, section: OutlineSection, evidence: Evidence) -> SectionPack:
    """The packs of the items that have any evidence; the others are for nobody to write."""
    packs = []
    number = 0
    for item in section.items:
        pack = ItemPack(item)
        wholes = _wholes(item)
        for story in teller.stories(item.indicators):
            if story.indicator.kind == "yes-no":  # 是 is no figure: what it says is quoted like a passage
                number += 1
                pack.passages[f"m{number}"] = _answered(teller, story)
                continue
            pack.data += _slots(teller, story, wholes.get(story.id, ""))
            pack.floors.append(_floor(teller, story))
        for sentence in evidence.items[item.id].body:
            if sentence.listed:
                continue  # a ledger is told row by row, by code
            number += 1
            pack.passages[f"m{number}"] = sentence
        for reference in item.policies:
            found = teller.policies.resolve(reference)
            if found is None:
                continue
            policy, clause = found
            for chosen in [clause] if clause else policy.clauses:
                if chosen.verified and teller.level in chosen.levels:
                    number += 1
                    pack.clauses[f"p{number}"] = (policy, chosen)
        if not pack.empty and evidence.items[item.id].declared is None:
            packs.append(pack)
    return SectionPack(section, packs)


_MEANING = {"": "本年", ".prev": "上年", ".pp": "变动", ".delta": "增减", ".growth": "增幅"}
_HUGE = {"万元": "亿元", "元": "万元"}
_MANY = 10_000


def _slots(teller: Storyteller, story: Story, whole: str) -> list[dict[str, str]]:
    """The slots of one indicator with what each prints and, for changes, which way it went.

    Args:
        whole: the indicator of which this is a part; empty when it is none.
    """
    operations = ["", ".prev"]
    if story.sign is not None:
        operations += [".pp"] if story.is_share else [".delta", ".growth"]
    unit = story.indicator.unit.symbol
    if unit in _HUGE and story.value.value >= _MANY:
        operations.append(f".as:{_HUGE[unit]}")
    if whole and whole != story.id:
        operations.append(f".share:{whole}")
    entries = []
    for operation in operations:
        slot = story.id + operation
        try:
            value = resolve(teller.metrics, slot)
        except SlotError:
            continue
        kind = operation.partition(":")[0]
        meaning = _MEANING.get(kind) or (
            "换算" if kind == ".as" else f"占{teller.metrics.dictionary[whole].name}的比重"
        )
        entry = {"数据位": f"[[{slot}]]", "指标": story.name, "含义": meaning, "显示": value.text}
        if kind in (".pp", ".delta", ".growth"):
            entry["方向"] = _WORDS[value.sign]
        entries.append(entry)
    if story.missed:
        entries[0]["说明"] = f"低于底线{story.missed.bound_text}，须如实写明"
    return entries


def _floor(teller: Storyteller, story: Story) -> tuple[str, str, Source]:
    """(name, floor, where it stands) of an indicator: its name may hold a figure, as in 56人以上大班额."""
    if story.missed is None:
        fact = story.value.operands[0]
        return story.name, "", source_of(teller.metrics, fact)
    threshold = story.missed.threshold
    reference = f"{threshold.policy}#{threshold.clause}"
    found = teller.policies.resolve(reference)
    policy, clause = found if found else (None, None)
    cited = policy.cited() if policy else reference
    source = Source("clause", reference, cited, clause.text if clause else story.missed.bound_text)
    return story.name, story.missed.bound_text, source


def _answered(teller: Storyteller, story: Story) -> MaterialSentence:
    """A yes-no indicator in the dictionary's words; its passage is its cell."""
    said = teller.say(story, "yes" if story.value.value == 1 else "no") or f"{story.name}：{story.value.text}"
    fact = story.value.operands[0]
    return MaterialSentence(str(fact.cell), f"{said}。", fact.raw, "", "", "body", "")


def _wholes(item: Item) -> dict[str, str]:
    """The indicator of which each is a part, where the outline tells them as parts or as progress."""
    return {
        part: group.indicators[0]
        for group in item.groups
        if group.kind in ("parts", "progress")
        for part in group.indicators[1:]
    }
