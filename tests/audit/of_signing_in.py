"""Audited actions of people about their own way in."""

from unittest.mock import ANY

from django.test import Client

from helpdesk.accounts.models import Authenticator, UserLink
from helpdesk.accounts.signing_in.links import address_of
from helpdesk.accounts.signing_in.totp import key_of
from tests.accounts.actions.kit import code_of, with_codes
from tests.audit.kit import NEW_PASSWORD, Stage, leaves, run_jobs, sent
from tests.cast import PASSWORD
from tests.portal.account.test_codes import SHOWN
from tests.portal.signin.conftest import follow, path_of

ALICE = ("member", "Alice")


@leaves("member.signed_in", ALICE, by="Alice")
def signing_in(stage: Stage) -> Client:
    return stage.sign_in(stage.alice)


@leaves("member.signed_in", ALICE, by="Alice", after={"step": "code"})
def signing_in_with_a_code(stage: Stage) -> None:
    key, codes = with_codes(stage.alice.user)
    code = code_of(key, later_seconds=30)
    stage.secrets += [code, *codes]
    sent(stage.sign_in(stage.alice), "/sign-in/code", code=code)


@leaves("member.sign_in_failed", ALICE, by="Acme")
def a_wrong_password(stage: Stage) -> None:
    stage.secrets.append("wrong-and-secret")
    stage.sign_in(stage.alice, "wrong-and-secret")
    run_jobs()


@leaves("member.sign_in_failed", ALICE, by="Acme", after={"step": "code"})
def a_wrong_code(stage: Stage) -> None:
    with_codes(stage.alice.user)
    stage.secrets.append("000000")
    assert stage.sign_in(stage.alice).post("/sign-in/code", {"code": "000000"}).status_code == 422


@leaves("member.signed_out", ALICE, by="Alice")
def signing_out(stage: Stage) -> None:
    sent(signing_in(stage), "/sign-out")


@leaves("member.password_reset_requested", ALICE, by="Acme")
def asking_for_a_reset(stage: Stage) -> None:
    sent(stage.anybody, "/forgot-password", email="alice@acme.example")
    run_jobs()


@leaves("member.password_reset", ALICE, by="Alice")
def a_reset(stage: Stage) -> None:
    asking_for_a_reset(stage)
    link = path_of(address_of(UserLink.objects.get()))
    stage.secrets.append(link.partition("?t=")[2])
    follow(stage.anybody, link)
    sent(stage.anybody, "/reset-password", password=NEW_PASSWORD)


@leaves("member.password_changed", ALICE, by="Alice")
def a_new_password(stage: Stage) -> None:
    sent(signing_in(stage), "/account/password", current=PASSWORD, password=NEW_PASSWORD)


@leaves(
    "member.email_change_requested",
    ALICE,
    by="Alice",
    before={"email": "alice@acme.example"},
    after={"email": "new@acme.example"},
)
def asking_for_another_address(stage: Stage) -> None:
    sent(signing_in(stage), "/account/email", email="new@acme.example", password=PASSWORD)


@leaves("member.email_changed", ALICE, by="Alice", before={"email": "alice@acme.example"}, after={"email": ANY})
def another_address(stage: Stage) -> None:
    asking_for_another_address(stage)
    link = path_of(address_of(UserLink.objects.get()))
    stage.secrets.append(link.partition("?t=")[2])
    follow(stage.anybody, link)
    sent(stage.anybody, "/confirm-email")


@leaves("member.totp_enabled", ALICE, by="Alice")
def codes_on(stage: Stage) -> Client:
    browser = signing_in(stage)
    sent(browser, "/account/codes")
    key = key_of(Authenticator.objects.get())
    answer = sent(browser, "/account/codes/confirm", code=code_of(key))
    stage.secrets += SHOWN.findall(answer.content.decode())
    return browser


@leaves("member.recovery_codes_made", ALICE, by="Alice")
def new_recovery_codes(stage: Stage) -> None:
    answer = sent(codes_on(stage), "/account/codes/recovery", password=PASSWORD)
    stage.secrets += SHOWN.findall(answer.content.decode())


@leaves("member.totp_disabled", ALICE, by="Alice")
def codes_off(stage: Stage) -> None:
    sent(codes_on(stage), "/account/codes/off", password=PASSWORD)


@leaves("member.sessions_ended", ALICE, by="Alice", after={"ended": 1})
def another_browser_ended(stage: Stage) -> None:
    browser = signing_in(stage)
    stage.secrets.append(stage.sign_in(stage.alice).cookies["sessionid"].value)
    rows = browser.get("/account/sessions").context["sessions"]
    (handle,) = [row["handle"] for row in rows if not row["is_this"]]
    sent(browser, "/account/sessions/end", session=handle)


@leaves("member.sessions_ended", ALICE, by="Alice", after={"ended": 2})
def all_other_browsers_ended(stage: Stage) -> None:
    browser, others = signing_in(stage), [stage.sign_in(stage.alice) for _ in range(2)]
    stage.secrets += [other.cookies["sessionid"].value for other in others]
    sent(browser, "/account/sessions/end-others")


@leaves("member.notices_changed", ALICE, by="Alice", before={"mention": ANY}, after={"mention": "off"})
def how_one_hears(stage: Stage) -> None:
    sent(signing_in(stage), "/desk/acme/inbox/choices", mention="off")
