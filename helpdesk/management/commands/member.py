"""`manage.py member`: give a person a place in a workspace, until there is a screen for it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from helpdesk.accounts.actions.add_member import add_member
from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.models import Membership, User, Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import HelpdeskError
from helpdesk.management.asking import address, ask_password


class Command(BaseCommand):
    """Adds a member, or gives one another role; a person known already keeps name and password."""

    help = "Add a member to a workspace, or change a member's role."

    def add_arguments(self, parser: CommandParser) -> None:
        """The password comes from SETUP_PASSWORD or is asked for."""
        parser.add_argument("workspace", help="short name of the workspace")
        parser.add_argument("email", help="the person's address")
        parser.add_argument("--name", default="", help="the person's name (needed for somebody new)")
        parser.add_argument("--role", default="agent", choices=Membership.Role.values, help="agent unless given")

    def handle(self, *args: Any, **options: Any) -> None:
        """One transaction."""
        workspace = Workspace.objects.filter(slug=options["workspace"]).first()
        if workspace is None:
            raise CommandError(f"There is no workspace {options['workspace']}.")
        email = address(options["email"])
        known = User.objects.filter(email=email).first()
        name = known.name if known else options["name"]
        password = None if known else ask_password(email, name)
        try:
            with unit_of_work():
                add_member(
                    actor=system_actor(workspace), email=email, name=name, role=options["role"], password=password
                )
        except HelpdeskError as error:
            raise CommandError(f"{error.message}. {error.hint}".strip()) from error
        self.stdout.write(f"{email} is {options['role']} of {workspace.name}.")
