"""How articles are arranged."""

from django.db import models

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class Category(models.Model):
    """A place for articles, in another or at the top; ``position`` orders it among its siblings."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="categories")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    objects = WorkspaceManager["Category"]()

    def __str__(self) -> str:
        return str(self.id)


class CategoryText(models.Model):
    """A category in one language."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="category_texts")
    category = models.ForeignKey(Category, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=100, allow_unicode=True)
    description = models.CharField(max_length=300, blank=True)

    objects = WorkspaceManager["CategoryText"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["category", "language"], name="one_text_per_category_language"),
            models.UniqueConstraint(fields=["workspace", "language", "slug"], name="one_category_per_slug"),
        ]

    def __str__(self) -> str:
        return self.name
