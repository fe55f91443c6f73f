"""Outlines from their YAML files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.files import read_yaml
from drafter.outlines.model import GROUP_KINDS, ROLES, STYLES, Group, Item, Outline, OutlineSection
from drafter.resources import bundled, own_knowledge

__all__ = ["find_outline", "load_outlines", "read_outline", "shared_items"]

_LEVELS = ("province", "city", "county")
_LENGTH = (3000, 15000)


def load_outlines() -> dict[str, Outline]:
    """The outlines that ship with drafter, with the user's own added or in place of ours by id.

    Raises:
        InputError: a file of the user's own folder is wrong.
    """
    return _outlines(own_knowledge("outlines"), own_knowledge("items"))


@lru_cache(maxsize=4)
def _outlines(own: tuple[Path, ...], items: tuple[Path, ...]) -> dict[str, Outline]:
    del items  # what an outline reads; another folder of them means another result
    folders = (bundled("knowledge", "outlines"), *own)
    outlines = [read_outline(path) for folder in folders for path in sorted(folder.glob("*.yaml"))]
    return {outline.id: outline for outline in outlines}


def find_outline(outline_id: str) -> Outline:
    """The outline with this id.

    Raises:
        InputError: there is none; lists those there are.
    """
    outlines = load_outlines()
    if outline_id not in outlines:
        raise InputError(
            f"没有提纲“{outline_id}”", where="--outline", hint=f"可用的提纲：{'、'.join(sorted(outlines))}"
        )
    return outlines[outline_id]


def shared_items() -> Mapping[str, Mapping[str, Any]]:
    """The items that outlines share, by id, as their YAML mappings; the user's own in place of ours.

    Raises:
        InputError: a file is wrong, or an id is used twice in a folder.
    """
    return _items(own_knowledge("items"))


@lru_cache(maxsize=4)
def _items(own: tuple[Path, ...]) -> dict[str, Mapping[str, Any]]:
    items: dict[str, Mapping[str, Any]] = {}
    for folder in (bundled("knowledge", "items"), *own):
        found: dict[str, Mapping[str, Any]] = {}
        for path in sorted(folder.glob("*.yaml")):
            content = read_yaml(path) or ()
            if not isinstance(content, list | tuple) or not all(isinstance(e, dict) and e.get("id") for e in content):
                raise InputError("应是一列要点，每项有 id", where=path.name)
            for entry in content:
                if entry["id"] in found:
                    raise InputError(f"要点 {entry['id']} 重复", where=path.name)
                found[entry["id"]] = entry
        items |= found
    return items


def read_outline(path: Path) -> Outline:
    """An outline from its file; an item may be a shared one (``use: id``) with some of its keys changed.

    Raises:
        InputError: the file is not YAML, or something required is missing; names the file and the entry.
    """
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise InputError("不是提纲文件", where=path.name)
    for key in ("id", "name", "level", "title", "sections"):
        if not data.get(key):
            raise InputError(f"提纲缺少 {key}", where=path.name)
    length = data.get("length") or _LENGTH
    if not (isinstance(length, list | tuple) and len(length) == 2 and all(type(n) is int for n in length)):
        raise InputError("length 要写成 [最少字数, 最多字数]", where=path.name)
    if data["level"] not in _LEVELS:
        raise InputError(f"level 只能是 {'、'.join(_LEVELS)}", where=path.name)
    outline = Outline(
        id=str(data["id"]),
        name=str(data["name"]),
        level=str(data["level"]),
        title=str(data["title"]),
        basis=_words(data, "basis", path.name),
        length=(length[0], length[1]),
        sections=_sections(_entries(data, "sections", path.name), 1, ("block", False), path.name),
        addressee=str(data.get("addressee") or ""),
    )
    seen: set[str] = set()
    for _, item in outline.items():
        if item.id in seen:
            raise InputError(f"要点 {item.id} 重复", where=path.name)
        seen.add(item.id)
    return outline


def _sections(
    entries: Sequence[Mapping[str, Any]], level: int, manner: tuple[str, bool], where: str
) -> tuple[OutlineSection, ...]:
    """Sections of one rank; ``manner`` is the style and the run-in of the section above, which they take over."""
    result = []
    for number, entry in enumerate(entries, start=1):
        place = f"{where}：{entry.get('id') or entry.get('heading') or f'第 {number} 个章节'}"
        if not entry.get("id") or not entry.get("heading"):
            raise InputError("章节缺少 id 或 heading", where=place)
        style = str(entry.get("style") or manner[0])
        run_in = bool(entry.get("run_in", manner[1]))
        role = str(entry.get("role") or "body")
        if style not in STYLES or role not in ROLES:
            raise InputError(f"style 只能是 {'、'.join(STYLES)}，role 只能是 {'、'.join(ROLES)}", where=place)
        result.append(
            OutlineSection(
                id=str(entry["id"]),
                heading=str(entry["heading"]),
                level=level,
                number=number,
                style=style,
                role=role,
                aliases=_words(entry, "aliases", place),
                items=tuple(_item(item, where) for item in _entries(entry, "items", place)),
                sections=_sections(_entries(entry, "sections", place), level + 1, (style, run_in), where),
                run_in=run_in,
            )
        )
    return tuple(result)


def _item(entry: Mapping[str, Any], where: str) -> Item:
    if used := entry.get("use"):
        if used not in shared_items():
            raise InputError(f"没有共用要点“{used}”", where=where, hint="见 knowledge/items")
        entry = {**shared_items()[used], **entry}
    place = f"{where}：{entry.get('id') or '（无名要点）'}"
    for key in ("id", "lead", "ask", "signals", "office"):
        if not entry.get(key):
            raise InputError(f"要点缺少 {key}", where=place)
    groups = []
    for group in _entries(entry, "groups", place):
        kind = next(iter(group), None)
        if len(group) != 1 or kind not in GROUP_KINDS:
            raise InputError(f"groups 只能用 {'、'.join(GROUP_KINDS)}，每组一种", where=place)
        groups.append(Group(kind, _words(group, kind, place)))
    grouped = [indicator for group in groups for indicator in group.indicators]
    indicators = tuple(dict.fromkeys([*grouped, *_words(entry, "indicators", place)]))
    return Item(
        id=str(entry["id"]),
        lead=str(entry["lead"]),
        ask=str(entry["ask"]),
        signals=_words(entry, "signals", place),
        indicators=indicators,
        key=_words(entry, "key", place),
        policies=_words(entry, "policies", place),
        office=str(entry["office"]),
        needs=str(entry.get("needs") or "text"),
        not_applicable=bool(entry.get("not_applicable", False)),
        optional=bool(entry.get("optional", False)),
        groups=tuple(groups),
    )


def _entries(entry: Mapping[str, Any], key: str, place: str) -> Sequence[Mapping[str, Any]]:
    found = entry.get(key) or ()
    if not isinstance(found, list | tuple) or not all(isinstance(one, dict) for one in found):
        raise InputError(f"{key} 要写成列表，每项有自己的 key: value", where=place)
    return found


def _words(entry: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    found = entry.get(key) or ()
    if not isinstance(found, list | tuple) or not all(isinstance(one, str) for one in found):
        raise InputError(f"{key} 要写成文字列表，如 [甲, 乙]", where=place)
    return tuple(found)
