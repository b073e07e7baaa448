"""The right article among the first three, for what people really type."""

from helpdesk.accounts.models import Workspace
from knowledge.models import Article
from knowledge.search import search_articles
from tests.knowledge.search.queries import QUERIES

MOST_MISSED = 2


def test_the_right_article_is_among_the_first_three(acme: Workspace, library: dict[str, Article]) -> None:
    missed = []
    for query in QUERIES:
        found = search_articles(acme, actor=None, words=query.words, languages=[query.language])
        if library[query.article].pk not in [hit.article_id for hit in found.hits[:3]]:
            missed.append((query.words, query.article, [hit.title for hit in found.hits[:3]], found.correction))
    assert len(QUERIES) >= 60
    assert len(missed) <= MOST_MISSED, missed
