"""The comments part of a package: taking our old comments out, putting new ones in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from drafter.reading.word.comments import Comment, read_comments, waivers_of
from drafter.reading.word.names import W14, W
from drafter.reading.word.package import WordPackage
from drafter.reporters.docx.anchoring import clear_marks

__all__ = ["CommentPart"]

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SIZE = "18"  # half-points; the text's own size would fill the margin


class CommentPart:
    """The comments of one package.

    Attributes:
        kept: fingerprints of our comments that a reviewer has answered or resolved; they stay.
        changed: names of the parts whose trees differ from their bytes.
    """

    def __init__(self, package: WordPackage, author: str) -> None:
        self._package = package
        self._author = author
        self.changed: set[str] = set()
        names = [name for name in package.related(package.main, "/comments") if name in package.parts]
        self._name = names[0] if names else self._make()
        self._root = package.tree(self._name)
        comments = read_comments(package)
        own = [comment for comment in comments if comment.author == author]
        waived = waivers_of(package)
        kept = [c for c in own if c.fingerprint in waived or c.resolved or _is_answered(c, comments)]
        self.kept = {comment.fingerprint for comment in kept if comment.fingerprint}
        self._remove([comment for comment in own if comment not in kept])
        ids = [int(c.id) for c in comments if c.id.lstrip("-").isdecimal() and (c not in own or c in kept)]
        self._next = max(ids, default=-1) + 1

    def add(self, lines: Iterable[str]) -> int:
        """A comment of ours with these lines; its number."""
        from lxml import etree

        number, self._next = self._next, self._next + 1
        attributes = {W + "id": str(number), W + "author": self._author, W + "initials": "d"}
        comment = etree.SubElement(self._root, W + "comment", attributes)
        for at, line in enumerate(lines):
            paragraph = etree.SubElement(comment, W + "p")
            form = etree.SubElement(paragraph, W + "pPr")
            etree.SubElement(
                form, W + "spacing", {W + "before": "0", W + "after": "0", W + "line": "240", W + "lineRule": "auto"}
            )
            etree.SubElement(form, W + "ind", {W + "firstLineChars": "0", W + "firstLine": "0"})
            etree.SubElement(form, W + "jc", {W + "val": "left"})
            if at == 0:
                etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "annotationRef")
            run = etree.SubElement(paragraph, W + "r")
            look = etree.SubElement(run, W + "rPr")
            etree.SubElement(look, W + "sz", {W + "val": _SIZE})
            etree.SubElement(look, W + "szCs", {W + "val": _SIZE})
            etree.SubElement(run, W + "t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}).text = line
        self.changed.add(self._name)
        return number

    def _remove(self, comments: list[Comment]) -> None:
        if not comments:
            return
        numbers = {comment.id for comment in comments}
        clear_marks(self._package.tree(self._package.main), numbers)
        for element in list(self._root.iter(W + "comment")):
            if element.get(W + "id") in numbers:
                element.getparent().remove(element)
        self.changed |= {self._name, self._package.main}
        self._forget({c.paragraph for c in comments if c.paragraph})

    def _forget(self, paragraphs: set[str]) -> None:
        """Take the removed comments out of Word's lists of threads, ids and dates."""
        durable: set[str] = set()
        for kind in ("/commentsExtended", "/commentsIds", "/commentsExtensible"):
            for name in self._package.related(self._package.main, kind):
                if name not in self._package.parts:
                    continue
                root = self._package.tree(name)
                for entry in list(root):
                    told = {key.rpartition("}")[2]: value for key, value in entry.attrib.items()}
                    if told.get("paraId") in paragraphs or (told.get("durableId") in durable and "paraId" not in told):
                        durable.add(told.get("durableId") or "")
                        root.remove(entry)
                        self.changed.add(name)

    def _make(self) -> str:
        """An empty comments part, named and related as Office does."""
        from lxml import etree

        package = self._package
        folder = package.main.rpartition("/")[0]
        name = f"{folder}/comments.xml" if folder else "comments.xml"
        while name in package.parts:
            name = name.replace(".xml", "1.xml")
        root = etree.Element(W + "comments", nsmap={"w": W[1:-1], "w14": W14[1:-1]})
        package.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        types = package.tree("[Content_Types].xml")
        etree.SubElement(types, _TYPES + "Override", PartName=f"/{name}", ContentType=_CONTENT)
        base = package.main.rpartition("/")[2]
        links = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        if links not in package.parts:
            package.parts[links] = f'<Relationships xmlns="{_RELATIONS[1:-1]}"/>'.encode()
        relations: Any = package.tree(links)
        used = {relation.get("Id") for relation in relations}
        identity = next(f"rId{n}" for n in range(1, len(used) + 2) if f"rId{n}" not in used)
        target = name.rpartition("/")[2]
        etree.SubElement(relations, _RELATIONS + "Relationship", Id=identity, Type=_KIND, Target=target)
        self.changed |= {"[Content_Types].xml", links, name}
        return name


def _is_answered(comment: Comment, comments: list[Comment]) -> bool:
    """Whether somebody else has replied to it."""
    return any(c.parent == comment.paragraph and c.author != comment.author for c in comments if comment.paragraph)
