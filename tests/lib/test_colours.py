"""Contrast as WCAG counts it."""

import pytest

from helpdesk.lib.colours import contrast, is_colour


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_known_pairs(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("text", ["", "#fff", "2d50c2", "#2D50C2", "#2d50c", "#2d50c2\n", "red"])
def test_what_is_no_colour(text: str) -> None:
    assert not is_colour(text)
