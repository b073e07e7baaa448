"""Every picture that a template names is in the sprite."""

import re
from pathlib import Path

from django.conf import settings

from portal.desk.views import VIEWS
from tickets.status import Priority, Status


def test_no_picture_is_missing() -> None:
    base = Path(settings.BASE_DIR)
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (base / "static/img/icons.svg").read_text()))
    pages = "".join(page.read_text() for page in (base / "templates").rglob("*.html"))
    named = set(re.findall(r'{% icon "([^"]+)" %}', pages)) | set(re.findall(r'picture="([^"]+)"', pages))
    assert named
    assert named | {view.picture for view in VIEWS} | set(Status.values) | set(Priority.values) <= drawn
