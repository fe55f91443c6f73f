"""The rules on figures that a sheet or a write-up decides: what each flags and lets pass."""

from __future__ import annotations

from drafter.checking.comparing import Fault
from drafter.checking.rules.model import Example, Rule
from drafter.findings import Severity

__all__ = ["BY_FAULT", "CHANGE", "MATERIAL", "RULES", "UNSUPPORTED", "VALUE", "YEAR"]

_SOURCE = "提供的指标表；《教育督导条例》第二十五条：不得隐瞒实情、弄虚作假"
_SHARES = {"public_kindergarten_share": ("48.34", "47.19"), "inclusive_kindergarten_coverage": ("91.42", "90.97")}
_MONEY = {"edu_budget_expenditure": ("78.62", "74.95")}

VALUE = Rule(
    "NUM001",
    "value-mismatch",
    "与指标表的数不符",
    Severity.ERROR,
    "文中某指标的数与指标表同一年、同一口径的数不符。",
    "报告中的每个数都要能回到指标表。",
    (
        Example("全市公办园在园幼儿占比为84.34%。", _SHARES),
        Example("普惠性幼儿园覆盖率和公办园在园幼儿占比分别为91.42%和49.34%。", _SHARES),
        Example("2025年，全市公办园在园幼儿占比达到52%，较上年提高。", _SHARES),
    ),
    (
        Example("全市公办园在园幼儿占比为48.34%。", _SHARES),
        Example("全市公办园在园幼儿占比为48.3%。", _SHARES),
        Example("城区公办园在园幼儿占比为45.10%。", _SHARES),
        Example("望山县公办园在园幼儿占比为61.20%。", _SHARES),
        Example("公办园在园幼儿占比低于50%的底线要求。", _SHARES),
        Example("力争公办园在园幼儿占比达到60%以上。", _SHARES),
        Example("截至2025年6月底，公办园在园幼儿占比为47.80%。", _SHARES),
    ),
    _SOURCE,
)
UNIT = Rule(
    "NUM002",
    "unit-slip",
    "单位错（万元、亿元等）",
    Severity.ERROR,
    "数字对而单位差了万倍、亿倍或百倍。",
    "万元和亿元混用最常见，差一万倍。",
    (Example("全市一般公共预算教育支出78.62万元。", _MONEY),),
    (Example("全市一般公共预算教育支出786200万元。", _MONEY), Example("全市一般公共预算教育支出78.62亿元。", _MONEY)),
    _SOURCE,
)
YEAR = Rule(
    "NUM003",
    "year-swap",
    "写成了另一年的数",
    Severity.ERROR,
    "本年的位置写了上年的数，或反过来；增减的数对，写的却是与另一年比。",
    "沿用上年报告时最容易漏改。",
    (
        Example("2025年，全市公办园在园幼儿占比为47.19%。", _SHARES),
        Example("公办园在园幼儿占比由上年的48.34%提高到48.34%。", _SHARES),
        Example("一般公共预算教育支出78.62亿元，比2023年增加3.67亿元。", _MONEY),
    ),
    (
        Example("公办园在园幼儿占比由上年的47.19%提高到48.34%。", _SHARES),
        Example("一般公共预算教育支出78.62亿元，比2024年增加3.67亿元。", _MONEY),
    ),
    _SOURCE,
)
CHANGE = Rule(
    "NUM004",
    "change-mismatch",
    "增减与指标表两年的数不符",
    Severity.ERROR,
    "文中的增幅、增减量或百分点与按指标表两年数算出的不符。",
    "增减是评价“只增不减”的依据。",
    (
        Example("公办园在园幼儿占比为48.34%，较上年提高2.15个百分点。", _SHARES),
        Example("一般公共预算教育支出78.62亿元，比上年增长9.40%。", _MONEY),
    ),
    (
        Example("公办园在园幼儿占比为48.34%，较上年提高1.15个百分点。", _SHARES),
        Example("一般公共预算教育支出78.62亿元，比上年增长4.9%。", _MONEY),
        Example("一般公共预算教育支出78.62亿元，比上年增加3.67亿元，增长4.90%。", _MONEY),
    ),
    _SOURCE,
)
DIRECTION = Rule(
    "NUM005",
    "direction-mismatch",
    "升降与指标表相反",
    Severity.ERROR,
    "文中说提高（增长），指标表却是下降，或反过来。",
    "方向写反会把短板写成成绩。",
    (Example("公办园在园幼儿占比为48.34%，较上年下降1.15个百分点。", _SHARES),),
    (Example("公办园在园幼儿占比为48.34%，较上年提高1.15个百分点。", _SHARES),),
    _SOURCE,
)
TRUNCATED = Rule(
    "NUM006",
    "truncated-metric",
    "截去尾数",
    Severity.WARNING,
    "文中的数是指标表的数截去尾数得到的，不是四舍五入。",
    "不影响结论，但与统计口径不一致。",
    (Example("一般公共预算教育支出78.6亿元。", {"edu_budget_expenditure": ("78.68", "74.95")}),),
    (Example("一般公共预算教育支出78.7亿元。", {"edu_budget_expenditure": ("78.68", "74.95")}),),
    "GB/T 8170—2008 数值修约规则",
)
MATERIAL = Rule(
    "NUM007",
    "differs-from-material",
    "与部门材料的数不符",
    Severity.ERROR,
    "报告与材料是同一句话，数却不同。",
    "数字在转抄时改动，佐证就对不上。",
    (
        Example(
            "市审计局完成教育专项审计7项，发现问题27个，年底前整改到位25个。",
            material="一、经费管理\n市审计局完成教育专项审计5项，发现问题27个，年底前整改到位25个。",
        ),
    ),
    (
        Example(
            "市审计局完成教育专项审计5项，发现问题27个，年底前整改到位25个。",
            material="一、经费管理\n市审计局完成教育专项审计5项，发现问题27个，年底前整改到位25个。",
        ),
    ),
    "提供的部门材料",
)
UNSUPPORTED = Rule(
    "NUM008",
    "unsupported-figure",
    "找不到出处的数",
    Severity.WARNING,
    "指标表和材料都已提供，却没有一处给出这个数，文中也推算不出。",
    "上级实地核查时拿不出佐证。",
    (
        Example(
            "全市建成智慧教室1860间。",
            _SHARES,
            material="一、信息化\n全市中小学宽带网络接入率达到100%，多媒体教室占比提高到98.72%。",
        ),
    ),
    (
        Example(
            "全市建成智慧教室1860间。",
            _SHARES,
            material="一、信息化\n全市新建智慧教室1860间，覆盖全部乡镇中心学校。",
        ),
    ),
    _SOURCE,
)

RULES = (VALUE, UNIT, YEAR, CHANGE, DIRECTION, TRUNCATED, MATERIAL, UNSUPPORTED)
BY_FAULT = {
    Fault.VALUE: VALUE,
    Fault.LEVEL: CHANGE,
    Fault.UNIT: UNIT,
    Fault.YEAR: YEAR,
    Fault.DIRECTION: DIRECTION,
    Fault.TRUNCATED: TRUNCATED,
}
