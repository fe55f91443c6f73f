"""STY: punctuation, numerals and words. None is an error: the standards are recommended ones (GB/T).

A report typed carelessly makes the same slip on every line, so a slip is one finding with all its places.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules import style_cited, style_labels, style_marks, style_numerals, style_words
from drafter.checking.rules.model import Family
from drafter.findings import Finding

__all__ = ["FAMILY"]


def check(context: CheckContext) -> Iterator[Finding]:
    """The language of the whole document."""
    yield from style_marks.check_marks(context)
    yield from style_numerals.check_numerals(context)
    yield from style_words.check_words(context)


_RULES = (*style_marks.RULES, *style_labels.RULES, *style_cited.RULES, *style_numerals.RULES, *style_words.RULES)
FAMILY = Family("STY", "文字", tuple(sorted(_RULES, key=lambda rule: rule.code)), check)
