"""A DOCX package: its parts as bytes, its XML as trees, and which part is related to which."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

__all__ = ["WordPackage"]


class WordPackage:
    """The parts of a DOCX by name, in their order; trees are parsed once and may be changed by the caller."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        self._trees: dict[str, Any] = {}

    @classmethod
    def open(cls, path: Path) -> WordPackage:
        """All parts of the file; :func:`drafter.files.check_office_package` has to come first.

        Raises:
            zipfile.BadZipFile, zlib.error, OSError: a part is damaged.
        """
        with zipfile.ZipFile(path) as archive:
            return cls({entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()})

    @cached_property
    def main(self) -> str:
        """Name of the main part.

        Raises:
            ValueError: none is named, or it is not said to be a document.
        """
        name = next((name for name in self.related("", "/officeDocument") if name in self.parts), "")
        kinds = {item.get("PartName"): item.get("ContentType") for item in self.tree("[Content_Types].xml")}
        if not name or "wordprocessingml" not in (kinds.get(f"/{name}") or kinds.get(None) or ""):
            raise ValueError("no main part")
        return name

    def tree(self, name: str) -> Any:
        """Root element of a part.

        Raises:
            KeyError: there is no such part.
            ValueError: it has a DTD, which Office never writes and OPC forbids (ISO/IEC 29500-2): text would hide
                in its entities.
            lxml.etree.XMLSyntaxError: it is not XML.
        """
        if name not in self._trees:
            from lxml import etree

            root = etree.fromstring(self.parts[name], etree.XMLParser(resolve_entities=False, no_network=True))
            information: Any = root.getroottree().docinfo
            if information.doctype:
                raise ValueError("a DTD")
            self._trees[name] = root
        return self._trees[name]

    def relations(self, source: str) -> Iterator[tuple[str, str, str]]:
        """(id, kind, part name) of each relation of a part to another, in order; ``""`` is the package itself."""
        folder, base = posixpath.split(source)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self.parts:
            return
        for relation in self.tree(name):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.attrib["Target"]))
                yield relation.attrib["Id"], relation.attrib["Type"], target.lstrip("/")

    def related(self, source: str, kind: str) -> list[str]:
        """Names of the parts that stand in a kind of relation to ``source``; a kind is the end of its address."""
        return [target for _, found, target in self.relations(source) if found.endswith(kind)]

    def companion(self, kind: str) -> Any:
        """Root of the main part's only part of a kind, such as ``/styles``; None when there is none."""
        names = [name for name in self.related(self.main, kind) if name in self.parts]
        return self.tree(names[0]) if names else None
