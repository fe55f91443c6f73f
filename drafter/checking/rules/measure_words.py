"""STY034: a thing counted by a measure word that it never takes (校车23间), and sites measured like countries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.prose import Prose, prose
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

MEASURE = Rule(
    "STY034",
    "measure-word",
    "量词与所数的事物不搭配",
    Severity.WARNING,
    "校车、图书、教室、课桌椅等后面写了不能用来数它的量词，或校舍、场地的面积用了平方公里。",
    "多半是照着相邻的一项改数时漏改了量词或单位，读者会怀疑数的是什么。",
    (
        Example("一、基本情况\n新购置标准校车18间，线路优化为26条。"),
        Example("一、基本情况\n补充图书2.4万辆，新增32本教室。"),
        Example("一、基本情况\n新建运动场地3.2平方公里。"),
    ),
    (
        Example("一、基本情况\n新购置标准校车18辆，校车每车12座，新建教室32间，补充图书2.4万册，新增课桌椅1200套。"),
        Example(
            "一、基本情况\n每间教室1台一体机，赠送学生320册，安装空调85所，学校服务半径3平方公里，县域面积1260平方公里。"
        ),
    ),
    "《现代汉语八百词》附录：名词、量词配合表",
)

_ROOMLIKE = "间座栋幢"
_ODD = "辆台册本张把块片条棵株头匹件架栋幢座间艘颗枚朵只幅支扇盏顶"
#: Things that are bought, and the measure words among ``_ODD`` that count them all the same.
_GOODS: tuple[tuple[str, str], ...] = (
    ("校车|公交车|接驳车|救护车|通勤车|班车|专用校车", "辆台件架条"),
    ("图书|藏书|课外书|绘本|图画书|课外读物|教材", "册本张件片架"),
    (
        "电脑|计算机|笔记本电脑|平板电脑|一体机|投影仪|打印机|空调|饮水机|净水器|消毒柜|显微镜|钢琴|服务器|学习机|安检门|净水设备|直饮水机",
        "台件架只块",
    ),
    ("摄像头|监控探头|监控摄像头|报警装置|一键报警装置|报警器", "台件只枚颗支架"),
    ("课桌椅|桌椅|课桌|课椅|餐桌|餐桌椅|高低床|学生床|书架|书柜|床位", "张把件台条只架块"),
)
#: What may stand in a list of places too (空调：教室12台、宿舍8台), so that only what is built or held counts.
_PLACES: tuple[tuple[str, str], ...] = (
    (
        "教室|功能室|实验室|图书室|阅览室|办公室|录播室|心理辅导室|心理咨询室|计算机室|舞蹈室|琴房|活动室|保健室|卫生室|宿舍|周转房|周转宿舍|资源教室|教师公寓",
        _ROOMLIKE,
    ),
    ("教学楼|综合楼|宿舍楼|实验楼|办公楼|食堂|体育馆|图书馆|风雨操场|学生公寓", _ROOMLIKE),
    ("运动场|操场|足球场|篮球场|排球场|田径场|塑胶跑道|塑胶操场|运动场地|种植园", "块片座条幅"),
    ("学校|小学|初中|高中|中学|幼儿园|教学点|公办园|民办园|普惠园|中职学校|寄宿制学校|九年一贯制学校", "间座片"),
    ("课程|校本课程|精品课|公开课|示范课|优质课|精品课程|选修课|微课", "件片"),
    ("论文|征文|典型案例|教学案例|调研报告|教学设计|课例", "件本册"),
    ("社团|合唱团|志愿服务队|名师工作室|工作坊|管乐团|校园足球队|兴趣小组", "支间"),
    ("校车线路|公交线路|研学线路|研学路线", "条件"),
    ("实践基地|实训基地|研学基地|劳动基地|教育基地|劳动教育基地|实习基地|科普基地", "块座片间"),
    ("座谈会|家长会|运动会|推进会|现场会|观摩会|培训班|讲座|应急演练|专题讲座|教研活动", "件台"),
)
_PEOPLE = (
    "专任教师|特岗教师|骨干教师|教师|在校生|学生|毕业生|校长|园长|保育员|保安|专职保安|校医|教研员|督学|责任督学|班主任|辅导员|志愿者|公费师范生"
    "|在园幼儿|幼儿|随迁子女|留守儿童|残疾儿童"
)
_ODD_FOR_PEOPLE = "辆棵株头匹栋幢座架艘颗朵块片条扇盏顶"
_DOING = (
    "(?:新建|改建|扩建|新增|增设|建成|建设|改造|维修|修缮|启用|招聘|引进|补充|选派|培训|表彰|遴选|创建|打造|评选|开办|举办|组织|开展|设立|建立|成立"
    "|组建|开设|开发|现有|共有|拥有)了?[一-鿿]{0,6}?"
)
_NUMBER = r"(?:\d[\d,.]*\s?[万亿]?[余多]?|[一二两三四五六七八九十百千万]{1,6}[余多]?)\s?"
_LEADS = r"(?:共计?|合计|累计|总计|已?达到?|约|近|各?有|为|超过?|增加?[到至])?\s?"
_ENDS = r"(?=[，。；、）和及与]|\s*$)"
#: One head's share (每间教室1台), or who is given what (赠送学生320册).
_SHARED = re.compile("每|平均|按|赠|送|发|捐|奖励|[为向给对]")
_FIELD_NAMES = (
    r"校舍|建筑|运动场地?|操场|用房|教室|食堂|宿舍|场馆|体育馆|教学楼|综合楼|图书馆|塑胶跑道|跑道|足球场|篮球场|周转房|公寓"
    r"|(?:学校|小学|初中|高中|中学|幼儿园)占地"
)
_AREA = re.compile(
    rf"(?:{_FIELD_NAMES})(?:建筑)?(?:总?面积)?[^，。；、\d]{{0,4}}\d[\d,.]*\s?[万]?\s?(?P<words>平方公里|平方千米|公顷里)"
    rf"|(?:{_FIELD_NAMES})[^，。；\d]{{0,6}}\d[\d,.]*\s?[片个块处所栋幢座]，(?:面积|合计|共计?|总面积)[^，。；\d]{{0,3}}\d[\d,.]*\s?万?\s?(?P<again>平方公里|平方千米)"
)


def _patterns(nouns: str, taken: str, doing: str = "") -> Iterator[re.Pattern[str]]:
    """A thing before its number, and behind it."""
    names = "|".join(sorted(nouns.split("|"), key=len, reverse=True))
    odd = _ODD_FOR_PEOPLE if nouns == _PEOPLE else "".join(mark for mark in _ODD if mark not in taken)
    heads = "名位" if not doing else ""  # of goods nobody is 名: 教师 and 学生 are; 校车12名 has lost its noun
    yield re.compile(rf"{doing}(?:{names}){_LEADS}{_NUMBER}(?P<words>[{odd}{heads}]){_ENDS}")
    yield re.compile(rf"(?<![一-鿿第\d.]){_NUMBER}(?P<words>[{odd}])(?:{names}){_ENDS}")


#: Each with whether a good named before it may be what is counted: 计算机小学13台、初中18台.
_TABLE = (
    *((pattern, False) for nouns, taken in _GOODS for pattern in _patterns(nouns, taken)),
    *((pattern, True) for nouns, taken in (*_PLACES, (_PEOPLE, "")) for pattern in _patterns(nouns, taken, _DOING)),
)


_GOOD = re.compile("|".join(nouns for nouns, _ in _GOODS))


def check(context: CheckContext) -> Iterator[Finding]:
    """Things counted in the running text."""
    for text in prose(context.document):
        for pattern, goods in _TABLE:
            for match in text.find(pattern):
                before = _clause(text, match.start())
                if _SHARED.search(before) or (goods and _GOOD.search(before + match.group())):
                    continue
                words = match.group()
                told = f"“{words}”里的量词“{match['words']}”与所数的事物不搭配"
                yield MEASURE.at(
                    text.flow, *match.span(), told, suggestion="改用相应的量词，并核对数的是什么", key=words
                )
        for match in text.find(_AREA):
            group = "words" if match["words"] else "again"
            told = f"校舍、场地的面积写成了“{match[group]}”"
            yield MEASURE.at(text.flow, *match.span(), told, suggestion="核对单位，一般用平方米", key=match.group())


def _clause(text: Prose, start: int) -> str:
    """What stands before a place in its clause."""
    return re.split("[，。；：]", text.text[max(0, start - 24) : start])[-1]


FAMILY = Family("STY", "语言文字", (MEASURE,), check)
