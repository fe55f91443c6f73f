"""From a workbook, a folder or a pattern to one job a county, each with the hash of all that goes into it."""

from __future__ import annotations

import glob
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from drafter import __version__
from drafter.batch.jobs import Common, Job, content_hash
from drafter.errors import DrafterError, InputError
from drafter.facts import Metrics, read_metrics, read_region_rows
from drafter.files import safe_name
from drafter.outlines import find_outline
from drafter.resources import bundled

__all__ = ["Plan", "made_by", "plan_checks", "plan_drafts"]

_SHEETS = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".json", ".yaml", ".yml")
_METRICS = re.compile(r"指标|metrics", re.IGNORECASE)
_MATERIALS = ("materials", "材料", "部门材料")
_REPORTS = (".docx", ".txt", ".md", ".pdf", ".doc", ".wps")
_REPORT_JSON = ".report.json"


@dataclass
class Plan:
    """The counties of a batch, in order.

    Attributes:
        drafts: whether reports are drafted, or finished ones checked.
        jobs: by county; ``keys`` the hash of everything that makes each county's result.
        notices: what the user should know before anything runs.
    """

    drafts: bool
    common: Common
    jobs: dict[str, Job] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    def add(self, job: Job) -> None:
        """Take in a county; one of a name there is already gets a number."""
        name, number = job.name, 2
        while name in self.jobs:
            name, number = f"{job.name}（{number}）", number + 1
        if name != job.name:
            self.notices.append(f"有多个“{job.name}”，后面的记作“{name}”。")
            job = replace(job, name=name, stem=job.stem.replace(safe_name(job.name), safe_name(name), 1))
        self.jobs[name] = job
        self.keys[name] = _key(job, self.drafts)


def plan_drafts(source: Path, common: Common) -> Plan:
    """A draft for every row of a wide workbook, or for every folder of a folder.

    A folder of a county holds its sheet (``metrics.xlsx``, ``指标表.csv`` …) and, in ``materials`` or ``材料``, its
    write-ups. A folder may also hold one wide workbook, and a folder of write-ups named after each county.

    Raises:
        InputError: the source is missing, or there is not one county in it; a county's own troubles are its own.
    """
    find_outline(common.outline)
    plan = Plan(True, common)
    if source.is_file():
        _plan_rows(plan, source, None)
    elif source.is_dir():
        wide = [path for path in _tables(source) if _is_wide(path, common.year)]
        if len(wide) > 1:
            names = "、".join(path.name for path in wide)
            raise InputError(
                f"有 {len(wide)} 张一行一个县的表：{names}", where=str(source), hint="请只留一张，或写明文件"
            )
        if wide:
            _plan_rows(plan, wide[0], source)
        else:
            _plan_folders(plan, source)
    else:
        raise InputError("找不到文件或文件夹", where=str(source), hint="请核对路径")
    if not plan.jobs:
        hint = "每县一个子文件夹，里面放 metrics.xlsx 和 materials 文件夹；或给一张一行一个县的表"
        raise InputError("没有找到任何一个县", where=str(source), hint=hint)
    return plan


def _plan_rows(plan: Plan, workbook: Path, folder: Path | None) -> None:
    folders = {path.name: path for path in folder.iterdir() if path.is_dir()} if folder else {}
    for region, outcome in read_region_rows(workbook, plan.common.year or None):
        materials = folders.pop(region, None)
        if materials is not None:
            materials = next((materials / n for n in _MATERIALS if (materials / n).is_dir()), materials)
        stem = f"{safe_name(region, '县')}自评报告"
        if isinstance(outcome, InputError):
            plan.add(Job(region, stem, plan.common, region, trouble=_line(outcome), materials=materials))
        else:
            plan.add(Job(region, stem, plan.common, region, metrics=outcome, materials=materials))
    plan.notices += [f"文件夹“{name}”在表中没有对应的县，没有用上。" for name in folders if not name.startswith(".")]


def _plan_folders(plan: Plan, source: Path) -> None:
    for folder in sorted(path for path in source.iterdir() if path.is_dir() and not path.name.startswith(".")):
        stem = f"{safe_name(folder.name, '县')}自评报告"
        materials = next((folder / name for name in _MATERIALS if (folder / name).is_dir()), None)
        try:
            metrics = read_metrics(_sheet_of(folder), plan.common.year or None, region=folder.name)
        except DrafterError as error:
            plan.add(Job(folder.name, stem, plan.common, trouble=_line(error), materials=materials))
            continue
        region = folder.name if re.search("[省市州县区旗盟]$", folder.name) else metrics.region
        plan.add(Job(folder.name, stem, plan.common, region, metrics=metrics, materials=materials))


def _line(error: DrafterError) -> str:
    return str(error).removesuffix("。")


def _tables(folder: Path) -> list[Path]:
    found = [path for path in folder.iterdir() if path.is_file() and path.suffix.lower() in _SHEETS]
    return sorted(path for path in found if not path.name.startswith((".", "~$")))


def _is_wide(path: Path, year: int) -> bool:
    try:
        read_region_rows(path, year or None)
    except DrafterError:
        return False
    return True


def _sheet_of(folder: Path) -> Path:
    tables = _tables(folder)
    named = [path for path in tables if _METRICS.search(path.stem)]
    for found in (named, tables):
        if len({path.stem for path in found}) == 1:
            return min(found, key=lambda path: _SHEETS.index(path.suffix.lower()))
    problem = f"有 {len(tables)} 张表，分不清哪张是指标表" if tables else "没有指标表"
    raise InputError(problem, where=folder.name, hint="请命名为 metrics.xlsx 或 指标表.xlsx")


def plan_checks(
    source: str, common: Common, metrics: Path | None = None, materials: Path | None = None, region: str = ""
) -> Plan:
    """A check for every report in a folder, or of a pattern such as ``reports/*.docx``.

    Args:
        metrics: a workbook with a row per county; a report takes the row its file name, folder or title names.
        materials: a folder with a folder of write-ups for each county, or write-ups for all of them.

    Raises:
        InputError: there is no report, or the workbook is unusable.
    """
    if common.outline:
        find_outline(common.outline)
    plan = Plan(False, common)
    files = _reports(source)
    if not files:
        hint = f"可以检查 {'、'.join(_REPORTS)} 和 *{_REPORT_JSON}"
        raise InputError("没有找到报告", where=source, hint=hint)
    rows = _rows(metrics, common.year, region)
    stems = Counter(_stem(path) for path in files)
    for path in files:
        stem = _stem(path) if stems[_stem(path)] == 1 else f"{path.parent.name}-{_stem(path)}"
        whose = _whose(path, rows) if len(rows) != 1 or not region else region
        outcome = rows.get(whose)
        trouble = _line(outcome) if isinstance(outcome, InputError) else ""
        plan.add(
            Job(
                stem,
                safe_name(stem),
                common,
                whose or region,
                metrics=outcome if isinstance(outcome, Metrics) else None,
                trouble=trouble,
                materials=_writeups(materials, whose, stem),
                report=path,
            )
        )
        if metrics is not None and outcome is None:
            plan.notices.append(f"{path.name}：指标表中没有对应的县，没有核对指标。")
    return plan


def _stem(path: Path) -> str:
    return path.name.removesuffix(_REPORT_JSON) if path.name.endswith(_REPORT_JSON) else path.stem


def _reports(source: str) -> list[Path]:
    path = Path(source)
    if path.is_dir():
        found = [p for p in path.rglob("*") if p.is_file()]
    else:
        matched = glob.glob(source, recursive=True)  # noqa: PTH207 - a pattern may be absolute
        found = [Path(name) for name in matched if Path(name).is_file()]
    readable = [p for p in found if p.suffix.lower() in _REPORTS or p.name.endswith(_REPORT_JSON)]
    visible = sorted(p for p in readable if not p.name.startswith((".", "~$")))
    if path.is_dir():  # a draft's DOCX and its data are one report; a README is none
        documents = {p.with_suffix("") for p in visible if not p.name.endswith(_REPORT_JSON)}
        visible = [p for p in visible if not (p.name.endswith(_REPORT_JSON) and p.parent / _stem(p) in documents)]
        visible = [p for p in visible if p.stem.upper() != "README" and not set(p.parts) & set(_MATERIALS)]
    return visible


def _rows(metrics: Path | None, year: int, region: str) -> dict[str, Metrics | InputError]:
    if metrics is None:
        return {}
    try:
        return dict(read_region_rows(metrics, year or None))
    except InputError:
        one = read_metrics(metrics, year or None, region=region)
        return {region or one.region: one}


def _whose(path: Path, rows: dict[str, Metrics | InputError]) -> str:
    """The county of a report: named by its file, its folder, or its title."""
    for name in (path.name, path.parent.name):
        if found := [region for region in rows if region in name]:
            return max(found, key=len)
    if not rows:
        return ""
    from drafter.reading import read_document

    try:
        title = read_document(path).title
    except DrafterError:
        return ""
    return max((region for region in rows if region in title), key=len, default="")


def _writeups(materials: Path | None, whose: str, stem: str) -> Path | None:
    if materials is None:
        return None
    if not materials.is_dir():
        raise InputError("找不到材料文件夹", where=str(materials), hint="请核对 --materials 的路径")
    for name in (whose, stem):
        if name and (materials / name).is_dir():
            return materials / name
    return materials if any(path.is_file() for path in materials.iterdir()) else None


# --- what makes a result ----------------------------------------------------------------------------------------


#: Settings of the model on which its text depends; how many are asked at once, and for how long, is none.
_MAKES_THE_TEXT = ("name", "base_url", "temperature", "window", "answer", "format", "tone", "second_pass")


def _key(job: Job, drafts: bool) -> str:
    common = asdict(job.common)
    common["model"] = {name: common["model"][name] for name in _MAKES_THE_TEXT}
    if not job.common.has_read and (job.common.engine == "offline" or not drafts):
        common.pop("model")
    files = _files(job)
    return content_hash(
        made_by(),
        sorted(common.items(), key=lambda item: item[0]),
        (job.name, job.stem, job.region, job.trouble),
        job.metrics.digest() if job.metrics is not None else "",
        [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in files],
    )


def _files(job: Job) -> Sequence[Path]:
    found: list[Path] = []
    if job.materials is not None:
        found += sorted(path for path in job.materials.iterdir() if path.is_file())
    if job.report is not None:
        waivers = job.report.with_name(f"{_stem(job.report)}.waivers.toml")
        found += [path for path in (job.report, waivers) if path.is_file()]
    return found


@lru_cache(maxsize=1)
def made_by() -> str:
    """The hash of what drafter itself puts into a report: its version, outlines, indicators, policies, prompts."""
    return content_hash(__version__, *(_hashes(path for name in ("knowledge", "prompts") for path in _shipped(name))))


def _shipped(name: str) -> Iterable[Path]:
    return sorted(path for path in bundled(name).rglob("*") if path.suffix in (".yaml", ".md"))


def _hashes(paths: Iterable[Path]) -> list[str]:
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
