"""The runs of three letters in a word: two words that differ by a letter or two share most of them.

Each carries the end of the workspace's id, so that the words of one workspace are found without those of the others.
"""

import uuid

LONGEST_GRAM = 11


def tag_of(workspace_id: uuid.UUID) -> str:
    """What tells the grams of a workspace from others; two that share it cost each other time and nothing else."""
    return workspace_id.hex[-8:]


def grams_of(word: str, workspace_id: uuid.UUID) -> list[str]:
    """All of them, its beginning and its end included; in an order of their own, without repeats."""
    padded = f"  {word} "
    return tagged({padded[place : place + 3] for place in range(len(padded) - 2)}, workspace_id)


def inner_grams(part: str, workspace_id: uuid.UUID) -> list[str]:
    """Those that every word has in which this part stands."""
    return tagged({part[place : place + 3] for place in range(len(part) - 2)}, workspace_id)


def tagged(grams: set[str], workspace_id: uuid.UUID) -> list[str]:
    """With the workspace."""
    tag = tag_of(workspace_id)
    return sorted(gram + tag for gram in grams)
