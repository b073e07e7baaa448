"""Queries compiled once: the values of a call reach their places, and no shape answers for another."""

import pytest
from django.db import connection

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership
from helpdesk.http.compiled import CompiledQuery, numbered
from tickets.models import Ticket


def by_subject(actor: Actor, *, subject: str):
    """Tickets of an actor's workspace with a subject."""
    return actor.workspace.tickets.visible_to(actor).filter(subject=subject).values_list("id")


def test_each_call_runs_with_its_own_values(as_alice: Actor, ticket: Ticket) -> None:
    query = CompiledQuery(by_subject)
    assert query.rows(as_alice, subject="Cannot sign in") == [(ticket.pk,)]
    assert query.rows(as_alice, subject="Something else") == []
    assert query.rows(as_alice, subject="Cannot sign in") == [(ticket.pk,)]


def test_the_queryset_is_built_once_for_a_shape_and_anew_for_another_actor(
    as_alice: Actor, eve: Membership, ticket: Ticket, foreign_ticket: Ticket
) -> None:
    built = []

    def build(actor: Actor, *, subject: str):
        built.append(actor)
        return by_subject(actor, subject=subject)

    query = CompiledQuery(build)
    for _ in range(3):
        assert query.rows(as_alice, subject="Cannot sign in") == [(ticket.pk,)]
        assert query.rows(member_actor(eve), subject="Secret") == [(foreign_ticket.pk,)]
    assert len(built) == 2


def test_a_value_that_does_not_reach_the_statement_is_a_fault(as_alice: Actor, ticket: Ticket) -> None:
    query = CompiledQuery(lambda actor, *, subject: by_subject(actor, subject=subject.upper() + "!"))
    with pytest.raises(RuntimeError):
        query.rows(as_alice, subject="x")


def test_a_prepared_question_is_planned_by_the_server_once(as_alice: Actor, ticket: Ticket) -> None:
    query = CompiledQuery(by_subject, prepared=True)
    for _ in range(3):
        assert query.rows(as_alice, subject="Cannot sign in") == [(ticket.pk,)]
        assert query.rows(as_alice, subject="Something else") == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%subject%%$%%'", [])
        assert cursor.fetchone() == (1,)


def test_the_places_of_a_prepared_statement_are_numbered() -> None:
    assert numbered("a = %s AND b LIKE '%%x' AND c = %s") == "a = $1 AND b LIKE '%x' AND c = $2"
