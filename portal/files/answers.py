"""What scripts are told when an upload fails."""

from django.http import HttpResponse, JsonResponse
from django.utils.translation import ngettext

from helpdesk.lib.errors import HelpdeskError, TooMany, Unavailable
from portal.errors import message_for, status_of


def error_answer(error: HelpdeskError) -> HttpResponse:
    """The same words and status as on a page, as JSON."""
    said = message_for(error)
    if isinstance(error, TooMany):
        said["text"] = ngettext(
            "That was a lot in a short time. Please try again in %(seconds)s second.",
            "That was a lot in a short time. Please try again in %(seconds)s seconds.",
            error.retry_after,
        ).rstrip(".") % {"seconds": error.retry_after}
    answer = JsonResponse({"error": said}, status=status_of(error))
    if isinstance(error, TooMany | Unavailable):
        answer["Retry-After"] = str(error.retry_after)
    return answer
