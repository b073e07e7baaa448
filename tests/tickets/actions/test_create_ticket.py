"""create_ticket: a new open ticket with its number."""

from typing import Any

import pytest

from helpdesk.accounts.actors import Actor, system_actor
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import Unit, unit_of_work
from helpdesk.lib.errors import Forbidden, Invalid
from tests.tickets.actions.kit import events_of, fresh, make_customer
from tests.together import at_once, failures
from tickets.actions import create_ticket
from tickets.models import Ticket


def make(actor: Actor, requester: Customer, **changes: Any) -> Ticket:
    given = {"subject": "Help", "body": "Please", "channel": "portal", **changes}
    return create_ticket(actor=actor, requester=requester, **given)


def test_a_ticket_starts_open_numbered_and_waiting_for_us(as_carol: Actor, carol: Customer, unit: Unit) -> None:
    made = fresh(make(as_carol, carol, subject=" Two\nlines ", body=" kept as written \n", tags=["a ", "a", "b"]))
    assert (made.number, made.reference, made.version) == (1, "TKT-0001", 1)
    assert (made.status, made.priority) == ("open", "medium")
    assert (made.subject, made.body, made.tags) == ("Two lines", " kept as written \n", ["a", "b"])
    assert made.created_at == made.updated_at == made.waiting_since == made.last_message_at == unit.now
    assert (made.last_message, made.last_message_kind, made.is_test) == ("kept as written", "customer", False)


def test_the_log_tells_what_happened_without_the_texts(as_carol: Actor, carol: Customer) -> None:
    with unit_of_work():
        made = make(as_carol, carol, subject="S3cret-subject", body="S3cret-body", tags=["s3cret-tag"])
    event = Event.objects.get(subject_id=made.pk)
    assert (event.type, event.actor_kind, event.actor_id) == ("ticket.created", "customer", carol.pk)
    assert event.data == {"channel": "portal", "priority": "medium", "version": 1}


def test_each_workspace_counts_for_itself(as_carol: Actor, carol: Customer, globex: Workspace) -> None:
    gus = make_customer(globex, "gus@customer.example")
    with unit_of_work():
        numbers = [make(as_carol, carol).number, make(system_actor(globex), gus).number, make(as_carol, carol).number]
    assert numbers == [1, 1, 2]


def test_a_stranger_to_the_workspace_cannot_be_the_requester(as_alice: Actor, globex: Workspace, unit: Unit) -> None:
    gus = globex.customers.create(email="gus@customer.example")
    with pytest.raises(Invalid, match="requester"):
        make(as_alice, gus)
    assert not as_alice.workspace.tickets.exists()


def test_a_customer_cannot_ask_in_somebody_elses_name(as_carol: Actor, acme: Workspace, unit: Unit) -> None:
    with pytest.raises(Forbidden):
        make(as_carol, acme.customers.create(email="dave@customer.example"))


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"subject": ""}, "subject", "required"),
        ({"subject": " \x01\r\n"}, "subject", "required"),
        ({"subject": "x" * 257}, "subject", "too_long"),
        ({"subject": "a\x00b"}, "subject", "invalid"),
        ({"body": "\t\n"}, "body", "required"),
        ({"body": "x" * 100_001}, "body", "too_long"),
        ({"body": "\ud800"}, "body", "invalid"),
        ({"priority": "asap"}, "priority", "choice"),
        ({"tags": ["x" * 65]}, "tags", "invalid"),
        ({"tags": [str(number) for number in range(51)]}, "tags", "too_long"),
        ({"tags": ["\x00"]}, "tags", "invalid"),
        ({"cc_emails": ["nobody"]}, "cc_emails", "invalid"),
        ({"cc_emails": [f"a{number}@x.example" for number in range(21)]}, "cc_emails", "too_long"),
    ],
)
def test_bad_input_names_its_field_and_leaves_nothing(
    as_carol: Actor, carol: Customer, changes: dict[str, Any], field: str, code: str, unit: Unit
) -> None:
    with pytest.raises(Invalid) as refused:
        make(as_carol, carol, **changes)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert not as_carol.workspace.tickets.exists()


def test_the_longest_texts_are_taken(as_carol: Actor, carol: Customer, unit: Unit) -> None:
    made = fresh(make(as_carol, carol, subject="é" * 256, body="é" * 100_000, tags=["t" * 64] * 99))
    assert (len(made.subject), len(made.body), made.tags) == (256, 100_000, ["t" * 64])


def test_copies_go_to_others_once_each(as_carol: Actor, carol: Customer, unit: Unit) -> None:
    made = make(as_carol, carol, cc_emails=["Bob@X.example", "bob@x.example", "CAROL@customer.example"])
    assert made.cc_emails == ["bob@x.example"]


def test_a_unit_that_fails_gives_its_number_back(as_carol: Actor, carol: Customer) -> None:
    with pytest.raises(RuntimeError), unit_of_work():  # noqa: PT012 - what came before the failure is the point
        make(as_carol, carol)
        raise RuntimeError
    with unit_of_work():
        assert make(as_carol, carol).number == 1
    assert Event.objects.filter(type="ticket.created", workspace_id=carol.workspace_id).count() == 1


@pytest.mark.django_db(transaction=True)
def test_forty_at_once_get_forty_numbers_without_a_gap(as_carol: Actor, carol: Customer) -> None:
    def create(_index: int) -> int:
        with unit_of_work():
            return make(as_carol, carol).number

    numbers = at_once(40, create)
    assert failures(numbers) == []
    assert sorted(numbers) == list(range(1, 41))
    assert [events_of(made) for made in as_carol.workspace.tickets.all()] == [["ticket.created"]] * 40
