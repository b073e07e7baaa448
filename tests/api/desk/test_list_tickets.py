"""GET /api/v1/desk/tickets."""

import pytest

from helpdesk.accounts.models import Membership
from tests.cast import Api
from tickets.models import Ticket


def create(desk: Api, **fields: object) -> str:
    """The id of a new ticket."""
    body = {"subject": "Help", "body": "Please", "email": "ana@customer.example", **fields}
    return desk("POST", "tickets", body).json()["id"]


def ids(desk: Api, query: str = "") -> list[str]:
    """The ids of the first page."""
    return [row["id"] for row in desk("GET", f"tickets{query}").json()["tickets"]]


def test_the_newest_comes_first_and_rows_leave_out_body_and_updated_at(desk: Api) -> None:
    made = [create(desk) for _ in range(3)]
    body = desk("GET", "tickets").json()
    assert [row["id"] for row in body["tickets"]] == made[::-1]
    assert (body["hasMore"], "nextCursor" in body) == (False, False)
    assert set(body["tickets"][0]) == {"id", "subject", "priority", "status", "email", "tags", "assignee", "createdAt"}


def test_every_filter_narrows_the_list(desk: Api, alice: Membership) -> None:
    plain = create(desk)
    tagged = create(desk, tags=["login"], priority="high")
    taken = create(desk)
    desk("PATCH", f"tickets/{taken}", {"assignee": "alice@acme.example", "status": "pending"})
    assert ids(desk, "?tag=login") == [tagged]
    assert ids(desk, "?tag=log") == []
    assert ids(desk, "?priority=high") == [tagged]
    assert ids(desk, "?status=pending") == [taken]
    assert ids(desk, "?status=open") == [tagged, plain]
    assert ids(desk, "?assignee=ALICE@acme.example") == [taken]
    assert ids(desk, "?assignee=nobody@acme.example") == []
    assert ids(desk, "?status=pending&priority=high") == []


def test_open_covers_tickets_in_progress(desk: Api, ticket: Ticket) -> None:
    ticket.status = "in_progress"
    ticket.save(update_fields=["status"])
    assert len(ids(desk, "?status=open")) == 1


def test_a_walk_through_the_pages_meets_every_ticket_once_while_new_ones_arrive(desk: Api) -> None:
    made = [create(desk) for _ in range(7)]
    seen, cursor = [], ""
    while True:
        page = desk("GET", f"tickets?limit=3{cursor}").json()
        seen += [row["id"] for row in page["tickets"]]
        create(desk)
        if not page["hasMore"]:
            break
        cursor = f"&cursor={page['nextCursor']}"
    assert seen == made[::-1]


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=101", "limit=-1", "limit=x", "limit=", "limit=1&limit=2", "limit=%D9%A3", "cursor=%00",
     "cursor=xyz", "cursor=W10", "cursor=WzEsMl0", "cursor=" + "a" * 300, "status=new", "status=in_progress",
     "priority=asap", "stauts=open", "tag=%00", "assignee=a&assignee=b", "cursor=WzFlOTk5LCJhIl0"],
)  # fmt: skip
def test_parameters_that_mean_nothing_are_refused(desk: Api, query: str) -> None:
    answer = desk("GET", f"tickets?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_another_workspaces_tickets_are_not_listed(desk: Api, foreign_ticket: Ticket) -> None:
    assert ids(desk) == []


def test_the_number_of_statements_does_not_grow_with_the_rows(desk: Api, django_assert_max_num_queries) -> None:
    create(desk)
    desk("GET", "tickets")
    for _ in range(5):
        create(desk, tags=["a", "b"])
    with django_assert_max_num_queries(3):  # one for the limiter's key, one for its address, one for the list
        desk("GET", "tickets")
