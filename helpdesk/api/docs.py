"""The description of a contract as JSON for programs, and as pages for people that need no script and no other host."""

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import orjson
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from helpdesk.api.schema import Description, document
from helpdesk.api.schema_words import Field, fields, kind

Contracts = Mapping[str, Description]
JSON = "application/json"


@dataclass(frozen=True)
class Failure:
    """One way in which a call is refused, as a row of a table."""

    status: str
    text: str
    bodies: list[str]


@dataclass(frozen=True)
class Shown:
    """One operation as the page shows it."""

    id: str
    method: str
    path: str
    summary: str
    text: str
    parameters: list[Field]
    body: list[Field]
    curl: str
    status: str
    answer: str
    answer_fields: list[Field]
    refused: list[Failure]
    others: list[str]


@require_safe
def schema_json(request: HttpRequest, contract: str, contracts: Contracts) -> HttpResponse:
    """``/api/schema/<contract>``: the OpenAPI document. Raises Http404."""
    found = document(chosen(contract, contracts))
    return HttpResponse(orjson.dumps(found, option=orjson.OPT_INDENT_2), content_type=JSON)


@require_safe
def docs_list(request: HttpRequest, contracts: Contracts) -> HttpResponse:
    """``/api/docs/``: which contracts there are."""
    return render(request, "api/list.html", {"contracts": contracts})


@require_safe
def docs_page(request: HttpRequest, contract: str, contracts: Contracts) -> HttpResponse:
    """``/api/docs/<contract>``: everything about one. Raises Http404."""
    description = chosen(contract, contracts)
    made = document(description)
    shown = list(operations(made))
    context = {
        "name": contract,
        "description": description,
        "base": settings.BASE_URL + description.base,
        "groups": [(tag, text, [one for one, its in shown if its == tag]) for tag, text in description.tags.items()],
        "failures": shared_failures(made),
        "headers": made["components"]["headers"],
    }
    return render(request, "api/page.html", context)


def chosen(contract: str, contracts: Contracts) -> Description:
    """The contract of this name. Raises Http404."""
    if contract not in contracts:
        raise Http404
    return contracts[contract]


def operations(made: dict[str, Any]) -> Iterator[tuple[Shown, str]]:
    """Each operation with its tag, in the order of the routes."""
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            yield shown_operation(made, path, method.upper(), operation), operation["tags"][0]


def shown_operation(made: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> Shown:
    """One operation."""
    schemas = made["components"]["schemas"]
    status = next(code for code in operation["responses"] if code.startswith("2"))
    good = operation["responses"][status]["content"][JSON]
    body = operation.get("requestBody", {}).get("content", {}).get(JSON, {})
    own = {code: one for code, one in operation["responses"].items() if "$ref" not in one and code[0] in "45"}
    return Shown(
        id=operation["operationId"],
        method=method,
        path=path,
        summary=operation["summary"],
        text=operation["description"],
        parameters=[shown_parameter(parameter, schemas) for parameter in operation["parameters"]],
        body=list(fields(body.get("schema", {}), schemas)),
        curl=curl(made["servers"][0]["url"] + path, method, operation, body.get("example")),
        status=status,
        answer=pretty(good["example"]),
        answer_fields=list(fields(good["schema"], schemas)),
        refused=[shown_failure(code, one) for code, one in own.items()],
        others=[code for code in operation["responses"] if code not in {status, *own}],
    )


def shown_parameter(parameter: dict[str, Any], schemas: dict[str, Any]) -> Field:
    """A part of path, query or header."""
    where = "" if parameter["in"] == "query" else f" ({parameter['in']})"
    default = str(parameter["schema"].get("default", ""))
    required = parameter.get("required", False)
    return Field(
        parameter["name"], kind(parameter["schema"], schemas) + where, required, default, parameter["description"]
    )


def curl(path: str, method: str, operation: dict[str, Any], body: Any) -> str:
    """A call that works once BASE and KEY are set."""
    named = {one["name"]: one["example"] for one in operation["parameters"] if one["in"] == "path"}
    limit = [one for one in operation["parameters"] if one["name"] == "limit" and one["in"] == "query"]
    query = "?" + urlencode({"limit": 20}) if limit else ""
    lines = [
        f'curl -X {method} "{settings.BASE_URL}{path.format_map(named)}{query}"',
        '-H "Authorization: Bearer $KEY"',
    ]
    if body is not None:
        lines += [f'-H "Content-Type: {JSON}"', "-d " + shlex.quote(pretty(body))]
    return " \\\n  ".join(lines)


def shared_failures(made: dict[str, Any]) -> list[Failure]:
    """The failures that operations share, one for each status."""
    found: dict[str, Failure] = {}
    for code, name in sorted(references(made)):
        one = shown_failure(code, made["components"]["responses"][name])
        before = found.get(code, Failure(code, "", []))
        bodies = before.bodies + [body for body in one.bodies if body not in before.bodies]
        found[code] = Failure(code, f"{before.text} {one.text}".strip(), bodies)
    return list(found.values())


def references(made: dict[str, Any]) -> set[tuple[str, str]]:
    """Status and name of every answer that stands in a common place."""
    return {
        (code, response["$ref"].rpartition("/")[2])
        for methods in made["paths"].values()
        for operation in methods.values()
        for code, response in operation["responses"].items()
        if "$ref" in response
    }


def shown_failure(status: str, response: dict[str, Any]) -> Failure:
    """A failure with every wording."""
    examples = response["content"][JSON]["examples"].values()
    return Failure(status, response["description"], [pretty(example["value"]) for example in examples])


def pretty(value: Any) -> str:
    """JSON as people write it."""
    return json.dumps(value, indent=2, ensure_ascii=False)
