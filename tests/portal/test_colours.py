"""The colours keep WCAG AA in light and dark, whoever changes them."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKEN = re.compile(r"--([a-z-]+): (?:light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)|(#[0-9a-f]{6}));")
TEXT, SHAPE = 4.5, 3.0
PAIRS = [
    *(
        (text, surface, TEXT)
        for text in ("text", "text-muted", "accent")
        for surface in ("canvas", "surface", "raised", "hover")
    ),
    ("on-accent", "accent-fill", TEXT),
    ("on-accent", "accent-fill-hover", TEXT),
    *(("text", tint, TEXT) for tint in ("accent-tint", "note-tint")),
    *((name, f"{name}-tint", TEXT) for name in ("accent", "danger", "warning", "success", "note")),
    *((name, "surface", TEXT) for name in ("danger", "warning", "success", "note")),
    *(("line-strong", surface, SHAPE) for surface in ("surface", "raised", "canvas")),
    *(("focus", surface, SHAPE) for surface in ("canvas", "surface", "raised", "note-tint")),
]


def palette(scheme: int) -> dict[str, str]:
    """Every colour token of one scheme: 0 light, 1 dark."""
    text = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()
    return {name: only or (light, dark)[scheme] for name, light, dark, only in TOKEN.findall(text)}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast_is_enough(front: str, back: str, least: float, scheme: int) -> None:
    colours = palette(scheme)
    lighter, darker = sorted((luminance(colours[front]), luminance(colours[back])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= least
