"""The stage on which each audited action is done, and the table that the actions stand in."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import connection
from django.test import Client

from helpdesk.accounts.actions.request_password_reset import RESET_ASKED
from helpdesk.accounts.actions.sign_in import SIGN_IN_FAILED
from helpdesk.accounts.jobs import start_password_reset, write_failed_sign_in
from helpdesk.accounts.models import Customer, Membership, Workspace
from tests.cast import PASSWORD
from tickets.models import Ticket

ADDRESS = "192.0.2.44"
NEW_PASSWORD = "another horse battery staple"
JOBS: Mapping[str, Callable[..., Any]] = {
    SIGN_IN_FAILED: write_failed_sign_in.func,
    RESET_ASKED: start_password_reset.func,
}


@dataclass
class Stage:
    """Acme with its people; ``admin`` is Adam's browser and ``anybody`` one in which nobody is signed in."""

    acme: Workspace
    adam: Membership
    alice: Membership
    carol: Customer
    ticket: Ticket
    admin: Client
    anybody: Client
    secrets: list[str] = field(default_factory=lambda: [PASSWORD, NEW_PASSWORD])

    def post(self, page: str, /, **form: Any) -> Any:
        """Adam sends a form; the page is one of acme's desk. The answer, which is no refusal."""
        return sent(self.admin, f"/desk/acme/{page}", **form)

    def settings(self, page: str, /, **form: Any) -> Any:
        """Adam sends a form of the settings."""
        return self.post(f"settings/{page}", **form)

    def sign_in(self, member: Membership, password: str = PASSWORD) -> Client:
        """A new browser of this member, who sent the form of the sign-in page."""
        browser = new_browser()
        browser.post("/sign-in", {"email": member.user.email, "password": password})
        return browser


def new_browser() -> Client:
    """A browser that calls from ADDRESS."""
    return Client(REMOTE_ADDR=ADDRESS)


def sent(browser: Client, page: str, /, **form: Any) -> Any:
    """The answer to a form that was taken."""
    answer = browser.post(page, form)
    assert answer.status_code in (200, 303), (page, answer.status_code, answer.content[-3000:])
    return answer


def run_jobs() -> None:
    """Do what was put off about addresses that somebody typed."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = ANY(%s) RETURNING task_name, args", [[*JOBS]])
        found = cursor.fetchall()
    for name, args in found:
        JOBS[name](**json.loads(args))


Act = Callable[[Stage], object]
Done = TypeVar("Done", bound=Act)


@dataclass(frozen=True)
class Case:
    """One action through its real door, and the entry it leaves: who did it, to what, and what changed.

    ``before`` and ``after`` are what must stand there; a value that nobody can know is ``unittest.mock.ANY``.
    """

    action: str
    act: Act
    about: tuple[str, str]
    by: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def name(self) -> str:
        """How the test is called."""
        return f"{self.action}-{self.act.__name__}"


CASES: list[Case] = []


def leaves(
    action: str,
    about: tuple[str, str],
    *,
    by: str = "Adam",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Callable[[Done], Done]:
    """Put a function into the table: what it does last leaves this entry."""

    def add(act: Done) -> Done:
        CASES.append(Case(action, act, about, by, before or {}, after or {}))
        return act

    return add
