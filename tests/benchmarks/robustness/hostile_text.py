"""Texts that no office would send: random characters, endless repeats, and real reports with something done to them."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from hostile_names import far_dates, far_numbers, long_list, many_tables, named_oddly

__all__ = ["ATOMS", "hostile_text", "one_long_sentence", "reports"]

_VOICES = Path(__file__).resolve().parents[1] / "checker" / "voices"

_PHRASES = """
1 0 00 12 1. 1, 12.5%、 12.5%， 1:2 1： １２， 1e9 +1 12/人 X xx 20XX ____ 1+X a.b@ http:// www. AA- a1
占比 其中 ，其中 分别 分别为 增长 下降12% 比上年 较上年 同比 由1.2万元 从90%提高到 ＝ ％ ‰ 个百分点 倍
公办园40所， 小学98所、 在校生1万人， 生均公用经费 小学、初中 义务教育阶段 占全市的 以来， 力争 百分之
全市 我市 县 区 甲县 云岭市 辽教发 川府发〔2024〕1号 《关于 》（ 教育局 同志 主任张三 电话：0 第1名
2024年 2024— 2024- 12月 1日 截至 底 上年 “十四五” 前5% 12:30 荣获 全国首个 唯一 最 100% 全覆盖
存在问题 下一步 一是 二是 首先 一、 （一） 1. （1） ① 【待补充 】
"""
#: What the patterns of a checker begin or go on with; repeated and combined, it drives them to their worst.
ATOMS = (
    *"（）()《》“”‘’「」【】〔〕[]{}|\\#*_-—…~～+/&<>@,，;；、。！？：: \t　\n",
    *"〇一二三十百千万亿点的占比由从至到近约余多与和及较了为共各第其中将",
    *_PHRASES.split(),
    *("1 ", "1 2 3 ", "\u200b", "\u202e", "\ufeff", "\u0301", "\u2028", "\x85", "\x0b", "\x1c", "\ufffe"),
    *("İ", "ß", "👨\u200d👩\u200d👧", "𠀀", "٣", "Ⅳ", "㈠", "½"),
)
_BLOCKS = ((0x20, 0x7E), (0x4E00, 0x9FFF), (0x3000, 0x303F), (0xFF00, 0xFFEF), (0, 0x1F), (0x600, 0x6FF))
_BLOCKS += ((0x200B, 0x2064), (0x1F300, 0x1FAFF), (0xE000, 0xE0FF), (0xD800, 0xDFFF), (0x20000, 0x2A6DF), (0, 0x10FFFF))


@lru_cache(maxsize=1)
def reports() -> tuple[str, ...]:
    """Reports written by hand, which mutations start from."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted(_VOICES.glob("*/report.*")))


def hostile_text(chance: random.Random, longest: int = 30_000) -> str:
    """A text of one sort or another, of at most about ``longest`` characters; it may hold half a surrogate pair."""
    size = int(10 ** chance.uniform(1, len(str(longest)) - 1 + 0.45))
    makers = (
        _characters,
        *[_repeats] * 2,
        *[_words] * 2,
        _nested,
        _digits,
        one_long_sentence,
        *[_mutated] * 2,
        _joined,
        long_list,
        many_tables,
        named_oddly,
        far_dates,
        far_numbers,
    )
    make: Callable[[random.Random, int], str] = chance.choice(makers)
    return make(chance, min(size, longest))


def _characters(chance: random.Random, size: int) -> str:
    blocks = chance.sample(_BLOCKS, chance.randint(1, 3))
    low, high = zip(*blocks, strict=True)
    return "".join(chr(chance.randint(low[n], high[n])) for n in chance.choices(range(len(blocks)), k=min(size, 4000)))


def _repeats(chance: random.Random, size: int) -> str:
    unit = "".join(chance.choices(ATOMS, k=chance.randint(1, 5)))
    return unit * (size // len(unit) + 1)


def _words(chance: random.Random, size: int) -> str:
    return "".join(chance.choices(ATOMS, k=size // 2 + 1))


def _nested(chance: random.Random, size: int) -> str:
    left, right = chance.choice(("（）", "《》", "“”", "[]", "【】", "()", "〔〕", "{}"))
    inner = chance.choice(ATOMS)
    deep = size // (2 + len(inner)) + 1
    return (left + inner) * deep + right * chance.choice((deep, deep, 0, deep // 2))


def _digits(chance: random.Random, size: int) -> str:
    plain = ("0123456789", "0123456789.", "0123456789,", "0", "１２３", "12 ", "1.2%、", "9:")
    plain = ("0123456789", "0123456789.", "0123456789,", "0", "１２３", "12 ", "1.2%、", "9:")
    signs = chance.choice((*plain, "一二三四五六七八九十百千万亿"))
    return "".join(chance.choices(signs, k=size))


def one_long_sentence(chance: random.Random, size: int) -> str:
    """Real clauses without a full stop between them."""
    clauses = [c for text in reports() for c in text.replace("。", "，").replace("\n", "").split("，") if c]
    return "，".join(chance.choices(clauses, k=size // 12 + 1))


def _joined(chance: random.Random, size: int) -> str:
    """A report with all its lines, or all its marks, or all its words run together."""
    text = chance.choice(reports())[: max(size, 200)]
    drop = chance.choice(("\n", "。", "，", "。，；、\n", "0123456789", "年", "%"))
    text = "".join(char for char in text if char not in drop)
    return chance.choice(("", " ", "\n", "\u200b")).join(text) if chance.random() < 0.3 else text


def _mutated(chance: random.Random, size: int) -> str:
    """A report with stretches cut, doubled, repeated without end, changed over, or replaced."""
    text = chance.choice(reports())
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(text) + 1)
        length = int(10 ** chance.uniform(0, 2.5))
        stretch, rest = text[at : at + length], text[at + length :]
        kind = chance.randrange(6)
        if kind == 0:
            stretch = ""
        elif kind == 1:
            stretch *= 2
        elif kind == 2:
            stretch *= max(1, min(size, 20_000) // max(1, len(stretch)))
        elif kind == 3:
            stretch = "".join(chance.sample(stretch, len(stretch)))
        elif kind == 4:
            stretch = "".join(chance.choices(ATOMS, k=chance.randint(1, 20)))
        else:
            stretch = stretch[::-1]
        text = (text[:at] + stretch + rest)[:200_000]
    return text
