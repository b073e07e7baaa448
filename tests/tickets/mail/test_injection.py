"""What people type stays text: in headers, in the plain part and in the HTML part."""

from html.parser import HTMLParser

import pytest

from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.events.unit import unit_of_work
from tests.tickets.mail.acts import assign, move, open_ticket, say
from tests.tickets.mail.conftest import Mails, parsed
from tickets.mail.message import message_of, wire_content
from tickets.models import OutboundMail, Ticket

EVIL = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'</style><a href="javascript:alert(1)">x</a>'
BREAKS = ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028"]
ALLOWED_TAGS = {
    "html", "head", "meta", "title", "style", "body", "div", "p", "a", "span", "br", "strong",
    "em", "h1", "h2", "ul", "li", "code", "pre", "blockquote",
}  # fmt: skip


class Reader(HTMLParser):
    """Collects what could act."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "src"]
        self.addresses += [value or "" for name, value in attrs if name == "href"]


def assert_inert(mail: OutboundMail) -> None:
    reader = Reader()
    reader.feed(mail.html)
    assert reader.tags <= ALLOWED_TAGS, mail.kind
    assert reader.handlers == [], mail.kind
    assert reader.addresses, mail.kind
    assert all(address.startswith("http") for address in reader.addresses), mail.kind


def test_markup_in_names_subject_and_texts_acts_in_no_mail(
    acme: Workspace, alice: Membership, adam: Membership, mails: Mails
) -> None:
    alice.user.name = acme.name = EVIL[:100]
    alice.user.save()
    acme.save()
    with unit_of_work():
        mallory = ensure_customer(acme, email="mallory@x.example", name=EVIL)
    ticket = open_ticket(member_actor(adam), mallory, subject=EVIL, body=EVIL, body_format="markdown")
    assign(ticket, member_actor(adam), alice)
    say(ticket, member_actor(alice), EVIL, body_format="markdown")
    say(ticket, member_actor(alice), EVIL)
    move(ticket, member_actor(alice), "resolved")
    found = mails(ticket)
    assert {mail.kind for mail in found} == {"confirmation", "assigned", "reply", "resolved"}
    for mail in found:
        assert_inert(mail)


def test_a_customers_markup_acts_in_no_notice(
    ticket: Ticket, alice: Membership, as_alice: Actor, as_carol: Actor, mails: Mails
) -> None:
    assign(ticket, as_alice, alice)
    say(ticket, as_carol, EVIL)
    (mail,) = mails(ticket, "answered")
    assert_inert(mail)
    assert EVIL in mail.text


def test_a_remote_picture_in_a_reply_is_not_fetched(ticket: Ticket, as_alice: Actor, mails: Mails) -> None:
    say(ticket, as_alice, "![hi](https://track.example/p.gif)", body_format="markdown")
    (mail,) = mails(ticket, "reply")
    assert "track.example" not in mail.html


@pytest.mark.parametrize("line_break", BREAKS)
def test_a_line_break_in_subject_or_name_makes_no_header(
    acme: Workspace, carol: Customer, alice: Membership, as_carol: Actor, mails: Mails, line_break: str
) -> None:
    ticket = open_ticket(as_carol, carol, subject=f"a{line_break}Bcc: v@x.example")
    ticket.subject = f"a{line_break}Bcc: v@x.example"  # even if a door let it through
    ticket.save()
    alice.user.name = f"Al{line_break}Bcc: v@x.example"
    acme.name = f"Ac{line_break}Bcc: v@x.example"
    alice.user.save()
    acme.save()
    say(ticket, member_actor(alice), "Hello.")
    found = mails(ticket)
    assert len(found) == 2
    for mail in found:
        message = parsed(wire_content(message_of(mail, envelope_to=[mail.to])))
        assert message["Bcc"] is None
        assert message["Subject"].startswith("[TKT-0001] a")
        assert [address.addr_spec for address in message["From"].addresses] == ["help@acme.example"]


@pytest.mark.parametrize(
    "name",
    ["=?utf-8?q?x=0D=0ABcc:_v=40x.example?=", 'Al" <v@x.example>, "b', "Al <v@x.example>", "Ünï, \\ Ltd.", "x" * 120],
)
def test_any_name_leaves_one_sender(
    ticket: Ticket, alice: Membership, as_alice: Actor, mails: Mails, name: str
) -> None:
    alice.user.name = name
    say(ticket, member_actor(alice), "Hello.")
    (mail,) = mails(ticket, "reply")
    message = parsed(wire_content(message_of(mail, envelope_to=[mail.to])))
    assert [address.addr_spec for address in message["From"].addresses] == ["help@acme.example"]
    assert message["From"].addresses[0].display_name.startswith(name[:1])
    assert message["Bcc"] is None
