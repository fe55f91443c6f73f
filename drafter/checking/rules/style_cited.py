"""STY005, STY011, STY012 and STY030: how documents are named in a text: title marks and document numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from drafter.checking.rules.model import Example, Rule
from drafter.checking.rules.prose import Hit, Prose, clustered
from drafter.findings import Finding, Severity
from drafter.library.policies import load_policies

__all__ = ["RULES", "check_cited"]

_STANDARD = "GB/T 15834—2011《标点符号用法》"

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
TITLE = Rule(
    "STY011",
    "unmarked-title",
    "文件名没有书名号",
    Severity.WARNING,
    "带发文字号的文件名、已知文件的全名、某机关关于……的意见、带标准号的标准、法律的全称没有用书名号。",
    "读者分不清文件名到哪里为止。",
    (
        Example("一、基本情况\n根据关于深化新时代教育督导体制机制改革的意见（中办发〔2020〕1号）要求，健全机制。"),
        Example("一、基本情况\n依据督学管理暂行办法，修订完善督学聘任细则。"),
        Example("一、基本情况\n印发义务教育优质均衡发展三年行动方案（云政办〔2023〕21号），投入1.32亿元。"),
        Example("云岭县2025年自评报告\n一、基本情况\n县政府印发云岭县推进产教融合若干措施，明确支持政策。"),
        Example("一、基本情况\n落实教育部等九部门关于加快推进教育数字化的意见，组织应用培训18期。"),
        Example("一、基本情况\n按照深化新时代教育评价改革总体方案要求，完善学生综合素质评价。"),
        Example("一、基本情况\n印发了学前教育规范发展实施方案（云府办发〔2024〕12号），落实中华人民共和国教育法。"),
        Example("一、基本情况\n严格执行学校课桌椅功能尺寸及技术要求（GB/T 3976—2014），更换课桌椅8600套。"),
    ),
    (
        Example("一、基本情况\n根据《关于深化新时代教育督导体制机制改革的意见》要求，开展关于师德的专题学习。"),
        Example("一、基本情况\n贯彻教育强国建设规划纲要精神，实施新时代基础教育强师计划。"),
        Example("一、基本情况\n落实县委关于加强教育工作的决策部署，征求关于招生工作的意见，依法落实教育法。"),
        Example(
            "一、基本情况\n教室照明按照国家有关标准（GB 7793—2010）检测，执行《中小学校设计规范》（GB 50099—2011）。"
        ),
    ),
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

RULES = (LISTED, TITLE, NESTED, NUMBER)

_HAN = "一-鿿"
_LISTED = re.compile(r"(?<=》)、(?=《)|(?<=”)、(?=“)")
_NESTED = re.compile(r"《[^《》\n]{0,60}(?P<inner>《[^《》\n]{1,60}》)[^《》\n]{0,40}》")
_TITLE = re.compile(
    r"(?<![《〈])(?P<name>关于[^《》〈〉，。；：“”（）()]{4,60}?的?(?:通知|意见|决定|批复|方案|规划|办法|规定|细则|计划))"
    rf"(?=[（(][{_HAN}]{{2,12}}〔\d{{4}}〕\d{{1,4}}号[）)])"
    r"|(?:印发|出台|制定|修订|执行|下发|编制|公布)(?:了|实施)?(?P<own>(?![全各我本该跨省市县区])[一-鿿]{2,3}[省市县区州](?![级内域直外际])(?:20\d\d年)?[^《》，。；“”（）()、\d]{4,30}?(?:方案|办法|规划|意见|细则|规定|计划|(?:若干)?措施))(?=[，。；（])"
    r"|(?:依据|根据|按照|执行)(?P<rule>(?!本|该|相关|有关|此|上述|各项|上级|国家|学校|统一|《)[^《》，。；“”（）()、\d]{2,16}(?:暂行办法|管理办法|实施办法|实施细则|管理条例|暂行规定|惩戒规则|督导评估办法)(?:[（(]试行[)）])?)(?=[，。；]|要求|规定)"
)
_TITLED = re.compile(
    r"(?:印发|出台|制定|下发|按照|根据|落实|执行|贯彻|依据)了?(?P<name>[^《》〈〉，。；：“”（）()\s\d]{4,40}(?:方案|规划|办法|规定|细则|计划|条例|规范|意见|通知|标准|纲要))"
    rf"(?=[（(][{_HAN}]{{2,12}}〔\d{{4}}〕\d{{1,4}}号[）)])"
    r"|(?:落实|执行|按照|依据|根据|对照|参照|贯彻)(?P<standard>(?!国家|行业|地方|有关|相关|现行|最新|本|该|上述|以下)"
    r"[^《》〈〉，。；：“”（）()\s]{4,30}(?:规范|标准|要求|规程|规定|导则|指南|通则))(?=[（(](?:GB|JY|GA|JGJ|WS|DB)[^（）()]{2,24}[)）])"
    rf"|(?<![《〈{_HAN}])(?P<law>中华人民共和国[{_HAN}]{{2,16}}?法)(?=[，。、；规要等的和])"
    rf"|(?<=[实彻照据行守传的习])(?P<law2>中华人民共和国[{_HAN}]{{2,16}}?法)(?=[，。、；规要等的和])"
)
#: 落实教育部等九部门关于加快推进教育数字化的意见: who issued it, what about, and what it is.
_ABOUT = re.compile(
    rf"(?:落实|贯彻|执行|按照|根据|依据|对照|印发|出台|下发|转发|制定|学习)(?:了|好|落实)?(?P<name>(?:[{_HAN}\s]{{0,16}}(?:中央|国务院|部|部门|委|政府|厅|局|办公室))?"
    r"关于(?:进一步|加强|加快|深化|深入|推进|推动|做好|规范|完善|全面|新时代|构建|建立|健全|促进|开展|印发|减轻|实施|切实|支持|提高|统筹|改进|举办|调整|公布)"
    rf"[^《》〈〉，。；：“”（）()]{{4,48}}?的(?:若干|实施|指导|补充)?(?:意见|通知|决定|规定|办法|方案|批复|通告))(?:要求|精神|规定|部署)?(?=[，。；（、]|$|等)"
)
_ITEM = re.compile(r"^[^。]*情况\s*$")  # the words of a form, which its rows repeat
_REMARK = re.compile(r"[（(][^（）()]*[)）]$")
_ISSUED = re.compile(r"^[^关]{2,24}(?=关于)|[〈〉]")
#: What is carried out (实施…行动计划) or taken to heart (…纲要精神) is also said without marks, as is a law.
_DONE = ("教育法", "计划", "行动", "纲要")
_LONG_TITLE = 10  # the name of a shorter one (教育督导条例) is also said without marks
_OWN_NUMBER = re.compile(rf"[{_HAN}]{{2,10}}[\[［【(（〔]\s?(?:19|20)\d\d\s?[\]］】)）〕]\s?第?\s?\d{{1,4}}\s?号")
_NUMBER_FORM = re.compile(
    rf"(?<=[{_HAN}])(?:[\[［【(（]\s?(?:19|20)\d\d\s?[\]］】)）]\s?(?:第\s?)?\d{{1,4}}\s?号|〔\s?(?:19|20)\d\d\s?〕\s?(?:第\s?\d{{1,4}}|0\d{{0,3}})\s?号)"
)


def check_cited(texts: Sequence[Prose], region: str) -> Iterator[Finding]:
    """Title marks and document numbers; ``region`` is the report's own, empty when it is not known."""
    for rule, pattern, message, suggestion in (
        (LISTED, _LISTED, "并列的书名号或引号之间的顿号通常不用", "删去顿号"),
        (NESTED, _NESTED, "书名号里再用书名号应为单书名号〈〉", "里面一层改为〈〉"),
    ):
        group = "inner" if "inner" in pattern.groupindex else 0
        found = [Hit(p.flow, *m.span(group)) for p in texts for m in pattern.finditer(p.text)]
        yield from clustered(rule, found, f"{message}（{len(found)} 处）" if len(found) > 1 else message, suggestion)
    # the report's own number stands in a line of its own, which the rules on the layout look at
    cited = [p for p in texts if not _OWN_NUMBER.fullmatch(p.text.strip())]
    numbers = [Hit(p.flow, *m.span()) for p in cited for m in _NUMBER_FORM.finditer(p.text)]
    told = f"发文字号“{numbers[0].words}”的写法不对" if numbers else ""
    yield from clustered(NUMBER, numbers, told, "写成〔2024〕3号：六角括号，不加“第”，不编虚位")
    yield from _unmarked(texts, region)


@lru_cache(maxsize=1)
def _known() -> re.Pattern[str]:
    """Titles of the known documents that nobody could take for ordinary words."""
    titles = {_ISSUED.sub("", _REMARK.sub("", policy.title)) for policy in load_policies().values()}
    long = sorted((t for t in titles if len(t) >= _LONG_TITLE and not t.endswith(_DONE)), key=len, reverse=True)
    return re.compile(rf"(?P<name>{'|'.join(map(re.escape, long))})(?![》〉”]|[（(][^（）()]*[)）][》〉])")


def _unmarked(texts: Sequence[Prose], region: str) -> Iterator[Finding]:
    """Titles of documents and names of laws without title marks."""
    for text in texts:
        told_here = set[int]()
        for pattern in (_known(), _ABOUT):
            for match in text.find(pattern, "name"):
                start, end = match.span("name")
                if end in told_here or text.text[start - 1 : start] in "《〈“" or _ITEM.search(text.text):
                    continue
                told_here.add(end)
                told = f"“{match['name']}”是文件名，没有书名号"
                yield TITLE.at(text.flow, start, end, told, suggestion=f"改为《{match['name']}》")
        for match in text.find(_TITLE):
            if match.end() in told_here:
                continue
            group = next(name for name in ("name", "own", "rule") if match[name])
            if group == "own" and (not region or match[group][:2] not in region):
                continue  # 教育强省 is no place
            if group == "own" and _TITLED.match(text.text, match.start()):
                continue
            told = f"“{match[group]}”是文件名，没有书名号"
            yield TITLE.at(text.flow, *match.span(group), told, suggestion=f"改为《{match[group]}》")
        for match in text.find(_TITLED):
            group = match.lastgroup or "name"
            if match[group].startswith("关于") or match.end(group) in told_here:
                continue
            what = "文件名" if group in ("name", "standard") else "法律的名称"
            told = f"“{match[group]}”是{what}，没有书名号"
            yield TITLE.at(text.flow, *match.span(group), told, suggestion=f"改为《{match[group]}》")
