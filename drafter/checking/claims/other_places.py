"""Why a report names a place that is not its own: dealings with it, a comparison, people from there, a quotation."""

from __future__ import annotations

import re

from drafter.checking.localities import Locality

__all__ = ["AID", "DEALINGS_WITH", "explained"]

#: Words by which a sentence speaks of dealings with another place, wherever they stand in it.
DEALINGS_WITH = re.compile(
    r"对口|支援|支教|援[藏疆青建助派教]|协作|结对|帮扶|来自|(?<![学书典古史])籍(?!贯地)|毗邻|相邻|接壤|交界|邻[县区市近]"
    r"|[东南西北]部?(?:接|邻|连|靠|临|依|与|至|界|抵)|兄弟[县区市]|周边(?:[县市区省]|地区|乡镇)|对岸|外[省市县]|跨[省市县区域]|[两三四][县地区市]|双方|多地"
    r"|务工|流[入出]|转[入来出学]|生源|就读于|毕业于|考入|嫁|迁[入出往]|(?<!计)划[入归转出]|并入|撤[县区市](?=[设改并])|撤销[一-鿿]{2,4}[县区市]|更名|改[名称]|析置|前身"
    r"|[原旧](?:称|名)|区划|飞地|友好|比赛|大赛|竞赛|赛区|参赛|代表[队团]|运动会|论坛|培训班|跟岗|挂职|研修|异地|东西部|讲学|来访|现场会|研学|对标|借调|调[入出任]|任职"
)
#: Words that make a place named after them another one.
_TOWARDS = re.compile(
    r"[赴往](?!前)|前往|考察|借鉴|参照|参考|推广|学习|引[进入]|招引|邀请|观摩|参观|选派|委托|超过|高于|低于|优于|次于|追赶|领先|落后"
)
#: Words behind a place that speak of it as of another.
_AS_OTHER = re.compile(
    r"^[^。；，]{0,8}(?:经验|做法|模式|案例|专家|名师)|^[^。；，]{0,12}(?:[与和同到来赴对给](?:我|本)[县区市旗]|前来)"
)
#: A comparison in which the named place is the other: 某县为90.1%，我县较其高1.3个百分点.
_COMPARED = re.compile(
    r"(?:较|比|高[于出]|低于|优于|不及|超过|落后于?|领先于?)(?:之|其(?!中|他|余|它)|后者|该[县市区旗]|[我本][县市区旗])"
    r"|[我本][县市区旗][^，。；]{0,8}(?:略?[高低多少优]于?|领先|落后|排名?|居|列|位[居列次])"
    r"|[我本][县市区旗](?:则|也|仅|只|的)?(?:为|是|达到?)?\d"
)
_BETWEEN_US = re.compile(r"合作|联合|共建|签[订约署]|联盟|共同体|交流")
#: What another place does to one's own county: 某县检查组反馈我县问题6条.
_ON_US = re.compile(
    r"[^，。；\d]{0,20}[一-鿿](?:我[县区市旗])|[^。；]*(?:分流|接[收纳]|招收|吸[纳引]|面向|惠及|服务|方便|带动|影响)我[县区市旗]"
)
#: One of the counties of the city: 全市9县（区）中，某县率先通过.
_ONE_OF_ALL = re.compile(
    r"(?:\d|各|[一二三四五六七八九十])个?[县区](?:（[市区、]+）|市区|区)?之?(?:中|里|内)，[^，。；]{0,6}$"
)
#: Its figure in a list with one's own: 其中我县4所、某县5所.
_BESIDE_US = re.compile(r"[我本][县市区旗][^，。；\d]{0,8}\d[^。；，]*、$")
#: Teachers of the towns sent to the villages are no dealings with another place.
_WITHIN = re.compile(r"(?:到|赴|往)(?:乡村|农村|乡镇|薄弱|边远|山区)[^，。；]{0,6}(?:支教|任教|交流)")
_COUNTY = re.compile(r"[一-鿿]{1,3}(?<![全我本各该名地城])[县区旗](?![级域内])")
_THEN = re.compile("(?<!共)同期")
_TWO_OF_THEM = re.compile("[两三四][县地区市]")
_JOINTLY = r"[^，。；]{0,6}?(?:共建|合作|联合|组建|建立|签|联办|互)"
_QUOTED = ("《》", "“”", "〈〉")
#: Words before a name that make it the other side of something.
_OTHER_SIDE = re.compile(
    r"(?:[比与同和跟自给距到至向及、原旧]|(?<![用属位])于|相对|相较|参照|位居|仅次|去往|包括|以及|例如|比如|[东南西北])$"
)
_LISTED_AFTER = re.compile(r"(?:[（(][^（）()]{0,16}[)）])?[、和及与][一-鿿]{1,4}[县区市旗州]")
_PEOPLE_OF = re.compile(
    r"人(?!民|均|社|力|大|口)|户籍|籍|方向|一带|等[地县市区]|交界|边界|境内|高速|公路|铁路|高铁|监狱|战役|惨案"
)
#: A sentence on aid between counties, which explains the names of the next.
AID = re.compile(
    "协作|支援|支教|对口|(?:结对|帮扶)[^。]*(?<![全我本各])[县市区旗](?!级|域|内)"
    "|(?<![全我本各])[县市区旗](?!级|域|内)[^。]*(?:结对|帮扶)"
)
#: The values of neighbours listed behind a mean: 全市平均为19.36%，碧梧区21.08%，檀溪县18.94%.
_BESIDE_MEAN = re.compile(r"平均(?:水平|值)?(?:为|是)?\d[^。；]*\d[^，。；\d一-鿿]{0,2}[个元分人所]?[，、；]$")
_FIGURE = re.compile(r"(?:为|是|达)?\d")
_BEFORE = 200


def explained(text: str, place: Locality, section: str, own: str, parts: frozenset[str]) -> bool:
    """Whether another place is named for a reason: dealings with it, a comparison, a quoted name.

    Args:
        section: the heading it stands under; ``own``: the name of the report's region.
        parts: what the region has; a name in a list with these is told of as one of them.
    """
    before = text[max(0, place.start - _BEFORE) : place.start]
    stops = [m.end() for m in re.finditer(r"[。！？\n]", before)]
    sentence = before[stops[-1] if stops else 0 :]
    earlier = before[stops[-2] if len(stops) > 1 else 0 : stops[-1] if stops else 0]
    after = re.split(r"[。！？\n]", text[place.end : place.end + _BEFORE])[0]
    if any(before.rfind(mark[0]) > before.rfind(mark[1]) for mark in _QUOTED):
        return True
    among = _among(parts, before, text[place.end : place.end + _BEFORE])
    if not among and (_OTHER_SIDE.search(before[-4:]) or _LISTED_AFTER.match(text, place.end)):
        return True
    if _beside_us(place.name, sentence, after, own):
        return True
    if not among and own[-1:] in "县区旗" and _BESIDE_MEAN.search(sentence) and _FIGURE.match(after):
        return True
    here = _WITHIN.sub("", f"{sentence}｜{after}")
    spoken_of = (_TWO_OF_THEM.sub("", here) if among else here, section)
    return any(map(DEALINGS_WITH.search, spoken_of)) or _aided_before(place.name, earlier)


def _aided_before(name: str, earlier: str) -> bool:
    """Whether the sentence before told that the place lies elsewhere, or spoke of aid, and not of another county's."""
    others = [match[0] for match in _COUNTY.finditer(earlier)] if name[-1] in "县区旗" else []
    if re.search(rf"(?:邻近?|相邻|友邻|毗邻|周边|兄弟|外)[省市县区州旗]?的?{re.escape(name)}", earlier):
        return True  # 去邻市的甲县看集团化办学。甲县起步早，…
    return bool(AID.search(earlier)) and (name in earlier or not others)


def _beside_us(name: str, sentence: str, after: str, own: str) -> bool:
    """Whether the sentence holds the named place against one's own, or tells what the two do together."""
    towards = _TOWARDS.search(re.split(r"[；;，]", sentence)[-1])
    if towards or _AS_OTHER.match(after) or _PEOPLE_OF.match(after) or _COMPARED.search(after):
        return True
    named = re.escape(name)
    together = re.search(rf"[与和同]{named}{_JOINTLY}|[我本][县市区旗][与和同跟]{named}", sentence)
    if together or _ON_US.match(after) or any(one.search(sentence) for one in (_ONE_OF_ALL, _BESIDE_US)):
        return True
    with_us = rf"[与和同跟](?:我|本|{re.escape(own)})|[我本][县市区旗][与和同跟]"
    between = _BETWEEN_US.search(sentence + after) and re.search(with_us, sentence + after)
    return bool(between or _THEN.search(sentence + after))


def _among(parts: frozenset[str], before: str, after: str) -> bool:
    """Whether a name stands in a list right before or behind a part of the region."""
    return any(
        before.endswith((f"{part}、", f"{part}和")) or after.startswith((f"、{part}", f"和{part}")) for part in parts
    )
