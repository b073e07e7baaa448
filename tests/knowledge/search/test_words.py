"""Words, stems, questions and snippets: arithmetic on text, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.lib.errors import Invalid
from knowledge.search.document import Said, document_of
from knowledge.search.question import Question, read_question
from knowledge.search.snippets import Wanted, marked, snippet
from knowledge.search.stems import stem
from knowledge.search.texts import words_of
from knowledge.search.words import normal, words_in


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Zurücksetzen", "zurucksetzen"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Ærø", "aero"),
        ("İstanbul", "istanbul"),
        ("كَلِمَةُ", "كلمه"),
        ("إعــادة", "اعاده"),
        ("مستشفى", "مستشفي"),
        ("٢٠٢٦", "2026"),
        ("soft\u00adware", "software"),
    ],
)
def test_what_people_type_alike_is_alike(written: str, compared: str) -> None:
    assert normal(written) == compared


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don't panic", ["dont", "panic"]),
        ("the user’s e-mail", ["the", "users", "e", "mail"]),
        ("l'article my_file 2FA", ["l", "article", "my", "file", "2fa"]),
        ("— … !", []),
    ],
)
def test_words_are_letters_and_digits(text: str, words: list[str]) -> None:
    assert words_in(text) == words


def test_forms_of_a_word_share_its_stem_in_its_language() -> None:
    assert stem("resetting", "en") == stem("reset", "en")
    assert stem("passworter", "de-at") == stem("passwort", "de")
    assert stem("المرور", "ar") == stem("مرور", "ar")
    assert stem("resetting", "xx") == "resetting"


def test_a_question_has_words_phrases_and_what_must_not_be() -> None:
    question = read_question('Reset -printer "my password" -"white screen" e-mail „Neues Passwort“ - !')
    assert question.words == ("reset", "e", "mail")
    assert question.phrases == (("my", "password"), ("neues", "passwort"))
    assert question.without == (("printer",), ("white", "screen"))


@pytest.mark.parametrize("text", ["", "  ", "?!", '""', "-", "-printer"])
def test_without_a_word_to_look_for_a_question_is_empty(text: str) -> None:
    assert read_question(text).is_empty


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "x" * 201])
def test_what_cannot_be_searched_for_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_question(text)
    assert refusal.value.field == "q"


@given(st.text(max_size=200).filter(lambda text: "\x00" not in text and text.isprintable()))
def test_any_text_makes_a_question_of_plain_words(text: str) -> None:
    question = read_question(text)
    every = [*question.words, *(word for run in (*question.phrases, *question.without) for word in run)]
    assert all(word.isalnum() and not (word[0].isascii() and word[0].isupper()) for word in every)
    assert isinstance(question, Question)


def test_the_texts_of_markdown_lose_their_marks() -> None:
    words = words_of(
        "# Head *one*\n\nSee [this](article:1) ![a hub](file:2)\n\n| a | b |\n|-|-|\n| c | `d` |\n\n```\ncode\n```"
    )
    assert words.headings == ["Head one"]
    assert words.plain.split("\n") == ["Head one", "See this a hub", "a", "b", "c", "d", "code"]


def test_a_document_knows_titles_headings_and_texts_apart() -> None:
    document = document_of(Said("en", "Printers", ["Paper"], "Paper jams"), ["Wabc"])
    assert "'Wabc'" in document
    assert "'Tprinter'" in document
    assert "'printers':1A" in document
    assert "'Spaper':2B,3C" in document


WANTED = Wanted(frozenset({"passwort", "zurucksetzen", "Spasswort", "Szurucksetz", "Sمرور"}))


def test_a_snippet_marks_what_fits_as_it_is_written() -> None:
    pieces = snippet("Ihr Passwort\nkönnen Sie zurücksetzen.", WANTED, "de")
    assert pieces == [
        ("Ihr ", False), ("Passwort", True), (" · können Sie ", False), ("zurücksetzen", True), (".", False),
    ]  # fmt: skip


def test_a_snippet_comes_from_where_most_fits() -> None:
    text = "Passwort " + "x " * 300 + "das Passwort zurücksetzen " + "y " * 300
    pieces = snippet(text, WANTED, "de")
    assert [piece for piece, is_marked in pieces if is_marked] == ["Passwort", "zurücksetzen"]
    assert pieces[0] == ("… ", False)
    assert pieces[-1] == (" …", False)
    assert len("".join(piece for piece, _ in pieces)) < 250


def test_a_word_is_marked_whatever_accent_it_begins_with() -> None:
    wanted = Wanted(frozenset({"offnen", "Soffn", "email"}))
    assert marked("Öffnen Sie die E-Mail, öffnet sich", wanted, "de") == [
        ("Öffnen", True), (" Sie die ", False), ("E-Mail", True), (", ", False), ("öffnet", True), (" sich", False),
    ]  # fmt: skip


def test_a_snippet_of_a_text_that_does_not_hold_the_words_is_its_beginning() -> None:
    assert snippet("Nothing of it", WANTED, "de") == [("Nothing of it", False)]
    assert snippet("", WANTED, "de") == []


def test_marks_of_pronunciation_and_articles_do_not_hide_a_word() -> None:
    assert marked("كلمة المُرور", WANTED, "ar") == [("كلمة ", False), ("المُرور", True)]


@given(st.text(max_size=400))
def test_a_snippet_never_changes_a_line(text: str) -> None:
    line = " ".join(text.split())
    assert "".join(piece for piece, _ in marked(line, WANTED, "de")) == line


def test_the_mark_of_a_note_is_no_word() -> None:
    assert (
        words_of("> [!WARNING]\n> Hot.\n\n[!NOTE] as it is\n\n- > [!tip] Cold.").plain
        == "Hot.\n[!NOTE] as it is\nCold."
    )
