"""Putting marks around exact words: runs are split where a stretch begins or ends, their format kept on both sides."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from drafter.reading.word.names import W
from drafter.reading.word.walk import Piece, Shown

__all__ = ["clear_marks", "runs_between", "top_of", "wrap", "wrap_paragraph"]

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def runs_between(shown: Shown, start: int, end: int) -> list[Any]:
    """The runs that display text[start:end] and nothing else, as far as a run can be split there."""
    for offset in (start, end):
        _cut(shown, offset)
    runs: list[Any] = []
    for piece in shown.pieces:
        if piece.start < end and piece.end > start:
            run = _run_of(piece.node)
            if run is not None and (not runs or runs[-1] is not run):
                runs.append(run)
    return runs


def wrap(runs: list[Any], number: int) -> None:
    """Comment ``number`` on these runs of one paragraph (or of two that a tracked change joins)."""
    first, last = runs[0], runs[-1]
    first.addprevious(_mark("commentRangeStart", number))
    end = _mark("commentRangeEnd", number)
    last.addnext(end)
    top = top_of(last)
    (end if top is last else top).addnext(_reference(number))


def wrap_paragraph(paragraph: Any, number: int) -> None:
    """Comment ``number`` on a whole paragraph, whatever it holds."""
    start = _mark("commentRangeStart", number)
    properties = paragraph.find(W + "pPr")
    if properties is None:
        paragraph.insert(0, start)
    else:
        properties.addnext(start)
    paragraph.append(_mark("commentRangeEnd", number))
    paragraph.append(_reference(number))


def top_of(run: Any) -> Any:
    """The child of the paragraph that a run stands in: itself, or the insertion, link or field around it."""
    while run.getparent() is not None and run.getparent().tag != W + "p":
        run = run.getparent()
    return run


def clear_marks(root: Any, numbers: set[str]) -> None:
    """Take the marks of these comments out, and put together again the runs that they had split."""
    for mark in list(root.iter(W + "commentReference")):
        if mark.get(W + "id") in numbers:
            run = mark.getparent()
            run.remove(mark)
            if all(child.tag == W + "rPr" for child in run):
                run.getparent().remove(run)
    for mark in list(root.iter(W + "commentRangeStart", W + "commentRangeEnd")):
        if mark.get(W + "id") in numbers:
            before, after = mark.getprevious(), mark.getnext()
            mark.getparent().remove(mark)
            _join(before, after)


def _cut(shown: Shown, offset: int) -> None:
    """Make a run end at ``offset`` of the paragraph and another begin."""
    for at, piece in enumerate(shown.pieces):
        if piece.start < offset < piece.end:
            if piece.node.tag != W + "t" or len(piece.node.text or "") != len(piece.text):
                return
            shown.pieces[at : at + 1] = _split_text(piece, offset - piece.start)
            break
    for before, after in zip(shown.pieces, shown.pieces[1:], strict=False):
        if before.end == offset:
            run = before.node.getparent()
            if run is after.node.getparent() and run is _run_of(before.node):
                _split_run(run, after.node)
            return


def _split_text(piece: Piece, at: int) -> list[Piece]:
    left, right = piece.text[:at], piece.text[at:]
    other = deepcopy(piece.node)
    for node, text in ((piece.node, left), (other, right)):
        node.text = text
        if text != text.strip():
            node.set(_SPACE, "preserve")
    piece.node.addnext(other)
    return [Piece(piece.start, left, piece.node), Piece(piece.start + at, right, other)]


def _split_run(run: Any, first_of_second: Any) -> None:
    other = run.makeelement(run.tag, dict(run.attrib))
    properties = run.find(W + "rPr")
    if properties is not None:
        other.append(deepcopy(properties))
    for child in [first_of_second, *first_of_second.itersiblings()]:
        other.append(child)
    run.addnext(other)


def _run_of(node: Any) -> Any:
    """The outermost run around a node within its paragraph: a run inside a phonetic guide cannot be marked alone."""
    outer = None
    for above in node.iterancestors():
        if above.tag == W + "p":
            break
        if above.tag == W + "r":
            outer = above
    return outer


def _join(before: Any, after: Any) -> None:
    if before is None or after is None or before.tag != W + "r" or after.tag != W + "r":
        return
    if dict(before.attrib) != dict(after.attrib) or _format(before) != _format(after):
        return
    rest = [child for child in after if child.tag != W + "rPr"]
    if not rest or len(before) == 0:
        return
    last, first = before[-1], rest[0]
    if last.tag == first.tag == W + "t":
        last.text = (last.text or "") + (first.text or "")
        if first.get(_SPACE) is None and last.text == last.text.strip():
            last.attrib.pop(_SPACE, None)
        elif first.get(_SPACE) is not None and last.text != last.text.strip():
            last.set(_SPACE, "preserve")
        rest = rest[1:]
    for child in rest:
        before.append(child)
    after.getparent().remove(after)


def _format(run: Any) -> bytes:
    from lxml import etree

    properties = run.find(W + "rPr")
    return b"" if properties is None else etree.tostring(properties, method="c14n", with_tail=False)


def _mark(name: str, number: int) -> Any:
    from lxml import etree

    return etree.Element(W + name, {W + "id": str(number)}, nsmap={"w": W[1:-1]})


def _reference(number: int) -> Any:
    from lxml import etree

    run = etree.Element(W + "r", nsmap={"w": W[1:-1]})
    etree.SubElement(run, W + "commentReference", {W + "id": str(number)})
    return run
