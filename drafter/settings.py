"""What the user has set: the command line over the environment over ``drafter.toml`` in the working folder."""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.findings import RuleChoice

__all__ = ["LANES", "TONES", "EmbeddingSettings", "ModelSettings", "Settings", "load_settings"]

_FILE = "drafter.toml"
_MOST_TEXTS = 1000
_LEVELS = ("province", "city", "county")
_FORMATS = ("auto", "json_schema", "json_object", "text")
#: Ways of writing; the empty one is the usual.
TONES = ("", "实", "简")
#: Ways of asking for many reports at once.
LANES = ("ordinary", "batch")
_SEVERITIES = ("error", "warning", "info")
_SECTIONS = {
    "report": {"region", "level", "year", "addressee", "number", "signer", "date", "outline", "length"},
    "model": {
        "name",
        "base_url",
        "timeout",
        "temperature",
        "window",
        "answer",
        "concurrency",
        "requests_per_minute",
        "tokens_per_minute",
        "retries",
        "format",
        "price_in",
        "price_out",
        "price_batch",
        "lane",
        "tone",
        "second_pass",
    },
    "embeddings": {"name", "base_url", "timeout", "batch"},
    "kb": {"path"},
    "check": {"select", "ignore", "severity", "outline"},
    "docx": {"body", "heading1", "heading2", "title", "page_number", "latin"}
    | {"body_size", "title_size", "page_number_size", "line_pitch", "title_pitch", "tracking"}
    | {"margin_top", "margin_bottom", "margin_left", "margin_right"}
    | {"red_head", "signatory", "sealed", "copy_to", "printer", "print_date", "attachments"},
}


@dataclass(frozen=True)
class ModelSettings:
    """An OpenAI-compatible endpoint.

    Attributes:
        name: the model's name; empty when none is configured.
        key: the API key; never printed or logged.
        timeout: seconds one request may take, from sending it to the last word of its answer.
        window: tokens the model can take in and give out together; ``answer``: tokens one answer may have.
        concurrency: requests under way at once.
        requests_per_minute: 0 for no limit; ``tokens_per_minute`` likewise, question and answer together.
        retries: further tries after a failure that may pass (busy, broken connection, failing server).
        format: how answers are asked for: auto, json_schema, json_object or text.
        price_in: of a million tokens sent, in 元; ``price_out`` of a million received; None where not known.
        price_batch: what part of these prices a request costs that is handed in as a batch (0-1).
        lane: how a batch of counties asks: ordinary, or batch (the endpoint's Batch API, slower and cheaper).
        tone: 实 (facts and measures, short sentences) or 简 (results only); empty for the usual.
        second_pass: whether repeats between sections are taken out once all are written.
        backoff: seconds before the first retry; later ones wait longer.
    """

    name: str = ""
    base_url: str = ""
    key: str = field(default="", repr=False)
    timeout: float = 120.0
    temperature: float = 0.2
    window: int = 16000
    answer: int = 4096
    concurrency: int = 4
    requests_per_minute: int = 0
    tokens_per_minute: int = 0
    retries: int = 4
    format: str = "auto"
    price_in: float | None = None
    price_out: float | None = None
    price_batch: float = 0.5
    lane: str = "ordinary"
    tone: str = ""
    second_pass: bool = True
    backoff: float = 1.0

    @property
    def configured(self) -> bool:
        """Whether a model can be asked at all."""
        return bool(self.name and (self.key or self.base_url))


@dataclass(frozen=True)
class EmbeddingSettings:
    """An OpenAI-compatible endpoint that turns text into vectors.

    Attributes:
        name: the model's name; empty when none is configured.
        base_url: where it is; empty means OpenAI itself.
        key: the API key; never printed or logged.
        timeout: seconds one request may take.
        batch: texts sent in one request (1-1000); some services take no more than 10.
    """

    name: str = ""
    base_url: str = ""
    key: str = field(default="", repr=False)
    timeout: float = 30.0
    batch: int = 32

    @property
    def configured(self) -> bool:
        """Whether it can be asked at all."""
        return bool(self.name and (self.key or self.base_url))


@dataclass(frozen=True)
class Settings:
    """Everything set in the environment and in ``drafter.toml``.

    Attributes:
        source: the file read, None when there is none.
    """

    report: Mapping[str, Any] = field(default_factory=dict)
    model: ModelSettings = field(default_factory=ModelSettings)
    embeddings: EmbeddingSettings = field(default_factory=EmbeddingSettings)
    kb: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    per_outline: Mapping[str, RuleChoice] = field(default_factory=dict)
    docx: Mapping[str, Any] = field(default_factory=dict)
    source: Path | None = None


def load_settings(folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings that hold in a folder (the working folder by default).

    Raises:
        InputError: ``drafter.toml`` is not TOML, or has a section or key that means nothing.
    """
    env = os.environ if environment is None else environment
    path = (folder or Path.cwd()) / _FILE
    data = _read(path)
    model = data.get("model", {})
    check = data.get("check", {})
    return Settings(
        report=_report(data.get("report", {})),
        model=_model(model, env),
        embeddings=_embeddings(data.get("embeddings", {}), env, str(model.get("base_url", ""))),
        kb=env.get("DRAFTER_KB") or str(data.get("kb", {}).get("path", "")) or None,
        select=_codes(check.get("select", ()), "check.select"),
        ignore=_codes(check.get("ignore", ()), "check.ignore"),
        severity=_severity(check.get("severity", {}), "check.severity"),
        per_outline=_per_outline(check.get("outline", {})),
        docx={key: str(value) for key, value in data.get("docx", {}).items()},
        source=path if data else None,
    )


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, OSError) as error:
        raise InputError("不是有效的 TOML", where=path.name, hint="请检查引号和等号") from error
    for section, values in data.items():
        if section not in _SECTIONS or not isinstance(values, dict):
            raise InputError(f"不认识的设置 [{section}]", where=path.name, hint=f"可用：{'、'.join(_SECTIONS)}")
        for key in values:
            if key not in _SECTIONS[section]:
                allowed = "、".join(sorted(_SECTIONS[section]))
                raise InputError(f"[{section}] 中不认识的设置 {key}", where=path.name, hint=f"可用：{allowed}")
    return data


def _report(values: Mapping[str, Any]) -> dict[str, Any]:
    """The section [report], its year and length whole numbers, its level one that there is."""
    result = dict(values)
    for key, what, example in (("year", "年份", 2025), ("length", "字数", 5000)):
        if key in values:
            number = _number(values[key], f"report.{key}")
            if number != int(number) or number < 0:
                raise InputError(
                    f"“{values[key]}”不是{what}", where=f"{_FILE} report.{key}", hint=f"例如 {key} = {example}"
                )
            result[key] = int(number)
    if values.get("level", "city") not in _LEVELS:
        hint = f"可用：{'、'.join(_LEVELS)}"
        raise InputError(f"没有“{values['level']}”这一级", where=f"{_FILE} report.level", hint=hint)
    return result


def _per_outline(values: Any) -> dict[str, RuleChoice]:
    """The tables [check.outline.ID]: what is chosen besides for reports in that form."""
    allowed = _SECTIONS["check"] - {"outline"}
    if not isinstance(values, dict) or not all(isinstance(choice, dict) for choice in values.values()):
        hint = "例如 [check.outline.city-key-points]"
        raise InputError("应按提纲 id 分节", where=f"{_FILE} check.outline", hint=hint)
    result = {}
    for name, choice in values.items():
        where = f"check.outline.{name}"
        if unknown := set(choice) - allowed:
            told = "、".join(sorted(unknown))
            raise InputError(
                f"[{where}] 中不认识的设置 {told}", where=_FILE, hint=f"可用：{'、'.join(sorted(allowed))}"
            )
        result[str(name)] = RuleChoice(
            _codes(choice.get("select", ()), f"{where}.select"),
            _codes(choice.get("ignore", ()), f"{where}.ignore"),
            _severity(choice.get("severity", {}), f"{where}.severity"),
        )
    return result


def _severity(values: Any, name: str) -> dict[str, str]:
    """A table of severities: rule code or family -> error, warning or info."""
    where = f"{_FILE} {name}"
    if not isinstance(values, dict):
        raise InputError("应是规则与级别的对照", where=where, hint='例如 severity = { STR009 = "warning" }')
    for code, level in values.items():
        if level not in _SEVERITIES:
            raise InputError(f"{code} 的级别“{level}”不可用", where=where, hint=f"可用：{'、'.join(_SEVERITIES)}")
    return {str(code).upper(): str(level) for code, level in values.items()}


def _model(values: Mapping[str, Any], env: Mapping[str, str]) -> ModelSettings:
    """The section [model]."""

    def whole(key: str, usual: int, least: int, most: int) -> int:
        number = _number(values.get(key, usual), f"model.{key}")
        if number != int(number) or not least <= number <= most:
            raise InputError(f"“{values[key]}”不是 {least} 到 {most} 的整数", where=f"{_FILE} model.{key}")
        return int(number)

    def price(key: str) -> float | None:
        number = _number(values.get(key, 0), f"model.{key}")
        if number < 0:
            raise InputError(f"“{values[key]}”小于 0", where=f"{_FILE} model.{key}")
        return number if key in values else None

    def yes_or_no(key: str) -> bool:
        value = values.get(key, True)
        if not isinstance(value, bool):
            raise InputError(f"“{value}”不可用", where=f"{_FILE} model.{key}", hint="可用：true、false")
        return value

    def choice(key: str, usual: str, allowed: tuple[str, ...]) -> str:
        value = str(values.get(key, usual))
        if value not in allowed:
            hint = f"可用：{'、'.join(word for word in allowed if word)}"
            raise InputError(f"“{value}”不可用", where=f"{_FILE} model.{key}", hint=hint)
        return value

    return ModelSettings(
        name=env.get("DRAFTER_MODEL") or str(values.get("name", "")),
        base_url=env.get("OPENAI_BASE_URL") or str(values.get("base_url", "")),
        key=env.get("OPENAI_API_KEY", ""),
        timeout=_positive(values.get("timeout", 120), "model.timeout"),
        temperature=_number(values.get("temperature", 0.2), "model.temperature"),
        window=whole("window", 16000, 2000, 10_000_000),
        answer=whole("answer", 4096, 256, 1_000_000),
        concurrency=whole("concurrency", 4, 1, 256),
        requests_per_minute=whole("requests_per_minute", 0, 0, 1_000_000),
        tokens_per_minute=whole("tokens_per_minute", 0, 0, 1_000_000_000),
        retries=whole("retries", 4, 0, 10),
        format=choice("format", "auto", _FORMATS),
        price_in=price("price_in"),
        price_out=price("price_out"),
        price_batch=min(1.0, max(0.0, _number(values.get("price_batch", 0.5), "model.price_batch"))),
        lane=choice("lane", LANES[0], LANES),
        tone=choice("tone", "", TONES),
        second_pass=yes_or_no("second_pass"),
    )


def _embeddings(values: Mapping[str, Any], env: Mapping[str, str], model_url: str) -> EmbeddingSettings:
    """The section [embeddings]; where it names no address of its own, that of the model."""
    batch = _positive(values.get("batch", 32), "embeddings.batch")
    if batch != int(batch) or batch > _MOST_TEXTS:
        raise InputError(f"“{values['batch']}”不是 1 到 {_MOST_TEXTS} 的整数", where=f"{_FILE} embeddings.batch")
    return EmbeddingSettings(
        name=env.get("DRAFTER_EMBEDDING_MODEL") or str(values.get("name", "")),
        base_url=str(values.get("base_url", "")) or env.get("OPENAI_BASE_URL") or model_url,
        key=env.get("DRAFTER_EMBEDDING_API_KEY") or env.get("OPENAI_API_KEY", ""),
        timeout=_positive(values.get("timeout", 30), "embeddings.timeout"),
        batch=int(batch),
    )


def _codes(value: Any, name: str) -> tuple[str, ...]:
    """Rule codes: a list of words, or one string with commas as on the command line."""
    codes = value.replace("，", ",").split(",") if isinstance(value, str) else value
    if not isinstance(codes, list | tuple) or not all(isinstance(code, str) for code in codes):
        raise InputError("要写成列表", where=f"{_FILE} {name}", hint='例如 ["PLH", "ARI001"]')
    return tuple(code.strip().upper() for code in codes if code.strip())


def _number(value: Any, name: str) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise InputError(f"“{value}”不是数字", where=f"{_FILE} {name}") from error
    if not math.isfinite(number):
        raise InputError(f"“{value}”不是数字", where=f"{_FILE} {name}")
    return number


def _positive(value: Any, name: str) -> float:
    number = _number(value, name)
    if number <= 0:
        raise InputError(f"“{value}”要大于 0", where=f"{_FILE} {name}")
    return number
