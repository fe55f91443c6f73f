"""What the FMT rules look for, one function a rule; an office's own fonts and measures are held to be right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drafter.checking.rules.format_roles import Roles
from drafter.reading import Document, Flow, Paragraph
from drafter.reading.layout import Form, Look, Sheet

__all__ = ["Fault", "Layout", "addressee", "annexes", "colours", "date_form", "headings", "indents"]
__all__ += ["margins", "number", "page_numbers", "paper", "pitch", "signature", "spacing", "stops", "text", "title"]
__all__ += ["wording"]

_HAN = re.compile("[一-鿿]")
_FONTS = {
    "body": ("仿宋", "FangSong", "STFangsong"),
    "heading1": ("黑体", "SimHei", "Heiti", "STHeiti"),
    "heading2": ("楷", "KaiTi", "Kaiti"),
    "title": ("标宋", "中宋", "STZhongsong"),
    "page_number": ("宋体", "SimSun", "STSong"),
}
_SIZES = {"body_size": 16.0, "title_size": 22.0, "page_number_size": 14.0}
_MARGINS = {"margin_top": 37.0, "margin_bottom": 35.0, "margin_left": 28.0, "margin_right": 26.0}
_LINES = 22
_SHOWN = 24
_DASHED = re.compile(r"^[—－–-]\s*\d+\s*[—－–-]$")
_NAMES = {16.0: "3号", 22.0: "2号", 14.0: "4号", 18.0: "小2号", 15.0: "小3号", 12.0: "小4号", 10.5: "5号", 26.0: "1号"}


@dataclass(frozen=True)
class Fault:
    """Text[start:end] of a paragraph that is set or written wrong.

    Attributes:
        kind: faults of one kind are one finding; each stands alone when it is empty.
        mild: a hint, whatever the rule.
    """

    paragraph: Paragraph
    start: int
    end: int
    message: str
    advice: str
    kind: str = ""
    mild: bool = False


@dataclass(frozen=True)
class Layout:
    """A document with its layout and parts, and what the office has set for itself."""

    document: Document
    sheet: Sheet
    roles: Roles
    office: Mapping[str, str]

    def form(self, paragraph: Paragraph) -> Form:
        """How a paragraph stands."""
        return self.sheet.forms.get(paragraph.index, Form())

    def looks(self, paragraph: Paragraph) -> Iterator[Look]:
        """Its stretches that hold Chinese."""
        return (look for look in self.form(paragraph).looks if _HAN.search(paragraph.text[look.start : look.end]))

    def flow(self, paragraph: Paragraph) -> Flow:
        """The paragraph as running text of its own."""
        section = self.document.sections.get(paragraph.index, "")
        return Flow(paragraph.text, ((0, paragraph.index, 0),), section, paragraph.part)

    def head(self) -> Paragraph | None:
        """Where a finding on the whole document is told: the title, else the first line."""
        first = next((p for p in self.document.paragraphs if p.part == "body" and p.text.strip()), None)
        return self.roles.title[0] if self.roles.title else first

    def measure(self, name: str) -> float:
        """A measure of the standard, or the office's own."""
        try:
            return float(self.office[name])
        except (KeyError, ValueError):
            return {**_SIZES, **_MARGINS}[name]

    def suits(self, font: str, role: str) -> bool:
        """Whether a font is one of a role; a font nobody names is."""
        return not font or font == self.office.get(role) or any(name in font for name in _FONTS[role])


def _whole(paragraph: Paragraph, message: str, advice: str, kind: str = "", *, mild: bool = False) -> Fault:
    return _part(paragraph, 0, len(paragraph.text), message, advice, kind, mild=mild)


def _part(
    paragraph: Paragraph, start: int, end: int, message: str, advice: str, kind: str = "", *, mild: bool = False
) -> Fault:
    """A fault on a stretch, told on its first words."""
    stretch = paragraph.text[start:end]
    lead = len(stretch) - len(stretch.lstrip())
    start, end = start + lead, start + len(stretch.rstrip())
    return Fault(paragraph, start, min(end, start + _SHOWN), message, advice, kind, mild)


def _size(points: float) -> str:
    return f"{_NAMES.get(points, '')}（{points:g}磅）" if points in _NAMES else f"{points:g}磅"


def paper(layout: Layout) -> Iterator[Fault]:
    """5.1."""
    head = layout.head()
    for page in dict.fromkeys(layout.sheet.pages):
        sides = sorted((page.width, page.height))
        if head is not None and (abs(sides[0] - 210) > 1 or abs(sides[1] - 297) > 1):
            told = f"纸张是{page.width:.0f}毫米×{page.height:.0f}毫米，不是A4"
            yield _whole(head, told, "页面设置中选A4（210毫米×297毫米）", "paper")


def margins(layout: Layout) -> Iterator[Fault]:
    """5.2.1; a landscape page is turned and is left alone."""
    head = layout.head()
    top, left = layout.measure("margin_top"), layout.measure("margin_left")
    wide = 210 - left - layout.measure("margin_right")
    high = 297 - top - layout.measure("margin_bottom")
    for page in dict.fromkeys(layout.sheet.pages):
        if head is None or page.width > page.height or abs(page.width - 210) > 1:
            continue
        faults = []
        if abs(page.top - top) > 1.05:
            faults.append(f"天头{page.top:.1f}毫米（应为{top:g}±1）")
        if abs(page.left - left) > 1.05:
            faults.append(f"订口{page.left:.1f}毫米（应为{left:g}±1）")
        area = (page.width - page.left - page.right, page.height - page.top - page.bottom)
        if not faults and (abs(area[0] - wide) > 2.1 or abs(area[1] - high) > 2.1):
            faults.append(f"版心{area[0]:.0f}毫米×{area[1]:.0f}毫米（应为{wide:g}×{high:g}）")
        if faults:
            yield _whole(head, "；".join(faults), "页边距设为上37、下35、左28、右26毫米", "margins")


def title(layout: Layout) -> Iterator[Fault]:
    """7.3.1."""
    wanted = layout.measure("title_size")
    for paragraph in layout.roles.title:
        faults = []
        for look in layout.looks(paragraph):
            faults += [f"字号为{_size(look.size)}"] if abs(look.size - wanted) > 0.5 else []
            faults += ["加粗"] if look.bold else []
            faults += [f"字体为{look.font}"] if not layout.suits(look.font, "title") else []
        if layout.form(paragraph).alignment != "center":
            faults.append("没有居中")
        if faults:
            told = "、".join(dict.fromkeys(faults))
            yield _whole(paragraph, f"标题{told}", "标题一般用2号小标宋，居中，不加粗", "title")


def wording(layout: Layout) -> Iterator[Fault]:
    """条例第九条; a title that is the first line of the document is a matter of STR and STY."""
    whole = "".join("".join(p.text.split()) for p in layout.roles.title)
    if not whole or whole == "".join(layout.document.title.split()):
        return
    last = layout.roles.title[-1]
    bare = last.text.rstrip()
    if bare.endswith(("。", "，", "；", "：", ".", ":", ";", "、", "！")):
        yield Fault(last, len(bare) - 1, len(bare), "标题末尾有标点", "删去标题末尾的标点", "mark")
    if re.search("自评|自查|履行教育职责", whole) and not re.search("报告|总结|说明|材料|自评表", whole):
        yield _whole(last, "标题没有写明文种“报告”", "补上“报告”", "genre")


def text(layout: Layout) -> Iterator[Fault]:
    """5.2.2; where most of the text is set so, one place tells it."""
    wanted = layout.measure("body_size")
    found: dict[str, list[Fault]] = {}
    paragraphs = layout.roles.text
    for paragraph in paragraphs:
        for look in layout.looks(paragraph):
            words = paragraph.text[look.start : look.end].strip()
            opens = look.start == 0 and words.endswith(("。", "：")) and look.end < len(paragraph.text)
            if abs(look.size - wanted) > 0.5:
                _note(found, paragraph, look, f"字号为{_size(look.size)}", "正文一般用3号字（16磅）")
            elif not layout.suits(look.font, "body") and not (opens and _is_heading_font(layout, look.font)):
                _note(found, paragraph, look, f"字体为{look.font}", "正文一般用仿宋")
    yield from _gathered(found, len(paragraphs), "正文")


def _is_heading_font(layout: Layout, font: str) -> bool:
    return layout.suits(font, "heading1") or layout.suits(font, "heading2")


def _note(found: dict[str, list[Fault]], paragraph: Paragraph, look: Look, told: str, advice: str) -> None:
    found.setdefault(told, []).append(_part(paragraph, look.start, look.end, told, advice, told))


def _gathered(found: Mapping[str, list[Fault]], total: int, what: str) -> Iterator[Fault]:
    for told, faults in found.items():
        places = {fault.paragraph.index for fault in faults}
        first = faults[0]
        if len(places) * 2 > total > 1:
            yield Fault(first.paragraph, first.start, first.end, f"{what}多数{told}", first.advice, first.kind)
            continue
        seen: set[int] = set()
        for fault in faults:
            if fault.paragraph.index not in seen:
                seen.add(fault.paragraph.index)
                yield Fault(fault.paragraph, fault.start, fault.end, f"{what}{told}", fault.advice, fault.kind)


def headings(layout: Layout) -> Iterator[Fault]:
    """7.3.3."""
    wanted = layout.measure("body_size")
    ranks = {heading.paragraph: heading.level for heading in layout.document.headings if heading.number}
    roles = {1: ("heading1", "黑体"), 2: ("heading2", "楷体"), 3: ("body", "仿宋"), 4: ("body", "仿宋")}
    for paragraph in layout.roles.headings:
        role, name = roles.get(ranks.get(paragraph.index, 0), ("", ""))
        faults = []
        for look in layout.looks(paragraph):
            faults += [f"字号为{_size(look.size)}"] if abs(look.size - wanted) > 0.5 else []
            faults += [f"字体为{look.font}"] if role and not layout.suits(look.font, role) else []
            faults += ["加粗"] if look.bold and role != "heading1" else []
        if faults and role:
            told = "、".join(dict.fromkeys(faults))
            rank = ranks[paragraph.index]
            yield _whole(
                paragraph, f"第{'一二三四'[rank - 1]}层标题{told}", f"一般用3号{name}，不加粗", f"{rank}{told}"
            )


def indents(layout: Layout) -> Iterator[Fault]:
    """7.3.3; an automatic number brings an indent of its own and is left alone."""
    found: dict[str, list[Fault]] = {}
    paragraphs = [p for p in (*layout.roles.text, *layout.roles.headings) if not p.label]
    for paragraph in sorted(paragraphs, key=lambda p: p.index):
        form = layout.form(paragraph)
        first = form.first + form.left
        if form.alignment != "center" and not 1.6 <= first <= 2.4:
            told = "第一行没有左空二字" if first < 1 else f"第一行左空{first:.1f}字"
            found.setdefault(told, []).append(_whole(paragraph, told, "首行缩进2字符", told))
    yield from _gathered(found, len(paragraphs), "段落")


def pitch(layout: Layout) -> Iterator[Fault]:
    """5.2.3, told by the distance that most lines of the text are given; one that is not fixed tells nothing."""
    distances = Counter(p for t in layout.roles.text if (p := layout.form(t).pitch))
    if not distances or distances.total() * 2 <= len(layout.roles.text):
        return
    distance = distances.most_common(1)[0][0]
    # by the margins as they should be: those that are not have a finding of their own
    area = (297 - layout.measure("margin_top") - layout.measure("margin_bottom")) * 72 / 25.4
    lines = int(area / distance + 0.05)
    own = layout.office.get("line_pitch")
    if lines != _LINES and (own is None or abs(float(own) - distance) > 0.5):
        first = next(t for t in layout.roles.text if layout.form(t).pitch == distance)
        told = f"正文行距{distance:g}磅，每页可排{lines}行，不是22行"
        yield _whole(first, told, "行距设为固定值28.95磅左右", "pitch")


def spacing(layout: Layout) -> Iterator[Fault]:
    """5.2.3: lines fill the type area evenly only when nothing is left free between paragraphs."""
    found: dict[str, list[Fault]] = {}
    for paragraph in layout.roles.text:
        free = layout.form(paragraph).spacing
        if free > 1:
            told = f"前后空出{free:.3g}磅"
            found.setdefault(told, []).append(_whole(paragraph, told, "段前、段后间距设为0", told))
    yield from _gathered(found, len(layout.roles.text), "段落")


def colours(layout: Layout) -> Iterator[Fault]:
    """5.2.4; what is nearly black passes for black."""
    roles = layout.roles
    last = [p for p in (roles.addressee, roles.signer, roles.date) if p is not None]
    for paragraph in (*roles.title, *roles.headings, *roles.text, *roles.notes, *last):
        for look in layout.form(paragraph).looks:
            seen = paragraph.text[look.start : look.end].strip() and re.fullmatch("[0-9A-F]{6}", look.colour)
            if seen and max(bytes.fromhex(look.colour)) > 0x50:
                told = f"文字颜色为{'红色' if look.colour == 'FF0000' else '#' + look.colour}，应为黑色"
                yield _part(paragraph, look.start, look.end, told, "核实后改为黑色", f"colour{look.colour}")


def page_numbers(layout: Layout) -> Iterator[Fault]:
    """7.5."""
    written = [p for p in layout.document.paragraphs if p.part == "footer" and p.text.strip()]
    place = written[0] if written else layout.head()
    if place is None:
        return
    numbered = [footer for footer in layout.sheet.footers if footer.numbered]
    if not numbered:
        yield _whole(place, "没有页码", "插入页码：4号半角宋体数字，两边各一条一字线", "none")
        return
    if any(not _DASHED.match(footer.text) for footer in numbered):
        yield _whole(place, "页码两边没有一字线", "写成“— 1 —”", "dash")
    wanted = layout.measure("page_number_size")
    looks = {f"字号为{_size(f.size)}" for f in numbered if f.size and abs(f.size - wanted) > 0.5}
    looks |= {f"字体为{f.font}" for f in numbered if not layout.suits(f.font, "page_number")}
    if looks:
        yield _whole(place, f"页码{'、'.join(sorted(looks))}", "页码一般用4号半角宋体数字", "look")
    odd = next((footer for footer in numbered if footer.which == "default"), None)
    even = next((footer for footer in numbered if footer.which == "even"), None)
    if layout.sheet.even_differs and even is None:
        yield _whole(place, "双页没有页码", "在偶数页页脚插入页码，居左空一字", "even")
    elif not layout.sheet.even_differs or (odd is not None and odd.alignment == "center"):
        yield _whole(place, "页码没有单页居右、双页居左", "设置奇偶页不同，单页居右空一字、双页居左空一字", "sides")


def addressee(layout: Layout) -> Iterator[Fault]:
    """7.3.2."""
    roles = layout.roles
    paragraph = roles.addressee
    if paragraph is None:
        # an evaluation report that goes as an annex to a letter has none; one titled or numbered as a letter needs it
        whole = "".join(p.text for p in roles.title)
        sent = roles.number is not None or re.search("关于.*的.*报告", whole, re.DOTALL)
        if sent and roles.signer is not None and roles.date is not None and roles.text:
            told = "有署名和成文日期，没有主送机关"
            yield _whole(roles.title[-1], told, "单独报送的写明主送机关；作为附件报送的不需要", "absent", mild=True)
        return
    form = layout.form(paragraph)
    if form.first > 0.3 or form.left > 0.3:
        yield _whole(paragraph, "主送机关没有顶格", "居左顶格，回行仍顶格", "indent")


def signature(layout: Layout) -> Iterator[Fault]:
    """7.3.5."""
    roles = layout.roles
    if roles.date is not None and roles.signer is None:
        yield _whole(roles.date, "成文日期上面没有发文机关署名", "补上署名", "absent")
    if roles.date is None and roles.addressee is not None and roles.text:
        told = "有主送机关，没有署名和成文日期"
        yield _whole(roles.addressee, told, "在正文后写明署名和成文日期", "unsigned", mild=True)
    wanted = layout.measure("body_size")
    for paragraph, name in ((roles.signer, "署名"), (roles.date, "成文日期")):
        if paragraph is None:
            continue
        faults = []
        for look in layout.looks(paragraph):
            faults += [f"字号为{_size(look.size)}"] if abs(look.size - wanted) > 0.5 else []
            faults += [f"字体为{look.font}"] if not layout.suits(look.font, "body") else []
        form = layout.form(paragraph)
        if form.alignment in ("left", "both") and form.left + form.first < 4:
            faults.append("没有靠右")
        if faults:
            told = "、".join(dict.fromkeys(faults))
            yield _whole(paragraph, f"{name}{told}", "一般用3号仿宋，靠右，署名右空二字", name, mild=True)


def date_form(layout: Layout) -> Iterator[Fault]:
    """7.3.5.4; a padded date is a matter of STY."""
    paragraph = layout.roles.date
    if paragraph is not None and not re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", "".join(paragraph.text.split())):
        yield _whole(paragraph, "成文日期没有用阿拉伯数字将年、月、日标全", "写成2026年3月5日的样子", "date")


def annexes(layout: Layout) -> Iterator[Fault]:
    """7.3.7."""
    roles = layout.roles
    named = [_name(re.sub(r"^\s*附件\s*\d?\s*[：:.．、]", "", p.text)) for p in roles.notes]
    for paragraph, told in zip(roles.annexes, roles.annex_titles, strict=True):
        if not layout.form(paragraph).starts_page:
            yield _whole(paragraph, "附件没有另面编排", "在附件前插入分页符", "page")
        if named and told and _name(told) not in named:
            yield _whole(paragraph, f"附件标题“{told[:20]}”与附件说明不一致", "按附件说明改，或改附件说明")


def _name(text: str) -> str:
    return re.sub(r"^\d{1,2}[.．、]|[《》。\s]", "", text.strip())


def stops(layout: Layout) -> Iterator[Fault]:
    """GB/T 15834; headings of the first level are a matter of STY."""
    second = {heading.paragraph for heading in layout.document.headings if heading.level > 1}
    for paragraph in layout.roles.headings:
        if paragraph.index not in second:
            continue
        bare = paragraph.text.rstrip()
        if bare.endswith("。") and bare.count("。") == 1:
            yield Fault(paragraph, len(bare) - 1, len(bare), "标题末尾有句号", "删去句号", "stop")


def number(layout: Layout) -> Iterator[Fault]:
    """7.2.5."""
    paragraph = layout.roles.number
    if paragraph is None:
        return
    match = re.search(r"([〔（(\[【])\s*20\d\d\s*[〕）)\]】]\s*(第)?\s*(0)?\d*", paragraph.text)
    faults: list[str] = []
    if match is not None:
        faults += ["年份没有用六角括号"] if match[1] != "〔" else []
        faults += ["序号加了“第”"] if match[2] else []
        faults += ["序号补了零"] if match[3] else []
        if faults:
            told = "发文字号" + "、".join(faults)
            yield Fault(paragraph, match.start(), match.end(), told, "写成“云府〔2026〕3号”的样子")
