"""The helpers of the library's tests are wanted here too: a real Chroma server."""

from __future__ import annotations

import sys
from pathlib import Path

LIBRARY = Path(__file__).resolve().parent.parent / "library"
if str(LIBRARY) not in sys.path:
    sys.path.append(str(LIBRARY))
