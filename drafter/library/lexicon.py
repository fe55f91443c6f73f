"""What people say and documents call otherwise: everyday words of a query lead to the official ones.

The lexicon is part of the shipped knowledge (``knowledge/lexicon``); a user's own folder may add to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from drafter.errors import InputError
from drafter.files import read_yaml
from drafter.resources import bundled, own_knowledge

__all__ = ["Entry", "Lexicon", "load_lexicon", "read_lexicon"]


@dataclass(frozen=True)
class Entry:
    """Everyday words and what documents say instead.

    Attributes:
        say: official words, for searching.
        heard: each a tuple of words that must all stand in a query.
    """

    say: str
    heard: tuple[tuple[str, ...], ...]

    def answers(self, query: str) -> int:
        """Length of the longest wording of this entry that ``query`` holds; 0 when it holds none."""
        return max((sum(map(len, words)) for words in self.heard if all(word in query for word in words)), default=0)


class Lexicon:
    """Entries, asked with a query."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)

    def official(self, query: str, most: int = 3) -> tuple[str, ...]:
        """Official words for the everyday ones in ``query``, the most telling first; what it says itself is left out.

        Args:
            query: as typed.
            most: entries taken at most.
        """
        said = "".join(query.split())
        found = [(entry.answers(said), entry.say) for entry in self.entries]
        best = sorted((pair for pair in found if pair[0]), key=lambda pair: -pair[0])
        return tuple(say for _, say in best[:most] if not all(part in said for part in say.split()))


def read_lexicon(folder: Path) -> list[Entry]:
    """The entries of the YAML files in ``folder``.

    Raises:
        InputError: a file is not YAML, or an entry lacks ``say`` or ``heard``.
    """
    entries = []
    for path in sorted(folder.glob("*.yaml")):
        content = read_yaml(path)
        if not isinstance(content, list | None):
            raise InputError("应是一列词条", where=path.name)
        for number, entry in enumerate(content or (), start=1):
            heard = entry.get("heard") if isinstance(entry, dict) else None
            if not isinstance(heard, list) or not heard or not entry.get("say"):
                raise InputError(f"第 {number} 条要有 say 和 heard", where=path.name)
            wordings = tuple(tuple(part.strip() for part in str(words).split("&")) for words in heard)
            if not all(all(wording) for wording in wordings):
                raise InputError(f"第 {number} 条的 heard 里有空的词", where=path.name)
            entries.append(Entry(str(entry["say"]), wordings))
    return entries


def load_lexicon() -> Lexicon:
    """The lexicon that ships with drafter and the user's own entries.

    Raises:
        InputError: a file of the user's own folder is wrong.
    """
    return _lexicon(own_knowledge("lexicon"))


@lru_cache(maxsize=4)
def _lexicon(own: tuple[Path, ...]) -> Lexicon:
    return Lexicon(entry for folder in (*own, bundled("knowledge", "lexicon")) for entry in read_lexicon(folder))
