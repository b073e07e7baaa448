"""Asking for a link to set a new password: nobody learns who is here."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from helpdesk.accounts.models import Membership

PAGE = "/forgot-password"
UNKNOWN = "nobody@acme.example"


def ask(client: Client, email: str) -> Any:
    return client.post(PAGE, {"email": email})


def test_it_is_asked_for_and_said(client: Client, alice: Membership) -> None:
    answer = ask(client, " Alice@ACME.example ")
    assert (answer.status_code, answer["Location"]) == (303, "/forgot-password/sent")
    assert ProcrastinateJob.objects.filter(task_name="accounts.start_password_reset").count() == 1
    assert b"Look into your mailbox" in client.get("/forgot-password/sent").content


def test_known_unknown_and_inactive_are_answered_alike(alice: Membership, adam: Membership) -> None:
    adam.user.is_active = False
    adam.user.save()
    heard, worked = set(), set()
    for email in (alice.user.email, adam.user.email, UNKNOWN):
        with CaptureQueriesContext(connection) as captured:
            answer = ask(Client(), email)
        headers = {name: value for name, value in answer.items() if name != "X-Request-ID"}
        heard.add((answer.status_code, answer.content, str(sorted(headers.items())), str(answer.cookies)))
        worked.add(len(captured))
    assert len(heard) == len(worked) == 1


def test_the_sign_in_page_leads_here(client: Client, db: None) -> None:
    assert b'href="/forgot-password"' in client.get("/sign-in").content


@pytest.mark.parametrize("email", ["", "nobody", "a@b.example, c@d.example", "x" * 300])
def test_what_is_no_address_comes_back_with_the_reason(client: Client, db: None, email: str) -> None:
    answer = ask(client, email)
    assert answer.status_code == 422
    assert b"Invalid email address" in answer.content
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.parametrize("email", ["a\x00@b.example", "\ud800@b.example"])
def test_what_is_no_text_is_refused(client: Client, db: None, email: str) -> None:
    assert client.post(PAGE, {"email": email.encode("utf-8", "surrogatepass")}).status_code == 422


@pytest.mark.parametrize("email", ["alice@acme.example", UNKNOWN])
def test_five_an_hour_for_one_address_whether_or_not_it_is_known(alice: Membership, limiter: None, email: str) -> None:
    answers = [Client(REMOTE_ADDR=f"192.0.2.{number}").post(PAGE, {"email": email}) for number in range(6)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [429]
    assert int(answers[-1]["Retry-After"]) > 0


def test_twenty_an_hour_from_one_client(limiter: None, client: Client) -> None:
    answers = [ask(client, f"user{number}@acme.example").status_code for number in range(21)]
    assert answers == [303] * 20 + [429]
