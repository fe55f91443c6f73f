"""CON010: what has just been named goes on under another name: a document, a studio, a thing told once more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.findings import Evidence, Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY"]

OTHERWISE = Rule(
    "CON010",
    "called-otherwise",
    "刚说过的文件、工作室换了名称",
    Severity.WARNING,
    "刚写了印发某个方案，下一句“某某方案施行以来”说的却是全文没有提过的另一个；某某名师工作室的主持人写成了别人；"
    "“同批入选的还有”的，正是前面已经说过的那一个。",
    "改写套用旧稿时最容易漏改，名称一错，整段所说何事就不清楚。",
    (
        Example(
            "一、集团化\n印发《云岭市中小学集团化办学实施方案》，组建集团9个。县管校聘方案施行半年，9个集团交流教师86名。"
        ),
        Example("一、供餐\n出台《云岭市学校食堂大宗食材采购办法》。校车办法的第9条被省厅转发。"),
        Example("一、名师\n建成“林秋月化学名师工作室”，吸纳青年教师12名。主持人何文海系市二中正高级教师。"),
        Example("一、志愿\n省里评选优秀项目，“书香驿站”入选，同批的还有市图书馆的“书香驿站”。"),
        Example("一、集团\n青禾教育集团带动5所小学。年底考核，青禾教育联盟等3个集团为优秀。"),
    ),
    (
        Example(
            "一、集团化\n印发《云岭市中小学集团化办学实施方案》，组建集团9个。集团化办学方案施行半年，交流教师86名。"
        ),
        Example("一、集团化\n印发《云岭市中小学集团化办学实施方案》，组建集团9个。试点方案施行半年，交流教师86名。"),
        Example("一、供餐\n出台《食材采购办法》和《学校校车安全管理办法》。校车办法的第9条被省厅转发。"),
        Example("一、供餐\n校车管理办法出台后，市里又出台《食材采购办法》。校车办法施行以来，清退车辆6台。"),
        Example("一、名师\n建成“林秋月化学名师工作室”，吸纳青年教师12名。主持人林秋月系市二中正高级教师。"),
        Example("一、名师\n建成“林秋月化学名师工作室”“何文海语文名师工作室”。主持人何文海系市二中正高级教师。"),
        Example("一、志愿\n省里评选优秀项目，“书香驿站”入选，同批的还有市图书馆的“星光书房”。"),
        Example("一、集团\n青禾教育集团带动5所小学。年底考核，青禾教育集团等3个集团、清源教育联盟等2个联盟为优秀。"),
    ),
    "《党政机关公文处理工作条例》第十九条：表述准确，前后一致",
)

_KINDS = "方案|办法|细则|条例|意见|规定"
_TITLE = re.compile(rf"《(?P<name>[^《》]{{3,60}}?)(?P<kind>{_KINDS})(?:[（(][^（）()]{{1,8}}[）)])?》")
_GOES_ON = re.compile(
    rf"(?:^|[，。；])(?P<name>[一-鿿]{{2,12}}?)(?P<kind>{_KINDS})"
    r"(?:(?:施行|实施|落地|出台|印发)(?:以来|后|之后|当年|首年|[半一二两三四五六七八九十]|\d|第)|的?第[一二三四五六七八九十\d]{1,3}条)"
)
#: Words that any plan may be called by: they tell of none in particular.
_ANY = re.compile(
    r"这[一个项]?|该|此|本|上述|新|老|旧|两[个项部]|三[个项部]|试点|实施|管理|工作|指导|暂行|行动|配套|相关|有关|改革|推进|建设|专项|具体|总体|整体|上一|前一"
    r"|[全我本]?[省市县区州旗]|国家|学校|中小学|教育|以上|各|随着|自|在|按照|根据|等|其|后|文件|政策|补充|修订|意见|规划"
)
_STUDIO = re.compile(
    r"[“\"]?(?P<name>[一-鿿]{2,12}?)(?P<kind>名师|名校长|名班主任|名园长|特级教师|劳模)[一-鿿]{0,4}?工作室"
)
_HOST = re.compile(r"(?:主持人|领衔人|领衔名师)(?:为|是)?(?P<who>[一-鿿]{2,3}?)(?=系|为|是|[，、（(。]|曾|获|入选|被)")
_NOT_A_NAME = re.compile(r"[的由和与及]|工作|培训|学员|每|全|均|都|牵头|负责|定期|带领|老师|教师|共|须|应")
_ALSO = re.compile(
    r"“(?P<name>[^“”]{2,14})”[^。“”]{0,30}?(?:同榜|同批|同期|同时|一同|一起|此外|另外|并列)[^。“”]{0,10}(?:还有|另有)[^。“”]{0,16}“(?P<again>[^“”]{2,14})”"
)
#: 甲教育联盟等3个集团: what is counted as one thing and called another.
_COUNTED_AS = re.compile(
    r"(?:^|[，。；、对由])(?P<name>[一-鿿]{2,8}?)(?P<kind>联盟|集团|共同体|联合体)等(?:\d{1,2}|[两二三四五六七八九十])个(?:教育|办学)?(?P<as>联盟|集团|共同体|联合体)"
)
_FAR = 200


def check(context: CheckContext) -> Iterator[Finding]:
    """Every paragraph that names a document, a studio or something between quotation marks."""
    told_before: list[str] = []
    for flow in context.document.flows:
        if flow.part in ("body", "textbox"):
            yield from _counted_as(flow, context)
    for flow in context.document.flows:
        if flow.part in ("header", "footer"):
            continue
        if flow.part != "table":
            if "《" in flow.text:
                yield from _documents(flow, "\n".join(told_before))
            if "工作室" in flow.text:
                yield from _studios(flow)
            if "还有“" in flow.text or "有" in flow.text and "“" in flow.text:
                yield from _also(flow)
        told_before.append(flow.text)


def _counted_as(flow: Flow, context: CheckContext) -> Iterator[Finding]:
    """「甲教育联盟等3个集团」, where the text elsewhere has 甲教育集团."""
    for match in _COUNTED_AS.finditer(flow.text):
        right = match["name"] + match["as"]
        if match["kind"] != match["as"] and any(right in other.text for other in context.document.flows):
            told = f"别处称“{right}”，这里称“{match['name']}{match['kind']}”，数的也是{match['as']}"
            yield OTHERWISE.at(flow, match.start("name"), match.end("kind"), told, suggestion=f"改为“{right}”")


def _documents(flow: Flow, before: str) -> Iterator[Finding]:
    """「印发《甲方案》。乙方案施行半年」, where nothing before speaks of 乙."""
    text = flow.text
    titles = list(_TITLE.finditer(text))
    for match in _GOES_ON.finditer(text):
        near = [
            t for t in titles if match.start() - _FAR <= t.end() <= match.start() + 1 and t["kind"] == match["kind"]
        ]
        if len(near) != 1 or text.count("。", near[0].end(), match.start("name")) > 1:
            continue
        name = _ANY.sub("，", match["name"])
        pairs = [pair for i in range(len(name) - 1) if "，" not in (pair := name[i : i + 2])]
        told = before + text[: match.start()]
        if pairs and not any(pair in told for pair in pairs):
            yield OTHERWISE.at(
                flow,
                match.start("name"),
                match.end("kind"),
                f"前面说的是《{near[0]['name']}{near[0]['kind']}》，这里是没有提过的“{match['name']}{match['kind']}”",
                evidence=(Evidence("document", "", near[0].group()),),
                suggestion="核对说的是哪个文件",
            )


def _studios(flow: Flow) -> Iterator[Finding]:
    text = flow.text
    studios = list(_STUDIO.finditer(text))
    for match in _HOST.finditer(text):
        near = [s for s in studios if match.start() - _FAR <= s.end() <= match.start()]
        if len(near) != 1 or _NOT_A_NAME.search(match["who"]) or match["who"] in near[0]["name"]:
            continue
        named = near[0]["name"]
        if "“" + named not in text and '"' + named not in text:
            continue  # where the name of the studio begins is not sure
        if re.search(rf"{re.escape(match['who'])}[^，。；]{{0,8}}工作室", text[: match.start()]):
            continue
        told = f"前面是“{near[0].group().strip('“')}”，主持人却写“{match['who']}”"
        yield OTHERWISE.at(flow, *match.span("who"), told, suggestion="核对主持人姓名")


def _also(flow: Flow) -> Iterator[Finding]:
    for match in _ALSO.finditer(flow.text):
        if match["name"] == match["again"]:
            told = f"“{match['again']}”前面已经说过，不会“还有”它"
            yield OTHERWISE.at(flow, *match.span("again"), told, suggestion="核对两处名称")


FAMILY = Family("CON", "前后矛盾", (OTHERWISE,), check)
