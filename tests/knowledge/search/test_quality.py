"""The right article among the first three, for what people really type."""

import pytest

from helpdesk.accounts.models import Workspace
from knowledge.models import Article
from knowledge.search import search_articles
from tests.knowledge.search.queries import QUERIES, Query
from tests.knowledge.search.strangers import STRANGERS


@pytest.mark.parametrize(("queries", "most_missed"), [(QUERIES, 2), (STRANGERS, 5)])
def test_the_right_article_is_among_the_first_three(
    acme: Workspace, library: dict[str, Article], queries: list[Query], most_missed: int
) -> None:
    missed = []
    for query in queries:
        found = search_articles(acme, actor=None, words=query.words, languages=[query.language])
        if library[query.article].pk not in [hit.article_id for hit in found.hits[:3]]:
            missed.append((query.words, query.article, [hit.title for hit in found.hits[:3]], found.correction))
    assert len(queries) >= 60
    assert len(missed) <= most_missed, missed
