"""Prompt files: their front matter, their parts, the hash by which a run names them, and filling their gaps."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from drafter.errors import InputError
from drafter.files import read_text
from drafter.resources import bundled

__all__ = ["PROMPTS", "Prompt", "load_prompt"]

#: The shipped prompts.
PROMPTS = ("section", "repair", "second", "judge", "reread", "reckon", "confirm")

_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_SAME = re.compile(r"^同 (\w+)$")
_PARTS = re.compile(r"^# (系统|任务)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Prompt:
    """A prompt file.

    Attributes:
        system: what the model is told once; ``task`` what it is told per section, with ``{{name}}`` gaps.
        digest: first 12 hex digits of the file's SHA-256.
    """

    id: str
    version: int
    purpose: str
    system: str
    task: str
    digest: str

    @property
    def label(self) -> str:
        """Id and version, for the ledger."""
        return f"{self.id} v{self.version}"

    def messages(self, values: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
        """(role, text): the system part and the task with its gaps filled in one pass, so that nothing inside a value
        is taken for a gap.
        """
        pieces = self.task.split("{{")
        text = pieces[0]
        for piece in pieces[1:]:
            name, _, rest = piece.partition("}}")
            text += f"{values[name]}{rest}"
        return (("system", self.system), ("user", text))


def load_prompt(name: str, path: Path | None = None) -> Prompt:
    """The shipped prompt of this name, or the one in ``path``.

    A system part that says 同 NAME is that prompt's: what is the same from question to question costs less.

    Raises:
        InputError: it lacks its front matter or one of its parts.
    """
    file = path or bundled("prompts", f"{name}.md")
    text = read_text(file)
    match = _FRONT.match(text)
    front = yaml.safe_load(match["front"]) if match else None
    if match is None or not isinstance(front, dict) or not {"id", "version", "purpose"} <= front.keys():
        raise InputError("提示词文件缺少 id、version 或 purpose", where=file.name)
    parts = _PARTS.split(match["body"])
    named = dict(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))
    if set(named) != {"系统", "任务"}:
        raise InputError("提示词文件要有“# 系统”和“# 任务”两部分", where=file.name)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]
    if same := _SAME.match(named["系统"]):
        other = load_prompt(same[1])
        named["系统"] = other.system
        digest = hashlib.sha256(f"{digest}{other.digest}".encode()).hexdigest()[:12]
    return Prompt(front["id"], int(front["version"]), front["purpose"], named["系统"], named["任务"], digest)
