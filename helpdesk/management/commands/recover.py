"""`manage.py recover`: let somebody in again who has lost both phone and recovery codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from helpdesk.accounts.actions.remove_totp import remove_totp
from helpdesk.accounts.models import User
from helpdesk.events.unit import unit_of_work
from helpdesk.management.asking import address


class Command(BaseCommand):
    """Switches sign-in codes off; the person is told by mail, and the audit log of each workspace tells it too."""

    help = "Switch sign-in codes off for somebody who lost phone and recovery codes. Make sure who asks first."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        parser.add_argument("email", help="the address they sign in with")

    def handle(self, *args: Any, **options: Any) -> None:
        """One transaction."""
        email = address(options["email"])
        user = User.objects.filter(email=email).first()
        if user is None:
            raise CommandError(f"Nobody signs in with {email}.")
        with unit_of_work():
            removed = remove_totp(user)
        self.stdout.write(f"{email} signs in without a code{'' if removed else ' already'}.")
