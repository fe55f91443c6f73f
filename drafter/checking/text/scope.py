"""Whose figure it is: the place, the plan, the subset or the earlier year that a sentence narrows it to.

A name right before a figure proves little when the words before the name speak of another county, of new schools
only, or of a target: those figures are left alone.
"""

from __future__ import annotations

import re

from drafter.checking.text.statements import FALL, RISE, Figure, Role, Statement
from drafter.checking.text.things import read_thing

__all__ = [
    "Scope",
    "compared_mark",
    "counts_a_subset",
    "goes_ahead",
    "is_standard",
    "of_a_size",
    "headed_year",
    "opened_stage",
    "set_aside",
    "some_of_them",
    "stage_of_heading",
]

_PLAIN = (
    r"^[\s，、,：:“”\"'‘’]*"
    r"(?:(?:截至|截止|到|至)?\s*(?:19|20)?\d{0,4}\s*年?度?\s*(?:\d{1,2}\s*月)?(?:底|末|份|\d{1,2}日)?[，,\s]*)?"
    r"(?:其中|目前|现|同时|另外|此外|年内|本年度?|今年|当年|上一?学?年度?|去年|全年|{own}|各地"
    r"|按|依|的|，|,|、|和|与|及|由|将|把|使|实现|推动|确保|经|统计|据|显示|数据|累计|共有?|现有|拥有|设有|有|已|均|地方?|符合条件|义务教育学校)*[\s，,]*$"
)
#: Words that narrow a figure to a part of the region, or make it a flow where the indicator is a stock.
_NARROWED = re.compile(
    r"新|每|各县|部分|城区|城镇|农村|乡村|县域|乡镇|中心城|重点|其他|剩余|[一-鿿](?<![全各个我本该辖])[县区](?!域|级|内|委|政)"
)
#: Another place as the subject of a sentence: 望山县, 城区; the area it is a word for (社区, 校区) is none.
_PLACE = re.compile(
    r"城区|县城|农村|乡村|中心城|市本级"
    r"|[一-鿿](?:(?<![全各个我本该辖市在是由给把将托])县|(?<![全各个我本该辖市学校社园地片山城郊老牧矿库景设是由给把将托])区)(?!域|级|内|委|政|长|城|间|[（(])"
)
#: A town as what a clause is about: 城关镇小学有232个班, 其中河口镇有初中生640人; 城关镇第二小学 is a school.
_TOWN = re.compile(
    r"(?:^|[，。；：])\s*(?:[一二三四五六七八九十]{1,2}是)?(?:其中|而|但|仅|光)?[，,]?"
    r"[一-鿿]{1,3}(?<![乡城集建小市村各每个点心全本我该等要的])(?:镇|街道|(?<![城下山家回返进到入])乡)"
    r"(?:的?(?:小学|初中|幼儿园|中小学|义务教育学校|学校))?(?:里|共|现|就|只|仅|还|已)*(?:有|是|占|为|的|在校|在园|校均|平均|小学生|初中生)"
)
#: What a region has and lies by: 辖莲江区、东浦县等6个县（市、区）, 与河阳县相邻.
#: 泓北、望岭两区小学在校生74158人，…；小学专任教师4309人: all of it is of these.
_PLACES_TOGETHER = re.compile(
    r"^\s*[一-鿿]{1,6}(?:[、和][一-鿿]{1,6}?){1,4}(?:[两三四五]个?[县区市旗镇乡]|[两三四五]个乡镇)(?=[一-鿿])(?!合计|共|一共)"
)
_SITUATED = re.compile(
    r"辖[^。；]{0,80}?(?:\d+|[一二三四五六七八九十]+)\s?个[^，。；、和]{0,12}|[与同][^，。；]{2,24}(?:相邻|接壤|毗邻|交界|为邻)"
    r"|(?:地处|位于)[^，。；]{2,20}|是[^，。；]{0,10}(?:城区|中心城)之一|(?<![^，、；。：])[东南西北]{1,2}部?(?:接|邻|临|靠|连|界|毗|抵|望|依|与)[^，。；、]{2,16}"
)
_LEVEL = re.compile(r"[全我][国省市县区州盟旗]|全域")
_PLANNED = re.compile(
    r"下一步|明年|今后|未来|力争|争取(?!到?(?:了|上级|中央|国家|省|市|县|各|专项|资金|项目|财政|债券|补助|社会))|预计|(?<![虚模草])拟(?!定|合|人)|将(?=[达提增新建投])"
)
#: An item of a list of measures, and what makes one of its items a plan.
_LATER_ITEM = re.compile(r"^\s*[二三四五六七八九十]{1,2}是")
_ITEM = re.compile(r"^\s*[一二三四五六七八九十]{1,2}[是要]")
_YEAR_AHEAD = re.compile(r"(?<!\d)(20\d\d)年(?!\d{0,2}月|[底末初])")
#: 二要扩大资源: what is to be done.
_TO_DO = re.compile(r"^\s*[一二三四五六七八九十]{1,2}要")
_MEANS_TO = re.compile(r"(?:^|[，。；])(?:计划|拟|力争|预计|争取)")
_LIST_BACK = 1500
_LIST_GOES_ON = re.compile(r"^\s*[、和及与以][^，,；;]*$")
#: What may follow a figure that counts all there is: 小学12所获评示范校 counts some.
_CLOSED = re.compile(r"\s*(?:$|[，。；、！？,;:：（）()|]|[比较占和与及]|同比|分别)")
_CHANGED = re.compile(rf"(?:又|再|净|共)?(?:{RISE}|{FALL}|多|少)")
_ATTRIBUTE = re.compile(r"的(?!历史|较?高水平|新高)")
_STANDARD_BEFORE = re.compile(r"(?:标准|要求|规定|定额|限额|上限|下限|红线|底线|目标|任务|编制)$")
#: 均高于国家基准定额（…）: what others ask, and not what there is.
_MARK_OF_OTHERS = re.compile(
    r"(?:[高低优][于出]|超过|超出|达到|国家|部颁|[省市][定级]|基准|最低|基本)[^，。；：（）\d]{0,12}"
    r"(?:标准|要求|规定|定额|限额|上限|下限|红线|底线|目标|平均水平|均值)(?:值|线)?$"
)
_STANDARD_INSIDE = re.compile(r"标准|定额|要求|目标|核定|控制线|应配|编制数")
_EARLIER = re.compile(r"以来|年来|年均|累计|近[一二三四五六七八九十两\d]+年")
_OVER_YEARS = re.compile(
    r"(?:前|近|过去|[两这])[二三四五六七八九十两\d]*年(?:来|间|共|累计|合计|一共|总共)|五[”\"’]?(?:规划|时期|期间)*以来"
)
_THIS_YEAR = re.compile(r"本年|今年|当年|年内|年末|年底|其中|目前|现有|(?:19|20)\d\d年(?!以来|至|[到—-])")
_COMPARED_WITH = re.compile(
    r"(?<![同占环之对])(?:比(?![例重率值])|较(?![大多好为快高低小]))(?P<base>[^，。；、]{1,12})"
)
_LAST_YEAR = re.compile(r"^\s*(?:上|去年|前一年|(?P<year>(?:19|20)\d\d))")
_DECEMBER = 12
_BRACKETS = re.compile(r"[（()）]")
#: A title that stands before its text in one paragraph.
_TITLE = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[.．、）)]?\s*)?(?P<title>[^，。；：、（(\d]{2,14})[。：](?=.)"
)
#: A point of a paragraph that is all of one stage: 三是特教，8所学校…专任教师286人.
_POINT = re.compile(r"^\s*(?:[一二三四五六七八九]是|其[一二三四五六]，?)(?P<title>[^，。；：\d]{2,6})[，：]")
#: An item that is all of one year.
_JOINED = re.compile("[、和与及]")
_HEADED_BY_YEAR = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、])?\s*"
    r"(?P<year>20\d\d)年(?:度)?(?:[：:][^，。；：\d]{1,10}。|[。]|[^，。；：\d]{0,6}[：:](?=.))"
)
#: The whole region as the subject of a clause; 全市首个 and 全市最高 only rank a part among the others.
_TURNED = (
    r"(?:^|[，；。：（\s])(?:而|但|目前|同时|截至[^，。；]{0,8}[，,]?|(?:20\d\d年|本年|今年)[，,]?|就|从|按|在)?(?:{own})"
    r"(?!首|率先|唯一|第|前|最|平均|均值|先进|领先|总数的|的|排名|排)"
)

_OF_A_SIZE = re.compile(
    r"\d[^，。；\d]{0,6}(?:以[上下内外]|之内|不足|不到)的?[^，。；]{0,10}$"
    r"|(?:不足|不到|超过|少于|多于|大于|小于)\d[^，。；]{0,14}$"
)
_SOME_OF = re.compile(r"(?<![高初职完普年])中(?:的|有)$|(?:已|未|仍|尚|正在)[一-鿿]{1,8}的$")


_PART = re.compile(
    r"^(?!设区市|县区|区县|市县|乡镇|镇街|街镇|城乡|各|平均|每|全部|其余|余下)[一-鿿]{1,6}(?<![全我本各])(?:县|(?<![社校园学地任矿])区|市|旗|镇|乡|街道|苏木)$"
)


#: 东棠市临槐区 calls itself 临槐区.
_LAST_NAME = re.compile(r"^.{2,12}?[省市州盟](?=.{2,})")


class Scope:
    """What the words of a report say about whose figure follows.

    Args:
        region: whose report it is; only 全市 and 我市 are its own for a city, not 全省.
        year: the reported year.
    """

    def __init__(self, region: str, year: int) -> None:
        self._year = year
        letter = region[-1:] if region[-1:] in "省市县区州盟旗" else ""
        own = f"(?:全|我){letter}" if letter else "我[省市县区州]|全[省市县区州]"
        self._plain = re.compile(_PLAIN.replace("{own}", f"{own}|全域"))
        self._names = [name for name in (region, _LAST_NAME.sub("", region)) if name]
        self._own = re.compile("|".join([own, "全域", *map(re.escape, self._names)]))
        self._turned = re.compile(_TURNED.replace("{own}", self._own.pattern))

    def plain(self, head: str) -> bool:
        """Whether the words before a name are no more than the region, the year and the like."""
        return bool(self._plain.match(self._without_region(head)))

    def narrowed(self, text: str) -> bool:
        """Whether a text speaks of a part of the region or of what is new."""
        return bool(_NARROWED.search(self._without_region(text)))

    def says_own(self, head: str) -> bool:
        """Whether a text names the whole region."""
        return bool(self._own.search(head))

    def of_another_level(self, text: str) -> bool:
        """Whether the level named last is above or below the region's own: 全省 or 全国 in a city's report."""
        named = list(_LEVEL.finditer(text))
        return bool(named) and not self._own.match(named[-1].group())

    def elsewhere(self, before: str) -> bool:
        """Whether the place named last is another one."""
        before = _SITUATED.sub("", before)
        own = [match.end() for match in self._own.finditer(before)]
        said = self._without_region(before[max(own, default=0) :])
        return bool(_PLACE.search(said) or _TOWN.search(said))

    def of_part(self, statement: Statement, at: int) -> bool:
        """Whether the paragraph of a sentence is told of a part of the region (（一）临江区。…), and nothing before an
        offset turns to the whole of it.
        """
        told_of_some = bool(statement.place) or _PLACES_TOGETHER.match(statement.text) is not None
        return told_of_some and not self._turned.search(statement.between(statement.start, at))

    def apart(self, statement: Statement, at: int) -> bool:
        """Whether what stands at an offset is told of a part of the region, or of a place outside of it."""
        return self.elsewhere(statement.between(statement.start, at)) or self.of_part(statement, at)

    def part(self, name: str) -> bool:
        """Whether a name is that of a part of the region: 望江县, 城区."""
        return bool(_PART.match(name)) and name not in self._names

    @staticmethod
    def planned(before: str) -> bool:
        """Whether a sentence speaks of what is to come."""
        return bool(_PLANNED.search(before))

    @staticmethod
    def over_years(before: str) -> bool:
        """Whether a sentence speaks of what came about in several years: “十四五”前四年累计…."""
        told = list(_OVER_YEARS.finditer(before))
        return bool(told) and not _THIS_YEAR.search(before, told[-1].end())

    def among_plans(self, statement: Statement) -> bool:
        """Whether an item goes on with a list of plans: 「一是明年6月前完成…。二是…。三是…比例提升到24%」."""
        if _TO_DO.match(statement.text):
            return True
        before = statement.between(max(0, statement.start - _LIST_BACK), statement.start)
        if _ITEM.match(statement.text) and self._year and _opens_with_year(before) == self._year + 1:
            return True  # 2024年，我们办四件事。一是新增学位3200个
        told = [sentence for sentence in before.split("。") if sentence]
        ahead = [bool(_PLANNED.search(sentence) or _MEANS_TO.search(sentence)) for sentence in told]
        if len(told) > 1 and ahead[0] and sum(ahead) > 1:
            return True  # 大班额力争降到10个以内。计划新增学位6600个。公办园占比达到55%以上
        if not _LATER_ITEM.match(statement.text):
            return False
        opened = before.rfind("一是")
        said = before[opened:] if opened >= 0 else ""
        return f"{self._year + 1}年" in said or "明年" in said or bool(_MEANS_TO.search(said))

    def since_last_year(self, statement: Statement, change: Figure) -> bool:
        """Whether a change is told against the year before, as far as the sentence says."""
        if headed_year(statement) not in (0, self._year):
            return False
        before = re.split(r"[。；;]", statement.between(statement.start, change.start))[-1]
        opened = change.start - len(before)
        for date in statement.dates:
            if date.start < opened or date.end > change.start or not date.year:
                continue
            if (
                date.kind == "range"
                or date.month not in (0, _DECEMBER)
                or date.year not in (self._year, self._year - 1)
            ):
                return False
        if _EARLIER.search(before):
            return False
        bases = [match["base"] for match in _COMPARED_WITH.finditer(before)]
        last = _LAST_YEAR.match(bases[-1]) if bases else None
        return not bases or (last is not None and last["year"] in (None, str(self._year - 1)))

    def _without_region(self, text: str) -> str:
        for name in self._names:
            text = text.replace(name, "")
        return text


def counts_a_subset(statement: Statement, figure: Figure, stock: bool) -> bool:
    """Whether the words after a figure make it one of some: 12所获评…, 1.2万人的高校.

    Args:
        stock: whether it counts schools or people, of which a verb may pick some.
    """
    last = figure
    for other in statement.figures:
        if other.id > last.id and _LIST_GOES_ON.match(other.gap):
            last = other
        elif other.id > last.id:
            break
    after = statement.between(last.end, min(statement.end, last.end + 6))
    changed = figure.role is Role.PREVIOUS and _CHANGED.match(after)  # 较上年的3941人减少49人: of all there were
    return bool(_ATTRIBUTE.match(after)) or (stock and not changed and not _CLOSED.match(after))


def _opens_with_year(before: str) -> int:
    """The year that the sentence before a list names first, 0 where it names none."""
    opened = before.rfind("一是")
    lead = before[: opened if opened >= 0 else len(before)]
    named = _YEAR_AHEAD.search(lead)
    return int(named[1]) if named else 0


def is_standard(figure: Figure) -> bool:
    """Whether a bracket that tells a standard holds a figure: 优质均衡标准（小学45人、初中50人）, （定额650元）."""
    statement = figure.statement
    before = statement.between(statement.start, figure.start)
    opened = before.rfind("（")
    if opened < 0 or "）" in before[opened:]:
        return False
    return bool(_STANDARD_BEFORE.search(before[:opened]) or _STANDARD_INSIDE.search(before[opened:]))


def compared_mark(figure: Figure) -> bool:
    """Whether a figure stands in brackets behind the mark that values are held against: 均高于国家定额（720元）."""
    before = figure.statement.between(figure.statement.start, figure.start)
    opened = before.rfind("（")
    return opened >= 0 and "）" not in before[opened:] and bool(_MARK_OF_OTHERS.search(before[:opened]))


def goes_ahead(figure: Figure, year: int) -> bool:
    """Whether a sentence looks ahead of the reported year: 将于2027年达到峰值8.42万人，比2025年再增2600人."""
    statement = figure.statement
    if not year:
        return False
    ahead = any(date.year > year for date in statement.dates if date.year and date.end <= figure.start)
    return ahead or re.search(rf"[比较]{year}年", figure.gap) is not None


def set_aside(after: str) -> bool:
    """Whether brackets close behind a value that stands in them: 「486所（公办231所），比上年减少6所」.

    Args:
        after: the words from the value to what may be told of it; brackets that open among them close their own.
    """
    depth = 0
    for mark in _BRACKETS.findall(after):
        depth += 1 if mark in "（(" else -1
        if depth < 0:
            return True
    return False


def opened_stage(statement: Statement) -> str:
    """The stage of school that a paragraph or a point opens with as a heading: 「2.义务教育。…」, 「三是特教，…」."""
    point = _POINT.match(statement.text)
    if point and (thing := read_thing(point["title"])).stage and not thing.core:
        return thing.stage
    title = _TITLE.match(statement.flow.text)
    return read_thing(title["title"]).stage if title else ""


def stage_of_heading(text: str) -> str:
    """The one stage of school that a heading names; none where it names several: 初中和高中的孩子多了."""
    stage = read_thing(text).stage
    named = {read_thing(part).stage for part in _JOINED.split(text)} - {""}
    return "" if len(named) > 1 and stage in named else stage


def headed_year(statement: Statement) -> int:
    """The year that a paragraph opens with as with a heading, 0 where it does not: 「（二）2021年：提速。…」."""
    title = _HEADED_BY_YEAR.match(statement.flow.text)
    return int(title["year"]) if title else 0


def of_a_size(clause: str) -> bool:
    """Whether words count only those above or below a size: 46人以上的班级, 不足100人的学校."""
    return bool(_OF_A_SIZE.search(clause))


def some_of_them(gap: str) -> bool:
    """Whether a figure counts some of what stands before it: 55所学校中的49所, 已销号的13个问题."""
    return bool(_SOME_OF.search(gap))
