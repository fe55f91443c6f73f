"""``drafter outlines``, ``indicators``, ``policies`` and ``rules``: what drafter knows."""

from __future__ import annotations

from typing import Any

import typer

from drafter.cli.output import emit, emit_json
from drafter.cli.usage import ChineseCommand

__all__ = ["register"]

_JSON = typer.Option(False, "--json", help="输出 JSON")


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("outlines", cls=ChineseCommand)(outlines)
    app.command("indicators", cls=ChineseCommand)(indicators)
    app.command("policies", cls=ChineseCommand)(policies)
    app.command("rules", cls=ChineseCommand)(rules)


def outlines(outline_id: str = typer.Argument("", metavar="[ID]", help="提纲 id"), as_json: bool = _JSON) -> None:
    """列出提纲；给出 id 则列出其章节和必备要点。"""
    from drafter.cli import pages
    from drafter.outlines import find_outline, load_outlines

    if outline_id:
        outline = find_outline(outline_id)
        _show(as_json, pages.outline_data(outline), pages.outline_page(outline))
    else:
        every = list(load_outlines().values())
        _show(as_json, [pages.outline_data(o) for o in every], pages.outline_list(every))


def indicators(
    indicator_id: str = typer.Argument("", metavar="[ID]", help="指标 id 或名称"), as_json: bool = _JSON
) -> None:
    """列出指标；给出 id 或名称则显示口径、门槛和来源科室。"""
    from drafter.cli import pages
    from drafter.errors import InputError
    from drafter.facts import load_dictionary

    dictionary = load_dictionary()
    if not indicator_id:
        every = list(dictionary.values())
        _show(as_json, [pages.indicator_data(i) for i in every], pages.indicator_list(every))
        return
    found = dictionary.named(indicator_id)
    if found is None:
        near = dictionary.nearest(indicator_id)
        raise InputError(
            f"没有指标“{indicator_id}”",
            hint=f"是不是“{near.name}”（{near.id}）" if near else "用 drafter indicators 查看全部",
        )
    _show(as_json, pages.indicator_data(found), pages.indicator_page(found))


def policies(policy_id: str = typer.Argument("", metavar="[ID]", help="政策 id"), as_json: bool = _JSON) -> None:
    """列出政策文件；给出 id 则显示文号、状态和条款。"""
    from drafter.cli import pages
    from drafter.errors import InputError
    from drafter.library import load_policies

    known = load_policies()
    if not policy_id:
        every = list(known.values())
        _show(as_json, [pages.policy_data(p) for p in every], pages.policy_list(every))
        return
    if policy_id not in known:
        raise InputError(f"没有政策“{policy_id}”", hint="用 drafter policies 查看全部")
    _show(as_json, pages.policy_data(known[policy_id]), pages.policy_page(known[policy_id]))


def rules(
    code: str = typer.Argument("", metavar="[CODE]", help="规则代码，如 ARI001；或类别，如 STY"),
    as_json: bool = _JSON,
    markdown: bool = typer.Option(False, "--markdown", help="全部规则写成一份 Markdown 文档"),
) -> None:
    """列出检查规则；给出代码则说明查什么、为什么、正反例子和出处。"""
    from drafter.checking.rules import FAMILIES, all_rules, find_rule
    from drafter.cli import pages
    from drafter.errors import InputError

    if markdown:
        if code or as_json:
            raise InputError("--markdown 输出全部规则，不能再写代码或 --json", where="--markdown")
        emit(pages.rule_book(FAMILIES))
        return
    family = next((family for family in FAMILIES if family.prefix == code.strip().upper()), None)
    if not code or family is not None:
        every = list(family.rules) if family is not None else all_rules()
        _show(as_json, [pages.rule_data(r) for r in every], pages.rule_list(every))
        return
    found = find_rule(code)
    if found is None:
        raise InputError(f"没有规则“{code}”", hint="用 drafter rules 查看全部")
    _show(as_json, pages.rule_data(found), pages.rule_page(found))


def _show(as_json: bool, data: Any, page: str) -> None:
    if as_json:
        emit_json(data)
    else:
        emit(page)
