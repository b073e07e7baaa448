"""The workspaces of the bench and the people in them."""

import datetime
import random
from collections.abc import Iterator
from typing import Any

from helpdesk.accounts.actions.add_member import add_member
from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.bench.content import YEARS, Person, id_at
from helpdesk.bench.copying import Table
from helpdesk.events.unit import unit_of_work
from workflow.actions.found_workspace import found_workspace

BIG = "bench"
SMALL_WORKSPACES = 20
AGENTS = 12
TICKETS_PER_CUSTOMER = 5


def staffed_workspace(slug: str, *, agents: int) -> tuple[Workspace, list[Person]]:
    """A workspace and its agents, through the verbs."""
    with unit_of_work():
        workspace = found_workspace(slug=slug, name=slug.title(), support_email=f"help@{slug}.example")
        actor = system_actor(workspace)
        people = []
        for number in range(1, agents + 1):
            email, name = f"agent{number}@{slug}.example", f"Agent {number}"
            member = add_member(actor=actor, email=email, name=name, role="agent", password=None)
            people.append(Person(member.id, name, email))
    return workspace, people


def copy_customers(workspace: Workspace, count: int, *, now: datetime.datetime, chance: random.Random) -> list[Person]:
    """So many customers, known since before the first ticket."""
    known_since = now - YEARS
    people = [
        Person(id_at(known_since, chance), f"Customer {number}", f"customer{number}@{workspace.slug}.example")
        for number in range(1, count + 1)
    ]

    def rows() -> Iterator[dict[str, Any]]:
        for person in people:
            yield {
                "id": person.id,
                "workspace_id": workspace.id,
                "email": person.email,
                "name": person.name,
                "created_at": known_since,
            }

    Table(Customer).add(rows())
    return people
