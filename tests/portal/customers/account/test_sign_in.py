"""/portal/<workspace>/sign-in: a link by mail, whoever asks, and what the link does."""

import datetime
import json
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from helpdesk.accounts.actions.block_customer import block_customer
from helpdesk.accounts.actions.offer_customer_link import offer_customer_link
from helpdesk.accounts.actions.request_customer_link import LINK_ASKED
from helpdesk.accounts.actions.unblock_customer import unblock_customer
from helpdesk.accounts.actions.update_customer import update_customer
from helpdesk.accounts.actions.use_customer_link import use_customer_link
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.customers.access import forget_old_access
from helpdesk.accounts.jobs import start_customer_sign_in
from helpdesk.accounts.models import Customer, CustomerLink, CustomerSession, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tests.portal.customers.account.conftest import COOKIE, HOME, MINE, OPEN, link_for, signed_in
from tests.together import at_once
from tickets.actions import erase_customer, merge_customers
from tickets.mail.sign_in import mail_sign_in_link
from tickets.models import OutboundMail

pytestmark = pytest.mark.django_db

URL = f"{HOME}sign-in"
SENT = f"{HOME}sign-in/sent"
CAROLS = {"email": "carol@customer.example"}
ASKED = "customer.link_requested"


def run_job() -> None:
    """Do what was put off about the addresses that were typed."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = %s RETURNING args", [LINK_ASKED])
        for (args,) in cursor.fetchall():
            start_customer_sign_in.func(**json.loads(args))


def mails() -> list[OutboundMail]:
    """What was mailed after the events so far; each handler runs twice."""
    for event in Event.objects.filter(type=ASKED).order_by("id"):
        for _twice in range(2):
            with unit_of_work():
                mail_sign_in_link(event)
    return list(OutboundMail.objects.across_workspaces("a test").filter(kind="sign_in").order_by("queued_at", "id"))


def test_a_customer_gets_a_link_and_with_it_a_button_that_signs_in(client: Client, carol: Customer) -> None:
    assert client.post(URL, CAROLS).status_code == 303
    run_job()
    (mail,) = mails()
    assert (mail.to, mail.cc) == ("carol@customer.example", [])
    link = next(word for word in mail.text.split() if "/sign-in/open?t=" in word)
    assert link in mail.html
    answer = client.get(link.removeprefix(settings.BASE_URL))
    assert (answer.status_code, answer["Location"]) == (303, OPEN)
    page = client.get(OPEN)
    assert page.status_code == 200
    assert b"ca\xe2\x80\xa6@customer.example" in page.content
    assert COOKIE not in client.cookies
    answer = client.post(OPEN)
    assert (answer.status_code, answer["Location"]) == (303, MINE)
    assert client.get(MINE).status_code == 200
    assert client.get(URL)["Location"] == MINE
    assert Event.objects.get(type="customer.signed_in").actor_id == carol.pk


@pytest.mark.parametrize("email", ["carol@customer.example", "nobody@customer.example", "gus@customer.example"])
def test_the_answer_is_the_same_for_every_address_and_costs_the_same(
    client: Client, carol: Customer, foreign_ticket: object, email: str
) -> None:
    def ask(address: str) -> Any:
        with CaptureQueriesContext(connection) as captured:
            answer = client.post(URL, {"email": address})
        return answer, len(captured)

    (answer, cost), (other, other_cost) = ask(email), ask("stranger@customer.example")
    assert (answer.status_code, answer.content, answer["Location"]) == (303, b"", SENT)
    assert {**answer.headers, "X-Request-ID": ""} == {**other.headers, "X-Request-ID": ""}
    assert cost == other_cost > 0
    run_job()
    assert len(mails()) == (1 if email.startswith("carol") else 0)


def test_the_address_typed_stands_nowhere_in_the_jobs(client: Client, carol: Customer) -> None:
    client.post(URL, CAROLS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs")
        assert not [args for (args,) in cursor.fetchall() if "carol" in args]


def test_a_further_address_gets_the_link_into_the_first_mailbox(client: Client, carol: Customer) -> None:
    carol.addresses.create(workspace=carol.workspace, email="carol@home.example")
    client.post(URL, {"email": "Carol@Home.example "})
    run_job()
    assert [mail.to for mail in mails()] == ["carol@customer.example"]


def test_who_is_blocked_gets_no_link(client: Client, carol: Customer, as_alice: Actor) -> None:
    with unit_of_work():
        block_customer(carol, actor=as_alice)
    client.post(URL, CAROLS)
    run_job()
    assert mails() == []


@pytest.mark.parametrize("email", ["", "x", "a@b", "carol@customer.example\x00", "a@b.example,c@d.example", "x" * 5000])
def test_what_is_no_address_is_said_beside_the_field(client: Client, acme: Workspace, email: str) -> None:
    answer = client.post(URL, {"email": email})
    assert answer.status_code == 422
    assert Client().get("/portal/nowhere/sign-in").status_code == 404


@pytest.mark.usefixtures("limiter")
def test_one_address_may_be_typed_five_times_an_hour_known_or_not(carol: Customer) -> None:
    for email in ("carol@customer.example", "nobody@customer.example"):
        clients = [Client(REMOTE_ADDR=f"198.51.100.{number}") for number in range(6)]
        answers = [client.post(URL, {"email": email}) for client in clients]
        assert [answer.status_code for answer in answers] == [303] * 5 + [429]


@pytest.mark.usefixtures("limiter")
def test_one_client_may_ask_twenty_times_an_hour(client: Client, acme: Workspace) -> None:
    answers = [client.post(URL, {"email": f"c{number}@customer.example"}) for number in range(21)]
    assert [answer.status_code for answer in answers] == [303] * 20 + [429]
    assert "Retry-After" in answers[-1].headers


@pytest.mark.usefixtures("limiter")
def test_a_mailbox_gets_five_links_an_hour_however_many_are_asked_for(carol: Customer) -> None:
    for number in range(7):
        with unit_of_work() as unit:
            unit.now += datetime.timedelta(seconds=number)
            offer_customer_link(carol.workspace, email=carol.email)
    assert [mail.state for mail in mails()] == ["queued"] * 5 + ["held"] * 2


# --- the link ---


def test_opening_it_changes_nothing(client: Client, carol: Customer) -> None:
    link = link_for(carol)
    for _time in range(3):
        client.get(link)
        client.head(link)
        client.get(OPEN)
    assert not CustomerSession.objects.across_workspaces("a test").exists()
    assert CustomerLink.objects.across_workspaces("a test").get().used_at is None


def test_it_works_once_and_takes_the_others_with_it(carol: Customer) -> None:
    first, second = link_for(carol), link_for(carol)
    browsers = [Client(), Client(), Client()]
    for browser, link in zip(browsers, (first, first, second), strict=True):
        browser.get(link)
    assert [browser.post(OPEN).status_code for browser in browsers] == [303, 401, 401]
    assert b"works no more" in Client().get(second).content


@pytest.mark.django_db(transaction=True)
def test_of_ten_who_use_it_at_once_one_gets_in(carol: Customer, acme: Workspace) -> None:
    token = link_for(carol).partition("?t=")[2]

    def use(_index: int) -> str:
        with unit_of_work():
            return use_customer_link(acme, token=token).token

    results = at_once(10, use)
    assert len([result for result in results if isinstance(result, str)]) == 1
    assert CustomerSession.objects.across_workspaces("a test").count() == 1


def test_it_works_for_an_hour(client: Client, carol: Customer) -> None:
    link = link_for(carol)
    CustomerLink.objects.across_workspaces("a test").update(expires_at=timezone.now())
    answer = client.get(link)
    assert answer.status_code == 401
    assert b"works no more" in answer.content
    assert client.post(OPEN).status_code == 401


@pytest.mark.parametrize("token", ["", "x", "a" * 30, "é" * 30, "x" * 5000, "%00", "%ed%a0%80"])
def test_anything_else_opens_nothing_and_all_of_it_looks_alike(client: Client, carol: Customer, token: str) -> None:
    link_for(carol)
    answer, other = client.get(f"{OPEN}?t={token}"), Client().get(OPEN)
    assert answer.status_code == other.status_code == 401
    assert b"carol" not in answer.content
    assert client.post(OPEN).status_code == 401


def test_a_link_of_one_workspace_opens_nothing_in_another(carol: Customer, globex: Workspace) -> None:
    token = link_for(carol).partition("?t=")[2]
    assert Client().get(f"/portal/globex/sign-in/open?t={token}").status_code == 401
    browser = signed_in(carol)
    assert browser.get("/portal/globex/tickets/")["Location"] == "/portal/globex/sign-in"


def test_the_token_is_told_to_nobody(client: Client, carol: Customer) -> None:
    link = link_for(carol)
    token = link.partition("?t=")[2]
    first = client.get(link)
    page = client.get(OPEN)
    for answer in (first, page):
        assert answer["Referrer-Policy"] == "strict-origin"
        assert answer["Cache-Control"] == "no-store"
        assert token.encode() not in answer.content
    cookie = first.cookies["portal_sign_in"]
    assert (cookie["path"], cookie["samesite"], bool(cookie["httponly"])) == (OPEN, "Lax", True)
    stored = json.dumps(list(CustomerLink.objects.across_workspaces("a test").values()), default=repr)
    assert token not in stored


def test_the_form_cannot_be_sent_from_another_site(carol: Customer) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.get(link_for(carol))
    assert browser.post(OPEN).status_code == 403


# --- the session ---


def test_its_cookie_is_for_this_portal_and_out_of_reach_of_scripts(
    client: Client, carol: Customer, settings: Any
) -> None:
    settings.SESSION_COOKIE_SECURE = True
    client.get(link_for(carol))
    cookie = client.post(OPEN).cookies[COOKIE]
    assert (cookie["path"], cookie["samesite"], cookie["max-age"]) == (HOME, "Lax", 30 * 24 * 3600)
    assert cookie["httponly"]
    assert cookie["secure"]
    stored = json.dumps(list(CustomerSession.objects.across_workspaces("a test").values()), default=repr)
    assert cookie.value not in stored


def test_signing_out_ends_it_in_this_browser_only(carol: Customer) -> None:
    here, there = signed_in(carol), signed_in(carol)
    kept = here.cookies[COOKIE].value
    assert here.post(f"{HOME}sign-out")["Location"] == HOME
    here.cookies[COOKIE] = kept
    assert here.get(MINE).status_code == 303
    assert there.get(MINE).status_code == 200


def test_signing_out_everywhere_ends_all_of_ones_own(carol: Customer, doras: Client) -> None:
    here, there = signed_in(carol), signed_in(carol)
    here.post(f"{HOME}sign-out/everywhere")
    assert there.get(MINE).status_code == 303
    assert doras.get(MINE).status_code == 200


@pytest.mark.parametrize("token", ["", "x", "a" * 30, "é" * 30, "x" * 4000])
def test_a_cookie_that_is_none_of_ours_leads_to_the_sign_in(client: Client, carol: Customer, token: str) -> None:
    client.cookies[COOKIE] = token
    for address in (MINE, f"{HOME}my-data"):
        assert client.get(address)["Location"] == URL
    assert client.post(f"{HOME}my-data", {"name": "X"})["Location"] == URL


def test_after_thirty_days_it_is_over(carols: Client) -> None:
    CustomerSession.objects.across_workspaces("a test").update(expires_at=timezone.now())
    assert carols.get(MINE).status_code == 303


def test_who_is_blocked_is_out_at_once_and_stays_so_when_heard_again(
    carol: Customer, as_alice: Actor, carols: Client
) -> None:
    link = link_for(carol)
    with unit_of_work():
        block_customer(carol, actor=as_alice)
    assert carols.get(MINE).status_code == 303
    assert Client().get(link).status_code == 401
    with unit_of_work():
        unblock_customer(carol, actor=as_alice)
    assert carols.get(MINE).status_code == 303
    assert Client().get(link).status_code == 401


def test_who_is_erased_is_out_at_once(carol: Customer, as_alice: Actor, carols: Client) -> None:
    link = link_for(carol)
    with unit_of_work():
        erase_customer(carol, actor=as_alice, address="carol@customer.example")
    assert carols.get(MINE).status_code == 303
    assert Client().get(link).status_code == 401


def test_two_who_are_merged_are_both_out(carol: Customer, dora: Customer, as_alice: Actor, carols: Client) -> None:
    doras = signed_in(dora)
    link = link_for(dora)
    with unit_of_work():
        merge_customers(carol, actor=as_alice, other=dora)
    assert [browser.get(MINE).status_code for browser in (carols, doras)] == [303, 303]
    assert Client().get(link).status_code == 401


def test_whoever_reads_a_former_mailbox_is_out(carol: Customer, as_alice: Actor, carols: Client) -> None:
    with unit_of_work():
        update_customer(carol, actor=as_alice, changes={"name": "Caroline"})
    assert carols.get(MINE).status_code == 200
    with unit_of_work():
        update_customer(carol, actor=as_alice, changes={"email": "carol@new.example"})
    assert carols.get(MINE).status_code == 303


def test_what_is_over_is_swept_and_nothing_else(carol: Customer) -> None:
    link_for(carol)
    signed_in(carol)
    forget_old_access()
    assert (carol.links.count(), carol.sessions.count()) == (2, 1)
    carol.links.update(expires_at=timezone.now())
    carol.sessions.update(expires_at=timezone.now())
    forget_old_access()
    assert (carol.links.count(), carol.sessions.count()) == (0, 0)
