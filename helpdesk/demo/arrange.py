"""Arranges a workspace as its first admin would on the settings' screens."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.actions.change_member_role import change_member_role
from helpdesk.accounts.actions.change_picture import change_picture
from helpdesk.accounts.actions.change_signature import change_signature
from helpdesk.accounts.actions.create_organisation import create_organisation
from helpdesk.accounts.actions.create_role import create_role
from helpdesk.accounts.actions.create_team import create_team
from helpdesk.accounts.actions.update_workspace import update_workspace
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, Team
from helpdesk.demo.office import Office
from helpdesk.demo.portraits import portrait
from tickets.actions import save_view
from workflow.actions.create_field import create_field
from workflow.actions.create_queue import create_queue
from workflow.actions.create_status import create_status
from workflow.actions.create_tag import create_tag
from workflow.models import CustomStatus, Queue

# What the keys of a table mean only to the plan of the tickets.
FOR_THE_PLAN = {"tags", "chance", "word", "by_tag"}


def arrange_people(office: Office, *, admin: Actor, members: Mapping[str, Membership]) -> dict[str, Team]:
    """Teams, roles, signatures and pictures; returns the teams by name."""
    update_workspace(actor=admin, changes={"postal_address": office.tables["postal_address"]})
    for email, text in office.tables.get("signatures", {}).items():
        change_signature(members[email], text=text)
    for email in office.tables.get("pictured", []):
        change_picture(members[email].user, data=portrait(email))
    for row in office.rows("role"):
        role = create_role(actor=admin, name=row["name"], permissions=row["permissions"])
        for email in row["members"]:
            change_member_role(members[email], actor=admin, role=members[email].role, custom_role=role)
    return {
        row["name"]: create_team(actor=admin, name=row["name"], members=[members[email] for email in row["members"]])
        for row in office.rows("team")
    }


def arrange_tickets(
    office: Office, *, admin: Actor, teams: Mapping[str, Team]
) -> tuple[dict[str, Queue], dict[str, CustomStatus]]:
    """Queues, statuses, tags and fields; returns queues and statuses by name."""
    queues, statuses = {}, {}
    for position, row in enumerate(office.rows("queue"), start=1):
        asked = plain(row) | {"teams": [teams[name] for name in row.get("teams", [])], "position": position}
        queues[row["name"]] = create_queue(actor=admin, **asked)
    for position, row in enumerate(office.rows("status")):
        statuses[row["label"]] = create_status(actor=admin, position=position, **plain(row))
    for row in office.rows("tag"):
        create_tag(actor=admin, **plain(row))
    for position, row in enumerate(office.rows("field")):
        asked = plain(row) | {"queues": [queues[name] for name in row.get("queues", [])], "position": position}
        create_field(actor=admin, **asked)
    return queues, statuses


def arrange_customers(office: Office, *, admin: Actor, domains: Mapping[str, str]) -> None:
    """The organisations that customers will belong to by the domain of their address."""
    for row in office.rows("organisation"):
        create_organisation(actor=admin, domains=[domains[row["name"]]], **row)


def keep_views(office: Office, *, actors: Mapping[str, Actor], teams: Mapping[str, Team]) -> None:
    """The lists that members kept: for themselves, their team or all."""
    for row in office.rows("view"):
        save_view(
            actor=actors[row["by"]],
            name=row["name"],
            query=row["query"],
            owner=row.get("owner", "member"),
            team=teams.get(row.get("team", "")),
        )


def plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """What of a table a verb takes as it stands."""
    return {key: value for key, value in row.items() if key not in FOR_THE_PLAN}
