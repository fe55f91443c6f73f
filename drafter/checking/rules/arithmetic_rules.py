"""ARI: the rules on figures of the text that do not fit each other, and which kind of relation each is about."""

from __future__ import annotations

from drafter.checking.rules.model import Example, Rule
from drafter.findings import Severity

__all__ = ["BY_KIND", "RULES", "TRUNCATED"]

_SOURCE = "计算关系；按修约区间判定（GB/T 8170 数值修约规则）"

SHARE = Rule(
    "ARI001",
    "share-mismatch",
    "占比与部分、总体不符",
    Severity.ERROR,
    "文中给出部分、总体和占比，三者在任何修约下都对不上。",
    "占比是上级最先复算的数。",
    (
        Example("全市122个县（市、区）中，106个实现达标，占比95.08%。"),
        Example("交流轮岗教师2684名，占符合条件教师21302名的16.20%。"),
        Example("全年排查隐患2617处，完成整改2589处，整改率为99.93%。"),
    ),
    (
        Example("全市122个县（市、区）中，116个实现达标，占比95.08%。"),
        Example("交流轮岗教师2684名，占符合条件教师21302名的12.60%。"),
        Example("公办幼儿园在园幼儿占比达37.57%，公办幼儿园和普惠性民办幼儿园在园幼儿占比达82.54%。"),
        Example("进校园事项由52项减少到32项，压减率为38.46%。"),
    ),
    _SOURCE,
)
SUM = Rule(
    "ARI002",
    "sum-mismatch",
    "总数与分项之和不符",
    Severity.ERROR,
    "“其中”各项已经列全，相加却不等于总数；列举不全的不报。",
    "总数和分项分别来自不同科室时最容易出错。",
    (
        Example("2025年高中阶段共招生32570人，其中普通高中18240人、中等职业学校14230人。"),
        Example(
            "全市共有义务教育学校分别为公办120所、民办30所。其中小学90所。\n全市幼儿园共612所，其中公办298所、民办344所。"
        ),
    ),
    (
        Example("2025年高中阶段共招生32570人，其中普通高中18240人、中等职业学校14330人。"),
        Example("全市共有幼儿园65所，其中公办40所，普惠性民办20所。"),
        Example("全市教师1000人，其中高级职称400人、女教师700人。"),
    ),
    _SOURCE,
)
GROWTH = Rule(
    "ARI003",
    "growth-mismatch",
    "增幅与两年的数不符",
    Severity.ERROR,
    "文中给出本年数、上年数（或增减量）和增长率，对不上；基数为0时不能说增长百分之几，减少、下降不会超过100%，也不能用倍。",
    "增幅决定“只增不减”是否成立。",
    (
        Example("一般公共预算教育支出78.62亿元，比上年的74.95亿元增加3.67亿元，增长9.40%。"),
        Example("经费由上年的200万元增加到260万元，增长25%。"),
        Example("立项由上年的0项增加到12项，增长100%。"),
        Example("起始年级大班额已经清零，上年还有6个；其他年级大班额从50个减少到40个，降幅25%。"),
        Example("欺凌事件由上年的3起归零，下降300%。"),
        Example("上年全县没有一所特色校，本年评上3所，同比增长了三倍。"),
    ),
    (
        Example("一般公共预算教育支出78.62亿元，比上年的74.95亿元增加3.67亿元，增长4.90%。"),
        Example("起始年级大班额已经清零，上年还有6个；其他年级大班额从50个减少到40个，降幅20%。"),
        Example("全省教育经费总投入4918.76亿元，一般公共预算教育经费3217.77亿元，同比增长15.24%、14.70%。"),
    ),
    _SOURCE,
)
DIFFERENCE = Rule(
    "ARI004",
    "difference-mismatch",
    "增减量与两个数之差不符",
    Severity.ERROR,
    "文中给出前后两个数和增减量（含百分点），对不上。",
    "同一句话里的数自相矛盾。",
    (
        Example("入学率由上年的95.74%提高到96.57%，提高1.83个百分点。"),
        Example("教育支出78.62亿元，比上年的74.95亿元增加4.67亿元。"),
        Example("后年初中学生比现在多3240人，而在建学校只能提供2100个学位，缺口2140个。"),
    ),
    (
        Example("入学率由上年的95.74%提高到96.57%，提高0.83个百分点。"),
        Example("覆盖率由90.1%提高到91.3%，提高约1个百分点。"),
        Example("后年初中学生比现在多3240人，而在建学校只能提供2100个学位，缺口1140个。"),
        Example("城区净增3240人，能提供2100个学位，老城缺口320个。"),
    ),
    _SOURCE,
)
POINTS = Rule(
    "ARI005",
    "percent-for-points",
    "百分点误写为百分之",
    Severity.WARNING,
    "比率的变动用了“%”而不是“个百分点”。",
    "“下降0.16%”和“下降0.16个百分点”不是一回事。",
    (Example("大班额占比1.53%，比上年下降了0.16%。"),),
    (Example("大班额占比1.53%，比上年下降了0.16个百分点。"), Example("教育支出78.62亿元，比上年增长4.90%。")),
    "GB/T 15835—2011；统计上比率之差用百分点",
)
DIRECTION = Rule(
    "ARI006",
    "direction-contradiction",
    "升降用词与数相反",
    Severity.ERROR,
    "说“提高到”而数变小，或说“下降到”而数变大。",
    "方向写反会把短板写成成绩。",
    (
        Example("覆盖率由上年的91.42%提高到90.97%。"),
        Example("大班额由41个减少到59个。"),
        Example("进校园事项由80项减少到20项，减少到75%。"),
    ),
    (
        Example("覆盖率由上年的90.97%提高到91.42%。"),
        Example("大班额由59个减少到41个。"),
        Example("进校园事项由80项减少到20项，减少了75%。"),
        Example("进校园事项由80项减少到20项，减少到25%。"),
    ),
    _SOURCE,
)
LISTS = Rule(
    "ARI007",
    "list-length",
    "“分别”前后个数不等",
    Severity.ERROR,
    "“分别增长”后面的个数和前面的数值个数不同。",
    "读者无法把数对上号。",
    (Example("小学13357元、初中18316元、高中17452元，分别比上年增长3.00%和2.03%。"),),
    (Example("小学13357元、初中18316元、高中17452元，分别比上年增长3.00%、1.20%和2.03%。"),),
    _SOURCE,
)
SUBSET = Rule(
    "ARI008",
    "part-exceeds-whole",
    "部分大于总体",
    Severity.ERROR,
    "“其中”的一项比总数还大。",
    "口径或数字必有一个错了。",
    (Example("94个学科入围排名，其中108个学科进入前列。"),),
    (Example("94个学科入围ESI排名前1%，其中8个学科入围全球排名前1‰。"),),
    _SOURCE,
)
PRODUCT = Rule(
    "ARI009",
    "product-mismatch",
    "标准×人数与总额不符",
    Severity.WARNING,
    "按每生每年标准和人数推算的总额与文中总额不符；可能另有口径，故为警告。",
    "补助资金是审计必查的数。",
    (Example("按照每生每年1000元标准补助贫困学生3200名，共380万元。"),),
    (Example("按照每生每年1000元标准补助贫困学生3200名，共320万元。"),),
    _SOURCE,
)
RATIO = Rule(
    "ARI010",
    "ratio-mismatch",
    "比与两个数不符",
    Severity.ERROR,
    "普职比与同句给出的普通高中、中职人数不符。",
    "普职比是必查指标。",
    (Example("其中普通高中招生18240人、中等职业学校招生14330人，普职比为6.6:3.4。"),),
    (Example("其中普通高中招生18240人、中等职业学校招生14330人，普职比为5.6:4.4。"),),
    _SOURCE,
)
TARGET = Rule(
    "ARI011",
    "target-contradiction",
    "达标说法与数不符",
    Severity.ERROR,
    "说完成或达到某目标，数却不够；说有差距，数却已达到。",
    "自评可信度会因此扣分。",
    (Example("义务教育巩固率94.43%，完成95%的省定目标。"), Example("公办园占比57.5%，与国家要求的50%还有差距。")),
    (
        Example("义务教育巩固率95.43%，完成95%的省定目标。"),
        Example("毛入学率达96.88%，实现不低于95%的省定目标。"),
        Example("公办园占比37.57%，与国家要求的50%还有差距。"),
        Example("力争公办园占比达到50%以上。"),
    ),
    _SOURCE,
)
TRUNCATED = Rule(
    "ARI012",
    "truncated",
    "截断而非四舍五入",
    Severity.WARNING,
    "结果与直接截去尾数的数相同，与四舍五入的数不同。",
    "不影响结论，但与统计口径不一致。",
    (Example("全市32个乡镇中，21个建成公办中心园，占比65.62%。\n全市7个县中，2个县达标，占比28.5%。"),),
    (Example("全市7个县中，2个县达标，占比28.6%。"),),
    "GB/T 8170—2008 数值修约规则",
)
CELL = Rule(
    "ARI013",
    "text-against-row",
    "正文与表中同一行的数不符",
    Severity.ERROR,
    "正文说的某县（市、区）的数与文中表格该行、该列的数不同。",
    "把一个县的数写到另一个县名下，单看正文看不出来。",
    (
        Example(
            "其中望山县在校生最多，为42380人。\n|县区|在校生（人）|专任教师（人）|\n|望山县|40165|2651|\n|石溪县|42380|3310|"
        ),
    ),
    (
        Example(
            "其中石溪县在校生最多，为42380人。\n|县区|在校生（人）|专任教师（人）|\n|望山县|40165|2651|\n|石溪县|42380|3310|"
        ),
    ),
    _SOURCE,
)

REPEATED = Rule(
    "ARI014",
    "items-alike",
    "分项中两项的数完全相同",
    Severity.WARNING,
    "一个总数下的两个分项写了完全相同的数；四位以上的数很少碰巧相同，多半是抄串了行。",
    "抄表时看串一行，单看每个数都像真的。",
    (
        Example("在校学生92410人，其中小学生41260人、初中生18734人、普通高中学生18734人、中职学生4200人。"),
        Example(
            "资助学生2680人次，资金620.4万元。其中学前362人次、38.6万元，义务教育974人次、124.5万元，高中974人次、124.5万元。"
        ),
    ),
    (
        Example("在校学生92410人，其中小学生41260人、初中生18734人、普通高中学生17834人、中职学生14582人。"),
        Example("新建教室120间，其中小学60间、初中60间。"),
    ),
    _SOURCE,
)

RULES = (
    SHARE,
    SUM,
    GROWTH,
    DIFFERENCE,
    POINTS,
    DIRECTION,
    LISTS,
    SUBSET,
    PRODUCT,
    RATIO,
    TARGET,
    TRUNCATED,
    CELL,
    REPEATED,
)

#: The rule that a refuted relation of a kind breaks.
BY_KIND = {
    "repeat": REPEATED,
    "cell": CELL,
    "rank": CELL,
    "crossed-rows": CELL,
    "share": SHARE,
    "sum": SUM,
    "exchanged": SUM,
    "growth": GROWTH,
    "fall": GROWTH,
    "difference": DIFFERENCE,
    "points": DIFFERENCE,
    "unit": POINTS,
    "rate": POINTS,
    "direction": DIRECTION,
    "to-or-by": DIRECTION,
    "bound": SUBSET,
    "list": LISTS,
    "subset": SUBSET,
    "all": SUBSET,
    "conversion": PRODUCT,
    "order": SUBSET,
    "product": PRODUCT,
    "ratio": RATIO,
    "quotient": RATIO,
    "swap": RATIO,
    "crossed": SHARE,
    "crossed-means": PRODUCT,
    "target": TARGET,
}
