"""The files that come along with a message: several in one field of its form."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from helpdesk.accounts.actors import Actor
from helpdesk.files.actions.take_upload import take_upload
from helpdesk.files.models import StoredFile
from helpdesk.files.names import clean_name
from helpdesk.lib.errors import Conflict, Invalid, Unavailable
from tickets.files import MAX_FILES

MEGABYTE = 1_000_000
# What the door takes in one request, less the other fields of the form.
FORM_BYTES = 500_000


def most_together() -> int:
    """How many bytes the files of one message may have together."""
    return max(settings.MAX_FILE_BYTES, int(settings.MAX_BODY_BYTES) - FORM_BYTES)


class FilesInput(forms.FileInput):
    """Takes several."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, UploadedFile], name: str) -> Any:
        """All that were chosen."""
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(forms.Field):
    """Up to ten files; ``most`` is how many bytes they may have together."""

    widget = FilesInput

    def __init__(self, *, most: int | None = None) -> None:
        super().__init__(required=False, label=_("Files"), widget=FilesInput(attrs={"multiple": True}))
        self.most = most or most_together()
        self.help_text = _("Up to %(number)d files, together up to %(size)d MB.") % {
            "number": MAX_FILES,
            "size": self.most // MEGABYTE,
        }
        self.widget.attrs |= {
            "data-most": str(self.most),
            "data-most-each": str(settings.MAX_FILE_BYTES),
            "data-most-files": str(MAX_FILES),
            "data-too-much": _("That is too much at once. %(rule)s") % {"rule": self.help_text},
        }

    def clean(self, value: list[UploadedFile]) -> list[UploadedFile]:
        """Raises ValidationError naming the file at fault."""
        if len(value) > MAX_FILES:
            raise forms.ValidationError(_("Please choose at most %(most)d files.") % {"most": MAX_FILES}, code="many")
        for upload in value:
            check_size(upload)
        if sum(upload.size or 0 for upload in value) > self.most:
            most = {"most": self.most // MEGABYTE}
            raise forms.ValidationError(_("Together these files have over %(most)d MB.") % most, code="too_large")
        return value


def check_size(upload: UploadedFile) -> None:
    """Raises ValidationError for a file that is empty or too large."""
    name = {"name": clean_name(upload.name or "")}
    if not upload.size:
        raise forms.ValidationError(_("The file %(name)s is empty.") % name, code="empty")
    if upload.size > settings.MAX_FILE_BYTES:
        most = {"most": settings.MAX_FILE_BYTES // MEGABYTE}
        raise forms.ValidationError(_("The file %(name)s has over %(most)d MB.") % (name | most), code="too_large")


def take_files(uploads: Iterable[UploadedFile], *, actor: Actor) -> list[StoredFile]:
    """Finished files of the actor's, kept as they are. Call it inside the unit of work, before the verb.

    Raises Invalid for a file that is not what it claims to be, and Conflict when files cannot be kept at the moment:
    the message can be sent without them.
    """
    return [take_one(upload, actor=actor) for upload in uploads]


def take_one(upload: UploadedFile, *, actor: Actor) -> StoredFile:
    """The same for one."""
    try:
        return take_upload(actor=actor, upload=upload, keep_original=True)
    except Invalid as error:
        name = clean_name(upload.name or "")
        said = _("The file %(name)s is not what its name says, or cannot be read") % {"name": name}
        raise Invalid(said, code=error.code, field="files", hint=_("Save it anew and try again")) from error
    except Unavailable as error:
        said, hint = _("Files cannot be taken at the moment"), _("Send it without files, or try again later")
        raise Conflict(said, code="away", field="files", hint=hint) from error
