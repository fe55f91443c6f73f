"""A draft outline from the headings and paragraphs of a report, or of an evaluation plan, that a user already has.

What a paragraph is about is told by the signals of the shared items: where an item's words stand in it, the section
asks for that item. A section whose words are nobody's asks for itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from drafter.errors import InputError
from drafter.outlines.loader import shared_items

__all__ = ["Part", "derive_outline"]

_DEEPEST = 3
_PROBLEMS = re.compile(r"问题|不足|困难|短板")
_MEASURES = re.compile(r"措施|打算|下一步|改进|整改|工作计划")
_ANSWERED = re.compile(r"(?:上|往|前).{0,3}(?:轮|次|年).{0,6}(?:反馈|评价)|反馈问题")
_LEAST = 2  # signs that make an item asked for
_LEAD = re.compile(r"([^，。；：\d]{4,20})。")


@dataclass(frozen=True)
class Part:
    """A heading with what stands under it before the next one.

    Attributes:
        level: 1 for 一、, 2 for （一）, 3 for 1.
        heading: without its number.
        paragraphs: its text.
    """

    level: int
    heading: str
    paragraphs: tuple[str, ...] = ()


@dataclass
class _Section:
    part: Part
    below: list[_Section] = field(default_factory=list)


def derive_outline(parts: Sequence[Part], outline_id: str, name: str, level: str, title: str) -> dict[str, Any]:
    """The mapping of an outline file, for editing; :func:`~drafter.outlines.read_outline` takes it as it is.

    Args:
        parts: the numbered headings in their order; those deeper than 1. count as text of the one above.
        outline_id: letters, digits and hyphens.
        name: for people.
        level: province, city or county.
        title: with ``{region}`` and ``{year}``.

    Raises:
        InputError: there are no numbered headings.
    """
    sections = _tree(parts)
    if not sections:
        raise InputError("没有找到带编号的标题", hint="标题要写成 一、……（一）……，或用 Word 的标题样式")
    asked = _asked(list(_parts(sections)))
    entries = [_entry(section, f"s{n}", asked) for n, section in enumerate(sections, start=1)]
    return {"id": outline_id, "name": name, "level": level, "title": title, "sections": entries}


def _tree(parts: Iterable[Part]) -> list[_Section]:
    top: list[_Section] = []
    path: list[_Section] = []
    for part in parts:
        if part.level > _DEEPEST and path:
            last = path[-1]
            text = (*last.part.paragraphs, part.heading, *part.paragraphs)
            path[-1].part = Part(last.part.level, last.part.heading, text)
            continue
        section = _Section(part)
        while path and path[-1].part.level >= part.level:
            path.pop()
        (path[-1].below if path else top).append(section)
        path.append(section)
    return top


def _entry(section: _Section, place: str, asked: Mapping[int, Sequence[str]]) -> dict[str, Any]:
    part = section.part
    entry: dict[str, Any] = {"id": place, "heading": part.heading}
    role = _role(section)
    if role != "body":
        return entry | {"role": role}
    leads = [match[1] for text in part.paragraphs if (match := _LEAD.match(text))]
    if len(leads) > 1:
        entry["style"] = "run-in"
    items = list(_items(part, place, asked.get(id(part), ()), bool(section.below)))
    if items:
        entry["items"] = items
    if section.below:
        entry["sections"] = [_entry(one, f"{place}-{n}", asked) for n, one in enumerate(section.below, start=1)]
    return entry


def _role(section: _Section) -> str:
    heading = section.part.heading
    if section.part.level > 1 or _ANSWERED.search(heading):
        return "body"
    problems, measures = bool(_PROBLEMS.search(heading)), bool(_MEASURES.search(heading))
    return {(True, True): "combined", (True, False): "problems", (False, True): "measures"}.get(
        (problems, measures), "body"
    )


def _parts(sections: Iterable[_Section]) -> Iterator[Part]:
    """The parts of the sections that answer items, in their order."""
    for section in sections:
        if _role(section) == "body":
            yield section.part
            yield from _parts(section.below)


def _asked(parts: Sequence[Part]) -> dict[int, list[str]]:
    """Ids of the shared items that each part asks for, by its identity; an item goes where most speaks for it."""
    asked: dict[int, list[str]] = defaultdict(list)
    for item_id, item in shared_items().items():
        signs = [(_signs(part, item), -at) for at, part in enumerate(parts)]
        most, at = max(signs, default=(0, 0))
        if most >= _LEAST:
            asked[id(parts[-at])].append(item_id)
    return asked


def _signs(part: Part, item: Mapping[str, Any]) -> int:
    """How much speaks for it: each signal in the text once, two for one in the heading, three for one in a lead."""
    signals = [str(signal) for signal in item.get("signals") or ()]
    leads = [match[1] for text in part.paragraphs if (match := _LEAD.match(text))]
    told = "".join(part.paragraphs)
    # a signal inside another one (教育支出 in 一般公共预算教育支出) is no second sign
    heard = [signal for signal in signals if signal in told]
    count = sum(not any(one != other and one in other for other in heard) for one in heard)
    count += 2 * any(signal in part.heading for signal in signals)
    return count + 3 * any(signal in lead for lead in leads for signal in signals)


def _items(part: Part, place: str, found: Sequence[str], has_sections: bool) -> Iterator[dict[str, Any]]:
    """The shared items that a part asks for; its own heading as an item where there are none and nothing below it."""
    yield from ({"use": item_id} for item_id in found)
    if not found and not has_sections:
        yield {
            "id": f"own_{place.replace('-', '_')}",
            "lead": part.heading[:20],
            "ask": f"{part.heading.removesuffix('情况')}的情况",
            "signals": _signals(part.heading),
            "office": "教育局",
        }


def _signals(heading: str) -> list[str]:
    words = re.split(r"[、，,和与及的]|情况|工作|加强|推进|落实|做好|深化", heading)
    return [word for word in dict.fromkeys(words) if len(word) >= 2] or [heading]
