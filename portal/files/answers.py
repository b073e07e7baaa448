"""What scripts are told when an upload fails."""

from django.http import HttpResponse, JsonResponse

from helpdesk.lib.errors import HelpdeskError, TooMany, Unavailable
from portal.errors import message_for, status_of


def error_answer(error: HelpdeskError) -> HttpResponse:
    """The same words and status as on a page, as JSON."""
    answer = JsonResponse({"error": message_for(error)}, status=status_of(error))
    if isinstance(error, TooMany | Unavailable):
        answer["Retry-After"] = str(error.retry_after)
    return answer
