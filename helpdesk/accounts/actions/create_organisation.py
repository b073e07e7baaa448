"""Take down an organisation that customers belong to."""

from collections.abc import Iterable

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.customers.organisations import CLEANERS, claim_names, facts, gather, require_team
from helpdesk.accounts.models import Organisation


def create_organisation(
    *,
    actor: Actor,
    name: str,
    domains: Iterable[str] = (),
    external_id: str = "",
    notes: str = "",
    shares_tickets: bool = False,
) -> Organisation:
    """A new organisation, of all customers with an address in ``domains`` who belong nowhere yet, and of new ones.

    Raises Invalid naming the field at fault, Conflict when name, external id or a domain is another organisation's.
    """
    require_team(actor)
    given = {
        "name": name,
        "domains": domains,
        "external_id": external_id,
        "notes": notes,
        "shares_tickets": shares_tickets,
    }
    values = {field: clean(given[field]) for field, clean in CLEANERS.items()}
    claim_names(actor, values)
    organisation = Organisation(workspace=actor.workspace, **values)
    organisation.save(force_insert=True)
    joined = gather(organisation, organisation.domains)
    note("organisation.created", actor=actor, row=organisation, after=facts(organisation), data={"joined": joined})
    return organisation
