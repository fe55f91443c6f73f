"""Which rules a command runs: what its options say, else what ``drafter.toml`` says, each held to what there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.findings import RuleChoice
    from drafter.settings import Settings

__all__ = ["chosen_rules", "codes_of"]


def codes_of(text: str) -> tuple[str, ...]:
    """Codes of an option, with commas between them."""
    return tuple(code.strip().upper() for code in text.replace("，", ",").split(",") if code.strip())


def chosen_rules(settings: Settings, select: str = "", ignore: str = "") -> tuple[RuleChoice, dict[str, RuleChoice]]:
    """What to run, and what is chosen besides for each outline; an option takes the place of its setting everywhere.

    Args:
        select: the option ``--select``, ``ignore``: ``--ignore``; empty where they were not given.

    Raises:
        InputError: a rule or an outline is not known; names the option, or the file and its key.
    """
    from drafter.findings import RuleChoice
    from drafter.outlines import load_outlines

    own = codes_of(select), codes_of(ignore)
    _known(own[0], "--select")
    _known(own[1], "--ignore")
    whole = RuleChoice(settings.select, settings.ignore, settings.severity)
    for name, choice in (("check", whole), *((f"check.outline.{n}", c) for n, c in settings.per_outline.items())):
        for key, codes in (("select", choice.select), ("ignore", choice.ignore), ("severity", choice.severity)):
            _known(codes, f"drafter.toml {name}.{key}")
    _known_outlines(settings.per_outline, load_outlines())
    per_outline = {
        name: RuleChoice(() if own[0] else choice.select, () if own[1] else choice.ignore, choice.severity)
        for name, choice in settings.per_outline.items()
    }
    return RuleChoice(own[0] or whole.select, own[1] or whole.ignore, whole.severity), per_outline


def _known(codes: Iterable[str], where: str) -> None:
    from drafter.checking.rules import FAMILIES, all_rules
    from drafter.errors import InputError

    known = [rule.code for rule in all_rules()]
    for code in codes:
        if not any(other.startswith(code.upper()) for other in known):
            families = "、".join(family.prefix for family in FAMILIES)
            raise InputError(f"没有规则“{code}”", where=where, hint=f"可用的类别：{families}")


def _known_outlines(names: Iterable[str], known: Mapping[str, object]) -> None:
    from drafter.errors import InputError

    for name in names:
        if name not in known:
            hint = f"可用：{'、'.join(known)}"
            raise InputError(f"没有提纲“{name}”", where=f"drafter.toml check.outline.{name}", hint=hint)
