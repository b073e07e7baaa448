"""/portal/<workspace>/my-data: change one's details, take one's data along, ask to be erased."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor, customer_actor
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Forbidden
from tests.portal.customers.account.conftest import DATA, ask, signed_in
from tests.together import at_once, failures
from tickets.actions import add_comment, change_status, rate_ticket
from tickets.actions.copy_own_data import copy_own_data
from tickets.actions.request_erasure import request_erasure
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def test_name_and_language_are_changed(carols: Client, carol: Customer) -> None:
    for _twice in range(2):
        assert carols.post(DATA, {"name": " Caroline ", "language": "de"}).status_code == 303
    carol.refresh_from_db()
    assert (carol.name, carol.language) == ("Caroline", "de")
    event = Event.objects.get(type="customer.changed")
    assert (event.actor_kind, event.data) == ("customer", {"fields": ["name", "language"]})
    assert '<html lang="de"' in carols.get(DATA).content.decode()
    assert carols.post(DATA, {"name": "", "language": ""}).status_code == 303


@pytest.mark.parametrize(
    "typed", [{"name": "x" * 121}, {"name": "x", "language": "xx"}, {"name": "a\x00b"}, {"language": "de" * 999}]
)
def test_what_will_not_do_is_said_and_nothing_changed(carols: Client, carol: Customer, typed: dict[str, str]) -> None:
    assert carols.post(DATA, typed).status_code == 422
    carol.refresh_from_db()
    assert (carol.name, carol.language) == ("Carol", "")


def test_other_fields_are_not_taken(carols: Client, carol: Customer) -> None:
    carols.post(DATA, {"name": "Carol", "email": "x@evil.example", "notes": "x", "is_blocked": "1", "id": "x"})
    carol.refresh_from_db()
    assert (carol.email, carol.notes, carol.is_blocked) == ("carol@customer.example", "", False)


def copied(client: Client) -> dict[str, list[Any]]:
    """The files of the copy."""
    answer: Any = client.post(f"{DATA}/copy")
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "application/zip", "no-store")
    assert answer["Content-Disposition"].startswith('attachment; filename="acme-my-data-')
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        names = [name for name in archive.namelist() if name.endswith(".jsonl")]
        return {name: [json.loads(line) for line in archive.read(name).splitlines()] for name in names}


def test_the_copy_holds_what_is_ones_own_and_no_more(
    carols: Client, ticket: Ticket, as_alice: Actor, as_carol: Actor, dora: Customer, acme: Workspace
) -> None:
    for key, shown in (("size", True), ("risk", False)):
        acme.custom_fields.create(label=key, key=key, kind="text", is_visible_to_customers=shown)
    Ticket._base_manager.filter(pk=ticket.pk).update(custom={"size": "Large", "risk": "Thief"})
    Customer._base_manager.filter(pk=ticket.requester_id).update(notes="Difficult person")
    ask(dora, "Of Dora")
    with unit_of_work():
        add_comment(ticket, actor=as_alice, body="Internal thoughts", is_internal=True)
        add_comment(ticket, actor=as_alice, body="Try again.")
        rate_ticket(ticket, actor=as_carol, score=4, comment="Fine")
    found = copied(carols)
    assert [row["email"] for row in found["person.jsonl"]] == ["carol@customer.example"]
    assert [(row["subject"], row["field_size"]) for row in found["requests.jsonl"]] == [("Cannot sign in", "Large")]
    assert [row["body"] for row in found["messages.jsonl"]] == ["Try again."]
    assert [(row["score"], row["comment"]) for row in found["ratings.jsonl"]] == [(4, "Fine")]
    everything = json.dumps(found)
    for secret in ("Internal thoughts", "Difficult person", "Of Dora", "Thief", "alice@acme.example", "digest"):
        assert secret not in everything
    assert Event.objects.get(type="customer.data_copied").actor_id == ticket.requester_id


@pytest.mark.usefixtures("limiter")
def test_five_copies_an_hour_are_enough(carols: Client, carol: Customer) -> None:
    answers = [carols.post(f"{DATA}/copy").status_code for _time in range(6)]
    assert answers == [200] * 5 + [429]


def test_asking_to_be_erased_makes_a_request_with_a_note_that_says_where(carols: Client, carol: Customer) -> None:
    assert carols.post(f"{DATA}/erase", {"sure": "on"}).status_code == 303
    made = carol.tickets.get()
    note = made.comments.get()
    assert (made.channel, made.subject) == ("portal", "Please erase my data")
    assert note.is_internal
    assert f"/desk/acme/customers/{carol.pk}/erase" in note.body
    assert Event.objects.get(type="customer.erasure_requested").data == {"ticket_id": str(made.pk)}
    page = carols.get(DATA).content.decode()
    assert made.reference in page
    assert "Ask to be erased" not in page


def test_asked_again_it_is_the_same_until_that_one_is_done(carols: Client, carol: Customer, as_alice: Actor) -> None:
    for _twice in range(2):
        carols.post(f"{DATA}/erase", {"sure": "on"})
    assert carol.tickets.count() == 1
    with unit_of_work():
        change_status(carol.tickets.get(), actor=as_alice, to="resolved")
    assert "Ask to be erased" in carols.get(DATA).content.decode()
    carols.post(f"{DATA}/erase", {"sure": "on"})
    assert carol.tickets.count() == 2


@pytest.mark.django_db(transaction=True)
def test_asked_five_times_at_once_it_is_one(carol: Customer, acme: Workspace) -> None:
    def go(_index: int) -> object:
        with unit_of_work():
            return request_erasure(carol, actor=customer_actor(carol, acme)).pk

    results = at_once(5, go)
    assert failures(results) == []
    assert len(set(results)) == 1


def test_without_the_box_nothing_is_asked(carols: Client, carol: Customer) -> None:
    answer = carols.post(f"{DATA}/erase")
    assert answer.status_code == 422
    assert b"Please tick the box" in answer.content
    assert not carol.tickets.exists()


def test_nobody_asks_for_somebody_else(carol: Customer, as_dora: Actor, as_alice: Actor) -> None:
    for actor in (as_dora, as_alice):
        for verb in (request_erasure, copy_own_data):
            with pytest.raises(Forbidden), unit_of_work():
                verb(carol, actor=actor)


def test_whoever_is_not_signed_in_gets_nothing(client: Client, carol: Customer) -> None:
    for page in ("", "/copy", "/erase"):
        answer = client.post(DATA + page, {"sure": "on", "name": "x"})
        assert (answer.status_code, answer["Location"]) == (303, "/portal/acme/sign-in")
    assert client.get(DATA).status_code == 303


def test_the_forms_cannot_be_sent_from_another_site(carol: Customer) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed_in(carol).cookies
    for page in ("", "/copy", "/erase"):
        assert browser.post(DATA + page, {"sure": "on"}).status_code == 403
