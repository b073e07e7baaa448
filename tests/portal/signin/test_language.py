"""Before the door pages speak the browser's language, behind it that of the profile."""

import pytest
from django.test import Client

from helpdesk.accounts.models import Membership


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wish", "language", "words"),
    [
        ("de-CH", "de", "Passwort vergessen?"),
        ("ar", "ar", "هل نسيت كلمة المرور؟"),
        ("fr", "en", "Forgot your password?"),
    ],
)
def test_the_sign_in_page_speaks_the_browsers_language(client: Client, wish: str, language: str, words: str) -> None:
    answer = client.get("/sign-in", headers={"Accept-Language": wish})
    assert f'<html lang="{language}"' in answer.content.decode()
    assert words in answer.content.decode()
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.django_db
def test_what_is_wrong_is_said_in_it_too(client: Client) -> None:
    answer = client.post("/sign-in", {"email": "x@x.example", "password": "x"}, headers={"Accept-Language": "de"})
    assert "E-Mail-Adresse und Passwort passen nicht zusammen." in answer.content.decode()


def test_account_pages_speak_the_language_of_the_profile(browser: Client, alice: Membership) -> None:
    german = {"Accept-Language": "de"}
    assert "Ihr Profil" in browser.get("/account/", headers=german).content.decode()
    alice.user.language = "ar"
    alice.user.save()
    page = browser.get("/account/", headers=german).content.decode()
    assert 'dir="rtl"' in page
    assert "ملفك الشخصي" in page
    alice.user.language = "en"
    alice.user.save()
    assert "Your profile" in browser.get("/account/", headers=german).content.decode()
