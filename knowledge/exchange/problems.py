"""What is wrong with a folder, in words for whoever keeps it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Something wrong at a place: ``path`` relative to the folder, ``line`` from 1 (0 for the whole file)."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        told = f"{place}: {self.message}" if place else self.message
        # A name of a file or a value in it may hold anything; a terminal obeys some of that.
        return "".join(letter if letter.isprintable() else "�" for letter in told)


class Unfit(Exception):
    """A file cannot be imported; holds the problem."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(path, line, message)
