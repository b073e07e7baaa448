"""The colours of a brand on light and on dark ground, made of its one colour so that people can read them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from helpdesk.lib.colours import READABLE, contrast

WHITE, BLACK = "#ffffff", "#000000"
# The grounds that text stands on (static/css/tokens.css).
LIGHT = (WHITE, "#f4f5f7", "#eceef2")
DARK = ("#14171d", "#0d0f13", "#1b1f27", "#20252e")
# What is no text, such as the shape of a button, as WCAG counts it.
VISIBLE = 3.0
STEPS = 50
TINT, LINE, HOVER = 0.08, 0.35, 0.12


@dataclass(frozen=True)
class Shades:
    """On one kind of ground: ``accent`` for text, ``fill`` with ``text`` on it for buttons, ``hover`` for a fill that
    is pointed at, ``tint`` and ``line`` for boxes."""

    accent: str
    fill: str
    hover: str
    text: str
    tint: str
    line: str


@dataclass(frozen=True)
class Palette:
    """Both kinds."""

    light: Shades
    dark: Shades


def palette_of(colour: str) -> Palette:
    """What becomes of a brand's colour, ``#rrggbb``."""
    return Palette(shades(colour, LIGHT, away=BLACK), shades(colour, DARK, away=WHITE))


def shades(colour: str, grounds: Sequence[str], *, away: str) -> Shades:
    """The shades on these grounds, the first of which is that of boxes; ``away`` is the colour furthest from them."""
    tint = mixed(grounds[0], colour, TINT)
    fill = nudged(colour, grounds, VISIBLE, towards=away)
    text = text_on(fill)
    return Shades(
        accent=nudged(colour, (*grounds, tint), READABLE, towards=away),
        fill=fill,
        hover=mixed(fill, BLACK if text == WHITE else WHITE, HOVER),
        text=text,
        tint=tint,
        line=mixed(grounds[0], colour, LINE),
    )


def nudged(colour: str, grounds: Sequence[str], least: float, *, towards: str) -> str:
    """The colour itself, or as little changed as it takes to stand out from all of these grounds."""
    for step in range(STEPS):
        found = mixed(colour, towards, step / STEPS)
        if min(contrast(found, ground) for ground in grounds) >= least:
            return found
    return towards


def text_on(fill: str) -> str:
    """White where it can be read, else black, which then can."""
    return WHITE if contrast(fill, WHITE) >= READABLE else BLACK


def mixed(one: str, other: str, share: float) -> str:
    """``one`` with this share (0 to 1) of ``other`` in it."""
    pairs = [(int(one[place : place + 2], 16), int(other[place : place + 2], 16)) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(mine + (theirs - mine) * share):02x}" for mine, theirs in pairs)
