"""Our own end of an upload, where no object store takes it: the bytes that a signed address was made for."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.generic import View

from helpdesk.files.links import read_upload
from helpdesk.files.local import LocalStore
from helpdesk.files.store import file_store
from helpdesk.lib.errors import HelpdeskError, Invalid, NotFound, TooLarge
from portal.files.answers import error_answer


class ReceiveUpload(View):
    """Takes a PUT. What arrives waits aside until somebody finishes the upload."""

    http_method_names = ["put"]

    def put(self, request: HttpRequest) -> HttpResponseBase:
        """Keep the body."""
        try:
            return take(request)
        except HelpdeskError as error:
            return error_answer(error)


def take(request: HttpRequest) -> HttpResponse:
    """Stream it to the disk. Raises NotFound for an address that is not ours or over, Invalid for another size or
    type than were announced, as an object store would."""
    if request.META.get("helpdesk.body_refused"):
        raise TooLarge("That file is too large")
    store, promised = file_store(), read_upload(request.GET.get("t", ""))
    if not isinstance(store, LocalStore):
        raise NotFound("page")
    if request.META.get("CONTENT_LENGTH") != str(promised.size):
        raise Invalid("That file is not of the size that was announced", code="size_differs", field="file")
    if request.META.get("CONTENT_TYPE") != promised.content_type:
        raise Invalid("That file is not of the type that was announced", code="type_differs", field="file")
    store.receive(promised.key, request)  # type: ignore[arg-type]  # it reads like a file, and never past its length
    return JsonResponse({})
