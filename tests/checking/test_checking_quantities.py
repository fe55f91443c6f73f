"""Every way in which the reports write a figure: value, unit, extent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from checking_helpers import quantities

from drafter.checking.text.quantities import Kind, Quantity

A, P, PT, T, R, B = Kind.AMOUNT, Kind.PERCENT, Kind.POINTS, Kind.TIMES, Kind.RATIO, Kind.BARE

#: text, the figure as written, value in base units, kind, dimension
FORMS = [
    # plain, touching Han characters on both sides
    ("共有小学412所。", "412所", "412", A, "count:所"),
    ("共有小学412 所。", "412 所", "412", A, "count:所"),
    ("学生86420人在校", "86420人", "86420", A, "person"),
    ("投入86,420万元用于改造", "86,420万元", "864200000", A, "money"),
    ("支出1,234,567.89元。", "1,234,567.89元", "1234567.89", A, "money"),
    ("支出3，217.77亿元。", "3，217.77亿元", "321777000000", A, "money"),
    # full width and spaces
    ("学校１２所", "１２所", "12", A, "count:所"),
    ("占比５３．２％。", "５３．２％", "53.2", P, "percent"),
    ("占比37.57 ％。", "37.57 ％", "37.57", P, "percent"),
    ("用时1 0年建成", "1 0", "10", B, ""),
    ("共1 2所学校", "1 2所", "12", A, "count:所"),
    ("占37. 57%", "37. 57%", "37.57", P, "percent"),
    ("覆盖 98.5 %。", "98.5 %", "98.5", P, "percent"),
    # scales
    ("常住人口310万人", "310万人", "3100000", A, "person"),
    ("在校生12.3万人", "12.3万人", "123000", A, "person"),
    ("总投入49.18亿元", "49.18亿元", "4918000000", A, "money"),
    ("总值1.2万亿元", "1.2万亿元", "1200000000000", A, "money"),
    ("藏书3千册", "3千册", "3000", A, "count:册"),
    ("补助5百元", "5百元", "500", A, "money"),
    ("图书200万册", "200万册", "2000000", A, "count:册"),
    ("面积12.5万平方米", "12.5万平方米", "125000", A, "area"),
    # money, area, time, length
    ("每生每年补助720元。", "720元", "720", A, "money"),
    ("标准为720元/生·年。", "720元/生·年", "720", A, "money/生·年"),
    ("按每人每天5元/生·天补助", "5元/生·天", "5", A, "money/生·天"),
    ("占地30亩", "30亩", "20000", A, "area"),
    ("新增2.4公顷", "2.4公顷", "24000", A, "area"),
    ("铺设45公里光缆", "45公里", "45000", A, "length"),
    ("每天锻炼2小时", "2小时", "2", A, "hour"),
    ("每人参训72学时", "72学时", "72", A, "class-hour"),
    ("每天30分钟", "30分钟", "30", A, "minute"),
    # people
    ("选派教师126名", "126名", "126", A, "person"),
    ("表彰85位教师", "85位", "85", A, "person"),
    ("培训教师3260人次。", "3260人次", "3260", A, "person-times"),
    ("参与1.5万人次", "1.5万人次", "15000", A, "person-times"),
    ("参训2100人·次", "2100人·次", "2100", A, "person-times"),
    # counters
    ("召开会议6次", "6次", "6", A, "count:次"),
    ("讲座12场次", "12场次", "12", A, "count:场次"),
    ("出台文件9份", "9份", "9", A, "count:份"),
    ("整改问题27个", "27个", "27", A, "count:个"),
    ("机构38家", "38家", "38", A, "count:家"),
    ("配备电脑260台套", "260台套", "260", A, "count:台套"),
    ("开设18个班", "18个班", "18", A, "count:个班"),
    ("惠及410户", "410户", "410", A, "count:户"),
    ("立项12项", "12项", "12", A, "count:项"),
    ("建成智慧教室86间", "86间", "86", A, "count:间"),
    ("配校车34辆", "34辆", "34", A, "count:辆"),
    # percent
    ("达到53.2%", "53.2%", "53.2", P, "percent"),
    ("达到100%", "100%", "100", P, "percent"),
    ("发生率1.5‰", "1.5‰", "0.15", P, "percent"),
    ("达到百分之九十五", "百分之九十五", "95", P, "percent"),
    ("达到百分之九十五点六", "百分之九十五点六", "95.6", P, "percent"),
    ("达到百分之95.6", "百分之95.6", "95.6", P, "percent"),
    ("不到千分之三", "千分之三", "0.3", P, "percent"),
    ("占万分之五", "万分之五", "0.05", P, "percent"),
    # points, times
    ("提高1.15个百分点", "1.15个百分点", "1.15", PT, "point"),
    ("提高0.8百分点", "0.8百分点", "0.8", PT, "point"),
    ("是上年的1.5倍", "1.5倍", "1.5", T, "times"),
    # ratios
    ("普职比为5.6:4.4", "5.6:4.4", "1.272727", R, "proportion"),
    ("师幼比为1：13.4", "1：13.4", "0.074627", R, "proportion"),
    ("生师比为16.2∶1", "16.2∶1", "16.2", R, "proportion"),
    ("比例为 1 : 2", "1 : 2", "0.5", R, "proportion"),
    # Chinese numerals
    ("召开十二次会议", "十二次", "12", A, "count:次"),
    ("共一百零三所学校", "一百零三所", "103", A, "count:所"),
    ("三万五千名学生", "三万五千名", "35000", A, "person"),
    ("培养两千名教师", "两千名", "2000", A, "person"),
    ("增长两倍", "两倍", "2", T, "times"),
    ("扩大三点五倍", "三点五倍", "3.5", T, "times"),
    ("投入十亿元", "十亿元", "1000000000", A, "money"),
    # bare
    ("系数为0.38。", "0.38", "0.38", B, ""),
    ("平均工资之比为1.024。", "1.024", "1.024", B, ""),
    # units that begin another word belong to that word
    ("邀请12个人大代表", "12个", "12", A, "count:个"),
    ("配备3名师傅", "3名", "3", A, "person"),
    ("整治12个人才公寓", "12个", "12", A, "count:个"),
    ("其中5所在城区", "5所", "5", A, "count:所"),
    ("拨付3000元人民币", "3000元", "3000", A, "money"),
    ("培育12个班主任工作室", "12个", "12", A, "count:个"),
    ("奖励4名列入计划的教师", "4名", "4", A, "person"),
    ("6所有条件的学校", "6所", "6", A, "count:所"),
    ("共5个人", "5个", "5", A, "count:个"),
    ("遴选10名校长", "10名", "10", A, "person"),
    ("表彰120名优秀教师", "120名", "120", A, "person"),
    ("惠及2600名师生", "2600名", "2600", A, "person"),
    ("新建8个体育馆", "8个", "8", A, "count:个"),
    ("引入12家国有企业", "12家", "12", A, "count:家"),
    ("关停5家教育培训机构", "5家", "5", A, "count:家"),
    ("完成12项目标任务", "12项", "12", A, "count:项"),
    ("组建5支教研团队", "5支", "5", A, "count:支"),
    ("举办2期中层干部培训班", "2期", "2", A, "count:期"),
    ("常住310万人口", "310万人", "3100000", A, "person"),
    ("培养12个班子成员", "12个", "12", A, "count:个"),
]


@pytest.mark.parametrize(("text", "written", "value", "kind", "dimension"), FORMS, ids=[f[0] for f in FORMS])
def test_a_figure_is_read_as_written(text: str, written: str, value: str, kind: Kind, dimension: str) -> None:
    (quantity,) = quantities(text)
    assert quantity.text == written
    assert text[quantity.start : quantity.end] == written
    assert quantity.value == pytest.approx(Decimal(value), rel=Decimal("1e-5"))
    assert quantity.kind is kind
    assert quantity.dimension == dimension
    assert quantity.definite
    assert quantity.interval.low <= quantity.value <= quantity.interval.high


#: text, the figure as written, the word that widens it, the interval
QUALIFIED = [
    ("近500人参加", "500人", "近", "450", "500"),
    ("将近500人参加", "500人", "将近", "450", "500"),
    ("接近500人参加", "500人", "接近", "450", "500"),
    ("约500人参加", "500人", "约", "475", "525"),
    ("大约500人参加", "500人", "大约", "475", "525"),
    ("500人左右参加", "500人左右", "左右", "475", "525"),
    ("500人上下", "500人上下", "上下", "475", "525"),
    ("500余人参加", "500余人", "余", "500", "600"),
    ("500多人参加", "500多人", "多", "500", "600"),
    ("参加500来人", "500来人", "来", "500", "600"),
    ("超过500人参加", "500人", "超过", "500", "600"),
    ("超500人参加", "500人", "超", "500", "600"),
    ("逾500人参加", "500人", "逾", "500", "600"),
    ("突破500人", "500人", "突破", "500", "600"),
    ("500人以上参加", "500人以上", "以上", "500", "Infinity"),
    ("不少于500人", "500人", "不少于", "500", "Infinity"),
    ("至少500人", "500人", "至少", "500", "Infinity"),
    ("不低于95%", "95%", "不低于", "94.5", "Infinity"),
    ("高于95%", "95%", "高于", "94.5", "Infinity"),
    ("不足500人", "500人", "不足", "-Infinity", "500"),
    ("不到500人", "500人", "不到", "-Infinity", "500"),
    ("不超过500人", "500人", "不超过", "-Infinity", "500"),
    ("至多500人", "500人", "至多", "-Infinity", "500"),
    ("低于5%", "5%", "低于", "-Infinity", "5.5"),
    ("5%以内", "5%以内", "以内", "-Infinity", "5.5"),
    ("5%以下", "5%以下", "以下", "-Infinity", "5.5"),
    ("覆盖3万余名学生", "3万余名", "余", "30000", "40000"),
    ("12万余元", "12万余元", "余", "120000", "144000"),
    ("十余所学校", "十余所", "余", "10", "20"),
    ("减少千余人", "千余人", "余", "1000", "2000"),
    ("有学生1200余人", "1200余人", "余", "1200", "1440"),
    ("参加者上千人", "千人", "上", "1000", "10000"),
    ("培训数百人次", "百人次", "数", "100", "1000"),
]


@pytest.mark.parametrize(("text", "written", "word", "low", "high"), QUALIFIED, ids=[q[0] for q in QUALIFIED])
def test_a_qualifier_widens_the_figure(text: str, written: str, word: str, low: str, high: str) -> None:
    (quantity,) = quantities(text)
    assert (quantity.text, quantity.qualifier) == (text[quantity.start : quantity.end], word)
    assert not quantity.definite
    assert quantity.interval.low <= quantity.value <= quantity.interval.high
    if "万" not in text:
        assert quantity.interval.low == Decimal(low)
        assert quantity.interval.high == Decimal(high)
    assert written == quantity.text


#: text, range as written, ends of its interval (without rounding), dimension
RANGES = [
    ("补助600—800元。", "600—800元", "600", "800", "money"),
    ("补助600元—800元。", "600元—800元", "600", "800", "money"),
    ("达到60%～70%。", "60%～70%", "60", "70", "percent"),
    ("达到60～70%。", "60～70%", "60", "70", "percent"),
    ("投入3万～5万元。", "3万～5万元", "30000", "50000", "money"),
    ("每班30至45人。", "30至45人", "30", "45", "person"),
    ("每班30到45人。", "30到45人", "30", "45", "person"),
    ("每班30-45人。", "30-45人", "30", "45", "person"),
    ("每班30－45人。", "30－45人", "30", "45", "person"),
]


@pytest.mark.parametrize(("text", "written", "low", "high", "dimension"), RANGES, ids=[r[0] for r in RANGES])
def test_two_ends_are_one_range(text: str, written: str, low: str, high: str, dimension: str) -> None:
    (quantity,) = quantities(text)
    assert quantity.is_range
    assert not quantity.definite
    assert text[quantity.start : quantity.end] == quantity.text == written
    assert quantity.interval.contains(Decimal(low))
    assert quantity.interval.contains(Decimal(high))
    assert quantity.value == Decimal(low)
    assert quantity.other == Decimal(high)
    assert quantity.dimension == dimension


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("由85%至90%。", ["85%", "90%"]),  # a change, not a range
        ("从9:1到8:2。", ["9:1", "8:2"]),
        ("800—600元。", ["800", "600元"]),  # ends the wrong way round
        ("10所—20人。", ["10所", "20人"]),
        ("1—2—3名", ["1", "2—3名"]),
    ],
)
def test_what_only_looks_like_a_range(text: str, written: list[str]) -> None:
    assert [q.text for q in quantities(text)] == written


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("分别提高0.77、0.45和1.15个百分点", ["0.77", "0.45", "1.15"]),
        ("分别提高0.77、0.45和1.15 个百分点", ["0.77", "0.45", "1.15"]),
        ("分别提高0.77、0.45以及1.15个百分点", ["0.77", "0.45", "1.15"]),
    ],
)
def test_a_list_shares_the_unit_of_its_last(text: str, values: list[str]) -> None:
    read = quantities(text)
    assert [str(q.value) for q in read] == values
    assert {q.kind for q in read} == {Kind.POINTS}
    assert {q.dimension for q in read} == {"point"}


def test_a_percent_list_shares_its_sign() -> None:
    assert [(str(q.value), q.kind) for q in quantities("占31.28、9.80和21.37%")] == [
        ("31.28", P),
        ("9.80", P),
        ("21.37", P),
    ]


def test_heads_and_times_are_different_things() -> None:
    times, heads = quantities("培训3260人次，覆盖1250人")
    assert times.unit is not None
    assert heads.unit is not None
    assert not times.unit.compatible(heads.unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("412所", "412", "412"),  # things are counted
        ("12.3万人", "122500", "123500"),  # but not by the ten thousand
        ("310万人", "3095000", "3105000"),
        ("720元", "719.5", "720.5"),  # money is rounded
        ("12亩", "7666.6666666", "8333.3333333"),
        ("53.2%", "53.15", "53.25"),
        ("百分之九十五", "94.5", "95.5"),
        ("十二次", "12", "12"),
        ("1.15个百分点", "1.145", "1.155"),
    ],
)
def test_a_figure_stands_for_what_rounds_to_it(text: str, low: str, high: str) -> None:
    (quantity,) = quantities(text)
    assert quantity.interval.low == pytest.approx(Decimal(low))
    assert quantity.interval.high == pytest.approx(Decimal(high))


def test_a_fraction_is_said_of_anything_near() -> None:
    (third,) = quantities("占三分之二。")
    assert third.text == "三分之二"
    assert third.kind is P
    assert third.qualifier
    assert third.interval.contains(Decimal("66.7"))
    assert third.interval.contains(Decimal("65"))
    assert not third.interval.contains(Decimal("60"))


@pytest.mark.parametrize("text", ["三分之五", "二分之二"])
def test_no_fraction_is_more_than_one(text: str) -> None:
    assert not [q for q in quantities(f"占{text}。") if q.text == text]


@pytest.mark.parametrize("text", ["5:0", "0:30", f"{'9' * 20}:1"])
def test_a_ratio_that_says_nothing(text: str) -> None:
    assert not [q for q in quantities(f"比例为{text}。") if q.kind is Kind.RATIO]


def step_of(text: str) -> Quantity:
    (quantity,) = quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "step"), [("12.30亿元", "1000000"), ("412所", "1"), ("53.2%", "0.1"), ("1.5‰", "0.01"), ("3万人", "10000")]
)
def test_the_last_digit_has_a_worth(text: str, step: str) -> None:
    assert step_of(text).step == Decimal(step)


@pytest.mark.parametrize("text", [f"{'8' * 30}元", "版本1.2.3发布", "百分之十十"])
def test_digits_that_are_no_figure(text: str) -> None:
    assert [q.text for q in quantities(text)] in ([], ["1.2"])


@pytest.mark.parametrize(
    "text",
    ["一万亿亿亿亿所", "999999999999999999亿元", "9000000000000000000人", f"百分之{'9' * 40}", "0.000000000001%"],
)
def test_what_no_office_counts_is_no_figure(text: str) -> None:
    assert not quantities(f"共{text}。")


@pytest.mark.parametrize(
    "text", ["1349084亿元", "一百三十五万亿元", "99999999999999.99元", "百分之一百二十", "0.0001%"]
)
def test_what_a_country_counts_is_a_figure(text: str) -> None:
    assert [q.text for q in quantities(f"共{text}。")] == [text]


def test_several_figures_come_in_order() -> None:
    text = "全市小学412所、初中138所，在校生12.3万人，比上年增长2.5%。"
    assert [q.text for q in quantities(text)] == ["412所", "138所", "12.3万人", "2.5%"]
