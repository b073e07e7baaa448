"""Every page that customers meet: light enough for a slow line, and readable in each language, by day and by night, on
a phone and on a desk."""

import re
from dataclasses import dataclass
from http import HTTPStatus

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.browser import WIDER_THAN_THE_SCREEN, is_ours
from tests.journeys.demo import Demo
from tests.journeys.mail import link_in, mail_to

pytestmark = pytest.mark.browser

ZOE = "zoe@pages.example"
MOST_BYTES = 50_000
LOOKS = ((360, "dark"), (1280, "light"))
# Articles differ from language to language, so they are reached by what stands first.
QUESTIONS = {"en": "password", "de": "Passwort", "ar": "كلمة"}


@dataclass(frozen=True)
class Request:
    """What Zoe has asked, and then closed: the page with its number, and the link that was mailed."""

    receipt: str
    link: str


@pytest.fixture(scope="module")
def asked(demo: Demo, chromium: Browser) -> Request:
    """A request whose page shows everything that such a page can: what was said, the faces, the people in copy."""
    page = chromium.new_page()
    page.goto(f"{demo.url}/portal/acme/submit")
    for name, text in (("name", "Zoë"), ("email", ZOE), ("subject", "A lamp"), ("description", "It stays dark.")):
        page.fill(f"#id_{name}", text)
    page.click(".portal-form button.primary")
    page.wait_for_url("**/submitted/*")
    receipt, link = page.url, link_in(mail_to(demo, ZOE, 1))
    page.goto(link)
    page.fill("#id_person", "ana@pages.example")
    page.click("#people form:last-of-type button")
    page.wait_for_selector(".portal-people")
    page.click(".portal-state button")
    page.wait_for_selector("#rating")
    page.context.close()
    return Request(receipt, link)


def weight(chromium: Browser, address: str) -> int:
    """The bytes that cross the wire for somebody who comes for the first time."""
    context = chromium.new_context()
    page, loaded = context.new_page(), list[int]()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    missing = list[str]()
    page.on("response", lambda answer: missing.append(answer.url) if answer.status >= HTTPStatus.BAD_REQUEST else None)
    page.goto(address, wait_until="networkidle")
    assert page.locator("h1").count() == 1
    context.close()
    assert not missing
    assert len(loaded) > 4
    return sum(loaded)


def test_a_first_page_weighs_little(demo: Demo, chromium: Browser, asked: Request) -> None:
    portal = f"{demo.url}/portal/acme/"
    pages = [
        portal,
        f"{portal}submit",
        f"{portal}kb/",
        f"{portal}kb/en/resetting-your-password",
        f"{portal}kb/en/hub-offline",  # with its picture
        asked.link,
    ]
    weights = {address: weight(chromium, address) for address in pages}
    assert {address: found for address, found in weights.items() if found >= MOST_BYTES} == {}


class Reader:
    """Somebody who looks at pages in one language, with eyes that miss nothing."""

    def __init__(self, chromium: Browser, demo: Demo, language: str) -> None:
        self.chromium, self.portal, self.language = chromium, f"{demo.url}/portal/acme/", language
        self.faults: list[str] = []
        self.page = self.arrive()

    def arrive(self) -> Page:
        """A new browser, in which the language was chosen once; nothing moves, so colours are what they are at once."""
        context: BrowserContext = self.chromium.new_context(locale=self.language, reduced_motion="reduce")
        context.add_cookies([{"name": "portal_language", "value": self.language, "url": self.portal}])
        page = context.new_page()
        page.on("console", lambda said: self.faults.append(f"{page.url}: {said.text}") if is_ours(said) else None)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        return page

    def go(self, address: str) -> None:
        """Open a page of the portal and look at it."""
        self.page.goto(self.portal + address)
        self.look()

    def look(self) -> None:
        """Small and dark, wide and light."""
        assert self.page.locator("html").get_attribute("lang") == self.language, self.page.url
        for width, scheme in LOOKS:
            self.page.set_viewport_size({"width": width, "height": 800})
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found = Axe().run(self.page)
            if found.violations_count:
                self.faults.append(f"{self.page.url} {width} {scheme}: {found.generate_report()}")
            if self.page.evaluate(WIDER_THAN_THE_SCREEN):
                self.faults.append(f"{self.page.url} scrolls sideways at {width}")


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_strangers_can_read_every_page(demo: Demo, chromium: Browser, asked: Request, language: str) -> None:
    reader = Reader(chromium, demo, language)
    for address in ("", "submit", "track", "track/sent", "sign-in", "sign-in/sent", "tickets/TKT-0001", "no/page"):
        reader.go(address)
    reader.page.goto(reader.portal + "submit")
    reader.page.click(".portal-form button.primary")
    reader.page.wait_for_selector("[role=alert]")
    reader.look()
    reader.page.goto(asked.receipt)
    reader.look()
    reader.go("sign-in/open?t=used")
    kb = f"kb/{language}/"
    reader.go(kb)
    reader.page.click(".kb-shelf h3 a")
    reader.look()
    reader.page.click(".kb-articles a >> nth=0")
    reader.look()
    for address in (f"{kb}search?q={QUESTIONS[language]}", f"{kb}search?q=zzzz", f"{kb}no-such-article"):
        reader.go(address)
    panel = f"lang={language}&origin={demo.url}"
    reader.go(f"widget/write?{panel}")
    reader.go(f"widget/?{panel}&q={QUESTIONS[language]}")
    reader.page.click(".widget-found a >> nth=0")
    reader.look()
    assert reader.faults == []


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_customers_can_read_their_own_pages(demo: Demo, chromium: Browser, asked: Request, language: str) -> None:
    reader = Reader(chromium, demo, language)
    reader.page.goto(asked.link)
    reader.look()
    reader.page = reader.arrive()
    carol = demo.acme()["users"]["customer"]["email"]
    reader.page.goto(reader.portal + "sign-in")
    reader.page.fill("[name=email]", carol)
    reader.page.click("main form button")
    reader.page.wait_for_url("**/sign-in/sent")
    mailed = 1 + ["en", "de", "ar"].index(language)
    reader.page.goto(link_in(mail_to(demo, carol, mailed), "sign-in/open"))
    reader.look()
    reader.page.click("main form button")
    reader.page.wait_for_url("**/tickets/")
    reader.look()
    reader.go("tickets/?whose=organisation")
    reader.page.click(".portal-list li:not(:has-text('Carol')) a >> nth=0")
    reader.page.wait_for_selector("#copies")
    reader.look()
    reader.go("my-data")
    assert reader.faults == []


def test_the_team_can_read_what_customers_gave(demo: Demo, chromium: Browser) -> None:
    reader = Reader(chromium, demo, "en")
    admin = demo.acme()["users"]["admin"]
    reader.page.goto(f"{demo.url}/sign-in")
    reader.page.fill("[name=email]", admin["email"])
    reader.page.fill("[name=password]", admin["password"])
    reader.page.click("main form button[type=submit]")
    reader.page.wait_for_url(re.compile("/desk/"))
    reader.page.goto(f"{demo.url}/desk/acme/reports/satisfaction?days=90")
    reader.look()
    assert reader.faults == []
