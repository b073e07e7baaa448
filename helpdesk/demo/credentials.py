"""Passwords and keys of the sample workspaces, known to whoever runs the demo.

The database keeps only their hashes, so they also lie in one private file of the installation. What the file and the
database do not both know any more is made anew.
"""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from helpdesk.accounts.actions.create_api_key import create_api_key
from helpdesk.accounts.actions.revoke_api_key import revoke_api_key
from helpdesk.accounts.actors import member_actor
from helpdesk.accounts.authentication import find_key
from helpdesk.accounts.keys.audiences import audience_of
from helpdesk.accounts.models import Membership, User, Workspace
from helpdesk.accounts.scopes import TICKETS_READ, TICKETS_WRITE
from helpdesk.demo.library import SLUGS, Library, Person, load_library
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Unauthenticated
from helpdesk.lib.ids import to_typeid
from helpdesk.lib.keys import random_text

FILE_NAME = "demo-credentials.json"
ROLES = ("admin", "agent", "viewer")
# Under its name in demo.json: contract, scopes, whether it is for test data.
KEYS: dict[str, tuple[str, list[str], bool]] = {
    "tickets.read": ("public", [TICKETS_READ], False),
    "tickets.write": ("public", [TICKETS_WRITE], False),
    "none": ("public", [], False),
    "desk": ("desk", [TICKETS_WRITE], False),
    "desk_test": ("desk", [TICKETS_WRITE], True),
}
PASSWORD_LENGTH = 16

Credentials = dict[str, Any]


def demo_credentials(home: Path) -> dict[str, Credentials]:
    """By slug, what opens each sample workspace: ``id``, ``slug``, ``keys`` and ``users``.

    Kept in ``home`` (mode 0600) and valid when returned. Raises Workspace.DoesNotExist before seeding.
    """
    path = home / FILE_NAME
    kept = read_kept(path)
    current = {slug: still_good(kept.get(slug)) or make_anew(load_library(slug)) for slug in SLUGS}
    if current != kept:
        write_private(path, current)
    return {slug: shown(load_library(slug), entry) for slug, entry in current.items()}


def read_kept(path: Path) -> dict[str, Credentials]:
    """What the file holds; nothing when it is missing or damaged."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def still_good(entry: Credentials | None) -> Credentials | None:
    """The entry, when every key and password in it opens its workspace.

    A password counts while its hash is the one that was made with it: checking the password itself six times would
    cost a start some seconds.
    """
    if not entry:
        return None
    workspace = Workspace.objects.filter(slug=entry["slug"]).first()
    if workspace is None or to_typeid("wks", workspace.pk) != entry["id"]:
        return None
    for name, (audience, _scopes, is_test) in KEYS.items():
        prefix = audience_of(audience).prefix(is_test=is_test)
        try:
            find_key(entry["keys"].get(name, ""), audience=audience, prefixes=(prefix,))
        except Unauthenticated:
            return None
    return entry if entry["hashes"] == hashes_of(entry["users"]) else None


def hashes_of(users: dict[str, dict[str, str]]) -> dict[str, str]:
    """By address, what the database keeps of each password."""
    emails = [user["email"] for user in users.values()]
    return dict(User.objects.filter(email__in=emails).values_list("email", "password"))


def make_anew(library: Library) -> Credentials:
    """New keys in place of the old ones, new passwords for one member of each role."""
    with unit_of_work():
        workspace = Workspace.objects.get(slug=library.slug)
        owner = membership_of(workspace, library.staff_with("admin")[0])
        users = {role: give_password(workspace, library.staff_with(role)[0]) for role in ROLES}
        return {
            "id": to_typeid("wks", workspace.pk),
            "slug": workspace.slug,
            "keys": {name: replace_key(owner, name) for name in KEYS},
            "users": users,
            "hashes": hashes_of(users),
        }


def membership_of(workspace: Workspace, person: Person) -> Membership:
    """The member behind a person of the library. Raises Membership.DoesNotExist in a workspace we did not seed."""
    membership: Membership = workspace.memberships.select_related("user", "workspace").get(user__email=person.email)
    return membership


def replace_key(owner: Membership, name: str) -> str:
    """The text of a new key; earlier ones of this name open nothing any more."""
    actor, title = member_actor(owner), f"Demo {name}"
    audience, scopes, is_test = KEYS[name]
    for key in owner.workspace.api_keys.filter(name=title, revoked_at=None):
        revoke_api_key(key, actor=actor)
    made = create_api_key(actor=actor, audience=audience, name=title, scopes=scopes, owner=owner, is_test=is_test)
    return made.text


def give_password(workspace: Workspace, person: Person) -> dict[str, str]:
    """A new password for a member."""
    user, password = membership_of(workspace, person).user, random_text(PASSWORD_LENGTH)
    user.set_password(password)
    user.save(update_fields=["password"])
    return {"email": user.email, "password": password, "name": user.name}


def shown(library: Library, entry: Credentials) -> Credentials:
    """The entry as others get it: with a customer to play, who has no password but a newest ticket."""
    workspace = Workspace.objects.get(slug=library.slug)
    person = library.customers[0]
    ticket = workspace.tickets.filter(requester__email=person.email).newest_first().first()
    customer = {"email": person.email, "name": person.name, "ticket": ticket.reference if ticket else None}
    users = entry["users"] | {"customer": customer}
    return {"id": entry["id"], "slug": entry["slug"], "keys": entry["keys"], "users": users}


def write_private(path: Path, content: dict[str, Credentials]) -> None:
    """Replace the file in one step, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=f".{FILE_NAME}.", delete=False) as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, path)
