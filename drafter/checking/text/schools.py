"""Names of single schools, and what only says of what sort schools are."""

from __future__ import annotations

import re

__all__ = ["is_school"]

_SCHOOL = re.compile(r"^(?P<stem>[一-鿿]{2,10}?)(?:中学|小学|幼儿园|学校|高中|[一二三四五六七八九十]中)$")
#: Words of which sorts of schools are made, not names.
_SORT_OF_SCHOOL = re.compile(
    r"义务|教育|公办|民办|普惠|普通|农村|乡村|城区|城镇|城乡|乡镇|县域|寄宿|特殊|专门|职业|一贯|规模|新建|薄弱|优质|示范"
    r"|集团|[全各我本][省市县区校]|完全|初级|高级|综合|特色|智慧|平安|绿色|成员|帮扶|试点|中心|中等|重点|办好|建设|发展|提升|其[他它余]|县城|山区|牧区|镇区|私立|老旧|附近"
)
_TOWN_SCHOOL = re.compile(r"第[一二三四五六七八九十]|[镇乡]")


def is_school(name: str) -> bool:
    """Whether these words are the name of one school: 桐荫街小学, 云岭二中; not 农村小学, 公办幼儿园.

    >>> is_school("桐荫街小学"), is_school("公办小学")
    (True, False)
    """
    match = _SCHOOL.match(name)
    if match is None:
        return False
    return not _SORT_OF_SCHOOL.search(name) or _TOWN_SCHOOL.search(match["stem"]) is not None
