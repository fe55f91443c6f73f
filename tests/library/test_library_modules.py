"""How the modules of the library lean on each other."""

import ast
from pathlib import Path

import drafter.library

ROOM = Path(drafter.library.__file__).parent


def imported(path: Path) -> set[str]:
    """Modules of the room that a module imports, at once or when it is used, but for what only types need."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("drafter.library"):
            name = (node.module or "").removeprefix("drafter.library").lstrip(".")
            found |= {name} if name else {alias.name for alias in node.names}
    return {name for name in found if (ROOM / f"{name}.py").exists()}


def test_no_two_modules_need_each_other() -> None:
    needs = {path.stem: imported(path) for path in ROOM.glob("*.py") if path.stem != "__init__"}
    assert needs["retrieval"] > {"fusion", "choosing"}
    settled: set[str] = set()
    while ready := {name for name in needs if name not in settled and needs[name] <= settled}:
        settled |= ready
    assert set(needs) == settled, {name: needs[name] - settled for name in set(needs) - settled}
