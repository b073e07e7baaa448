"""ContractView: the one way from a contract's route to a verb and back."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import orjson
import structlog
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from helpdesk.accounts.actors import Actor
from helpdesk.api.dialect import Dialect
from helpdesk.api.input import validated
from helpdesk.events.unit import unit_of_work
from helpdesk.http.body import read_json
from helpdesk.http.client_address import client_address
from helpdesk.http.database import run_with_retries
from helpdesk.http.limits import Usage, spend
from helpdesk.lib.errors import Forbidden, HelpdeskError, MethodNotAllowed

log = structlog.get_logger(__name__)

WRITES = frozenset({"POST", "PATCH", "PUT", "DELETE"})


class Answer:
    """What a handler returns when it is not simply 200 with a body."""

    def __init__(self, body: Any, *, status: int = 200) -> None:
        self.body = body
        self.status = status


class ContractView(APIView):
    """Authenticate, count, check the scope, read the body, open the one transaction, call the handler, render.

    A handler is a method ``get``, ``post``, … taking the actor, the validated body (writes) and the parts of the path.
    It may run again after a deadlock, so it must do nothing but call verbs. Which scope a method needs stands on the
    URL line (``routes.route``), never here.
    """

    dialect: ClassVar[Dialect]
    bodies: ClassVar[Mapping[str, type[Serializer[Any]]]] = {}
    scopes: Mapping[str, str] = {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer one request; every failure leaves in the contract's shape."""
        usage: Usage | None = None
        try:
            method = request.method or ""
            if method not in self.scopes:
                raise MethodNotAllowed(sorted(self.scopes))
            actor = run_with_retries(lambda: self.dialect.authenticate(request))
            usage = self.count(request, actor)
            if not actor.may(self.scopes[method]):
                raise Forbidden("The key lacks the scope " + self.scopes[method])
            answer = self.call(request, method, actor, kwargs)
            response = render(answer.body, answer.status)
        except HelpdeskError as error:
            response = self.refuse(error)
        except Exception:
            log.exception("unexpected_failure", path=request.path)
            response = self.refuse(HelpdeskError())
        for name, value in (self.dialect.limit_headers(usage) if usage else {}).items():
            response.setdefault(name, value)
        return response

    def refuse(self, error: HelpdeskError) -> HttpResponse:
        """A failure in the contract's own shape."""
        status, body, headers = self.dialect.word_error(error)
        response = render(body, status)
        for name, value in headers.items():
            response[name] = value
        return response

    def count(self, request: HttpRequest, actor: Actor) -> Usage | None:
        """Count the call for the key and for the address it came from. Raises TooMany."""
        callers = [f"key:{actor.id}", f"address:{client_address(request)}"]
        return run_with_retries(lambda: spend(request, self.dialect.limits(request), callers=callers))

    def call(self, request: HttpRequest, method: str, actor: Actor, path: Mapping[str, Any]) -> Answer:
        """Run the handler; a write in its unit of work."""
        handler: Callable[..., Any] = getattr(self, method.lower())
        self.request = request  # type: ignore[assignment]
        if method not in WRITES:
            found = run_with_retries(lambda: handler(actor, **path))
            return found if isinstance(found, Answer) else Answer(found)
        body = self.read_body(request, method)

        def work() -> Any:
            with unit_of_work():
                return handler(actor, body, **path)

        done = run_with_retries(work)
        return done if isinstance(done, Answer) else Answer(done)

    def read_body(self, request: HttpRequest, method: str) -> dict[str, Any]:
        """The guarded body, validated by the endpoint's serializer where it has one."""
        serializer = self.bodies.get(method)
        if serializer is None:
            return {}
        return validated(serializer, read_json(request))


def render(body: Any, status: int) -> HttpResponse:
    """JSON that no cache keeps."""
    response = HttpResponse(orjson.dumps(body), status=status, content_type="application/json")
    response["Cache-Control"] = "no-store"
    return response


def check_scopes(view: type[ContractView], scopes: Mapping[str, str]) -> None:
    """Every handler has a scope and every scope a handler. Raises ImproperlyConfigured, which stops the start."""
    handlers = {name.upper() for name in ("get", "post", "patch", "put", "delete") if hasattr(view, name)}
    if handlers != set(scopes):
        raise ImproperlyConfigured(f"{view.__name__} handles {sorted(handlers)} but its route declares {sorted(scopes)}")

