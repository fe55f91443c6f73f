"""The layout of a DOCX: formats resolved as Word does, defaults under styles under direct formatting (17.7.2)."""

from __future__ import annotations

from typing import Any

from drafter.reading.layout import Footer, Form, Look, Page, Sheet
from drafter.reading.word.names import A, R, W, is_on, value, whole
from drafter.reading.word.package import WordPackage
from drafter.reading.word.walk import Shown

__all__ = ["read_layout"]

_STYLE_CHAIN = 11
_DEFAULT_SIZE = 10.0  # half the 20 half-points that hold where nothing is said (17.3.2.38)
_ALIGNMENTS = {"start": "left", "end": "right", "distribute": "both", "justify": "both"}
_LINE = 12.0  # points of a line where no grid or pitch says otherwise (17.3.1.33)
_MM = 25.4 / 1440  # of a twentieth of a point
_FREE = ("before", "after", "beforeLines", "afterLines")
_INDENTS = ("left", "start", "right", "end", "firstLine", "hanging")

Formats = dict[str, str]


def read_layout(package: WordPackage, shown: list[Shown]) -> Sheet:
    """The layout of a package whose paragraphs have been walked."""
    resolver = _Resolver(package)
    sheet = Sheet(pages=_pages(package))
    for paragraph in shown:
        if paragraph.part in ("body", "table"):
            sheet.forms[paragraph.index] = resolver.form(paragraph)
    settings = package.companion("/settings")
    sheet.even_differs = bool(settings is not None and is_on(settings, "evenAndOddHeaders"))
    sheet.footers = _footers(package, shown, resolver)
    return sheet


def _pages(package: WordPackage) -> list[Page]:
    pages = []
    for section in package.tree(package.main).iter(W + "sectPr"):
        size, margin = section.find(W + "pgSz"), section.find(W + "pgMar")
        if size is None or margin is None or section.getparent().tag == W + "sectPrChange":
            continue
        numbers = [whole(size.get(W + k)) for k in ("w", "h")]
        numbers += [whole(margin.get(W + k)) for k in ("top", "bottom", "left", "right")]
        if all(number is not None for number in numbers):
            gutter = whole(margin.get(W + "gutter")) or 0
            wide, high, top, bottom, left, right = (abs(number or 0) * _MM for number in numbers)
            pages.append(Page(wide, high, top, bottom, left + gutter * _MM, right))
    return pages


def _footers(package: WordPackage, shown: list[Shown], resolver: _Resolver) -> list[Footer]:
    targets = {identity: target for identity, _, target in package.relations(package.main)}
    result = []
    for reference in package.tree(package.main).iter(W + "footerReference"):
        name = targets.get(reference.get(R + "id") or "", "")
        paragraphs = [s for s in shown if s.name == name]
        text = "".join(s.text for s in paragraphs).strip()
        holder = next((s for s in paragraphs if _is_numbered(s.element)), None)
        form = resolver.form(holder) if holder is not None else Form()
        look = form.looks[0] if form.looks else Look(0, 0)
        which = reference.get(W + "type") or "default"
        font = resolver.digits(holder) if holder is not None else ""
        result.append(Footer(which, text, holder is not None, form.alignment, font, look.size))
    return result


def _is_numbered(element: Any) -> bool:
    codes = [code.text or "" for code in element.iter(W + "instrText")]
    codes += [field.get(W + "instr") or "" for field in element.iter(W + "fldSimple")]
    return any("PAGE" in code.upper().split() for code in codes)


class _Resolver:
    def __init__(self, package: WordPackage) -> None:
        self._fonts = _theme_fonts(package, "ea")
        self._latin = _theme_fonts(package, "latin")
        root = package.companion("/styles")
        styles = list(root.iter(W + "style")) if root is not None else []
        self._styles = {style.get(W + "styleId") or "": style for style in styles}
        self._default = next(
            (i for i, s in self._styles.items() if s.get(W + "type") == "paragraph" and s.get(W + "default") in _ON), ""
        )
        defaults = root.find(W + "docDefaults") if root is not None else None
        self._run: Formats = {}
        self._block: Formats = {}
        if defaults is not None:
            self._run = self._run_formats(defaults.find(f"{W}rPrDefault/{W}rPr"))
            self._block = _block_formats(defaults.find(f"{W}pPrDefault/{W}pPr"))
        self._cache: dict[str, tuple[Formats, Formats]] = {}

    def form(self, shown: Shown) -> Form:
        element = shown.element
        style = value(element, "pPr/pStyle") or self._default
        block, run = self._style(style if style in self._styles else self._default)
        block = {**self._block, **block, **_block_formats(element.find(W + "pPr"))}
        base = {**self._run, **run}
        looks: list[Look] = []
        seen: dict[Any, Formats] = {}
        for piece in shown.pieces:
            parent = piece.node.getparent()
            if parent not in seen:
                seen[parent] = self._of_run(parent, base)
            look = _look(piece.start, piece.end, seen[parent])
            same = looks and (looks[-1].end == look.start) and _look(0, 0, seen[parent]) == _bare(looks[-1])
            if same:
                looks[-1] = Look(looks[-1].start, look.end, look.font, look.size, look.bold, look.colour)
            else:
                looks.append(look)
        size = looks[0].size if looks else _look(0, 0, base).size
        return _form(block, size, shown, tuple(looks))

    def digits(self, shown: Shown) -> str:
        """The font of the first digits of a paragraph, empty when no format names one."""
        run = next((p.node.getparent() for p in shown.pieces if any(map(str.isdigit, p.text))), None)
        style = value(shown.element, "pPr/pStyle") or self._default
        base = {**self._run, **self._style(style if style in self._styles else self._default)[1]}
        return self._of_run(run, base).get("digits", "") if run is not None else ""

    def _of_run(self, run: Any, base: Formats) -> Formats:
        properties = run.find(W + "rPr")
        named = value(run, "rPr/rStyle")
        styled = self._style(named)[1] if named else {}
        return {**base, **styled, **self._run_formats(properties)}

    def _style(self, identity: str) -> tuple[Formats, Formats]:
        """(paragraph, run) formats of a style with those it is based on."""
        if identity not in self._cache:
            chain: list[str] = []
            at = identity
            while at in self._styles and len(chain) < _STYLE_CHAIN and at not in chain:
                chain.append(at)
                at = value(self._styles[at], "basedOn") or ""
            block: Formats = {}
            run: Formats = {}
            for name in reversed(chain):
                block |= _block_formats(self._styles[name].find(W + "pPr"))
                run |= self._run_formats(self._styles[name].find(W + "rPr"))
            self._cache[identity] = (block, run)
        return self._cache[identity]

    def _run_formats(self, properties: Any) -> Formats:
        if properties is None:
            return {}
        found: Formats = {}
        fonts = properties.find(W + "rFonts")
        if fonts is not None:
            named = fonts.get(W + "eastAsia")
            if (theme := self._fonts.get((fonts.get(W + "eastAsiaTheme") or "")[:5])) is not None:
                named = theme
            if named:
                found["font"] = named
            latin = self._latin.get((fonts.get(W + "asciiTheme") or "")[:5]) or fonts.get(W + "ascii")
            if latin:
                found["digits"] = latin
        for name in ("sz", "color"):
            if text := value(properties, name):
                found[name] = text
        if (bold := is_on(properties, "b")) is not None:
            found["b"] = "1" if bold else ""
        return found


_ON = ("1", "true", "on")
_TYPED = {"　": 1.0, " ": 0.5, "\t": 2.0}  # characters that white space at the head of a paragraph takes


def _theme_fonts(package: WordPackage, script: str) -> dict[str, str]:
    """Fonts of the theme for a script (ea, latin) by the first letters of their names in formats: minor and major."""
    root = package.companion("/theme")
    found = {}
    for kind in ("major", "minor"):
        holder = next(root.iter(f"{A}{kind}Font"), None) if root is not None else None
        if holder is not None:
            named = [e.get("typeface") or "" for e in holder.findall(A + script)]
            if script == "ea":
                named += [e.get("typeface") or "" for e in holder.findall(A + "font") if e.get("script") == "Hans"]
            found[kind] = next((name for name in named if name), "")
    return found


def _block_formats(properties: Any) -> Formats:
    if properties is None:
        return {}
    found: Formats = {}
    if jc := value(properties, "jc"):
        found["jc"] = jc
    indent = properties.find(W + "ind")
    for name in _INDENTS if indent is not None else ():
        for key in (name, name + "Chars"):
            if (text := indent.get(W + key)) is not None:
                found[key] = text
    spacing = properties.find(W + "spacing")
    for key in ("line", "lineRule", *_FREE):
        if spacing is not None and (text := spacing.get(W + key)) is not None:
            found[key] = text
    if (breaks := is_on(properties, "pageBreakBefore")) is not None:
        found["break"] = "1" if breaks else ""
    return found


def _look(start: int, end: int, formats: Formats) -> Look:
    size = whole(formats.get("sz"))
    colour = formats.get("color", "").upper()
    plain = "" if colour in ("AUTO", "000000") else colour
    points = size / 2 if size else _DEFAULT_SIZE
    return Look(start, end, formats.get("font", ""), points, bool(formats.get("b")), plain)


def _bare(look: Look) -> Look:
    return Look(0, 0, look.font, look.size, look.bold, look.colour)


def _form(block: Formats, size: float, shown: Shown, looks: tuple[Look, ...]) -> Form:
    def indent(*names: str) -> float:
        for name in names:
            if chars := whole(block.get(name + "Chars")):
                return chars / 100
            if twips := whole(block.get(name)):
                return twips / 20 / size
        return 0

    text = shown.text
    typed = sum(_TYPED[char] for char in text[: len(text) - len(text.lstrip("　 \t"))])
    hanging = indent("hanging")
    alignment = block.get("jc", "left")
    line = whole(block.get("line"))
    pitch = line / 20 if line and block.get("lineRule") == "exact" else None
    return Form(
        alignment=_ALIGNMENTS.get(alignment, alignment),
        first=(-hanging if hanging else indent("firstLine")) + typed,
        left=indent("left", "start"),
        right=indent("right", "end"),
        pitch=pitch,
        spacing=_free(block, "before", pitch) + _free(block, "after", pitch),
        starts_page=bool(block.get("break")) or _breaks_before(shown.element),
        looks=looks,
    )


def _free(block: Formats, side: str, pitch: float | None) -> float:
    """Points left free on a side, said in lines (which goes first) or in twips."""
    if lines := whole(block.get(side + "Lines")):
        return lines / 100 * (pitch or _LINE)
    return (whole(block.get(side)) or 0) / 20


def _breaks_before(element: Any) -> bool:
    """Whether a page break stands at the head of a paragraph, or at the end of the one before it."""
    for node in element.iter(W + "t", W + "br"):
        if node.tag == W + "br" and node.get(W + "type") == "page":
            return True
        if node.text:
            break
    before = element.getprevious()
    if before is None or before.tag != W + "p":
        return False
    if before.find(f"{W}pPr/{W}sectPr") is not None:
        return True
    marks = [node for node in before.iter(W + "t", W + "br") if node.tag == W + "br" or node.text]
    return bool(marks) and marks[-1].get(W + "type") == "page"
