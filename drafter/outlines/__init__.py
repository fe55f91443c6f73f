"""Report forms: sections and required items."""

from drafter.outlines.levels import level_words, office_name, region_name, report_year
from drafter.outlines.loader import find_outline, load_outlines, read_outline
from drafter.outlines.model import Group, Item, Outline, OutlineSection, numeral, section_label

__all__ = [
    "Group",
    "Item",
    "Outline",
    "OutlineSection",
    "find_outline",
    "level_words",
    "load_outlines",
    "numeral",
    "office_name",
    "read_outline",
    "region_name",
    "report_year",
    "section_label",
]
