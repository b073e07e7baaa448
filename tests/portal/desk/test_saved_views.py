"""The pages of lists that people keep."""

import uuid

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.unit import unit_of_work
from tests.portal.conftest import SCRIPT
from tickets.actions import save_view
from tickets.models import SavedView, Ticket

VIEWS = "/desk/acme/views/"
LIST = "/desk/acme/tickets/"


@pytest.fixture
def view(as_alice: Actor) -> SavedView:
    """Alice's own list."""
    with unit_of_work():
        return save_view(actor=as_alice, name="Late ones", query="is:open -tag:late")


def test_a_search_is_kept_and_shown_again(browser: Client, ticket: Ticket) -> None:
    page = browser.get(LIST, {"q": "is:open", "priority": "medium"})
    assert b"views/new?query=priority%3Amedium%20is%3Aopen" in page.content
    form = browser.get(VIEWS + "new", {"query": "priority:medium is:open"})
    assert b'value="priority:medium is:open"' in form.content
    saved = browser.post(
        VIEWS + "new", {"name": "My list", "query": "priority:medium is:open", "owner": "member"}, follow=True
    )
    assert [row["subject"] for row in saved.context["rows"]] == ["Cannot sign in"]
    assert saved.content.count(b"My list") >= 2
    assert b'aria-current="page"' in saved.content
    assert b"Change this list" in saved.content


def test_it_is_narrowed_like_any_other_and_words_look_beyond_it(
    browser: Client, ticket: Ticket, view: SavedView
) -> None:
    assert len(browser.get(LIST, {"view": str(view.pk), "priority": "medium"}).context["rows"]) == 1
    assert len(browser.get(LIST, {"view": str(view.pk), "priority": "low"}).context["rows"]) == 0
    beyond = browser.get(LIST, {"view": str(view.pk), "q": "tag:late"})
    assert beyond.context["filters"].view.word == "all"


def test_a_list_whose_words_no_longer_fit_says_so(browser: Client, view: SavedView, acme: Workspace) -> None:
    acme.saved_views.filter(pk=view.pk).update(query="queue:gone")
    page = browser.get(LIST, {"view": str(view.pk)})
    assert page.status_code == 422
    assert "knows no “gone”".encode() in page.content
    assert b"Change this list" in page.content


def test_it_is_changed_moved_and_deleted(browser: Client, view: SavedView, as_alice: Actor) -> None:
    with unit_of_work():
        save_view(actor=as_alice, name="Second", query="")
    own = f"{VIEWS}{view.pk}"
    assert b'value="Late ones"' in browser.get(own).content
    changed = browser.post(own, {"name": "Later", "query": "tag:late"})
    assert changed["Location"] == f"{LIST}?view={view.pk}"
    assert browser.post(own + "/move", {"to": "down"})["Location"] == VIEWS
    page = browser.get(VIEWS).content
    assert page.index(b">Second<") < page.rindex(b">Later<")
    assert browser.post(own + "/delete")["Location"] == VIEWS
    assert b"Its tickets are not" in browser.get(VIEWS).content
    assert browser.get(own).status_code == 404


def test_nothing_is_lost_when_it_is_refused(browser: Client, view: SavedView) -> None:
    for address in (VIEWS + "new", f"{VIEWS}{view.pk}"):
        answer = browser.post(address, {"name": "Reds", "query": "colour:red", "owner": "member"})
        assert answer.status_code == 422
        assert b'value="Reds"' in answer.content
        assert b'value="colour:red"' in answer.content
        assert "There is no filter “colour:”".encode() in answer.content
    assert browser.post(f"{VIEWS}{view.pk}/move", {"to": "left"}).status_code == 422
    assert browser.post(VIEWS + "new", {"name": "x", "query": "", "owner": "team:1"}).status_code == 422
    assert browser.post(VIEWS + "new", {"name": "x", "query": "", "owner": "workspace"}).status_code == 403


def test_a_form_sent_twice_keeps_one(browser: Client, as_alice: Actor) -> None:
    form = {"name": "Once", "query": "", "owner": "member", "once": str(uuid.uuid4())}
    first, second = browser.post(VIEWS + "new", form), browser.post(VIEWS + "new", form)
    assert first["Location"] == second["Location"]
    assert as_alice.workspace.saved_views.count() == 1


def test_the_workspaces_are_used_by_all_and_changed_by_few(
    browser: Client, viewer: Client, adam: Membership, signed_in: object
) -> None:
    with unit_of_work():
        shared = save_view(actor=member_actor(adam), name="Shared", query="is:open", owner="workspace")
    for client in (browser, viewer):
        assert b"Shared" in client.get(LIST).content
        assert b"belongs to the whole workspace" in client.get(f"{VIEWS}{shared.pk}").content
        assert client.post(f"{VIEWS}{shared.pk}/delete").status_code == 403
    assert adam.workspace.saved_views.count() == 1


def test_other_peoples_lists_look_like_none(view: SavedView, viewer: Client, stranger: Client, browser: Client) -> None:
    missing = f"{VIEWS}{uuid.uuid4()}"
    for client in (viewer, stranger):
        answers = {client.get(address).content for address in (f"{VIEWS}{view.pk}", missing)}
        assert len(answers) == 1
        assert client.get(missing).status_code == 404
        assert client.post(f"{VIEWS}{view.pk}/delete").status_code == 404
    assert b"Late ones" not in viewer.get(LIST).content
    assert viewer.get(LIST, {"view": str(view.pk)}).status_code == 422
    assert b"Late ones" in browser.get(LIST).content


def test_what_people_wrote_is_inert(browser: Client, as_alice: Actor) -> None:
    with unit_of_work():
        made = save_view(actor=as_alice, name=SCRIPT, query=f'"{SCRIPT}"')
    for address in (LIST, VIEWS, f"{VIEWS}{made.pk}", f"{LIST}?view={made.pk}"):
        assert SCRIPT not in browser.get(address).content.decode()
