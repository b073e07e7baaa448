"""Find or make the customer behind an address."""

from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid
from helpdesk.lib.ids import new_id
from helpdesk.lib.text import clean_email, is_storable, one_line


def ensure_customer(workspace: Workspace, *, email: str, name: str = "") -> Customer:
    """The customer with this address; a name is taken when we had none. Raises Invalid."""
    current_unit()
    try:
        address = clean_email(email)
    except ValueError as error:
        raise Invalid("Invalid email address", field="email", hint="Use one address such as ana@example.com") from error
    if not is_storable(name):
        raise Invalid("name holds characters that are not text", field="name", hint="Remove NUL and lone surrogates")
    tidy = one_line(name)[:120]
    found = workspace.customers.filter(email=address).first()
    if found is None:
        # Two first requests of one person may arrive together: the second insert does nothing, then finds the first.
        workspace.customers.bulk_create(
            [Customer(id=new_id(), workspace=workspace, email=address, name=tidy)], ignore_conflicts=True
        )
        found = workspace.customers.get(email=address)
    if tidy and not found.name:
        found.name = tidy
        found.save(update_fields=["name"])
    return found
