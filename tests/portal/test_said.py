"""What verbs say reaches customers, and whoever signs in, in their own language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

from helpdesk.accounts.models import Membership
from helpdesk.lib.errors import Invalid
from portal.customers.forms import sentence_of
from portal.said import KNOWN, VARYING, translated

ROOT = Path(__file__).resolve().parents[2]
FAILURES = {"Invalid", "Conflict", "Forbidden", "TooLarge", "BadPicture"}
# What the pages of customers and of one's own account lead to.
SPEAKERS = [
    "helpdesk/accounts/signing_in/passwords.py",
    "helpdesk/accounts/actions/begin_totp.py",
    "helpdesk/accounts/actions/change_picture.py",
    "helpdesk/accounts/actions/change_signature.py",
    "helpdesk/accounts/actions/make_recovery_codes.py",
    "helpdesk/accounts/actions/request_email_change.py",
    "helpdesk/accounts/actions/update_own_details.py",
    "helpdesk/accounts/actions/update_profile.py",
    "helpdesk/files/arrival.py",
    "helpdesk/files/actions/finish_upload.py",
    "helpdesk/lib/pictures.py",
    "knowledge/search/question.py",
    "portal/account",
    "portal/customers",
    "portal/files",
    "portal/knowledge",
    "portal/own_pages.py",
    "portal/page.py",
    "portal/signin",
    "tickets/actions/copy_own_data.py",
    "tickets/actions/kit.py",
    "tickets/actions/request_erasure.py",
    "tickets/copies.py",
    "tickets/files.py",
]


def sentences_of(path: Path) -> Iterator[str]:
    """What a module says when it fails, with a figure in place of whatever varies."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in FAILURES:
            for part in [*node.args[:1], *(word.value for word in node.keywords if word.arg == "hint")]:
                if isinstance(part, ast.Constant):
                    yield str(part.value)
                if isinstance(part, ast.JoinedStr):
                    yield "".join(str(one.value) if isinstance(one, ast.Constant) else "7" for one in part.values)


def is_known(said: str) -> bool:
    return said in KNOWN or any(pattern.fullmatch(said) for pattern, _sentence in VARYING)


def test_every_sentence_of_these_verbs_and_pages_is_known() -> None:
    files = [
        path for name in SPEAKERS for path in ([ROOT / name] if name.endswith(".py") else (ROOT / name).rglob("*.py"))
    ]
    said = {sentence for path in files for sentence in sentences_of(path) if sentence}
    assert len(said) > 30
    assert sorted(sentence for sentence in said if not is_known(sentence)) == []


def test_what_varies_goes_into_the_translation() -> None:
    with translation.override("de"):
        assert translated("Use up to 1000 characters") == "Verwenden Sie höchstens 1000 Zeichen"
        assert translated("Use one of small, 100 % wool") == "Wählen Sie eines von: small, 100 % wool"


def test_what_nobody_has_translated_stays_as_it_is() -> None:
    with translation.override("de"):
        assert translated("Something 100% else") == "Something 100% else"
    with translation.override("en"):
        assert translated("Use up to 1000 characters") == "Use up to 1000 characters"


def test_a_form_of_the_portal_says_it_so() -> None:
    with translation.override("de"):
        assert sentence_of(Invalid("Invalid file", hint="Upload the file again")) == (
            "Die Datei ist ungültig. Laden Sie die Datei noch einmal hoch."
        )


@pytest.mark.django_db
def test_an_account_page_says_it_so(alice: Membership, client: Client) -> None:
    alice.user.language = "de"
    alice.user.save()
    client.force_login(alice.user)
    page = client.post("/account/", {"name": "Alice", "language": "xx", "time_zone": ""}).content.decode()
    assert "Ungültige Sprache" in page
    assert "Wählen Sie einen Eintrag der Liste" in page
