"""Where pages point to files. These addresses last; whether they open is decided anew each time."""

import uuid

from django.urls import reverse


def file_address(workspace: str, kind: str, file_id: uuid.UUID) -> str:
    """A file by what points to it, such as an ``article``'s file: a picture is shown, everything else is saved."""
    return reverse("file", args=[workspace, kind, file_id])
