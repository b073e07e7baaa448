"""A folder on disk from which nothing leads out, whatever names and links it holds."""

import os
from collections.abc import Iterator
from pathlib import Path

from helpdesk.lib.text import is_storable, one_line
from knowledge.exchange.problems import Unfit
from knowledge.fields import MAX_SOURCE

SUFFIX = ".md"
# Where an export puts the files of an article; Markdown in there is a file to download, no article.
FILES_SUFFIX = ".files"
MAX_MARKDOWN_BYTES = 1_000_000


class Folder:
    """A folder to read from."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve(strict=True)

    def documents(self) -> Iterator[str]:
        """The paths of all Markdown files, from the root and with ``/``, in order; hidden folders are left out."""
        for place, folders, names in os.walk(self.root, followlinks=False):
            folders[:] = sorted(name for name in folders if not name.startswith(".") and not is_for_files(name))
            for name in sorted(names):
                if name.endswith(SUFFIX) and not name.startswith("."):
                    yield (Path(place) / name).relative_to(self.root).as_posix()

    def text(self, path: str) -> str:
        """What a Markdown file holds. Raises Unfit."""
        if not is_storable(path) or one_line(path) != path or len(path) > MAX_SOURCE:
            raise Unfit(path, 0, f"give it a plain name; the whole path has up to {MAX_SOURCE} characters")
        content = self.content(path, path, line=0, most=MAX_MARKDOWN_BYTES)
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            raise Unfit(path, line, "is no UTF-8 text") from error

    def content(self, wanted: str, path: str, *, line: int, most: int) -> bytes:
        """The bytes of a file, for ``path`` that names it in a line. Raises Unfit for one outside, missing or over
        ``most`` bytes."""
        try:
            found = (self.root / wanted).resolve(strict=True)
        except (OSError, RuntimeError, ValueError) as error:
            raise Unfit(path, line, f"{wanted} is not there") from error
        if not found.is_relative_to(self.root):
            raise Unfit(path, line, f"{wanted} leads out of the folder")
        if not found.is_file():
            raise Unfit(path, line, f"{wanted} is no file")
        try:
            with found.open("rb") as file:
                content = file.read(most + 1)
        except OSError as error:
            raise Unfit(path, line, f"{wanted} cannot be read: {error.strerror}") from error
        if len(content) > most:
            raise Unfit(path, line, f"{wanted} is larger than {most / 1_000_000:g} MB")
        return content


def is_for_files(name: str) -> bool:
    """Whether a folder holds files of an article."""
    return name.endswith(FILES_SUFFIX)


def is_document(path: str) -> bool:
    """Whether a path is that of an article or a category, rather than of a file for download."""
    return path.endswith(SUFFIX) and not any(map(is_for_files, path.split("/")[:-1]))
