"""Rules of the fields, whatever is thrown at them."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import is_blank, is_storable
from tickets.fields import (
    MAX_SUBJECT,
    MAX_TAG,
    MAX_TAGS,
    clean_body,
    clean_cc,
    clean_priority,
    clean_status,
    clean_subject,
    clean_tags,
)
from tickets.models import Ticket

anything = st.text(st.characters(exclude_categories=[]), max_size=300)


def attempt(clean: Callable, given: Any) -> tuple[Any, Invalid | None]:
    """What came out, or why nothing did."""
    try:
        return clean(given), None
    except Invalid as refused:
        return None, refused


@given(anything)
def test_a_subject_that_is_taken_is_one_short_storable_line(text: str) -> None:
    subject, refused = attempt(clean_subject, text)
    if refused:
        assert refused.field == "subject"
        assert refused.hint
        return
    assert 1 <= len(subject) <= MAX_SUBJECT == Ticket._meta.get_field("subject").max_length
    assert is_storable(subject)
    assert len(subject.splitlines()) == 1
    assert clean_subject(subject) == subject


@given(anything)
def test_a_body_is_kept_as_written_or_refused(text: str) -> None:
    body, refused = attempt(clean_body, text)
    assert body == (None if refused else text)
    assert bool(refused) == (is_blank(text) or not is_storable(text))


@given(st.lists(anything, max_size=60))
def test_tags_that_are_taken_are_few_short_and_different(tags: list[str]) -> None:
    cleaned, refused = attempt(clean_tags, tags)
    if refused:
        assert refused.field == "tags"
        return
    assert len(cleaned) == len(set(cleaned)) <= MAX_TAGS
    assert all(1 <= len(tag) <= MAX_TAG and is_storable(tag) for tag in cleaned)
    assert clean_tags(cleaned) == cleaned


@given(anything)
@pytest.mark.parametrize(("clean", "words"), [(clean_priority, 4), (clean_status, 5)])
def test_only_the_known_words_are_taken(clean: Callable, words: int, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        clean(text + "?")
    assert refused.value.code == "choice"
    assert len(refused.value.hint.replace(" or ", ", ").split(", ")) == words


def test_copies_are_different_addresses_without_the_requester() -> None:
    given = ["B@x.example", " b@x.example", "a@x.example", "ME@x.example"]
    assert clean_cc(given, requester="me@x.example") == ["b@x.example", "a@x.example"]
