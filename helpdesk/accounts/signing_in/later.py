"""Work about an address that somebody typed, put off so that known and unknown ones are answered alike."""

import base64

from django.conf import settings
from procrastinate.contrib.django import app

from helpdesk.events.dispatch import QUEUE, database_errors
from helpdesk.lib.sealed import Sealer

PURPOSE = "accounts.later"


def do_later(task: str, *, email: str, **more: str) -> None:
    """Enqueue a job in the open transaction. The address is sealed: who tried which one is nobody's business in the
    table of jobs."""
    plain = email.encode("utf-8", "replace")
    with database_errors():
        app.configure_task(task, queue=QUEUE).defer(
            email=base64.b64encode(Sealer(settings.SECRETS_KEYS).seal(plain, purpose=PURPOSE)).decode(), **more
        )


def opened(email: str) -> str:
    """The address that a job was given."""
    return Sealer(settings.SECRETS_KEYS).open(base64.b64decode(email), purpose=PURPOSE).decode()
