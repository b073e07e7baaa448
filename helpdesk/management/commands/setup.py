"""`manage.py setup`: the first workspace and the first admin of a real installation."""

import zoneinfo
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.text import slugify

from helpdesk.accounts.actions.add_member import add_member
from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.models import User
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Conflict
from helpdesk.management.asking import address, ask, ask_password
from workflow.actions.found_workspace import found_workspace


class Command(BaseCommand):
    """Asks for what is not given; nothing has a default password."""

    help = "Make the first workspace and its first admin."

    def add_arguments(self, parser: CommandParser) -> None:
        """Every question can be answered beforehand, the password through SETUP_PASSWORD."""
        parser.add_argument("--name", help="the company's name")
        parser.add_argument("--slug", help="short name in addresses")
        parser.add_argument("--support-email", help="the address customers write to")
        parser.add_argument("--time-zone", help="such as Europe/Lisbon")
        parser.add_argument("--admin-email", help="the first admin's address")
        parser.add_argument("--admin-name", help="the first admin's name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, ask, make both in one transaction, say where to go."""
        call_command("migrate", verbosity=0)
        name = ask(options["name"], "Company name")
        slug = slugify(ask(options["slug"], "Short name for addresses", slugify(name)))[:40]
        if not slug:
            raise CommandError("The short name needs letters or digits, such as acme. Give it with --slug.")
        support = address(ask(options["support_email"], "Support address, e.g. help@example.com"))
        zone = ask(options["time_zone"], "Time zone", "UTC")
        if zone not in zoneinfo.available_timezones():
            raise CommandError(f"{zone} is no time zone. Use a name such as Europe/Lisbon.")
        email = address(ask(options["admin_email"], "Admin's e-mail"))
        person = ask(options["admin_name"], "Admin's name")
        known = User.objects.filter(email=email).exists()
        password = None if known else ask_password(email, person)
        try:
            with unit_of_work():
                workspace = found_workspace(slug=slug, name=name, support_email=support, time_zone=zone)
                add_member(actor=system_actor(workspace), email=email, name=person, role="admin", password=password)
        except Conflict as error:
            raise CommandError(f"{error.message}. {error.hint}.") from error
        self.stdout.write(
            f"{name} is ready. Sign in as {email} at {settings.BASE_URL}/desk/{slug}/tickets/\n"
            f"Customers ask at {settings.BASE_URL}/portal/{slug}/submit\n"
            "Run `manage.py serve` and `manage.py worker`; `manage.py doctor` checks the rest."
        )
