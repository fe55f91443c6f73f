"""The chain of a section: retrieve, prompt, ask, read. Importing this module imports LangChain."""

from __future__ import annotations

from typing import Any

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.runnables import Runnable, RunnableLambda, RunnablePassthrough
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from drafter.drafting.writer.pack import masked
from drafter.drafting.writer.prompts import Prompt
from drafter.library import Library
from drafter.settings import ModelSettings

__all__ = ["section_chain"]

_STYLE_PASSAGES = 3
_MOST_TOKENS = 4096


def section_chain(library: Library | None, model: ModelSettings, prompt: Prompt, level: str) -> Runnable[Any, Any]:
    """A chain from ``{query, region, year, heading, pack}`` to the same with ``style`` and ``answer`` added.

    Args:
        library: where passages of sample reports are found; None writes without models of style.
    """
    retrieve: Runnable[Any, Any]
    if library is None:
        retrieve = RunnableLambda(lambda _: [])
    else:
        found = library.as_retriever(k=_STYLE_PASSAGES, kind="sample", level=level)
        retrieve = RunnableLambda(lambda given: given["query"]) | found
    chat = ChatOpenAI(
        model=model.name,
        base_url=model.base_url or None,
        # servers on the own machine want no key, the client does
        api_key=SecretStr(model.key or "none"),
        timeout=model.timeout,
        temperature=model.temperature,
        max_retries=2,
        # older compatible servers only know the old name of the limit
        extra_body={"max_tokens": _MOST_TOKENS},
    )
    answer: Runnable[Any, str] = RunnableLambda(lambda given: _messages(prompt, given)) | chat | StrOutputParser()
    return RunnablePassthrough.assign(style=retrieve | RunnableLambda(_style)) | RunnablePassthrough.assign(
        answer=answer
    )


def _style(documents: list[Any]) -> list[str]:
    return [masked(document.page_content) for document in documents]


def _messages(prompt: Prompt, given: dict[str, Any]) -> list[BaseMessage]:
    """The prompt with its gaps filled in one pass, so that nothing inside the evidence is taken for a gap."""
    values = {**given, "style": "\n".join(f"- {text}" for text in given["style"]) or "（无）"}
    pieces = prompt.task.split("{{")
    text = pieces[0]
    for piece in pieces[1:]:
        name, _, rest = piece.partition("}}")
        text += f"{values[name]}{rest}"
    return [SystemMessage(prompt.system), HumanMessage(text)]
