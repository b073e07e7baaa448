"""Texts that would act are put into every place that takes a text; wherever they are shown, they are texts."""

import csv
import email
import html
import io
import re
import time
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from helpdesk.lib.cells import STARTS, is_number, safe_cell
from helpdesk.lib.text import one_line
from tests.journeys.demo import Demo
from tests.journeys.payloads import PAYLOADS
from tests.journeys.planting import SETTINGS, Planted, Planter
from tests.journeys.watching import Watch, flat
from tickets.mail.addresses import header_text

pytestmark = pytest.mark.browser
MAIL_SECONDS = 60
HEADERS = {
    "Auto-Submitted", "Cc", "Content-Type", "Date", "From", "In-Reply-To", "List-Unsubscribe", "MIME-Version",
    "Message-ID", "References", "Reply-To", "Subject", "To", "X-Auto-Response-Suppress", "X-Envelope-From",
    "X-Envelope-To", "X-Helpdesk-Loop",
}  # fmt: skip
OTHERS = {"support@globex.example"}  # the demo's other workspace writes mails as well
PORTAL = ("", "submit", "kb/", "kb/en/", "track", "sign-in", "widget/", "widget/write")
SCREENS = (
    "workspace", "queues", "statuses", "types", "tags", "fields", "mail-wording", "audit", "members", "teams",
    "ratings", "data-rules", "widget", "invitations", "keys", "roles",
)  # fmt: skip
DESK = (
    "tickets/", "tickets/new", "customers/", "organisations/", "articles/", "articles/new", "articles/report",
    "articles/categories/", "inbox", "views/", "drafts", "exports/", "reports/satisfaction", "look-as", "settings/",
)  # fmt: skip
# How many of the texts a list shows at least, however it parts itself into pages.
EXPECTED = {"tickets/": 20, "tickets/new": 50, "customers/": 20, "articles/": 20, "reports/satisfaction": 10} | {
    f"settings/{screen}/": 20 for screen in ("queues", "tags")
}


@pytest.fixture(scope="module")
def planter(demo: Demo) -> Iterator[Planter]:
    """Whoever writes the texts."""
    found = Planter(demo)
    yield found
    found.close()


@pytest.fixture(scope="module")
def planted(planter: Planter) -> list[Planted]:
    """Every text, everywhere."""
    return planter.plant_all(PAYLOADS)


@pytest.fixture(scope="module")
def named(planter: Planter, planted: list[Planted]) -> None:
    """The workspace's own nouns are called so, too."""
    for one in planted:
        planter.nouns(one.payload)


@pytest.fixture
def mails(demo: Demo, planted: list[Planted]) -> dict[str, list[EmailMessage]]:
    """What each of the customers was sent, once all of it is there."""
    deadline = time.monotonic() + MAIL_SECONDS
    while True:
        found: dict[str, list[EmailMessage]] = {one.payload.email: [] for one in planted}
        for path in (demo.home / "mail").glob("[!.]*.eml"):
            mail = email.message_from_bytes(path.read_bytes(), policy=default)
            found.setdefault(str(mail["To"]), []).append(mail)
        if all(len(found[one.payload.email]) >= 3 for one in planted):
            return found
        assert time.monotonic() < deadline, {to: len(sent) for to, sent in found.items()}
        time.sleep(0.5)


def test_what_these_texts_do_on_careless_pages_is_noticed(chromium: Browser) -> None:
    watch = Watch(chromium, "http://careless.example", policy=False)
    for payload in PAYLOADS:
        if payload.careless:
            assert watch.try_out(payload.page), payload
    watch.close()
    assert len(PAYLOADS) >= 30


def test_on_pages_for_customers(chromium: Browser, demo: Demo, planter: Planter, planted: list[Planted]) -> None:
    watch = Watch(chromium, demo.url, policy=False)
    for one in planted:
        text = one.payload.text
        planter.brand(one.payload)
        # Once more where the agent who answered still has that name: two texts are planted at a time.
        watch.open(one.tracking_url, text, 6)
        watch.open(one.article_page, text, 5)
        watch.open(f"/portal/acme/kb/en/search?q={quote(text)}", text, 5)
    for path in PORTAL:
        watch.open(f"/portal/acme/{path}", planted[-1].payload.text)
    for one in planted[::9]:
        watch.open(f"/portal/acme/widget/articles/en/{one.payload.name}", one.payload.text, 3)
        watch.open("/portal/acme/submit")
        with watch.page.expect_response(lambda answer: "submit/articles" in answer.url):
            watch.page.locator("#id_subject").fill(one.payload.text)
        watch.settle("what is suggested", one.payload.text)
    watch.close()


def test_on_the_desk(chromium: Browser, demo: Demo, planted: list[Planted]) -> None:
    watch = Watch(chromium, demo.url, policy=False)
    watch.sign_in(demo.acme()["users"]["agent"])
    for one in planted:
        text = one.payload.text
        watch.open(f"/desk/acme/tickets/{one.reference}", text, 5)
        watch.open(one.customer, text, 5)
        # What was asked for stands in a field of one line, which drops the breaks.
        watch.open(f"/desk/acme/tickets/?q={quote(text)}", text.strip().splitlines()[0])
    for one in planted[::3]:
        watch.open(one.article, one.payload.text, 10)
    watch.close()


@pytest.mark.parametrize("policy", [False, True], ids=["bare", "under-our-policy"])
@pytest.mark.usefixtures("named")
def test_in_lists_settings_and_reports(chromium: Browser, demo: Demo, planted: list[Planted], policy: bool) -> None:
    watch = Watch(chromium, demo.url, policy=policy)
    watch.sign_in(demo.acme()["users"]["admin"])
    last = planted[-1]
    for path in (*DESK, *(f"settings/{screen}/" for screen in SCREENS)):
        seen = watch.open(f"/desk/acme/{path}")
        assert sum(flat(one.payload.text) in seen for one in planted) >= EXPECTED.get(path, 0), path
    for path in ("", "/edit", "/merge", "/erase"):
        watch.open(last.customer + path, last.payload.text)
    for path in ("", "/edit", "/delete"):
        watch.open(last.organisation + path, last.payload.text)
    for path in ("", "/versions", "/delete"):
        watch.open(last.article + path, last.payload.text)
    for one in planted[::9]:
        watch.open(f"/desk/acme/tickets/{one.reference}", one.payload.text, 9)
        watch.open(f"/desk/acme/tickets/{one.reference}/history", one.payload.text)
        watch.open(one.tracking_url, one.payload.text, 5)
        watch.open(one.article_page, one.payload.text, 5)
    watch.close()


def test_in_mails(chromium: Browser, demo: Demo, mails: dict[str, list[EmailMessage]], planted: list[Planted]) -> None:
    watch = Watch(chromium, demo.url, policy=False)
    for to, sent in mails.items():
        for mail in sent:
            assert not mail.defects, (to, mail.defects)
            assert set(mail.keys()) <= HEADERS, (to, mail.keys())
            assert len(mail.keys()) == len(set(mail.keys())), (to, mail.keys())
            assert [address.addr_spec for address in mail["To"].addresses] == [to]
            assert mail["From"].addresses[0].addr_spec in {"help@acme.example", *OTHERS}, mail["From"]
            assert not any(set("\r\n") & set(str(value)) for value in mail.values())
            watch.unfold(f"mail to {to}: {mail['Subject']}", html_of(mail))
    for one in planted:
        text, sent = one.payload.text, mails[one.payload.email]
        assert any(flat(header_text(text)) in flat(str(mail["Subject"])) for mail in sent), text
        told = [watch.unfold(text, html_of(mail)) for mail in sent]
        assert sum(flat(text) in one for one in told) >= 2, (text, told)
    seen = watch.open("/dev/mail/")
    assert sum(flat(one.payload.text) in seen for one in planted) >= 40
    watch.close()


def test_in_tables_for_spreadsheets(planter: Planter, planted: list[Planted]) -> None:
    tickets = planter.admin.post("/desk/acme/tickets/export", {"q": ""}, answers=200).text
    ratings = planter.admin.post("/desk/acme/reports/satisfaction/export", {}, answers=200).text
    audit = planter.admin.post(f"{SETTINGS}audit/export", {}, answers=200).text
    for table in (tickets, ratings, audit):
        for separator in ",;\t":
            for row in csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline=""), delimiter=separator):
                for cell in row:
                    # Read with the wrong separator a cell may begin with the end of our own line before.
                    text = cell.lstrip(" \u00a0") if separator == "," else cell.strip()
                    assert not text.startswith(STARTS) or is_number(text), (separator, row)
    subjects = {row["Subject"].removeprefix("'") for row in rows_of(tickets)}
    comments = {flat(row["Comment"].replace("'", "")) for row in rows_of(ratings)}
    for one in planted:
        assert safe_cell(one_line(one.payload.text)).removeprefix("'") in subjects
        assert flat(one.payload.text.replace("'", "")) in comments


def test_files_are_saved_and_never_shown(planter: Planter, planted: list[Planted]) -> None:
    for one in planted:
        page = planter.agent.get(one.article_page).text
        found = re.search(r'href="([^"]*/files/article/[0-9a-f-]{36})"', page)
        assert found, one.payload
        answer = planter.agent.get(html.unescape(found.group(1)))
        assert answer.headers["Content-Disposition"].startswith("attachment"), one.payload
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert "html" not in answer.headers["Content-Type"]


def rows_of(table: str) -> list[dict[str, str]]:
    """A table, read as it is meant."""
    return list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline="")))


def html_of(mail: EmailMessage) -> str:
    """The HTML part."""
    part = mail.get_body(("html",))
    assert part is not None
    return str(part.get_content())
