"""Mails about invitations and sign-in: to whom they go, and where their links may be found."""

import pytest

from helpdesk.accounts.actions.change_password import change_password
from helpdesk.accounts.actions.offer_password_reset import offer_password_reset
from helpdesk.accounts.actions.request_email_change import request_email_change
from helpdesk.accounts.actions.resend_invitation import resend_invitation
from helpdesk.accounts.actions.revoke_invitation import revoke_invitation
from helpdesk.accounts.actors import member_actor
from helpdesk.accounts.models import Membership, UserLink, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.wiring import HANDLERS
from tests.accounts.actions.kit import do, invite, with_codes
from tests.cast import PASSWORD
from tickets.mail.delivery import deliver
from tickets.models import OutboundMail


def post(workspace: Workspace) -> list[OutboundMail]:
    """The mails of a workspace after every handler ran, twice."""
    for _ in range(2):
        for event in Event.objects.filter(workspace_id=workspace.pk).order_by("id"):
            for handler in HANDLERS.get(event.type, ()):
                with unit_of_work():
                    handler(event)
    return list(workspace.outbound_mail.order_by("queued_at", "id"))


def test_an_invitation_goes_to_the_address_with_its_link(adam: Membership) -> None:
    invite(adam, name="Nora")
    (mail,) = post(adam.workspace)
    assert (mail.kind, mail.to, mail.ticket_id, mail.from_email) == (
        "invitation",
        "nora@acme.example",
        None,
        "help@acme.example",
    )
    assert mail.subject == "Invitation to the helpdesk of Acme"
    assert "Hello Nora," in mail.text
    assert "Adam invites you" in mail.text
    assert "/invitation?t=" in mail.text
    assert "/invitation?t=" in mail.html
    assert mail.headers["Auto-Submitted"] == "auto-generated"


def test_sent_again_it_is_another_mail_and_taken_back_it_is_none(adam: Membership) -> None:
    made = invite(adam)
    do(resend_invitation, made, actor=member_actor(adam))
    assert len(post(adam.workspace)) == 2
    other = invite(adam, "otto@acme.example")
    do(revoke_invitation, other, actor=member_actor(adam))
    assert len(post(adam.workspace)) == 2


def test_a_reset_link_goes_to_its_owner(alice: Membership) -> None:
    do(offer_password_reset, email=alice.user.email)
    (mail,) = post(alice.workspace)
    assert (mail.kind, mail.to, mail.subject) == ("account", "alice@acme.example", "Set a new password")
    assert "/reset-password?t=" in mail.text


def test_a_used_link_is_not_mailed(alice: Membership) -> None:
    link = do(offer_password_reset, email=alice.user.email)
    UserLink.objects.update(used_at=link.created_at)
    assert post(alice.workspace) == []


def test_a_new_address_gets_a_link_and_the_old_one_a_notice(alice: Membership) -> None:
    do(request_email_change, alice.user, email="new@acme.example", password=PASSWORD, client="c")
    by_address = {mail.to: mail for mail in post(alice.workspace)}
    assert set(by_address) == {"alice@acme.example", "new@acme.example"}
    assert "/confirm-email?t=" in by_address["new@acme.example"].text
    assert "?t=" not in by_address["alice@acme.example"].text
    assert "new@acme.example" in by_address["alice@acme.example"].text


def test_an_address_that_is_somebody_elses_gets_nothing(alice: Membership, eve: Membership) -> None:
    do(request_email_change, alice.user, email=eve.user.email, password=PASSWORD, client="c")
    assert [mail.to for mail in post(alice.workspace)] == ["alice@acme.example"]


def test_a_change_of_the_sign_in_is_told(alice: Membership) -> None:
    with_codes(alice.user)
    do(change_password, alice.user, current=PASSWORD, password="quite another one", client="c", keep_session=None)
    codes, password = post(alice.workspace)
    assert "asks for a code" in codes.text
    assert "Your password was changed." in password.text
    assert "Your password was changed." in password.html


def test_tokens_stand_in_no_event_job_or_audit_entry(alice: Membership, adam: Membership) -> None:
    do(offer_password_reset, email=alice.user.email)
    invite(adam)
    for mail in post(alice.workspace):
        token = mail.text.partition("?t=")[2].split()[0]
        assert len(token) > 60
        for event in Event.objects.all():
            assert token not in str(event.data)
        for entry in alice.workspace.audit_entries.all():
            assert token not in f"{entry.before}{entry.after}"


def test_a_name_that_advertises_is_not_greeted(adam: Membership) -> None:
    invite(adam, name="Visit www.evil.example")
    (mail,) = post(adam.workspace)
    assert "evil" not in mail.text + mail.html


@pytest.mark.parametrize("address", ["help@acme.example", "help@globex.example"])
def test_no_helpdesk_is_written_to(adam: Membership, globex: Workspace, address: str) -> None:
    invite(adam, address)
    assert post(adam.workspace) == []


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_cannot_reach_anybody_is_told_in_the_log(adam: Membership) -> None:
    invite(adam)
    (mail,) = post(adam.workspace)
    adam.workspace.outbound_mail.update(to="nora@x.example\r\nRCPT TO:<v@x.example>")
    deliver(adam.workspace.pk, mail.pk)
    mail.refresh_from_db()
    assert mail.state == "failed"
    assert Event.objects.filter(type="workspace.mail_failed", subject_id=adam.workspace.pk).exists()
