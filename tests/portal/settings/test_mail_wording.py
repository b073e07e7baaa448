"""Mail wording: written, looked at, taken back."""

from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.models import AuditEntry
from tests.portal.settings.conftest import SETTINGS
from tickets.models import MailWording, OutboundMail

PAGE = f"{SETTINGS}mail-wording/"
GIVEN = {
    "kind": "confirmation",
    "language": "en",
    "subject": "{company}: {subject}",
    "opening": "Dear {name},\r\nhello.",
}


def add(browser: Client, **fields: Any) -> Any:
    return browser.post(f"{PAGE}add/", GIVEN | fields)


def stored() -> MailWording:
    found: MailWording = MailWording._base_manager.get()
    return found


def test_words_are_kept_and_audited(admin: Client) -> None:
    assert add(admin).status_code == 303
    row = stored()
    assert (row.kind, row.subject, row.opening) == ("confirmation", "{company}: {subject}", "Dear {name},\nhello.")
    assert "Confirmation of a new request" in admin.get(PAGE).content.decode()
    assert AuditEntry._base_manager.get(action="mail_wording.changed").after["subject"] == "{company}: {subject}"


def test_words_change_but_not_their_mail(admin: Client) -> None:
    add(admin)
    changed = {"kind": "reply", "language": "de", "subject": "", "opening": "Hi"}
    assert admin.post(f"{PAGE}{stored().pk}/", changed).status_code == 303
    row = stored()
    assert (row.kind, row.language, row.subject, row.opening) == ("confirmation", "en", "", "Hi")


@pytest.mark.parametrize("kind", ["confirmation", "reply", "resolved", "link"])
def test_a_preview_shows_the_mail_and_sends_nothing(kind: str, admin: Client) -> None:
    add(admin, kind=kind)
    page = admin.get(f"{PAGE}{stored().pk}/preview/").content.decode()
    assert "Acme: The parcel has not arrived" in page
    assert "Dear Ana,\nhello." in page
    assert not OutboundMail._base_manager.exists()


def test_going_back_to_the_products_words(admin: Client) -> None:
    add(admin)
    assert admin.post(f"{PAGE}{stored().pk}/delete/").status_code == 303
    assert not MailWording._base_manager.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "assigned"),
        ("language", "xx"),
        ("subject", "{token}"),
        ("subject", "{name"),
        ("subject", "a" * 201),
        ("opening", "{ name }"),
        ("opening", "{{name}}"),
        ("opening", "{name.__class__}"),
        ("opening", "a" * 2001),
    ],
)
def test_bad_input_is_refused_beside_its_field(field: str, value: str, admin: Client) -> None:
    answer = add(admin, **{field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not MailWording._base_manager.exists()


def test_no_words_at_all_are_refused(admin: Client) -> None:
    assert add(admin, subject="", opening=" ").status_code == 422
