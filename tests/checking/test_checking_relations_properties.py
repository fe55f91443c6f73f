"""Consistent values, however rounded, are never refuted; an error larger than rounding always is."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from checking_helpers import relations
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from drafter.findings import State

_COUNTS = st.integers(1, 200_000)
_DECIMALS = st.integers(0, 3)
_SLOW = settings(max_examples=200, deadline=None)


def printed(value: Decimal, decimals: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP):f}"


def states(text: str, *kinds: str) -> set[State]:
    return {r.state for r in relations(text) if r.kind in kinds}


def holds(text: str, kind: str) -> bool:
    return states(text, kind) == {State.PROVED} and not [r for r in relations(text) if r.state is State.REFUTED]


def fails(text: str, kind: str) -> bool:
    return states(text, kind) == {State.REFUTED}


_SHARES = st.sampled_from(
    [
        "全市{w}所学校中，{p}所建成示范校，占比{s}%。",
        "共有教师{w}名，其中骨干教师{p}名，占{s}%。",
        "轮岗教师{p}名，占符合条件教师{w}名的{s}%。",
        "共有学校{w}所，其中省级示范校{p}所，占比达到{s}%。",
    ]
)


@given(_COUNTS, _COUNTS, _DECIMALS, _SHARES)
@_SLOW
def test_a_share(one: int, other: int, decimals: int, frame: str) -> None:
    part, whole = sorted((one, other))
    share = Decimal(part) / Decimal(whole) * 100
    assume(printed(share, decimals).strip("0."))
    assert holds(frame.format(w=whole, p=part, s=printed(share, decimals)), "share")
    wrong = share + Decimal(2).scaleb(-decimals)
    assert fails(frame.format(w=whole, p=part, s=printed(wrong, decimals)), "share")


@given(st.lists(st.integers(1, 10**7), min_size=2, max_size=6), _DECIMALS)
@_SLOW
def test_a_sum(parts: list[int], decimals: int) -> None:
    names = ["财政拨款", "事业收入", "社会捐赠", "经营收入", "上级补助", "其他收入"]
    scale = Decimal(10) ** 4
    listed = "，".join(
        f"{name}{printed(Decimal(p) / scale, decimals)}亿元" for name, p in zip(names, parts, strict=False)
    )
    total = Decimal(sum(parts)) / scale
    assert State.REFUTED not in states(f"经费总投入{printed(total, decimals)}亿元，其中{listed}。", "sum", "subset")


@given(st.integers(2, 99_999), st.integers(2, 99_999), st.integers(2, 50), st.sampled_from([1, -1]))
@_SLOW
def test_a_sum_of_two_complements(first: int, second: int, error: int, sign: int) -> None:
    frame = "全市幼儿园{}所，其中公办{}所、民办{}所。"
    assert holds(frame.format(first + second, first, second), "sum")
    assume(first + second + sign * error > max(first, second))
    assert fails(frame.format(first + second + sign * error, first, second), "sum")


@given(st.integers(100, 10**7), st.integers(100, 10**7), _DECIMALS, _DECIMALS)
@_SLOW
def test_growth(old: int, new: int, money: int, decimals: int) -> None:
    before, now = Decimal(old) / 1000, Decimal(new) / 1000
    assume(before > 1 and old != new)
    rate = abs(now - before) / before * 100
    word = "增长" if new > old else "下降"
    frame = "支出{n}亿元，比上年的{b}亿元{w}{r}%。"
    text = frame.format(n=printed(now, money), b=printed(before, money), w=word, r=printed(rate, decimals))
    assert State.REFUTED not in states(text, "growth", "direction", "difference")
    half = Decimal(5).scaleb(-money - 1)
    shown, base = Decimal(printed(now, money)), Decimal(printed(before, money)) - half
    assume(base > half)
    most = max(abs(shown + half - base), abs(shown - half - base - 2 * half)) / base * 100
    wrong = printed(most + Decimal(2).scaleb(-decimals), decimals)
    text = frame.format(n=printed(now, money), b=printed(before, money), w=word, r=wrong)
    assert fails(text, "growth")


@given(st.integers(1, 99_999), st.integers(1, 99_999), st.integers(2, 500))
@_SLOW
def test_a_difference_of_counts(old: int, new: int, error: int) -> None:
    assume(old != new)
    words = ("增加到", "增加") if new > old else ("减少到", "减少")
    frame = f"学校由{old}所{words[0]}{new}所，{words[1]}{{}}所。"
    assert holds(frame.format(abs(new - old)), "difference")
    assert fails(frame.format(abs(new - old) + error), "difference")


@given(st.integers(100, 9_900), st.integers(100, 9_900), st.integers(0, 2), st.integers(0, 2))
@_SLOW
def test_points(old: int, new: int, shown: int, decimals: int) -> None:
    before, now = Decimal(old) / 100, Decimal(new) / 100
    words = ("提高到", "提高") if new >= old else ("下降到", "下降")
    frame = f"入学率由{printed(before, shown)}%{words[0]}{printed(now, shown)}%，{words[1]}{{}}个百分点。"
    change = abs(now - before)
    assert State.REFUTED not in states(frame.format(printed(change, decimals)), "points", "direction")
    told = abs(Decimal(printed(now, shown)) - Decimal(printed(before, shown)))
    wrong = told + Decimal(1).scaleb(-shown) + Decimal(2).scaleb(-decimals)
    assert fails(frame.format(printed(wrong, decimals)), "points")


@given(st.integers(1, 99_999), st.integers(1, 99_999))
@_SLOW
def test_direction(old: int, new: int) -> None:
    assume(old != new)
    right, wrong = ("增加到", "减少到") if new > old else ("减少到", "增加到")
    assert holds(f"学位由{old}个{right}{new}个。", "direction")
    assert fails(f"学位由{old}个{wrong}{new}个。", "direction")


@given(st.integers(1, 50).map(lambda n: n * 50), st.integers(1, 90_000), st.integers(0, 2))
@_SLOW
def test_a_product(rate: int, people: int, decimals: int) -> None:
    total = Decimal(rate * people) / 10_000
    frame = f"按照每生每年{rate}元标准补助学生{people}名，共{{}}万元。"
    assert State.REFUTED not in states(frame.format(printed(total, decimals)), "product")
    slack = Decimal(people) / 10_000  # the standard is rounded too
    wrong = total + slack + Decimal(2).scaleb(-decimals)
    assert fails(frame.format(printed(wrong, decimals)), "product")


@given(st.integers(10, 90_000), st.integers(10, 90_000), st.integers(0, 1))
@_SLOW
def test_a_ratio(general: int, vocational: int, decimals: int) -> None:
    left = Decimal(general) / (general + vocational) * 10
    x = Decimal(printed(left, decimals))
    assume(0 < x < 10)
    frame = f"普通高中招生{general}人、中职招生{vocational}人，普职比为{{}}:{{}}。"
    assert holds(frame.format(x, 10 - x), "ratio")
    wrong = x + Decimal(2).scaleb(-decimals)
    assume(wrong < 10)
    assert fails(frame.format(wrong, 10 - wrong), "ratio")


@given(st.integers(1, 9_999), st.integers(1, 9_999))
@_SLOW
def test_a_target(value: int, target: int) -> None:
    level, bound = Decimal(value) / 100, Decimal(target) / 100
    assume(abs(level - bound) > Decimal("0.01"))
    assert states(f"巩固率{level:.2f}%，完成{bound:.2f}%的省定目标。", "target") == {
        State.PROVED if level >= bound else State.REFUTED
    }
    assert states(f"巩固率{level:.2f}%，与{bound:.2f}%的省定目标还有差距。", "target") == {
        State.PROVED if level < bound else State.REFUTED
    }


@given(st.integers(2, 5), st.integers(2, 5))
@_SLOW
def test_a_list(values: int, told: int) -> None:
    names = ["幼儿园", "小学", "初中", "高中", "中职"]
    listed = "、".join(f"{name}{1000 + at}元" for at, name in enumerate(names[:values]))
    text = f"{listed}，分别比上年增长{'、'.join(f'{at}.25%' for at in range(1, told + 1))}。"
    assert states(text, "list") == {State.PROVED if values == told else State.REFUTED}
