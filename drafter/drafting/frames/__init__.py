"""Sentence frames: how related figures share a sentence of official Chinese.

Each frame takes stories and a variant number that comes from the item's place in the outline, never from a value, so
that a changed figure changes its own sentence and no other. The text is a template with slots.
"""

from drafter.drafting.frames.amounts import tell_amounts
from drafter.drafting.frames.levels import tell_levels
from drafter.drafting.frames.lists import tell_activities, tell_comparison, tell_parts, tell_progress

__all__ = [
    "tell_activities",
    "tell_amounts",
    "tell_comparison",
    "tell_levels",
    "tell_parts",
    "tell_progress",
]
