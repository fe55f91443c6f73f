"""Packages whose bytes depend on nothing but their parts: no clock, no platform."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from drafter.files.packages import pack
from drafter.rendering.markup import PROLOG, clean

__all__ = ["core_properties", "pack", "repack"]

_FIXED_TIME = "2000-01-01T00:00:00Z"


def repack(package: bytes, replaced: Mapping[str, bytes]) -> bytes:
    """``package`` packed anew by :func:`pack`, with the parts in ``replaced`` put in place of its own."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    return pack(parts | dict(replaced))


def core_properties(title: str) -> bytes:
    """``docProps/core.xml`` with a fixed time, since the real one would change every file."""
    when = f'xsi:type="dcterms:W3CDTF">{_FIXED_TIME}'
    return (
        f"{PROLOG}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(clean(title))}</dc:title><dc:creator>drafter</dc:creator>"
        "<dc:language>zh-CN</dc:language><cp:lastModifiedBy>drafter</cp:lastModifiedBy>"
        f"<dcterms:created {when}</dcterms:created><dcterms:modified {when}</dcterms:modified>"
        "</cp:coreProperties>"
    ).encode()
