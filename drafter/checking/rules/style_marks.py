"""STY001 to STY008 and STY031 to STY033: the marks of the running text (GB/T 15834—2011)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Rule
from drafter.checking.rules.pairs import unpaired
from drafter.checking.rules.prose import Hit, Prose, clustered, prose
from drafter.checking.rules.style_cited import check_cited
from drafter.checking.rules.style_labels import check_labels, label_hits
from drafter.findings import Finding, Severity

__all__ = ["RULES", "check_marks"]

_STANDARD = "GB/T 15834—2011《标点符号用法》"

HALFWIDTH = Rule(
    "STY001",
    "halfwidth-mark",
    "中文里用了半角标点",
    Severity.WARNING,
    "汉字旁边的半角逗号、句号、分号、冒号、问号、叹号和括号；同一份报告只报一次，列出各处。",
    "排版时字距不齐，与全角标点混用显得粗糙。",
    (
        Example("一、基本情况\n全市坚持教育优先,持续加大投入."),
        Example("一、基本情况\n主要任务有两项:一是扩学位;二是强师资。"),
        Example("一、基本情况\n各县(市、区)全面落实责任。"),
        Example("省人民政府教育督导委员会:\n现将有关情况报告如下。"),
        Example("一、基本情况\n各县（市、区)全面落实责任，公办园占比达到52%."),
        Example("一、基本情况\n印发<教育督导办法>，加强领导､落实责任。"),
    ),
    (
        Example("一、基本情况\n全市坚持教育优先，持续加大投入。"),
        Example("一、基本情况\n师生比为1:13.5，上午8:30到校，投入12,300.5万元。"),
        Example("一、基本情况\n1.规模。全市有学校98所。参见https://www.example.cn/a,b。"),
        Example("一、基本情况\n引进STEM(Science, Technology, Engineering and Mathematics)课程。"),
    ),
    f"{_STANDARD} 5.1：标点符号占字位置；公文用字符合 GB/T 9704—2012 第9章",
)
QUOTES = Rule(
    "STY002",
    "straight-quote",
    "中文里用了英文引号",
    Severity.WARNING,
    "汉字旁边的直引号 \" 和 '；同一份报告只报一次。",
    "公文用弯引号“”，英文引号不分前后。",
    (Example('一、基本情况\n落实"双减"政策，开展"五项管理"。'),),
    (
        Example("一、基本情况\n落实“双减”政策，引进Children's Hour绘本。"),
        Example('一、基本情况\n屏幕尺寸为55"的设备。'),
    ),
    f"{_STANDARD} 4.8：引号的形式",
)
UNPAIRED = Rule(
    "STY003",
    "unpaired-mark",
    "标点不成对",
    Severity.WARNING,
    "括号、引号、书名号只有一半。",
    "读者看不出名称或引语到哪里为止，多半漏了字。",
    (
        Example("一、基本情况\n印发《关于加强学校安全工作的意见，落实主体责任。"),
        Example("一、基本情况\n各县（市、区全面落实责任。"),
        Example("一、基本情况\n落实双减”政策，减轻学生负担。"),
        Example("一、基本情况\n落实“双减“政策，开展”五项管理”。"),
    ),
    (
        Example("一、基本情况\n印发《关于加强学校安全工作的意见》（试行），落实“双减”政策。"),
        Example("一、基本情况\n主要做法：1）加强领导；2）加大投入。"),
        Example(
            "一、基本情况\n全市坚持教育优先发展战略，加快建设高质量教育体系（含学前教育、\n义务教育）各项任务，全部落实。"
        ),
    ),
    f"{_STANDARD} 4.8、4.9、4.15：引号、括号、书名号成对使用",
)
DOUBLED = Rule(
    "STY004",
    "doubled-mark",
    "标点重复",
    Severity.WARNING,
    "两个点号连用，如“，，”“。。”“，。”“；。”“。”，”，或段落以点号开头。",
    "修改时留下的多余标点。",
    (
        Example("一、基本情况\n全市加大投入，，改善条件。"),
        Example("一、基本情况\n全市加大投入；。改善条件。"),
        Example("一、基本情况\n会议提出“要加大投入。”，各地抓好落实。"),
        Example("一、基本情况\n，全市加大投入，改善条件。"),
    ),
    (Example("一、基本情况\n会议强调：“要加大投入。”各地抓好落实……"), Example("一、基本情况\n难道不是吗？！")),
    f"{_STANDARD} 4.1—4.7：点号各表示一种停顿",
)
BEFORE_ETC = Rule(
    "STY006",
    "comma-before-etc",
    "“等”“和”前面多了顿号",
    Severity.WARNING,
    "“、等”，并列词语最后一项前的“、和”。",
    "“等”“和”前已经不需要停顿。",
    (
        Example("一、基本情况\n配备图书、仪器、等设备。"),
        Example("一、基本情况\n语文、数学、和英语教师全部配齐。"),
    ),
    (
        Example("一、基本情况\n推进规范、和谐校园建设，开展家访、和学生谈心、与家长沟通，县志、和田援教纪实入选。"),
        Example("一、基本情况\n配备图书、仪器等设备，设一等、二等、三等奖。"),
        Example("一、基本情况\n坚持不等、等不起的紧迫感。"),
    ),
    f"{_STANDARD} 附录 A：顿号的规范用法",
)
ELLIPSIS = Rule(
    "STY007",
    "ellipsis-form",
    "省略号写法不对",
    Severity.WARNING,
    "用三个句点、三个句号或单个“…”代替省略号“……”。",
    "省略号是两个连用的三连点。",
    (Example("一、基本情况\n开展阅读、书法、合唱...等活动。"), Example("一、基本情况\n开展阅读、书法、合唱。。。")),
    (Example("一、基本情况\n开展阅读、书法、合唱……形式多样。"),),
    f"{_STANDARD} 4.11、5.1.4",
)
RANGE = Rule(
    "STY008",
    "range-dash",
    "起止用了短横线",
    Severity.INFO,
    "年份和数值的起止用了半角短横线、半角波浪线或破折号。",
    "起止用一字线“—”，数值范围也可用浪纹线“～”；只作提示。",
    (
        Example("一、基本情况\n印发2023-2025年行动计划，安排300-500元补助。"),
        Example("一、基本情况\n制定规划（2023——2025年）。"),
    ),
    (
        Example("一、基本情况\n印发2023—2025年行动计划，安排300元～500元补助。"),
        Example("一、基本情况\n联系电话0512-65551234，日期2025-03-20，型号AB-12。"),
    ),
    f"{_STANDARD} 4.13.3",
)

PARALLEL = Rule(
    "STY031",
    "comma-between-parallel-words",
    "并列成分之间用了逗号",
    Severity.INFO,
    "“建立政府主导，部门协同的机制”“小学，初中、高中”一类，句内并列的词语之间用了逗号。",
    "并列词语之间用顿号，用逗号会把一句断成两句；只作提示。",
    (Example("一、基本情况\n建立政府主导，部门协同的工作机制，小学，初中、高中均有增长。"),),
    (
        Example("一、基本情况\n建立政府主导、部门协同的工作机制，小学、初中、高中均有增长。"),
        Example("一、基本情况\n完善经费保障机制，形成全社会支持的氛围。新建小学，初中、高中学位同步增加。"),
    ),
    f"{_STANDARD} 4.5：顿号表示语段中并列词语之间的停顿",
)
SPACE = Rule(
    "STY032",
    "space-in-text",
    "汉字之间或标点旁边有空格",
    Severity.INFO,
    "一句话里汉字之间、标点之前有空格；同一份报告只报一次。",
    "多半漏了标点，或从网页、PDF 复制时留下；只作提示。",
    (Example("一、基本情况\n全面落实立德树人根本任务 持续深化改革。全市平稳发展 ，质量提升。"),),
    (
        Example(
            "一、基本情况\n全面落实立德树人根本任务，持续深化改革。\n县区 学校数 学生数\n引进 STEM 课程，开展阅读活动。"
        ),
    ),
    f"{_STANDARD} 5.1：标点符号占字位置，前后不另加空格",
)

INSIDE = Rule(
    "STY033",
    "stop-inside-words",
    "词语中间多了点号",
    Severity.WARNING,
    "数与单位之间、“的”“了”之前有句号、分号或逗号。",
    "多半是修改时留下的，一句话被断成两截。",
    (
        Example("一、基本情况\n全市新增小学学位1200。个、初中学位800个。"),
        Example("一、基本情况\n社会满意度不断提高。的态势持续巩固，投入3.2，万元。"),
    ),
    (
        Example("一、基本情况\n全市新增学位1200个。个别学校投入不足。名师工作室共8，所均值为3。"),
        Example("一、基本情况\n开展活动12次，的确取得成效。学校共8；元旦开展活动。"),
    ),
    f"{_STANDARD} 4.1—4.7：点号各表示一种停顿",
)

RULES = (
    HALFWIDTH,
    QUOTES,
    UNPAIRED,
    DOUBLED,
    BEFORE_ETC,
    ELLIPSIS,
    RANGE,
    PARALLEL,
    SPACE,
    INSIDE,
)

_HAN = "一-鿿"
_FULL = "，。；：、？！（）《》“”"
_NUMERAL = "一二三四五六七八九十"
#: A half-width mark with a Chinese character or mark on one side, or after a percent sign; ratios, times and decimals
#: have digits on both.
_HALF = re.compile(
    rf"(?<=[{_HAN}）》”%％])[ ]?(?P<after>[,;:?!])(?![{_HAN}]?[,;:?!]{{2}})"
    rf"|(?<=[{_HAN}）》”])(?P<stop>\.)(?=[ ]?[{_HAN}《“（]|\s*$|(?:19|20)\d\d年)"
    rf"|(?<=[A-Za-z\d])(?P<before>[,;:?!])(?=[ ]?[{_HAN}《“（])"
    rf"|(?P<half>[､｡｢｣])|(?<=[%％])(?P<end>\.)(?=\s*$|[ ]?[{_HAN}])|(?<=[{_HAN}])(?P<dash>-{{2,}}|~)(?=[{_HAN}])"
)
#: <管理办法>, and brackets of which one half is half-width.
_ANGLES = re.compile(rf"(?P<open><{{1,2}})(?=[{_HAN}])[^<>\n《》]{{2,40}}(?P<close>>{{1,2}})")
_MIXED = (
    re.compile(rf"(?P<half>\()(?=[^()（）\n]{{0,60}}[{_HAN}\d%％]）)"),
    re.compile(rf"（[^()（）\n]{{0,60}}[{_HAN}\d%％](?P<half>\))"),
)
_BRACKETS = re.compile(r"(?P<open>\()(?P<inside>[^()（）\n]{0,60})(?P<close>\))")
_STRAIGHT = re.compile(rf"(?<=[{_HAN}{_FULL}])[\"'](?!s\b)|(?<!\d)[\"'](?=[{_HAN}《（])")
_DOUBLED = re.compile(
    r"，[，。；：、]+|。[，；：、]+|。。(?!。)(?<!。。。)|；[，。；、]+|、[，。；、]+|：[，。；：、]+"
    r"|[，；：、][?？!！](?=[一-鿿])|（（(?![一二三四五六七八九十\d])|(?<=。”)[，。；、]|^\s*[，。；、：](?=.)"
)
_TURNED = re.compile(r"“[^“”\n]{1,20}(?P<again>“)")
_BEFORE_ETC = re.compile(r"、(?=等(?:等)?(?![待于级级同候额距离次一二三不]))")
#: Words joined by marks and, once more, by 和; 和学生谈心 is a thing done.
_BEFORE_AND = re.compile(
    rf"(?<=[{_HAN}）”》])、(?=和(?![谐睦平美气解善顺田县静政风而为与其同]|(?:学生|家长|教师|老师|群众|孩子|他们|师生|村民|企业)))"
)
_AND_ITEM = re.compile(r"[^，。；：、]{1,12}、[^，。；：、]{1,12}$")
_ELLIPSIS = re.compile(rf"(?<=[{_HAN}，、；”》])(?:\.{{3,}}|。{{3,}}|(?<!…)…(?!…))")
_NUMBER = r"\d+(?:\.\d+)?"
_UNIT = "[年岁人名所个元天日月周期%％万亿倍项次分小学]"
_RANGE = re.compile(
    rf"(?<![\dA-Za-z.\-/:：〔])(?:20\d\d年?\s?(?P<years>-|－|~|——|–)\s?20\d\d(?=学?年|）|\)|届|级)"
    rf"|{_NUMBER}{_UNIT}?元?\s?(?P<values>-|－|~|——|–)\s?{_NUMBER}(?={_UNIT}))(?!\s?-)"
)
_INSIDE = re.compile(
    rf"(?<=[\d万亿])[。；，](?=(?:[个名所人项次套册]|[万亿]元|个百分点|人次|平方米)[，。；、）)])|(?<=[{_HAN}])[。；](?=的(?!确|士|卢))|(?<=[{_HAN}])[。；](?=了[，。；])"
)
_STAGE = "小学|初中|高中|幼儿园|学前|中职|特教|义务教育|普通高中"
_PARALLEL = re.compile(
    rf"(?:建立|形成|构建|健全|完善)了?[{_HAN}]{{4,5}}(?P<mark>，)[{_HAN}]{{4,5}}的(?:工作|治理|管理)?(?:机制|格局|体系|局面|氛围)"
    rf"|(?<=[{_HAN}、])(?:{_STAGE})(?P<second>，)(?:{_STAGE})、(?:{_STAGE})"
    rf"|(?<=[，。])(?:{_STAGE})(?P<third>，)(?:{_STAGE})、(?:{_STAGE})"
)
_GROWN = re.compile("新建|改建|扩建|新增|增加|建设|建成")
_SPACE = re.compile(
    rf"(?<=[{_HAN}）》”])[ \u3000]+(?=[，。；：、！？])|(?<=[{_HAN}]{{2}})[ \u3000]{{1,3}}(?=[{_HAN}]{{2}})"
)
_SENTENCE = 16  # characters on either side of a space that make it one within a sentence


def check_marks(context: CheckContext) -> Iterator[Finding]:
    """The punctuation of the running text."""
    texts = prose(context.document)
    labels = list(label_hits(texts))
    taken = {(hit.flow.first_paragraph, hit.start + at) for hit in labels for at in range(hit.end - hit.start)}
    halves = [h for text in texts for h in _half_hits(text) if (h.flow.first_paragraph, h.start) not in taken]
    yield from clustered(HALFWIDTH, halves, _told_halves(halves), "改用全角标点")
    straight = [Hit(p.flow, *m.span()) for p in texts for m in _STRAIGHT.finditer(p.text)]
    told = f"英文引号 {len(straight)} 处，公文用“”"
    yield from clustered(QUOTES, straight, told, "改用弯引号“”")
    for mark in unpaired([p.flow for p in texts]):
        kind = "后" if mark.opening else "前"
        words = mark.flow.text[mark.start : mark.end]
        yield UNPAIRED.at(
            mark.flow, mark.start, mark.end, f"“{words}”的{mark.name}缺{kind}一半", suggestion=f"补上{mark.missing}"
        )
    for text in texts:
        if text.text.count("“") == text.text.count("”"):  # else the half that lacks is told above
            for match in _TURNED.finditer(text.text):
                told = "引号写反了，前后两个都是前引号"
                yield UNPAIRED.at(text.flow, *match.span("again"), told, suggestion="改为后引号”")
    for rule, pattern, message, suggestion in (
        (DOUBLED, _DOUBLED, "标点重复", "保留一个"),
        (BEFORE_ETC, _BEFORE_ETC, "“等”前不用顿号", "删去顿号"),
        (ELLIPSIS, _ELLIPSIS, "省略号应为“……”", "改为“……”"),
    ):
        found = [Hit(p.flow, *m.span()) for p in texts for m in pattern.finditer(p.text)]
        yield from clustered(rule, found, f"{message}（{len(found)} 处）" if len(found) > 1 else message, suggestion)
    joined = [
        Hit(p.flow, *m.span())
        for p in texts
        for m in p.find(_BEFORE_AND)
        if _AND_ITEM.search(p.text[: m.start()][-28:])
    ]
    yield from clustered(BEFORE_ETC, joined, "“和”前不用顿号", "删去顿号", key="and")
    inside = [Hit(p.flow, *m.span()) for p in texts for m in p.find(_INSIDE)]
    yield from clustered(INSIDE, inside, "句中多了点号", "删去，或核对漏了什么")
    ranges = [Hit(p.flow, *m.span()) for p in texts for m in p.find(_RANGE)]
    yield from clustered(RANGE, ranges, "起止号用了短横线", "年份用一字线“—”，数值用“—”或“～”")
    parallel = [Hit(p.flow, *m.span(m.lastgroup or 0)) for p in texts for m in p.find(_PARALLEL) if not _grown(p, m)]
    yield from clustered(PARALLEL, parallel, "并列的词语之间用了逗号", "改为顿号")
    spaces = [hit for p in texts for hit in _space_hits(p)]
    yield from clustered(SPACE, spaces, f"汉字之间或标点之前的空格 {len(spaces)} 处", "补上标点，或删去空格")
    yield from check_labels(context, labels)
    yield from check_cited(texts, context.region)


def _half_hits(text: Prose) -> Iterator[Hit]:
    found: list[tuple[int, int, str]] = []
    for match in _HALF.finditer(text.text):
        name = match.lastgroup or ""
        found.append((*match.span(name), match[name]))
    if "(" in text.text:
        for match in _BRACKETS.finditer(text.text):
            chinese = re.search(f"[{_HAN}]", match["inside"])
            beside = re.search(f"[{_HAN}]$", text.text[: match.start()]) and re.fullmatch(r"[\d.%年]+", match["inside"])
            if chinese or beside:
                found += [(*match.span(side), match[side]) for side in ("open", "close")]
        for pattern in _MIXED:
            found += [(*match.span("half"), match["half"]) for match in pattern.finditer(text.text)]
    if ")" in text.text and "(" not in text.text:
        found += [(*match.span("half"), match["half"]) for match in _MIXED[1].finditer(text.text)]
    if "<" in text.text:
        for match in _ANGLES.finditer(text.text):
            found += [(*match.span(side), match[side]) for side in ("open", "close")]
    for start, end, mark in sorted(set(found)):
        # the marks round a quotation are the writer's own; those inside a name or an address are not
        if text.own(start, end):
            yield Hit(text.flow, start, end, "( )" if mark in "()" else mark)


def _grown(text: Prose, match: re.Match[str]) -> bool:
    """新建小学，初中、高中学位增加: the comma ends a clause there."""
    return match.lastgroup == "second" and bool(_GROWN.search(text.text[max(0, match.start() - 4) : match.start()]))


def _space_hits(text: Prose) -> Iterator[Hit]:
    """Spaces within a sentence; a line of words set apart is a row of a table or a signature."""
    if " " not in text.text and "\u3000" not in text.text:
        return
    for match in text.find(_SPACE):
        before, after = text.text[: match.start()].strip(), text.text[match.end() :].strip()
        inside = re.search("[，。；]", before) or re.search("[，。；]", after)
        if inside and len(before) + len(after) >= _SENTENCE and before:
            if len(match.group()) > 1 and re.search("^[一-鿿]{1,14}$", before):
                continue
            yield Hit(text.flow, *match.span())


def _told_halves(hits: Sequence[Hit]) -> str:
    if len(hits) < 2:
        return "".join(f"半角标点“{hit.words}”，公文用全角" for hit in hits)
    counts = Counter(hit.label for hit in hits)
    each = "、".join(f"{label} {number // (2 if label == '( )' else 1)}" for label, number in counts.most_common())
    return f"半角标点 {len(hits)} 处（{each}），公文用全角"
