"""ContractView: the one way from a contract's route to a verb and back."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import structlog
from django.core.exceptions import ImproperlyConfigured, ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from helpdesk.accounts.actors import Actor
from helpdesk.api.answer import Answer, expected_version, render
from helpdesk.api.dialect import Dialect
from helpdesk.api.input import validated
from helpdesk.events.unit import unit_of_work
from helpdesk.http.body import check_query, read_json
from helpdesk.http.client_address import client_address
from helpdesk.http.cors import Cors, is_preflight
from helpdesk.http.database import run_with_retries
from helpdesk.http.idempotency import call_of, earlier, remember
from helpdesk.http.limits import Usage, is_on, spend
from helpdesk.lib.errors import Forbidden, HelpdeskError, MethodNotAllowed, NotFound

log = structlog.get_logger(__name__)

WRITES = frozenset({"POST", "PATCH", "PUT", "DELETE"})


class ContractView(APIView):
    """Authenticate, count, check the scope, read the body, open the one transaction, call the handler, render.

    A handler is a method ``get``, ``post``, … taking the actor, the validated body (writes) and the parts of the path.
    It may run again after a deadlock, so it must do nothing but call verbs. Which scope a method needs stands on the
    URL line (``routes.route``), never here. A ``post`` that creates answers with what it made, and ``again`` renders
    that anew when the same write comes a second time under its Idempotency-Key.
    """

    dialect: ClassVar[Dialect]
    # For an endpoint that other sites' pages may call where the rest of its contract is closed to them.
    cors: ClassVar[Cors | None] = None
    bodies: ClassVar[Mapping[str, type[Serializer[Any]]]] = {}
    scopes: Mapping[str, str] = {}
    creates: ClassVar[bool] = True
    expected_version: int | None = None
    usage: Usage | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer one request; every failure leaves in the contract's shape."""
        cors = self.cors or self.dialect.cors
        if cors is not None and is_preflight(request):
            return cors.answer_preflight(request, sorted(self.scopes))
        response = self.respond(request, kwargs)
        if cors is not None:
            cors.mark(request, response)
        return response

    def respond(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> HttpResponse:
        """From the credential to the rendered answer."""
        try:
            actor = self.let_in(request)
            if not self.scopes:
                raise NotFound("resource")
            method = "GET" if request.method == "HEAD" else request.method or ""
            if method not in self.scopes:
                raise MethodNotAllowed(sorted(self.scopes))
            if not actor.may(self.scopes[method]):
                raise Forbidden("The key lacks the scope " + self.scopes[method])
            response = self.call(request, method, actor, kwargs).render(request)
        except HelpdeskError as error:
            response = self.refuse(error)
        except Exception:
            log.exception("unexpected_failure", path=request.path)
            response = self.refuse(HelpdeskError())
        for name, value in (self.dialect.limit_headers(self.usage) if self.usage else {}).items():
            response.setdefault(name, value)
        return response

    def refuse(self, error: HelpdeskError) -> HttpResponse:
        """A failure in the contract's own shape."""
        status, body, headers = self.dialect.word_error(error)
        response = render(body, status)
        for name, value in headers.items():
            response[name] = value
        return response

    def caller(self, request: HttpRequest) -> Actor:
        """Who calls: the contract's credential, unless an endpoint takes another. Raises Unauthenticated."""
        return self.dialect.authenticate(request)

    def known(self, request: HttpRequest) -> Actor:
        """The caller, whose query can be read by whatever comes then. Raises Unauthenticated, Invalid."""
        check_query(request)
        return run_with_retries(lambda: self.caller(request))

    def let_in(self, request: HttpRequest) -> Actor:
        """Who calls, counted for the key and for the address; without a good key for the address alone, so that
        guessing is limited too. Raises Unauthenticated, TooMany."""
        if not is_on():
            return self.known(request)
        address, limits = f"address:{client_address(request)}", self.dialect.limits(request)
        try:
            actor = self.known(request)
        except HelpdeskError:
            self.usage = spend(request, limits, callers=[address])
            raise
        callers = [f"{actor.kind}:{actor.id}", address] if actor.id else [address]
        fail_closed = request.method == "POST" or actor.id is None
        self.usage = spend(request, limits, callers=callers, fail_closed=fail_closed)
        return actor

    def call(self, request: HttpRequest, method: str, actor: Actor, path: Mapping[str, Any]) -> Answer:
        """Run the handler."""
        handler: Callable[..., Any] = getattr(self, method.lower())
        self.request = request  # type: ignore[assignment]
        if method not in WRITES:
            return as_answer(run_with_retries(lambda: handler(actor, **path)))
        self.expected_version = expected_version(request)
        serializer = self.bodies.get(method)
        sent = read_json(request) if serializer else {}
        body = validated(serializer, sent) if serializer else {}
        return run_with_retries(lambda: self.write(handler, actor, sent, body, path))

    def write(
        self,
        handler: Callable[..., Any],
        actor: Actor,
        sent: dict[str, Any],
        body: dict[str, Any],
        path: Mapping[str, Any],
    ) -> Answer:
        """One write in its unit of work, done once however often it comes under one Idempotency-Key."""
        with unit_of_work(origin=client_address(self.request)):
            call = call_of(self.request, actor, sent) if self.request.method == "POST" else None
            before = earlier(call) if call else None
            if before is not None:
                return Answer(self.made_before(actor, before.made), status=before.status)
            answer = as_answer(handler(actor, body, **path))
            if call is not None and answer.made is not None:
                remember(call, status=answer.status, made=answer.made)
            return answer

    def made_before(self, actor: Actor, made: uuid.UUID) -> Any:
        """What the first call made, as it is now. Raises NotFound where this caller sees it no more."""
        try:
            return self.again(actor, made)  # type: ignore[attr-defined]
        except ObjectDoesNotExist as error:
            raise NotFound("object") from error


def as_answer(found: Any) -> Answer:
    """Handlers may return just a body."""
    return found if isinstance(found, Answer) else Answer(found)


def check_scopes(view: type[ContractView], scopes: Mapping[str, str]) -> None:
    """Every handler has a scope, every scope a handler, and whatever creates can show again what it made.

    Raises ImproperlyConfigured, which stops the start.
    """
    handlers = {name.upper() for name in ("get", "post", "patch", "put", "delete") if hasattr(view, name)}
    if handlers != set(scopes):
        raise ImproperlyConfigured(
            f"{view.__name__} handles {sorted(handlers)} but its route declares {sorted(scopes)}"
        )
    if view.creates and "POST" in handlers and not hasattr(view, "again"):
        raise ImproperlyConfigured(f"{view.__name__} creates, so it needs again(actor, made)")
