"""A store of our own for every test, on the disk."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image

from helpdesk.files.local import LocalStore
from helpdesk.files.models import StoredFile
from helpdesk.files.store import Store, file_store
from knowledge.models import Article, ArticleFile, Category

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n"
TEXT = "Grüße aus dem Süden\n".encode()


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    """Where the files of this test lie."""
    settings.HELPDESK_HOME = tmp_path
    return tmp_path


@pytest.fixture
def store(home: Path) -> Store:
    """The local store."""
    found = file_store()
    assert isinstance(found, LocalStore)
    return found


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    """A picture of one colour."""
    file = io.BytesIO()
    Image.new("RGB", size, (200, 30, 60)).save(file, kind, **options)
    return file.getvalue()


def send(store: Store, key: str, content: bytes) -> None:
    """Do what a browser's PUT comes to."""
    assert isinstance(store, LocalStore)
    store.receive(key, io.BytesIO(content))


def article_file(file: StoredFile, *, state: str = "published", visibility: str = "public") -> ArticleFile:
    """The file on an article of its workspace."""
    now, workspace = timezone.now(), file.workspace
    category = Category._base_manager.create(workspace=workspace, created_at=now)
    article = Article._base_manager.create(
        workspace=workspace, category=category, state=state, visibility=visibility, created_at=now, updated_at=now
    )
    is_picture = file.content_type.startswith("image/")
    return ArticleFile._base_manager.create(
        workspace=workspace, article=article, file=file, is_picture=is_picture, created_at=now
    )
