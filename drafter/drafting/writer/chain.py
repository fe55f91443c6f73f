"""The chain of a section: retrieve, prompt, ask. Importing this module imports LangChain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda, RunnablePassthrough

from drafter.drafting.writer.job import Job, Script
from drafter.drafting.writer.styles import masked
from drafter.library import Library
from drafter.library.sharing import SharedLibrary
from drafter.model.asking import Asking
from drafter.model.replies import Answering

__all__ = ["section_chain", "written_by"]

_STYLE_PASSAGES = 3


def section_chain(
    library: Library | SharedLibrary, service: Answering, script: Script, level: str, own_style: Sequence[str] = ()
) -> Runnable[Job, dict[str, Any]]:
    """A chain from a job to ``{job, query, style, answers}``; the answers are those of :func:`written_by`.

    Args:
        library: where passages of sample reports are found.
        own_style: passages of the user's own earlier report, which come before those of the library.
    """
    found = library.as_retriever(k=_STYLE_PASSAGES, kind="sample", level=level)
    retrieve: Runnable[Any, Any] = RunnableLambda(lambda given: given["query"]) | found
    own = list(own_style)

    def style(documents: list[Any]) -> list[str]:
        return [*own, *(masked(document.page_content) for document in documents)][:_STYLE_PASSAGES]

    async def ask(given: dict[str, Any]) -> list[str]:
        job: Job = given["job"]
        job.style = given["style"]
        return await written_by(service, script, job)

    start: Runnable[Any, Any] = RunnableLambda(lambda job: {"job": job, "query": job.pack.query})
    return (
        start
        | RunnablePassthrough.assign(style=retrieve | RunnableLambda(style))
        | RunnablePassthrough.assign(answers=RunnableLambda(ask))
    )


async def written_by(service: Answering, script: Script, job: Job) -> list[str]:
    """The answers to a job: one, or several where an answer was cut off and the rest had to be asked for again. An item
    whose answer is cut off even by itself is noted in the job.

    Raises:
        RefusedError: the service gave none.
    """
    asking: Asking = script.asking(job)
    answer = await service.ask(asking)
    if answer.finish != "length":
        return [answer.text]
    rest = job.unanswered(answer.text)
    if not rest:
        return [answer.text]
    if len(rest) == len(job.pack.items) == 1:
        job.cut_off.add(rest[0].item.id)
        return []
    halves = [rest] if len(rest) < len(job.pack.items) else [rest[: len(rest) // 2], rest[len(rest) // 2 :]]
    answers = [answer.text]
    for half in halves:
        answers += await written_by(service, script, job.only(half))
    return answers
