"""Audited actions about customers and about taking data along."""

from typing import Any
from unittest.mock import ANY

from tests.audit.kit import Stage, leaves
from tests.portal.people.conftest import known
from tickets.exports.job import run_export
from tickets.models import Export

# The log cannot be rewritten when somebody is erased: it names customers by their id alone.
CAROL = ("customer", ANY)
GROUP = {"name": "Initech", "domains": "initech.example"}


@leaves("customer.blocked", CAROL, before={"is_blocked": False}, after={"is_blocked": True})
def a_customer_blocked(stage: Stage) -> None:
    stage.post(f"customers/{stage.carol.pk}/block", blocked="yes")


@leaves("customer.unblocked", CAROL, before={"is_blocked": True}, after={"is_blocked": False})
def a_customer_heard_again(stage: Stage) -> None:
    a_customer_blocked(stage)
    stage.post(f"customers/{stage.carol.pk}/block", blocked="no")


@leaves("customer.address_changed", CAROL)
def a_customers_address(stage: Stage) -> None:
    stage.secrets += ["carol@customer.example", "carol@home.example"]
    stage.post(f"customers/{stage.carol.pk}/edit", email="carol@home.example", name="Carol")


@leaves("customer.merged", CAROL, after={"merged": ANY, "tickets": 0})
def two_customers_merged(stage: Stage) -> None:
    stage.secrets += ["carol@customer.example", "carol@home.example"]
    double = known(stage.acme, "carol@home.example", "Carol")
    stage.post(f"customers/{stage.carol.pk}/merge", other=str(double.pk))


@leaves("customer.erasure_started", CAROL)
def an_erasure(stage: Stage) -> None:
    stage.secrets += ["Carol", "carol@customer.example"]
    stage.post(f"customers/{stage.carol.pk}/erase", address="carol@customer.example")


@leaves("organisation.created", ("organisation", "Initech"), after={"name": "Initech", "domains": ["initech.example"]})
def an_organisation(stage: Stage) -> None:
    stage.post("organisations/new", **GROUP)


@leaves(
    "organisation.changed",
    ("organisation", "Initech"),
    before={"shares_tickets": False},
    after={"shares_tickets": True},
)
def an_organisation_that_shares(stage: Stage) -> None:
    an_organisation(stage)
    stage.post(f"organisations/{stage.acme.organisations.get().pk}/edit", **GROUP, shares_tickets="yes")


@leaves("organisation.deleted", ("organisation", "Initech"), before={"domains": ["initech.example"]})
def an_organisation_gone(stage: Stage) -> None:
    an_organisation(stage)
    stage.post(f"organisations/{stage.acme.organisations.get().pk}/delete")


@leaves("ratings.exported", ("workspace", "Acme"), after={"since": ANY, "until": ANY})
def ratings_as_a_table(stage: Stage) -> None:
    stage.post("reports/satisfaction/export", days="30")


@leaves("export.requested", ("export", "workspace"), after={"kind": "workspace"})
def all_data_asked_for(stage: Stage) -> None:
    stage.post("exports/workspace")


@leaves("export.requested", ("export", "person"), after={"kind": "person", "customer": ANY})
def one_persons_data_asked_for(stage: Stage) -> None:
    stage.secrets += ["Carol", "carol@customer.example"]
    stage.post(f"customers/{stage.carol.pk}/export")


def made(stage: Stage) -> Export:
    """A copy of all data, ready to be fetched."""
    all_data_asked_for(stage)
    export: Export = stage.acme.exports.get()
    run_export(stage.acme.pk, export.pk)
    return export


@leaves("export.downloaded", ("export", "workspace"), after={"kind": "workspace"})
def all_data_fetched(stage: Stage) -> None:
    answer: Any = stage.post(f"exports/{made(stage).pk}/download")
    b"".join(answer.streaming_content)


@leaves("export.removed", ("export", "workspace"), after={"kind": "workspace"})
def a_copy_deleted(stage: Stage) -> None:
    stage.post(f"exports/{made(stage).pk}/remove")


@leaves("tickets.exported", ("workspace", "Acme"), after={"tickets": 1})
def a_list_taken_along(stage: Stage) -> None:
    stage.post("tickets/export", q="is:open")


@leaves("audit.exported", ("workspace", "Acme"), after={"filters": {"who": "Ada"}})
def the_log_taken_along(stage: Stage) -> None:
    stage.settings("audit/export", who="Ada")


@leaves("bulk_change.started", ("bulk_change", "1"), after={"tickets": 1, "changes": ANY})
def many_tickets_changed(stage: Stage) -> None:
    stage.post("bulk/new", ticket=[stage.ticket.number], words="is:open", priority="high")


@leaves("bulk_change.stopped", ("bulk_change", "1"))
def many_tickets_left(stage: Stage) -> None:
    many_tickets_changed(stage)
    stage.post(f"bulk/{stage.acme.bulk_changes.get().pk}/stop")
