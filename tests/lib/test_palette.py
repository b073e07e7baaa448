"""The colours of a brand, which people can read whatever the brand's is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.lib.colours import READABLE, contrast, is_colour
from helpdesk.lib.palette import DARK, LIGHT, VISIBLE, mixed, palette_of, text_on

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS)
def test_every_text_can_be_read_on_every_ground(colour: str) -> None:
    palette = palette_of(colour)
    for shades, grounds, words in ((palette.light, LIGHT, "#545d6b"), (palette.dark, DARK, "#a3acba")):
        assert min(contrast(shades.accent, ground) for ground in (*grounds, shades.tint)) >= READABLE
        assert contrast(shades.fill, shades.text) >= READABLE
        assert contrast(shades.hover, shades.text) >= READABLE
        assert min(contrast(shades.fill, ground) for ground in grounds) >= VISIBLE
        assert contrast(shades.tint, words) >= READABLE
        assert all(is_colour(one) for one in vars(shades).values())


@pytest.mark.parametrize("colour", ["#2d50c2", "#7a1f5c", "#005a3c"])
def test_a_colour_that_can_be_read_is_left_as_it_is(colour: str) -> None:
    assert (palette_of(colour).light.accent, palette_of(colour).light.fill) == (colour, colour)


def test_mixing_goes_from_one_to_the_other() -> None:
    assert [mixed("#000000", "#ffffff", share) for share in (0, 0.5, 1)] == ["#000000", "#808080", "#ffffff"]


@pytest.mark.parametrize(("fill", "text"), [("#ffee00", "#000000"), ("#2d50c2", "#ffffff")])
def test_text_on_a_fill(fill: str, text: str) -> None:
    assert text_on(fill) == text
