"""Help and usage errors in Chinese. Typer carries its own copy of Click, so its classes are told by name."""

from __future__ import annotations

import importlib.metadata
import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

__all__ = ["ChineseCommand", "ChineseGroup", "explain"]

_WORDS = (
    (re.compile(r"^Usage:"), "用法："),
    (re.compile(r"\[OPTIONS\]"), "[选项]"),
    (re.compile(r"COMMAND \[ARGS\]\.\.\."), "命令 [参数]..."),
    (re.compile(r"^Options:$", re.MULTILINE), "选项："),
    (re.compile(r"^Commands:$", re.MULTILINE), "命令："),
    (re.compile(r"^Arguments:$", re.MULTILINE), "参数："),
    (re.compile(r"\[required\]"), "[必填]"),
    (re.compile(r"\[default: ([^\]]*)\]"), r"[默认：\1]"),
    (re.compile(r"Show this message and exit\."), "显示帮助"),
)


class _Chinese:
    """Turns the few English words of Click's plain help into Chinese; rich would double the time to start."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return _chinese(super().get_help(ctx))  # type: ignore[misc]  # the class it is mixed with has it

    def get_usage(self, ctx: Any) -> str:
        """The usage line."""
        return _chinese(super().get_usage(ctx))  # type: ignore[misc]  # as above


class ChineseCommand(_Chinese, TyperCommand):
    """A command whose help is in Chinese."""


class ChineseGroup(_Chinese, TyperGroup):
    """The group of commands with its help in Chinese."""


def _chinese(text: str) -> str:
    for pattern, word in _WORDS:
        text = pattern.sub(word, text)
    return text


def explain(error: BaseException) -> str | None:
    """A usage error, or a package left out of a light installation, as one Chinese line; None for anything else."""
    if isinstance(error, ModuleNotFoundError):
        package = _declared(error.name or "")
        advice = f"请运行 pip install {package}，或用 drafter doctor 查看缺少什么。"
        return f"缺少组件 {package}。{advice}" if package else None
    names = {cls.__name__ for cls in type(error).__mro__}
    lines = {
        "NoArgsIsHelpError": "缺少命令或参数，用 --help 查看用法。",
        "NoSuchOption": f"没有选项 {getattr(error, 'option_name', '')}。用 --help 查看用法。",
        "MissingParameter": f"缺少{_parameter(error)}。用 --help 查看用法。",
        "BadParameter": f"{_parameter(error)} 的值不对：{_plain(error)}。",
        "UsageError": f"用法不对：{_plain(error)}。用 --help 查看用法。",
        "Abort": "已中止。",
    }
    return next((line for name, line in lines.items() if name in names), None)


def _declared(module: str) -> str:
    """The declared dependency that a missing module belongs to; empty when drafter does not ask for it."""
    top = module.partition(".")[0].replace("_", "-").lower()
    try:
        wanted = importlib.metadata.requires("drafter") or []
    except importlib.metadata.PackageNotFoundError:
        return ""
    names = [re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0] for line in wanted]
    return next((name for name in names if name.lower() == top), "")


def _parameter(error: BaseException) -> str:
    param = getattr(error, "param", None)
    if param is None:
        return f"参数 {getattr(error, 'param_hint', '') or ''}".strip()
    if getattr(param, "param_type_name", "") == "argument":
        return f"参数 {getattr(param, 'metavar', None) or param.name.upper()}"
    return f"选项 {max(param.opts, key=len)}"


_MESSAGES = (
    (re.compile(r"No such command '?([^']*)'?"), r"没有命令 \1"),
    (re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)"), r"多余的参数 \1"),
    (re.compile(r"Option '?([^' ]+)'? requires an argument"), r"选项 \1 缺少值"),
    (re.compile(r"Option '?([^' ]+)'? does not take a value"), r"选项 \1 不能带值"),
    (re.compile(r"'[^']*' is not a valid integer|Input should be a valid integer.*"), "应为整数"),
    (re.compile(r"'([^']*)' is not one of"), r"“\1”不在可选值中："),
    (re.compile(r"\.? Did you mean (.+)\?$"), r"，是不是 \1"),
)


def _plain(error: BaseException) -> str:
    text = " ".join(str(getattr(error, "message", error)).split()).rstrip(".。")
    for pattern, chinese in _MESSAGES:
        text = pattern.sub(chinese, text)
    return text
