"""Chance that falls the same way every time."""

import random


def dice(*names: object) -> random.Random:
    """A generator of its own for what ``names`` name: changing one ticket's text moves no other ticket."""
    return random.Random(":".join(map(str, names)))  # noqa: S311 - sample data, not a secret
