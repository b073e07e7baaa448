"""Articles of the bench: loaded as the product would have indexed them, found by product and floor alike."""

import json
from typing import Any

import pytest

from helpdesk.accounts.models import Workspace
from helpdesk.bench.cases import CASES
from helpdesk.bench.cast import BIG
from helpdesk.bench.world import World
from helpdesk.events.unit import unit_of_work
from knowledge.models import ArticleEntry, Word
from knowledge.search.index import index_now
from tests.bench.conftest import TICKETS as LOADED
from tests.bench.conftest import Asking
from tests.bench.test_floor import both


def test_there_are_as_many_articles_as_tickets(world: World) -> None:
    big = Workspace.objects.get(slug=BIG)
    assert big.articles.count() == big.article_texts.count() == big.article_entries.count() == LOADED


def test_they_are_indexed_as_the_handler_would(world: World) -> None:
    def state() -> Any:
        words = Word._base_manager.order_by("word").values_list("word", "articles", "public_articles", "grams")
        return list(words), ArticleEntry._base_manager.get(article=article).document

    article = Workspace.objects.get(slug=BIG).articles.order_by("position")[0]
    loaded = state()
    with unit_of_work():
        index_now(article.pk, article.workspace_id)
    assert state() == loaded


@pytest.mark.parametrize("nth", [0, 7, 14])
def test_product_and_floor_find_the_same_articles(nth: int, world: World, ask: Asking, settings: Any) -> None:
    product, floor = (json.loads(text) for text in both("articles", world, ask, settings, nth))
    assert {row["id"] for row in product["articles"]} == {row["id"] for row in floor["articles"]}
    assert floor["articles"]
    assert product["correction"] is None


def test_their_answers_are_of_about_the_same_length(world: World, ask: Asking, settings: Any) -> None:
    product, floor = both("articles", world, ask, settings)
    assert len(product) == pytest.approx(len(floor), rel=0.25)


def test_a_misspelt_word_is_corrected(world: World, ask: Asking) -> None:
    body = json.loads(ask(CASES["misspelt"].product(world)[0]))
    assert body["correction"]
    assert body["articles"]
