"""Say whether an article helped."""

from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid
from knowledge.models import Article, ArticleVote

READER_BYTES = 32


def vote_article(article: Article, *, language: str, is_helpful: bool, reader: bytes) -> ArticleVote:
    """The one vote of this reader on the article: a second one takes the place of the first. No event follows.

    ``reader`` is a hash of 32 bytes. Raises Invalid for anything else.
    """
    now = current_unit().now
    if len(reader) != READER_BYTES:
        raise Invalid("Invalid reader", field="reader", hint=f"Give a hash of {READER_BYTES} bytes")
    vote = ArticleVote(
        workspace_id=article.workspace_id,
        article=article,
        language=language[:12],
        is_helpful=is_helpful,
        reader=reader,
        created_at=now,
    )
    # One statement, so that of two votes at once neither fails.
    article.votes.bulk_create(
        [vote],
        update_conflicts=True,
        unique_fields=["article", "reader"],
        update_fields=["is_helpful", "language", "created_at"],
    )
    return article.votes.get(reader=reader)
