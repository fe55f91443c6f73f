"""Passages as models of style: figures, titles, places, persons and organisations masked, so that none can leak."""

from __future__ import annotations

import re
from functools import lru_cache

from drafter.drafting.writer.guards.words import is_common, tagged
from drafter.reading import Document

__all__ = ["TONES", "masked", "passages_of"]

#: What each tone asks of the writer.
TONES = {
    "": "",
    "实": "写法要实：每件事写清谁做、做了什么、做到什么程度，用材料里的具体举措，不写口号。",
    "简": "写法要简：只写结果和数据，每个要点不超过 3 句，不写过程和意义。",
}

_DIGITS = re.compile(r"\d[\d.,]*")
_NUMERALS = re.compile(r"[〇零一二两三四五六七八九十百千万亿]{2,}")
_TITLES = re.compile(r"《[^《》]*》?")
_QUOTES = re.compile(r"“[^“”]*”?")
_PLACES = re.compile(r"[一-鿿]{2,4}(?:省|市|县|区|州)(?=人民政府|教育|委|政府|各|全|的|[，。、])")
_NAMES = {"ns": "某地", "nr": "某人", "nrt": "某人", "nrfg": "某人", "nt": "某单位", "nz": "某某"}
_LONGEST = 300
_SHORTEST = 60


@lru_cache(maxsize=256)
def masked(text: str) -> str:
    """A passage as a model of style: figures, titles, quoted terms and names taken out, at most 300 characters."""
    plain = _TITLES.sub("《……》", _NUMERALS.sub("〇", _DIGITS.sub("〇", text)))
    plain = _PLACES.sub("某地", _QUOTES.sub("“……”", plain))
    words = (_NAMES.get(tag, word) if not is_common(word) and len(word) > 1 else word for word, tag in tagged(plain))
    return "".join(words)[:_LONGEST]


def passages_of(document: Document, query: str, most: int = 2) -> list[str]:
    """The paragraphs of an earlier report nearest to a query by its words, masked.

    Args:
        query: what the section is about.
        most: how many at most.
    """
    pairs = {query[i : i + 2] for i in range(len(query) - 1)}
    texts = [p.text for p in document.paragraphs if p.part == "body" and len(p.text) >= _SHORTEST]
    scored = sorted(texts, key=lambda text: -sum(pair in text for pair in pairs))
    return [masked(text) for text in scored[:most]]
