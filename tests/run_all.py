"""Everything a change has to pass: lint, format, types, tests with coverage, the demo.

python tests/run_all.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    python = [sys.executable, "-m"]
    with tempfile.TemporaryDirectory() as folder:
        steps = {
            "lint": [*python, "ruff", "check", "."],
            "format": [*python, "ruff", "format", "--check", "."],
            "types": [*python, "mypy"],
            "tests": [*python, "pytest", "-n", "auto", "--cov", "--cov-report=term:skip-covered"],
            "demo": [*python, "drafter", "demo", "-o", str(Path(folder) / "demo")],
        }
        for name, command in steps.items():
            print(f"== {name}", flush=True)
            code = subprocess.run(command, cwd=ROOT, check=False).returncode
            if code:
                print(f"== {name} failed", flush=True)
                return code
    print("== all passed", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
