"""Page: the one way from a page's route to a verb and back, the pages' twin of ContractView."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.views.generic import View

from helpdesk.events.unit import unit_of_work
from helpdesk.http.client_address import client_address
from helpdesk.http.database import run_with_retries
from helpdesk.http.idempotency import call_of_form, earlier, remember
from helpdesk.lib.errors import Conflict, Forbidden, HelpdeskError, Invalid, MethodNotAllowed, Stale
from helpdesk.lib.text import is_storable
from portal.errors import error_page

log = structlog.get_logger(__name__)

# Failures of what somebody typed: the page comes back with the text kept and the reason beside it.
ABOUT_INPUT = (Invalid, Conflict, Stale)


class Page(View):
    """``get`` shows, ``post`` calls one verb in the one transaction and redirects.

    A failure of the input shows the page again through ``refused``; every other failure has a page of its own. A
    ``post`` that makes something sets ``made``, so that sending the form twice makes it once (``{% once %}``).
    """

    made: uuid.UUID | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer one request."""
        try:
            return self.answer(request, kwargs)
        except HelpdeskError as error:
            return error_page(request, error)

    def answer(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> HttpResponseBase:
        """Find out who asks, then show or do."""
        method = {"HEAD": "GET"}.get(request.method or "", request.method or "")
        handler = getattr(self, method.lower(), None) if method in {"GET", "POST"} else None
        if handler is None:
            raise MethodNotAllowed([name for name in ("GET", "POST") if hasattr(self, name.lower())])
        run_with_retries(lambda: self.enter(request, kwargs))
        if method == "GET":
            return run_with_retries(lambda: handler(request, **kwargs))
        if any(not is_storable(text) for values in request.POST.lists() for text in [values[0], *values[1]]):
            raise Invalid("The form holds characters that are not text")

        try:
            return run_with_retries(lambda: self.act(request, handler, kwargs))
        except ABOUT_INPUT as error:
            failure = error  # Python forgets ``error`` after the block
            return run_with_retries(lambda: self.refused(request, failure, **kwargs))

    def act(
        self, request: HttpRequest, handler: Callable[..., HttpResponseBase], kwargs: Mapping[str, Any]
    ) -> HttpResponseBase:
        """Run ``post`` in its unit of work; a form sent twice by an impatient finger is done once."""
        with unit_of_work(origin=client_address(request)):
            call = call_of_form(request)
            before = earlier(call, wait=True) if call else None
            if before is not None:
                return self.done_before(request, before.made, **kwargs)
            response = handler(request, **kwargs)
            if call is not None and self.made is not None:
                remember(call, status=response.status_code, made=self.made)
            return response

    def done_before(self, request: HttpRequest, made: uuid.UUID, **kwargs: Any) -> HttpResponseBase:
        """Where the first sending of this form led; pages that set ``made`` say so."""
        return HttpResponseRedirect(request.path, status=303)

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Establish workspace and actor; subclasses raise what keeps somebody out."""

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The page again, with what was typed and why it was not taken. Pages without a form use the error page."""
        return error_page(request, error)


def require_scope(actor_may: bool) -> None:
    """Raises Forbidden unless the actor holds the route's scope."""
    if not actor_may:
        raise Forbidden("Your role does not allow this. Ask an admin of the workspace.")
