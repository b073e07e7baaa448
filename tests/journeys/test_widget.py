"""The help panel on somebody else's website, in a browser: another origin, a strict policy, keyboard, phone."""

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.journeys.demo import Demo

pytestmark = pytest.mark.browser


class Shop(http.server.BaseHTTPRequestHandler):
    """A website of somebody else's, as strict as can be."""

    def __init__(self, host: str, *args: object) -> None:
        self.host = host
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """One page, whatever the path."""
        text = (
            '<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1>'
            f'<script src="{self.host}/widget.js" data-workspace="acme" data-name="Ana Costa"'
            ' data-email="ana@shop.example" async></script>'
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        policy = f"default-src 'self'; script-src 'self' {self.host}; frame-src {self.host}"
        self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *args: object) -> None:
        """Quietly."""


@pytest.fixture(scope="module")
def shop(demo: Demo) -> Iterator[str]:
    """Where the website is: on another port, which is another origin."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Shop, demo.url))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with contextlib.closing(server.socket):
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


class Visit:
    """A visitor of the shop with the panel open."""

    def __init__(self, chromium: Browser, shop: str, *, width: int = 1280) -> None:
        self.context = chromium.new_context(viewport={"width": width, "height": 720})
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(shop)
        expect(self.page.get_by_role("button", name="Help")).to_be_visible()

    def open(self) -> FrameLocator:
        """Press the button by keyboard."""
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        panel = self.page.frame_locator("iframe")
        expect(panel.get_by_label("Search our help articles")).to_be_visible()
        return panel


@pytest.mark.parametrize("width", [1280, 360])
def test_a_visitor_finds_an_article_and_writes_all_the_same(
    chromium: Browser, shop: str, demo: Demo, width: int
) -> None:
    visit = Visit(chromium, shop, width=width)
    panel = visit.open()
    panel.get_by_label("Search our help articles").fill("pasword reset")
    panel.get_by_role("link", name="Resetting your password").click()
    expect(panel.get_by_role("heading", name="Resetting your password", level=1)).to_be_visible()
    panel.get_by_role("link", name="No, write to us").click()
    expect(panel.locator("#id_name")).to_have_value("Ana Costa")
    expect(panel.locator("#id_email")).to_have_value("ana@shop.example")
    panel.locator("#id_subject").fill("The link does not come")
    panel.locator("#id_description").fill("I pressed reset twice.")
    for required in panel.locator("[required]:not(:disabled)").all():
        if not required.input_value():
            required.fill("A-1042")
    content = f"seen at {width} pixels\n".encode()
    panel.get_by_label("Files").set_input_files({"name": "log.txt", "mimeType": "text/plain", "buffer": content})
    panel.get_by_role("button", name="Send").click()
    expect(panel.get_by_text("TKT-")).to_be_visible()
    assert [path.read_bytes() for path in (demo.home / "files").glob("*/*")].count(content) == 1
    assert not visit.complaints
    assert not [cookie for cookie in visit.context.cookies() if cookie["domain"] == "127.0.0.1"]
    visit.context.close()


def test_escape_closes_and_the_focus_comes_back(chromium: Browser, shop: str) -> None:
    visit = Visit(chromium, shop)
    panel = visit.open()
    panel.get_by_label("Search our help articles").press("Escape")
    button = visit.page.get_by_role("button", name="Help")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()
    visit.context.close()


def test_messages_of_other_windows_are_ignored(chromium: Browser, shop: str) -> None:
    visit = Visit(chromium, shop)
    panel = visit.open()
    visit.page.evaluate("window.postMessage({helpdesk: true, type: 'close'}, '*')")
    visit.page.wait_for_timeout(300)
    expect(visit.page.locator("iframe")).to_be_visible()
    # As a page of another origin would: the frame takes messages from the site it was opened by, and from it alone.
    frame = next(frame for frame in visit.page.frames if "/widget/" in frame.url)
    frame.goto(frame.url.replace("origin=http", "origin=https"))
    frame.goto(frame.url.replace("/widget/", "/widget/write"))
    visit.page.evaluate("helpdesk('identify', {name: 'Mallory', email: 'm@evil.example'})")
    visit.page.wait_for_timeout(300)
    expect(panel.locator("#id_name")).to_have_value("")
    visit.context.close()
