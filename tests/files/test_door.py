"""Uploading and fetching through the pages' routes."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership
from helpdesk.events.unit import unit_of_work
from helpdesk.files.actions.store_bytes import store_bytes
from helpdesk.files.links import download_address, upload_address
from helpdesk.files.models import StoredFile
from helpdesk.files.store import Download, Store
from helpdesk.lib.ids import new_id
from portal.files.addresses import file_address
from tests.files.conftest import PDF, TEXT, article_file, picture
from tests.files.s3 import free_port, use_store

BEGIN = "/desk/acme/files"
ANNOUNCED = {"name": "../plan.pdf", "content_type": "application/pdf", "size": str(len(PDF))}


@pytest.fixture
def browser(alice: Membership, signed_in: Callable[[Membership], Client]) -> Client:
    return signed_in(alice)


def put(client: Client, upload: dict[str, Any], content: bytes, **more: Any) -> Any:
    """What the script does with the answer to the first step."""
    headers = dict(upload["headers"]) | more
    return client.put(upload["address"], content, content_type=headers.pop("Content-Type"), headers=headers)


def kept(actor: Actor, name: str = "plan.pdf", content: bytes = PDF, content_type: str = "") -> StoredFile:
    with unit_of_work():
        return store_bytes(actor=actor, name=name, content=content, content_type=content_type)


def test_the_three_steps_through_the_door(browser: Client, alice: Membership, store: Store) -> None:
    begun = browser.post(BEGIN, ANNOUNCED)
    assert begun.status_code == 201
    told = begun.json()
    assert told["name"] == "plan.pdf"
    assert put(browser, told["upload"], PDF).status_code == 200
    finished = browser.post(f"{BEGIN}/{told['id']}/finish")
    assert finished.json() == {
        "id": told["id"], "name": "plan.pdf", "content_type": "application/pdf", "size": len(PDF)
    }  # fmt: skip
    assert alice.workspace.files.get().state == "finished"
    assert browser.post(f"{BEGIN}/{told['id']}/discard").status_code == 200
    assert not alice.workspace.files.exists()


def test_our_own_address_wants_the_forgery_token_that_the_first_step_hands_out(alice: Membership) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(alice.user)
    browser.get("/desk/acme/tickets/")
    browser.get("/account")
    token = browser.cookies["csrftoken"].value
    upload = browser.post(BEGIN, ANNOUNCED, headers={"X-CSRFToken": token}).json()["upload"]
    assert put(browser, upload, PDF, **{"X-CSRFToken": "x" * 64}).status_code == 403
    assert put(browser, upload, PDF).status_code == 200


def test_viewers_and_strangers_begin_nothing(vera: Membership, signed_in: Callable[[Membership], Client]) -> None:
    assert signed_in(vera).post(BEGIN, ANNOUNCED).status_code == 403
    assert Client().post(BEGIN, ANNOUNCED).status_code == 401
    assert not vera.workspace.files.exists()


def test_a_file_of_another_workspace_reads_like_a_missing_one(browser: Client, eve: Membership, store: Store) -> None:
    foreign = kept(member_actor(eve))
    for step in ("finish", "discard"):
        answers = [browser.post(f"{BEGIN}/{key}/{step}") for key in (foreign.pk, new_id())]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    assert eve.workspace.files.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"size": ""}, "size"),
        ({"size": "-1"}, "size"),
        ({"size": "１２"}, "size"),
        ({"size": "9" * 40}, "size"),
        ({"size": "0"}, "file"),
        ({"size": "25000001"}, "file"),
        ({"name": "a\x00b"}, ""),
    ],
)
def test_a_bad_announcement_names_what_is_wrong(browser: Client, wrong: dict[str, str], field: str) -> None:
    answer = browser.post(BEGIN, ANNOUNCED | wrong)
    assert (answer.status_code, answer.json()["error"]["field"]) == (422, field)


def test_our_address_takes_one_size_and_type_only(browser: Client, store: Store) -> None:
    upload = browser.post(BEGIN, ANNOUNCED).json()["upload"]
    assert put(browser, upload, PDF + b"!").status_code == 422
    assert put(browser, upload, PDF, **{"Content-Type": "text/html"}).status_code == 422
    assert not list(store.held())


def test_an_altered_or_old_address_takes_nothing(
    browser: Client, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = upload_address("0" * 32 + "/" + "0" * 64, content_type="text/plain", size=5)
    assert browser.put(address[:-3], b"hello", content_type="text/plain").status_code == 404
    assert browser.put("/files/upload", b"hello", content_type="text/plain").status_code == 404
    # An address to download from is none to upload to.
    download = download_address(Download("0" * 32 + "/" + "0" * 64, "a", "text/plain"))
    token = parse_qs(urlsplit(download).query)["t"][0]
    assert browser.put(f"/files/upload?t={token}", b"hello", content_type="text/plain").status_code == 404
    monkeypatch.setattr("helpdesk.files.links.UPLOAD_SECONDS", -1)
    assert browser.put(address, b"hello", content_type="text/plain").status_code == 404
    assert not list(store.held())


def test_with_the_store_away_the_steps_say_so_and_all_else_works(
    browser: Client, alice: Membership, settings: Any
) -> None:
    use_store(settings, f"s3+http://key:secret@127.0.0.1:{free_port()}/helpdesk")
    answer = browser.post(BEGIN, ANNOUNCED)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "error" in answer.json()
    assert not alice.workspace.files.exists()
    assert browser.get("/desk/acme/tickets/").status_code == 200


def fetch(client: Client, address: str) -> Any:
    """A file, also where the address leads on."""
    return client.get(address, follow=True)


def read(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_anybody_saves_the_file_of_a_public_article(as_alice: Actor, store: Store) -> None:
    file = kept(as_alice, "Übersicht.html", b"<script>alert(1)</script>", "text/html")
    answer = fetch(Client(), file_address("acme", "article", article_file(file).pk))
    assert read(answer) == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''%C3%9Cbersicht.html"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert not answer.cookies


def test_a_picture_is_shown_and_asked_for_again(as_alice: Actor, store: Store) -> None:
    address = file_address("acme", "article", article_file(kept(as_alice, "p.png", picture(), "image/png")).pk)
    answer = Client().get(address)
    assert read(answer).startswith(b"\x89PNG")
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Client().get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_svg_is_never_shown(as_alice: Actor, store: Store) -> None:
    file = kept(as_alice, "p.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")
    answer = Client().get(file_address("acme", "article", article_file(file).pk))
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("state", "visibility", "stranger", "member"),
    [("published", "public", 200, 200), ("published", "members", 404, 200), ("draft", "public", 404, 404)],
)
def test_a_file_is_for_whoever_may_read_its_article(
    as_alice: Actor, browser: Client, store: Store, state: str, visibility: str, stranger: int, member: int
) -> None:
    address = file_address("acme", "article", article_file(kept(as_alice), state=state, visibility=visibility).pk)
    assert fetch(Client(), address).status_code == stranger
    assert fetch(browser, address).status_code == member


def test_a_hidden_or_foreign_file_reads_like_a_missing_one(
    as_alice: Actor, eve: Membership, browser: Client, store: Store
) -> None:
    foreign = article_file(kept(member_actor(eve))).pk
    hidden = article_file(kept(as_alice), state="draft").pk
    missing = new_id()
    for client in (Client(), browser):
        answers = [client.get(file_address("acme", "article", key)) for key in (foreign, hidden, missing)]
        assert [answer.status_code for answer in answers] == [404] * 3
        assert len({answer.content for answer in answers}) == 1
    assert Client().get(file_address("acme", "nonsense", missing)).status_code == 404


def test_a_signed_address_ends(as_alice: Actor, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    file = kept(as_alice, "notes.txt", TEXT, "text/plain")
    address = store.download(Download(file.key, file.name, file.content_type))
    assert read(Client().get(address)) == TEXT
    assert Client().get(address[:-2]).status_code == 404
    monkeypatch.setattr("helpdesk.files.links.DOWNLOAD_SECONDS", -1)
    assert Client().get(address).status_code == 404


def test_with_the_store_away_a_file_is_said_to_be_away(as_alice: Actor, store: Store, settings: Any) -> None:
    plain, shown = article_file(kept(as_alice)), article_file(kept(as_alice, "p.png", picture(), "image/png"))
    use_store(settings, f"s3+http://key:secret@127.0.0.1:{free_port()}/helpdesk")
    for one in (plain, shown):
        answer = Client().get(file_address("acme", "article", one.pk))
        assert (answer.status_code, answer["Retry-After"]) == (503, "5")
