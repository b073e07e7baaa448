"""A folder as somebody keeps it, with everything that one may hold."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

RESET = """---
title: "Resetting your password: how"
slug: reset
labels: [sign-in, Passwörter]
state: published
author: alice@acme.example
position: 1
---

# Steps

Press **Forgot**. ![The page](pictures/page.png)

See [the bill](../billing/invoices.md#when) and [the form](form%20(1).txt).

`[code](missing.md)`
"""
RESET_DE = """---
title: Passwort zurücksetzen
---
So geht es. ![Die Seite](pictures/page.png)
"""
INVOICES = """---
title: Invoices
category: Money / Bills
state: draft
visibility: members
---
Nothing yet. Back to [passwords](../account/reset.md).
"""
ABOUT = """---
name: Your account
description: Sign-in and more
position: 2
---
"""


def picture(colour: str = "red", kind: str = "PNG", **extra: Any) -> bytes:
    """A small picture."""
    file = io.BytesIO()
    Image.new("RGB", (4, 4), colour).save(file, kind, **extra)
    return file.getvalue()


def telling_picture() -> bytes:
    """One that tells who took it."""
    notes = PngInfo()
    notes.add_text("Author", "Carol of 1 Main Street")
    return picture(pnginfo=notes)


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> None:
    """Files on this disk, in a place of their own."""
    settings.HELPDESK_HOME = tmp_path / "home"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Put a file into the folder; where it is."""

    def put(path: str, content: str | bytes) -> Path:
        target = tmp_path / "kb" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    return put


@pytest.fixture
def folder(tmp_path: Path, write: Callable[[str, str | bytes], Path]) -> Path:
    """Two articles in two folders, one of them in two languages with a picture and a file."""
    write("account/_category.md", ABOUT)
    write("account/_category.de.md", "---\nname: Ihr Konto\n---\n")
    write("account/reset.md", RESET)
    write("account/reset.de.md", RESET_DE)
    write("account/pictures/page.png", telling_picture())
    write("account/form (1).txt", "Name: ")
    write("billing/invoices.md", INVOICES)
    return tmp_path / "kb"
