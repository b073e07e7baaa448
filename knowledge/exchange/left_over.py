"""What a workspace has of a folder whose files are gone: told, never taken away.

A folder may hold part of a knowledge base only, and nobody knows whether a translation was written on a screen.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import islice

from helpdesk.accounts.models import Workspace
from knowledge.exchange.leaves import Leaf
from knowledge.exchange.problems import Problem
from knowledge.models import Article

MOST_TOLD = 20


def left_over(
    workspace: Workspace, articles: Mapping[str, Sequence[Leaf]], ids: Mapping[str, uuid.UUID], keys: Set[str]
) -> list[Problem]:
    """A remark on each, up to a few; ``keys`` are those of all files there are, the bad ones too."""
    remarks = [*translations(workspace, articles, ids), *islice(whole_articles(workspace, keys), MOST_TOLD + 1)]
    if len(remarks) > MOST_TOLD:
        remarks[MOST_TOLD:] = [Problem("", 0, "more that have no file are not listed; they stay too")]
    return remarks


def translations(
    workspace: Workspace, articles: Mapping[str, Sequence[Leaf]], ids: Mapping[str, uuid.UUID]
) -> Iterator[Problem]:
    """Languages of an article in the folder that none of its files is in."""
    keys = {ids[key]: key for key in articles}
    texts = workspace.article_texts.filter(article_id__in=list(keys)).order_by("article__source", "language")
    for article_id, language in texts.values_list("article_id", "language"):
        leaves = articles[keys[article_id]]
        if language not in {leaf.language for leaf in leaves}:
            message = f"the article has a translation ({language}) without a file; it stays until you remove it"
            yield Problem(leaves[0].document.path, 0, message)


def whole_articles(workspace: Workspace, keys: Set[str]) -> Iterator[Problem]:
    """Articles that came from files and are not archived yet."""
    came = workspace.articles.exclude(source="").exclude(state=Article.State.ARCHIVED).order_by("source")
    for source in came.values_list("source", flat=True).iterator():
        if source not in keys:
            yield Problem(source, 0, "has no file any more; the article stays until you archive it")
