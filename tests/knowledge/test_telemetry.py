"""What readers did: searches, clicks, votes, and how long it is kept."""

import datetime
import hashlib
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Invalid, NotFound
from knowledge.actions.note_click import note_click
from knowledge.actions.note_search import note_search
from knowledge.actions.note_solved import note_solved
from knowledge.actions.vote_article import vote_article
from knowledge.forgetting import forget_old_searches
from knowledge.models import Article, ArticleSearch, ArticleVote


def note(verb: Callable[..., Any], *args: Any, **values: Any) -> Any:
    """Run a verb in a unit of its own."""
    with unit_of_work():
        return verb(*args, **values)


def search(workspace: Workspace, words: str = "printer", found: int = 3) -> ArticleSearch:
    made: ArticleSearch = note(note_search, workspace=workspace, words=words, language="en", door="portal", found=found)
    return made


def reader(name: str = "ann") -> bytes:
    return hashlib.sha256(name.encode()).digest()


def test_a_search_is_kept_with_what_followed(acme: Workspace, article: Article) -> None:
    made = search(acme)
    note(note_click, made, article=article)
    note(note_solved, made)
    note(note_solved, made)
    kept = acme.article_searches.get()
    assert (kept.words, kept.found, kept.clicked, kept.solved) == ("printer", 3, article, True)


def test_the_first_article_that_was_opened_counts(acme: Workspace, article: Article) -> None:
    made = search(acme)
    times = {"created_at": article.created_at, "updated_at": article.updated_at}
    other = acme.articles.create(category=article.category, **times)
    note(note_click, made, article=article)
    note(note_click, made, article=other)
    assert acme.article_searches.get().clicked == article


def test_another_workspaces_article_cannot_be_the_answer(acme: Workspace, foreign_article: Article) -> None:
    made = search(acme)
    with pytest.raises(NotFound):
        note(note_click, made, article=foreign_article)


@pytest.mark.parametrize(("typed", "kept"), [("x" * 500, "x" * 200), ("a\nb", "a b"), ("\x00", ""), ("\ud800", "")])
def test_whatever_was_typed_can_be_kept(acme: Workspace, typed: str, kept: str) -> None:
    assert search(acme, typed, found=100_000).words == kept
    assert acme.article_searches.get().found == 32_767


def test_a_reader_has_one_vote_and_may_change_it(article: Article) -> None:
    note(vote_article, article, language="en", is_helpful=True, reader=reader())
    note(vote_article, article, language="en", is_helpful=False, reader=reader())
    note(vote_article, article, language="de", is_helpful=True, reader=reader("bob"))
    assert sorted(article.votes.values_list("is_helpful", "language")) == [(False, "en"), (True, "de")]


def test_a_reader_is_a_hash_and_nothing_else(article: Article) -> None:
    with pytest.raises(Invalid) as refusal:
        note(vote_article, article, language="en", is_helpful=True, reader=b"198.51.100.7")
    assert refusal.value.field == "reader"


def test_votes_at_once_are_one(transactional_db: None, article: Article) -> None:
    def work() -> None:
        try:
            note(vote_article, article, language="en", is_helpful=True, reader=reader())
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ArticleVote._base_manager.count() == 1


def test_searches_are_forgotten_after_half_a_year(acme: Workspace, globex: Workspace) -> None:
    kept = [search(acme).pk, search(globex).pk]
    old = [search(acme), search(globex)]
    ArticleSearch._base_manager.filter(pk__in=[one.pk for one in old]).update(
        created_at=old[0].created_at - datetime.timedelta(days=184)
    )
    forget_old_searches()
    assert list(ArticleSearch._base_manager.order_by("pk").values_list("pk", flat=True)) == kept
