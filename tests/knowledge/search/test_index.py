"""The index and its vocabulary follow the articles."""

import threading

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from knowledge.actions.set_visibility import set_visibility
from knowledge.actions.unpublish_article import unpublish_article
from knowledge.actions.update_article import update_article
from knowledge.models import Article, ArticleEntry, Category, Word
from knowledge.search import reindex_articles
from knowledge.search.index import recount_all_words
from tests.knowledge.kit import do
from tests.knowledge.search.kit import index, publish, titles


def counts(workspace: Workspace) -> dict[str, tuple[int, int]]:
    """The vocabulary without stems: in how many texts, in how many public ones."""
    rows = workspace.words.exclude(word__regex="^[SN]").values_list("word", "articles", "public_articles")
    return {word: (articles, public) for word, articles, public in rows}


def test_a_change_of_an_article_enqueues_its_indexing(as_alice: Actor, accounts: Category) -> None:
    publish(as_alice, accounts, "Printer")
    handlers = ProcrastinateJob.objects.values_list("args__handler", flat=True)
    assert "knowledge.search.index.index_article" in handlers


def test_the_vocabulary_counts_texts_and_public_ones(acme: Workspace, as_alice: Actor, accounts: Category) -> None:
    article = publish(as_alice, accounts, "One", "zebra lion lion", slug="a")
    publish(as_alice, accounts, "Two", "zebra", slug="b", visibility="members")
    assert counts(acme) == {"one": (1, 1), "two": (1, 0), "zebra": (2, 1), "lion": (1, 1), "a": (1, 1), "b": (1, 0)}
    do(update_article, article, actor=as_alice, language="en", body="tiger")
    index(article)
    assert counts(acme)["zebra"] == (1, 0)
    assert "lion" not in counts(acme)
    do(set_visibility, article, actor=as_alice, to="members")
    index(article)
    assert counts(acme)["tiger"] == (1, 0)
    do(unpublish_article, article, actor=as_alice)
    index(article)
    assert set(counts(acme)) == {"two", "zebra", "b"}


def test_indexing_twice_leaves_the_same(acme: Workspace, as_alice: Actor, accounts: Category) -> None:
    article = publish(as_alice, accounts, "Printer", "Paper", de="Drucker")
    before = counts(acme), list(ArticleEntry._base_manager.order_by("language").values("id", "document"))
    index(article)
    assert (counts(acme), list(ArticleEntry._base_manager.order_by("language").values("id", "document"))) == before


def test_what_is_gone_is_passed_over_and_its_words_are_forgotten_at_night(
    acme: Workspace, globex: Workspace, as_alice: Actor, accounts: Category
) -> None:
    article = publish(as_alice, accounts, "Zebrafish")
    kept = publish(as_alice, accounts, "Printer")
    ghost = Article(pk=article.pk, workspace=acme)
    Article._base_manager.filter(pk=article.pk).delete()
    index(ghost)
    assert "zebrafish" in counts(acme)
    Word._base_manager.filter(word="printer").update(articles=7, public_articles=0)
    recount_all_words()
    assert "zebrafish" not in counts(acme)
    assert counts(acme)["printer"] == (1, 1)
    assert titles(acme, "prniter") == [kept.texts.get().title]


def test_everything_can_be_indexed_again(acme: Workspace, as_alice: Actor, accounts: Category) -> None:
    publish(as_alice, accounts, "Printer")
    before = counts(acme)
    ArticleEntry._base_manager.all().delete()
    Word._base_manager.all().delete()
    reindex_articles(acme)
    assert counts(acme) == before
    assert titles(acme, "printer") == ["Printer"]


def test_a_long_text_is_found_by_its_beginning(acme: Workspace, as_alice: Actor, accounts: Category) -> None:
    publish(as_alice, accounts, "Long", "zebra " + "".join(f"w{number} " for number in range(9_000)))
    assert titles(acme, "zebra") == ["Long"]
    assert titles(acme, "w7000") == ["Long"]


def test_articles_indexed_at_once_are_all_counted(
    transactional_db: None, acme: Workspace, as_alice: Actor, accounts: Category
) -> None:
    articles = [publish(as_alice, accounts, f"Zebra {number}", "lion tiger") for number in range(4)]
    for article in articles:
        do(update_article, article, actor=as_alice, language="en", body="tiger bear wolf")

    def work(article: Article) -> None:
        try:
            for _ in range(3):
                index(article)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[article]) for article in articles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {word: counts(acme).get(word) for word in ("tiger", "bear", "wolf", "lion")} == {
        "tiger": (4, 4), "bear": (4, 4), "wolf": (4, 4), "lion": None,
    }  # fmt: skip
