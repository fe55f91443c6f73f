"""The model's sentences in place of the offline ones, item by item, wherever they pass the guard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from drafter.drafting.evidence import Evidence
from drafter.drafting.screening import Screen
from drafter.drafting.stories import Storyteller
from drafter.drafting.writer.answers import AnswerError, WrittenSentence, parse_answer
from drafter.drafting.writer.guard import RefusalError, accept
from drafter.drafting.writer.pack import ItemPack, SectionPack, build_pack
from drafter.drafting.writer.prompts import load_prompt
from drafter.drafting.writer.tokens import count_tokens
from drafter.errors import ServiceError
from drafter.library import Library
from drafter.outlines import Outline
from drafter.report import Paragraph, Report, Sentence
from drafter.settings import ModelSettings

__all__ = ["Rewriting", "rewrite"]

_AT_ONCE = 4
_ROOM_FOR_STYLE = 1500
_ROOM_FOR_ANSWER = 4096


@dataclass
class Rewriting:
    """What became of the model's text.

    Attributes:
        written: items whose paragraph is the model's; ``kept`` those that stayed offline, with the reason.
        dropped: passages and clauses that did not fit the model's window.
    """

    written: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    dropped: int = 0

    def notices(self) -> list[str]:
        """Lines for the user."""
        lines = [f"模型撰写 {len(self.written)} 个要点，{len(self.kept)} 个要点用离线文本。"]
        if self.dropped:
            lines.append(f"模型窗口有限，有 {self.dropped} 条材料或条款没有交给模型。")
        reasons = sorted(set(self.failures))
        return lines + [f"模型调用失败：{reason}" for reason in reasons]


def rewrite(
    report: Report,
    teller: Storyteller,
    outline: Outline,
    evidence: Evidence,
    screen: Screen,
    model: ModelSettings,
    kb: str | None,
    on_progress: Callable[[str], None],
) -> Rewriting:
    """Ask the model for every section that has evidence and put what passes into the report.

    The offline text stays where the model fails, refuses or breaks a rule. 存在的问题 and 下一步 are never the
    model's: what has to be owned is not a matter of style.

    Raises:
        ServiceError: not one section could be asked.
    """
    from drafter.drafting.writer.chain import section_chain

    packs = [pack for section in outline.walk() if (pack := build_pack(teller, section, evidence)).items]
    prompt = load_prompt("section")
    outcome = Rewriting()
    room = model.window - count_tokens(prompt.system + prompt.task) - _ROOM_FOR_STYLE - _ROOM_FOR_ANSWER
    for pack in packs:
        outcome.dropped += pack.fit(room, count_tokens)
    on_progress(f"请模型撰写 {len(packs)} 节（{model.name}）")
    with Library.open(kb) as library:
        chain = section_chain(library, model, prompt, outline.level)
        given = [_given(pack, teller) for pack in packs]
        answers = chain.batch(given, config={"max_concurrency": _AT_ONCE}, return_exceptions=True)
    paragraphs = _body(report, outline)
    for pack, answer in zip(packs, answers, strict=True):
        if isinstance(answer, Exception):
            outcome.failures.append(_reason(answer))
            outcome.kept.update({item.item.id: "模型调用失败" for item in pack.items})
            continue
        _place(pack, answer, teller, screen, paragraphs, outcome)
    if packs and len(outcome.failures) == len(packs):
        raise ServiceError("模型没有完成任何一节", where=model.name, hint=outcome.failures[0])
    report.engine = "llm" if outcome.written else "offline"
    report.inputs["prompt:section"] = f"v{prompt.version} {prompt.digest}"
    report.inputs["model"] = model.name
    return outcome


def _given(pack: SectionPack, teller: Storyteller) -> dict[str, Any]:
    return {
        "query": pack.query,
        "region": teller.region,
        "year": teller.year,
        "heading": pack.section.label + pack.section.heading,
        "pack": pack.as_json(),
    }


def _body(report: Report, outline: Outline) -> dict[str, Paragraph]:
    """Paragraphs by item; entries of 存在的问题 and 下一步 name an item too, but are no section of the outline."""
    sections = [section for section in outline.walk() if section.role == "body"]
    # a numbered item is printed as a section of its own, under its id
    body = {section.id for section in sections} | {item.id for section in sections for item in section.items}
    return {p.item: p for section, p in report.paragraphs() if section is not None and section.id in body}


def _place(
    pack: SectionPack,
    answer: dict[str, Any],
    teller: Storyteller,
    screen: Screen,
    paragraphs: dict[str, Paragraph],
    outcome: Rewriting,
) -> None:
    try:
        written = parse_answer(answer["answer"])
    except AnswerError as error:
        outcome.kept.update({item.item.id: str(error) for item in pack.items})
        return
    for item in pack.items:
        try:
            sentences = _accepted(item, written.get(item.item.id, []), teller, answer["style"], screen)
        except RefusalError as refusal:
            outcome.kept[item.item.id] = str(refusal)
            continue
        paragraph = paragraphs.get(item.item.id)
        if paragraph is None:
            continue
        # what the writer still has to supply stays asked for
        paragraph.sentences = [*sentences, *(s for s in paragraph.sentences if s.origin == "gap")]
        outcome.written.append(item.item.id)


def _accepted(
    pack: ItemPack, written: list[WrittenSentence], teller: Storyteller, style: list[str], screen: Screen
) -> list[Sentence]:
    if not written:
        raise RefusalError("模型没有写这个要点")
    sentences = [accept(teller, pack, sentence, style, screen) for sentence in written]
    if pack.item.needs == "figure" and pack.data and not any(sentence.figures for sentence in sentences):
        raise RefusalError("模型没有用数据")
    missed = [story for story in teller.stories(pack.item.indicators) if story.missed]
    text = "".join(sentence.text for sentence in sentences)
    if any(story.value.text not in text for story in missed):
        raise RefusalError("模型回避了未达标的指标")
    return sentences


def _reason(error: Exception) -> str:
    """A failure in one line, without anything of the request."""
    names = {cls.__name__ for cls in type(error).__mro__}
    known = (
        ("APITimeoutError", "超时"),
        ("APIConnectionError", "连接不上，请核对 OPENAI_BASE_URL"),
        ("AuthenticationError", "密钥无效，请核对 OPENAI_API_KEY"),
        ("PermissionDeniedError", "没有权限"),
        ("NotFoundError", "没有这个模型，请核对 DRAFTER_MODEL"),
        ("RateLimitError", "请求过多或额度用尽"),
        ("BadRequestError", "请求被拒绝（可能超出长度）"),
        ("InternalServerError", "服务端出错"),
    )
    return next((text for name, text in known if name in names), type(error).__name__)
