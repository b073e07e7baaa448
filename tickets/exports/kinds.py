"""What an export of a workspace holds, as one table: file name -> rows, as far as the actor may see them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model, Q, QuerySet

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Team, Workspace
from helpdesk.accounts.scopes import AUDIT_READ
from helpdesk.events.models import Event
from tickets.exports.attached import all_files
from workflow.models import CustomField, Queue

Rows = QuerySet[Any, Any]

# Secrets, pictures, and what only repeats the row it stands on.
LEFT_OUT = {"workspace", "workspace_id", "digest", "logo", "picture", "password"}
# Mails hold links that open tickets: what was mailed, to whom and when is told, the mail itself is not.
MAIL_COLUMNS = ("id", "ticket_id", "kind", "to", "cc", "from_email", "state", "attempts", "queued_at", "sent_at")
KEY_COLUMNS = (
    "id", "audience", "name", "owner_id", "public", "scopes", "is_test", "created_at", "last_used_at", "expires_at",
    "revoked_at",
)  # fmt: skip
MEMBER_COLUMNS = (
    "id", "user__email", "user__name", "role", "custom_role__name", "is_active", "signature", "created_at",
)  # fmt: skip


def whole(rows: QuerySet[Any]) -> Rows:
    """Every column that is data."""
    return rows.values(*columns_of(rows.model))


def columns_of(model: type[Model]) -> list[str]:
    """The columns of a table that are data."""
    return [field.attname for field in model._meta.concrete_fields if field.attname not in LEFT_OUT]


def on_tickets(things: str) -> Callable[[Actor], Rows]:
    """The rows of a table that hang on tickets, of those the actor sees."""

    def rows(actor: Actor) -> Rows:
        found: QuerySet[Any] = getattr(actor.workspace, things).all()
        return whole(found.filter(ticket__in=actor.workspace.tickets.visible_to(actor).values("pk")))

    return rows


def all_of(things: str) -> Callable[[Actor], Rows]:
    """Every row of a table of the workspace."""
    return lambda actor: whole(getattr(actor.workspace, things).all())


def links(actor: Actor) -> Rows:
    """Those between tickets of which the actor sees both."""
    visible = actor.workspace.tickets.visible_to(actor).values("pk")
    return whole(actor.workspace.ticket_links.filter(source__in=visible, target__in=visible))


def mails(actor: Actor) -> Rows:
    """What was sent about tickets that the actor sees."""
    visible = actor.workspace.tickets.visible_to(actor).values("pk")
    found: Rows = actor.workspace.outbound_mail.filter(ticket__in=visible).values(*MAIL_COLUMNS)
    return found


def events(actor: Actor) -> Rows:
    """The whole log but what happened to tickets that the actor does not see."""
    visible = actor.workspace.tickets.visible_to(actor).values("pk")
    seen = ~Q(subject_kind="ticket") | Q(subject_id__in=visible)
    return whole(Event.objects.filter(seen, workspace_id=actor.workspace.pk))


def audit_entries(actor: Actor) -> Rows:
    """The audit log, for whoever may read it."""
    entries: QuerySet[Any] = actor.workspace.audit_entries.all()
    return whole(entries if actor.may(AUDIT_READ) else entries.none())


def saved_views(actor: Actor) -> Rows:
    """Those of the workspace and its teams, and one's own."""
    found: QuerySet[Any] = actor.workspace.saved_views.filter(Q(member=None) | Q(member=actor.member_id))
    return whole(found)


KINDS: Mapping[str, Callable[[Actor], Rows]] = {
    "workspace": lambda actor: whole(Workspace.objects.filter(pk=actor.workspace.pk)),
    "members": lambda actor: actor.workspace.memberships.values(*MEMBER_COLUMNS),
    "teams": all_of("teams"),
    "team_members": lambda actor: Team.members.through.objects.filter(team__workspace=actor.workspace).values(
        "team_id", "membership_id"
    ),
    "roles": all_of("roles"),
    "api_keys": lambda actor: actor.workspace.api_keys.values(*KEY_COLUMNS),
    "organisations": all_of("organisations"),
    "customers": all_of("customers"),
    "customer_addresses": all_of("customer_addresses"),
    "queues": lambda actor: whole(actor.workspace.queues.visible_to(actor)),
    "queue_teams": lambda actor: Queue.teams.through.objects.filter(
        queue__in=actor.workspace.queues.visible_to(actor).order_by().values("pk")
    ).values("queue_id", "team_id"),
    "statuses": all_of("custom_statuses"),
    "types": all_of("ticket_types"),
    "tags": all_of("tags"),
    "custom_fields": all_of("custom_fields"),
    "custom_field_queues": lambda actor: CustomField.queues.through.objects.filter(
        customfield__workspace=actor.workspace
    ).values("customfield_id", "queue_id"),
    "tickets": lambda actor: whole(actor.workspace.tickets.visible_to(actor)),
    "comments": on_tickets("comments"),
    "files": all_files,
    "revisions": on_tickets("revisions"),
    "feedback": on_tickets("feedback"),
    "surveys": on_tickets("surveys"),
    "watchers": on_tickets("watchers"),
    "ticket_links": links,
    "mails": mails,
    "mail_wordings": all_of("mail_wordings"),
    "saved_views": saved_views,
    "erasures": lambda actor: whole(actor.workspace.erasures.all()),
    "events": events,
    "audit": audit_entries,
}
