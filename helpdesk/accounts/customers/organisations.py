"""What the verbs about organisations share: fields made tidy, names and domains that are theirs alone."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Q

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.claims import claim
from helpdesk.accounts.customers.fields import clean_external_id, clean_notes, clean_title
from helpdesk.accounts.customers.mail_domains import clean_domain
from helpdesk.accounts.models import Organisation
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Conflict, Forbidden, Invalid, NotFound

MAX_DOMAINS = 50


def clean_domains(domains: Iterable[str]) -> list[str]:
    """Mail domains in their one spelling, without repeats, in the order given. Raises Invalid."""
    found = list(dict.fromkeys(clean_domain(domain) for domain in domains if domain.strip()))
    if len(found) > MAX_DOMAINS:
        raise Invalid(
            f"an organisation takes up to {MAX_DOMAINS} domains", code="too_long", field="domains", hint="Send fewer"
        )
    return found


CLEANERS: Mapping[str, Callable[[Any], Any]] = {
    "name": clean_title,
    "domains": clean_domains,
    "external_id": clean_external_id,
    "notes": clean_notes,
    "shares_tickets": bool,
}


def require_team(actor: Actor) -> None:
    """Raises Forbidden for a customer."""
    current_unit()
    if not actor.is_staff:
        raise Forbidden("Only the support team can do this")


def lock_organisation(organisation: Organisation, *, actor: Actor) -> Organisation:
    """The organisation as it is now, locked until the unit of work ends. Raises NotFound, Forbidden."""
    require_team(actor)
    found: Organisation | None = actor.workspace.organisations.select_for_update().filter(pk=organisation.pk).first()
    if found is None:
        raise NotFound("organisation")
    return found


def claim_names(actor: Actor, values: Mapping[str, Any], *, besides: Organisation | None = None) -> None:
    """Make sure that no other organisation has this name, external id or one of these domains. Raises Conflict."""
    claim(actor.workspace.pk, "organisations")
    others = actor.workspace.organisations.all()
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if "name" in values and others.filter(name__iexact=values["name"]).exists():
        raise Conflict(
            "There is already an organisation of this name", code="taken", field="name", hint="Open that one"
        )
    if values.get("external_id") and others.filter(external_id=values["external_id"]).exists():
        raise Conflict(
            "Another organisation has this external id", code="taken", field="external_id", hint="Use another one"
        )
    taken = others.filter(domains__overlap=values.get("domains", [])).first()
    if taken is not None:
        domain = next(domain for domain in values["domains"] if domain in taken.domains)
        raise Conflict(
            f"{domain} belongs to {taken.name}", code="taken", field="domains", hint="Take it away there first"
        )


def gather(organisation: Organisation, domains: Iterable[str]) -> int:
    """Let customers of these domains who belong nowhere yet join the organisation; how many came."""
    theirs = Q()
    for domain in domains:
        theirs |= Q(email__endswith=f"@{domain}")
    if not theirs:
        return 0
    unbound = organisation.workspace.customers.filter(organisation=None, erased_at=None)
    joined: int = unbound.filter(theirs).update(organisation=organisation)
    return joined


def facts(organisation: Organisation) -> dict[str, Any]:
    """What the audit log keeps of it: no notes, which may be about people."""
    return {
        "name": organisation.name,
        "domains": list(organisation.domains),
        "external_id": organisation.external_id,
        "shares_tickets": organisation.shares_tickets,
    }
