"""The evidence pack of a section: per required item the slots, the passages and the clauses a model may use."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from drafter.drafting.evidence import Evidence
from drafter.drafting.materials import MaterialSentence
from drafter.drafting.stories import Story, Storyteller
from drafter.facts import SlotError, resolve
from drafter.library.policies import Clause, Policy
from drafter.outlines import Item, OutlineSection

__all__ = ["ItemPack", "SectionPack", "build_pack", "masked"]

_WORDS = {1: "提高（增长）", -1: "下降（减少）", 0: "持平"}
_DIGITS = re.compile(r"\d[\d.,]*")
_TITLES = re.compile(r"《[^《》]*》")
_PLACES = re.compile(r"[一-鿿]{2,4}(?:省|市|县|区|州)(?=人民政府|教育|委|政府|各|全|的|[，。、])")
_LONGEST_STYLE = 300


@dataclass
class ItemPack:
    """What may be used for one item; ``sources`` finds a passage or clause by the id the model is given."""

    item: Item
    data: list[dict[str, str]] = field(default_factory=list)
    passages: dict[str, MaterialSentence] = field(default_factory=dict)
    clauses: dict[str, tuple[Policy, Clause]] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write from."""
        return not self.data and not self.passages

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
        return json.dumps([pack.as_dict() for pack in self.items], ensure_ascii=False, separators=(",", ":"))

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
        for story in teller.stories(item.indicators):
            pack.data += _slots(teller, story)
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


def _slots(teller: Storyteller, story: Story) -> list[dict[str, str]]:
    """The slots of one indicator with what each prints and, for changes, which way it went."""
    operations = ["", ".prev"]
    if story.sign is not None:
        operations += [".pp"] if story.is_share else [".delta", ".growth"]
    entries = []
    for operation in operations:
        slot = story.id + operation
        try:
            value = resolve(teller.metrics, slot)
        except SlotError:
            continue
        meaning = {"": "本年", ".prev": "上年", ".pp": "变动", ".delta": "增减", ".growth": "增幅"}[operation]
        entry = {"数据位": f"[[{slot}]]", "指标": story.name, "含义": meaning, "显示": value.text}
        if operation not in ("", ".prev"):
            entry["方向"] = _WORDS[value.sign]
        entries.append(entry)
    if story.missed:
        entries[0]["说明"] = f"低于底线{story.missed.bound_text}，须如实写明"
    return entries


def masked(text: str) -> str:
    """A sample's passage as a model of style: figures, document titles and places taken out."""
    plain = _TITLES.sub("《……》", _DIGITS.sub("〇", text))
    return _PLACES.sub("某地", plain)[:_LONGEST_STYLE]
