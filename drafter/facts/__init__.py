"""What is known as fact: indicators, the user's metrics, and figures derived from them."""

from drafter.facts.derived import SLOT, SlotError, Value, resolve
from drafter.facts.floors import Assessment, assess, shortfalls
from drafter.facts.indicators import Dictionary, Indicator, Threshold, load_dictionary
from drafter.facts.intervals import Interval
from drafter.facts.model import CellRef, Conflict, Fact, LeftOut, Metrics, Observation, Period, display, rounded
from drafter.facts.units import Unit, parse_unit
from drafter.facts.workbook import read_metrics, read_region_rows, read_regions

__all__ = [
    "SLOT",
    "Assessment",
    "CellRef",
    "Conflict",
    "Dictionary",
    "Fact",
    "Indicator",
    "Interval",
    "LeftOut",
    "Metrics",
    "Observation",
    "Period",
    "SlotError",
    "Threshold",
    "Unit",
    "Value",
    "assess",
    "display",
    "load_dictionary",
    "parse_unit",
    "read_metrics",
    "read_region_rows",
    "read_regions",
    "resolve",
    "rounded",
    "shortfalls",
]
