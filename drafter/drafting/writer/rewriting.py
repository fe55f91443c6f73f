"""The model's paragraphs in place of the offline ones, item by item, wherever they pass every guard and the checker."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

from drafter.drafting.evidence import Evidence
from drafter.drafting.materials import Materials
from drafter.drafting.screening import Screen
from drafter.drafting.stories import Storyteller
from drafter.drafting.writer.desk import Desk
from drafter.drafting.writer.job import Job, Script
from drafter.drafting.writer.plan import Estimate, Plan, item_length, plan_jobs
from drafter.drafting.writer.review import Reviewer
from drafter.drafting.writer.second import apply_edits, drop_repeats, overlaps, second_asking
from drafter.drafting.writer.styles import passages_of
from drafter.errors import DrafterError, ServiceError
from drafter.library import Library
from drafter.library.sharing import SharedLibrary
from drafter.model.asking import Answer, Asking, RefusedError
from drafter.model.ledger import Ledger, Totals
from drafter.model.prompts import load_prompt
from drafter.model.replies import Respondent
from drafter.model.service import Service
from drafter.model.together import run_async
from drafter.outlines import Outline
from drafter.reading import Document
from drafter.report import Paragraph, Report
from drafter.settings import ModelSettings

__all__ = ["Commission", "Rewriting", "estimate", "rewrite"]

_REPAIRS = 2
_LEAVING = 0.05  # seconds it takes to send the requests that are begun


@dataclass(frozen=True)
class Commission:
    """What the model is to write, and from what.

    Attributes:
        previous: an earlier report of the same government, as a model of style.
        must: whether a service that fails half-way is the run's failure; otherwise the offline text stands in.
        fresh: whether answers of earlier runs are passed over.
        respondent: who answers instead of the endpoint; ``library``: what is searched instead of one opened anew.
    """

    teller: Storyteller
    outline: Outline
    evidence: Evidence
    screen: Screen
    materials: Materials
    model: ModelSettings
    kb: str | None = None
    previous: Document | None = None
    must: bool = False
    fresh: bool = False
    respondent: Respondent | None = None
    library: SharedLibrary | None = None

    def script(self) -> Script:
        """How it is asked for."""
        return Script.of(self.model, self.teller.region, self.teller.year, item_length(self.outline))

    def plan(self, script: Script) -> Plan:
        """The requests it takes."""
        return plan_jobs(self.teller, self.outline, self.evidence, self.model, script)


@dataclass
class Rewriting:
    """What became of the model's text.

    Attributes:
        items: by item, ``model``, ``model:1`` (after so many repairs) or ``offline:`` and why.
        repairs: requests made to mend what was refused; ``edits``: sentences the second pass dropped or rewrote.
        marked: sentences highlighted because the checker still objects to them.
        dropped: passages and clauses that did not fit the model's window, by item.
    """

    items: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    repairs: int = 0
    edits: int = 0
    marked: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    totals: Totals = Totals()

    @property
    def written(self) -> list[str]:
        """Items whose paragraph is the model's."""
        return [item for item, status in self.items.items() if status.startswith("model")]

    def spent(self) -> str:
        """What it took, as a line for the user; another run of the same inputs may find its answers ready."""
        totals = self.totals
        used = (
            f"调用 {totals.calls} 次，用已有回答 {totals.cached} 次，共 {totals.tokens_in + totals.tokens_out} 个词元"
        )
        cost = f"，费用 {totals.cost:.4f} 元" if totals.cost else ""
        return f"{used}{cost}；明细见 drafter log。"

    def notices(self) -> list[str]:
        """Lines for the user, the same for the same report."""
        kept = len(self.items) - len(self.written)
        lines = [f"模型撰写 {len(self.written)} 个要点，{kept} 个要点用离线文本。"]
        if self.dropped:
            lines.append(f"模型窗口有限，有 {sum(self.dropped.values())} 条材料或条款没有交给模型。")
        if self.marked:
            lines.append(f"有 {self.marked} 句模型文字核对后仍有疑问，已在文中标出。")
        return lines + [f"模型调用失败：{reason}" for reason in sorted(set(self.failures))]


def estimate(commission: Commission) -> Estimate:
    """What a draft would ask and cost, without asking anything."""
    script = commission.script()
    return Estimate.of(commission.plan(script), script, commission.model)


def rewrite(report: Report, commission: Commission, on_progress: Callable[[str], None]) -> Rewriting:
    """Ask the model for every section that has evidence and put what passes into the report.

    The offline text stays where the model fails, refuses or breaks a rule. 存在的问题 and 下一步 are never the
    model's: what has to be owned is not a matter of style.

    Raises:
        ServiceError: not one section could be asked, or the service went down and ``must`` is set; what was
            answered until then is kept in the ledger.
        UnansweredError: a respondent who only knows some answers was asked for others.
        OutputError: the ledger cannot be written.
    """
    script = commission.script()
    plan = commission.plan(script)
    outcome = Rewriting(dropped=plan.dropped)
    with ExitStack() as held:
        library = commission.library or held.enter_context(Library.open(commission.kb))
        respondent = commission.respondent
        if respondent is None:
            respondent = Service(commission.model, held.enter_context(Ledger()), commission.fresh)
        writing = _Writing(report, commission, script, plan, outcome, on_progress)
        run_async(lambda: writing.run(respondent, library))
    report.engine = "llm" if outcome.written else "offline"
    report.writing = dict(outcome.items)
    for prompt in (script.first, script.again):
        report.inputs[f"prompt:{prompt.id}"] = f"v{prompt.version} {prompt.digest}"
    report.inputs["model"] = commission.model.name
    return outcome


class _Turns:
    """A service that is asked so many requests at once, and tells when the first of them are on their way.

    Whoever waits for a turn has all else ready, so that a request leaves as soon as an answer has come.
    """

    def __init__(self, service: Respondent, underway: asyncio.Event, first: int, at_once: int) -> None:
        self._service = service
        self._underway = underway
        self._left = first
        self._limit = asyncio.Semaphore(at_once)

    @property
    def waited_for(self) -> bool:
        """Whether all turns are taken."""
        return self._limit.locked()

    async def ask(self, asking: Asking) -> Answer:
        """The service's answer."""
        async with self._limit:
            self._left -= 1
            if self._left <= 0:
                asyncio.get_running_loop().call_later(_LEAVING, self._underway.set)
            return await self._service.ask(asking)


class _Writing:
    """One run from the first request to the last mark."""

    def __init__(
        self,
        report: Report,
        commission: Commission,
        script: Script,
        plan: Plan,
        outcome: Rewriting,
        on_progress: Callable[[str], None],
    ) -> None:
        self._report = report
        self._commission = commission
        self._script = script
        self._jobs = plan.jobs
        self._outcome = outcome
        self._say = on_progress
        self._desk = Desk(commission.teller, commission.screen, plan.jobs, script.length)
        self._paragraphs = _body(report, commission.outline)
        self._offline = {item: list(paragraph.sentences) for item, paragraph in self._paragraphs.items()}
        self._finished = 0

    async def run(self, respondent: Respondent, library: Library | SharedLibrary) -> None:
        commission = self._commission
        async with respondent as service:
            self._say(f"请模型撰写 {len(self._jobs)} 次（{commission.model.name}）")
            underway = asyncio.Event()
            checking = asyncio.create_task(self._reviewer(underway))
            try:
                await self._first(service, library, underway)
                self._stop_if_down(service)
            finally:
                underway.set()
                reviewer = await checking
            for number in range(_REPAIRS + 1):
                self._outcome.edits += drop_repeats(self._desk)  # before the check, or all would be checked once more
                self._check(reviewer)
                jobs = self._desk.repairs(_REPAIRS) if number < _REPAIRS and not service.breaker.open else []
                if not jobs:
                    break
                self._say(f"退回重写 {sum(len(job.pack.items) for job in jobs)} 个要点")
                await self._again(service, jobs)
            self._stop_if_down(service)
            if commission.model.second_pass:
                await self._second_pass(service)
            self._finish(reviewer)
            self._outcome.totals = service.totals()

    async def _reviewer(self, underway: asyncio.Event) -> Reviewer:
        """What the offline text has to answer for is found out while the first answers are waited for, and not before:
        computing beside them would keep the first requests back.
        """
        await underway.wait()
        commission = self._commission
        return await asyncio.to_thread(
            Reviewer, self._report, commission.teller, commission.outline, commission.materials
        )

    async def _first(self, service: Respondent, library: Library | SharedLibrary, underway: asyncio.Event) -> None:
        from drafter.drafting.writer.chain import section_chain

        commission = self._commission
        own = commission.previous
        at_once = commission.model.concurrency
        first = min(len(self._jobs), at_once)
        turns = _Turns(service, underway, first, at_once)
        chains = {
            id(job): section_chain(
                library,
                turns,
                self._script,
                commission.outline.level,
                passages_of(own, job.pack.query) if own is not None else (),
            )
            for job in self._jobs
        }
        longest_first = sorted(self._jobs, key=lambda job: -len(job.pack.items))  # the last to end are short
        begun = {id(job) for job in longest_first[:first]}

        # asking is the last step of a chain, so that each section's answer is kept as soon as it is there
        async def one(job: Job) -> list[str]:
            if id(job) not in begun:
                await underway.wait()  # what is retrieved for later requests must not keep the first ones back
            try:
                result = await chains[id(job)].ainvoke(job)
            finally:
                underway.set()  # also where it failed before it could ask
            if turns.waited_for:
                await asyncio.sleep(_LEAVING)  # and no more must judging an answer
            return list(result["answers"])

        await self._gather(longest_first, one)

    async def _again(self, service: Respondent, jobs: Sequence[Job]) -> None:
        from drafter.drafting.writer.chain import written_by

        self._outcome.repairs += len(jobs)
        await self._gather(jobs, lambda job: written_by(service, self._script, job))

    async def _gather(self, jobs: Sequence[Job], ask: Callable[[Job], Awaitable[list[str]]]) -> None:
        async def one(job: Job) -> None:
            try:
                answers = await ask(job)
            except RefusedError as error:
                self._outcome.failures.append(str(error))
                self._desk.fail(job, f"模型调用失败：{error}")
                return
            self._finished += 1
            self._desk.take(job, answers)
            self._say(f"已完成 {self._finished}：{job.pack.section.label}{job.pack.section.heading}")

        results = await asyncio.gather(*map(one, jobs), return_exceptions=True)
        for error in results:
            if isinstance(error, BaseException):
                raise error

    def _stop_if_down(self, service: Respondent) -> None:
        """Give up where nothing was answered, or where the user wants the model or nothing and it is down."""
        if not self._jobs or not self._outcome.failures:
            return
        reason = service.breaker.reason or self._outcome.failures[0]
        if not self._finished:
            raise ServiceError("模型没有完成任何一节", where=self._commission.model.name, hint=reason)
        if self._commission.must and service.breaker.open:
            kept = f"已完成的 {self._finished} 次回答已保存，恢复后重新运行不会重复调用"
            raise ServiceError(f"模型服务中断（{reason}）", where=self._commission.model.name, hint=kept)

    def _place(self) -> None:
        """Put into the report what has passed so far, and the offline text where nothing has."""
        for item_id, draft in self._desk.items.items():
            paragraph = self._paragraphs.get(item_id)
            if paragraph is None:
                continue
            offline = self._offline[item_id]
            # what the writer still has to supply stays asked for
            gaps = [sentence for sentence in offline if sentence.origin == "gap"]
            paragraph.sentences = [*draft.sentences, *gaps] if draft.sentences else offline

    def _check(self, reviewer: Reviewer) -> None:
        """Send back what the checker objects to."""
        self._place()
        reasons: dict[str, list[str]] = {}
        for objection in reviewer.objections(self._report):
            if self._desk.items[objection.item].sentences:
                reasons.setdefault(objection.item, []).append(objection.message)
        for item_id, messages in reasons.items():
            self._desk.send_back(item_id, tuple(dict.fromkeys(messages)))
        self._place()

    async def _second_pass(self, service: Respondent) -> None:
        self._outcome.edits += drop_repeats(self._desk)
        groups = overlaps(self._desk)
        if groups and not service.breaker.open:
            self._say("第二遍：核对各节之间的重复和矛盾")
            teller, prompt = self._commission.teller, load_prompt("second")
            askings = second_asking(
                prompt, groups, teller.region, teller.year, self._script.most, self._commission.model.concurrency
            )
            for answer in await asyncio.gather(*map(service.ask, askings), return_exceptions=True):
                if isinstance(answer, DrafterError):
                    raise answer
                if not isinstance(answer, BaseException):
                    self._outcome.edits += apply_edits(self._desk, groups, answer.text)
        self._place()

    def _finish(self, reviewer: Reviewer) -> None:
        """Errors cost an item its model text; what else the checker objects to is marked."""
        objections = reviewer.objections(self._report)
        while wrong := {objection.item for objection in objections if objection.error}:
            for item_id in wrong:
                messages = tuple(o.message for o in objections if o.item == item_id)
                self._desk.send_back(item_id, messages)
            self._place()
            objections = reviewer.objections(self._report)  # text put back may touch what stood beside it
        for objection in objections:
            sentences = self._paragraphs[objection.item].sentences
            if not sentences[objection.number].marked:
                sentences[objection.number] = replace(sentences[objection.number], marked=True)
                self._outcome.marked += 1
        self._outcome.items = {item: draft.status for item, draft in self._desk.items.items()}


def _body(report: Report, outline: Outline) -> dict[str, Paragraph]:
    """Paragraphs by item; entries of 存在的问题 and 下一步 name an item too, but are no section of the outline."""
    sections = [section for section in outline.walk() if section.role == "body"]
    # a numbered item is printed as a section of its own, under its id
    body = {section.id for section in sections} | {item.id for section in sections for item in section.items}
    return {p.item: p for section, p in report.paragraphs() if section is not None and section.id in body}
