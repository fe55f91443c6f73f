"""Puts the network guard into every Python process that a test starts with this folder on its path."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import network_guard

sys.path.pop(0)
network_guard.install()
