"""What a search finds, for whom, and what it says of it."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.lib.errors import Invalid
from knowledge.actions.archive_article import archive_article
from knowledge.actions.create_article import create_article
from knowledge.actions.create_category import create_category
from knowledge.actions.remove_translation import remove_translation
from knowledge.actions.schedule_article import schedule_article
from knowledge.actions.set_labels import set_labels
from knowledge.actions.set_visibility import set_visibility
from knowledge.actions.unpublish_article import unpublish_article
from knowledge.actions.update_article import update_article
from knowledge.models import Category
from tests.knowledge.kit import do
from tests.knowledge.search.kit import found, index, publish, titles


def test_the_title_counts_more_than_a_heading_and_that_more_than_the_text(
    acme: Workspace, as_alice: Actor, accounts: Category
) -> None:
    publish(as_alice, accounts, "Third", "Here is the printer named once.")
    publish(as_alice, accounts, "Second", "## Printer\n\nAnd more.")
    publish(as_alice, accounts, "The printer", "And more.")
    assert titles(acme, "printers") == ["The printer", "Second", "Third"]


def test_a_hit_says_all_that_a_door_shows(acme: Workspace, as_alice: Actor, accounts: Category) -> None:
    article = publish(as_alice, accounts, "Printing", "Mind the <b>paper</b> & the ink.", visibility="members")
    (hit,) = found(acme, "paper", actor=as_alice).hits
    assert (hit.article_id, hit.language, hit.title, hit.slug) == (article.pk, "en", "Printing", "printing")
    assert hit.text_id == article.texts.get().pk
    assert hit.is_internal
    assert ("paper", True) in hit.snippet
    assert "".join(piece for piece, _ in hit.snippet) == "Mind the <b>paper</b> & the ink."


def test_a_misspelt_word_is_corrected_and_said_as_the_texts_write_it(
    acme: Workspace, as_alice: Actor, accounts: Category
) -> None:
    publish(as_alice, accounts, "Passwort zurücksetzen", language="de")
    answer = found(acme, "paswort zuruksetzen", language="de")
    assert [hit.title for hit in answer.hits] == ["Passwort zurücksetzen"]
    assert answer.correction == "passwort zurücksetzen"
    assert found(acme, "Passwort zurücksetzen", language="de").correction is None


def test_phrases_stand_together_and_words_with_a_minus_nowhere(
    acme: Workspace, as_alice: Actor, accounts: Category
) -> None:
    publish(as_alice, accounts, "One", "The white screen stays.")
    publish(as_alice, accounts, "Two", "A screen that is white, and a printer.")
    assert titles(acme, '"white screen"') == ["One"]
    assert titles(acme, "screen -printers") == ["One"]
    assert titles(acme, 'white -"white screen"') == ["Two"]
    assert titles(acme, "-printer") == []


def test_a_phrase_that_stands_nowhere_is_sought_word_by_word(
    acme: Workspace, as_alice: Actor, accounts: Category
) -> None:
    publish(as_alice, accounts, "One", "A screen that is white.")
    assert titles(acme, '"white screen"') == ["One"]
    assert titles(acme, '"white screen" -one') == []


def test_where_no_text_holds_everything_those_that_hold_most_are_found(
    acme: Workspace, as_alice: Actor, accounts: Category
) -> None:
    publish(as_alice, accounts, "One", "zebra lion")
    publish(as_alice, accounts, "Two", "zebra tiger lion")
    publish(as_alice, accounts, "Three", "lion")
    assert titles(acme, "zebra lion tiger elephant") == ["Two", "One", "Three"]


def test_small_words_find_something_only_where_there_are_no_others(
    acme: Workspace, as_alice: Actor, accounts: Category
) -> None:
    publish(as_alice, accounts, "How to do it", "Just so.")
    publish(as_alice, accounts, "Printer", "How it prints, and what to do.")
    assert titles(acme, "how to do it")[0] == "How to do it"
    assert titles(acme, "how to do the printer") == ["Printer"]


def test_a_small_word_is_meant_only_where_nothing_else_is(acme: Workspace, as_alice: Actor, accounts: Category) -> None:
    publish(as_alice, accounts, "Between two stations", "The belt moves.")
    publish(as_alice, accounts, "Whale", "It swims.")
    assert titles(acme, "betwene") == ["Between two stations"]
    assert titles(acme, "whele") == ["Whale"]
    assert titles(acme, "betwene whales") == ["Whale"]


def test_another_compound_of_the_same_beginning_is_found(acme: Workspace, as_alice: Actor, accounts: Category) -> None:
    publish(as_alice, accounts, "Kontrollleuchte", "Sie blinkt.", language="de")
    assert titles(acme, "Kontrolllampe", language="de") == ["Kontrollleuchte"]
    assert titles(acme, "Sonderlampe", language="de") == []


@pytest.mark.parametrize("words", ["rechnung adresse", "Rechnungen", "adresse", "rechnungsadresse ändern"])
def test_parts_of_german_compounds_are_found(acme: Workspace, as_alice: Actor, accounts: Category, words: str) -> None:
    publish(as_alice, accounts, "Rechnungsadresse", "Ändern Sie sie hier.", language="de")
    assert titles(acme, words, language="de") == ["Rechnungsadresse"]


def test_compounds_are_found_by_their_parts(acme: Workspace, as_alice: Actor, accounts: Category) -> None:
    publish(as_alice, accounts, "Die Adresse auf der Rechnung", language="de")
    assert titles(acme, "Rechnungsadresse", language="de") == ["Die Adresse auf der Rechnung"]
    assert titles(acme, "Rechnungsnummer", language="de") == ["Die Adresse auf der Rechnung"]


def test_a_word_that_is_being_typed_is_found_by_its_beginning(
    acme: Workspace, as_alice: Actor, accounts: Category
) -> None:
    publish(as_alice, accounts, "Webhooks", "Signed.")
    assert titles(acme, "we", prefix=True) == ["Webhooks"]
    assert titles(acme, "wehb", prefix=True) == ["Webhooks"]
    assert titles(acme, "sig webh", prefix=True) == ["Webhooks"]
    assert titles(acme, "we") == []
    assert titles(acme, "we ", prefix=True) == []


def test_one_article_is_found_once_in_the_language_asked_for(
    acme: Workspace, as_alice: Actor, accounts: Category
) -> None:
    publish(as_alice, accounts, "API", de="Die API", ar="واجهة API")
    for language, title in {"en": "API", "de": "Die API", "ar": "واجهة API"}.items():
        (hit,) = found(acme, "api", language=language).hits
        assert (hit.title, hit.language) == (title, language)


def test_the_language_asked_for_comes_first_and_others_after(
    acme: Workspace, as_alice: Actor, accounts: Category
) -> None:
    publish(as_alice, accounts, "Export", language="de")
    publish(as_alice, accounts, "Export", language="en")
    assert [hit.language for hit in found(acme, "export", language="de").hits] == ["de", "en"]
    assert [hit.language for hit in found(acme, "export", language="en").hits] == ["en", "de"]


def test_labels_and_the_words_of_the_address_are_found(acme: Workspace, as_alice: Actor, accounts: Category) -> None:
    article = publish(as_alice, accounts, "Paper", slug="feeding-it", labels=["jam"])
    assert titles(acme, "jam") == titles(acme, "feeding") == ["Paper"]
    do(set_labels, article, actor=as_alice, labels=["ink"])
    index(article)
    assert titles(acme, "jam") == []
    assert titles(acme, "ink") == ["Paper"]


def test_strangers_and_customers_find_what_is_public_members_find_all(
    acme: Workspace, as_alice: Actor, as_carol: Actor, accounts: Category
) -> None:
    article = publish(as_alice, accounts, "Zebrafish", visibility="members")
    assert titles(acme, "zebrafish") == titles(acme, "zebrafish", actor=as_carol) == []
    assert titles(acme, "zebrafish", actor=as_alice) == ["Zebrafish"]
    do(set_visibility, article, actor=as_alice, to="public")
    index(article)
    assert titles(acme, "zebrafish") == ["Zebrafish"]


def test_what_became_internal_a_moment_ago_is_hidden_before_the_index_knows(
    acme: Workspace, as_alice: Actor, accounts: Category
) -> None:
    article = publish(as_alice, accounts, "Zebrafish")
    do(set_visibility, article, actor=as_alice, to="members")
    assert titles(acme, "zebrafish") == []


def test_nothing_internal_shows_in_a_correction_or_in_a_beginning(
    acme: Workspace, as_alice: Actor, accounts: Category
) -> None:
    publish(as_alice, accounts, "Zebrafish", visibility="members")
    publish(as_alice, accounts, "Printer")
    answer = found(acme, "zebrafsh printer")
    assert answer.correction is None
    assert [hit.title for hit in answer.hits] == ["Printer"]
    assert found(acme, "zebr", prefix=True).hits == []
    assert found(acme, "zebrafsh printer", actor=as_alice).correction == "zebrafish printer"


def test_another_workspace_is_out_of_sight(
    acme: Workspace, globex: Workspace, as_alice: Actor, as_eve: Actor, accounts: Category
) -> None:
    publish(as_alice, accounts, "Zebrafish", visibility="members")
    publish(as_alice, accounts, "Goldfish")
    theirs = do(create_category, actor=as_eve, name="Ours", language="en")
    publish(as_eve, theirs, "Swordfish", visibility="members")
    assert titles(globex, "goldfish", actor=as_eve) == []
    assert found(globex, "goldfsh", actor=as_eve).correction is None
    assert titles(acme, "zebrafish", actor=as_eve) == []
    assert titles(acme, "goldfish", actor=as_eve) == ["Goldfish"]


@pytest.mark.parametrize("verb", [archive_article, unpublish_article])
def test_what_is_taken_back_is_not_found(acme: Workspace, as_alice: Actor, accounts: Category, verb: Any) -> None:
    article = publish(as_alice, accounts, "Zebrafish")
    do(verb, article, actor=as_alice)
    assert titles(acme, "zebrafish") == []
    index(article)
    assert titles(acme, "zebrafish", actor=as_alice) == []


def test_drafts_and_what_is_scheduled_are_not_found(acme: Workspace, as_alice: Actor, accounts: Category) -> None:
    draft = do(create_article, actor=as_alice, category=accounts, language="en", title="Zebrafish", body="Text.")
    index(draft)
    assert titles(acme, "zebrafish", actor=as_alice) == []
    do(schedule_article, draft, actor=as_alice, at=timezone.now() + datetime.timedelta(days=1))
    index(draft)
    assert titles(acme, "zebrafish", actor=as_alice) == []


def test_what_was_rewritten_is_found_by_its_new_words(acme: Workspace, as_alice: Actor, accounts: Category) -> None:
    article = publish(as_alice, accounts, "Zebrafish", slug="a1", de="Zebrabärbling")
    do(update_article, article, actor=as_alice, language="en", title="Swordfish")
    do(remove_translation, article, actor=as_alice, language="de")
    index(article)
    assert titles(acme, "zebrafish") == titles(acme, "Bärbling") == []
    assert titles(acme, "swordfish") == ["Swordfish"]


@pytest.mark.parametrize("words", ["x" * 201, "a\x00", "\ud800"])
def test_what_cannot_be_searched_for_names_its_field(acme: Workspace, words: str) -> None:
    with pytest.raises(Invalid) as refusal:
        found(acme, words)
    assert refusal.value.field == "q"


@pytest.mark.parametrize(
    "words",
    ["'; DROP TABLE x", "a & b | !c <-> (d:*", "%s %(a)s {0}", "\\", "''", "🦓", "a" * 200, "W" * 33, "%_%", "|||"],
)
@pytest.mark.parametrize("prefix", [True, False])
def test_signs_of_query_languages_are_no_more_than_text(
    acme: Workspace, as_alice: Actor, accounts: Category, words: str, prefix: bool
) -> None:
    publish(as_alice, accounts, "Printer")
    assert found(acme, words, prefix=prefix).hits == []


def test_the_markers_of_a_workspace_cannot_be_asked_for(acme: Workspace, as_alice: Actor, accounts: Category) -> None:
    publish(as_alice, accounts, "Printer")
    assert titles(acme, f"W{acme.pk.hex}", actor=as_alice) == []
    assert titles(acme, "N", actor=as_alice) == []


@pytest.mark.parametrize("words", ["printer", "pirnter papr inck", "zebra lion papr prntr ink jam", "druckerpapier"])
def test_a_search_costs_a_handful_of_statements_however_many_articles(
    acme: Workspace, as_alice: Actor, accounts: Category, words: str
) -> None:
    publish(as_alice, accounts, "Printer", "Paper and ink.")

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            found(acme, words, language="de")
        return len(captured)

    few = statements()
    for number in range(15):
        publish(as_alice, accounts, f"Printer {number}", "Paper, ink, jam, printing press.")
    assert max(few, statements()) <= 6
