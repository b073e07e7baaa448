"""create_workspace and ensure_customer."""

import pytest
from django.conf import settings

from helpdesk.accounts.actions.create_workspace import create_workspace
from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Conflict, Invalid
from helpdesk.lib.sealed import Sealer, SealError
from tests.together import at_once, failures


def test_a_workspace_comes_with_a_sealed_key_of_its_own(acme: Workspace, globex: Workspace) -> None:
    keys = [workspace.signing_keys.get() for workspace in (acme, globex)]
    sealer = Sealer(settings.SECRETS_KEYS)
    secrets = [sealer.open(bytes(key.sealed), purpose=f"signing:{key.pk}") for key in keys]
    assert [len(secret) for secret in secrets] == [32, 32]
    assert secrets[0] != secrets[1]
    assert all(secret not in bytes(key.sealed) for key, secret in zip(keys, secrets, strict=True))
    with pytest.raises(SealError):
        sealer.open(bytes(keys[0].sealed), purpose=f"signing:{keys[1].pk}")


def test_a_short_name_is_taken_once(acme: Workspace) -> None:
    with pytest.raises(Conflict) as refused, unit_of_work():
        create_workspace(slug="acme", name="Another", support_email="a@x.example")
    assert (refused.value.field, Workspace.objects.count()) == ("slug", 1)
    assert Event.objects.filter(type="workspace.created").count() == 1


def customer(workspace: Workspace, email: str = "ana@x.example", name: str = "") -> Customer:
    with unit_of_work():
        return ensure_customer(workspace, email=email, name=name)


def test_one_address_is_one_customer_of_each_workspace(acme: Workspace, globex: Workspace) -> None:
    first = customer(acme)
    assert customer(acme, " ANA@X.example ").pk == first.pk
    assert customer(globex).pk != first.pk


def test_a_known_customer_comes_back_whole(acme: Workspace) -> None:
    customer(acme, name="Ana")
    found, stored = customer(acme), acme.customers.get()
    names = [field.attname for field in Customer._meta.concrete_fields]
    assert [getattr(found, name) for name in names] == [getattr(stored, name) for name in names]
    assert (found.workspace, found._state.adding) == (acme, False)


def test_a_name_is_taken_once_and_kept(acme: Workspace) -> None:
    customer(acme)
    assert customer(acme, name=" Ana\r\nBcc: x ").name == "Ana Bcc: x"
    assert customer(acme, name="Mallory").name == "Ana Bcc: x"
    assert len(customer(acme, "long@x.example", "n" * 500).name) == 120


@pytest.mark.parametrize(
    ("email", "name", "field"),
    [("nobody", "", "email"), ("a@x.example", "\x00", "name"), ("a@x.example", "\udfff", "name")],
)
def test_bad_input_is_refused(acme: Workspace, email: str, name: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        customer(acme, email, name)
    assert refused.value.field == field
    assert not acme.customers.exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_first_requests_of_one_person_make_one_customer(acme: Workspace) -> None:
    found = at_once(20, lambda _index: customer(acme, name="Ana").pk)
    assert failures(found) == []
    assert set(found) == {acme.customers.get().pk}
