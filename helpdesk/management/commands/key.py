"""`manage.py key`: API keys of a workspace, until there is a screen for them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from helpdesk.accounts.actions.create_api_key import create_api_key
from helpdesk.accounts.actions.revoke_api_key import revoke_api_key
from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.models import Workspace
from helpdesk.accounts.scopes import TICKETS_READ, TICKETS_WRITE
from helpdesk.events.unit import unit_of_work
from helpdesk.management.asking import address


class Command(BaseCommand):
    """A key is shown when it is made and never again; the list names keys by their public part."""

    help = "Make, list and revoke keys of the desk contract."

    def add_arguments(self, parser: CommandParser) -> None:
        """One of three things to do."""
        parser.add_argument("workspace", help="short name of the workspace")
        todo = parser.add_subparsers(dest="todo", required=True)
        create = todo.add_parser("create", help="make a key and show it this once")
        create.add_argument("name", help="what it is for")
        create.add_argument("--owner", help="address of the member whose name it signs with")
        create.add_argument("--read-only", action="store_true", help="it may read, not write")
        create.add_argument("--test", action="store_true", help="it lives among test tickets, which send no mail")
        todo.add_parser("list", help="which keys there are and when they were last used")
        revoke = todo.add_parser("revoke", help="it opens nothing from the next second on")
        revoke.add_argument("public", help="the public part, as the list shows it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of them."""
        workspace = Workspace.objects.filter(slug=options["workspace"]).first()
        if workspace is None:
            raise CommandError(f"There is no workspace {options['workspace']}.")
        {"create": self.create, "list": self.list, "revoke": self.revoke}[options["todo"]](workspace, options)

    def create(self, workspace: Workspace, options: dict[str, Any]) -> None:
        """Make one. Raises CommandError for an owner who is no member."""
        owner = None
        if options["owner"]:
            found = workspace.memberships.filter(user__email=address(options["owner"]), is_active=True)
            owner = found.select_related("user").first()
            if owner is None:
                raise CommandError(f"{options['owner']} is no member of {workspace.name}.")
        with unit_of_work():
            made = create_api_key(
                actor=system_actor(workspace),
                audience="desk",
                name=options["name"],
                scopes=[TICKETS_READ if options["read_only"] else TICKETS_WRITE],
                owner=owner,
                is_test=options["test"],
            )
        self.stdout.write(f"{made.text}\nKeep it now: it is not shown again.")

    def list(self, workspace: Workspace, _options: dict[str, Any]) -> None:
        """One line a key, the newest last."""
        for key in workspace.api_keys.order_by("created_at"):
            state = f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else "in use"
            used = f"last used {key.last_used_at:%Y-%m-%d %H:%M} UTC" if key.last_used_at else "never used"
            kind = "test" if key.is_test else "live"
            self.stdout.write(f"{key.public}  {kind}  {', '.join(key.scopes)}  {state}, {used}  {key.name}")

    def revoke(self, workspace: Workspace, options: dict[str, Any]) -> None:
        """Take one out of use. Raises CommandError for a key that is not there."""
        key = workspace.api_keys.filter(public=options["public"]).first()
        if key is None:
            raise CommandError(f"{workspace.name} has no key {options['public']}.")
        with unit_of_work():
            revoke_api_key(key, actor=system_actor(workspace))
        self.stdout.write(f"{key.name} ({key.public}…) opens nothing any more.")
