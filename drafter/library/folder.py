"""A user's library in a folder.

::

    library.json     what is in it; naming the build in use, it is the one file whose replacement makes an ingest real
    library.lock     held by the one process that builds
    chroma-1f0c…/    a Chroma database, complete before library.json names it and never written again
    readers/         a locked file for every process that has a build open

An ingest makes a new build out of the present one and the new documents, then switches. So an interrupted one leaves
nothing behind that anyone sees, and a reader is never disturbed: the build before the present one is kept, and every
one that is still open.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import uuid
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import InputError, OutputError
from drafter.files import read_text, write_atomically
from drafter.library.base import Incoming, Stored, check_embedder
from drafter.library.builds import PREFIX, open_build, remove_builds
from drafter.library.opening import open_folder
from drafter.library.passages import Passage
from drafter.library.vectors import Vectors

if TYPE_CHECKING:
    from drafter.library.chroma import ChromaCollection, Record

__all__ = ["FolderBase", "document_rows"]

_SCHEMA = 1
_TRIES = 3  # to open what another process may just have replaced
_WAIT = 600  # seconds for another process to finish its build; 10 000 passages take ten


@dataclass(frozen=True)
class _Manifest:
    embedder: str = ""
    build: str = ""
    former: str = ""
    documents: dict[str, Stored] = field(default_factory=dict)


class FolderBase:
    """See :class:`drafter.library.base.Base`.

    Args:
        folder: made at the first update.
    """

    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        self._folder = folder

    def embedder_id(self) -> str:
        """Id of the embedder of its vectors; empty while it holds nothing."""
        return self._manifest().embedder

    def documents(self) -> dict[str, Stored]:
        """What it holds, by document key."""
        return self._manifest().documents

    def read(self) -> tuple[ChromaCollection, dict[str, Passage]]:
        """An open collection, which the caller closes, and its passages by row id.

        Raises:
            InputError: the library is damaged or incomplete.
            OutputError: its folder is read-only, and no copy can be made in the cache folder.
        """
        for _ in range(_TRIES - 1):
            path = self._build_path()
            try:
                return self._read(path)
            except InputError:
                if path == self._build_path():
                    raise
        return self._read(self._build_path())

    def update(self, incoming: Sequence[Incoming], vectors: Vectors, rebuild: bool = False) -> None:
        """Store documents, each in place of what had its key before; all of them are seen, or none.

        Raises:
            InputError: the library is damaged, or its vectors are of another embedder.
            OutputError: the folder cannot be written, or another process holds it for ten minutes.
        """
        with self._writing():
            self._replace(incoming, vectors, rebuild)

    def remove(self, keys: Collection[str]) -> None:
        """Take documents out; all are gone, or none. Keys that it does not hold are passed over.

        Raises:
            InputError: the library is damaged.
            OutputError: the folder cannot be written, or another process holds it for ten minutes.
        """
        with self._writing():
            present = self._manifest()
            gone = set(keys) & set(present.documents)
            if not gone:
                return
            collection = open_folder(self._build_path())
            try:
                records = [record for record in collection.records() if record[2]["document"] not in gone]
                stored = collection.vectors()
            finally:
                collection.close()
            documents = {key: document for key, document in present.documents.items() if key not in gone}
            self._switch(present, records, [stored[row] for row, _, _ in records], present.embedder, documents)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the lock of the one writer."""
        from filelock import FileLock, Timeout

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / "library.lock", timeout=_WAIT):
                yield
        except Timeout as error:
            hint = "请等另一个 drafter ingest 结束后再试"
            raise OutputError("资料库正被另一个程序写入", where=self.name, hint=hint) from error
        except OSError as error:
            raise OutputError("资料库文件夹不能写入", where=self.name, hint="请检查权限和磁盘空间") from error

    @staticmethod
    def _read(path: Path) -> tuple[ChromaCollection, dict[str, Passage]]:
        collection = open_build(path)
        try:
            return collection, {row: passage for row, passage, _ in collection.records()}
        except InputError:
            collection.close()
            raise

    def _replace(self, incoming: Sequence[Incoming], vectors: Vectors, rebuild: bool) -> None:
        """Build anew from what is there now, which another process may have changed meanwhile."""
        present = self._manifest()
        if not rebuild:
            check_embedder(self.name, present.embedder, vectors.embedder.id)
        changed = {
            document.key: document
            for document in incoming
            if present.documents.get(document.key, Stored("", "", 0)).hash != document.hash
        }
        if not changed and not rebuild and present.embedder == vectors.embedder.id:
            return
        records, rows = self._kept(present, set(changed), vectors, rebuild)
        for document in changed.values():
            new = document_rows(document)
            records += new
            rows += vectors.of([passage.indexed for _, passage, _ in new])
        stored = {key: Stored.of(document.hash, document.given, document.passages) for key, document in changed.items()}
        self._switch(present, records, rows, vectors.embedder.id, present.documents | stored)

    def _switch(
        self,
        present: _Manifest,
        records: Sequence[Record],
        rows: Sequence[list[float]],
        embedder: str,
        documents: dict[str, Stored],
    ) -> None:
        """Make a build of ``records`` and name it the present one."""
        build = f"{PREFIX}{uuid.uuid4().hex[:12]}"
        try:
            self._build(self._folder / build, records, rows, embedder)
            manifest = _Manifest(embedder, build, present.build, documents)
            text = json.dumps({"schema": _SCHEMA, **asdict(manifest)}, ensure_ascii=False, indent=1)
            write_atomically({self._folder / "library.json": text.encode()})
        except BaseException:
            shutil.rmtree(self._folder / build, ignore_errors=True)
            raise
        remove_builds(self._folder, (build, present.build))

    def _kept(
        self, present: _Manifest, changed: set[str], vectors: Vectors, rebuild: bool
    ) -> tuple[list[Record], list[list[float]]]:
        """Records that stay, with their vectors: those stored, or others in a rebuild or for another embedder."""
        if not present.build:
            return [], []
        collection = open_folder(self._build_path())
        try:
            records = [record for record in collection.records() if record[2]["document"] not in changed]
            if rebuild or present.embedder != vectors.embedder.id:
                return records, vectors.of([passage.indexed for _, passage, _ in records])
            stored = collection.vectors()
            return records, [stored[row] for row, _, _ in records]
        finally:
            collection.close()

    @staticmethod
    def _build(path: Path, records: Sequence[Record], rows: Sequence[list[float]], embedder: str) -> None:
        collection = open_folder(path, embedder)
        try:
            collection.add(records, rows)
            if len(collection.records()) != len(records):
                raise OutputError("写入的条数不符", where=str(path), hint="请检查磁盘空间后重试")
        finally:
            collection.close()

    def _build_path(self) -> Path:
        build = self._manifest().build
        path = self._folder / build
        if not build or not path.is_dir():
            hint = "请删除该文件夹，重新运行 drafter ingest"
            raise InputError("资料库不完整，缺少向量数据", where=self.name, hint=hint)
        return path

    def _manifest(self) -> _Manifest:
        path = self._folder / "library.json"
        if not path.exists():
            return _Manifest()
        try:
            content = json.loads(read_text(path))
            if content["schema"] != _SCHEMA:
                raise InputError("资料库由另一版本的 drafter 建立", where=self.name, hint="请删除后重新入库")
            documents = {
                key: Stored(**value | {"levels": tuple(value.get("levels", ()))})
                for key, value in content["documents"].items()
            }
            return _Manifest(content["embedder"], content["build"], content["former"], documents)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError("资料库清单已损坏", where=str(path), hint="请删除该文件夹后重新入库") from error


def document_rows(document: Incoming) -> list[Record]:
    """Its passages as rows; the ids hold the content hash, so that an old and a new state never share one."""
    name = hashlib.sha256(document.key.encode("utf-8", "replace")).hexdigest()[:12]
    parts = len(document.passages)
    return [
        (
            f"{name}-{document.hash[:12]}-{index:05d}",
            passage,
            {"document": document.key, "hash": document.hash, "parts": parts, "given": document.given},
        )
        for index, passage in enumerate(document.passages)
    ]
