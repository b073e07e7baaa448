"""/api/docs/: pages that a person reads, made of the same document."""

import json
import re
import shlex
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from helpdesk.api.schema import Description, document
from helpdesk.api.schema_words import fields, kind
from helpdesk.urls import CONTRACTS
from tests.cast import Api

EACH = pytest.mark.parametrize("description", [pytest.param(its, id=name) for name, its in CONTRACTS.items()])


def page(client: Client, description: Description) -> str:
    """The page of a contract."""
    answer = client.get(f"/api/docs/{description.dialect.name}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_leads_to_every_contract_and_its_document(client: Client) -> None:
    text = client.get("/api/docs/").content.decode()
    for name in CONTRACTS:
        assert f'href="/api/docs/{name}"' in text
        assert f'href="/api/schema/{name}"' in text


@EACH
def test_a_page_shows_every_operation_field_and_wording(client: Client, description: Description) -> None:
    text = unescape(page(client, description))
    made = document(description)
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            assert f'id="{operation["operationId"]}"' in text
            assert f"{method.upper()}</span> <code>{path}</code>" in text
    for schema in made["components"]["schemas"].values():
        assert all(re.search(rf"<code>[\w.\[\]]*{name}</code>|\"{name}\"", text) for name in schema["properties"])


@EACH
def test_every_link_on_a_page_leads_to_something_on_it(client: Client, description: Description) -> None:
    text = page(client, description)
    ids = re.findall(r'id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)


@EACH
def test_nothing_comes_from_elsewhere_and_nothing_is_inline(client: Client, description: Description) -> None:
    for address in ("/api/docs/", f"/api/docs/{description.dialect.name}"):
        answer = client.get(address)
        text = answer.content.decode()
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=", text)
        loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', text)
        assert loaded
        assert all(one.startswith(settings.STATIC_URL) for one in loaded)


def test_there_is_no_page_of_a_contract_that_does_not_exist(client: Client) -> None:
    assert client.get("/api/docs/nonsense").status_code == 404
    assert client.post("/api/docs/desk").status_code == 405


def test_the_calls_shown_can_be_pasted(client: Client, desk: Api) -> None:
    shown = re.findall(r"<pre><code>(curl .*?)</code></pre>", page(client, CONTRACTS["desk"]), re.DOTALL)
    words = [shlex.split(unescape(call)) for call in shown]
    create = next(one for one in words if one[2] == "POST" and one[3].endswith("/desk/tickets"))
    made = desk("POST", "tickets", json.loads(create[create.index("-d") + 1]))
    listed = next(one for one in words if one[3].endswith("/desk/tickets?limit=20"))
    found = desk("GET", listed[3].partition("/desk/")[2])
    assert (made.status_code, found.status_code) == (201, 200)
    assert made.json()["id"] == found.json()["tickets"][0]["id"]
    assert create[3].startswith(settings.BASE_URL)


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "string", "minLength": 1, "maxLength": 256}, "text, 1 to 256 characters"),
        ({"type": "string", "maxLength": 1000}, "text, up to 1,000 characters"),
        ({"type": ["string", "null"], "format": "email"}, "email address or null"),
        ({"enum": ["low", "high"]}, "one of low, high"),
        ({"type": "integer", "minimum": 1, "maximum": 100}, "whole number, 1 to 100"),
        ({"type": "array", "items": {"type": "string"}}, "list of text"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Row"}}, "list of objects"),
        ({"allOf": [{"$ref": "#/components/schemas/Row"}]}, "object"),
    ],
)
def test_a_schema_is_put_into_words(schema: dict, words: str) -> None:
    assert kind(schema, {"Row": {"type": "object", "properties": {"id": {"type": "integer"}}}}) == words


def test_fields_inside_a_field_follow_it_under_its_name() -> None:
    row = {"type": "object", "properties": {"id": {"type": "integer", "default": 3}}, "required": ["id"]}
    whole = {"properties": {"rows": {"type": "array", "items": {"$ref": "#/components/schemas/Row"}}, "one": row}}
    found = [(field.name, field.required, field.default) for field in fields(whole, {"Row": row})]
    assert found == [("rows", False, ""), ("rows[].id", True, "3"), ("one", False, ""), ("one.id", True, "3")]
