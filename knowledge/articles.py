"""Finding articles: the look-ups that doors share."""

import uuid
from collections.abc import Sequence

from helpdesk.accounts.models import Workspace
from helpdesk.lib.errors import NotFound
from knowledge.languages import in_order
from knowledge.models import Article, ArticleText, Category


def find_article(workspace: Workspace, article_id: uuid.UUID) -> Article:
    """An article of this workspace, whatever its state, with category, author and texts. Raises NotFound.

    It asks nobody's permission: a door for readers asks ``visible_to``.
    """
    articles = workspace.articles.select_related("category", "author__user").prefetch_related("texts")
    found: Article | None = articles.filter(pk=article_id).first()
    if found is None:
        raise NotFound("article")
    found.workspace = workspace
    return found


def find_category(workspace: Workspace, category_id: uuid.UUID) -> Category:
    """A category of this workspace with its texts. Raises NotFound."""
    found: Category | None = workspace.categories.prefetch_related("texts").filter(pk=category_id).first()
    if found is None:
        raise NotFound("category")
    return found


def text_in(article: Article, languages: Sequence[str]) -> ArticleText:
    """What the article says in the first of these languages that it is written in; else in the workspace's, else in
    any (the first by its code). Raises NotFound for an article without a text."""
    texts = {text.language: text for text in article.texts.all()}
    for language in in_order(list(languages), article.workspace):
        if language in texts:
            return texts[language]
    if not texts:
        raise NotFound("article")
    return texts[min(texts)]


def find_by_slug(workspace: Workspace, language: str, slug: str) -> ArticleText | None:
    """The text that has this slug now."""
    found: ArticleText | None = workspace.article_texts.filter(language=language, slug=slug).first()
    return found


def former_slug(workspace: Workspace, language: str, slug: str) -> ArticleText | None:
    """The text to send a reader to who follows an old link: the same language where there still is one."""
    former = workspace.former_slugs.filter(language=language, slug=slug).select_related("article").first()
    if former is None:
        return None
    former.article.workspace = workspace
    try:
        return text_in(former.article, [language])
    except NotFound:
        return None
