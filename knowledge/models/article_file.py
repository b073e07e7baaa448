"""Pictures and attachments of articles."""

from django.db import models

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.files.models import StoredFile
from helpdesk.lib.ids import new_id
from knowledge.models.article import Article


class ArticleFile(models.Model):
    """A file that an article shows (``is_picture``, named in its text) or offers for download.

    Whoever may read the article may fetch the file.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="article_files")
    article = models.ForeignKey(Article, models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="article_file")
    is_picture = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects = WorkspaceManager["ArticleFile"]()

    def __str__(self) -> str:
        return str(self.file_id)
