"""The links of a ticket on the desk: seen, shared, mailed again, taken back; and the key that signs them."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from helpdesk.accounts.actions.rotate_signing_key import rotate_signing_key
from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.keys.signing import KEPT_AFTER_REPLACING, forget_replaced_keys
from helpdesk.accounts.models import AuditEntry, Membership, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Forbidden, NotFound
from tests.portal.customers.account.conftest import ask
from tests.portal.customers.conftest import PAGE, came_by, link_to
from tests.together import at_once, failures
from tickets.actions import add_comment, change_status, merge_tickets
from tickets.actions.revoke_link import revoke_link
from tickets.actions.share_ticket import share_ticket
from tickets.magic_links import open_link
from tickets.mail.requested_link import mail_requested_link
from tickets.models import MagicLink, OutboundMail, Ticket

pytestmark = pytest.mark.django_db

LINKS = "/desk/acme/tickets/TKT-0001/links"
KEY = "/desk/acme/settings/link-key/"


def share(browser: Client) -> str:
    """Path and query of a link that was just made."""
    page = browser.post(f"{LINKS}/share").content.decode()
    found = re.search(rf"{re.escape(settings.BASE_URL)}(/portal/[^<\s]+)", page)
    assert found
    return found[1]


def test_a_shared_link_is_shown_once_and_lets_anybody_read(browser: Client, ticket: Ticket, as_alice: Actor) -> None:
    with unit_of_work():
        add_comment(ticket, actor=as_alice, body="Between us", is_internal=True)
        add_comment(ticket, actor=as_alice, body="Try again.")
    link = share(browser)
    assert link.partition("?t=")[2] not in browser.get(LINKS).content.decode()
    reader = came_by(link)
    page = reader.get(PAGE).content.decode()
    assert "Try again." in page
    assert "Between us" not in page
    assert ">You<" not in page
    assert "Send message" not in page
    assert Event.objects.get(type="ticket.shared").data["link_id"] == str(ticket.magic_links.get(purpose="share").pk)


def test_it_lets_do_nothing_else(browser: Client, ticket: Ticket, as_alice: Actor) -> None:
    reader = came_by(share(browser))
    with unit_of_work():
        change_status(ticket, actor=as_alice, to="resolved")
    assert b"How was our help" not in reader.get(PAGE).content
    for form in ("reply", "close", "reopen", "rating", "copies/join"):
        assert reader.post(f"{PAGE}/{form}", {"body": "x", "score": "5"}).status_code == 403
    token = share(browser).partition("?t=")[2]
    api = f"/api/public/tickets/{ticket.pk}"
    assert Client().post(f"{api}/feedback?t={token}", {"score": 5}, content_type="application/json").status_code >= 400
    ticket.refresh_from_db()
    assert (ticket.status, ticket.workspace.feedback.count(), ticket.comments.count()) == ("resolved", 0, 0)


def test_the_verbs_refuse_its_reader_too(ticket: Ticket, as_alice: Actor, acme: Workspace) -> None:
    with unit_of_work():
        token = share_ticket(ticket, actor=as_alice).address.partition("?t=")[2]
    reader = open_link(token, workspace=acme).actor
    for attempt in (
        lambda: add_comment(ticket, actor=reader, body="x"),
        lambda: change_status(ticket, actor=reader, to="closed"),
    ):
        with pytest.raises(Forbidden), unit_of_work():
            attempt()


def test_sharing_sent_twice_makes_one_link(browser: Client, ticket: Ticket) -> None:
    form = {"once": "a" * 32}
    assert browser.post(f"{LINKS}/share", form).status_code == 200
    again = browser.post(f"{LINKS}/share", form)
    assert (again.status_code, again["Location"]) == (303, LINKS)
    assert ticket.magic_links.count() == 1


def test_a_shared_conversation_does_not_lead_on_into_another(
    browser: Client, ticket: Ticket, as_alice: Actor, acme: Workspace
) -> None:
    link = share(browser)
    other = ask(ticket.requester, "The same")
    with unit_of_work():
        merge_tickets(ticket, actor=as_alice, into=other)
    reader = came_by(link)
    assert reader.get(PAGE).status_code == 200
    assert reader.get(f"/portal/acme/tickets/{other.reference}").status_code == 401


def test_the_list_tells_what_was_given_out(browser: Client, ticket: Ticket) -> None:
    link_to(ticket)
    link_to(ticket, "rating")
    share(browser)
    page = browser.get(LINKS).content.decode()
    for words in ("Mailed to the customer", "Mailed for a rating", "Shared, to read only"):
        assert page.count(words) == 1


def test_one_link_is_taken_back_and_the_others_work_on(browser: Client, ticket: Ticket) -> None:
    kept, gone = link_to(ticket), link_to(ticket)
    newest = ticket.magic_links.latest("created_at")
    reader = came_by(gone)
    for _twice in range(2):
        assert browser.post(f"{LINKS}/{newest.pk}/revoke").status_code == 303
    assert reader.get(PAGE).status_code == 401
    assert Client().get(gone).status_code == 401
    assert came_by(kept).get(PAGE).status_code == 200
    assert Event.objects.filter(type="ticket.link_revoked").count() == 1
    assert "Taken back" in browser.get(LINKS).content.decode()


def test_all_are_taken_back_at_once(browser: Client, ticket: Ticket) -> None:
    links = [link_to(ticket), link_to(ticket, "rating"), share(browser)]
    assert f'href="{LINKS}/revoke"' in browser.get(LINKS).content.decode()
    assert "cannot be undone" in browser.get(f"{LINKS}/revoke").content.decode()
    assert [Client().get(link).status_code for link in links] == [303] * 3
    assert browser.post(f"{LINKS}/revoke").status_code == 303
    assert [Client().get(link).status_code for link in links] == [401] * 3


def test_a_link_of_another_ticket_is_not_taken_back_here(
    browser: Client, ticket: Ticket, foreign_ticket: Ticket, as_alice: Actor
) -> None:
    link_to(foreign_ticket)
    foreign = foreign_ticket.magic_links.get()
    answer = browser.post(f"{LINKS}/{foreign.pk}/revoke")
    missing = browser.post(f"{LINKS}/{ticket.pk}/revoke")
    assert (answer.status_code, missing.status_code) == (404, 404)
    foreign.refresh_from_db()
    assert foreign.revoked_at is None
    with pytest.raises(NotFound), unit_of_work():
        revoke_link(ticket, actor=as_alice, link_id=foreign.pk)


def test_the_customer_is_mailed_a_fresh_link(browser: Client, ticket: Ticket) -> None:
    assert browser.post(f"{LINKS}/send").status_code == 303
    with unit_of_work():
        mail_requested_link(Event.objects.get(type="ticket.link_sent"))
    mail = OutboundMail.objects.across_workspaces("a test").get(kind="link")
    link = next(word for word in mail.text.split() if "?t=" in word)
    assert came_by(link.removeprefix(settings.BASE_URL)).get(PAGE).status_code == 200


def test_who_may_only_look_sees_them_and_changes_nothing(viewer: Client, stranger: Client, ticket: Ticket) -> None:
    link_to(ticket)
    one = ticket.magic_links.get()
    assert b"Make a link to share" not in viewer.get(LINKS).content
    for form in ("share", "send", "revoke", f"{one.pk}/revoke"):
        assert viewer.post(f"{LINKS}/{form}").status_code == 403
        assert stranger.post(f"{LINKS}/{form}").status_code == 404
    assert stranger.get(LINKS).status_code == stranger.get(f"{LINKS}/revoke").status_code == 404
    assert viewer.get(f"{LINKS}/revoke").status_code == 403
    one.refresh_from_db()
    assert (one.revoked_at, MagicLink.objects.across_workspaces("a test").count()) == (None, 1)


# --- the key ---


def test_a_new_key_signs_and_what_the_old_one_signed_works_on(admin: Client, acme: Workspace, ticket: Ticket) -> None:
    before = link_to(ticket)
    assert admin.post(KEY, {"replace": "on"}).status_code == 303
    assert acme.signing_keys.filter(retired_at=None).count() == 1
    assert acme.signing_keys.count() == 2
    after = link_to(ticket)
    assert before.partition(".")[0] != after.partition(".")[0]
    for link in (before, after):
        assert came_by(link).get(PAGE).status_code == 200
    entry = AuditEntry._base_manager.get(action="signing_key.rotated")
    assert (entry.subject_name, entry.after) == ("links", {"old_links_ended": False})


def test_a_key_that_got_out_takes_its_links_with_it(admin: Client, acme: Workspace, ticket: Ticket) -> None:
    before = link_to(ticket)
    reader = came_by(before)
    admin.post(KEY, {"replace": "on", "end_old": "on"})
    assert acme.signing_keys.count() == 1
    assert (Client().get(before).status_code, reader.get(PAGE).status_code) == (401, 401)
    assert came_by(link_to(ticket)).get(PAGE).status_code == 200


def test_without_the_box_nothing_is_replaced(admin: Client, acme: Workspace) -> None:
    assert admin.get(KEY).status_code == 200
    assert admin.post(KEY, {"end_old": "on"}).status_code == 422
    assert acme.signing_keys.count() == 1


def test_it_is_for_those_who_may_make_keys(browser: Client, stranger: Client, acme: Workspace) -> None:
    assert browser.post(KEY, {"replace": "on"}).status_code == 403
    assert stranger.post(KEY, {"replace": "on"}).status_code == 404
    assert acme.signing_keys.count() == 1


def test_another_workspaces_key_stays(admin: Client, globex: Workspace) -> None:
    kept = globex.signing_keys.get()
    admin.post(KEY, {"replace": "on", "end_old": "on"})
    assert globex.signing_keys.get() == kept


def test_a_replaced_key_is_forgotten_when_its_last_link_is_over(acme: Workspace, adam: Membership) -> None:
    with unit_of_work():
        rotate_signing_key(actor=member_actor(adam))
    forget_replaced_keys()
    assert acme.signing_keys.count() == 2
    replaced = acme.signing_keys.exclude(retired_at=None)
    replaced.update(retired_at=timezone.now() - KEPT_AFTER_REPLACING)
    forget_replaced_keys()
    assert acme.signing_keys.get().retired_at is None


@pytest.mark.django_db(transaction=True)
def test_replaced_five_times_at_once_one_is_in_use(acme: Workspace, adam: Membership) -> None:
    def rotate(_index: int) -> Any:
        with unit_of_work():
            return rotate_signing_key(actor=member_actor(adam)).pk

    assert failures(at_once(5, rotate)) == []
    assert acme.signing_keys.filter(retired_at=None).count() == 1
