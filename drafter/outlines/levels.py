"""How governments of each level speak of themselves and of their offices."""

from __future__ import annotations

import re

from drafter.errors import InputError

__all__ = ["level_words", "office_name", "region_name", "report_year"]

_WORDS = {
    "province": {"party": "省委", "gov": "省政府", "area": "全省"},
    "city": {"party": "市委", "gov": "市政府", "area": "全市"},
    "county": {"party": "县委", "gov": "县政府", "area": "全县"},
}
#: What a province's counterpart of a city's bureau is called.
_PROVINCIAL = (("教育局", "教育厅"), ("财政局", "财政厅"), ("人力资源和社会保障局", "人力资源和社会保障厅"))
_YEARS = range(2000, 2100)
_NAME = re.compile(r"^[\w·]+(?:省|自治区|特别行政区|市|自治州|州|盟|地区|县|区|旗)$")
_IN_NO_NAME = re.compile(r"[\s\\/:*?\"<>|.]+")  # white space, and what makes a path of a name
_OWN_WORD = re.compile(r"(自治区|州|盟|区|旗|市)$")


def level_words(level: str, region: str) -> dict[str, str]:
    """``party``, ``gov`` and ``area`` of a government: 市委, 市政府, 全市; a district's are 区委, 区政府, 全区.

    Args:
        level: province, city or county.
        region: its full name, whose last word decides where the level alone does not.
    """
    match = _OWN_WORD.search(region)
    if level == "county" and match and match[1] in "区旗市" or level == "city" and match and match[1] in "州盟":
        own = match[1]
    elif level == "province" and match:
        own = {"自治区": "自治区", "市": "市"}.get(match[1], "省")
    else:
        return dict(_WORDS[level])
    area = "全区" if own == "自治区" else f"全{own}"
    return {"party": f"{own}党委" if own == "自治区" else f"{own}委", "gov": f"{own}政府", "area": area}


def office_name(name: str, level: str, region: str) -> str:
    """An office by its full name at this level: 教育局基础教育科 of a city is 市教育局基础教育科, of a province
    省教育厅基础教育处, of a county 县教育局基础教育股; a leading 党委 is the party committee of the level.
    """
    if not name:
        return ""
    words = level_words(level, region)
    prefix = words["gov"].removesuffix("政府")
    if name.startswith("党委"):
        return words["party"] + name.removeprefix("党委")
    if level == "province":
        for bureau, department in _PROVINCIAL:
            name = name.replace(bureau, department)
        name = re.sub(r"科$", "处", name)
    elif prefix == "县":
        name = re.sub(r"科$", "股", name)
    return name if name.startswith(prefix) else prefix + name


def region_name(text: str) -> str:
    """A region's full name from what the user typed: without white space, path marks and a closing 人民政府.

    Raises:
        InputError: it does not end as the name of an administrative division does.
    """
    region = re.sub(r"人民政府$", "", _IN_NO_NAME.sub("", text))
    if not _NAME.search(region):
        raise InputError(f"“{text.strip()}”不像行政区名", where="--region", hint="请写全称，例如 云岭市、石溪县")
    return region


def report_year(year: int) -> int:
    """The year itself.

    Raises:
        InputError: no report can be on it.
    """
    if year not in _YEARS:
        raise InputError(f"年份 {year} 不合理", where="--year")
    return year
