"""Reading and spelling questions in words."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import fold
from tickets.query.filters import IS, KINDS, names
from tickets.query.parse import MAX_QUERY, MAX_TERMS, parse
from tickets.query.spell import spell
from tickets.query.terms import Filter, Query, Word


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("  ", Query()),
        ("printer smokes", Query((Word("printer"), Word("smokes")))),
        ('"red  apple" -sour', Query((Word("red apple"), Word("sour", negated=True)))),
        ('-"red apple"', Query((Word("red apple", negated=True),))),
        ("prin*", Query((Word("prin", prefix=True),))),
        ("this & that", Query((Word("this"), Word("that")))),
        ("Note: see 10:30 at https://a.example/b:c", Query(tuple(map(Word, ["Note:", "see", "10:30", "at", "https://a.example/b:c"])))),
        ('"is:open"', Query((Word("is:open"),))),
        ('"unclosed quote', Query((Word("unclosed quote"),))),
        (r'"say \"hi\" \\ C:\temp"', Query((Word(r'say "hi" \ C:\temp'),))),
        ('foo"bar', Query((Word("foo"), Word("bar")))),
        ("IS:Open", Query(filters=(Filter("is", ("open",)),))),
        ('tag:"late"', Query(filters=(Filter("tag", ("late",)),))),
        ('-tag:late,"two words",late', Query(filters=(Filter("tag", ("late", "two words"), negated=True),))),
        ("priority:high,URGENT", Query(filters=(Filter("priority", ("high", "urgent")),))),
        ("TKT-0042", Query(filters=(Filter("number", ("42",)),))),
        ("-#42", Query(filters=(Filter("number", ("42",), negated=True),))),
        ("42", Query((Word("42"),))),
        ("number:TKT-7", Query(filters=(Filter("number", ("7",)),))),
        ("Carol@Customer.example", Query(filters=(Filter("requester", ("carol@customer.example",)),))),
        ('"carol@customer.example"', Query((Word("carol@customer.example"),))),
        ("created:>7D", Query(filters=(Filter("created", (">7d",)),))),
        ("field.Order_no:4711", Query(filters=(Filter("field.Order_no", ("4711",)),))),
        ('is:open assignee:me tag:"late" created:>7d', Query(filters=(
            Filter("is", ("open",)), Filter("assignee", ("me",)), Filter("tag", ("late",)), Filter("created", (">7d",)),
        ))),
    ],
)  # fmt: skip
def test_what_is_typed_is_read(text: str, query: Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "named", "right"),
    [
        ("colour:red", "colour:", "assignee:"),
        ("is:late", "late", "unassigned"),
        ("priority:high,soon", "soon", "urgent"),
        ("channel:fax", "fax", "portal"),
        ("number:x", "x", "TKT-0042"),
        ("requester:ana", "ana", "ana@example.com"),
        ("created:soon", "soon", ">7d"),
        ("created:2026-02-30", "2026-02-30", "no such day"),
        ("created:>999999d", ">999999d", ">7d"),
        ("created:>9999y", ">9999y", "100 years"),
        ("created:..", "..", ">7d"),
        ("tag:", "tag:", 'tag:"late"'),
        ('tag:""', "tag:", 'tag:"late"'),
        ("field.:x", "field.:", "field.<key>:"),
        ("ab*", "ab*", "3"),
        ("&|!", "&|!", "letters"),
        ("tag:" + "a" * 256, "aaa", "255"),
        ("a" * (MAX_QUERY + 1), "too long", str(MAX_QUERY)),
        ("a " * (MAX_TERMS + 1), "too much", str(MAX_TERMS)),
        ("\x00", "not text", "Remove"),
        ("\ud800", "not text", "Remove"),
    ],
)
def test_what_does_not_exist_is_named_with_what_does(text: str, named: str, right: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(text)
    assert named in refused.value.message
    assert right in refused.value.hint
    assert refused.value.field == "q"


def test_every_example_of_the_help_is_right_and_every_filter_has_one() -> None:
    for name, kind in KINDS.items():
        for example in kind.examples:
            (found,) = parse(example).filters
            assert found.name.startswith(name)
    assert len(names()) == len(KINDS)


WORD = st.text(min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(
    lambda text: any(character.isalnum() for character in fold(text)) and not set(text) & set("\x00") and is_text(text)
)  # fmt: skip
PREFIX = st.text(string.ascii_letters + string.digits + "äñ", min_size=3, max_size=9)
NAME = WORD.filter(bool)
TIMES = st.sampled_from(
    [">7d", "<12h", "today", "2026-01", "<=2026-01-31", "2026..", "..2026-02", "2026-01..2026-02-03"]
)


def is_text(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def filters_of(name: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[Filter]:
    several = st.lists(values, min_size=1, max_size=3, unique=True).map(tuple)
    return st.builds(Filter, st.just(name), several, st.booleans())


QUERIES = st.builds(
    Query,
    st.lists(
        st.builds(Word, WORD, st.booleans()) | st.builds(Word, PREFIX, st.booleans(), st.just(True)), max_size=4
    ).map(tuple),
    st.lists(
        st.one_of(
            filters_of("is", st.sampled_from(IS)),
            filters_of("tag", NAME),
            filters_of("queue", NAME),
            filters_of("field.some-key_1", NAME),
            filters_of("created", TIMES),
            filters_of("number", st.integers(0, 999_999_999).map(str)),
            filters_of("cc", st.just("ana@example.com")),
        ),
        max_size=4,
    ).map(tuple),
)


@given(QUERIES)
def test_what_is_spelled_reads_as_it_was_meant(query: Query) -> None:
    assert parse(spell(query)) == query


@given(st.text(max_size=60) | st.text('is:open"-tag,*\\# a.>7d', max_size=30))
def test_any_text_is_a_question_or_kindly_refused(text: str) -> None:
    try:
        query = parse(text)
    except Invalid:
        return
    assert parse(spell(query)) == query
