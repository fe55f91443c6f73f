"""Finding a document by what it is called: its number, its title, a clause or article of it. Exact, never nearly."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from drafter.library.passages import Passage

__all__ = ["Names"]

_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{2,14})[〔\[（(【［](\d{4})[〕\]）)】］]第?(\d{1,5})号|([\u4e00-\u9fff]{2,14}令)第?(\d{1,4})号"
)
_QUOTED = re.compile(r"《(.+?)》")
_ARTICLE = re.compile(r"(第[一二三四五六七八九十百零〇\d]+条)$")
_STATE = "中华人民共和国"


class Names:
    """What the passages' documents are called.

    Args:
        passages: known by their position.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._titles: dict[str, list[int]] = defaultdict(list)
        self._numbers: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._ids: dict[str, list[int]] = defaultdict(list)
        for at, passage in enumerate(passages):
            for name in {passage.title, passage.title.removeprefix(_STATE), *passage.aliases}:
                self._titles[_plain(name)].append(at)
            for issuer, number in _numbers(passage.number):
                self._numbers[number].append((issuer, at))
            self._ids[passage.id].append(at)
            self._ids[passage.id.partition("#")[0]].append(at)

    def find(self, query: str) -> list[int]:
        """Positions of the passages of the documents that ``query`` names; none when it names none.

        A document is named by its number anywhere in the query, by its title in 《》, or by a query that is its title,
        short title or id and nothing else; an article at the end (第三条) leaves the passages of that article.
        """
        text = "".join(query.split())
        # what stands before a number may be more than its issuer: 按照国办发〔2018〕82号
        found = [
            at
            for words, number in _numbers(text)
            for issuer, at in self._numbers.get(number, ())
            if words.endswith(issuer)
        ]
        for title in _QUOTED.findall(text):
            found += self._titles.get(_plain(title), ())
        article = _ARTICLE.search(text)
        if not found:
            found = list(self._ids.get(text, ()))
        if not found:
            found = list(self._titles.get(_plain(text[: article.start()] if article else text), ()))
        if article:
            exact = [at for at in found if any(article[1] in heading for heading in self._passages[at].headings)]
            found = exact or found
        return sorted(set(found))


def _numbers(text: str) -> list[tuple[str, str]]:
    """The document numbers in a text as (issuer, year and number written one way)."""
    text = "".join(text.split())
    return [(m[1] or m[4], f"{m[2]}-{m[3]}" if m[1] else m[5]) for m in _NUMBER.finditer(text)]


def _plain(title: str) -> str:
    return re.sub(r"[《》〈〉“”\"'（）()\s]", "", title)
