"""Whether the portal leads to help articles."""

from django.urls import reverse
from django.utils import timezone

from helpdesk.accounts.models import Workspace


def articles_at(workspace: Workspace) -> str:
    """Where the knowledge base is; nothing while there is no article for everybody to read."""
    readable = workspace.articles.visible_to(None, now=timezone.now())
    return reverse("kb-front", args=[workspace.slug]) if readable.exists() else ""
