"""A user's own library: what one is, wherever it is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from drafter.errors import InputError
from drafter.library.addresses import is_server
from drafter.library.embedding import HashedNgrams
from drafter.library.passages import Passage
from drafter.library.vectors import Vectors

if TYPE_CHECKING:
    from drafter.library.chroma import ChromaCollection

__all__ = ["Base", "Incoming", "Progress", "Stored", "check_embedder"]


@dataclass(frozen=True)
class Incoming:
    """A document to be stored.

    Attributes:
        key: what makes it the same document next time: its absolute path.
        hash: of its content, its kind, the way it is split and what the user said of it.
        given: what the user said of it, as :meth:`drafter.library.given.Given.to_text` writes it.
    """

    key: str
    hash: str
    passages: Sequence[Passage] = field(repr=False)
    given: str = ""


@dataclass(frozen=True)
class Stored:
    """A document in a library; ``passages`` counts them, the rest is as in :class:`Incoming` and :class:`Passage`."""

    hash: str
    title: str
    passages: int
    given: str = ""
    year: int = 0
    levels: tuple[str, ...] = ()
    region: str = ""
    number: str = ""
    issuer: str = ""

    @classmethod
    def of(cls, hash_: str, given: str, passages: Sequence[Passage]) -> Stored:
        """A document with these passages."""
        first = passages[0]
        return cls(
            hash_,
            first.title,
            len(passages),
            given,
            first.year,
            first.levels,
            first.region,
            first.number,
            first.issuer,
        )


class Base(Protocol):
    """A user's library.

    Attributes:
        name: folder or address, for messages.
    """

    name: str

    def embedder_id(self) -> str:
        """Id of the embedder of its vectors; empty while it holds nothing."""
        ...

    def documents(self) -> dict[str, Stored]:
        """What it holds, by document key."""
        ...

    def update(self, incoming: Sequence[Incoming], vectors: Vectors, rebuild: bool = False) -> None:
        """Store documents, each in place of what had its key before; of each all is seen, or nothing.

        With ``rebuild`` everything gets new vectors, by whatever embedder the present ones are; all of it at once.

        Raises:
            InputError: the library's vectors are of another embedder.
        """
        ...

    def remove(self, keys: Collection[str]) -> None:
        """Take documents out; all are gone, or none. Keys that it does not hold are passed over."""
        ...

    def read(self) -> tuple[ChromaCollection, dict[str, Passage]]:
        """An open collection, which the caller closes, and its passages by row id."""
        ...


#: Reports progress: what is being done, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


def check_embedder(name: str, built_by: str, present: str) -> None:
    """Make sure that vectors of two embedders never share a library.

    A folder that was built without a model may be raised to one.

    Args:
        name: of the library.
        built_by: id of its embedder, empty while it holds nothing.
        present: id of the embedder in use.

    Raises:
        InputError: they differ; says which they are and how to rebuild.
    """
    if built_by in ("", present) or (built_by == HashedNgrams.id and not is_server(name)):
        return
    command = f"drafter ingest --rebuild --kb {name}"
    if present == HashedNgrams.id:
        message = f"资料库的向量由 {built_by} 计算，现在没有可用的向量模型"
        hint = f"请换回原来的模型；{command} 可改为只按关键词检索"
    else:
        message = f"资料库的向量由 {built_by} 计算，现在用的是 {present}，两者不能混用"
        hint = f"可运行 {command} 用现在的模型重建，或换回原来的模型"
    raise InputError(message, where=name, hint=hint)
