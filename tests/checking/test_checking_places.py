"""Which names are whose."""

from __future__ import annotations

import pytest

from drafter.checking.places import division_names, related_names


@pytest.mark.parametrize("name", ["安徽省", "合肥市", "肥西县", "北京市", "海淀区", "广西壮族自治区"])
def test_a_division_is_known(name: str) -> None:
    assert name in division_names()


@pytest.mark.parametrize("name", ["城区", "郊区", "矿区", "市辖区", "云岭市", ""])
def test_a_word_of_its_own_is_no_division(name: str) -> None:
    assert name not in division_names()


def test_what_is_inside_and_what_is_around_belongs_to_a_region() -> None:
    own = related_names("合肥市")
    assert {"合肥市", "肥西县", "安徽省"} <= own
    assert not {"芜湖市", "江苏省"} & own


def test_names_run_together_are_told_apart() -> None:
    own = related_names("江苏省苏州市")
    assert {"江苏省", "苏州市", "昆山市", "江苏省苏州市"} <= own


def test_an_invented_place_is_its_own() -> None:
    assert related_names("云岭市") == {"云岭市"}


def test_a_shared_name_belongs_to_each() -> None:
    assert {"长春市", "吉林省", "北京市"} <= related_names("朝阳区")
