"""CON004: what is denied in one place is not counted or owned in another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.passages import BODY, COMBINED, PROBLEMS
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Figure, Statement
from drafter.checking.text.things import CROWDED, read_thing
from drafter.facts import Period
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY"]

DENIED = Rule(
    "CON004",
    "denied-and-counted",
    "前面说没有，后面又有",
    Severity.WARNING,
    "一处说已全部消除、没有、未发生，另一处又有同一事项的数，或承认依然存在。",
    "自相矛盾的结论最损可信度。",
    (
        Example("一、工作成效\n全市已全面消除超大班额。\n二、存在的问题\n个别学校超大班额现象依然存在。"),
        Example("全市超大班额全部清零。\n年末66人以上超大班额还有12个。"),
        Example("一、工作成效\n所有学校均配齐专职保安。\n二、存在的问题\n部分学校专职保安配备不足。"),
        Example("一、工作成效\n大班额由26个减少到8个，大班额已全部清零。"),
        Example("一、工作成效\n全年未发生学生溺水事件。\n二、存在的问题\n8月，一名初中生下河游泳，溺水身亡。"),
        Example("一、工作成效\n全年师德违规问题0起。\n二、存在的问题\n查实师德违规问题2起。"),
        Example("一、工作成效\n学科类培训机构全部清零。\n二、基本情况\n现有学科类培训机构12所。"),
    ),
    (
        Example("全市已全面消除超大班额。\n二、存在的问题\n个别学校大班额现象依然存在。"),
        Example("义务教育阶段全面消除超大班额。\n二、存在的问题\n普通高中超大班额现象依然存在。"),
        Example("一、工作成效\n大班额由26个减少到8个，起始年级大班额已全部清零。"),
        Example("全市已全面消除超大班额。\n上年有超大班额12个。"),
        Example("一、工作成效\n城区学校均配齐专职保安。\n二、存在的问题\n农村学校专职保安配备不足。"),
        Example("一、工作成效\n所有学校均配备心理健康教师。\n二、存在的问题\n心理健康教师专业水平不高。"),
    ),
    "《党政机关公文处理工作条例》第十九条：内容真实准确，前后一致",
)

_PARTS = ("body", "textbox")
_SENTENCE = 200  # as far as what a sentence speaks of carries
_AHEAD = re.compile(r"推动|推进|力争|确保|争取|预计|计划|将|要|逐步|基本|努力|目标|前(?!期)|曾")
_NOT_ALL = re.compile(
    r"起始年级|新增|一年级|七年级|小学|个别|部分|20\d\d年(?!.*现)|乡镇|农村|城区|[一-鿿]{2}[校县区镇]率先|率先"
)
_THINGS = (
    "超大班额|(?<!超)大班额|大校额|校园欺凌|涉校安全责任事故|安全责任事故|有偿补课|失学辍学|辍学学生|重点班|拖欠教师工资"
    "|无证幼儿园|无证办学|学科类(?:校外)?培训机构|乱收费|择校生|控辍保学对象|D级危房|校舍安全隐患|代课教师"
)
_DENIAL = re.compile(
    rf"(?:已经?|均已|全部|全面|实现)+(?:消除|化解|清零|取缔|杜绝)了?[^，。；、]{{0,12}}?(?P<a>{_THINGS})"
    rf"|(?:未|没有|从未)(?:再)?(?:发生|出现|发现)[^，。；、]{{0,12}}?(?P<b>{_THINGS})"
    rf"|(?P<c>{_THINGS})(?:问题|现象|班级|学校)?(?:已经?|均已|实现)?(?:全部|全面|动态)?(?:消除|清零|化解|为零|为0)(?!了?\s*\d)"
)
_ADMITTED = re.compile(
    rf"(?P<a>{_THINGS})[^，。；]{{0,8}}(?:依然|仍然|仍|还)(?:有|存在|突出|未)"
    rf"|(?:依然|仍然|仍|还|尚)(?:有|存在)[^，。；]{{0,10}}(?P<b>{_THINGS})"
    rf"|(?P<c>{_THINGS})(?:班级|数|个数)?(?:还有|仍有|共有|有|为)?(?P<n>[1-9]\d*)\s*[个起例件所人名]"
)
_STAGES = ("小学", "初中", "义务教育", "普通高中", "高中", "幼儿园", "学前", "中职", "民办", "城区", "农村", "乡村")
_NOT_NOW = re.compile(
    r"上年|去年|(?:比|较)[^，。；]{0,8}年|原有|曾|减少|消除|化解|20\d\d年(?:底|末|初)?(?:，)?(?:全市|全省|全县)?有"
    r"|力争|防止|避免|严控|预防|杜绝"
)


#: 望山县、青溪县大班额已全部清零 denies nothing of the other counties.
_OF_A_PLACE = re.compile(r"[一-鿿][^\W全各我本该][县区市乡镇旗](?:已|均|都|的)*$")


#: 大班额化解 as the name of a task, of a paragraph.
_BARE = re.compile(r"(?:消除|化解|清零)$")
_SAID_OF_IT = re.compile(r"已|均|实现|全部|全面|动态")
_TASK = re.compile(r"工作|任务|率|计划|方案|情况|进度|行动|成效|规划|目标|攻坚|台账|力度|成果|难度|问题")
_LABEL_ONLY = re.compile(r"^[\s（(）)、.．一二三四五六七八九十\d]*(?:推进|推动|加快|持续|着力)?$")


def _is_topic(text: str, match: re.Match[str]) -> bool:
    """Whether a verb without 已 or 全部 only names what is to be done, or what a paragraph is about."""
    if not match["c"] or not _BARE.search(match[0]) or _SAID_OF_IT.search(match[0]):
        return False
    after = text[match.end() : match.end() + 4]
    return bool(_TASK.match(after)) or (
        after[:1] in ("", "。", "：") and bool(_LABEL_ONLY.match(text[: match.start()]))
    )


def _denials(context: CheckContext) -> Iterator[Finding]:
    denied: dict[tuple[str, frozenset[str]], tuple[Statement, str]] = {}
    admitted: list[tuple[Statement, re.Match[str], str]] = []
    for statement in context.statements:
        if statement.flow.part not in _PARTS:
            continue
        text = statement.text
        if context.roles[statement.flow.first_paragraph] in (BODY, COMBINED):
            for match in _DENIAL.finditer(text):
                head = text[max(0, match.start() - 20) : match.start()]
                if not _AHEAD.search(head) and not _is_topic(text, match) and not _OF_A_PLACE.search(head):
                    denied.setdefault((_thing(match), _stages(statement, match)), (statement, match.group()))
        for match in _ADMITTED.finditer(text):
            if not _NOT_NOW.search(text[max(0, match.start() - 24) : match.end()]):
                admitted.append((statement, match, _thing(match)))
    for statement, match, thing in admitted:
        other, words = denied.get((thing, _stages(statement, match)), (statement, ""))
        if other is not statement:
            yield DENIED.at(
                statement.flow,
                statement.start + match.start(),
                statement.start + match.end(),
                f"前面写“{words}”，这里又写“{match.group()}”",
                evidence=(Evidence("document", _where(other), words),),
                suggestion="核对后统一口径",
                root=f"CON004:{thing}",
            )


#: Without a stage the classes of nine-year schooling are meant.
_PLAIN_STAGES = frozenset(["", "义务"])
#: What was taken away; what is owned as 仍有9个 is held by the rule of what is left (CON006).
_OTHERWISE = re.compile(r"(?:(?:减少|消除|化解|压减|减)了?|(?:仍|尚|还)(?:有|存在|剩))$")


def _crowded(context: CheckContext) -> Iterator[Finding]:
    """「大班额由31个减少到8个，大班额已全部清零」: classes that are counted now and told to be gone."""
    now: dict[tuple[str, str], Figure] = {}
    for (thing, period, _), told in context.told.all().items():
        if period is Period.THIS and thing.core.endswith(CROWDED) and not thing.core.strip("超大班额"):
            for value in told:
                if value.interval.low > 0 and not _OTHERWISE.search(value.figure.gap):
                    now.setdefault((thing.core, thing.stage), value.figure)
    for statement in context.statements if now else ():
        if statement.flow.part not in _PARTS or CROWDED not in statement.text:
            continue
        if context.roles[statement.flow.first_paragraph] != BODY:
            continue
        for match in _DENIAL.finditer(statement.text):
            clause = re.split("[，。；]", statement.text[: match.end()])[-1]
            if (
                not _thing(match).endswith(CROWDED)
                or _is_topic(statement.text, match)
                or _AHEAD.search(clause)
                or _NOT_ALL.search(clause)
            ):
                continue
            start, end = statement.start + match.end() - len(clause), statement.start + match.end()
            if any(start <= place.start < end for place in context.localities.of(statement.flow)):
                continue  # 甲县、乙县已全面消除大班额
            stage = read_thing(clause).stage or ("义务" if "义务教育" in statement.text[: match.end()] else "")
            held = [
                f for (core, s), f in now.items() if core == _thing(match) and _of_one_stage(s, stage, f, statement)
            ]
            if held:
                yield _told(statement, match, held[0])


def _of_one_stage(left: str, right: str, figure: Figure, statement: Statement) -> bool:
    """Whether both are of one stage; what names none is of nine-year schooling only beside what does."""
    near = figure.statement.flow is statement.flow
    if near and {left, right} <= _PLAIN_STAGES:
        return True
    return bool(left) and left == right


def _told(statement: Statement, match: re.Match[str], held: Figure) -> Finding:
    around = held.statement.between(max(held.statement.start, held.start - 16), held.end)
    finding = DENIED.at(
        statement.flow,
        statement.start + match.start(),
        statement.start + match.end(),
        f"这里写“{match[0]}”，别处又写“{around}”",
        evidence=(Evidence("document", _where(held.statement), around),),
        suggestion="核对后统一口径",
        root=f"CON004:{_thing(match)}",
    )
    return DENIED.further(finding, tuple(held.statement.flow.places(held.start, held.end)))


#: All have it, said of the work done; some lack it, said among the problems.
_ALL_HAVE = re.compile(
    r"(?:所有|全部|各|每所|全市|全县|全区)[^，。；]{0,10}(?:均|都|全部)(?:已)?(?:配齐|配备|配足|建立|设立|开设|安装|落实)了?(?P<a>[一-鿿]{4,8}?)(?=[，。；、]|$)"
    r"|(?:^|[，。；、])(?:全市|全县|全区|各校|中小学)?(?P<b>[一-鿿]{4,8}?)(?:已)?(?:全部|全面|均已?)(?:配齐|配足|配备到位|落实到位|达标|到位)"
)
_LACK = r"[^，。；]{0,6}(?:不足|不到位|短缺|缺口|紧缺|不齐|不达标|未达标|未配|尚未|还没有|仍未|缺额)"


def _provided(context: CheckContext) -> Iterator[Finding]:
    """What all schools are said to have and some are said to lack."""
    said: dict[str, Statement] = {}
    for statement in context.statements:
        if statement.flow.part not in _PARTS or context.roles[statement.flow.first_paragraph] not in (BODY, COMBINED):
            continue
        for match in _ALL_HAVE.finditer(statement.text):
            thing = match["a"] or match["b"]
            head = statement.text[max(0, match.start() - 12) : match.start()]
            if not re.search(r"推动|推进|力争|确保|争取|预计|计划|将|要|逐步|基本|努力|目标", head + thing):
                said.setdefault(thing, statement)
    for statement in context.statements if said else ():
        if context.roles[statement.flow.first_paragraph] not in (PROBLEMS, COMBINED):
            continue
        for thing, earlier in said.items():
            lacking = re.search(re.escape(thing) + _LACK, statement.text) if earlier is not statement else None
            stages = [frozenset(w for w in _STAGES if w in s.text) for s in (statement, earlier)]
            if lacking is not None and stages[0] == stages[1]:
                yield DENIED.at(
                    statement.flow,
                    statement.start + lacking.start(),
                    statement.start + lacking.end(),
                    f"前面写全部有“{thing}”，这里又写“{lacking.group()}”",
                    evidence=(
                        Evidence("document", f"第{earlier.flow.first_paragraph + 1}段", earlier.text.strip()[:60]),
                    ),
                    suggestion="核对后统一口径",
                    root=f"CON004:{thing}",
                )


def _where(statement: Statement) -> str:
    return f"第{statement.flow.first_paragraph + 1}段"


def _thing(match: re.Match[str]) -> str:
    return next(match[group] for group in "abc" if match[group])


def _stages(statement: Statement, match: re.Match[str]) -> frozenset[str]:
    """The stages and parts of the system a sentence narrows itself to."""
    text = statement.text[max(0, match.start() - _SENTENCE) : match.end() + _SENTENCE]
    return frozenset(stage for stage in _STAGES if stage in text)


def check(context: CheckContext) -> Iterator[Finding]:
    """What is denied and counted, and what all are said to have and some to lack."""
    yield from _denials(context)
    yield from _crowded(context)
    yield from _provided(context)


FAMILY = Family("CON", "前后矛盾", (DENIED,), check)
