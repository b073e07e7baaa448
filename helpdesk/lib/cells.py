"""Text in a table that a spreadsheet opens: shown as text, never run as a formula."""

import re

# What makes a spreadsheet look at a cell as something to compute, also behind blanks.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")

# Where commas are decimal marks, spreadsheets part our lines at semicolons instead, quoted or not, or at tabs.
INNER = re.compile(r"([;\t\r\n][ \u00a0\"]*)(?=[=+\-@|%])")


def safe_cell(value: object) -> str:
    """The value as one cell: nothing for None, and an apostrophe before what would be taken for a formula."""
    text = INNER.sub(r"\1'", "" if value is None else str(value))
    return f"'{text}" if text.lstrip(" \u00a0").startswith(STARTS) and not is_number(text) else text


def is_number(text: str) -> bool:
    """Whether it is a plain number, which computes nothing: ``-3.5``."""
    digits = text.removeprefix("-").replace(".", "", 1)
    return digits.isascii() and digits.isdigit()
