"""Digits and numerals that are not quantities: document numbers, ordinals, names, telephone numbers, labels."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from drafter.checking.text.dates import DateMention
from drafter.facts.numerals import narrow

__all__ = ["Masks", "find_masks"]

_NUMERAL = "〇零一二两三四五六七八九十百千万亿"

#: Fixed terms of the field that contain numerals. A term is here because it is a name, whatever its figure.
_NAMES = (
    "九年义务教育|九年一贯制?|十二年一贯制?|三年行动(?:计划)?|三年巩固率|学前三年|学前一年|学前两年|十年树木"
    '|[一二三四五六七八九十]{1,3}五(?:规划|时期|期间|末)?(?=[”"规时期末教”])|[“"][一二三四五六七八九十]{2}五[”"]'
    "|党的[一二三四五六七八九十]{1,3}大(?:和[一二三四五六七八九十]{1,3}届)?|[一二三四五六七八九十]{1,3}届[一二三四五六七]?(?:[一二三四五六七]中)?(?:、[一二三四五六七]中)*全会"
    "|三通两平台|三重一大|三会一课|双一流|双减|双师型|五育|五唯|五项管理|四个意识|四个自信|两个维护|两个确立|两个只增不减"
    "|两免一补|三支一扶|三区人才|一[校园村乡镇县生班][一1](?:[名幼园案策警人医员]|位)|一票否决|一岗双责|一把手|一站式|一键式?|一体化|一体推进"
    "|一次性|一次(?=合格|通过|达标|录取|上线)|一系列|一大批|一批|一定|一些|一般|一律|一致|一方面|一同|一并|一贯|一流|一线|一直|一旦|一经|一起|一时|一道|统一|进一步|万一|唯一"
    "|第一时间|第一责任人|十分|千方百计|百年大计|百花齐放|百千万|万众|千万不|三全育人|三进|四同步|四方责任|六稳六保|六保|七防|三防|五防|两不愁三保障|三宽|八项规定|四风|三严三实|两学一做"
    "|四有好老师|四有|三好学生|三好|五好|一学一报|两优一先|一主体两翼|百日攻坚|两类学校|三残|四百工程|三名工程|五个一|三级联动|三位一体|四位一体|五位一体"
    r"|\d{2}人(?:及)?以[上下]的?(?:超?大班额|班级|班|教学班)|[（(]\d{2}人以[上下][）)]|\d{1,3}学时培训"
    "|(?<=没有)一(?=[所个名间人家项处])|(?<=没)一(?=[所个名间人家项处])|无一(?=[所个名人家例])|三农|二孩|三孩|一二三产业|二级|一级|三级|四级|一类|二类|三类|一等|二等|三等|一等奖|二等奖|三等奖|特等奖|百强|千强|十佳|百佳|双百"
)
_PATTERNS = (
    re.compile(r"[〔\[［【(（]\s*(?:19|20)\d{2}\s*[〕\]］】)）]\s*(?:第\s*)?\d+(?:\s*[-—－]\s*\d+)?\s*号?"),
    re.compile(
        rf"(?:第|No\.?|NO\.?)\s*[\d{_NUMERAL}]+\s*(?:[届条款项次期号批轮章节位名个类季周年卷版部分部]|学期|季度|阶段|梯队|课堂|方阵|方队)?"
    ),
    re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-—]?\d{7,8}|400[-\d]{7,9}|\d{6}(?=邮编))(?!\d)"),
    re.compile(r"(?:电话|传真|邮编|手机|QQ|编号|代码|身份证号?)[:：]?\s*[\d\-—()（） ]{4,}"),
    re.compile(r"https?://\S+|www\.\S+|[\w.]{1,64}@[\w.]{1,64}"),
    re.compile(r"[A-Za-z][A-Za-z\-+]{0,24}\d+(?:\.\d+)?|\d{1,18}(?:\.\d{1,18})?\s?[A-Za-z]{1,4}(?![A-Za-z²2])"),
    re.compile(r"\d{1,18}\s{0,4}[+＋]\s*[\dXxNn]+|[XxNn\d]\s{0,4}[+＋]\s*\d+"),
    re.compile(r"《[^《》]{0,80}》"),
    re.compile(_NAMES),
    re.compile(
        rf"前\s*[{_NUMERAL}\d]+\s*(?:名|位|列|强|茅)|(?<![目以先])前\s{{0,2}}\d{{1,2}}\s{{0,2}}[%％‰]|(?:全[国省市县区]|位[列居]|排名|名列)前?第?[{_NUMERAL}]+(?![个项所名人])"
    ),
    # 由1:13提高至1:12 tells ratios: 至 joins times of day only after another
    re.compile(
        r"(?:上午|下午|早上|晚上|[早晚]于|时间[为是]?)\s*\d{1,2}[:：][0-5]\d(?!\d)(?:\s*(?:至|到|[-—－~～]{1,2})\s*\d{1,2}[:：][0-5]\d(?!\d))?"
    ),
)
# Runs of one sort are bounded above: a pattern tried at every character of a long one takes time in its square.
_QUOTED = re.compile(r"[“\"‘「]([^“”\"‘’「」]{1,16})[”\"’」]")
_QUOTED_FIGURE = re.compile(r"^[\d.,\s]+(?:%|％|万|亿|元|人|名|所|个百分点)+$")
#: 达到“不低于20%”的要求 quotes a bound, which is a figure for all that.
_QUOTED_BOUND = re.compile(r"^(?:不低于|不少于|不高于|不超过|不得低于)[\d.]+[%％]$")
_REQUIRED = re.compile(r"^的?[^，。；“”\d]{0,6}(?:要求|规定|标准|目标|底线|红线)")
_LABEL = re.compile(
    r"^\s*(?:\d{1,2}\s*[.．、](?!\d)|[（(]\s*\d{1,2}\s*[）)]"
    # 指标20，集团化办学: the number of an item, not how many
    r"|(?:(?:评价|考核|监测|核心)?(?:指标|要点|观测点|考察点)|任务|条目|项目|问题|措施|案例)"
    r"\s*\d{1,3}(?:[.．]\d{1,2})*\s*[，,、：:.．。—])"
)


class Masks:
    """Stretches of a text in which digits are no quantities."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        self._starts = [start for start, _ in merged]
        self._ends = [end for _, end in merged]

    def covers(self, start: int, end: int) -> bool:
        """Whether any of text[start:end] is masked."""
        at = bisect_right(self._starts, end - 1) - 1
        return at >= 0 and self._ends[at] > start


def find_masks(text: str, dates: Iterable[DateMention]) -> Masks:
    """What in ``text`` must not be read as a quantity."""
    narrowed = narrow(text)
    spans = [(date.start, date.end) for date in dates]
    for pattern in _PATTERNS:
        spans += [match.span() for match in pattern.finditer(narrowed)]
    for match in _QUOTED.finditer(text):
        bound = _QUOTED_BOUND.match(match[1]) and _REQUIRED.match(text[match.end() : match.end() + 12])
        if not bound and not _QUOTED_FIGURE.match(narrow(match[1])):
            spans.append(match.span())
    if label := _LABEL.match(narrowed):
        spans.append(label.span())
    return Masks(spans)
