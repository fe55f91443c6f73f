"""Sentences and sheets of what no report holds: very many names, odd ones, days and numbers beyond all measure."""

from __future__ import annotations

import random
from itertools import product

__all__ = ["far_dates", "far_numbers", "long_list", "many_tables", "named_oddly", "odd_name", "rows_of_names"]

_HAN = "临槐东棠西岭南坪北塘青霞云阳望江永安清石白沙金山龙泉福田新宁"
#: What a pattern that forgets to escape a name, or a template that it is put into, would take for its own.
_SIGNS = r"( [ * + ? \ | {2} (?P<a> a| ^ $ .* \1 [^ - (?i) ）（ [一-] \Q %s {0} {name} \g<0> $1 % ( ) [ ] { }"

#: A place, a thing or a person again and again: what stands before, each of them, what joins them, what stands behind.
_LISTS = (
    ("全市", "{n}县", "、", "共{k}个县，小学分别为{values}所"),
    ("各县小学", "{n}县{v}所", "、", "，合计98所"),
    ("", "{n}县小学{v}所、初中{w}所", "，", "，合计98所"),
    ("", "{n}镇", "、", "{k}个镇共有学校{w}所"),
    ("投入100亿元，其中", "{n}{v}.{w}亿元、占{v}.{w}%", "、", ""),
    ("全市学校980所，其中", "{n}学校{v}所", "、", ""),
    ("", "{n}率", "、", "分别达到{values}%，分别提高{values}个百分点"),
    ("小学数从2001年的3所", "增加到20{w:02}年的{v}所", "，", ""),
    ("", "局长张{n}", "、", "出席"),
    ("印发", "《关于{n}的实施意见》（东政发〔2024〕{v}号）", "、", ""),
    ("新建", "{n}小学", "、", "{k}所小学"),
    ("", "2024年{m}月{w}日召开{n}会议", "，", ""),
    ("到2025年", "{n}率达到{v}%", "，", ""),
    ("", "{n}县小学{v}所，居全市第{w}位，高于{n}县", "，", ""),
)
_SENTENCES = """
{}市2024年履行教育职责自评报告|市长张{}、局长{}，副县长李{}同志。|{}县小学98所、{}县小学20所，{}县最多。|（一）{}镇
{}县。全县小学20所，比上年增长3%。|印发《{}实施方案》（{}政发〔2024〕3号）、《关于{}的意见》。|新建{}小学、{}中学，{}小学竣工投用。
开展“{}”专项行动，“{}”荣获一等奖。|{}率达到98%；{}率从90%提高到98%。|全市{}98所，其中{}20所、{}78所。|{}局、{}办牵头，{}教育局配合。
{}、{}、{}三县小学分别为3所、4所、5所，{}、{}两县合计7所。|到2025年{}数达到99{}。|投入{}资金3.5亿元，占{}的20%。
在{}乡、{}街道召开{}会议，学习{}精神。|派教师到{}县支教，{}市和我市共建。|{}镇、{}镇、{}镇三个镇共9所：{}镇3所，{}镇4所，{}镇2所。
"""
_TABLE = "| 县区 | {}数（{}） | {}率（%） |\n|---|---|---|\n| {}县 | 3 | 4 |\n| {}区 | 4 | 5 |\n| 合计 | 7 | 9 |"
_FAR = """
99999年底小学98所|9999年12月31日前夕|0000年0月0日（星期日）|2024年13月45日|2024年2月30日（星期五）|1年1月1日（正月初一）|9999年春节
9999年12月30日（除夕）|二〇二四年十三月四十日|从9999年12月31日至0年1月1日|25:61|99:99至0:0|第99999个教师节|“九十九五”|“十百五”规划（2021—99999年）
建党99999周年|99999年来|增长0%，达0所|下降100%，降至0|0所，占0.0%|1:0，生师比0:1|是上年的0倍|0个班0人，平均每班0人|0分之1|一万亿亿亿亿亿所
"""
_NUMBERS = """
999999999999999999 123456789012345678 10000000000000000 99999999999999.99 12,345,678,901,234 1000000 98 12.5 3 1 0.1
0.00 0 0.0000000000000001 1.0000000000000001 0.00000001 九百亿亿亿亿亿 一万亿亿 七千万亿 三点一四一五九二六五三五八九 九
"""
_UNITS = "所 人 万人 亿元 万元 元 名 个 亿人 平方米 万亿元 万亩"
_RECKONED = """
全市小学{}{u}，比上年增加{}{u}，增长{}%|教育支出从{}{u}增加到{}{u}，增长{}%|小学{}{u}，占{}{u}的{}%|生均经费{}{u}，是上年{}{u}的{}倍
学生{}人、教师{}人，生师比{}:{}|平均每所{}人，{}所学校共{}人|共{}{u}，其中小学{}{u}、初中{}{u}、高中{}{u}|其中小学{}%、初中{}%、高中{}%
率从{}%提高到{}%，提高{}个百分点|百分之{}，比上年提高百分之{}|完成{}{u}，还差{}{u}，完成率{}%|目标{}{u}，实际{}{u}，超额{}%
甲县{}{u}、乙县{}{u}、丙县{}{u}，合计{}{u}，平均{}{u}|累计投入{}{u}，年均{}{u}，年均增长{}%|由去年的{}{u}降至{}{u}，减少{}{u}，降幅{}%
生均面积{}平方米，总面积{}平方米，学生{}人|三年分别为{}{u}、{}{u}、{}{u}，分别增长{}%、{}%|新生{}人，小学{}人，两者之比为{}:{}
"""


def odd_name(chance: random.Random) -> str:
    """A name that holds what patterns and templates are written in."""
    plain = "".join(chance.choices(_HAN, k=chance.randint(1, 3)))
    signs = "".join(chance.choices(_SIGNS.split(), k=chance.randint(1, 3)))
    return chance.choice((plain + signs, signs + plain, plain[0] + signs + plain[1:], signs, plain + signs + plain))


def named_oddly(chance: random.Random, size: int) -> str:
    """Each place where a report names somebody or something, with a few odd names that come again and again."""
    names = [odd_name(chance) for _ in range(5)]
    forms = [_TABLE, *"|".join(_SENTENCES.split("\n")).strip("|").split("|")]
    lines = [f"{names[0]}市2024年履行教育职责自评报告"]
    for _ in range(min(size // 40, 400) + 3):
        form = chance.choice(forms)
        lines.append(form.format(*chance.choices(names, k=form.count("{}"))))
    return "\n".join(lines)


def long_list(chance: random.Random, size: int) -> str:
    """One sentence that lists hundreds of places, items, people or documents, mostly of their own names."""
    before, each, mark, behind = chance.choice(_LISTS)
    count = size // (len(each) + 1) + 2
    names = _names(chance, count) if chance.random() < 0.8 else [chance.choice(_HAN)] * count
    values = "、".join(str(n % 89 + 3) for n in range(count))
    told = [each.format(n=name, v=n % 89 + 3, w=n % 28 + 1, m=n % 12 + 1) for n, name in enumerate(names)]
    text = before + mark.join(told) + behind.format(k=count, w=count * 3, values=values)
    return f"东棠市2024年履行教育职责自评报告\n一、教育投入\n全市小学98所，在校生2.1万人。\n{text}。\n"


def many_tables(chance: random.Random, size: int) -> str:
    """Small tables, each of other places, with a sentence between them or none."""
    said = chance.choice(("", "小学{v}所。\n", "{n}县小学{v}所，高于全市平均水平。\n"))
    lines = ["东棠市2024年履行教育职责自评报告"]
    for at, name in enumerate(_names(chance, size // 60 + 2)):
        rows = f"| {name}县 | {at % 89} |\n| {name[::-1]}区 | 4 |\n| 合计 | {at % 89 + 4} |"
        lines.append(f"| 县区 | 小学（所） |\n|---|---|\n{rows}\n\n{said.format(n=name, v=at % 89)}")
    return "\n".join(lines)


def far_dates(chance: random.Random, size: int) -> str:
    """Days, years and numbers that no calendar and no division knows."""
    forms = "|".join(_FAR.split("\n")).strip("|").split("|")
    return "东棠市2024年履行教育职责自评报告\n" + "，".join(chance.choices(forms, k=min(size // 8, 2000) + 1)) + "。\n"


def far_numbers(chance: random.Random, size: int) -> str:
    """Figures that are reckoned from each other, none of which any office counts."""
    forms = "|".join(_RECKONED.split("\n")).strip("|").split("|")
    numbers = chance.sample(_NUMBERS.split(), 5)
    lines = ["东棠市2024年履行教育职责自评报告"]
    for _ in range(min(size // 30, 400) + 3):
        form = chance.choice(forms).replace("{u}", chance.choice(_UNITS.split()))
        lines.append(form.format(*chance.choices(numbers, k=form.count("{}"))) + "。")
    return "\n".join(lines)


def rows_of_names(chance: random.Random, rows: int) -> tuple[list[str], list[str]]:
    """(names, lines of a metrics table): rows whose names differ in a character or two, or are odd."""
    form = chance.choice(("{}学校数", "义务教育{}阶段在校生数", "{}县小学数", "小学{}教师占比", "{}", "在校生{}"))
    odd = chance.random() < 0.3
    names = [odd_name(chance).replace(",", "") for _ in range(rows)] if odd else _names(chance, rows)
    unit = "%" if "占比" in form else chance.choice(("所", "人", "万元"))
    told = (f"{form.format(name)},{n % 97},{n % 89},{unit}" for n, name in enumerate(names))
    return names, ["指标,本年,上年,单位", *told]


def _names(chance: random.Random, count: int) -> list[str]:
    signs = chance.sample(_HAN, len(_HAN))
    made = product(signs, repeat=2 if count <= len(signs) ** 2 else 3)
    return ["".join(name) for name, _ in zip(made, range(count), strict=False)]
