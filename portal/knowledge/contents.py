"""What an article's page shows of it: the text as HTML, its headings, and the files that it offers."""

import uuid
from dataclasses import dataclass
from functools import partial

from django.utils.safestring import SafeString

from helpdesk.accounts.models import Workspace
from knowledge.markup import Heading
from knowledge.models import ArticleFile, ArticleText
from knowledge.models.article import ArticleQuerySet
from knowledge.render import LINKED, rendered
from portal.callouts import callout_names
from portal.files.addresses import file_address
from portal.knowledge.entries import read_entries

# A table of contents is of no use for less.
FEWEST_HEADINGS = 2
DEEPEST_HEADING = 3


@dataclass(frozen=True)
class Attachment:
    """A file for download; ``size`` in bytes."""

    name: str
    size: int
    address: str


@dataclass(frozen=True)
class Contents:
    """``headings`` are those worth listing; ``plain`` holds the words without marks."""

    html: SafeString
    headings: list[Heading]
    plain: str
    attachments: list[Attachment]


def contents_of(workspace: Workspace, text: ArticleText, readable: ArticleQuerySet) -> Contents:
    """Render it. Pictures and other articles are named in it by their ids; here they get addresses.

    A link to an article that this reader may not see stays plain words.
    """
    files = list(text.article.files.select_related("file").order_by("created_at", "id"))
    linked = linked_from(workspace, text, readable)
    made = rendered(
        text,
        files,
        file_at=partial(address_of, workspace),
        article_at=linked.get,
        callouts=callout_names(text.language),
    )
    headings = [heading for heading in made.contents if heading.level <= DEEPEST_HEADING]
    return Contents(
        html=made.html,
        headings=headings if len(headings) >= FEWEST_HEADINGS else [],
        plain=made.plain,
        attachments=[
            Attachment(file.file.name, file.file.size, address_of(workspace, file))
            for file in files
            if not file.is_picture
        ],
    )


def address_of(workspace: Workspace, file: ArticleFile) -> str:
    """Where a file of the article is had from."""
    return file_address(workspace.slug, "article", file.pk)


def linked_from(workspace: Workspace, text: ArticleText, readable: ArticleQuerySet) -> dict[uuid.UUID, str]:
    """Where the articles are that the text links to, in its language where they have it."""
    ids = {uuid.UUID(found) for found in LINKED.findall(text.body)}
    if not ids:
        return {}
    entries = read_entries(workspace, readable.filter(pk__in=ids), language=text.language)
    return {article_id: entry.address for article_id, entry in entries.items()}
