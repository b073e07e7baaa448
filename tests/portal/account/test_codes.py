"""Setting up sign-in codes, and workspaces that ask for them."""

import re
from collections.abc import Callable

from django.test import Client

from helpdesk.accounts.models import Authenticator, Membership, RecoveryCode, Workspace
from helpdesk.accounts.signing_in.totp import as_text, key_of
from portal.account.qr import drawn
from tests.accounts.actions.kit import code_of, with_codes
from tests.cast import PASSWORD
from tests.portal.account.conftest import browser_of

PAGE = "/account/codes"
SHOWN = re.compile(r"<code>([a-z2-9]{6}-[a-z2-9]{6})</code>")


def set_up(browser: Client) -> tuple[bytes, list[str]]:
    """Switch codes on by the pages."""
    browser.post(PAGE)
    key = key_of(Authenticator.objects.get())
    answer = browser.post(f"{PAGE}/confirm", {"code": code_of(key)})
    assert answer.status_code == 200
    return key, SHOWN.findall(answer.content.decode())


def test_from_off_to_on_with_recovery_codes_shown_once(browser: Client, alice: Membership) -> None:
    assert b"Codes are off" in browser.get(PAGE).content
    browser.post(PAGE)
    page = browser.get(PAGE).content.decode()
    assert as_text(key_of(Authenticator.objects.get()))[:4] in page
    assert '<svg class="qr"' in page
    _, codes = set_up(browser)
    assert len(codes) == 10
    after = browser.get(PAGE).content.decode()
    assert "Codes are on" in after
    assert "10 recovery codes are left" in after
    assert not SHOWN.findall(after)
    assert b'<svg class="qr"' not in browser.get(PAGE).content


def test_other_browsers_are_signed_out_and_this_one_stays(browser: Client, alice: Membership) -> None:
    other = browser_of(alice)
    set_up(browser)
    assert browser.get(PAGE).status_code == 200
    assert other.get(PAGE).status_code == 302


def test_a_wrong_code_switches_nothing_on(browser: Client) -> None:
    browser.post(PAGE)
    answer = browser.post(f"{PAGE}/confirm", {"code": "000000"})
    assert answer.status_code == 422
    assert b"This code is not right" in answer.content
    assert b'<svg class="qr"' in answer.content
    assert Authenticator.objects.get().confirmed_at is None


def test_a_code_before_anything_was_begun_is_wrong(browser: Client) -> None:
    assert browser.post(f"{PAGE}/confirm", {"code": "123456"}).status_code == 422


def test_off_and_new_codes_need_the_password(browser: Client) -> None:
    _, codes = set_up(browser)
    for form in ("off", "recovery"):
        assert browser.post(f"{PAGE}/{form}", {"password": "wrong"}).status_code == 422
    made = SHOWN.findall(browser.post(f"{PAGE}/recovery", {"password": PASSWORD}).content.decode())
    assert len(set(made) - set(codes)) == 10
    assert browser.post(f"{PAGE}/off", {"password": PASSWORD}).status_code == 303
    assert not RecoveryCode.objects.exists()


def test_new_codes_while_off_and_setting_up_while_on_are_refused(browser: Client) -> None:
    assert browser.post(f"{PAGE}/recovery", {"password": PASSWORD}).status_code == 409
    set_up(browser)
    assert browser.post(PAGE).status_code == 409


def test_a_workspace_that_wants_codes_opens_to_nobody_without(
    signed_in: Callable[[Membership], Client], alice: Membership, acme: Workspace
) -> None:
    Workspace.objects.update(requires_totp=True)
    browser = signed_in(alice)
    for address in (
        "/desk/acme/tickets/",
        "/desk/acme/tickets/TKT-0001",
        "/desk/acme/settings/",
        "/desk/acme/tickets/new",
    ):
        for answer in (browser.get(address), browser.post(address)):
            assert answer.status_code in {302, 303, 405}
            assert answer.status_code == 405 or answer["Location"] == PAGE
    partial = browser.get("/desk/acme/tickets/", headers={"HX-Request": "true"})
    assert partial["HX-Redirect"] == PAGE
    assert b"Acme opens only to those who sign in with a code." in browser.get(PAGE).content
    with_codes(alice.user)
    assert signed_in(alice).get("/desk/acme/tickets/").status_code == 200


def test_the_other_workspace_opens_all_the_same(
    signed_in: Callable[[Membership], Client], alice: Membership, globex: Workspace
) -> None:
    globex.memberships.create(user=alice.user, role="agent")
    Workspace.objects.filter(slug="acme").update(requires_totp=True)
    assert signed_in(alice).get("/desk/globex/tickets/").status_code == 200


def test_the_picture_draws_each_dark_module_once() -> None:
    drawing = drawn("otpauth://totp/Helpdesk:alice@acme.example?secret=ABC&issuer=Helpdesk")
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", drawing.path)
    assert "".join(f"M{x} {y}h{n}v1h-{m}z" for x, y, n, m in runs) == drawing.path
    cells = [(int(x) + step, int(y)) for x, y, n, _ in runs for step in range(int(n))]
    assert len(cells) == len(set(cells))
    # The three corners in which a reader finds its bearings, inside the white frame.
    far = drawing.size - 5
    assert {(4, 4), (far, 4), (4, far)} <= set(cells)
    assert min(x for x, _ in cells) == 4
