"""``/dev/mail/``."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client, override_settings
from django.urls import URLResolver, clear_url_caches, include, path
from django.urls.resolvers import RegexPattern

from helpdesk import urls

urlpatterns = [path("", include("portal.dev.urls"))]

HTML = "<html><head><title>x</title></head><body><script>alert(1)</script><a href='https://x.example/?t=1&s=2'>x</a></body></html>"


@pytest.fixture
def browser(settings: Any, tmp_path: Path) -> Iterator[Client]:
    settings.EMAIL_BACKEND = "tickets.mail.backends.FileBackend"
    settings.MAIL_DIRECTORY = tmp_path / "mail"
    with override_settings(ROOT_URLCONF="tests.portal.dev.test_mail_pages"):
        yield Client()


def post(subject: str) -> None:
    text = "Open <b>this</b>:\nhttps://x.example/?t=1&s=2\n"
    message = EmailMultiAlternatives(subject, text, "a@acme.example", ["b@x.example"])
    message.attach_alternative(HTML, "text/html")
    message.send()


def only_name(tmp_path: Path) -> str:
    (file,) = (tmp_path / "mail").iterdir()
    return file.name


def test_the_list_shows_subject_and_recipient_newest_first(browser: Client) -> None:
    post("Older <i>")
    post("Newer")
    page = browser.get("/dev/mail/").content.decode()
    assert page.index("Newer") < page.index("Older &lt;i&gt;")
    assert "b@x.example" in page
    assert "Open &lt;b&gt;this" in page
    assert "<i>" not in page


def test_an_empty_list_says_so(browser: Client) -> None:
    assert b"No mail yet" in browser.get("/dev/mail/").content


def test_a_mail_shows_its_text_with_links_and_its_headers(browser: Client, tmp_path: Path) -> None:
    post("Hello")
    response = browser.get(f"/dev/mail/{only_name(tmp_path)}")
    page = response.content.decode()
    assert '<a href="https://x.example/?t=1&amp;s=2"' in page
    assert "<b>" not in page
    assert "X-Envelope-From" in page
    assert "frame-src 'self'" in response["Content-Security-Policy"]


def test_the_html_part_is_served_in_a_sandbox(browser: Client, tmp_path: Path) -> None:
    post("Hello")
    response = browser.get(f"/dev/mail/{only_name(tmp_path)}/html")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert '<base target="_blank">' in response.content.decode()


@pytest.mark.parametrize(
    "name", ["missing.eml", "..%2Fsecret.eml", "%2e%2e%2fsecret.eml", "secret.json", ".hidden.eml"]
)
def test_nothing_else_on_the_disk_is_shown(browser: Client, tmp_path: Path, name: str) -> None:
    post("Hello")
    for other in (tmp_path / "secret.eml", tmp_path / "mail" / ".hidden.eml", tmp_path / "mail" / "secret.json"):
        other.write_text("Subject: secret\n\nsecret")
    assert browser.get(f"/dev/mail/{name}").status_code == 404


@pytest.mark.parametrize(("mode", "there"), [("demo", 1), ("production", 0)])
def test_only_the_demo_has_them_and_where_its_welcome_says(settings: Any, mode: str, there: int) -> None:
    try:
        with override_settings(MODE=mode):
            importlib.reload(urls)
        assert len(urls.DEMO_ONLY) == there
        if there:
            found = URLResolver(RegexPattern(r"^/"), urls.DEMO_ONLY).resolve("/dev/mail/")
            assert found.url_name == "dev-mail"
    finally:
        importlib.reload(urls)
        clear_url_caches()
