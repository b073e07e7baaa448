"""UUIDv7 and their TypeID spelling."""

import datetime
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.lib.ids import ALPHABET, earliest_id, from_typeid, new_id, to_typeid


@given(st.uuids())
def test_every_uuid_comes_back(value: uuid.UUID) -> None:
    text = to_typeid("tkt", value)
    assert from_typeid("tkt", text) == value
    assert len(text) == 4 + 26
    assert set(text[4:]) <= set(ALPHABET)


@given(st.uuids(), st.uuids())
def test_spellings_sort_as_their_uuids(one: uuid.UUID, other: uuid.UUID) -> None:
    assert (to_typeid("tkt", one) < to_typeid("tkt", other)) == (one < other)


@given(st.text(max_size=40))
def test_whatever_is_read_is_written_the_same(text: str) -> None:
    value = from_typeid("tkt", text)
    assert value is None or to_typeid("tkt", value) == text


@given(st.integers(0, 25), st.characters())
def test_another_character_is_another_id_or_none(index: int, character: str) -> None:
    original = new_id()
    text = to_typeid("tkt", original)
    changed = text[: 4 + index] + character + text[5 + index :]
    assert (from_typeid("tkt", changed) == original) == (changed == text)


def test_the_known_spelling_of_the_specification() -> None:
    value = uuid.UUID("01890a5d-ac96-774b-bcce-b302099a8057")
    assert to_typeid("prefix", value) == "prefix_01h455vb4pex5vsknk084sn02q"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tkt",
        "tkt_",
        "cmt_01h455vb4pex5vsknk084sn02q",
        "TKT_01h455vb4pex5vsknk084sn02q",
        "tkt_01H455VB4PEX5VSKNK084SN02Q",
        "tkt_01h455vb4pex5vsknk084sn02",
        "tkt_01h455vb4pex5vsknk084sn02qq",
        "tkt_01h455vb4pex5vsknk084sn02i",
        "tkt_01h455vb4pex5vsknk084sn02l",
        "tkt_81h455vb4pex5vsknk084sn02q",
        "tkt_٠١h455vb4pex5vsknk084sn02q",
        " tkt_01h455vb4pex5vsknk084sn02q",
        "tkt__1h455vb4pex5vsknk084sn02q",
        "01890a5d-ac96-774b-bcce-b302099a8057",
    ],
)
def test_anything_else_names_nothing(text: str) -> None:
    assert from_typeid("tkt", text) is None


def test_a_moment_parts_the_ids_made_before_from_those_made_after() -> None:
    before, now = new_id(), datetime.datetime.now(datetime.UTC)
    assert before < earliest_id(now + datetime.timedelta(milliseconds=2))
    assert earliest_id(now - datetime.timedelta(milliseconds=2)) < before
    assert earliest_id(now - datetime.timedelta(milliseconds=2)) < new_id()


def test_new_ids_are_all_different_and_in_order() -> None:
    made = [new_id() for _ in range(5000)]
    assert len(set(made)) == 5000
    assert made == sorted(made)
    assert {value.version for value in made} == {7}
