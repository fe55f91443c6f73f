"""Adding a user's documents to their library, each only when it is new or has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from drafter.errors import InputError
from drafter.library.base import Base, Incoming, Progress, Stored, check_embedder
from drafter.library.choosing import choose_embedder
from drafter.library.embedding import Embedder
from drafter.library.given import Given
from drafter.library.loading import gather_files, load_passages
from drafter.library.locating import open_base
from drafter.library.near import NEAR, likeness, signature
from drafter.library.passages import Passage
from drafter.library.vectors import Vectors

__all__ = ["IngestResult", "documents", "ingest", "rebuild", "remove"]

_NAMED = 8  # documents named when one is asked for that is not there
_SPLITTING = "3"  # part of every hash: raising it makes every document be split anew


@dataclass
class IngestResult:
    """What an ingest or a rebuild did.

    Attributes:
        kb: folder or address of the library.
        embedder: id of what its vectors come from now.
        added: new documents.
        replaced: documents that had changed.
        unchanged: documents that were passed over.
        repeated: documents whose content is already there under another path; passed over too.
        near: documents left out as nearly the same as another one, with that one's title.
        known: what was found out about each added or replaced document, by path: title, region, levels, year …
        unsupported: files of a kind that cannot be read.
        failed: files found in a folder that could not be used, with the reason as one Chinese line.
        passages: passages of the added and replaced documents.
        rebuilt: passages that were there before and got new vectors.
        documents: documents in the library afterwards.
        stored: passages in the library afterwards.
        notice: a line of Chinese when the library can only be searched by wording; else empty.
    """

    kb: str
    embedder: str = ""
    added: list[Path] = field(default_factory=list)
    replaced: list[Path] = field(default_factory=list)
    unchanged: list[Path] = field(default_factory=list)
    repeated: list[Path] = field(default_factory=list)
    near: list[tuple[Path, str]] = field(default_factory=list)
    known: dict[Path, Passage] = field(default_factory=dict)
    unsupported: list[Path] = field(default_factory=list)
    failed: list[tuple[Path, str]] = field(default_factory=list)
    passages: int = 0
    rebuilt: int = 0
    documents: int = 0
    stored: int = 0
    notice: str = ""


def ingest(
    paths: Iterable[Path],
    kind: str,
    kb: str | None = None,
    on_progress: Progress | None = None,
    embedder: Embedder | None = None,
    keep_near: bool = False,
    given: Given | None = None,
) -> IngestResult:
    """Store documents in a library: in a folder all of them or, when interrupted, none; on a server one by one.

    The vectors computed until an interruption are kept in the cache folder, so the next run goes on from there.

    Args:
        paths: files and folders (.docx, .pdf, .html, .xlsx, .md, .txt; policies also .yaml).
        kind: ``sample`` or ``policy``.
        kb: folder or ``http://host:port``; None means ``.drafter/kb`` in the working folder.
        on_progress: called with (file name, passages done, passages to do) while vectors are computed; the counts
            are of all files together.
        embedder: used instead of the one that :func:`choose_embedder` finds.
        keep_near: store also what is nearly the same as another document.
        given: said of every one of these documents, in place of what is read off it. It is kept with the document
            and holds when it is ingested again.

    Raises:
        InputError: a path is missing, a file given by name cannot be used, or the library was built by an embedder
            that is not the one in use.
        OutputError: the library cannot be written.
        ServiceError: the vector server or the embedding service failed.
    """
    gathered = gather_files(paths, kind)
    base = open_base(kb)
    result = IngestResult(base.name, unsupported=gathered.unsupported)
    embedder = _embedder(embedder, result)
    present = base.embedder_id()
    check_embedder(base.name, present, embedder.id)
    incoming = _changed(gathered.files, gathered.named, kind, base, result, given or Given())
    if not keep_near:
        incoming = _without_near(incoming, base, result)
    result.known = {Path(document.key): document.passages[0] for document in incoming}
    raised = present not in ("", embedder.id)
    if incoming or raised:
        vectors = Vectors(embedder)
        work = _stored(base) if raised else []
        result.rebuilt = sum(len(texts) for _, texts in work)
        work += [(Path(document.key).name, [p.indexed for p in document.passages]) for document in incoming]
        # Before the library is locked: this is what takes the time, and its results are kept.
        _compute(work, vectors, on_progress)
        base.update(incoming, vectors)
    result.passages = sum(len(document.passages) for document in incoming)
    return _counted(result, base)


def documents(kb: str | None = None) -> dict[str, Stored]:
    """What is in a library, by path: the manifest; nothing when there is none.

    Raises:
        InputError: it is damaged.
        ServiceError: the vector server failed.
    """
    return open_base(kb).documents()


def remove(names: Iterable[str], kb: str | None = None) -> list[str]:
    """Take documents out of a library.

    Args:
        names: of each document its path, its file name or its title; or a folder that it came from.
        kb: as for :func:`ingest`.

    Returns:
        Paths of the documents that were removed.

    Raises:
        InputError: there is no library, it is damaged, or a name is none of its documents'.
        OutputError: the library cannot be written.
        ServiceError: the vector server failed.
    """
    base = open_base(kb)
    documents = base.documents()
    gone: list[str] = []
    for name in names:
        path = Path(name).resolve()
        found = [
            key
            for key, document in documents.items()
            if name in (key, Path(key).name, document.title) or path in (Path(key), *Path(key).parents)
        ]
        if not found:
            held = "、".join(Path(key).name for key in list(documents)[:_NAMED]) or "没有文件"
            raise InputError(f"资料库里没有“{name}”", where=base.name, hint=f"库里有：{held}")
        gone += found
    base.remove(gone)
    return sorted(set(gone))


def rebuild(
    kb: str | None = None, on_progress: Progress | None = None, embedder: Embedder | None = None
) -> IngestResult:
    """Give everything in a library the vectors of the present embedder; readers see the old ones or the new ones.

    Args:
        kb: as for :func:`ingest`.
        on_progress: as for :func:`ingest`.
        embedder: as for :func:`ingest`.

    Raises:
        InputError: there is no library, or it is damaged.
        OutputError: the library cannot be written.
        ServiceError: the vector server or the embedding service failed.
    """
    base = open_base(kb)
    if not base.embedder_id():
        raise InputError("这里没有资料库，不能重建", where=base.name, hint="请核对 --kb，或先用 drafter ingest 入库")
    result = IngestResult(base.name)
    vectors = Vectors(_embedder(embedder, result))
    work = _stored(base)
    result.rebuilt = sum(len(texts) for _, texts in work)
    _compute(work, vectors, on_progress)
    base.update([], vectors, rebuild=True)
    return _counted(result, base)


def _embedder(given: Embedder | None, result: IngestResult) -> Embedder:
    """The embedder to use, noted in ``result``."""
    reason = ""
    if given is None:
        choice = choose_embedder()
        given, reason = choice.embedder, choice.reason
    result.embedder = given.id
    if not given.dense:
        result.notice = f"语义检索不可用（{reason or given.id}），入库的资料只能按关键词检索。"
    return given


def _stored(base: Base) -> list[tuple[str, Sequence[str]]]:
    """What is in a library, as work for :func:`_compute`."""
    collection, passages = base.read()
    collection.close()
    return [("已入库的资料", [passage.indexed for passage in passages.values()])]


def _compute(work: Sequence[tuple[str, Sequence[str]]], vectors: Vectors, on_progress: Progress | None) -> None:
    """Have the vectors of texts at hand; ``work`` is names with their texts."""
    total = sum(len(texts) for _, texts in work)
    before = 0
    for name, texts in work:

        def report(done: int, missing: int, name: str = name, known: int = before + len(texts)) -> None:
            if on_progress and done < missing:
                on_progress(name, known - missing + done, total)

        vectors.of(texts, report)
        before += len(texts)
        if on_progress:
            on_progress(name, before, total)


def _counted(result: IngestResult, base: Base) -> IngestResult:
    documents = base.documents()
    result.documents = len(documents)
    result.stored = sum(document.passages for document in documents.values())
    return result


def _changed(
    files: list[Path], named: set[Path], kind: str, base: Base, result: IngestResult, given: Given
) -> list[Incoming]:
    """The documents to store; what happens to the others is noted in ``result``."""
    stored = base.documents()
    hashes = {document.hash for document in stored.values()}
    incoming: list[Incoming] = []
    for path in files:
        key = path.as_posix()
        try:
            said = given.over(Given.from_text(stored[key].given)) if key in stored else given
            code = _hash(path, kind, said.to_text())
            if key in stored and stored[key].hash == code:
                result.unchanged.append(path)
            elif code in hashes:
                result.repeated.append(path)
            else:
                incoming.append(Incoming(key, code, said.applied(load_passages(path, kind)), said.to_text()))
                hashes.add(code)
                (result.replaced if key in stored else result.added).append(path)
        except InputError as error:
            if path in named:
                raise
            result.failed.append((path, str(error)))
    return incoming


def _without_near(incoming: Sequence[Incoming], base: Base, result: IngestResult) -> list[Incoming]:
    """The documents that are not nearly the same as one there, or as one before them; the others are noted."""
    held: dict[str, tuple[str, frozenset[int]]] = {}
    if incoming and base.documents():
        collection, passages = base.read()
        texts: dict[str, list[str]] = {}
        titles: dict[str, str] = {}
        try:
            for row, passage, extra in collection.records():
                if row in passages:
                    key = str(extra["document"])
                    texts.setdefault(key, []).append(passage.text)
                    titles[key] = passage.title
        finally:
            collection.close()
        held = {key: (titles[key], signature(sorted(parts))) for key, parts in texts.items()}
    kept = []
    for document in incoming:
        # sorted, for a library gives its passages back in no particular order
        own = signature(sorted(passage.text for passage in document.passages))
        like = next(
            (title for key, (title, other) in held.items() if key != document.key and likeness(own, other) >= NEAR),
            None,
        )
        path = Path(document.key)
        if like is None:
            kept.append(document)
            held[document.key] = (document.passages[0].title, own)
        else:
            result.near.append((path, like))
            for noted in (result.added, result.replaced):
                if path in noted:
                    noted.remove(path)
    return kept


def _hash(path: Path, kind: str, given: str) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError("文件无法打开", where=str(path), hint="请检查权限") from error
    start = f"{_SPLITTING}\n{kind}\n{path.suffix.lower()}\n{given}\n".encode()
    return hashlib.sha256(start + content).hexdigest()[:32]
