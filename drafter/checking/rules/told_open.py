"""CON008: one and the same thing told done in one place and open in another; a closed school counted again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from drafter.checking.claims.standing import Standing, same_thing, standings
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Statement
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY"]

BOTH = Rule(
    "CON008",
    "done-and-still-open",
    "同一件事，一处办成了，一处没办成",
    Severity.WARNING,
    "点了名的同一所学校、同一个小区、同一项工程，一处写已建成、已移交、已办结，另一处写还没有；全部建成了，却还有余下的要补；"
    "已经投用，却预计明年开工；撤并、停办了的学校又算在现有的里面。",
    "必有一处是照旧稿抄的，上级到现场一看就知道。",
    (
        Example("一、整改\n石溪二中消防验收问题，已于6月取得合格意见书并销号。\n二、问题\n石溪二中消防验收尚未通过。"),
        Example("一、配套园\n其中锦绣湾配套园9月已招生。\n二、下一步\n推动锦绣湾配套园处置，争取2026年上半年接收。"),
        Example("一、整改\n全部整改到位，其中市七中学生宿舍楼已建成。\n二、问题\n市七中寄宿条件差，宿舍楼仍停在纸上。"),
        Example("一、早教\n早期教育中心已经运营，首批幼儿3月入托，预计2026年三季度开工。"),
        Example("一、体育\n40所中小学全部建成测试角。预算留了60万元，明年再建12处，把余下的9所学校补上。"),
        Example("一、卫生\n全市公办园100%配备保健人员。46所公办园里，专职保健员30名，其余16所里有4所无人负责保健。"),
        Example("一、实事\n年初确定的8件实事，7件落地，包括城北小学扩建在内全部如期交付。"),
        Example("一、布局\n撤并柳沟、石岭、河湾3个教学点，学生分流到中心小学。撤点之后，石岭教学点在校生12名。"),
        Example("一、中职\n宏图职业高中2025年7月停止办学。截至年底，全市中等职业学校只剩市职教中心、宏图职高两所。"),
    ),
    (
        Example("一、整改\n石溪二中消防验收问题，已于6月取得合格意见书并销号。\n二、问题\n石溪一中消防验收尚未通过。"),
        Example("一、整改\n石溪二中消防验收问题已经解决。\n二、问题\n石溪二中产权证尚未办结。"),
        Example(
            "一、配套园\n18个已移交，锦绣湾小区配套园至今没有移交。\n二、下一步\n推动锦绣湾配套园处置，争取2026年上半年接收。"
        ),
        Example("一、建设\n市七中教学楼已建成。\n二、问题\n市七中宿舍楼尚未开工。"),
        Example("一、建设\n市七中宿舍楼一期已建成，二期尚未开工。"),
        Example("一、早教\n早期教育中心已经运营，二期预计2026年三季度开工。"),
        Example("一、体育中心\n体育中心已经建成，预计2026年开工建设二期。"),
        Example("一、布局\n撤并王家村小学等2所，其中撤并柳沟、石岭2个教学点。石岭小学在校生120人。"),
        Example("一、体育\n31所中小学建成测试角。预算留了60万元，明年再建12处，把余下的9所学校补上。"),
        Example(
            "一、卫生\n公办园100%配备保健人员。46所公办园里，专职保健员30名，其余16所由卫生院派员。民办园有4所暂缺。"
        ),
        Example("一、实事\n年初确定的8件实事，7件落地，1件顺延，落地的7件全部公示。"),
        Example("一、布局\n撤并柳沟、石岭、河湾3个教学点，石岭教学点在校生12名分流到中心小学。"),
        Example("一、中职\n宏图职业高中2025年7月停止办学，原宏图职高在校生196名并入市职教中心。"),
    ),
    "《党政机关公文处理工作条例》第十九条：内容真实准确，前后一致",
)

_PLAN = re.compile(r"^(?:预计|计划|拟|争取|力争|推动|督促|会同)")
_YEAR = re.compile(r"(20\d\d)年")
_DATED = re.compile(r"(?:明年|来年|20\d\d年)[^，。；]{0,6}?(?:封顶|工|用|交付)")
_MOST = 60  # things told open that others are held against
#: 已经运营，首批3月入托，预计2026年三季度开工: in one sentence, of one thing.
_IN_USE = re.compile(
    r"(?P<done>已经?(?:正式|全面)?(?:运营|投用|启用|建成|竣工|开园|招生|投入使用))[^。；]{0,24}?"
    r"(?P<open>(?:预计|计划|拟|将于?)[^，。；]{0,10}?(?:开工|动工|奠基|启动建设))"
)
_ANOTHER = re.compile(r"[一二三四]期|另|扩建|改造|新增|配套|分园|分校|[^，。；]{2,10}(?:则|也|还)")
#: 50所中小学全部建成…，把余下的18所补上.
_ALL_BUILT = re.compile(
    r"(?P<n>\d+)[所个园校](?P<noun>[一-鿿]{1,10}?)(?:全部|均已?|全都)(?:建成|配备|配齐|安装|开设|达标|完成|接入)"
)
_THE_REST = re.compile(
    r"(?:余下|剩下|剩余|其余)的?(?P<n>\d+)[所个园校][^。；]{0,14}?(?:补上|补齐|建成|完成|配齐|配备|接入|覆盖)"
)
_AHEAD = re.compile(r"明年|下一步|计划|将|再建|力争|争取|拟|(?P<year>20\d\d)年")
#: 100%配备…，其余15所里有6所无人负责.
_EVERY = re.compile(r"100[%％]|百分之百|全覆盖|全部|一[所个]不[少落漏]|[校园班]{2}有")
_SOME_LACK = re.compile(
    r"(?:其余|其中|余下)(?:的)?(?:\d+[所个名园校][里中]?)?[^，。；\d]{0,4}?(?:仍|尚|还)?(?:有)?\d+[所个名园校](?:仍|尚|还|暂)*(?:无人|没有|未|缺|无)(?P<what>[^，。；]{0,10})"
)
_PARTS = re.compile(r"公办|民办|城区|乡村|农村|乡镇|小学|初中|高中|中职|幼儿园|教学点")
#: 8件实事，7件落地，…全部如期交付.
_SHORT = re.compile(
    r"(?P<all>\d+)(?P<unit>[件个项])[^，。；\d]{1,8}，(?P<some>\d+)(?P=unit)(?:已)?(?:落地|完成|办结|建成|交付|办妥)[，；]"
    r"(?P<claim>[^。；\d]{0,24}?(?<!\d[件个项])全部(?:如期|按期|顺利)?(?:交付|完成|办结|建成|落地))"
)
#: 供餐形式全部为食堂供餐，另有6所教学点由企业配送.
_ONE_WAY = re.compile(
    r"(?:全部|均|一律|都)(?P<by>[是为由]|实行|采用|采取)(?P<way>[一-鿿]{2,10})[，；][^。]{0,24}?"
    r"(?P<other>(?:另有|还有|仍有|其余|另外)\d*[^，。；\d]{0,4}\d+[所个名家辆][^，。；]{0,10}?(?:由|为|靠|实行|采用|采取)(?P<else>[一-鿿]{2,10}))"
)
_OF_THEM = re.compile(r"其余|这|上述|均|落地的|完成的")


def check(context: CheckContext) -> Iterator[Finding]:
    """Named things of the document, and claims of all beside what is left."""
    told = list(standings(context.statements))
    still = list(islice((one for one in told if not one.done and _is_open(context, one)), _MOST))
    if still:
        for done in told:
            if done.done:
                yield from _held(done, still)
    before: Statement | None = None
    for statement in context.statements:
        if statement.flow.part != "table":
            same = before is not None and before.flow is statement.flow
            yield from _beside(context, statement, before if same else None)
        before = statement


def _is_open(context: CheckContext, one: Standing) -> bool:
    """Whether a thing is open now: a plan is only for a year to come."""
    words = one.statement.between(one.start, one.end)
    last = words.split("，")[-1]
    if not _PLAN.search(last) and not _PLAN.search(words) and not _DATED.search(last):
        return True
    return "明年" in one.clause or any(int(year) > context.year > 0 for year in _YEAR.findall(one.clause))


def _held(done: Standing, still: list[Standing]) -> Iterator[Finding]:
    for other in still:
        if other.statement is done.statement or not (name := same_thing(done, other)):
            continue
        first, last = sorted((done, other), key=lambda one: (one.statement.number, one.start))
        words = first.statement.between(first.start, first.end)
        finding = BOTH.at(
            last.statement.flow,
            last.start,
            last.end,
            f"“{name}”前面写“{words}”，这里写“{last.statement.between(last.start, last.end)}”",
            evidence=(Evidence("document", "", first.statement.text.strip()),),
            suggestion="核对办成没有，改一处",
            root=f"CON008:{name}:{done.way}",
        )
        yield BOTH.further(finding, tuple(first.statement.flow.places(first.start, first.end)))
        return


def _beside(context: CheckContext, statement: Statement, before: Statement | None) -> Iterator[Finding]:
    text = statement.text
    for match in _IN_USE.finditer(text):
        if not _ANOTHER.search(match.group() + re.split("[，。；]", text[match.end() :])[0]):
            told = f"前面写“{match['done']}”，后面又写“{match['open']}”"
            yield _at(statement, match.span(), told)
    for match in _SHORT.finditer(text):
        if int(match["some"]) < int(match["all"]) and not _OF_THEM.search(match["claim"]):
            yield _at(
                statement, match.span("claim"), f"{match['all']}{match['unit']}只有{match['some']}{match['unit']}完成"
            )
    for match in _ONE_WAY.finditer(text):
        ways = {match["way"][i : i + 2] for i in range(len(match["way"]) - 1)}
        if not any(way in match["else"] for way in ways) and not match["way"].endswith("的"):
            yield _at(statement, match.span("other"), f"前面写全部{match['by']}{match['way']}，这里又有别的")
    rest = _THE_REST.search(text)
    for earlier in (before, statement):
        if rest is None or earlier is None:
            break
        claim = _ALL_BUILT.search(earlier.text)
        ahead = _AHEAD.search(text[: rest.end()])
        later = ahead is not None and (not ahead["year"] or int(ahead["year"]) > context.year > 0)
        if claim and later and int(rest["n"]) < int(claim["n"]) and (earlier is before or claim.end() < rest.start()):
            yield _at(earlier, claim.span(), f"写的是全部，后面还有“{rest.group()}”")
    if before is not None and (lack := _SOME_LACK.search(text)) and (claim := _EVERY.search(before.text)):
        clause = text[text.rfind("。", 0, lack.start()) + 1 : lack.end()]
        own = set(_PARTS.findall(clause)) <= set(_PARTS.findall(before.text))
        pairs = {lack["what"][i : i + 2] for i in range(len(lack["what"]) - 1)}
        if own and any(pair in before.text for pair in pairs):
            yield _at(statement, lack.span(), f"前面写“{claim.group()}”，这里又有缺的")


def _at(statement: Statement, span: tuple[int, int], told: str) -> Finding:
    start, end = statement.start + span[0], statement.start + span[1]
    return BOTH.at(statement.flow, start, end, told, suggestion="核对后统一口径")


FAMILY = Family("CON", "前后矛盾", (BOTH,), check)
