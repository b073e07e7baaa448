"""Files are small, say what they are for, and import at their top."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ROOMS = ("helpdesk", "tickets", "workflow", "knowledge", "portal", "tests")
LONGEST_FILE = 350

# Generated, or run by people who have nothing of ours installed yet.
NOT_WRITTEN_BY_US = ("migrations",)


def modules() -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if not set(path.parts) & set(NOT_WRITTEN_BY_US):
                yield path


MODULES = [pytest.param(path, id=str(path.relative_to(ROOT))) for path in modules()]


@pytest.mark.parametrize("path", MODULES)
def test_a_module_says_first_what_it_is_and_stays_small(path: Path) -> None:
    text = path.read_text()
    if text.strip():
        assert ast.get_docstring(ast.parse(text)), "the first line tells what the module is for"
        first = next(line for line in text.splitlines() if not line.startswith("#!"))
        assert first.startswith(('"""', 'r"""'))
    assert len(text.splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", MODULES)
def test_imports_stand_at_the_top_and_are_absolute(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            inside = [part.lineno for part in ast.walk(node) if isinstance(part, ast.Import | ast.ImportFrom)]
            assert not inside, f"imports inside a function at lines {inside}"
        assert not (isinstance(node, ast.ImportFrom) and node.level), "imports are absolute"


@pytest.mark.parametrize("path", MODULES)
def test_nothing_is_left_to_do(path: Path) -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X:", "NotImplemented" + "Error(")
    assert not [mark for mark in marks if mark in path.read_text()]
