"""Standards that the state has set in figures, with the years since when each value has been in force."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from drafter.files import read_yaml
from drafter.resources import bundled

__all__ = ["CLOCK", "Norm", "Told", "clock", "state_norms"]

CLOCK = r"\d{1,2}[:：]\d{2}"


@dataclass(frozen=True)
class Told:
    """Where in a sentence a norm's figure is told (group v of ``pattern``, behind ``where``).

    Its values stand by the year they began, ascending.
    """

    pattern: re.Pattern[str]
    values: tuple[tuple[int, tuple[Decimal, ...]], ...]
    where: str = ""

    def allowed(self, year: int) -> tuple[Decimal, ...]:
        """Values in force in a year; none before the first."""
        return next((values for since, values in reversed(self.values) if since <= year), ())

    def replaced(self, year: int) -> tuple[Decimal, ...]:
        """Values that another one has taken the place of before a year."""
        now = self.allowed(year)
        return tuple(v for since, values in self.values if since < year for v in values if v not in now)


@dataclass(frozen=True)
class Norm:
    """A standard.

    Attributes:
        words: what a sentence says that tells it; ``needs``: what it says besides; ``but``: what it must not say.
        says: what makes the figure a standard and not what is there.
        bound: least, most, exact or old, as explained in the file.
        told: its name for the reader; ``policy``: the document that set it, may be empty.
        clock: whether its values are times of day, in minutes.
    """

    id: str
    words: re.Pattern[str]
    needs: re.Pattern[str]
    but: re.Pattern[str] | None
    says: re.Pattern[str]
    bound: str
    each: tuple[Told, ...]
    told: str
    policy: str
    clock: bool
    unit: str


def clock(text: str) -> Decimal:
    """Minutes since midnight of 21:20."""
    hours, minutes = re.split("[:：]", text)
    return Decimal(int(hours) * 60 + int(minutes))


_SAYS = "标准|规定|要求|定额|按|执行|不少于|不低于|不超过|不高于|不早于|不晚于|不得|控制|以内|应|须|严格|保证|保障|确保"


@lru_cache(maxsize=1)
def state_norms() -> tuple[Norm, ...]:
    """Every norm of the register."""
    return tuple(_norm(entry) for entry in read_yaml(bundled("knowledge", "register", "norms.yaml")))


def _norm(entry: dict[str, Any]) -> Norm:
    timed = entry["unit"] == "time"
    return Norm(
        id=entry["id"],
        words=re.compile(entry["words"]),
        needs=re.compile(entry.get("needs", "")),
        but=re.compile(entry["but"]) if entry.get("but") else None,
        says=re.compile(entry.get("says", _SAYS)),
        bound=entry["bound"],
        each=tuple(_told(entry, where, values, timed) for where, values in entry["each"].items()),
        told=entry["told"],
        policy=entry["policy"],
        clock=timed,
        unit="" if timed else re.split(r"[(\[?]", entry["unit"].replace("个?", ""))[0] or "%",
    )


def _told(entry: dict[str, Any], where: str, values: dict[int, list[Any]], timed: bool) -> Told:
    number = CLOCK if timed else r"\d+(?:\.\d+)?(?![\d.])"
    lead = (
        rf"(?<![和及与])(?<!小学、)(?:{where})(?:(?!分别|依次|各)[^，。；、：\d]){{0,18}}"
        if where
        else rf"(?:{entry['words']})[^。；、\d]{{0,24}}"
    )
    if where.startswith("(?<!"):
        lead = where + r"(?<!\d)(?<!\.)"
    after = "" if timed else rf"(?=\s*(?:{entry['unit']}))"
    known = tuple(
        (since, tuple(clock(v) if timed else Decimal(str(v)) for v in listed)) for since, listed in values.items()
    )
    return Told(re.compile(rf"{lead}(?P<v>{number}){after}"), known, where)
