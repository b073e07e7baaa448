"""The main job, by keyboard alone: ask, answer, follow the link, reply, close, reopen, resolve, rate."""

import re

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import Person
from tests.journeys.demo import Demo
from tests.journeys.mail import link_in, mail_to, text_of

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts-on", "scripts-off"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_request_is_answered_resolved_and_rated(demo: Demo, chromium: Browser, width: int, scripts: bool) -> None:
    address = f"zoe-{width}-{'js' if scripts else 'plain'}@customer.example"
    zoe = Person(chromium, width=width, scripts=scripts)
    zoe.open(demo.url + "/portal/acme/")
    zoe.press("Send a request")
    zoe.type_into("name", "Zoë Quinn")
    zoe.type_into("email", address)
    zoe.type_into("subject", "The lamp stays dark")
    zoe.type_into("description", "Since this morning.\n\n<script>alert('no')</script>")
    zoe.press("Send")
    confirmation = mail_to(demo, address, 1)
    found = re.search(r"TKT-\d+", str(confirmation["Subject"]))
    assert found
    reference = found.group()
    assert reference in zoe.page.content()

    agent = demo.acme()["users"]["agent"]
    alice = Person(chromium, width=width, scripts=scripts)
    alice.open(demo.url + "/desk/acme/tickets/")
    alice.type_into("email", agent["email"])
    alice.type_into("password", agent["password"])
    alice.press("Sign in")
    alice.press(about="The lamp stays dark")
    assert reference in alice.page.url
    alice.type_into("body", "Hello Zoë, please try the other socket.")
    alice.press("Send reply")
    reply = mail_to(demo, address, 2)
    assert "the other socket" in text_of(reply)
    assert "&lt;script&gt;" in str(reply.get_body(("html",)).get_content())  # type: ignore[union-attr]

    zoe.open(link_in(reply))
    assert "?t=" not in zoe.page.url
    assert "the other socket" in zoe.page.content()
    zoe.type_into("body", "That did it, thank you!")
    zoe.press("Send message")
    assert "That did it" in zoe.page.content()
    zoe.press("This is solved for me")
    assert "Good to hear. The request is closed." in zoe.page.content()
    zoe.press("It is not solved")
    assert "The request is open again." in zoe.page.content()

    alice.open(f"{demo.url}/desk/acme/tickets/{reference}")
    assert "That did it" in alice.page.content()
    alice.press("Resolve")
    resolved = mail_to(demo, address, 3)

    zoe.open(link_in(resolved, "score=5"))
    assert "?t=" not in zoe.page.url
    zoe.tab_to(name="score")
    assert zoe.page.evaluate("() => document.activeElement.checked && document.activeElement.value") == "5"
    zoe.type_into("comment", "Quick and kind.")
    zoe.press("Send my rating")
    alice.open(f"{demo.url}/desk/acme/tickets/{reference}")
    assert "5 of 5" in alice.page.content()
    assert "Quick and kind." in alice.page.content()


def test_a_stranger_cannot_sign_in_and_the_keys_are_listed(demo: Demo, chromium: Browser) -> None:
    agent = demo.acme()["users"]["agent"]
    alice = Person(chromium, width=1280, scripts=True)
    alice.open(demo.url + "/sign-in")
    alice.type_into("email", agent["email"])
    alice.type_into("password", "not the password")
    alice.press("Sign in")
    assert "/sign-in" in alice.page.url
    alice.tab_to(name="email")
    alice.page.keyboard.press("Control+A")
    alice.page.keyboard.insert_text(agent["email"])
    alice.type_into("password", agent["password"])
    alice.press("Sign in")
    alice.open(demo.url + "/desk/acme/tickets/")
    alice.page.keyboard.press("?")
    assert alice.page.locator("dialog[open]").is_visible()
    alice.page.keyboard.press("Escape")
    alice.page.keyboard.press("j")
    alice.page.keyboard.press("Enter")
    alice.page.wait_for_url("**/tickets/TKT-*")
