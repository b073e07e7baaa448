"""Rules of saved views: what they may hold, and whose they are to change."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import audit
from helpdesk.accounts.models import Team
from helpdesk.accounts.scopes import SETTINGS_TICKETS
from helpdesk.events.unit import record
from helpdesk.lib.errors import Forbidden, Invalid, NotFound
from helpdesk.lib.text import is_storable, one_line
from tickets.models import SavedView
from tickets.query.find import find_tickets
from tickets.query.parse import parse

MAX_NAME = 60
MOST_OF_ONE_OWNER = 50


def clean_name(text: str) -> str:
    """One line of 1 to 60 characters. Raises Invalid."""
    name = one_line(text) if is_storable(text) else ""
    if not name or len(name) > MAX_NAME:
        raise Invalid("A list needs a name", field="name", hint=f"Use 1 to {MAX_NAME} characters")
    return name


def clean_query(text: str, *, actor: Actor) -> str:
    """Words that make a question for this actor now, as they were typed. Raises Invalid."""
    find_tickets(actor, parse(text))
    return " ".join(text.split())


def lock_view(view: SavedView, *, actor: Actor) -> SavedView:
    """The view as it is now, locked, for somebody who may change it. Raises NotFound for who does not see it, and
    Forbidden for who only uses it."""
    views = actor.workspace.saved_views.visible_to(actor)
    found: SavedView | None = views.select_for_update(of=("self",)).filter(pk=view.pk).first()
    if found is None:
        raise NotFound("view")
    found.workspace = actor.workspace
    if not may_change(actor, found):
        raise Forbidden("Lists of the whole workspace are changed by those who may change its settings of tickets")
    return found


def may_change(actor: Actor, view: SavedView) -> bool:
    """Whether it is the actor's to change, given that he sees it."""
    return view.member_id is not None or view.team_id is not None or actor.may(SETTINGS_TICKETS)


def own_teams(actor: Actor) -> QuerySet[Team]:
    """The teams the actor is in."""
    if actor.member_id is None:
        return actor.workspace.teams.none()
    return actor.workspace.teams.filter(members=actor.member_id).order_by("name")


def owner_of(view: SavedView) -> str:
    """Whose it is, in one of three words."""
    return "member" if view.member_id else "team" if view.team_id else "workspace"


def beside(view: SavedView) -> QuerySet[SavedView]:
    """All views of the same owner, in their order."""
    same = view.workspace.saved_views.filter(member=view.member_id, team=view.team_id)
    return same.order_by("position", "created_at", "id")


def note_view(
    view: SavedView,
    event_type: str,
    *,
    actor: Actor,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Record what happened to it; what others see too goes into the audit log."""
    owner = owner_of(view)
    record(
        event_type,
        workspace_id=view.workspace_id,
        subject_kind="view",
        subject_id=view.pk,
        actor=actor,
        internal=True,
        data={"owner": owner},
    )
    if owner != "member" and (before or after):
        audit(
            event_type,
            actor=actor,
            subject_kind="view",
            subject_id=view.pk,
            subject_name=view.name,
            before=before,
            after=after,
        )
