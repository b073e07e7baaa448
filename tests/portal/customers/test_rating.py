"""Rate the help one got: once, by a button, with a quarter of an hour to think again."""

import datetime
import re
import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tests.portal.customers.conftest import PAGE, came_by
from tickets.actions import change_status
from tickets.models import Feedback, Ticket

pytestmark = pytest.mark.django_db


def stored() -> list[tuple[int, str]]:
    return list(Feedback.objects.across_workspaces("a test").values_list("score", "comment"))


def chosen(page: bytes) -> list[str]:
    radios = re.findall(r'<input type="radio"[^>]*>', page.decode())
    return [value for tag in radios if "checked" in tag for value in re.findall(r'value="(\d)"', tag)]


@pytest.mark.parametrize("purpose", ["tracking", "rating"])
def test_either_link_may_rate(solved: Ticket, tracking: str, rating: str, purpose: str) -> None:
    client = came_by({"tracking": tracking, "rating": rating}[purpose])
    answer = client.post(f"{PAGE}/rating", {"score": "4", "comment": "Quick.\r\nThanks"})
    assert (answer.status_code, answer["Location"]) == (303, f"{PAGE}#rating")
    assert stored() == [(4, "Quick.\nThanks")]
    assert b"Your rating is stored." in client.get(PAGE).content


def test_a_pressed_face_is_chosen_and_not_stored(
    client: Client, solved: Ticket, rating: str, everything: Callable[[], list[int]]
) -> None:
    before = everything()
    page = client.get(client.get(f"{rating}&score=2")["Location"].partition("#")[0]).content
    assert chosen(page) == ["2"]
    assert everything() == before


@pytest.mark.parametrize("score", ["", "0", "6", "22", "x"])
def test_nothing_is_chosen_by_an_address_that_names_no_face(carols: Client, solved: Ticket, score: str) -> None:
    assert chosen(carols.get(f"{PAGE}?score={score}").content) == []


@pytest.mark.parametrize(
    "data", [{}, {"score": ""}, {"score": "0"}, {"score": "6"}, {"score": "4.5"}, {"score": "good"}]
)
def test_without_a_face_the_form_comes_back(carols: Client, solved: Ticket, data: dict[str, str]) -> None:
    answer = carols.post(f"{PAGE}/rating", data | {"comment": "Kept"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose one of the five faces." in page
    assert ">\nKept</textarea>" in page
    assert stored() == []


def test_a_comment_may_have_a_thousand_characters(carols: Client, solved: Ticket) -> None:
    too_long = carols.post(f"{PAGE}/rating", {"score": "3", "comment": "c" * 1001})
    assert too_long.status_code == 422
    assert chosen(too_long.content) == ["3"]
    assert stored() == []
    full = "\r\n".join(["c"] * 500) + "c"
    assert carols.post(f"{PAGE}/rating", {"score": "3", "comment": full}).status_code == 303
    assert len(stored()[0][1]) == 1000


@pytest.mark.parametrize("status", ["open", "in_progress", "pending"])
def test_only_the_solved_is_offered_for_rating(carols: Client, solved: Ticket, as_alice: Actor, status: str) -> None:
    with unit_of_work():
        change_status(solved, actor=as_alice, to=status)
    assert b'type="radio"' not in carols.get(PAGE).content
    assert stored() == []


def age(seconds: int) -> None:
    """Make the rating older."""
    rows = Feedback.objects.across_workspaces("a test")
    rows.update(created_at=rows.get().created_at - datetime.timedelta(seconds=seconds))


def test_it_can_be_changed_for_a_quarter_of_an_hour(carols: Client, solved: Ticket) -> None:
    carols.post(f"{PAGE}/rating", {"score": "1", "comment": "Slow"})
    age(14 * 60 + 30)
    page = carols.get(PAGE).content
    assert chosen(page) == ["1"]
    assert b"Change my rating" in page
    assert carols.post(f"{PAGE}/rating", {"score": "5"}).status_code == 303
    assert stored() == [(5, "")]


def test_changing_does_not_start_the_quarter_of_an_hour_again(carols: Client, solved: Ticket) -> None:
    carols.post(f"{PAGE}/rating", {"score": "1"})
    age(10 * 60)
    carols.post(f"{PAGE}/rating", {"score": "2"})
    age(10 * 60)
    assert carols.post(f"{PAGE}/rating", {"score": "3"}).status_code == 409
    assert stored() == [(2, "")]


def test_afterwards_it_is_sealed_with_thanks(carols: Client, solved: Ticket) -> None:
    carols.post(f"{PAGE}/rating", {"score": "1", "comment": "<b>Slow</b>"})
    age(15 * 60 + 1)
    page = carols.get(f"{PAGE}?score=5").content
    assert b"You gave 1 of 5." in page
    assert b"&lt;b&gt;Slow&lt;/b&gt;" in page
    assert b'type="radio"' not in page
    answer = carols.post(f"{PAGE}/rating", {"score": "5"})
    assert answer.status_code == 409
    assert b"already been rated" in answer.content
    assert stored() == [(1, "<b>Slow</b>")]


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_leave_one_rating(solved: Ticket, tracking: str) -> None:
    clients = [came_by(tracking) for _one in range(10)]
    start, answers = threading.Barrier(10), []

    def rate(client: Client, score: int) -> None:
        try:
            start.wait()
            answers.append(client.post(f"{PAGE}/rating", {"score": str(score)}).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=rate, args=(one, number % 5 + 1)) for number, one in enumerate(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303] * 10
    assert len(stored()) == 1
    assert Event.objects.filter(type="ticket.rated").latest("id").data["score"] == stored()[0][0]
