"""Whose article it can be."""

from helpdesk.accounts.models import Membership, Workspace
from helpdesk.accounts.scopes import ARTICLES_WRITE
from helpdesk.lib.errors import Invalid
from knowledge.models import Article
from portal.desk.articles.filters import is_uuid


def author_choices(workspace: Workspace, article: Article | None) -> list[tuple[str, str]]:
    """The members who may write articles, by name, with whoever is the author now even when they no longer may."""
    writers = workspace.memberships.holding(ARTICLES_WRITE).filter(is_active=True).order_by("user__name", "id")
    found = [(str(key), name) for key, name in writers.values_list("pk", "user__name")]
    now = article.author if article else None
    if now is not None and str(now.pk) not in dict(found):
        found.append((str(now.pk), now.user.name))
    return found


def author_named(workspace: Workspace, text: str) -> Membership | None:
    """The member that a form names, nobody for an empty field. Raises Invalid."""
    if not text:
        return None
    found: Membership | None = workspace.memberships.filter(pk=text).first() if is_uuid(text) else None
    if found is None:
        raise Invalid("There is no such member", code="choice", field="author", hint="Choose one of the list")
    return found
