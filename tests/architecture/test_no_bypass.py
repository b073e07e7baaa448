"""No door writes: rows change in ``actions`` (and in handlers of events), never in a contract or page."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOORS = sorted([*(ROOT / "portal").rglob("*.py"), *(ROOT / "helpdesk/api").rglob("*.py")])
WRITES = {
    "save", "delete", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update",
    "select_for_update", "execute", "executemany",
}  # fmt: skip


@pytest.mark.parametrize("path", DOORS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_door_calls_verbs_and_writes_nothing_itself(path: Path) -> None:
    called = {
        node.func.attr: node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not {name: line for name, line in called.items() if name in WRITES}
