"""What stands in the form of an article, as typed."""

from dataclasses import dataclass, fields, replace

from django.http import QueryDict

from knowledge.models import Article, ArticleText
from portal.desk.articles.moments import moment_shown
from portal.desk.changes import SEPARATOR

LABELS_JOINED = ", "


@dataclass(frozen=True)
class Typed:
    """The fields of the form, each as its text."""

    title: str = ""
    slug: str = ""
    body: str = ""
    category: str = ""
    visibility: str = Article.Visibility.PUBLIC
    labels: str = ""
    author: str = ""
    publish_at: str = ""

    @property
    def separate_labels(self) -> list[str]:
        """The labels, from one line with commas."""
        return [label.strip() for label in SEPARATOR.split(self.labels) if label.strip()]


FIELDS = tuple(field.name for field in fields(Typed))


def read_typed(form: QueryDict, kept: Typed) -> Typed:
    """What was sent; a field that was not is as it was."""
    sent = {name: form.get(name, "").replace("\r\n", "\n") for name in FIELDS if name in form}
    return replace(kept, **sent)


def typed_of(article: Article, text: ArticleText | None) -> Typed:
    """An article as the form shows it in one language; a translation that is not there yet is empty."""
    return Typed(
        title=text.title if text else "",
        slug=text.slug if text else "",
        body=text.body if text else "",
        category=str(article.category_id),
        visibility=article.visibility,
        labels=LABELS_JOINED.join(article.labels),
        author=str(article.author_id or ""),
        publish_at=moment_shown(article.publish_at, article.workspace),
    )
