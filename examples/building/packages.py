"""OOXML packages that come out the same whenever and wherever they are built."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

BUILT = datetime(2026, 1, 20, 9, 0, 0)

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def frozen(package: bytes) -> bytes:
    """The OOXML package with every trace of when and how it was zipped removed.

    It is stored uncompressed, because the output of deflate differs between zlib builds. openpyxl writes the time of
    saving into ``docProps/core.xml`` whatever its properties say, so it is put right here.
    """
    stamp = BUILT.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    result = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(result, "w", ZIP_STORED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + stamp, data)
            entry = ZipInfo(name, date_time=BUILT.timetuple()[:6])
            entry.create_system = 3  # otherwise it tells Windows from the rest
            entry.external_attr = 0o644 << 16
            target.writestr(entry, data)
    return result.getvalue()
