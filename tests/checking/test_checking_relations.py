"""What a sentence says of its own figures: relations that hold, that do not, and that must be left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from checking_helpers import figures, relations

from drafter.checking.relations.model import printed_like
from drafter.findings import State

PROVED, REFUTED, OPEN = State.PROVED, State.REFUTED, State.NOT_CHECKED

HOLDS = [
    ("share", "装有新风的教室54间，占应装教室60间的九成。"),
    ("share", "选送学员80名，其中村小教师52名，占选送总数80名的六成五。"),
    ("sum", "城东幼儿园增加学位180个，河西幼儿园增加240个，柳林幼儿园增加90个，合计510个。"),
    ("share", "骨干教师240人，比上年增加18人，占在职教师1600人的15.00%。"),
    ("sum", "走读学生310人，比上年增加14人，寄宿学生120人，临时借读20人，三类合计450人。"),
    ("share", "全市122个县（市、区）中，116个实现达标，占比95.08%。"),
    ("share", "共有园所65所，其中公办40所，占61.5%。"),
    ("share", "轮岗教师2684名，占符合条件教师21302名的12.60%。"),
    ("share", "中小学538所，占学校总数1221所的44%。"),
    ("share", "排查2617处，完成整改2589处，整改率为98.93%。"),
    ("share", "1221所学校中，省级示范校120所、市级示范校240所，占比分别为9.83%和19.66%。"),
    ("share", "在园幼儿7.84万人，其中公办园3.79万人，占48.3%。"),
    ("share", "完成投资8.2亿元，占年度计划8亿元的102.5%。"),
    ("share", "全市1221所学校中，受检538所，其中合格400所，占74.35%。"),  # of the 538, not of the 1221
    ("sum", "招生32570人，其中普通高中18240人、中职14330人。"),
    ("sum", "经费100亿元，其中财政80.4亿元，事业收入14.6亿元，其他5亿元。"),
    ("sum", "招生32570人，其中普通高中18240人，占56%；中职14330人，占44%。"),
    ("subset", "94个学科入围，其中8个进入前列。"),
    ("subset", "56个专业跻身全国前5%，其中6个居全国前1‰。"),
    ("growth", "支出78.62亿元，比上年的74.95亿元增长4.90%。"),
    ("growth", "在园幼儿78426人，比上年减少5727人，下降6.81%。"),
    ("growth", "支出78.62亿元，比上年增加3.67亿元，增长4.9%。"),
    ("growth", "学校由634所减少到612所，下降3.47%。"),
    ("difference", "学校由634所减少到612所，减少22所。"),
    ("difference", "支出78.62亿元，比上年的74.95亿元增加3.67亿元。"),
    ("points", "入学率由上年的95.74%提高到96.57%，提高0.83个百分点。"),
    ("points", "覆盖率由90.1%提高到91.3%，提高约1个百分点。"),
    ("points", "辍学率由0.5%下降到0.3%，下降0.2个百分点。"),
    ("direction", "覆盖率由90.97%提高到91.42%。"),
    ("direction", "大班额由59个减少到41个。"),
    ("direction", "缺口由1318人缩小到1126人。"),
    ("list", "小学13357元、初中18316元，分别比上年增长3.00%和1.20%。"),
    ("product", "按照每生每年1000元标准补助学生3200名，共320万元。"),
    ("ratio", "普通高中招生18240人、中等职业学校招生14330人，普职比为5.6:4.4。"),
    ("difference", "巩固率95.43%，超大班额由12个压减到4个，减少8个。"),
    ("share", "寄宿制学校由20所增加到25所，增加5所，占农村学校125所的20%。"),
    ("share", "接收外来务工人员子女800人，在公办学校就读720人，占90%。"),
    ("share", "培训教师1200人，完成年度1000人计划的120%。"),
    ("sum", "检查发现问题50个，立即整改42个，限期整改8个，整改率100%。"),
    ("target", "巩固率95.43%，完成95%的省定目标。"),
    ("target", "毛入学率达96.88%，实现不低于95%的省定目标。"),
    ("target", "公办园占比37.57%，与国家要求的50%还有差距。"),
    ("target", "辍学率0.02%，低于0.1%的控制目标。"),
    ("target", "大班额占比3.2%，控制在5%的目标以内。"),
    ("target", "公办园占比48.34%，未达到50%的要求。"),
]


@pytest.mark.parametrize(("kind", "text"), HOLDS, ids=[h[1] for h in HOLDS])
def test_a_relation_that_holds_is_proved(kind: str, text: str) -> None:
    found = relations(text)
    assert kind in {r.kind for r in found if r.state is PROVED}
    assert not [r for r in found if r.state is REFUTED]


FAILS = [
    ("direction", "学生近视率降到51.2%，较上年上升0.9个百分点。", "0.9个百分点", "下降"),
    ("direction", "普惠性幼儿园增加到57所，比上年减少4所。", "4所", "上升"),
    ("share", "装有新风的教室54间，占应装教室60间的七成。", "七成", "90.0%"),
    ("share", "选送学员80名，其中村小教师52名，占选送总数80名的五成六。", "五成六", "65.0%"),
    ("sum", "城东幼儿园增加学位180个，河西幼儿园增加240个，柳林幼儿园增加90个，合计540个。", "540个", "510个"),
    ("share", "骨干教师240人，比上年增加18人，占在职教师1600人的16.13%。", "16.13%", "15.00%"),
    ("share", "骨干教师240人，较上年多18人，占在职教师1600人的51.00%。", "51.00%", "15.00%"),
    ("sum", "走读学生310人，比上年增加14人，寄宿学生120人，临时借读20人，三类合计440人。", "440人", "450人"),
    ("share", "全市122个县（市、区）中，106个实现达标，占比95.08%。", "95.08%", "86.89%"),
    ("share", "轮岗教师2684名，占符合条件教师21302名的16.20%。", "16.20%", "12.60%"),
    ("share", "排查2617处，完成整改2589处，整改率为99.93%。", "99.93%", "98.93%"),
    ("share", "1221所学校中，省级示范校120所、市级示范校240所，占比分别为9.83%和29.66%。", "29.66%", "19.66%"),
    ("sum", "高中阶段招生32570人，其中普通高中18240人、中职14230人。", "32570人", "32470人"),
    ("sum", "幼儿园612所，其中公办298所、民办344所。", "612所", "642所"),
    ("sum", "全市义务教育学校514所，其中小学418所、初中106所。", "514所", "524所"),
    ("sum", "全市教师1000人，其中男教师400人、女教师580人。", "1000人", "980人"),
    ("sum", "新建改扩建学校23所，其中新建9所、改扩建12所。", "23所", "21所"),
    ("sum", "全市共有项目数分别为三类，总数20个，分别为续建8个、新开工11个。", "20个", "19个"),
    ("sum", "检查发现问题50个，立即整改42个，限期整改6个，整改率100%。", "50个", "48个"),
    ("difference", "巩固率95.43%，超大班额由12个压减到4个，减少6个。", "6个", "8个"),
    ("share", "寄宿制学校由20所增加到25所，增加5所，占农村学校125所的30%。", "30%", "20%"),
    ("share", "接收外来务工人员子女800人，在公办学校就读720人，占80%。", "80%", "90%"),
    ("share", "培训教师1200人，完成年度1000人计划的130%。", "130%", "120%"),
    ("growth", "支出78.62亿元，比上年的74.95亿元增长9.40%。", "9.40%", "4.90%"),
    ("growth", "在园幼儿78426人，比上年减少5727人，下降8.81%。", "8.81%", "6.81%"),
    ("growth", "立项由上年的0项增加到12项，增长100%。", "100%", "（基数为0，不能计算增长率）"),
    ("difference", "支出78.62亿元，比上年的74.95亿元增加4.67亿元。", "4.67亿元", "3.67亿元"),
    ("difference", "班额由56人减少到45人，减少了45人。", "45人", "11人"),
    ("points", "入学率由上年的95.74%提高到96.57%，提高1.83个百分点。", "1.83个百分点", "0.83个百分点"),
    ("direction", "覆盖率由上年的91.42%提高到90.97%。", "90.97%", "下降"),
    ("direction", "大班额由41个减少到59个。", "59个", "上升"),
    ("list", "小学13357元、初中18316元、高中17452元，分别比上年增长3.00%和2.03%。", "2.03%", "3个"),
    ("subset", "94个学科入围，其中108个进入前列。", "108个", "不超过94个"),
    ("product", "按照每生每年1000元标准补助学生3200名，共380万元。", "380万元", "320万元"),
    ("ratio", "普通高中招生18240人、中等职业学校招生14330人，普职比为6.6:3.4。", "6.6:3.4", "5.6:4.4"),
    ("target", "巩固率94.43%，完成95%的省定目标。", "95%", "与所称不符"),
    ("target", "公办园占比57.5%，与国家要求的50%还有差距。", "50%", "与所称不符"),
    ("target", "大班额占比6.2%，控制在5%的目标以内。", "5%", "与所称不符"),
]


@pytest.mark.parametrize(("kind", "text", "stated", "expected"), FAILS, ids=[f[1] for f in FAILS])
def test_a_relation_that_does_not_hold_is_refuted(kind: str, text: str, stated: str, expected: str) -> None:
    (relation,) = [r for r in relations(text) if r.state is REFUTED]
    assert relation.kind == kind
    assert relation.stated.text == stated
    assert relation.expected == expected
    assert relation.formula


#: Right sentences that a hasty reader would call wrong.
TRAPS = [
    # down over the years and up in the last one; up, and yet lower than another's
    "五年来学生近视率降到51.2%，较上年上升0.9个百分点。",
    "学生近视率由2019年的56.0%降到51.2%，较上年上升0.9个百分点。",
    "学生近视率降到51.2%，较上年下降0.9个百分点。",
    "巩固率提高到96.4%，比全省平均水平低0.2个百分点。",
    # 各 is said of each of several
    "城东幼儿园增加学位180个，河西、柳林幼儿园各90个，合计360个。",
    # what the whole number is told before
    "在校生5600人，城东小学增加20人，河西小学增加30人，合计50人。",
    # 其中 is not all there is
    "共有幼儿园65所，其中公办40所，普惠性民办20所。",
    "全市教师1000人，其中高级职称400人、女教师700人。",
    "共有教师3000人，其中研究生学历320人、本科学历2500人。",
    "本年招聘1268名，其中小学560名、初中420名，比上年增加126名。",
    "高中毕业生2万人，其中普通高中1.2万人、中职0.6万人。",
    "全市共有学校320所，包括小学210所、初中80所。",
    "资金5000万元，其中中央3000万元、省级1500万元。",
    "问题16个，其中立行立改6个、限时整改8个。",
    "反馈问题16个，其中立行立改6个、限时整改8个。",
    "占比18.3%，提高0.2个百分点；教育支出增加5000万元，增长4.0%。",
    "现有教师5200人，新招聘教师186人、特岗60人，占3.6%。",
    "项目56个，其中新建11个、改扩建20个。",
    "全年召开会议12次，其中常委会6次、常务会8次。",
    # sums by chance, totals that open another list
    "全年组织培训11次、督导45次，解决问题56个。",
    "新建学校11所，改扩建45所，新增学位56个。",
    "市级财政投入12亿元，县级财政投入8亿元，共新建学校20所。",
    # the percentage right after belongs elsewhere
    "公办幼儿园在园幼儿占比达37.57%，公办幼儿园和普惠性民办幼儿园在园幼儿占比达82.54%。",
    "现有教师500人，其中专任教师420人，占比84%，高级教师100人，占专任教师的23.8%。",
    "发现隐患120处，其中重大隐患2处，全部整改，整改率100%。",
    "全市6个县区，排查学校538所，发现问题120个，整改率100%。",
    "申报课题120项，立项45项，通过率100%。",
    "进校园事项由52项减少到32项，压减率为38.46%。",
    "班级1200个，其中大班额15个，占1.25%；超大班额0个。",
    "占比分别为9.83%和19.66%。",
    "学校120所，市级示范校240所，占比分别为9.83%和19.66%。",
    "学校120所，占比为9%—12%。",
    "全市1221所学校，省级示范校120所、市级示范校240所，另有专项，占比分别为9.83%和29.66%。",
    "全市1221人，省级示范校120所、市级示范校240所，占比分别为9.83%和29.66%。",
    "全市1221人中，省级示范校120所、市级示范校240所，占比分别为9.83%和29.66%。",
    "全市约1200所学校中，省级示范校120所、市级示范校240所，占比分别为10%和29%。",
    "全市约1200所学校中，120所达标，占20%。",
    "全市0所学校中，120所达标，占20%。",
    "投入增长5%，占比12%。",
    "学校120所，教师3000名的12%。",
    "全市学校538所，排查12所，比上年增加4所，占20%。",
    "控制大班额占比3.2%，要求5%的底线。",
    "由上年的12项增加到约20项，增长约1倍，增长40%。",
    "由上年的12项增加到20所，增加3项。",
    "本年立项20项，比上年增加约5项，增长90%。",
    "本年立项3项，比上年增加5项，增长90%。",
    "由上年的约12项增加到20项，增加3项。",
    # reduced to, reduced by
    "班额由56人减少到45人，减少了11人。",
    "大班额由56个减少了11个。",
    "经费由200万元增加60万元，达到260万元。",
    # changes against something else, or over several years
    "从2020年的40%提高到2025年的48%，年均提高1.6个百分点。",
    "今年招生1.2万人，较2020年增加0.2万人，较2015年增加0.5万人。",
    "由2023年的45%提高到2024年的46%、2025年的48%，两年提高3个百分点。",
    "巩固率98.36%，高于省定95%的目标3.36个百分点。",
    "近视率下降1.2个百分点，为48.3%，优良率提高0.8个百分点，为51.36%。",
    "项目由上年的5个增加到12个，增长1.4倍。",
    "经费总投入4918.76亿元，一般公共预算教育经费3217.77亿元，同比增长15.24%、14.70%。",
    "小学13357元、初中18316元，分别比上年增长3.00%和下降1.75%。",
    "增长由上年的3.2%提高到4.9%。",
    # targets to come, ceilings
    "力争公办园占比达到50%以上。",
    "公办园占比48.34%，预计明年达到50%的目标。",
    "大班额占比1.28%，低于5%的控制目标。",
    "近视率48.3%，低于50%的控制线，没有差距。",
    "公办园占比48.34%，距离50%的目标还有1.66个百分点的差距。",
    "发放助学金860万元，人均2000元，其中高中300万元、中职560万元。",
    # standards per day, per month, other people
    "按照每生每天5元的标准补助学生63280人，共6328万元。",
    "按照每生每年1000元标准补助学生约3200名，共380万元。",
    "每校每年1000元，建成学校32所，共380万元。",
    "普通高中18240人、中等职业学校14所，普职比为6.6:3.4。",
    "普通高中0人、中等职业学校0人，普职比为6.6:3.4。",
    "教师18240人、学生14330人，师生比为6.6:3.4。",
]


@pytest.mark.parametrize("text", TRAPS)
def test_a_trap_is_never_sprung(text: str) -> None:
    assert [r for r in relations(text) if r.state is REFUTED and not r.weak] == []


def test_a_list_that_may_be_incomplete_is_not_decided() -> None:
    (relation,) = relations("共有幼儿园65所，其中公办40所，普惠性民办20所。")
    assert (relation.kind, relation.state) == ("sum", OPEN)


def test_parts_of_different_kinds_that_exceed_their_whole_are_a_warning() -> None:
    (relation,) = relations("共有学校320所，其中小学210所、初中80所、高中50所。")
    assert relation.state is REFUTED
    assert relation.weak


def test_the_dictionary_says_what_is_complete() -> None:
    text = "全市幼儿园612所，其中公办幼儿园268所、普惠性民办幼儿园291所、非普惠性民办幼儿园{}所。"
    assert [r.state for r in relations(text.format(53)) if r.kind == "sum"] == [PROVED]
    assert [r.state for r in relations(text.format(43)) if r.kind == "sum"] == [REFUTED]


def test_a_percent_of_a_percent_is_a_warning() -> None:
    (relation,) = relations("大班额占比1.53%，比上年下降了0.16%。")
    assert (relation.kind, relation.state, relation.weak) == ("unit", State.UNSUPPORTED, True)
    assert relation.expected == "0.16个百分点"
    (relation,) = [r for r in relations("大班额占比由上年的1.69%下降到1.53%，下降0.16%。") if r.kind == "unit"]
    assert len(relation.figures) == 3


def test_a_percent_of_what_is_no_rate_may_be_growth() -> None:
    assert relations("利润5%，比上年增长3%。") == []


@pytest.mark.parametrize(
    ("text", "truncated"),
    [("全市7个县中，2个县达标，占比28.5%。", True), ("全市7个县中，2个县达标，占比28.4%。", False)],
)
def test_cutting_off_is_not_rounding(text: str, truncated: bool) -> None:
    (relation,) = relations(text)
    assert relation.state is REFUTED
    assert relation.truncated is truncated
    assert relation.expected == "28.6%"


def test_a_spelled_figure_is_not_cut_off() -> None:
    (relation,) = [r for r in relations("全市7个县中，2个县达标，占百分之二十六。") if r.kind == "share"]
    assert relation.state is REFUTED
    assert not relation.truncated


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("12.30亿元", "1240000000", "12.40亿元"),
        ("500余人", "612", "612人"),
        ("500人以上", "612", "612人"),
        ("500人及以上", "612", "612人"),
        ("3万多名", "42000", "4万名"),
        ("48.3%", "51.26", "51.3%"),
    ],
)
def test_the_right_value_is_printed_as_the_wrong_one(text: str, value: str, expected: str) -> None:
    (figure,) = figures(text)
    assert printed_like(Decimal(value), figure.quantity) == expected


def test_every_relation_names_its_figures() -> None:
    for _, text in HOLDS:
        for relation in relations(text):
            assert relation.stated is relation.figures[-1]
            assert all(f.text in text for f in relation.figures)
