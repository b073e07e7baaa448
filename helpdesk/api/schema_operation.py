"""One operation of the description: from the route, its serializers and its ``Operation``."""

import inspect
from typing import Any

from drf_spectacular.openapi import AutoSchema

from helpdesk.api import schema_headers
from helpdesk.api.schema_failures import ANYWHERE, WITH_BODY, WITH_KEY, WITH_VERSION, Answer, answers
from helpdesk.http.limits import Usage
from helpdesk.lib.errors import Forbidden, HelpdeskError, MethodNotAllowed, TooMany, Unauthenticated

JSON = "application/json"
NEED_CREDENTIALS = Unauthenticated | Forbidden


class ContractSchema(AutoSchema):
    """Named in the settings, so every ContractView has one; ``ContractGenerator`` gives the view what it reads."""

    view: Any
    method: Any

    def get_operation_id(self) -> str:
        """The name that generated clients give their method."""
        return str(self.view.operation.id)

    def get_summary(self) -> str:
        """A few words."""
        return str(self.view.operation.summary)

    def get_description(self) -> str:  # type: ignore[override]  # drf-spectacular takes no arguments either
        """What happens."""
        return str(self.view.operation.text)

    def get_tags(self) -> list[str]:
        """Where it stands on the page."""
        return [self.view.operation.tag]

    def get_auth(self) -> list[dict[str, list[str]]]:
        """Said once, for the whole contract."""
        return []

    def get_override_parameters(self) -> list[Any]:
        """The query."""
        return [self.view.operation.query] if self.view.operation.query else []

    def get_request_serializer(self) -> Any:
        """What the view itself validates with."""
        return self.view.bodies.get(self.method)

    def get_response_serializers(self) -> Any:
        """The good answer."""
        return {self.view.operation.status: self.view.operation.answer}

    def map_parsers(self) -> list[str]:
        """The one guard of bodies reads nothing else."""
        return [JSON]

    def map_renderers(self, attribute: str) -> list[str]:
        """Every answer is JSON."""
        return [JSON]

    def _postprocess_serializer_schema(self, schema: Any, serializer: Any, direction: Any) -> Any:
        """Add what only the verbs know. Raises KeyError for a fact about a field that does not exist."""
        found = super()._postprocess_serializer_schema(schema, serializer, direction)
        for name, facts in self.view.description.fields.get(type(serializer), {}).items():
            found["properties"][name].update(facts)
        return found

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        """Add headers, examples and failures."""
        made: Any = super().get_operation(*args, **kwargs)
        operation = self.view.operation
        described = [self.with_facts(parameter) for parameter in made.get("parameters", [])]
        made["parameters"] = described + self.header_parameters()
        if "requestBody" in made:
            made["requestBody"]["content"][JSON]["example"] = operation.body_example
        good = made["responses"][str(operation.status)]
        good["description"] = inspect.getdoc(operation.answer)
        good["headers"] = schema_headers.referred(self.headers())
        good["content"][JSON]["example"] = operation.answer_example
        if operation.versioned and self.method == "GET":
            made["responses"]["304"] = {
                "description": "You hold this version already.",
                "headers": schema_headers.referred(self.headers()),
            }
        for answer in answers(self.failures(), self.view.description.dialect):
            made["responses"][str(answer.status)] = self.failed(answer)
        made["responses"] = dict(sorted(made["responses"].items()))
        if operation.credentials != ("key",):
            made["security"] = [{name: []} for name in operation.credentials]
        return made

    def with_facts(self, parameter: dict[str, Any]) -> dict[str, Any]:
        """A part of the path with what the contract says of it."""
        facts = self.view.description.path.get(parameter["name"], {}) if parameter["in"] == "path" else {}
        return parameter | facts

    def header_parameters(self) -> list[dict[str, Any]]:
        """The request headers that this operation reads."""
        found: list[dict[str, Any]] = []
        if self.is_repeatable():
            found.append(schema_headers.IDEMPOTENCY_KEY)
        if self.view.operation.versioned:
            found.append(schema_headers.IF_NONE_MATCH if self.method == "GET" else schema_headers.IF_MATCH)
        return [*found, schema_headers.REQUEST_ID]

    def is_repeatable(self) -> bool:
        """Whether it makes something, once under one Idempotency-Key."""
        return bool(self.method == "POST" and self.view.creates)

    def headers(self) -> list[str]:
        """The headers of a good answer."""
        counted = list(self.view.description.dialect.limit_headers(Usage(1, 1, 1)))
        shows_version = self.view.operation.versioned and self.method != "DELETE"
        return ["X-Request-ID", *counted, *(["ETag"] if shows_version else [])]

    def failures(self) -> list[HelpdeskError]:
        """Everything that this operation may raise."""
        operation = self.view.operation
        if operation.never_fails:
            return [error for error in ANYWHERE if isinstance(error, MethodNotAllowed | TooMany)]
        anywhere = [error for error in ANYWHERE if operation.credentials or not isinstance(error, NEED_CREDENTIALS)]
        return [
            *operation.refused,
            *([operation.missing] if operation.missing else []),
            *(WITH_BODY if self.view.bodies.get(self.method) else ()),
            *(WITH_KEY if self.is_repeatable() else ()),
            *(WITH_VERSION if operation.versioned and self.method != "GET" else ()),
            *anywhere,
        ]

    def failed(self, answer: Answer) -> dict[str, Any]:
        """A failure: by reference where other operations fail in the same way, here where only this one does."""
        description = self.view.description
        serializer = description.failures.get(answer.status, description.failure)
        examples = {name: {"value": body} for name, body in answer.bodies.items()}
        content = {"schema": self.resolve_serializer(serializer, "response").ref, "examples": examples}
        response = {
            "description": " ".join(answer.meanings),
            "headers": schema_headers.referred(answer.headers),
            "content": {JSON: content},
        }
        if answer.is_judgement:
            return response
        known = self.view.shared_responses.setdefault(answer.name, response)
        return {"$ref": f"#/components/responses/{answer.name}"} if known == response else response
