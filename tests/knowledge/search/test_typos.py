"""What a misspelt word is taken as."""

import pytest

from knowledge.search.typos import alike_begun, closest, longest_edge, misspelt_split, parts_to_know, split

KNOWN = {
    "password": 5, "passwort": 4, "zurucksetzen": 2, "reset": 3, "rest": 1, "log": 2, "in": 9, "signature": 1,
    "rechnung": 2, "adresse": 2, "hub": 7, "kontrollleuchte": 1, "sonderzeichen": 1,
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pasword", "password"),
        ("passsword", "password"),
        ("passwrod", "password"),
        ("apssword", "password"),
        ("signatrue", "signature"),
        ("signtaur", "signature"),
        ("kontroleuchte", "kontrollleuchte"),
        ("zuruecksetzen", "zurucksetzen"),
        ("resset", "reset"),
    ],
)
def test_one_edit_in_a_word_two_in_a_long_one(typed: str, meant: str) -> None:
    assert closest(typed, KNOWN)[0] == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("passwd", "password"), ("baterry", "battery"), ("scnaer", "scanner"), ("prices", "")]
)
def test_two_edits_in_a_word_of_middle_length_where_the_rest_is_alike(typed: str, meant: str) -> None:
    candidates = {"password": 5, "battery": 2, "scanner": 1, "pieces": 3, "prints": 1}
    assert closest(typed, candidates)[:1] == ((meant,) if meant else ())


@pytest.mark.parametrize("typed", ["hbu", "pqssqorx", "12345", "zzzz"])
def test_short_words_numbers_and_what_is_too_far_are_left_alone(typed: str) -> None:
    assert closest(typed, KNOWN | {"12346": 1}) == ()


def test_of_several_as_near_all_are_meant() -> None:
    assert set(closest("reest", KNOWN)) == {"reset", "rest"}


def test_the_beginning_of_a_word_may_be_misspelt_while_it_is_typed() -> None:
    assert closest("pasw", KNOWN, is_beginning=True)[:1] == ("password",)
    assert closest("pasw", KNOWN) == ()


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("passwortzurucksetzen", ("passwort", "zurucksetzen")),
        ("passwortzuruecksetzen", ("passwort", "zurucksetzen")),
        ("rechnungsadresse", ("rechnung", "adresse")),
        ("login", ("log", "in")),
        ("inhub", ()),
        ("password", ()),
        ("xyzadresse", ()),
    ],
)
def test_words_without_a_space_are_taken_apart(typed: str, parts: tuple[str, ...]) -> None:
    assert split(typed, KNOWN) == parts
    assert set(parts) <= parts_to_know(typed)


def test_one_of_two_words_without_a_space_may_be_misspelt() -> None:
    assert misspelt_split("passwortzuruksetzen", KNOWN, KNOWN) == ("passwort", "zurucksetzen")


def test_half_a_compound_is_better_than_nothing() -> None:
    assert longest_edge("sonderzeichenproblem", KNOWN) == "sonderzeichen"
    assert longest_edge("hubfarbe", KNOWN) == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("kontrolllampe", ("kontrollleuchte",)), ("sonderangebot", ()), ("passwo", ("password", "passwort")), ("", ())],
)
def test_another_compound_of_the_same_first_part_is_meant(typed: str, meant: tuple[str, ...]) -> None:
    assert alike_begun(typed, KNOWN) == meant
