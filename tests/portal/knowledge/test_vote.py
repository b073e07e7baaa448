"""/portal/<workspace>/kb/<language>/<slug>/vote"""

import re

import pytest
from django.test import Client

from tests.portal.knowledge.conftest import DRAFT, FOREIGN, INTERNAL, RESET, Library, text

pytestmark = pytest.mark.django_db
VOTE = RESET + "/vote"


def votes(library: Library) -> list[tuple[str, bool]]:
    """What was said about the article, in which language."""
    article = library.articles["Resetting your password"]
    return list(article.votes.order_by("created_at").values_list("language", "is_helpful"))


def test_pressing_yes_is_noted_and_thanked_for(library: Library) -> None:
    client = Client(enforce_csrf_checks=True)
    page = text(client.get(RESET))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    assert f'action="{VOTE}"' in page
    answer = client.post(VOTE, {"helpful": "yes", "csrfmiddlewaretoken": token[1]})
    assert (answer.status_code, answer["Location"]) == (303, RESET + "?said=yes#helpful")
    assert "Thank you" in text(client.get(RESET + "?said=yes"))
    assert votes(library) == [("en", True)]


def test_pressing_no_offers_to_write(client: Client, library: Library) -> None:
    assert client.post(VOTE, {"helpful": "no"})["Location"] == RESET + "?said=no#helpful"
    page = text(client.get(RESET + "?said=no"))
    assert 'href="/portal/acme/submit"' in page[page.index("Was this helpful?") :]
    assert votes(library) == [("en", False)]


def test_a_reader_has_one_vote_and_may_change_it(client: Client, library: Library) -> None:
    for answer in ("yes", "yes", "no"):
        assert client.post(VOTE, {"helpful": answer}).status_code == 303
    assert votes(library) == [("en", False)]
    assert client.post(VOTE, {"helpful": "yes"}, REMOTE_ADDR="192.0.2.9").status_code == 303
    assert client.post(VOTE, {"helpful": "yes"}, headers={"User-Agent": "another"}).status_code == 303
    assert [said for _language, said in votes(library)] == [False, True, True]


def test_a_vote_says_nothing_about_who_gave_it(client: Client, library: Library) -> None:
    client.post(VOTE, {"helpful": "yes"}, REMOTE_ADDR="192.0.2.9")
    (vote,) = library.articles["Resetting your password"].votes.all()
    assert len(bytes(vote.reader)) == 32
    assert b"192" not in bytes(vote.reader)


def test_looking_votes_nothing(client: Client, library: Library) -> None:
    assert client.get(VOTE).status_code == 405
    client.get(RESET + "?said=yes")
    client.get(RESET + "?helpful=yes")
    assert votes(library) == []


def test_a_form_from_elsewhere_is_refused(library: Library) -> None:
    assert Client(enforce_csrf_checks=True).post(VOTE, {"helpful": "yes"}).status_code == 403
    assert votes(library) == []


@pytest.mark.parametrize("sent", [{}, {"helpful": ""}, {"helpful": "maybe"}, {"helpful": "yes\x00"}])
def test_anything_else_is_no_vote(client: Client, library: Library, sent: dict[str, str]) -> None:
    assert client.post(VOTE, sent).status_code == 422
    assert votes(library) == []


@pytest.mark.parametrize("address", [INTERNAL, DRAFT, FOREIGN.replace("globex", "acme"), RESET + "x"])
def test_what_cannot_be_read_cannot_be_voted_on(
    client: Client, library: Library, foreign_library: Library, address: str
) -> None:
    assert client.post(address + "/vote", {"helpful": "yes"}).status_code == 404


def test_somebody_who_presses_all_day_is_asked_to_wait(client: Client, library: Library, limiter: None) -> None:
    answers = [client.post(VOTE, {"helpful": "yes"}).status_code for _ in range(61)]
    assert answers == [303] * 60 + [429]
