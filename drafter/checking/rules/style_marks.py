"""STY001 to STY012: punctuation (GB/T 15834—2011)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Rule
from drafter.checking.rules.pairs import unpaired
from drafter.checking.rules.prose import Hit, Prose, clustered, prose
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
LISTED = Rule(
    "STY005",
    "comma-between-quoted",
    "书名号、引号之间多了顿号",
    Severity.INFO,
    "并列的书名号之间、引号之间用了顿号；中间没有其他文字时通常不用。",
    "标准的规定是“通常不用”，只作提示。",
    (Example("一、基本情况\n出台《办学条件标准》、《教师管理办法》，落实“双减”、“双增”。"),),
    (Example("一、基本情况\n出台《办学条件标准》《教师管理办法》及其细则，落实“双减”“双增”要求。"),),
    f"{_STANDARD} 4.5.3.5",
)
BEFORE_ETC = Rule(
    "STY006",
    "comma-before-etc",
    "“等”前面多了顿号",
    Severity.WARNING,
    "“、等”。",
    "“等”前已经不需要停顿。",
    (Example("一、基本情况\n配备图书、仪器、等设备。"),),
    (
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
ORDINAL = Rule(
    "STY009",
    "ordinal-mark",
    "序号后的标点不对",
    Severity.WARNING,
    "“一.”“（一）、”“(一)”“第一、”等；“1、”只作提示。",
    "层次序号的写法是一、（一）1.（1），括号后不再加标点。",
    (
        Example("一.基本情况\n全市平稳发展。\n二.主要问题\n投入不足。"),
        Example("一、基本情况\n（一）、规模\n全市平稳发展。"),
        Example("一、基本情况\n(一)规模\n全市平稳发展。"),
        Example("一、基本情况\n1、办学规模。全市平稳发展。\n2、经费。只增不减。"),
        Example("一、基本情况\n第一、加强领导。第二、加大投入。"),
    ),
    (
        Example("一、基本情况\n（一）规模\n1.学校。全市有学校98所。\n（1）小学。全市有小学60所。"),
        Example("一、基本情况\n第一，加强领导。第二，加大投入。第一、二产业比重下降。"),
    ),
    f"{_STANDARD} 附录 B：序次语后的标点；GB/T 9704—2012 7.3.3",
)
HEADING = Rule(
    "STY010",
    "heading-end-mark",
    "标题末尾有标点",
    Severity.INFO,
    "单独成行的标题末尾用了句号、逗号或分号。",
    "标题不是句子，末尾不用点号；属通行做法，只作提示。",
    (Example("一、基本情况。\n全市教育事业平稳发展。\n二、存在的问题。\n投入不足。"),),
    (Example("一、基本情况\n（一）规模扩大。全市有学校98所。\n二、存在的问题\n投入不足。"),),
    f"{_STANDARD} 附录 A；公文标题通行写法",
)
TITLE = Rule(
    "STY011",
    "unmarked-title",
    "文件名没有书名号",
    Severity.WARNING,
    "带发文字号的文件名、法律的全称没有用书名号。",
    "读者分不清文件名到哪里为止。",
    (
        Example("一、基本情况\n根据关于深化新时代教育督导体制机制改革的意见（中办发〔2020〕1号）要求，健全机制。"),
        Example("一、基本情况\n依据督学管理暂行办法，修订完善督学聘任细则。"),
        Example("一、基本情况\n印发义务教育优质均衡发展三年行动方案（云政办〔2023〕21号），投入1.32亿元。"),
        Example("一、基本情况\n印发了学前教育规范发展实施方案（云府办发〔2024〕12号），落实中华人民共和国教育法。"),
    ),
    (Example("一、基本情况\n根据《关于深化新时代教育督导体制机制改革的意见》要求，开展关于师德的专题学习。"),),
    f"{_STANDARD} 4.15：书名号标示书名、篇名、文件名",
)
NESTED = Rule(
    "STY012",
    "nested-title",
    "书名号里再用双书名号",
    Severity.INFO,
    "书名号里的书名号没有改用单书名号。",
    "《》里面再用时为〈〉；转发类文件名常见，只作提示。",
    (Example("一、基本情况\n转发《关于印发《学校安全管理办法》的通知》。"),),
    (Example("一、基本情况\n转发《关于印发〈学校安全管理办法〉的通知》。"),),
    f"{_STANDARD} 4.15.3.5",
)

NUMBER = Rule(
    "STY030",
    "cited-number-form",
    "发文字号的写法不对",
    Severity.WARNING,
    "年份用了方括号、圆括号而不是六角括号〔〕，序号前加了“第”，或序号编了虚位（03号）。",
    "文号写法有国家标准，写错了不便检索。",
    (
        Example("一、基本情况\n按照《办法》（云府办发[2024]3号）、《通知》（云教督（2024）5号）要求落实。"),
        Example("一、基本情况\n按照《办法》（云府办发〔2024〕第3号）、《通知》（云教督〔2024〕05号）要求落实。"),
    ),
    (
        Example("一、基本情况\n按照《办法》（云府办发〔2024〕3号）和国务院令第624号落实，全年（2024年）投入增长。"),
        Example("一、基本情况\n教育部公告（2024）列出了学校名单，共3所；第（2024）届学生毕业。"),
    ),
    "GB/T 9704—2012 7.2.5：年份用六角括号“〔〕”括入；发文顺序号不加“第”字，不编虚位",
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

RULES = (
    HALFWIDTH,
    QUOTES,
    UNPAIRED,
    DOUBLED,
    LISTED,
    BEFORE_ETC,
    ELLIPSIS,
    RANGE,
    ORDINAL,
    HEADING,
    TITLE,
    NESTED,
    NUMBER,
    PARALLEL,
    SPACE,
)

_HAN = "一-鿿"
_FULL = "，。；：、？！（）《》“”"
_NUMERAL = "一二三四五六七八九十"
#: A half-width mark with a Chinese character or mark on one side, or after a percent sign; ratios, times and decimals
#: have digits on both.
_HALF = re.compile(
    rf"(?<=[{_HAN}）》”%％])[ ]?(?P<after>[,;:?!])(?![{_HAN}]?[,;:?!]{{2}})"
    rf"|(?<=[{_HAN}）》”])(?P<stop>\.)(?=[ ]?[{_HAN}《“（]|\s*$)"
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
    r"|(?<=。”)[，。；、]|^\s*[，。；、：](?=.)"
)
_LISTED = re.compile(r"(?<=》)、(?=《)|(?<=”)、(?=“)")
_BEFORE_ETC = re.compile(r"、(?=等(?:等)?(?![待于级级同候额距离次一二三不]))")
_ELLIPSIS = re.compile(rf"(?<=[{_HAN}，、；”》])(?:\.{{3,}}|。{{3,}}|(?<!…)…(?!…))")
_NUMBER = r"\d+(?:\.\d+)?"
_UNIT = "[年岁人名所个元天日月周期%％万亿倍项次分小学]"
_RANGE = re.compile(
    rf"(?<![\dA-Za-z.\-/:：〔])(?:20\d\d年?\s?(?P<years>-|－|~|——|–)\s?20\d\d(?=学?年|）|\)|届|级)"
    rf"|{_NUMBER}{_UNIT}?元?\s?(?P<values>-|－|~|——|–)\s?{_NUMBER}(?={_UNIT}))(?!\s?-)"
)
_LABELS = (
    (re.compile(rf"^\s*(?:#{{1,6}}\s+)?[{_NUMERAL}]{{1,3}}\s*(?P<mark>[.．,，:：])(?!\d)"), "“一”后用顿号“、”"),
    (
        re.compile(rf"^\s*(?:#{{1,6}}\s+)?(?P<mark>[（(]\s*(?:[{_NUMERAL}]{{1,3}}|\d{{1,2}})\s*[）)]\s*[、.．，,])"),
        "括号后不加标点",
    ),
    (re.compile(rf"^\s*(?:#{{1,6}}\s+)?(?P<mark>\(\s*(?:[{_NUMERAL}]{{1,3}}|\d{{1,2}})\s*\))"), "用全角括号（一）"),
)
_ARABIC = re.compile(r"^\s*(?:#{1,6}\s+)?\d{1,2}(?P<mark>、)(?!\d)")
_ORDER = re.compile(rf"(?:^|(?<=[。；：]))(?P<mark>第[{_NUMERAL}]、|(?:首先|其次|再次|最后)、)(?![{_NUMERAL}])")
_TITLE = re.compile(
    r"(?<![《〈])(?P<name>关于[^《》〈〉，。；：“”（）()]{4,60}?的?(?:通知|意见|决定|批复|方案|规划|办法|规定|细则|计划))"
    rf"(?=[（(][{_HAN}]{{2,12}}〔\d{{4}}〕\d{{1,4}}号[）)])"
    r"|(?:印发|出台|制定|修订|执行)了?(?P<own>(?![全各我本该跨省市县区])[一-鿿]{2,3}[省市县区州](?![级内域直外际])[^《》，。；“”（）()、\d]{4,30}?(?:方案|办法|规划|意见|细则|规定|计划))(?=[，。；（])"
    r"|(?:依据|根据|按照|执行)(?P<rule>(?!本|该|相关|有关|此|上述|各项|上级|国家|学校|统一|《)[^《》，。；“”（）()、\d]{2,16}(?:暂行办法|管理办法|实施办法|实施细则|管理条例|暂行规定))(?=[，。；]|要求|规定)"
)
_TITLED = re.compile(
    r"(?:印发|出台|制定|下发|按照|根据|落实|执行|贯彻|依据)了?(?P<name>[^《》〈〉，。；：“”（）()\s\d]{4,40}(?:方案|规划|办法|规定|细则|计划|条例|规范|意见|通知|标准|纲要))"
    rf"(?=[（(][{_HAN}]{{2,12}}〔\d{{4}}〕\d{{1,4}}号[）)])"
    rf"|(?<![《〈{_HAN}])(?P<law>中华人民共和国[{_HAN}]{{2,16}}?法)(?=[，。、；规要等的和])"
    rf"|(?<=[实彻照据行守传])(?P<law2>中华人民共和国[{_HAN}]{{2,16}}?法)(?=[，。、；规要等的和])"
)
_OWN_NUMBER = re.compile(rf"[{_HAN}]{{2,10}}[\[［【(（〔]\s?(?:19|20)\d\d\s?[\]］】)）〕]\s?第?\s?\d{{1,4}}\s?号")
_NUMBER_FORM = re.compile(
    rf"(?<=[{_HAN}])(?:[\[［【(（]\s?(?:19|20)\d\d\s?[\]］】)）]\s?(?:第\s?)?\d{{1,4}}\s?号|〔\s?(?:19|20)\d\d\s?〕\s?(?:第\s?\d{{1,4}}|0\d{{0,3}})\s?号)"
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
_NESTED = re.compile(r"《[^《》\n]{0,60}(?P<inner>《[^《》\n]{1,60}》)[^《》\n]{0,40}》")
_END_MARK = "。，；、,;."
_OF_LAYOUT = "。"  # where the layout is known, the rules on it tell of a full stop after a heading


def check_marks(context: CheckContext) -> Iterator[Finding]:
    """The punctuation of the running text."""
    texts = prose(context.document)
    labels = list(_label_hits(texts))
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
    for rule, pattern, message, suggestion in (
        (DOUBLED, _DOUBLED, "标点重复", "保留一个"),
        (LISTED, _LISTED, "并列的书名号或引号之间的顿号通常不用", "删去顿号"),
        (BEFORE_ETC, _BEFORE_ETC, "“等”前不用顿号", "删去顿号"),
        (ELLIPSIS, _ELLIPSIS, "省略号应为“……”", "改为“……”"),
        (NESTED, _NESTED, "书名号里再用书名号应为单书名号〈〉", "里面一层改为〈〉"),
    ):
        group = "inner" if "inner" in pattern.groupindex else 0
        found = [Hit(p.flow, *m.span(group)) for p in texts for m in pattern.finditer(p.text)]
        yield from clustered(rule, found, f"{message}（{len(found)} 处）" if len(found) > 1 else message, suggestion)
    ranges = [Hit(p.flow, *m.span()) for p in texts for m in p.find(_RANGE)]
    yield from clustered(RANGE, ranges, "起止号用了短横线", "年份用一字线“—”，数值用“—”或“～”")
    # the report's own number stands in a line of its own, which the rules on the layout look at
    cited = [p for p in texts if not _OWN_NUMBER.fullmatch(p.text.strip())]
    numbers = [Hit(p.flow, *m.span()) for p in cited for m in _NUMBER_FORM.finditer(p.text)]
    told = f"发文字号“{numbers[0].words}”的写法不对" if numbers else ""
    yield from clustered(NUMBER, numbers, told, "写成〔2024〕3号：六角括号，不加“第”，不编虚位")
    parallel = [Hit(p.flow, *m.span(m.lastgroup or 0)) for p in texts for m in p.find(_PARALLEL) if not _grown(p, m)]
    yield from clustered(PARALLEL, parallel, "并列的词语之间用了逗号", "改为顿号")
    spaces = [hit for p in texts for hit in _space_hits(p)]
    yield from clustered(SPACE, spaces, f"汉字之间或标点之前的空格 {len(spaces)} 处", "补上标点，或删去空格")
    yield from _labels(labels)
    yield from _headings(context)
    for text in texts:
        for match in text.find(_TITLE):
            group = next(name for name in ("name", "own", "rule") if match[name])
            if group == "own" and (not context.region or match[group][:2] not in context.region):
                continue  # 教育强省 is no place
            if group == "own" and _TITLED.match(text.text, match.start()):
                continue
            told = f"“{match[group]}”是文件名，没有书名号"
            yield TITLE.at(text.flow, *match.span(group), told, suggestion=f"改为《{match[group]}》")
        for match in text.find(_TITLED):
            group = match.lastgroup or "name"
            if match[group].startswith("关于"):
                continue
            what = "文件名" if group == "name" else "法律的名称"
            told = f"“{match[group]}”是{what}，没有书名号"
            yield TITLE.at(text.flow, *match.span(group), told, suggestion=f"改为《{match[group]}》")


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


def _label_hits(texts: Sequence[Prose]) -> Iterator[Hit]:
    for text in texts:
        for pattern, advice in _LABELS:
            if match := pattern.match(text.text):
                yield Hit(text.flow, *match.span("mark"), advice)
                break
        for match in text.find(_ORDER, "mark"):
            yield Hit(text.flow, match.end("mark") - 1, match.end("mark"), "“第一”“首先”后用逗号")
        if match := _ARABIC.match(text.text):
            yield Hit(text.flow, *match.span("mark"), "“1”后用下脚点“.”")


def _labels(hits: Sequence[Hit]) -> Iterator[Finding]:
    for advice in dict.fromkeys(hit.label for hit in hits):
        mine = [hit for hit in hits if hit.label == advice]
        severity = Severity.INFO if advice.startswith("“1”") else None
        message = f"序号“{_shown(mine[0])}”的标点不对" + (f"（{len(mine)} 处）" if len(mine) > 1 else "")
        yield from clustered(ORDINAL, mine, message, advice, key=advice, severity=severity)


def _shown(hit: Hit) -> str:
    start = max(0, hit.start - 2) if len(hit.words) == 1 else hit.start
    return hit.flow.text[start : hit.end].strip()


def _headings(context: CheckContext) -> Iterator[Finding]:
    """Headings of the first two ranks with text under them; one without may be an entry of a list."""
    document = context.document
    flows = {flow.first_paragraph: flow for flow in document.flows}
    headings = document.headings
    hits = []
    for at, heading in enumerate(headings):
        flow = flows.get(heading.paragraph)
        following = headings[at + 1].paragraph if at + 1 < len(headings) else len(document.paragraphs)
        if flow is None or heading.run_in or heading.level > 2:
            continue
        under = any(p.text.strip() for p in document.paragraphs[heading.paragraph + 1 : following])
        text = flow.text.rstrip()
        if document.layout is not None and text[-1:] == _OF_LAYOUT:
            continue
        if under and text[-1:] in _END_MARK and len(text) > 1:
            hits.append(Hit(flow, len(text) - 1, len(text)))
    told = f"标题末尾用了标点（{len(hits)} 处）" if len(hits) > 1 else "标题末尾用了标点"
    yield from clustered(HEADING, hits, told, "删去标题末尾的标点")
