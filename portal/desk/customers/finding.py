"""Looking for customers by the beginning of what they are known by. Each way costs an index's few rows."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.db.models.functions import Collate, Upper

from helpdesk.accounts.models import Customer, Organisation, Workspace

MOST = 50
Row = TypeVar("Row", bound=Model)


def customers_starting(workspace: Workspace, text: str) -> list[Customer]:
    """Up to fifty customers, and one more where there are more: by e-mail, name, external id, then organisation."""
    customers = workspace.customers.select_related("organisation")
    further = workspace.customer_addresses.filter(email__startswith=text.lower()).order_by("email")
    at = workspace.organisations.filter(name__istartswith=text).order_by(Upper("name"))
    ways: list[QuerySet[Customer]] = [
        starting(customers, "email", text.lower()),
        customers.filter(pk__in=list(further.values_list("customer", flat=True)[:MOST])),
        starting(customers, Upper("name"), text.upper()),
        starting(customers, "external_id", text),
        customers.filter(organisation__in=list(at.values_list("pk", flat=True)[:MOST])),
    ]
    return first_of(ways)


def starting(rows: QuerySet[Customer], column: str | Upper, text: str) -> QuerySet[Customer]:
    """Those of which a column begins like this, in the order of the index that finds them."""
    return rows.annotate(beginning=Collate(column, "C")).filter(beginning__startswith=text).order_by("beginning")


def organisations_starting(workspace: Workspace, text: str) -> list[Organisation]:
    """Up to fifty organisations, and one more where there are more: by name, domain or external id."""
    organisations = workspace.organisations
    ways: list[QuerySet[Organisation]] = [
        organisations.filter(name__istartswith=text).order_by(Upper("name")),
        organisations.filter(domains__contains=[text.lower().removeprefix("@")]),
        organisations.filter(external_id=text),
    ]
    return first_of(ways)


def first_of(ways: Iterable[QuerySet[Row]]) -> list[Row]:
    """What the ways find, each once, up to one more than is shown."""
    found: dict[Any, Row] = {}
    for way in ways:
        found |= {one.pk: one for one in way[: MOST + 1]}
        if len(found) > MOST:
            break
    return list(found.values())[: MOST + 1]
