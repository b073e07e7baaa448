"""Fetching a file by a lasting address (as somebody who may see it) or by a signed one (as anybody who has it)."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified, HttpResponseRedirect
from django.utils.cache import patch_vary_headers

from helpdesk.accounts.actors import member_actor
from helpdesk.files.links import read_download
from helpdesk.files.local import LocalStore
from helpdesk.files.models import StoredFile
from helpdesk.files.store import Download, Missing, file_store
from helpdesk.lib.errors import NotFound
from portal.customers.page import CustomerPage
from portal.files.kinds import KINDS, Shown
from portal.files.serving import as_picture, for_saving, opened
from portal.knowledge.reader import member_reading
from portal.page import Page

# A picture is asked for again after this while, in case it may no longer be seen.
PICTURE_CACHE = "private, max-age=300"


class FilePage(CustomerPage):
    """A file of the workspace, by what points to it."""

    def get(self, request: HttpRequest, workspace: str, kind: str, file: uuid.UUID) -> HttpResponseBase:
        """The picture itself, or on to where the file is saved from. Raises NotFound."""
        if kind not in KINDS:
            raise NotFound("page")
        member = member_reading(request, workspace)
        shown = KINDS[kind](self.workspace, member_actor(member) if member else None, file)
        answer = handed_out(request, shown)
        patch_vary_headers(answer, ["Cookie"])
        return answer


class SignedDownload(Page):
    """The file that a signed address names, from our own disk."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Offer it for saving. Raises NotFound also where another store is in use, which has addresses of its own."""
        store, wanted = file_store(), read_download(request.GET.get("t", ""))
        if not isinstance(store, LocalStore):
            raise NotFound("page")
        return for_saving(opened(store, wanted.key), wanted)


def handed_out(request: HttpRequest, shown: Shown) -> HttpResponseBase:
    """A picture itself, anything else to be saved. Raises NotFound, Unavailable."""
    return pictured(request, shown.file) if shown.is_picture else leading_to(shown.file)


def pictured(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """The picture, unless the browser has it already."""
    tag = f'"{bytes(file.digest or b"").hex()[:32]}"'
    answer = HttpResponseNotModified() if request.headers.get("If-None-Match") == tag else as_picture(file)
    answer["ETag"], answer["Cache-Control"] = tag, PICTURE_CACHE
    return answer


def leading_to(file: StoredFile) -> HttpResponse:
    """To a short-lived address of the store. Raises NotFound, and Unavailable when it is away."""
    try:
        address = file_store().download(Download(file.key, file.name, file.content_type))
    except Missing as error:
        raise NotFound("file") from error
    answer = HttpResponseRedirect(address)
    answer["Cache-Control"], answer["Referrer-Policy"] = "private, no-store", "no-referrer"
    return answer
