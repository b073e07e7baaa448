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
MARKS = ("TO" + "DO", "FIX" + "ME", "XX" + "X:", "NotImplemented" + "Error(")


def modules(room: str) -> Iterator[Path]:
    for path in sorted((ROOT / room).rglob("*.py")):
        if not set(path.parts) & set(NOT_WRITTEN_BY_US):
            yield path


def faults(path: Path) -> Iterator[str]:
    """What is wrong with a module, in words."""
    text = path.read_text()
    tree, lines = ast.parse(text), text.splitlines()
    if text.strip():
        if not ast.get_docstring(tree):
            yield "the first line tells what the module is for"
        if not next(line for line in lines if not line.startswith("#!")).startswith(('"""', 'r"""')):
            yield "the docstring comes first"
    if len(lines) > LONGEST_FILE:
        yield f"{len(lines)} lines: it holds two things"
    yield from (f"{mark} is left to do" for mark in MARKS if mark in text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            inside = [part.lineno for part in ast.walk(node) if isinstance(part, ast.Import | ast.ImportFrom)]
            if inside:
                yield f"imports inside a function at lines {inside}"
        if isinstance(node, ast.ImportFrom) and node.level:
            yield f"line {node.lineno}: imports are absolute"


# One test per room: one per file and rule took longer to report than to run.
@pytest.mark.parametrize("room", ROOMS)
def test_files_are_small_say_what_they_are_for_and_import_at_their_top(room: str) -> None:
    found = [(path, fault) for path in modules(room) for fault in faults(path)]
    assert not found, "\n".join(f"{path.relative_to(ROOT)}: {fault}" for path, fault in found)


@pytest.mark.parametrize(
    "text",
    [
        "x = 1\n",
        "# first\n" + "x = 1\n",
        '"""Doc."""\n' + "x = 1\n" * LONGEST_FILE,
        '"""Doc."""\n# ' + MARKS[0] + "\n",
        '"""Doc."""\n\n\ndef f():\n    import os\n',
        '"""Doc."""\nfrom . import x\n',
    ],
)
def test_each_rule_finds_its_fault(text: str, tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(text)
    assert list(faults(path))
