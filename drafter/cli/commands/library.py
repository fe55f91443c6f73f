"""``drafter ingest`` and ``drafter search``: the knowledge base."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from drafter.cli.output import emit, emit_json, say
from drafter.cli.usage import ChineseCommand
from drafter.errors import InputError

if TYPE_CHECKING:
    from drafter.library import Hit, IngestResult, Passage
    from drafter.library.base import Stored

__all__ = ["register"]

_DEFAULT_KB = ".drafter/kb"
_KINDS = "sample（样本报告）或 policy（政策文件）"
_SECONDS = 2.0  # between two lines of progress


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("ingest", cls=ChineseCommand)(ingest)
    app.command("search", cls=ChineseCommand)(search)


def ingest(
    paths: list[Path] | None = typer.Argument(None, metavar="PATH...", help="样本或政策文件，或文件夹"),
    kind: str = typer.Option("", "--kind", help=f"{_KINDS}，必填"),
    kb: str | None = typer.Option(None, "--kb", help=f"文库位置：文件夹或 http 地址，默认 {_DEFAULT_KB}"),
    rebuild: bool = typer.Option(False, "--rebuild", help="换了向量模型后，用现在的模型重建文库；可不给文件"),
    remove: list[str] = typer.Option([], "--remove", help="从文库中移出：路径、文件名或标题；可重复"),
    listed: bool = typer.Option(False, "--list", help="列出文库中的文件"),
    given: list[str] = typer.Option(
        [], "--set", metavar="FIELD=VALUE", help="改正这些文件的 year、level、region、number、issuer 或 title；可重复"
    ),
    keep_near: bool = typer.Option(False, "--keep-near", help="与库中文件几乎相同的也收入"),
) -> None:
    """把自己的样本报告或政策文件收入文库；没有变化的文件不重复处理。"""
    from drafter import library
    from drafter.settings import load_settings

    if not (paths or rebuild or remove or listed):
        raise InputError("缺少参数 PATH", hint="用 --help 查看用法")
    if given and not paths:
        raise InputError(
            "--set 要和文件一起用", where="--set", hint="例如 drafter ingest 报告.docx --kind sample --set year=2024"
        )
    said = library.Given.parse(given)
    if paths and not kind:
        raise InputError("缺少选项 --kind", hint=f"要写明是 {_KINDS}")
    if paths:
        library.gather_files(paths, kind)  # before a rebuild that may take minutes
    where = kb or load_settings().kb or _DEFAULT_KB
    progress = _Progress()
    if remove:
        for gone in library.remove(remove, where):
            emit(f"已移出 {gone}")
    if rebuild:
        result = library.rebuild(where, progress)
        emit(f"已重建 {result.rebuilt} 段。{_state(result, progress)}")
    if paths:
        result = library.ingest(paths, kind, where, progress, keep_near=keep_near, given=said)
        _tell(result, progress)
    if (paths or rebuild) and result.notice:
        say(f"注意：{result.notice}")
    if listed:
        for key, document in sorted(library.documents(where).items()):
            emit(f"{_known(document)}，{document.passages} 段  {key}")


def _tell(result: IngestResult, progress: _Progress) -> None:
    """What an ingest did, document by document, and what was found out about each."""
    for path, reason in result.failed:
        say(f"未收入 {path}：{reason}")
    for path in result.unsupported:
        say(f"未收入 {path}：不支持的文件类型")
    for path in result.repeated:
        say(f"未收入 {path}：内容与文库中另一份相同")
    for path, title in result.near:
        say(f"未收入 {path}：与《{title}》几乎相同；确要收入可加 --keep-near")
    for path, passage in result.known.items():
        say(f"{path.name}：{_known(passage)}")
    if result.known:
        say("以上信息有误可以改：对该文件再运行一次，加 --set year=2024 等")
    emit(
        f"新增 {len(result.added)} 份，更新 {len(result.replaced)} 份，未变 {len(result.unchanged)} 份，"
        f"重复 {len(result.repeated) + len(result.near)} 份；本次 {result.passages} 段。{_state(result, progress)}"
    )


def search(
    query: str = typer.Argument(..., metavar="QUERY", help="要找的内容"),
    kind: str = typer.Option("", "--kind", help="只找 sample 或 policy"),
    count: int = typer.Option(5, "-k", help="最多几条"),
    level: str = typer.Option("", "--level", help="只找 province、city 或 county 的"),
    year: int = typer.Option(0, "--year", help="不要比这一年更晚的"),
    topic: str = typer.Option("", "--topic", help="主题或标题里有这个词的，如 学前教育"),
    region: str = typer.Option("", "--region", help="只找这个地区的样本，如 沅浦市"),
    per_document: int = typer.Option(0, "--per-document", help="同一份文件最多几条，0 为不限"),
    kb: str | None = typer.Option(None, "--kb", help="自己的文库：文件夹或 http 地址"),
    as_json: bool = typer.Option(False, "--json", help="输出 JSON"),
    explain: bool = typer.Option(False, "--explain", help="说明每条是凭关键词还是凭语义找到的"),
) -> None:
    """在政策和样本中查找。"""
    from drafter.library import Library
    from drafter.settings import load_settings

    with Library.open(kb or load_settings().kb, on_progress=_Progress()) as library:
        hits = library.search(
            query,
            k=count,
            kind=kind or None,
            level=level or None,
            year=year or None,
            topic=topic or None,
            region=region or None,
            per_document=per_document,
        )
        notice, hybrid, official = library.notice, library.mode == "hybrid", library.official(query)
    if notice:
        say(f"注意：{notice}")
    if explain and official and not as_json:
        say(f"同时按文件用语查找：{'；'.join(official)}")
    if as_json:
        more = [{"explain": hit.explain, "own": hit.own, "named": hit.named} if explain else {} for hit in hits]
        results = [hit.to_dict() | extra for hit, extra in zip(hits, more, strict=True)]
        emit_json({"query": query} | ({"official": list(official)} if explain else {}) | {"results": results})
        return
    if not hits:
        say("没有找到。")
    for hit in hits:
        passage = hit.passage
        heading = f" {passage.heading}" if passage.heading else ""
        emit(f"{hit.rank}. 《{passage.title}》{heading}  [{passage.source}]")
        emit(f"   {passage.text}")
        if explain:
            emit(f"   {_explained(hit, hybrid)}")


def _explained(hit: Hit, hybrid: bool) -> str:
    """Where a hit stands by wording and by meaning."""
    words, meaning = hit.explain.get("bm25"), hit.explain.get("dense")
    by_words = f"关键词第 {words['rank']:.0f} 位（BM25 {words['score']:.1f}）" if words else "关键词没有找到"
    by_meaning = f"语义第 {meaning['rank']:.0f} 位（相似度 {meaning['score']:.2f}）" if meaning else "语义没有找到"
    parts = [by_words, by_meaning if hybrid else "没有用语义检索"]
    if hit.named:
        parts.insert(0, "点名的文件")
    return f"{'自己的文库' if hit.own else '随附资料'}；{'，'.join(parts)}；综合得分 {hit.score:.3f}"


def _known(passage: Passage | Stored) -> str:
    """What was found out about a document, for the user to look over."""
    levels = {"province": "省级", "city": "市级", "county": "县级"}
    told = [
        f"《{passage.title}》",
        f"{passage.year}年" if passage.year else "年份不明",
        "、".join(levels[level] for level in passage.levels) or "级别不明",
        passage.region or "地区不明",
        passage.number and f"文号 {passage.number}",
        passage.issuer and f"发文 {passage.issuer}",
    ]
    return "，".join(part for part in told if part)


def _state(result: IngestResult, progress: _Progress) -> str:
    """What the library holds after a command, and how long it took."""
    return (
        f"文库：{result.kb}，共 {result.documents} 份 {result.stored} 段，{result.embedder}；"
        f"用时 {progress.elapsed():.1f} 秒"
    )


class _Progress:
    """Lines of progress with rate and remaining time, not more than one in two seconds."""

    def __init__(self) -> None:
        self._started = self._printed = time.monotonic()
        self._first: tuple[float, int] | None = None

    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._started

    def __call__(self, name: str, done: int, total: int) -> None:
        now = time.monotonic()
        if self._first is None or done < self._first[1]:
            self._first = (self._started if self._first is None else now, 0)
        if done < total and now - self._printed < _SECONDS:
            return
        self._printed = now
        rate = (done - self._first[1]) / max(now - self._first[0], 0.001)
        left = f"，约剩 {_duration((total - done) / rate)}" if 0 < done < total else ""
        say(f"· {name} {done}/{total} 段，每秒 {rate:.1f} 段{left}")


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} 秒" if seconds < 100 else f"{seconds / 60:.0f} 分钟"
