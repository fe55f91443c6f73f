"""Days that are kept every year, meetings that were held, what began in a year, and what did not exist before one."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from drafter.files import read_yaml
from drafter.resources import bundled

__all__ = [
    "Campaign",
    "Day",
    "Meeting",
    "Novelty",
    "TermStart",
    "anniversaries",
    "campaigns",
    "meetings",
    "named",
    "novelties",
    "term_starts",
]

Day = tuple[int, int]


@dataclass(frozen=True)
class Campaign:
    """A day, week or month that is kept every year.

    Attributes:
        first: the year of the first one, 0 where they are not counted; ``but``: years in which it was moved.
        span: first and last day where these are fixed; ``months``: in which it lies; ``nth``: (month, which, weekday).
        week: (month, which week).
    """

    name: str
    first: int
    but: tuple[int, ...]
    span: tuple[Day, Day] | None
    months: tuple[int, ...]
    nth: tuple[int, int, int] | None
    week: Day | None

    def day_in(self, year: int) -> Day | None:
        """The day of a campaign that is kept on a certain weekday (the last Monday of March)."""
        if self.nth is None:
            return None
        month, which, weekday = self.nth
        days = [week[weekday - 1] for week in calendar.monthcalendar(year, month) if week[weekday - 1]]
        return month, days[which if which < 0 else which - 1]


@dataclass(frozen=True)
class Meeting:
    """A meeting that was held once."""

    name: str
    begin: date
    end: date


@dataclass(frozen=True)
class Novelty:
    """What did not exist before ``year``: a pattern of its names, what it is, and where that is laid down."""

    pattern: re.Pattern[str]
    name: str
    year: int
    norm: str


@dataclass(frozen=True)
class TermStart:
    """What the state has set from a term on: (year, half) of it, what tells it, and where it is laid down."""

    what: re.Pattern[str]
    name: str
    first: tuple[int, int]
    norm: str


@lru_cache(maxsize=1)
def campaigns() -> Mapping[str, Campaign]:
    """Every campaign by each of its names."""
    found = {}
    for entry in read_yaml(bundled("knowledge", "calendar", "campaigns.yaml")):
        campaign = _campaign(entry)
        found.update(dict.fromkeys(entry["names"], campaign))
    return found


def _campaign(entry: Mapping[str, Any]) -> Campaign:
    days = entry.get("span") or [entry["day"]] * 2 if "span" in entry or "day" in entry else []
    span = tuple(_day(day) for day in days)
    nth, week = entry.get("nth"), entry.get("week")
    months = tuple(entry.get("months", ())) or ((nth[0],) if nth else tuple(range(span[0][0], span[1][0] + 1)))
    return Campaign(
        name=entry["names"][0],
        first=entry.get("first", 0),
        but=tuple(entry.get("but", ())),
        span=(span[0], span[1]) if span else None,
        months=months,
        nth=(nth[0], nth[1], nth[2]) if nth else None,
        week=(week[0], week[1]) if week else None,
    )


def _day(words: str) -> Day:
    month, _, day = words.partition("-")
    return int(month), int(day)


@lru_cache(maxsize=1)
def meetings() -> Mapping[str, tuple[Meeting, ...]]:
    """Every meeting by each of its names; several of one name stand together."""
    found: dict[str, tuple[Meeting, ...]] = {}
    for entry in read_yaml(bundled("knowledge", "calendar", "events.yaml"))["meetings"]:
        for name in entry["names"]:
            found[name] = (*found.get(name, ()), Meeting(name, entry["from"], entry["to"]))
    return found


@lru_cache(maxsize=1)
def novelties() -> tuple[Novelty, ...]:
    """What did not exist before a year."""
    entries = read_yaml(bundled("knowledge", "calendar", "events.yaml"))["since"]
    return tuple(Novelty(re.compile(e["what"]), e["name"], e["year"], e["norm"]) for e in entries)


@lru_cache(maxsize=1)
def term_starts() -> tuple[TermStart, ...]:
    """What holds from a certain term on."""
    entries = read_yaml(bundled("knowledge", "calendar", "terms.yaml"))
    return tuple(TermStart(re.compile(e["what"]), e["name"], _term(str(e["first"])), e["norm"]) for e in entries)


def _term(words: str) -> tuple[int, int]:
    return int(words[:4]), "春秋".index(words[4]) + 1


@lru_cache(maxsize=1)
def anniversaries() -> Mapping[str, int]:
    """The year in which each thing began whose anniversaries are kept, by each of its names."""
    entries = read_yaml(bundled("knowledge", "calendar", "events.yaml"))["anniversaries"]
    return {name: entry["year"] for entry in entries for name in entry["names"]}


def named(names: Mapping[str, object]) -> str:
    """A pattern of all the names, the longest first."""
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
