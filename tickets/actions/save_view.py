"""Keep a search under a name."""

from typing import Literal

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.kept import still_there
from helpdesk.accounts.models import Team
from helpdesk.accounts.scopes import SETTINGS_TICKETS
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Forbidden, Invalid
from tickets.actions.kit import require_staff
from tickets.models import SavedView
from tickets.saved_views import MOST_OF_ONE_OWNER, beside, clean_name, clean_query, note_view, own_teams


def save_view(
    *,
    actor: Actor,
    name: str,
    query: str,
    owner: Literal["member", "team", "workspace"] = "member",
    team: Team | None = None,
) -> SavedView:
    """A new list at the end of its owner's: the member's own, a team's (``team``), or the whole workspace's.

    Raises Invalid for a name or query that is none, for a team the member is not in, and for too many lists;
    Forbidden for a list of the workspace by somebody who may not change its settings of tickets.
    """
    unit = current_unit()
    require_staff(actor)
    if owner == "workspace" and not actor.may(SETTINGS_TICKETS):
        raise Forbidden("Lists of the whole workspace are made by those who may change its settings of tickets")
    if owner == "team" and (team is None or not (still_there(team) and own_teams(actor).filter(pk=team.pk).exists())):
        raise Invalid("Invalid team", code="choice", field="team", hint="Choose a team you are in")
    if owner == "member" and actor.member_id is None:
        raise Invalid("Only members have lists of their own", code="choice", field="owner")
    view = SavedView(
        workspace=actor.workspace,
        name=clean_name(name),
        query=clean_query(query, actor=actor),
        member_id=actor.member_id if owner == "member" else None,
        team=team if owner == "team" else None,
        created_at=unit.now,
    )
    positions = list(beside(view).values_list("position", flat=True))
    if len(positions) >= MOST_OF_ONE_OWNER:
        raise Invalid(f"There are {MOST_OF_ONE_OWNER} lists already", field="name", hint="Delete one first")
    view.position = max(positions, default=-1) + 1
    view.save(force_insert=True)
    note_view(view, "view.saved", actor=actor, after={"name": view.name, "query": view.query})
    return view
