"""What each filter means for tickets."""

import uuid
import zoneinfo
from collections.abc import Callable, Mapping

from django.db.models import Q
from django.db.models.functions import Now

from helpdesk.accounts.actors import Actor
from helpdesk.lib.errors import Invalid
from tickets.custom import Kind, clean_value
from tickets.query.dates import span_of
from tickets.query.filters import FIELD
from tickets.query.named import members_named, row_named, status_named, unknown, use_one_of
from tickets.query.terms import Filter, Query
from tickets.status import DONE, UNDONE, Status

Meaning = Callable[[Actor, str], Q]
ACTIVE = (Status.OPEN, Status.IN_PROGRESS)
NOTHING = Q(pk__in=[])
LASTING = {"is", "priority", "channel"}
YES, NO = {"yes", "true", "1"}, {"no", "false", "0"}


def condition_of(actor: Actor, one: Filter) -> Q:
    """The tickets that fit one filter. Raises Invalid for a name that the workspace, as far as he sees it, has not."""
    found = Q()
    for value in one.values:
        found |= meaning(actor, one.name, value)
    return ~found if one.negated else found


def is_lasting(query: Query) -> bool:
    """Whether the filters mean the same for as long as the actor is the same, whatever happens in the workspace."""
    return all(
        one.name in LASTING
        or (one.name == "assignee" and set(one.values) <= {"me", "none"})
        or (one.name == "status" and set(one.values) <= set(Status.values))
        for one in query.filters
    )


def meaning(actor: Actor, name: str, value: str) -> Q:
    """One value of one filter."""
    if name.startswith(FIELD):
        return has_field(actor, name.removeprefix(FIELD), value)
    return MEANINGS[name](actor, value)


def is_such(actor: Actor, value: str) -> Q:
    """``is:`` and a word."""
    if value in BY_STATUS:
        return Q(status__in=BY_STATUS[value])
    if value in {"mine", "watched"} and actor.member_id is None:
        return NOTHING
    return {
        "unassigned": Q(assignee=None),
        "mine": Q(assignee=actor.member_id),
        "watched": Q(pk__in=actor.workspace.watchers.filter(member=actor.member_id).values("ticket")),
        "snoozed": Q(snoozed_until__gt=Now()),
        "spam": Q(is_spam=True),
    }[value]


BY_STATUS: Mapping[str, list[Status]] = {
    "open": list(ACTIVE),
    "pending": [Status.PENDING],
    "resolved": [Status.RESOLVED],
    "closed": [Status.CLOSED],
    "undone": list(UNDONE),
    "done": sorted(DONE),
}


def has_assignee(actor: Actor, value: str) -> Q:
    """Me, none, or somebody by name, address or id."""
    if value.lower() == "none":
        return Q(assignee=None)
    if value.lower() == "me":
        return Q(assignee=actor.member_id) if actor.member_id else NOTHING
    return among("assignee", members_named(actor, value))


def among(column: str, ids: list[uuid.UUID]) -> Q:
    """One value as an equation, which leaves the order of the newest to an index."""
    return Q(**{column: ids[0]}) if len(ids) == 1 else Q(**{f"{column}__in": ids})


def asked_by(actor: Actor, value: str) -> Q:
    """The customer with this address; somebody unknown has no tickets."""
    customers = actor.workspace.customers
    found = list(customers.filter(Q(email=value) | Q(addresses__email=value)).values_list("pk", flat=True)[:2])
    return among("requester", found) if found else NOTHING


def of_organisation(actor: Actor, value: str) -> Q:
    """The customers of an organisation."""
    found = row_named(actor.workspace.organisations.all(), "org", value, listed=False)
    return Q(requester__in=actor.workspace.customers.filter(organisation=found).values("pk"))


def in_queue(actor: Actor, value: str) -> Q:
    """A queue that the actor sees; another looks as if it did not exist."""
    return Q(queue=row_named(actor.workspace.queues.visible_to(actor), "queue", value).pk)


def of_team(actor: Actor, value: str) -> Q:
    """Assigned to a member of the team."""
    team = row_named(actor.workspace.teams.all(), "team", value)
    return Q(assignee__in=team.members.order_by().values("pk"))


def of_type(actor: Actor, value: str) -> Q:
    """A type by name or word."""
    types = actor.workspace.ticket_types.all()
    found = types.filter(word=value.lower()).first() or row_named(types, "type", value)
    return Q(type=found.pk)


def at_time(column: str) -> Meaning:
    """A moment within a span, with days as they are in the workspace."""

    def meant(actor: Actor, value: str) -> Q:
        span = span_of(value, zoneinfo.ZoneInfo(actor.workspace.time_zone))
        found = Q(**{f"{column}__isnull": False})
        if span.since is not None:
            found &= Q(**{f"{column}__gte": span.since})
        if span.until is not None:
            found &= Q(**{f"{column}__lt": span.until})
        return found

    return meant


def has_field(actor: Actor, key: str, value: str) -> Q:
    """A declared field with this value. Raises Invalid for an unknown key, or a value that the field cannot have."""
    field = actor.workspace.custom_fields.filter(key__iexact=key).first()
    if field is None:
        keys = actor.workspace.custom_fields.order_by("position", "id").values_list("key", flat=True)[:20]
        raise unknown("field.", key, hint=use_one_of(keys) if keys else "This workspace has no fields of its own")
    typed = next((choice for choice in field.choices if choice.lower() == value.lower()), value)
    if field.kind == Kind.BOOLEAN:
        if value.lower() not in YES | NO:
            raise unknown(f"field.{key}", value, hint="Use yes or no")
        return Q(custom__contains={field.key: value.lower() in YES})
    try:
        cleaned = clean_value(field, [typed] if field.kind == Kind.MULTI_SELECT else typed)
    except Invalid as error:
        raise unknown(f"field.{key}", value, hint=error.hint) from error
    return Q(custom__contains={field.key: cleaned})


MEANINGS: Mapping[str, Meaning] = {
    "is": is_such,
    "status": status_named,
    "assignee": has_assignee,
    "requester": asked_by,
    "org": of_organisation,
    "queue": in_queue,
    "team": of_team,
    "type": of_type,
    "tag": lambda _actor, value: Q(tags__contains=[value]),
    "priority": lambda _actor, value: Q(priority=value),
    "channel": lambda _actor, value: Q(channel=value),
    "number": lambda _actor, value: Q(number=int(value)),
    "cc": lambda _actor, value: Q(cc_emails__contains=[value]),
    "created": at_time("created_at"),
    "updated": at_time("updated_at"),
    "resolved": at_time("resolved_at"),
    "rating": lambda actor, value: Q(feedback__workspace=actor.workspace, feedback__score=int(value)),
    "rated": lambda actor, value: (
        Q(feedback__workspace=actor.workspace) & at_time("feedback__created_at")(actor, value)
    ),
}
