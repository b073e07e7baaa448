"""The three steps of an upload by script: where to send a file, done, never mind."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token

from helpdesk.files.actions.begin_upload import begin_upload
from helpdesk.files.actions.discard_upload import discard_upload
from helpdesk.files.actions.finish_upload import finish_upload
from helpdesk.files.models import StoredFile
from helpdesk.files.store import file_store
from helpdesk.http.limits import Limit, spend
from helpdesk.lib.errors import HelpdeskError, Invalid, NotFound
from portal.desk.page import DeskPage
from portal.files.answers import error_answer

MAX_DIGITS = 12
# A folder of pictures dropped at once must pass.
UPLOADS = Limit("desk.uploads", "1000/h")


class StepPage(DeskPage):
    """Answers in JSON, failures too."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer one request."""
        try:
            answer = self.answer(request, kwargs)
        except HelpdeskError as error:
            answer = error_answer(error)
        answer["Cache-Control"] = "no-store"
        return answer

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> Any:
        """Why not."""
        return error_answer(error)

    def find(self, file: uuid.UUID) -> StoredFile:
        """A file of the workspace. Raises NotFound."""
        found = self.workspace.files.filter(pk=file).first()
        if found is None:
            raise NotFound("file")
        return found


class BeginUpload(StepPage):
    """The first step."""

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Count it. Raises TooMany."""
        super().enter(request, kwargs)
        spend(request, [UPLOADS], callers=[self.member.pk.hex])

    def post(self, request: HttpRequest, workspace: str) -> HttpResponseBase:
        """Where the file is to be PUT, and the headers to send with it."""
        form = request.POST
        file = begin_upload(
            actor=self.actor,
            name=form.get("name", ""),
            content_type=form.get("content_type", ""),
            size=read_size(form.get("size", "")),
        )
        upload = file_store().upload(file.key, content_type=file.content_type, size=file.size)
        headers = dict(upload.headers)
        if upload.address.startswith("/"):
            headers["X-CSRFToken"] = get_token(request)
        return JsonResponse(told(file) | {"upload": {"address": upload.address, "headers": headers}}, status=201)


class FinishUpload(StepPage):
    """The third step."""

    def post(self, request: HttpRequest, workspace: str, file: uuid.UUID) -> HttpResponseBase:
        """What is kept now."""
        return JsonResponse(told(finish_upload(self.find(file), actor=self.actor)))


class DiscardUpload(StepPage):
    """Somebody thought better of it."""

    def post(self, request: HttpRequest, workspace: str, file: uuid.UUID) -> HttpResponseBase:
        """Forget it."""
        discard_upload(self.find(file), actor=self.actor)
        return JsonResponse({})


def read_size(text: str) -> int:
    """A number of bytes. Raises Invalid."""
    if not (text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS):
        raise Invalid("Say how large the file is", field="size", hint="Use a whole number of bytes")
    return int(text)


def told(file: StoredFile) -> dict[str, Any]:
    """What scripts are told about a file."""
    return {"id": str(file.pk), "name": file.name, "content_type": file.content_type, "size": file.size}
