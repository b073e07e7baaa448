"""Performs what readers do: every search, click and vote by the real verb, at its moment in the past."""

import functools
from collections.abc import Iterable, Mapping

from helpdesk.accounts.models import Workspace
from helpdesk.demo.readers import Visit
from helpdesk.events.unit import Unit
from knowledge.actions.note_click import note_click
from knowledge.actions.note_search import note_search
from knowledge.actions.note_solved import note_solved
from knowledge.actions.vote_article import vote_article
from knowledge.models import Article
from knowledge.search import search_articles


def perform_visits(
    visits: Iterable[Visit], *, workspace: Workspace, unit: Unit, articles: Mapping[str, Article]
) -> None:
    """Every visit in order; nobody opens an article before it is published."""

    @functools.cache
    def count_found(words: str, language: str) -> int:
        return len(search_articles(workspace, actor=None, words=words, languages=[language]).hits)

    for visit in visits:
        unit.now = visit.at
        search = note_search(
            workspace=workspace,
            words=visit.words,
            language=visit.language,
            door=visit.door,
            found=count_found(visit.words, visit.language),
        )
        article = articles.get(visit.opens)
        if article is None or article.published_at is None or article.published_at > visit.at:
            continue
        note_click(search, article=article)
        if visit.is_solved:
            note_solved(search)
        if visit.is_helpful is not None:
            vote_article(article, language=visit.language, is_helpful=visit.is_helpful, reader=visit.reader)
