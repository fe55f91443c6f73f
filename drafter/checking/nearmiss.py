"""Where a text tells a fixed name or wording with one character, or one word, other than it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

__all__ = ["NearMiss", "Wordings"]

_ANCHOR = 3
_MOST_OTHER = 2
_FAR_APART = 3
_LONG = 9
#: What may rightly stand for one another: levels, stages, numbers, opposites of which each is a thing of its own.
_KINDS = (
    "国省市县区旗州乡镇村校园班院",
    "一二三四五六七八九十两百千万双多几",
    "小初高中大幼职特",
    "公民",
    "校企地政社科产",
    "城乡农",
    "东西南北中",
    "上下前后内外",
    "男女",
    "年月周日季",
    "师生校园童",
    "和与及、，以或",
    "的地得之",
    "增减升降",
    "首再",
    "毛净总均",
    "学适",
    "足篮排网",
)
_WORDS_OF_A_KIND = (
    "全国 全省 全市 全县 全区 国家 省级 市级 县级 区级 校级 中央 地方",
    "小学 初中 高中 幼儿 学前 职业 特殊 义务 普通 高等 中等 基础 中职 高职 高校 中学 成人 继续 终身",
    "民办 公办 民族 乡村 农村 城乡 城镇 县域 市域 区域 省域 乡镇",
    "教师 学生 校长 园长 幼儿 儿童 青年 学校 家长 班主 少年",
    "支持 保障 发展 建设 改革 提升 推进 实施 落实 深化 加强 坚持 完善 健全 构建 建立 促进 加快",
    "工作 项目 计划 工程 行动 资金 经费 机制 制度 体系 平台 系统 方案 办法 标准",
)
#: What may be put in or left out: 的, 校 of 学校, and marks.
_LOOSE = frozenset("的地之和与及、，“”\"'·—- 　校生级性等们了类各化区市县省为是型式年月均总毛净")


@dataclass(frozen=True)
class NearMiss:
    """text[start:end] stands where ``right`` should."""

    start: int
    end: int
    right: str


class Wordings:
    """Fixed names and wordings, looked up in a text by their first and last characters.

    Args:
        names: proper names: in these a word of two characters may be exchanged too.
        wordings: in these a character may be exchanged, left out or put in.
        mottos: of two halves: up to two characters may be exchanged wherever they stand.
        terms: in these a character may only be exchanged, longer and shorter ones being in use.
    """

    def __init__(
        self, names: Iterable[str], wordings: Iterable[str], mottos: Iterable[str], terms: Iterable[str]
    ) -> None:
        self._names, self._terms, self._mottos = frozenset(names), frozenset(terms), frozenset(mottos)
        self._known = self._names | self._terms | self._mottos | frozenset(wordings)
        self._heads: dict[str, list[str]] = defaultdict(list)
        self._tails: dict[str, list[str]] = defaultdict(list)
        for words in sorted(self._known):
            self._heads[words[:_ANCHOR]].append(words)
            self._tails[words[-_ANCHOR:]].append(words)

    def missed(self, text: str) -> Iterator[NearMiss]:
        """Every place where one of them is told almost; none that overlaps another that is told as it is."""
        found: list[NearMiss] = []
        right: list[tuple[int, int]] = []
        for at in range(len(text) - _ANCHOR + 1):
            key = text[at : at + _ANCHOR]
            for words in self._heads.get(key, ()):
                if text.startswith(words, at):
                    right.append((at, at + len(words)))
                elif words in self._mottos:
                    found += _motto(text, at, words)
                elif (end := self._from_head(text, at, words)) is not None:
                    found.append(NearMiss(at, end, words))
            for words in self._tails.get(key, ()):
                if words in self._mottos:
                    found += _motto(text, at + _ANCHOR - len(words), words)
                elif (start := self._from_tail(text, at + _ANCHOR, words)) is not None:
                    found.append(NearMiss(start, at + _ANCHOR, words))
        told = 0
        for miss in sorted(found, key=lambda miss: (miss.start, -len(miss.right))):
            if miss.start >= told and not any(start <= miss.start and miss.end <= end for start, end in right):
                told = miss.end
                yield miss

    def _from_head(self, text: str, at: int, words: str) -> int | None:
        """Where ``words`` end that begin at ``at``, one thing in them being otherwise."""
        size = len(words)
        same = _ANCHOR
        while same < size and at + same < len(text) and text[at + same] == words[same]:
            same += 1
        left = size - same
        if left >= 3 and text[at + same + 1 : at + size] == words[same + 1 :]:
            return at + size if self._exchanged(words[same], text[at + same]) else None
        if left >= 4 and words in self._names and size > 8 and text[at + same + 2 : at + size] == words[same + 2 :]:
            return at + size if self._exchanged(words[same : same + 2], text[at + same : at + same + 2]) else None
        if words in self._terms or words in self._names and _apart(words, text[at : at + size], self._exchanged):
            return None if words in self._terms else at + size
        if left >= 3 and text[at + same : at + size - 1] == words[same + 1 :] and words[same] not in _LOOSE:
            return at + size - 1
        if left >= 2 and text[at + same + 1 : at + size + 1] == words[same:]:
            return at + size + 1 if text[at + same] not in _LOOSE and _han(text[at + same]) else None
        return None

    def _from_tail(self, text: str, end: int, words: str) -> int | None:
        """Where ``words`` begin that end at ``end``, their second or third character being another."""
        start = end - len(words)
        if start < 0 or len(words) < _ANCHOR + 4:
            return None
        for at in (1, 2):
            if text[start : start + at] == words[:at] and text[start + at + 1 : end] == words[at + 1 :]:
                return start if self._exchanged(words[at], text[start + at]) else None
        return None

    def _exchanged(self, right: str, wrong: str) -> bool:
        """Whether ``wrong`` cannot rightly stand for ``right``."""
        if right == wrong or not _han(right) or not _han(wrong):
            return False
        if len(right) == 1:
            return not any(right in kind and wrong in kind for kind in _KINDS)
        return not any(right in kind and wrong in kind for kind in _WORDS_OF_A_KIND) and all(
            self._exchanged(one, other) for one, other in zip(right, wrong, strict=True) if one != other
        )


def _apart(words: str, told: str, exchanged: Callable[[str, str], bool]) -> bool:
    """Whether two characters of a name, apart from one another and before its end, are others (智能教学平台)."""
    if len(told) < max(len(words), _LONG):
        return False
    other = [number for number, (one, two) in enumerate(zip(words, told, strict=True)) if one != two]
    if len(other) != _MOST_OTHER or other[1] - other[0] > _FAR_APART or other[1] >= len(words) - _MOST_OTHER:
        return False
    return all(exchanged(words[number], told[number]) for number in other)


def _motto(text: str, at: int, words: str) -> list[NearMiss]:
    """The motto at text[at:], when one or two characters of it are others; no word runs into it from outside."""
    told = text[at : at + len(words)] if at >= 0 else ""
    if len(told) < len(words):
        return []
    other = [number for number, (one, two) in enumerate(zip(words, told, strict=True)) if one != two]
    if not 1 <= len(other) <= _MOST_OTHER or not all(_han(told[number]) and _han(words[number]) for number in other):
        return []
    if other[0] == 0 and _han(text[at - 1 : at] or "，") or other[-1] == len(words) - 1 and _runs_on(text, at, words):
        return []
    return [NearMiss(at, at + len(words), words)]


def _runs_on(text: str, at: int, words: str) -> bool:
    """Whether the character behind the motto may belong to its last word (校企合作 for 校企合作办学)."""
    behind = text[at + len(words) : at + len(words) + 1]
    return bool(behind) and _han(behind) and behind != "的"


def _han(words: str) -> bool:
    return all("一" <= mark <= "鿿" for mark in words)
