"""Find or make the customer behind an address."""

from django.db import connection

from helpdesk.accounts.claims import claim
from helpdesk.accounts.customers.addresses import organisation_at, owner_of_further
from helpdesk.accounts.customers.fields import MAX_NAME, clean_address, clean_language, stored
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.unit import current_unit
from helpdesk.lib.text import one_line

FIELDS = [field.attname for field in Customer._meta.concrete_fields]
COLUMNS = ", ".join(str(field.column) for field in Customer._meta.concrete_fields)
# Written out because every way in comes by here, and building this query takes longer than the database does.
# The row is held as the foreign key of what is written next would hold it anyway, only sooner: nobody merges this
# customer away between the look-up and that write.
BY_ADDRESS = (
    f"SELECT {COLUMNS} FROM {Customer._meta.db_table}"  # noqa: S608 - the model's own names
    " WHERE workspace_id = %s AND email = %s FOR KEY SHARE"
)


def ensure_customer(workspace: Workspace, *, email: str, name: str = "", language: str = "") -> Customer:
    """The customer who has this address, as the first or a further one; a name is taken when we had none.

    A new one joins the organisation that has the domain of the address, and is written to in ``language``: whoever
    types the address of somebody we know changes nothing about them. Raises Invalid.
    """
    current_unit()
    address = clean_address(email)
    tidy = one_line(stored(name, "name"))[:MAX_NAME]
    found = known(workspace, address) or newcomer(workspace, address, tidy, clean_language(language))
    if tidy and not found.name:
        found.name = tidy
        found.save(update_fields=["name"])
    return found


def newcomer(workspace: Workspace, address: str, name: str, language: str) -> Customer:
    """The customer behind an address that was not among the first ones: of a merge, just made by another, or new."""
    claim(workspace.pk, "address", address)
    found = known(workspace, address) or owner_of_further(workspace, address)
    if found is None:
        organisation = organisation_at(workspace, address)
        found = Customer(workspace=workspace, email=address, name=name, language=language, organisation=organisation)
        found.save(force_insert=True)
    return found


def known(workspace: Workspace, address: str) -> Customer | None:
    """The customer we have under a clean address."""
    with connection.cursor() as cursor:
        cursor.execute(BY_ADDRESS, [workspace.pk, address])
        row = cursor.fetchone()
    if row is None:
        return None
    found = Customer.from_db(connection.alias, FIELDS, row)
    found.workspace = workspace
    return found
