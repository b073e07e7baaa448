"""Setting a new password by a mailed link."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from helpdesk.accounts.actions.request_email_change import request_email_change
from helpdesk.accounts.models import Membership, UserLink
from helpdesk.accounts.signing_in.links import address_of
from tests.accounts.actions.kit import do, with_codes
from tests.cast import PASSWORD
from tests.portal.signin.conftest import Link, follow, path_of

PAGE = "/reset-password"
NEW = "another horse battery staple"


def test_a_link_sets_a_new_password(client: Client, reset_link: Link, alice: Membership) -> None:
    assert follow(client, reset_link()) == PAGE
    page = client.get(PAGE).content.decode()
    assert alice.user.email in page
    assert 'autocomplete="new-password"' in page
    answer = client.post(PAGE, {"password": NEW})
    assert (answer.status_code, answer["Location"]) == (303, "/sign-in")
    alice.user.refresh_from_db()
    assert alice.user.check_password(NEW)
    assert client.cookies["link_password"].value == ""


def test_opening_the_link_uses_nothing_up(client: Client, reset_link: Link) -> None:
    link = reset_link()
    for _ in range(3):
        assert follow(client, link) == PAGE
        assert client.head(PAGE).status_code == 200
    assert UserLink.objects.get().used_at is None


def test_the_token_leaves_the_address_and_is_told_to_nobody(client: Client, reset_link: Link) -> None:
    link = reset_link()
    answer = client.get(link)
    cookie = answer.cookies["link_password"]
    assert cookie.value == link.partition("?t=")[2]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (PAGE, True, "Lax")
    for page in (answer, client.get(PAGE), Client().get(PAGE)):
        assert page["Referrer-Policy"] == "strict-origin"
        assert page["Cache-Control"] == "no-store"
        assert link.partition("?t=")[2] not in page.content.decode() + page.get("Location", "")


def test_old_sessions_end(signed_in: Callable[[Membership], Client], reset_link: Link, alice: Membership) -> None:
    old, fresh = signed_in(alice), Client()
    assert old.get("/desk/acme/tickets/").status_code == 200
    follow(fresh, reset_link())
    fresh.post(PAGE, {"password": NEW})
    assert old.get("/desk/acme/tickets/").status_code == 302


def test_it_signs_nobody_in_and_codes_are_still_asked_for(reset_link: Link, alice: Membership) -> None:
    with_codes(alice.user)
    client = Client()
    follow(client, reset_link())
    client.post(PAGE, {"password": NEW})
    assert client.get("/desk/acme/tickets/").status_code == 302
    answer = client.post("/sign-in", {"email": alice.user.email, "password": NEW})
    assert answer["Location"] == "/sign-in/code"


def test_a_weak_password_comes_back_with_the_reason(client: Client, reset_link: Link) -> None:
    follow(client, reset_link())
    answer = client.post(PAGE, {"password": "short"})
    assert answer.status_code == 422
    assert b"too short" in answer.content
    assert b"short" not in answer.content.split(b'id="password"')[1].split(b">")[0]
    assert client.post(PAGE, {"password": NEW}).status_code == 303


def test_a_used_link_says_so(client: Client, reset_link: Link) -> None:
    link = reset_link()
    follow(client, link)
    client.post(PAGE, {"password": NEW})
    for again in (Client().get(link), Client().get(PAGE)):
        assert again.status_code == 401
    assert b"works no more" in Client().get(link).content


def altered(link: str) -> list[str]:
    address, _, token = link.partition("?t=")
    head, claims, signature = token.split(".")
    flipped = ("A" if signature[5] != "A" else "B").join((signature[:5], signature[6:]))
    unsigned = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0"
    tokens = [
        "", "x", ".", "..", f"{head}.{claims}.{flipped}", f"{head}.{claims}.", f"{unsigned}.{claims}.",
        f"{head}.{claims}x.{signature}", token * 20, "\x00", "é", "eyJ9.eyJ9.eyJ9",
    ]  # fmt: skip
    return [f"{address}?t={text}" for text in tokens]


def test_altered_tokens_open_nothing(reset_link: Link) -> None:
    pages = [Client().get(link) for link in altered(reset_link())]
    assert {page.status_code for page in pages} == {401}
    assert len({page.content for page in pages}) == 1
    assert UserLink.objects.get().used_at is None


def test_a_link_for_another_purpose_opens_nothing_here(
    alice: Membership, reset_link: Link, invitation_link: Link
) -> None:
    do(request_email_change, alice.user, email="new@acme.example", password=PASSWORD, client="c")
    email = path_of(address_of(UserLink.objects.get(purpose="email")))
    links = {"/reset-password": reset_link(), "/confirm-email": email, "/invitation": invitation_link()}
    for page in links:
        for other, link in links.items():
            answer = Client().get(page + "?t=" + link.partition("?t=")[2])
            assert answer.status_code == (303 if page == other else 401)


def test_an_expired_link_says_so(client: Client, reset_link: Link) -> None:
    link = do_expire(reset_link)
    assert b"works no more" in client.get(link).content


def do_expire(reset_link: Link) -> str:
    """A link whose hour is over."""
    reset_link()
    row = UserLink.objects.get()
    row.expires_at = row.created_at.replace(year=2020)
    row.save()
    return path_of(address_of(row))


def test_whoever_is_inactive_is_let_in_by_no_link(client: Client, reset_link: Link, alice: Membership) -> None:
    link = reset_link()
    alice.user.is_active = False
    alice.user.save()
    assert client.get(link).status_code == 401


@pytest.mark.parametrize("page", ["/reset-password", "/confirm-email", "/invitation"])
def test_without_any_link_there_is_nothing_to_see(client: Client, db: None, page: str) -> None:
    for answer in (client.get(page), client.post(page, {"password": NEW, "name": "x"})):
        assert answer.status_code == 401
        assert b"This link does not work" in answer.content


def test_the_link_leads_to_our_own_address(reset_link: Link) -> None:
    assert reset_link().startswith("/reset-password?t=eyJ")
    assert settings.BASE_URL not in reset_link()
