"""落款 of an unsealed document: the issuer's name and, below it, the date (GB/T 9704-2012, 7.3.5.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from drafter.errors import InputError
from drafter.rendering.layout import Layout

__all__ = ["SignatureLine", "chinese_date", "signature_lines"]


@dataclass(frozen=True)
class SignatureLine:
    """A line of the 落款, right-aligned with ``right`` points to its right."""

    text: str
    right: float


def chinese_date(iso: str) -> str:
    """The 成文日期 as printed: Arabic digits, full year, no leading zeros (7.3.5.4).

    >>> chinese_date("2026-03-05")
    '2026年3月5日'

    Raises:
        InputError: not a date in ISO form.
    """
    try:
        day = date.fromisoformat(iso.strip())
    except ValueError as error:
        raise InputError(f"“{iso}”不是有效日期", where="成文日期", hint="请写成 2026-03-05 的样子") from error
    return f"{day.year}年{day.month}月{day.day}日"


def signature_lines(signer: str, iso_date: str, layout: Layout, *, sealed: bool = False) -> list[SignatureLine]:
    """The lines of the 落款; none when neither a signer nor a date is given.

    The signer ends two characters from the right edge and the date begins two characters right of the signer.
    A date longer than the signer ends two characters from the edge instead, and the signer moves left until
    the date again begins two characters right of it.

    For a seal (7.3.5.1) the date ends four characters from the edge and the signer is centred on it, as far as the
    edge allows.

    Both lines are placed by their right ends: in a substitute font with wider digits the date then begins
    further left but never wraps.

    Raises:
        InputError: ``iso_date`` is neither empty nor a date in ISO form.
    """
    day = chinese_date(iso_date) if iso_date.strip() else ""
    gap = 2 * layout.body_size
    if not (signer and day):
        return [SignatureLine(text, gap) for text in (signer, day) if text]
    signer_width = layout.printed_width(signer)
    day_width = layout.printed_width(day)
    if sealed:
        right = max(0.0, 2 * gap + (day_width - signer_width) / 2)
        return [SignatureLine(signer, right), SignatureLine(day, 2 * gap)]
    if day_width > signer_width:
        return [SignatureLine(signer, gap + day_width + gap - signer_width), SignatureLine(day, gap)]
    return [SignatureLine(signer, gap), SignatureLine(day, signer_width - day_width)]
