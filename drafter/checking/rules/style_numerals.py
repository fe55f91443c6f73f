"""STY013 to STY021: numerals (GB/T 15835—2011)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Rule
from drafter.checking.rules.prose import Hit, Prose, clustered, prose
from drafter.facts.numerals import narrow
from drafter.findings import Finding, Severity

__all__ = ["RULES", "check_numerals"]

_STANDARD = "GB/T 15835—2011《出版物上数字用法》"

FULLWIDTH = Rule(
    "STY013",
    "fullwidth-digit",
    "全角数字",
    Severity.WARNING,
    "数字用了全角字符；同一份报告只报一次。",
    "阿拉伯数字应当用半角，全角数字不能检索和核对。",
    (Example("一、基本情况\n全市有学校９８所，占比４３．５％。"),),
    (Example("一、基本情况\n全市有学校98所，占比43.5%。"),),
    f"{_STANDARD} 5.2.1",
)
PERCENT = Rule(
    "STY014",
    "fullwidth-percent",
    "全角百分号",
    Severity.INFO,
    "百分号用了全角“％”；同一份报告只报一次。",
    "与半角数字不一致，只作提示。",
    (Example("一、基本情况\n公办园占比为53.5％，普惠率为91.2％。"),),
    (Example("一、基本情况\n公办园占比为53.5%。"),),
    f"{_STANDARD} 5.2.1",
)
SPLIT = Rule(
    "STY015",
    "space-in-number",
    "数字中间有空格",
    Severity.WARNING,
    "一个数被空格断开，如“1 0年”“37. 57%”“37.57 ％”。",
    "一个数被看成两个数；换行时还会断开。",
    (
        Example("一、基本情况\n连续1 0年增长，占比37. 57%。"),
        Example("一、基本情况\n占比为37.57 %。"),
        Example("一、基本情况\n惠及学生3 2150名。"),
        Example("一、基本情况\n对2 023年至2024年的专项资金组织审计。"),
        Example("一、基本情况\n学生18600人，小学9400人、初中9 200人，教师1460人、职工1280人，新增学位2300个。"),
    ),
    (
        Example("一、基本情况\n在校生86 420人（按国家标准分节），占比37.57%。"),
        Example("一、基本情况\n热线0512 6555 1234。"),
        Example("一、基本情况\n各校情况见表2 1460名学生参加测试。"),
    ),
    f"{_STANDARD} 5.1：阿拉伯数字书写的数值不得断开",
)
SPACED = Rule(
    "STY016",
    "space-beside-number",
    "数字与汉字之间有空格",
    Severity.INFO,
    "数字与汉字之间加了空格；全文只报一次。",
    "从网页或 PDF 复制时留下，全文应当一致；只作提示。",
    (Example("一、基本情况\n截至 2025 年底，全市有学校 98 所。"),),
    (Example("一、基本情况\n截至2025年底，全市有学校98所。引进 STEM 课程。"),),
    "GB/T 9704—2012 第9章：公文中的数字用法符合有关标准；排版通行做法",
)
SHORT_YEAR = Rule(
    "STY017",
    "two-digit-year",
    "年份没有写全",
    Severity.WARNING,
    "“25年”“24年底”一类只写两位的年份。",
    "年份不能简写，容易与时长混淆。",
    (
        Example("一、基本情况\n25年，全市新建学校3所，比24年增加1所。"),
        Example("一、基本情况\n截至25年底，全部完成；制定23-25年规划。"),
        Example("一、基本情况\n生均图书由2021年的18.2册增加到23年的21.6册。"),
    ),
    (
        Example("一、基本情况\n2025年，全市新建学校3所。从教25年以上的教师占三成，设备已使用20年。"),
        Example("一、基本情况\n近10年投入增长；在25年的教学生涯中，他坚守乡村。"),
    ),
    f"{_STANDARD} 5.1.4：年份用四位数字表示，不能简写",
)
MIXED = Rule(
    "STY018",
    "mixed-numerals",
    "一个数里混用两种数字",
    Severity.WARNING,
    "“百分之5”“2025年三月”“3千5百人”“二十5所”一类。",
    "同一个数只能用一套数字。",
    (
        Example("一、基本情况\n公用经费提高了百分之5。"),
        Example("一、基本情况\n2025年三月，全市新增教师3千5百人。"),
        Example("一、基本情况\n二〇二五年3月启动建设。"),
    ),
    (
        Example("一、基本情况\n提高了百分之五，2025年3月，新增教师3500人，资金5千万元、3.5万元。"),
        Example("一、基本情况\n二〇二五年三月，二十五所学校全部开学。"),
    ),
    f"{_STANDARD} 4.1、5.3：同一数值不混用阿拉伯数字和汉字数字",
)
PADDED = Rule(
    "STY019",
    "zero-padded-date",
    "日期补了零",
    Severity.WARNING,
    "“03月05日”“2025年3月05日”一类的补位。",
    "公文日期的月、日不编虚位。",
    (Example("一、基本情况\n03月05日召开会议，2025年3月05日印发方案。"),),
    (Example("一、基本情况\n3月5日召开会议，10月20日印发方案，时间为08:30。"),),
    "GB/T 9704—2012 7.3.5.4：月、日不编虚位（即1不编为01）",
)
ELIDED = Rule(
    "STY020",
    "elided-range",
    "范围的前一个数省了单位",
    Severity.WARNING,
    "“63～68%”“3—5万元”的前一个数没有写 % 或万、亿。",
    "3—5万元可以读成3元到5万元。",
    (Example("一、基本情况\n占比为63～68%。"), Example("一、基本情况\n每校安排3—5万元。")),
    (
        Example("一、基本情况\n占比为63%～68%，每校安排3万元—5万元、300—500元。"),
        Example("一、基本情况\n2023—2025年投入万元以上。"),
    ),
    f"{_STANDARD} 5.1.3：百分数和带万、亿的数值范围，前一个数的 % 或单位不能省略",
)
APPROXIMATE = Rule(
    "STY021",
    "approximate-twice",
    "概数词重复",
    Severity.WARNING,
    "“近50余所”“约百分之五左右”“超过500人以上”一类，前后两个概数词。",
    "说一次就够了，“近”和“余”还互相矛盾。",
    (
        Example("一、基本情况\n培训教师约500余人，超过300人以上取得证书。"),
        Example("一、基本情况\n占比约为25%左右。"),
        Example("一、基本情况\n近1 200余名教师参训，近三百多人取得证书。"),
    ),
    (Example("一、基本情况\n培训教师约500人，300人以上取得证书，近10年增长。"),),
    f"{_STANDARD} 4.2：概数的表达；语言通顺的一般要求",
)

RULES = (FULLWIDTH, PERCENT, SPLIT, SPACED, SHORT_YEAR, MIXED, PADDED, ELIDED, APPROXIMATE)

_HAN = "一-鿿"
_NUMERAL = "一二三四五六七八九十"
_FULLWIDTH = re.compile(r"[０-９][０-９．，％]*")
_PERCENT = re.compile(r"(?<=[\d０-９])\s?％")
_MEASURE = "年|月|日|个|人|名|所|万|亿|元|%|％|次|项|倍|平方米|周年|余"
_SPLIT = re.compile(
    rf"(?<![\d.\-])(?<!\d[ \u3000])\d{{1,18}}(?:[ \u3000]\d{{1,2}}){{1,8}}(?:\.\d{{1,4}})?(?=\s?(?:{_MEASURE}))"
    rf"|(?<=[一-鿿])(?<![表图第号年月日])[1-9]\d?[ \u3000]\d{{4}}(?=\s?(?:{_MEASURE}))"
    rf"|(?<!\d)\d{{1,18}}\.\d{{1,3}}[ \u3000]\d{{1,3}}(?=\s?(?:{_MEASURE}))"
    rf"|(?<!\d)\d{{1,18}}(?:\.[ \u3000]|[ \u3000]\.[ \u3000]?)\d{{1,18}}(?=\s?(?:{_MEASURE}))"
    rf"|(?<!\d)(?:[12][ \u3000]\d{{3}}|[12]\d[ \u3000]\d{{2}}|[12]\d{{2}}[ \u3000]\d)(?=年)"
    rf"|\d[ \u3000]{{1,4}}[%％‰]|(?<![\d.\-表图第])[1-9][ \u3000]\d\.\d{{1,4}}(?=\s?[%％‰])"
)
#: Set in groups of three, and not; how many of the one among how many of the other are slips.
_IN_GROUPS = re.compile(rf"(?<=[一-鿿])(?<![表图第号年月日])\d{{1,3}}(?:[ \u3000]\d{{3}})+(?=\s?(?:{_MEASURE}))")
_UNBROKEN = re.compile(rf"(?<![\d.,])\d{{4,9}}(?=(?:{_MEASURE}))")
_ODD_ONES, _MOST_ONES = 2, 4
_GROUPED = re.compile(r"\d{1,3}(?:[ \u3000]\d{3})+$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPACED = re.compile(rf"[{_HAN}] +\d[\d.,]*[%％]?(?: +[{_HAN}])?|\d +[{_HAN}]")
_SHORT = r"(?<![\d.第近约满达/])(?P<year>[0-3]\d)年"
_SHORT_YEAR = (
    # said of a day or an end of the year, so a year whatever stands before it
    (
        re.compile(
            rf"{_SHORT}(?:(?:1[0-2]|0?[1-9])月|底(?!蕴|气|子|线)|末|初(?!心|衷|期)|度(?!过|假)|上半年|下半年|春季|秋季|[{_NUMERAL}]季度)"
        ),
        15,
        3,
    ),
    (re.compile(r"(?<![\d.])(?P<year>[0-3]\d)年?\s?[-—－~～至]{1,2}\s?[0-3]\d(?=学?年(?![以之内]))"), 8, 5),
    (
        re.compile(
            rf"(?:(?<=^)|(?<=[。；，：、（(\s])){_SHORT}(?=[，,]|全[市县省区]|我[市县省区]|共|新[增建]|计划|拟|力争|投入|完成|招)"
        ),
        3,
        2,
    ),
    (re.compile(rf"(?<=[比较同于从自到至将截]){_SHORT}(?=[增减上下提降]|同期|相比|[，。])"), 3, 2),
    (re.compile(r"(?<=年的)[^，。；年]{1,24}[到至](?P<year>1[5-9]|2\d)年(?=的\d)"), 8, 2),
)
_MIXED = re.compile(
    rf"[百千万]分之\s?\d+(?:\.\d+)?|\d{{4}}\s?年[{_NUMERAL}]{{1,3}}月(?:[{_NUMERAL}]{{1,3}}日)?"
    rf"|[一二][〇○零{_NUMERAL}]{{3}}年\s?\d{{1,2}}月(?:\d{{1,2}}日)?"
    rf"|(?<![\d.])\d+[千百]\d+(?:[百十]\d*)?(?=[余多]?[个所名人元项次])|(?<![\d.])\d+[百](?=[余多]?[个所名人元项次])"
    rf"|(?<![\d.])\d+千(?=[余多]?[个所名人次])|[{_NUMERAL}]十[1-9](?=[个所名人年月日项次%])"
    rf"|(?<![第{_NUMERAL}])[{_NUMERAL}]{{1,2}}\d{{1,2}}[{_NUMERAL}百千](?=[余多]?[万亿个所名人元项次])|(?<![\d.第])\d{{1,2}}十[{_NUMERAL}]?(?=[余多]?[万个所名人元项次])"
    rf"|\d亿\d千(?:\d百)?万|二[0O][一二][{_NUMERAL}〇○零0-9](?=年)"
)
_PADDED = re.compile(r"(?<!\d)(?:\d{4}年)?(?:0[1-9]月(?:\d{1,2}日)?|(?:1[0-2]|[1-9])月0[1-9]日)")
_DASH = r"\s?(?:[-－—~～]{1,2}|至|到)\s?"
_ELIDED = re.compile(
    rf"(?<![\d.%％〔年])(?P<low>\d{{1,3}}(?:\.\d+)?|[1-9]\d{{4,}}){_DASH}\d+(?:\.\d+)?\s?(?:[%％]|[万亿](?!分之))(?:元|人次?|平方米)?"
)
_BEFORE = "约|大约|近|将近|接近|超过|超|逾|突破|不低于|不少于|至少|不超过|至多|最多"
_SPELT = "[一二两三四五六七八九][一二两三四五六七八九十百千万]{1,6}"
_APPROXIMATE = re.compile(
    rf"(?:{_BEFORE})(?:占|为|有|达)?\s?(?:\d[\d.,]*(?: \d{{3}})*\s?[万亿千百]?|{_SPELT})"
    rf"(?:[余多][{_HAN}%]{{1,3}}|[{_HAN}%％]{{0,4}}?(?:左右|上下|以上|以下))"
)
_THE_SAME = re.compile(
    r"(?:不低于|不少于|至少|超过?|逾|突破).*?(?:左右|上下|以上|[余多])|(?:约|近|接近).*?(?:左右|上下|以上|以下|[余多])|(?:不超过|至多|最多).*以下"
)


def check_numerals(context: CheckContext) -> Iterator[Finding]:
    """How figures are written in the running text."""
    texts = [text for text in prose(context.document) if not text.text.isspace()]
    fullwidth = _hits(texts, _FULLWIDTH)
    told = f"全角数字 {len(fullwidth)} 处，应用半角"
    fix = f"改为半角，如{narrow(fullwidth[0].words)}" if fullwidth else ""
    yield from clustered(FULLWIDTH, fullwidth, told, fix)
    percents = _hits(texts, _PERCENT)
    yield from clustered(PERCENT, percents, f"全角百分号 {len(percents)} 处，与半角数字不一致", "改为“%”")
    split = [hit for hit in _hits(texts, _SPLIT) if not _is_grouped(hit) and not _numbers_a_line(hit)]
    grouped = _hits(texts, _IN_GROUPS)
    if 0 < len(grouped) <= _ODD_ONES and len(_hits(texts, _UNBROKEN)) >= _MOST_ONES:
        split += grouped  # the writer sets no others so
    fix = f"如改为{''.join(split[0].words.split())}" if split else ""
    yield from clustered(SPLIT, split, _listed("数字中间有空格", split), f"删去空格，{fix}")
    spaced = _hits(texts, _SPACED)
    yield from clustered(SPACED, spaced, f"数字与汉字之间的空格 {len(spaced)} 处", "删去空格")
    short = list(_short_years(texts, context.year))
    yield from clustered(SHORT_YEAR, short, _listed("年份没有写全", short), "写四位年份")
    for rule, pattern, message, suggestion in (
        (MIXED, _MIXED, "一个数里混用了两种数字", "统一用阿拉伯数字"),
        (PADDED, _PADDED, "日期补了零", "月、日前面不加0"),
        (ELIDED, _ELIDED, "范围的前一个数没有写单位", "前一个数也写上 % 或万、亿"),
        (APPROXIMATE, _APPROXIMATE, "前后两个概数词重复", "保留一个"),
    ):
        hits = _hits(texts, pattern)
        if rule is APPROXIMATE:
            hits = [hit for hit in hits if _THE_SAME.match(hit.words)]
        yield from clustered(rule, hits, _listed(message, hits), suggestion)


def _is_grouped(hit: Hit) -> bool:
    """86 420 is set in groups of three; 2 023年 is a year broken in two."""
    digits = "".join(hit.words.split())
    year = _YEAR.fullmatch(digits) and hit.flow.text[hit.end : hit.end + 1] == "年"
    return bool(_GROUPED.match(hit.words)) and not year


def _numbers_a_line(hit: Hit) -> bool:
    """1.3 424所学校…: the number of an entry before a figure."""
    return not hit.flow.text[: hit.start].strip() and bool(re.match(r"\d{1,2}\.\d{1,2}\s", hit.words))


def _hits(texts: Sequence[Prose], pattern: re.Pattern[str]) -> list[Hit]:
    return [Hit(text.flow, *match.span()) for text in texts for match in text.find(pattern)]


def _short_years(texts: Sequence[Prose], year: int) -> Iterator[Hit]:
    """Years of two digits that lie near the reported one; 20年 may be a length of time."""
    for text in texts:
        taken: set[int] = set()
        for pattern, back, ahead in _SHORT_YEAR:
            for match in text.find(pattern):
                near = year == 0 or year - back <= 2000 + int(match["year"]) <= year + ahead
                if near and match.start() not in taken:
                    taken.add(match.start())
                    start = match.start("year")
                    yield Hit(text.flow, start, max(match.end(), start + 3))


def _listed(message: str, hits: Sequence[Hit]) -> str:
    words = list(dict.fromkeys(f"“{hit.words.strip()}”" for hit in hits))
    more = "等" if len(words) > 3 else ""
    return (
        f"{''.join(words[:3])}{more}{message}"
        if len(hits) < 2
        else f"{''.join(words[:3])}{more} {len(hits)} 处{message}"
    )
