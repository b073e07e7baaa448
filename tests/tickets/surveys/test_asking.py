"""Who is asked how the help was, when, and that it happens once."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tests.tickets.actions.kit import events_of, fresh
from tests.tickets.mail.acts import assign, move, open_ticket, rate, say
from tests.tickets.mail.conftest import Mails
from tests.together import at_once
from tickets.actions import rate_ticket, start_survey
from tickets.models import OutboundMail, Survey, Ticket
from tickets.surveys import sweep
from tickets.surveys.asking import claim_survey
from tickets.surveys.handlers import mail_survey, plan_survey
from tickets.surveys.sweep import start_due_surveys


def settings_of(workspace: Workspace, **values: Any) -> None:
    Workspace.objects.filter(pk=workspace.pk).update(**values)


@pytest.fixture
def an_hour_later(acme: Workspace) -> None:
    """Acme asks an hour after a ticket was resolved."""
    settings_of(acme, survey_delay_minutes=60)


def survey_of(ticket: Ticket) -> Survey | None:
    return Survey._base_manager.filter(ticket=ticket).first()


def let_time_pass(ticket: Ticket) -> None:
    """The survey's moment comes."""
    Survey._base_manager.filter(ticket=ticket, due_at__isnull=False).update(
        due_at=timezone.now() - datetime.timedelta(seconds=1)
    )
    start_due_surveys()


def asked(ticket: Ticket, mails: Mails) -> list[OutboundMail]:
    """The mails with the question, of whichever kind."""
    return [mail for mail in mails(ticket) if "score=" in mail.html]


def test_without_a_delay_the_mail_that_it_is_solved_asks(ticket: Ticket, as_alice: Actor, mails: Mails) -> None:
    move(ticket, as_alice, "resolved")
    assert [mail.kind for mail in asked(ticket, mails)] == ["resolved"]
    survey = survey_of(ticket)
    assert survey
    assert survey.sent_at
    assert survey.due_at is None


@pytest.mark.usefixtures("an_hour_later")
def test_with_a_delay_a_mail_of_its_own_asks_when_its_time_has_come(
    ticket: Ticket, as_alice: Actor, mails: Mails
) -> None:
    move(ticket, as_alice, "resolved")
    assert asked(ticket, mails) == []
    survey, resolved_at = survey_of(ticket), fresh(ticket).resolved_at
    assert survey
    assert resolved_at
    assert survey.due_at == resolved_at + datetime.timedelta(minutes=60)
    start_due_surveys()
    assert "ticket.survey_due" not in events_of(ticket)
    let_time_pass(ticket)
    (mail,) = asked(ticket, mails)
    assert (mail.kind, mail.to, mail.cc) == ("survey", "carol@customer.example", [])
    assert mail.html.count("score=") == 5
    assert "How was our help" in mail.text
    let_time_pass(ticket)
    assert len(asked(ticket, mails)) == 1


@pytest.mark.usefixtures("an_hour_later")
def test_nobody_in_copy_is_asked(as_carol: Actor, as_alice: Actor, carol: Customer, mails: Mails) -> None:
    ticket = open_ticket(as_carol, carol, cc_emails=["dave@customer.example"])
    move(ticket, as_alice, "resolved")
    mails(ticket)
    let_time_pass(ticket)
    (mail,) = mails(ticket, "survey")
    assert (mail.to, mail.cc) == ("carol@customer.example", [])


@pytest.mark.usefixtures("an_hour_later")
def test_reopening_puts_it_off_and_resolving_again_plans_it_anew(
    ticket: Ticket, as_alice: Actor, as_carol: Actor, mails: Mails
) -> None:
    move(ticket, as_alice, "resolved")
    mails(ticket)
    say(ticket, as_carol, "No, it is not.")
    mails(ticket)
    survey = survey_of(ticket)
    assert survey
    assert survey.due_at is None
    move(ticket, as_alice, "resolved")
    mails(ticket)
    let_time_pass(ticket)
    assert len(asked(ticket, mails)) == 1


@pytest.mark.parametrize("delay", [0, 60])
def test_a_ticket_is_asked_about_once_ever(
    acme: Workspace, ticket: Ticket, as_alice: Actor, mails: Mails, delay: int
) -> None:
    settings_of(acme, survey_delay_minutes=delay)
    for _ in range(2):
        move(ticket, as_alice, "resolved")
        mails(ticket)
        let_time_pass(ticket)
        assert len(asked(ticket, mails)) == 1
        move(ticket, as_alice, "open")
        mails(ticket)


@pytest.mark.usefixtures("an_hour_later")
def test_one_reopened_between_its_moment_and_the_mail_is_asked_after_it_is_solved_again(
    ticket: Ticket, as_alice: Actor, mails: Mails
) -> None:
    move(ticket, as_alice, "resolved")
    mails(ticket)
    let_time_pass(ticket)
    move(ticket, as_alice, "open")
    assert asked(ticket, mails) == []
    move(ticket, as_alice, "resolved")
    mails(ticket)
    let_time_pass(ticket)
    assert len(asked(ticket, mails)) == 1


@pytest.mark.parametrize("delay", [0, 60])
@pytest.mark.parametrize("reason", ["off", "blocked", "erased", "rated", "spam", "test"])
def test_who_is_not_to_be_asked_is_not(
    acme: Workspace, carol: Customer, ticket: Ticket, as_alice: Actor, as_carol: Actor, mails: Mails,
    delay: int, reason: str,
) -> None:  # fmt: skip
    settings_of(acme, survey_delay_minutes=delay, asks_for_rating=reason != "off")
    move(ticket, as_alice, "resolved")
    if reason == "blocked":
        Customer._base_manager.filter(pk=carol.pk).update(is_blocked=True)
    elif reason == "erased":
        Customer._base_manager.filter(pk=carol.pk).update(email="erased-1@erased.invalid")
    elif reason == "rated":
        rate(ticket, as_carol, 5)
    elif reason in {"spam", "test"}:
        Ticket._base_manager.filter(pk=ticket.pk).update(**{f"is_{reason}": True})
    mails(ticket)
    Survey._base_manager.get_or_create(
        ticket=ticket, workspace=acme, defaults={"due_at": timezone.now(), "created_at": timezone.now()}
    )
    let_time_pass(ticket)
    assert asked(ticket, mails) == []
    survey = survey_of(ticket)
    assert survey
    assert (survey.due_at, survey.sent_at) == (None, None)


def test_customers_start_no_survey(ticket: Ticket, as_carol: Actor) -> None:
    with unit_of_work(), pytest.raises(Exception, match="support team"):
        start_survey(ticket, actor=as_carol)


@pytest.mark.usefixtures("an_hour_later")
def test_handlers_may_run_twice(ticket: Ticket, as_alice: Actor, mails: Mails) -> None:
    move(ticket, as_alice, "resolved")
    mails(ticket)
    let_time_pass(ticket)
    mails(ticket)
    for event in Event.objects.filter(subject_id=ticket.pk):
        for handler, type in ((plan_survey, "ticket.status_changed"), (mail_survey, "ticket.survey_due")):
            if event.type == type:
                with unit_of_work():
                    handler(event)
    let_time_pass(ticket)
    assert len(asked(ticket, mails)) == 1


def test_the_workspaces_own_words_open_it(acme: Workspace, ticket: Ticket, as_alice: Actor, mails: Mails) -> None:
    settings_of(acme, survey_delay_minutes=1)
    acme.mail_wordings.create(kind="survey", language="en", subject="Well, {name}?", opening="Tell {company} about it.")
    move(ticket, as_alice, "resolved")
    mails(ticket)
    let_time_pass(ticket)
    (mail,) = mails(ticket, "survey")
    assert "Tell Acme about it." in mail.text
    assert "was solved" not in mail.text
    assert mail.subject.startswith("Well")


@pytest.mark.usefixtures("an_hour_later")
def test_one_that_cannot_be_started_keeps_no_other_waiting(
    ticket: Ticket, as_alice: Actor, as_carol: Actor, carol: Customer, mails: Mails, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_ticket(as_carol, carol)
    for one in (ticket, other):
        move(one, as_alice, "resolved")
        mails(one)
    Survey._base_manager.update(due_at=timezone.now())

    def broken(found: Ticket, *, actor: Actor) -> Survey | None:
        if found.pk == ticket.pk:
            raise ValueError
        return start_survey(found, actor=actor)

    monkeypatch.setattr(sweep, "start_survey", broken)
    start_due_surveys()
    assert (asked(ticket, mails), len(asked(other, mails))) == ([], 1)


def test_the_sweep_costs_by_what_is_due(acme: Workspace, ticket: Ticket, as_alice: Actor, mails: Mails) -> None:
    move(ticket, as_alice, "resolved")
    mails(ticket)
    with CaptureQueriesContext(connection) as captured:
        start_due_surveys()
    assert len(captured) == 1


@pytest.mark.django_db(transaction=True)
def test_of_ten_who_ask_at_once_one_does(ticket: Ticket, as_alice: Actor) -> None:
    move(ticket, as_alice, "resolved")
    now = fresh(ticket)

    def claim(_index: int) -> bool:
        with unit_of_work():
            return claim_survey(now)

    assert sorted(at_once(10, claim)) == [False] * 9 + [True]


def test_whoever_has_the_ticket_is_told_of_a_low_rating(
    ticket: Ticket, as_alice: Actor, as_carol: Actor, alice: Membership, mails: Mails
) -> None:
    assign(ticket, as_alice, alice)
    said = "It broke <b>again</b>."
    with unit_of_work():
        rate_ticket(ticket, actor=as_carol, score=1, comment=said)
    (mail,) = mails(ticket, "rated")
    assert mail.to == "alice@acme.example"
    assert "1 of 5" in mail.text
    assert said in mail.text
    assert "<b>again" not in mail.html
    assert alice.inbox.get().kind == "rating"
