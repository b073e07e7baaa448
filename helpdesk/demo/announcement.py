"""`demo.json`: where the demo answers and with which accounts, for people and programs."""

import json
import os
from pathlib import Path

from django.conf import settings

from helpdesk.demo.credentials import demo_credentials

WIDGET_EXAMPLE = f"{settings.BASE_URL}/dev/site/"


def place() -> Path:
    """The file's path."""
    return Path(settings.HELPDESK_HOME) / "demo.json"


def withdraw() -> None:
    """Remove it: nobody may take an old file for a demo that runs."""
    place().unlink(missing_ok=True)


def announce() -> str:
    """Write it, whole or not at all and readable by its owner only; returns what to tell the person who started us."""
    workspaces = demo_credentials(settings.HELPDESK_HOME)
    unfinished = place().with_suffix(".unfinished")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        found = {"base_url": settings.BASE_URL, "widget_example": WIDGET_EXAMPLE, "workspaces": workspaces}
        json.dump(found, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(place())
    return welcome(workspaces)


def welcome(workspaces: dict[str, dict]) -> str:
    """A few lines for the terminal."""
    admin, agent = (workspaces["acme"]["users"][role] for role in ("admin", "agent"))
    return "\n".join(
        [
            "",
            f"  The helpdesk is ready at {settings.BASE_URL}",
            "",
            f"  Desk, as an agent    {settings.BASE_URL}/desk/acme/tickets/",
            f"                       {agent['email']}  {agent['password']}",
            f"  Desk, as an admin    {admin['email']}  {admin['password']}",
            f"  Ask as a customer    {settings.BASE_URL}/portal/acme/submit",
            f"  Help on a website    {WIDGET_EXAMPLE}",
            f"  Mail it sends        {settings.BASE_URL}/dev/mail/",
            f"  Keys and accounts    {place()}",
            "",
            "  Ctrl-C stops everything.",
            "",
            "",
        ]
    )
