"""Folders made to do harm: every one ends in a sentence that names file and line, and changes nothing."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from helpdesk.accounts.models import Workspace
from knowledge.exchange.importing import Import
from tests.knowledge.exchange.conftest import picture

Write = Callable[[str, str | bytes], Path]

GOOD = "---\ntitle: T\ncategory: C\n---\n"
LAUGHS = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*{'a' if not n else f'b{n - 1}'}, *a]\n" for n in range(30))


def problems(workspace: Workspace, folder: Path) -> list[str]:
    return [str(problem) for problem in Import(workspace, folder).run().problems]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("---\ntitle: T\n", 1, "no end"),
        ("---\ntitle: a: b\n---\n", 2, "quotes"),
        ("---\n- a\n---\n", 2, "names with values"),
        ("---\ntitle: [a]\n---\n", 2, "title must be a text"),
        ("---\ntitle: {a: b}\n---\n", 2, "title must be a text"),
        ("---\nlabels: {a: b}\n---\n", 2, "list of texts"),
        ("---\nlabels: [[a]]\n---\n", 2, "list of texts"),
        ("---\ntitle: a\ntitle: b\n---\n", 3, "given twice"),
        ("---\ntitle: a\nvisiblity: members\n---\n", 3, "unknown field"),
        ("---\n? [a]\n: b\n---\n", 2, "unknown field"),
        ("---\ntitle: !!python/object/apply:os.system [id]\n---\n", 2, "title must be a text"),
        (f"---\n{LAUGHS}---\n", 2, "unknown field"),
        (f"---\ntitle: {'[' * 10_000}\n---\n", 1, "front matter"),
        (f"---\ntitle: {'x' * 20_000}\n---\n", 1, "longer than"),
        ("---\ntitle: \x01\n---\n", 1, "no YAML"),
        ("---\ntitle: a\x00\n---\n", 2, "not text"),
        (f"---\ntitle: {'x' * 201}\ncategory: C\n---\n", 2, "at most 200"),
        ("---\ncategory: C\n---\n", 1, "title is required"),
        ("---\ntitle: T\n---\n", 1, "category is required"),
        ("---\ntitle: T\ncategory: a/b/c/d/e/f\n---\n", 3, "levels deep"),
        ("---\ntitle: T\ncategory: C\nlanguage: klingon\n---\n", 4, "no language"),
        ("---\ntitle: T\ncategory: C\nstate: live\n---\n", 4, "Invalid state"),
        ("---\ntitle: T\ncategory: C\nvisibility: all\n---\n", 4, "Invalid visibility"),
        ("---\ntitle: T\ncategory: C\nstate: scheduled\n---\nx\n", 1, "publish_at must be"),
        ("---\ntitle: T\ncategory: C\nstate: scheduled\npublish_at: soon\n---\nx\n", 5, "publish_at must be"),
        ("---\ntitle: T\ncategory: C\nstate: scheduled\npublish_at: 9999-12-31\n---\nx\n", 5, "too far"),
        ("---\ntitle: T\ncategory: C\nstate: published\n---\n", 6, "no text yet"),
        ("---\ntitle: T\ncategory: C\nlabels: ['a,b']\n---\n", 4, "no comma"),
        ("---\ntitle: T\ncategory: C\nslug: '?'\n---\n", 4, "Invalid slug"),
        ("---\ntitle: T\ncategory: C\nattachments: [../../etc/passwd]\n---\n", 4, "is not there|leads out"),
        (GOOD + "\n\n![x](../../../../../../etc/passwd)", 7, "leads out"),
        (GOOD + "[x](%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd)", 5, "leads out|not there"),
        (GOOD + "[x](gone.md)", 5, "not there"),
        (GOOD + "[x](a%00b)", 5, "not there"),
        (GOOD + "[x](.)", 5, "is no file"),
        (GOOD + f"[x]({'a' * 5000})", 5, "not there"),
        (GOOD + "x" * 100_001, 5, "at most 100000"),
        (b"---\ntitle: \xff\n---\n", 2, "no UTF-8"),
        (b"x" * 1_000_001, 0, "larger than 1 MB"),
    ],
)
def test_a_bad_file_is_told_with_its_line(
    acme: Workspace, tmp_path: Path, write: Write, text: str | bytes, line: int, words: str
) -> None:
    write("bad.md", text)
    found = problems(acme, tmp_path / "kb")
    assert len(found) == 1
    assert found[0].startswith(f"bad.md:{line}: " if line else "bad.md: ")
    assert any(word in found[0] for word in words.split("|"))
    assert not acme.articles.exists()
    assert not acme.categories.exists()


def test_one_bad_file_keeps_no_other_out(acme: Workspace, tmp_path: Path, write: Write) -> None:
    write("bad.md", "---\n")
    write("x/good.md", "---\ntitle: T\n---\n[bad](../bad.md)\n")
    assert len(problems(acme, tmp_path / "kb")) == 1
    assert acme.articles.get().source == "x/good"


def test_a_bad_translation_keeps_its_article_out(acme: Workspace, tmp_path: Path, write: Write) -> None:
    write("x/a.md", "---\ntitle: T\nstate: draft\n---\n")
    write("x/a.de.md", "---\ntitle: T\nstate: published\n---\nText.\n")
    assert "differs" in problems(acme, tmp_path / "kb")[0]
    write("x/a.de.md", "---\n")
    assert len(problems(acme, tmp_path / "kb")) == 1
    assert not acme.articles.exists()


def test_links_out_of_the_folder_are_not_followed(acme: Workspace, tmp_path: Path, write: Write) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Secret\ncategory: C\n---\nSecret.\n")
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "other.md").write_text(secret.read_text())
    write("x/good.md", "---\ntitle: T\n---\n[x](out.txt) ![y](loop.png)\n")
    root = tmp_path / "kb"
    (root / "linked.md").symlink_to(secret)
    (root / "x" / "out.txt").symlink_to(secret)
    (root / "folder").symlink_to(tmp_path / "private")
    (root / "x" / "loop.png").symlink_to(root / "x" / "loop.png")
    assert [problem.split(": ", 1)[1] for problem in problems(acme, root)] == [
        "linked.md leads out of the folder",
        "x/out.txt leads out of the folder",
    ]
    assert not acme.articles.exists()


def test_what_is_no_plain_file_is_not_opened(acme: Workspace, tmp_path: Path, write: Write) -> None:
    write("x/a.md", "---\ntitle: T\n---\n[x](pipe)\n")
    os.mkfifo(tmp_path / "kb" / "x" / "pipe")
    os.mkfifo(tmp_path / "kb" / "pipe.md")
    assert [problem.split(": ", 1)[1] for problem in problems(acme, tmp_path / "kb")] == [
        "pipe.md is no file",
        "x/pipe is no file",
    ]


def test_pictures_that_are_bombs_or_lies_are_refused(acme: Workspace, tmp_path: Path, write: Write) -> None:
    bomb = picture()[:16] + (50_000).to_bytes(4) + (50_000).to_bytes(4) + picture()[24:]
    write("x/bomb.md", "---\ntitle: T\n---\n![x](bomb.png)\n")
    write("x/bomb.png", bomb)
    write("x/lie.md", "---\ntitle: T\n---\n![x](lie.png)\n")
    write("x/lie.png", "<script>alert(1)</script>")
    write("x/empty.md", "---\ntitle: T\n---\n![x](empty.png)\n")
    write("x/empty.png", "")
    assert [problem.split(":", 2)[:2] for problem in problems(acme, tmp_path / "kb")] == [
        ["x/bomb.md", "4"],
        ["x/empty.md", "4"],
        ["x/lie.md", "4"],
    ]
    assert not acme.files.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    acme: Workspace, tmp_path: Path, write: Write, settings: object
) -> None:
    write("x/a.md", "---\ntitle: T\n---\n[x](big.bin)\n")
    big = write("x/big.bin", "")
    with big.open("wb") as file:
        file.truncate(10**12)
    assert "is larger than" in problems(acme, tmp_path / "kb")[0]


def test_names_cannot_speak_to_the_terminal(acme: Workspace, tmp_path: Path, write: Write) -> None:
    write("x/\x1b[2Ja.md", "---\ntitle: T\n---\n")
    write("x/" + os.fsdecode(b"\xff.md"), "---\ntitle: T\n---\n")
    found = problems(acme, tmp_path / "kb")
    assert len(found) == 2
    assert all(problem.isprintable() for problem in found)
