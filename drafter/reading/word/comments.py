"""Comments of a DOCX, and the waivers that reviewers leave in them.

drafter's own comments name the fingerprint of their finding. A reviewer who marks one as resolved, or answers it with
已核 or 不改：理由 (in a reply, in a comment on the same words, or in a line added to it), waives the finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.reading.word.names import W14, W15, W
from drafter.reading.word.package import WordPackage

__all__ = ["AUTHOR", "Comment", "comment_waivers", "fingerprint_line", "read_comments", "waivers_of"]

AUTHOR = "drafter"
_FINGERPRINT = re.compile(r"编号[:：]\s*([0-9a-f]{12})")
_ANSWER = re.compile(r"^\s*(已核实?|不改|已核对)(?![一-鿿])\s*[:：，,。；;]?\s*(.*)", re.DOTALL)
_RESOLVED = "批注已标为解决"


@dataclass(frozen=True)
class Comment:
    """A comment.

    Attributes:
        id: its number in the package.
        text: its paragraphs, one a line.
        paragraph: Word's id of its last paragraph, by which threads are linked; empty when it has none.
        parent: ``paragraph`` of the comment it replies to; empty for none.
        resolved: whether the reviewer has marked the thread as done.
    """

    id: str
    author: str
    text: str
    paragraph: str = ""
    parent: str = ""
    resolved: bool = False

    @property
    def is_own(self) -> bool:
        """Whether drafter wrote it."""
        return self.author == AUTHOR

    @property
    def fingerprint(self) -> str:
        """The finding it tells of; empty for none."""
        found = _FINGERPRINT.search(self.text) if self.is_own else None
        return found[1] if found else ""


def fingerprint_line(fingerprint: str) -> str:
    """The line by which a comment names its finding."""
    return f"编号：{fingerprint}"


def comment_waivers(path: Path) -> dict[str, str]:
    """Fingerprint -> reason of every finding that a reviewer has waived in the comments of a DOCX.

    Empty for a file without comments, or that cannot be read (which reading it will tell).
    """
    try:
        return waivers_of(WordPackage.open(path))
    except Exception:  # damage has a score of types, and reading the document names it
        return {}


def read_comments(package: WordPackage) -> list[Comment]:
    """Every comment in the order of the package."""
    root = package.companion("/comments")
    if root is None:
        return []
    threads = {}
    extended = package.companion("/commentsExtended")
    for entry in extended if extended is not None else ():
        done = (entry.get(W15 + "done") or "0").lower() in ("1", "true", "on")
        threads[entry.get(W15 + "paraId")] = (entry.get(W15 + "paraIdParent") or "", done)
    result = []
    for comment in root.iter(W + "comment"):
        lines = ["".join(t.text or "" for t in p.iter(W + "t")) for p in comment.iter(W + "p")]
        ids = [p.get(W14 + "paraId") for p in comment.iter(W + "p")]
        last = (ids[-1] or "") if ids else ""
        parent, done = threads.get(last, ("", False))
        identity, author = comment.get(W + "id") or "", comment.get(W + "author") or ""
        result.append(Comment(identity, author, "\n".join(lines), last, parent, done))
    return result


def waivers_of(package: WordPackage) -> dict[str, str]:
    """:func:`comment_waivers` of a package that has been opened."""
    comments = read_comments(package)
    own = {comment.id: comment for comment in comments if comment.fingerprint}
    by_paragraph = {comment.paragraph: comment for comment in own.values() if comment.paragraph}
    waivers = {comment.fingerprint: _RESOLVED for comment in own.values() if comment.resolved}
    for comment in own.values():
        for line in comment.text.splitlines():
            if reason := _reason(line):
                waivers[comment.fingerprint] = reason
    loose = {c.id: c for c in comments if not c.is_own and not c.parent and _reason(c.text)}
    for comment in comments:
        if not comment.is_own and comment.parent in by_paragraph and (reason := _reason(comment.text)):
            waivers[by_paragraph[comment.parent].fingerprint] = reason
    if loose:
        for answer, told in _on_same_words(package.tree(package.main), set(loose), set(own)):
            waivers[own[told].fingerprint] = _reason(loose[answer].text)
    return waivers


def _reason(text: str) -> str:
    """Why a finding is waived, as far as a text waives one; empty when it does not."""
    match = _ANSWER.match(text)
    return " ".join((match[2] or match[1]).split()) if match else ""


def _on_same_words(main: Any, answers: set[str], own: set[str]) -> Iterator[tuple[str, str]]:
    """(answer, own comment) where exactly one comment of ours shares words with an answer."""
    open_now: dict[str, None] = {}
    shared: dict[str, set[str]] = {answer: set() for answer in answers}
    for mark in main.iter(W + "commentRangeStart", W + "commentRangeEnd"):
        identity = mark.get(W + "id") or ""
        if mark.tag == W + "commentRangeEnd":
            open_now.pop(identity, None)
            continue
        open_now[identity] = None
        for other in open_now:
            for one, two in ((identity, other), (other, identity)):
                if one in answers and two in own:
                    shared[one].add(two)
    for answer, found in shared.items():
        if len(found) == 1:
            yield answer, found.pop()
