"""The demo's articles of acme, indexed; made by hand of their files, so that nothing but search is tested."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from helpdesk.accounts.models import Workspace
from knowledge.models import Article, ArticleText, Category
from knowledge.search import reindex_articles

FOLDER = Path(settings.BASE_DIR) / "helpdesk/demo/articles/acme"
FIELD = re.compile(r"^(\w+): *(.*)$", re.MULTILINE)


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields above the text, and the text."""
    _, head, body = text.split("---\n", 2)
    return {name: value.strip('"[]') for name, value in FIELD.findall(head)}, body


@pytest.fixture
def library(acme: Workspace) -> dict[str, Article]:
    """By file name without language."""
    now = timezone.now()
    category = Category(workspace=acme, created_at=now)
    category.save()
    made: dict[str, Article] = {}
    for path in sorted(FOLDER.rglob("[!_]*.md")):
        name, language, _ = path.name.split(".")
        fields, body = front_matter(path.read_text(encoding="utf-8"))
        if name not in made:
            made[name] = Article(
                workspace=acme,
                category=category,
                state=fields.get("state", "published"),
                visibility=fields.get("visibility", "public"),
                labels=[label.strip() for label in fields.get("labels", "").split(",") if label.strip()],
                published_at=now,
                created_at=now,
                updated_at=now,
            )
            made[name].save()
        ArticleText(
            workspace=acme,
            article=made[name],
            language=language,
            title=fields["title"],
            slug=fields.get("slug", name),
            body=body,
            updated_at=now,
        ).save()
    reindex_articles(acme)
    return made
