"""The name in the words right before a figure, or behind it: what links, leads on, moves or compares is taken off.

A writer has any number of verbs and adverbs between a thing and its value (队伍扩充至, 则逆势增加, 较上年微升). They
are told by the class of the word, not from a list of those that were met.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["bare_name", "noun_ahead"]

#: What a verb of movement ends in: 拓展到, 攀升至, 保持在.
_REACHED = re.compile(r"[到至在]了?$")
_LINKED = re.compile(r"(?:分别|则|却|也|又|还|再|仅|只|都|已)+$")
_INTRODUCED = re.compile(r"^(?:其中|同时|另外|此外|同样|虽然|但是|目前|截至目前)+")
_LINKS = frozenset("则却也又还再均都已仅只就虽但共并另且才竟将现")
#: How far something moved, where the verb behind has gone.
_MOVING = frozenset(
    [
        "微",
        "略",
        "稍",
        "小幅",
        "大幅",
        "双双",
        "净",
        "逆势",
        "一举",
        "有所",
        "连续",
        "持续",
        "继续",
        "逐年",
        "稳步",
        "不断",
        "明显",
        "显著",
    ]
)
#: Adverbs and prepositions that end or begin names: 未入学, 占比, 生均.
_KEPT = frozenset("不未无非比均为")
_LEADING = frozenset("按把对向给从与在于至到和及以由用")
_IN_SCHOOL = re.compile(r"在[校园册职编岗读籍]|对口|向上")
_NOUNS = frozenset(["n", "vn", "j", "l", "s", "b", "nz", "ng", "nt", "nr", "nrt", "nrfg", "zg", "ns"])
_NAMES = frozenset(["n", "nz", "nt", "nr", "nrt", "j", "l", "zg", "ng", "ns"])
_NO_NOUNS = frozenset(
    [
        "全部",
        "整体",
        "在园",
        "在校",
        "其中",
        "专项",
        "全体",
        "情况",
        "左右",
        "以上",
        "以下",
        "全面",
        "总体",
        "全国",
        "全省",
        "全市",
        "全县",
        "全区",
    ]
)
#: What a noun that is counted so ends in; words behind it say more of it (11所学校运动场改造 counts schools).
_HEADS = {
    "所": re.compile(r"(?:[校园院馆]|中心|小学|[初高中]中|中学|教学点|基地)$"),
    "家": re.compile(r"(?:[校园院馆]|企业|机构|单位|公司|食堂|部门)$"),
    "名": re.compile(r"(?:[师生员人长子工]|幼儿|儿童|少年|干部|领导|专家|主任|保安|督学)$"),
}
_HEADS["位"] = _HEADS["名"]
_ANY_HEAD = re.compile(
    r"(?:[校园师生员室馆站班组岗点区县市镇]|企业|部门|单位|机构|街道|苏木|集团|基地|项目|学位|指标|组织|党支部|大班额|孩子|领导)$"
)
_LOOK = 14
_NUMBER = re.compile(r"[为是有共达计约]{0,2}[\d〇一二两三四五六七八九十百千万]")


@lru_cache(maxsize=16384)
def bare_name(words: str) -> str:
    """The words before a figure without the verbs of movement, adverbs, conjunctions and prepositions at their ends.

    >>> bare_name("教育集团拓展到")
    '教育集团'
    """
    words = _INTRODUCED.sub("", _LINKED.sub("", words))
    if len(words) < 2:
        return "" if words in _LINKS or words in _MOVING or words in _KEPT or words in _LEADING else words
    import rjieba

    tokens: list[tuple[str, str]] = rjieba.tag(words)
    if _REACHED.search(words):
        tokens = _without_reached(tokens)
    while tokens and _leads_on(*tokens[-1]):
        tokens.pop()
    at = 0
    while at < len(tokens) and _links("".join(word for word, _ in tokens[at:]), *tokens[at]):
        at += 1
    return "".join(word for word, _ in tokens[at:])


def _without_reached(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Tokens without 到 or 至 and the verb that it belongs to."""
    word, tag = tokens[-1]
    if len(word) > 1:  # 跃至
        return tokens[:-1] if tag.startswith("v") else tokens
    rest = tokens[: -2 if word == "了" else -1]
    moved = rest and (rest[-1][1][:1] in "vaz" or rest[-1][1] in ("d", "ad"))
    return rest[:-1] if moved else rest


def _leads_on(word: str, tag: str) -> bool:
    """Whether a word can stand between a name and its value but end no name."""
    if word[-1] in _KEPT:
        return False
    return tag in ("p", "d", "c", "vd", "ad") or word in _LINKS or word in _MOVING


def _links(rest: str, word: str, tag: str) -> bool:
    return not _IN_SCHOOL.match(rest) and word not in _KEPT and (tag in ("p", "c") or word in _LINKS)


@lru_cache(maxsize=16384)
def noun_ahead(words: str, counter: str) -> str:
    """The noun that words begin with, empty where they begin with none or with the name of a further figure.

    Args:
        counter: what it is counted by.

    >>> noun_ahead("党组织、党员", "个")
    '党组织'
    """
    import rjieba

    head = _HEADS.get(counter, _ANY_HEAD)
    found: list[tuple[str, str]] = []
    for word, tag in rjieba.tag(words[:_LOOK]):
        if tag not in _NOUNS or word in _NO_NOUNS:
            break
        if found and head.search(found[-1][0]) and not head.search(word):
            break
        found.append((word, tag))
    while found and found[-1][1] not in _NAMES:
        found.pop()
    noun = "".join(word for word, _ in found)
    return noun if len(noun) > 1 and not _NUMBER.match(words, len(noun)) else ""
