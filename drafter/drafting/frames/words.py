"""Small words that frames share."""

from __future__ import annotations

from collections.abc import Sequence, Sized

from drafter.drafting.stories import Story
from drafter.facts import SLOT

__all__ = ["LONGEST", "in_breaths", "joined", "printed_length", "respectively", "values"]

LONGEST = 90  # characters of a sentence that still reads in one breath


def joined(words: Sequence[str]) -> str:
    """A list as Chinese writes it: A、B和C."""
    return words[0] if len(words) == 1 else "、".join(words[:-1]) + "和" + words[-1]


def respectively(words: Sized) -> str:
    """分别 before a list of several."""
    return "分别" if len(words) > 1 else ""


def values(stories: Sequence[Story], previous: bool = False) -> str:
    """The values of several, this year's or last year's; 每生每年 is said once where it belongs to all."""
    slots = [story.previous if previous else story.slot for story in stories]
    head = stories[0].head
    if head and all(story.head == head for story in stories):
        slots = [slots[0], *(slot.removeprefix(head) for slot in slots[1:])]
    return joined(slots)


def printed_length(template: str) -> int:
    """About how long a template prints; every slot counts the same, so that no edit of a value splits a sentence."""
    return len(SLOT.sub(lambda match: "" if match[1].endswith("|hidden") else "0.00%", template))


def in_breaths(clauses: Sequence[str], mark: str) -> list[str]:
    """Clauses joined by a mark into as few sentences, without their full stop, as can each be read in one breath."""
    sentences: list[str] = []
    for clause in clauses:
        longer = f"{sentences[-1]}{mark}{clause}" if sentences else ""
        if longer and printed_length(longer) <= LONGEST:
            sentences[-1] = longer
        else:
            sentences.append(clause)
    return sentences
