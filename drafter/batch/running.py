"""Running a plan: what is left is handed out, what comes back is on disk before the next, and a rerun goes on."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.batch.asking import Asker, Desk, remembered
from drafter.batch.comparing import Comparison, compare_counties, digest_of_findings
from drafter.batch.flow import Flow
from drafter.batch.jobs import Job, Outcome, work
from drafter.batch.ledger import Entry, Ledger
from drafter.batch.mailing import MailingDesk
from drafter.batch.planning import Plan, made_by
from drafter.batch.pools import ClusterPool, Pool, ProcessesPool
from drafter.errors import OutputError
from drafter.facts import Metrics
from drafter.files import check_writable, write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BatchOptions", "BatchResult", "County", "left_of", "run_batch"]

COUNTIES = "counties"
SUMMARY = "汇总.xlsx"
DASHBOARD = "看板.html"
_LEDGER = "batch.sqlite3"
_LOCK = ".drafter-batch.lock"


@dataclass(frozen=True)
class BatchOptions:
    """How a plan is run.

    Attributes:
        jobs: with a model questions under way at once, 0 for as many as the settings say; without one counties at
            once, 0 for as many as there are processors.
        fresh: whether everything is done anew.
        scheduler: address of a Dask cluster, empty for this machine.
        rollup: the metrics of the city, for its totals; None when they are not to be compared.
    """

    jobs: int = 0
    fresh: bool = False
    scheduler: str = ""
    rollup: Metrics | None = None


@dataclass(frozen=True)
class County:
    """A county's part of the result.

    Attributes:
        folder: of its files, relative to the output folder; ``files`` their names.
    """

    name: str
    status: str
    reason: str
    row: Mapping[str, Any]
    folder: str
    files: tuple[str, ...]
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass
class BatchResult:
    """What a run did and what the folder now holds.

    Attributes:
        counties: in the order of the plan; ``status`` is done, failed, service or waiting.
        done: finished in this run; ``kept`` from earlier ones.
        stopped: why the run ended early; empty when it did not.
    """

    plan: Plan
    counties: list[County] = field(default_factory=list)
    comparison: Comparison = field(default_factory=Comparison)
    done: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    stopped: str = ""

    def failed(self) -> list[County]:
        """Counties without a result."""
        return [county for county in self.counties if county.status != "done"]


def run_batch(
    plan: Plan,
    out: Path,
    options: BatchOptions,
    on_start: Callable[[int, int], None] = lambda *_: None,
    on_county: Callable[[str, str, str], None] = lambda *_: None,
    tell: Callable[[str], None] = lambda _: None,
) -> BatchResult:
    """Do what is left of a plan, compare the counties, write summary and dashboard.

    Args:
        on_start: called with how many counties are left to do, and how many were done before.
        on_county: called for each county that ends, with its name, status and reason.
        tell: called with a line of Chinese on what is being waited for.

    Raises:
        OutputError: the folder cannot be written or another run writes it; what was finished stays.
        ServiceError: the cluster cannot be reached.
    """
    from drafter.batch.summary import write_overview

    with _locked(out), Ledger(out / _LEDGER) as ledger:
        if options.fresh:
            ledger.forget(plan.jobs)
        run = _Run(plan, out, options, ledger)
        left = run.left()
        on_start(len(left), len(plan.jobs) - len(left))
        if left:
            run.do(left, on_county, tell)
        result = run.result
        result.comparison = compare_counties(plan, run.finished(), ledger, options.rollup)
        run.review()
        run.gather()
        write_overview(result, out)
        return result


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    """The output folder, for this run alone."""
    from filelock import FileLock, Timeout

    check_writable(out / SUMMARY)
    lock = FileLock(out / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise OutputError("另一个批处理正在写这个文件夹", where=str(out), hint="请等它结束，或换一个文件夹") from error
    except OSError as error:
        raise OutputError("无法写入", where=str(out), hint="请检查磁盘空间和权限") from error
    try:
        yield
    finally:
        lock.release()


class _Run:
    def __init__(self, plan: Plan, out: Path, options: BatchOptions, ledger: Ledger) -> None:
        self.plan, self.out, self.options, self.ledger = plan, out, options, ledger
        self.entries = ledger.entries()
        self.result = BatchResult(plan, notices=list(plan.notices))

    # --- what is left ---------------------------------------------------------------------------------------

    def left(self) -> list[Job]:
        """Jobs whose result is not there: never finished, failed, of other inputs, or its files are gone."""
        left = []
        for name, job in self.plan.jobs.items():
            entry = self.entries.get(name)
            same = entry and entry.status == "done" and entry.key == self.plan.keys[name]
            # a county whose model could not be reached is tried again; what is there without it stands until then
            without = entry and (entry.row.get("fallback") or entry.row.get("unjudged"))
            if entry and same and not without and self._whole(job, entry):
                self.result.kept.append(name)
            else:
                left.append(job)
        return left

    def _whole(self, job: Job, entry: Entry) -> bool:
        return all((self._folder(job) / file).is_file() for file in entry.files)

    def _folder(self, job: Job) -> Path:
        return self.out / COUNTIES / job.stem if not self.plan.drafts else self.out / COUNTIES / _folder_name(job)

    # --- doing it -------------------------------------------------------------------------------------------

    def do(self, left: list[Job], on_county: Callable[[str, str, str], None], tell: Callable[[str], None]) -> None:
        """Hand out every job and keep each result before anything else happens."""
        pool = self._pool(len(left))
        asker: Asker | None = None
        finished = False
        try:
            asker = self._asker(tell)
            fresh = self.options.fresh
            flow = Flow(pool, asker, self._write, self._keep, on_county)
            self.result.stopped = flow.run(
                left, lambda job: b"" if fresh else self.ledger.sections(job.name, made_by())
            )
            finished = True
        finally:
            if asker is not None:
                asker.close()
            if finished and not self.result.stopped:
                pool.close()
            else:
                pool.stop()

    @property
    def _asks(self) -> bool:
        common = self.plan.common
        writes = self.plan.drafts and common.engine != "offline"
        return common.model.configured and (writes or common.has_read)

    def _pool(self, jobs: int) -> Pool:
        if self.options.scheduler:
            return ClusterPool(self.options.scheduler)
        cores, wanted = os.cpu_count() or 1, self.options.jobs
        return ProcessesPool(max(1, min(cores if self._asks else wanted or cores, wanted or cores, jobs)))

    def _asker(self, tell: Callable[[str], None]) -> Asker | None:
        if not self._asks:
            return None
        model = self.plan.common.model
        settings = replace(model, concurrency=self.options.jobs or model.concurrency)
        return MailingDesk(settings, tell) if model.lane == "batch" else Desk(settings)

    def _keep(self, job: Job, outcome: Outcome, files: Mapping[str, str]) -> None:
        """Note what became of a county, once its files are written."""
        before = self.entries.get(job.name)
        entry = Entry(job.name, self.plan.keys[job.name], outcome.status, outcome.reason, outcome.row)
        entry.seconds = {stage: round(seconds, 4) for stage, seconds in outcome.seconds.items()}
        if outcome.status == "done":
            entry.files = dict(files)
            self.result.done.append(job.name)
        elif before is not None:
            entry.files = before.files  # an earlier draft stays, and so does the memory of what it was
        self.ledger.record(entry, outcome.digest, (made_by(), outcome.sections) if outcome.sections else None)
        self.entries[job.name] = entry

    def _write(self, job: Job, files: Mapping[str, bytes]) -> dict[str, str]:
        """Write a county's files, all or none; one that was edited by hand is put aside first."""
        before = self.entries.get(job.name)
        folder = self._folder(job)
        hashes = {f"{job.stem}{suffix}": hashlib.sha256(content).hexdigest() for suffix, content in files.items()}
        for name, digest in hashes.items():
            written = before.files.get(name) if before else None
            path = folder / name
            if written is None or not path.is_file():
                continue
            present = hashlib.sha256(path.read_bytes()).hexdigest()
            if present not in (written, digest):
                self._put_aside(path)
        write_atomically({folder / f"{job.stem}{suffix}": content for suffix, content in files.items()})
        return hashes

    def _put_aside(self, path: Path) -> None:
        number = 1
        while (aside := path.with_name(f"{path.stem}.手改{number}{path.suffix}")).exists():
            number += 1
        try:
            shutil.copy2(path, aside)
        except OSError as error:
            raise OutputError("无法写入", where=str(aside), hint="请检查磁盘空间和权限") from error
        self.result.notices.append(f"{path.name} 在上次生成后改动过，改动过的另存为 {aside.name}。")

    def finished(self) -> list[str]:
        """Counties whose result is there, in the order of the plan."""
        there = {*self.result.kept, *self.result.done}
        return [name for name in self.plan.jobs if name in there]

    # --- across counties ------------------------------------------------------------------------------------

    def review(self) -> None:
        """Put what was found across counties into the reviews that do not hold it yet."""
        for name, job in self.plan.jobs.items():
            entry = self.entries.get(name)
            findings = self.result.comparison.findings.get(name, ())
            wanted = digest_of_findings(findings)
            if entry is None or entry.status != "done" or entry.further == wanted:
                continue
            again = replace(job, further=tuple(findings))
            if self.plan.drafts:
                report = self._folder(job) / f"{job.stem}.report.json"
                again = replace(again, draft=report.read_text(encoding="utf-8"))
            outcome = self._again(again, str(entry.row.get("unjudged", "")))
            if outcome.status != "done":
                self.result.notices.append(f"{name}：没有能写入各县比对的结果（{outcome.reason}）")
                continue
            keep = {k: v for k, v in entry.row.items() if k not in outcome.row} | outcome.row
            if self.plan.drafts:  # the reasons for gaps and the like come from drafting, not from checking again
                keep |= {
                    k: entry.row[k]
                    for k in (
                        "notices",
                        "missing",
                        "unused",
                        "fallback",
                        "tokens",
                        "calls",
                        "cost",
                        "drafted",
                        "reused",
                    )
                    if k in entry.row
                }
            files = entry.files | self._write(job, outcome.files)
            self.ledger.reviewed(name, keep, files, wanted)
            self.entries[name] = replace(entry, row=keep, files=files, further=wanted)

    def _again(self, job: Job, unjudged: str) -> Outcome:
        """A county checked again in this process, for there are few; what a model said of its claims is remembered."""
        outcome = work(job)
        while outcome.status == "asking":
            known = remembered(job.common.model, outcome.askings, unjudged)
            job = replace(job, replies=job.replies.together(known))
            outcome = work(job)
        return outcome

    def gather(self) -> None:
        """The counties of the plan as the folder now holds them."""
        for name, job in self.plan.jobs.items():
            entry = self.entries.get(name)
            current = entry is not None and entry.key == self.plan.keys[name]
            if entry is None or not current:
                self.result.counties.append(County(name, "waiting", self.result.stopped, {}, "", ()))
                continue
            folder = self._folder(job).relative_to(self.out).as_posix()
            files = tuple(entry.files) if entry.status == "done" else ()
            self.result.counties.append(
                County(name, entry.status, entry.reason, entry.row, folder, files, entry.seconds)
            )


def left_of(plan: Plan, out: Path) -> set[str]:
    """Counties that a run would do; nothing is written."""
    if not (out / _LEDGER).is_file():
        return set(plan.jobs)
    with Ledger(out / _LEDGER) as ledger:
        return {job.name for job in _Run(plan, out, BatchOptions(), ledger).left()}


def _folder_name(job: Job) -> str:
    return job.stem.removesuffix("自评报告")
