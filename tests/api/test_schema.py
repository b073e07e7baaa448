"""/api/schema/<contract>: one OpenAPI 3.1 document per contract, true and complete."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator

from helpdesk.api.desk.describe import description as desk
from helpdesk.api.schema import Description, document
from helpdesk.urls import CONTRACTS
from tickets.fields import MAX_BODY, MAX_SUBJECT, MAX_TAG

NEVER_FAIL = {"noteClick"}
EACH = pytest.mark.parametrize("description", [pytest.param(its, id=name) for name, its in CONTRACTS.items()])


def operations(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every operation of a document."""
    for methods in made["paths"].values():
        yield from methods.values()


def shown(made: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    """Every example of a document beside the schema it is an example of."""
    contents = [one.get("requestBody", {"content": {}})["content"] for one in operations(made)]
    responses = [answer for one in operations(made) for answer in one["responses"].values()]
    responses += made["components"]["responses"].values()
    contents += [answer.get("content", {}) for answer in responses]
    for content in contents:
        for media in content.values():
            examples = media.get("examples", {"only": {"value": media.get("example")}})
            yield from ((media["schema"], example["value"]) for example in examples.values())


@EACH
def test_the_document_is_valid_and_made_without_a_complaint(description: Description) -> None:
    GENERATOR_STATS.reset()
    made = document.__wrapped__(description)
    validate_schema(made)
    assert not GENERATOR_STATS
    assert made["openapi"] == "3.1.0"


@EACH
def test_every_example_is_one_of_its_schema(description: Description) -> None:
    made = document(description)
    pairs = list(shown(made))
    assert len(pairs) > len(list(operations(made)))
    for schema, example in pairs:
        Draft202012Validator(schema | {"components": made["components"]}).validate(example)


@EACH
def test_every_operation_has_a_name_of_its_own_a_known_tag_and_its_failures(description: Description) -> None:
    found = list(operations(document(description)))
    assert len({one["operationId"] for one in found}) == len(found) == len(description.operations)
    for one in found:
        assert one["summary"]
        assert set(one["tags"]) <= set(description.tags)
        is_open = one.get("security") == []
        assert {"405", "429", *([] if is_open else ["401"])} <= set(one["responses"])
        assert {"500", "503"} <= set(one["responses"]) or one["operationId"] in NEVER_FAIL


@EACH
def test_every_reference_leads_somewhere_and_nothing_lies_about(description: Description) -> None:
    made = document(description)
    named = {f"#/components/{kind}/{name}" for kind in ("schemas", "responses") for name in made["components"][kind]}
    text = str(made)
    assert not [name for name in named if f"'{name}'" not in text]


@EACH
def test_parameters_and_fields_are_explained(description: Description) -> None:
    made = document(description)
    parameters = [parameter for one in operations(made) for parameter in one["parameters"]]
    properties = [part for schema in made["components"]["schemas"].values() for part in schema["properties"].values()]
    assert all(part.get("description") for part in parameters + properties)


def test_lengths_are_those_of_the_verbs() -> None:
    schemas = document(desk)["components"]["schemas"]
    new = schemas["CreateTicket"]["properties"]
    assert (new["subject"]["maxLength"], new["body"]["maxLength"]) == (MAX_SUBJECT, MAX_BODY)
    assert new["tags"]["items"]["maxLength"] == MAX_TAG
    assert schemas["CreateTicket"]["required"] == ["body", "email", "subject"]
    assert new["priority"]["enum"] == ["low", "medium", "high", "urgent"]


def test_headers_stand_where_they_are_read() -> None:
    paths = document(desk)["paths"]

    def read(path: str, method: str) -> set[str]:
        return {one["name"] for one in paths[path][method]["parameters"] if one["in"] == "header"}

    assert "Idempotency-Key" in read("/desk/tickets", "post")
    assert "Idempotency-Key" not in read("/desk/tickets", "get")
    assert "If-Match" in read("/desk/tickets/{id}", "patch")
    assert "If-None-Match" in read("/desk/tickets/{id}", "get")
    assert "412" in paths["/desk/tickets/{id}"]["delete"]["responses"]


def test_a_failure_is_described_with_the_headers_it_has() -> None:
    responses = document(desk)["components"]["responses"]
    assert {"Retry-After", "X-RateLimit-Reset", "X-Request-ID"} <= set(responses["TooMany"]["headers"])
    assert set(responses["Unauthenticated"]["headers"]) == {"X-Request-ID", "WWW-Authenticate"}
    assert "Allow" in responses["MethodNotAllowed"]["headers"]


@EACH
def test_anybody_may_fetch_it(client: Client, description: Description) -> None:
    answer = client.get(f"/api/schema/{description.dialect.name}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json() == document(description)


def test_there_is_none_of_a_contract_that_does_not_exist(client: Client) -> None:
    assert client.get("/api/schema/nonsense").status_code == 404
    assert client.post("/api/schema/desk").status_code == 405
