"""The tags and filters of the pages."""

from typing import Any

import pytest
from django.template import engines

from portal.templatetags.helpdesk_tags import shortened


def rendered(source: str, **context: Any) -> str:
    return engines["django"].from_string(source).render(context)


def test_a_picture_is_named_outright_or_by_what_is_shown() -> None:
    assert "#clock" in rendered('{% icon "clock" %}')
    assert "#star" in rendered("{% icon row.picture %}", row={"picture": "star"})
    assert "<script>" not in rendered("{% icon name %}", name="<script>")


def test_a_select_marks_what_was_chosen() -> None:
    pairs = [("a", "Anna"), ("b", "Bert")]
    html = '<option value="a">Anna</option><option value="b" selected>Bert</option>'
    assert rendered("{% options pairs chosen %}", pairs=pairs, chosen="b") == html
    assert "selected" not in rendered("{% options pairs chosen %}", pairs=pairs, chosen=None)
    assert "selected" not in rendered("{% options pairs chosen %}", pairs=pairs)


def test_names_in_a_select_are_inert() -> None:
    assert "<b>" not in rendered("{% options pairs 1 %}", pairs=[("<b>", "<b>")])
    assert 'value="&quot;&gt;"' in rendered("{% options pairs 1 %}", pairs=[('">', "x")])


@pytest.mark.parametrize(("text", "shown"), [("short", "short"), ("x" * 18, "x" * 18), ("x" * 19, "x" * 17 + "…")])
def test_a_long_word_is_cut(text: str, shown: str) -> None:
    assert shortened(text, 18) == shown
