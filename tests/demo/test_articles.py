"""The articles of the demo: as an import wants them, worth reading, written in the past, and read since."""

import re
from pathlib import Path

import pytest

from helpdesk.accounts.models import Workspace
from helpdesk.demo.editions import Edition, plan_editions
from helpdesk.demo.hours import DAY
from helpdesk.demo.library import SLUGS, Library, load_library
from helpdesk.demo.readers import Visit, load_readers, plan_visits
from helpdesk.demo.shelf import ARTICLES
from knowledge.exchange.folder import Folder
from knowledge.exchange.importing import Import
from knowledge.exchange.leaves import Leaf, read_leaves
from knowledge.models import Article
from knowledge.render import rendered
from knowledge.reports import FALL, FEWEST_VOTES
from knowledge.search import search_articles
from tests.demo.conftest import UNTIL

HEADING = re.compile(r"^## ", re.MULTILINE)
OPEN = {"state": "published", "visibility": "public"}


def leaves_of(slug: str) -> dict[str, list[Leaf]]:
    found = read_leaves(Folder(ARTICLES / slug), Workspace(slug=slug, language="en"))
    assert not found.problems
    return found.articles


def plan(library: Library, *, seed: int = 1) -> list[Edition]:
    keys = leaves_of(library.slug)
    translated = [key for key, leaves in keys.items() if len(leaves) > 1]
    return plan_editions(keys, library, translated=translated, unfinished=[], seed=seed, until=UNTIL)


def visits(library: Library, *, seed: int = 1) -> list[Visit]:
    return plan_visits(load_readers(library.slug), library, seed=seed, tickets=220, until=UNTIL)


@pytest.fixture(params=SLUGS)
def library(request: pytest.FixtureRequest) -> Library:
    return load_library(request.param)


def test_acme_offers_25_articles_in_four_categories_and_keeps_some_to_itself() -> None:
    told = {key: leaves[0].document.words for key, leaves in leaves_of("acme").items()}
    offered = [key for key, words in told.items() if OPEN.items() <= words.items()]
    assert len(offered) == 25
    assert len({key.partition("/")[0] for key in offered}) == 4
    assert "Resetting your password" in [told[key]["title"] for key in offered]
    assert sum(words["visibility"] == "members" for words in told.values()) == 2
    states = [words["state"] for words in told.values()]
    assert [states.count(state) for state in ("draft", "scheduled", "archived")] == [1, 1, 1]


def test_three_articles_are_written_in_german_and_arabic_too() -> None:
    several = {key: [leaf.language for leaf in leaves] for key, leaves in leaves_of("acme").items() if len(leaves) > 1}
    assert len(several) == 3
    assert all(languages == ["en", "ar", "de"] for languages in several.values())
    assert "account/resetting-your-password" in several


def test_every_article_has_headings_and_a_length_that_people_read(library: Library) -> None:
    for leaf in (leaf for leaves in leaves_of(library.slug).values() for leaf in leaves):
        assert 150 <= len(leaf.document.body.split()) <= 500, leaf.document.path
        assert len(HEADING.findall(leaf.document.body)) >= 3, leaf.document.path


def test_every_author_is_a_member_who_answers(library: Library) -> None:
    members = {person.email for person in library.staff if person.role != "viewer"}
    assert {leaves[0].document.words["author"] for leaves in leaves_of(library.slug).values()} <= members


def test_pictures_are_small() -> None:
    pictures = list(Path(ARTICLES).rglob("*.png"))
    assert len(pictures) == 3
    assert all(picture.stat().st_size < 20_000 for picture in pictures)


@pytest.mark.django_db
def test_the_folder_imports_without_a_complaint_and_a_second_time_changes_nothing(acme: Workspace) -> None:
    first = Import(acme, ARTICLES / "acme").run()
    assert (first.problems, first.created) == ([], 30)
    second = Import(acme, ARTICLES / "acme").run()
    assert (second.problems, second.unchanged) == ([], 30)


def test_the_same_number_gives_the_same_editions_and_visits(library: Library) -> None:
    assert plan(library) == plan(library) != plan(library, seed=2)
    assert visits(library) == visits(library) != visits(library, seed=2)


def test_editions_are_in_order_and_a_translation_comes_after_what_it_translates(library: Library) -> None:
    editions = plan(library)
    assert [edition.at for edition in editions] == sorted(edition.at for edition in editions)
    assert editions[-1].at < UNTIL
    written: set[str] = set()
    for edition in editions:
        assert not edition.is_translated or edition.key in written
        if edition.is_whole:
            written.add(edition.key)
    assert written == set(leaves_of(library.slug))


def test_whatever_readers_open_is_an_article_that_they_may_read(library: Library) -> None:
    readers, articles = load_readers(library.slug), leaves_of(library.slug)
    for key in {subject.opens for subject in readers.subjects} | set(readers.helpful) - {"usual"}:
        assert not key or OPEN.items() <= articles[key][0].document.words.items(), key


def test_one_article_helps_less_and_less() -> None:
    votes = [visit for visit in visits(load_library("acme")) if visit.opens == "devices/blank-labels"]
    halves = [
        [visit.is_helpful for visit in votes if visit.is_helpful is not None and (visit.at < UNTIL - 30 * DAY) is early]
        for early in (True, False)
    ]
    before, now = (sum(half) / len(half) for half in halves)
    assert min(map(len, halves)) >= FEWEST_VOTES
    assert before - now >= FALL


def test_what_was_written_stands_in_the_past_and_in_order(workspaces: list[Workspace]) -> None:
    acme = workspaces[0]
    assert acme.articles.count() == 30
    assert not acme.articles.filter(updated_at__gte=UNTIL).exists()
    assert not acme.articles.filter(created_at__lt=acme.created_at).exists()
    assert acme.articles.filter(state=Article.State.SCHEDULED, publish_at__gt=UNTIL).count() == 1
    first = acme.articles.get(category__position=0, position=0, author__user__email="alice@acme.example")
    assert first.source == "account/resetting-your-password"
    assert [text.language for text in first.texts.order_by("language")] == ["ar", "de", "en"]
    assert acme.articles.filter(versions__number=2).exists()


def test_every_picture_and_every_link_leads_somewhere(workspaces: list[Workspace]) -> None:
    for text in (text for workspace in workspaces for text in workspace.article_texts.select_related("article")):
        known = text.workspace.articles.filter(pk__in=re.findall(r"article:([0-9a-f-]{36})", text.body)).count()
        assert known == len(set(re.findall(r"article:([0-9a-f-]{36})", text.body)))
        page = rendered(text, text.article.files.all(), file_at=lambda file: "/file", article_at=lambda key: "/article")
        assert page.html.count("<img") == text.body.count("![")
        assert ".md" not in page.html


def test_articles_are_found_by_readers_and_internal_ones_are_not(workspaces: list[Workspace]) -> None:
    acme = workspaces[0]
    found = search_articles(acme, actor=None, words="pasword reset", languages=["en"])
    assert found.hits[0].title == "Resetting your password"
    assert search_articles(acme, actor=None, words="passwort zurücksetzen", languages=["de"]).hits[0].language == "de"
    hidden = {"crediting-a-customer", "replacing-a-hub", "moving-to-a-new-building", "first-generation-panels"}
    for slug in hidden | {"what-is-new-in-5-16"}:
        hits = search_articles(acme, actor=None, words=slug.replace("-", " "), languages=["en"]).hits
        assert slug not in [hit.slug for hit in hits]


def test_there_are_searches_clicks_and_votes_to_report_on(workspaces: list[Workspace]) -> None:
    for workspace in workspaces:
        searches = workspace.article_searches.all()
        assert searches.filter(found=0, clicked=None).exists()
        assert searches.filter(clicked__isnull=False).count() > searches.count() / 3
        assert workspace.article_votes.exists()
        assert not searches.filter(created_at__gte=UNTIL).exists()
    assert workspaces[0].article_searches.filter(solved=True, door="form").exists()
