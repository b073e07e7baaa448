"""How things of ours are told to a customer."""

import uuid

import pytest

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from portal.customers.words import author_of, masked
from tickets.models import Comment

CAROL = Actor(
    kind="customer",
    id=uuid.uuid4(),
    workspace=Workspace(name="Acme"),
    scopes=frozenset(),
    name="Carol",
    email="carol@customer.example",
)


@pytest.mark.parametrize(
    ("email", "shown"),
    [
        ("carol@customer.example", "ca…@customer.example"),
        ("ab@customer.example", "a…@customer.example"),
        ("a@customer.example", "…@customer.example"),
    ],
)
def test_a_masked_address_never_shows_the_whole_name(email: str, shown: str) -> None:
    assert masked(email) == shown


@pytest.mark.parametrize(
    ("kind", "name", "shown"),
    [
        ("customer", "Dora", "Dora"),
        ("customer", "dora@customer.example", "do…@customer.example"),
        ("member", "Alice", "Alice"),
        ("member", "alice@acme.example", "Acme"),
        ("key", "", "Acme"),
        ("system", "Acme", "Acme"),
    ],
)
def test_nobody_is_shown_by_address(kind: str, name: str, shown: str) -> None:
    comment = Comment(
        author_kind=kind, author_name=name, author_customer_id=uuid.uuid4() if kind == "customer" else None
    )
    assert author_of(comment, CAROL) == shown


def test_one_s_own_messages_are_signed_you() -> None:
    assert author_of(Comment(author_kind="customer", author_name="Carol", author_customer_id=CAROL.id), CAROL) == "You"
