"""A person at a browser who uses only the keyboard."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

# Debian's Chromium: nothing may be downloaded, and as root it has no sandbox of its own.
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
MOST_TABS = 120
SETTLE_MILLISECONDS = 400

WHERE = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const labels = e.labels ? [...e.labels].map(l => l.textContent).join(' ') : '';
  const text = e.getAttribute('aria-label') || (e.matches('input,select,textarea') ? labels : e.innerText) || '';
  return {name: e.name || '', id: e.id || '', tag: e.localName, text: text.trim()};
}"""
WIDER_THAN_THE_SCREEN = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, closed afterwards."""
    with sync_playwright() as play:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        chromium = play.chromium.launch(executable_path=path, args=OPTIONS)
        try:
            yield chromium
        finally:
            chromium.close()


def is_ours(message: ConsoleMessage) -> bool:
    """Whether it is an error of our pages; a refused form is an answer, although Chromium notes its status."""
    return message.type == "error" and "status of 4" not in message.text


class Person:
    """One browser window; goes from field to field with Tab, presses with Enter or Space, types."""

    def __init__(self, chromium: Browser, *, width: int, scripts: bool) -> None:
        context = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
        self.page: Page = context.new_page()
        self.scripts = scripts
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text) if is_ours(message) else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, address: str) -> None:
        """Type an address."""
        self.page.goto(address)
        self.look()

    def look(self) -> None:
        """What must hold on every page: nothing for axe to find, nothing to scroll sideways, no script error."""
        self.page.wait_for_load_state("networkidle")
        if self.scripts:  # axe itself waits for promises, which a page without scripts never keeps
            found = Axe().run(self.page)
            assert found.violations_count == 0, f"{self.page.url}: {found.generate_report()}"
        assert not self.page.evaluate(WIDER_THAN_THE_SCREEN), f"{self.page.url} scrolls sideways"
        assert not self.complaints, f"{self.page.url}: {self.complaints}"

    def tab_to(self, **wanted: str) -> None:
        """Press Tab until the focus is on an element whose name, id, tag, or whole text is the one wanted.

        ``about`` is wanted somewhere in the text.
        """
        about = wanted.pop("about", "")
        for _ in range(MOST_TABS):
            here: dict[str, Any] | None = self.page.evaluate(WHERE)
            if here and about in here["text"] and all(here[key] == value for key, value in wanted.items()):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: nothing that answers to {about} {wanted} can be reached with Tab")

    def type_into(self, name: str, text: str) -> None:
        """Go to a field and fill it."""
        self.tab_to(name=name)
        self.page.keyboard.insert_text(text)

    def press(self, text: str = "", **wanted: str) -> None:
        """Go to a button or link and press it; wait for what comes."""
        self.tab_to(**({"text": text} if text else {}), **wanted)
        with self.page.expect_response(lambda response: response.request.resource_type in {"document", "xhr", "fetch"}):
            self.page.keyboard.press("Enter")
        self.page.wait_for_timeout(SETTLE_MILLISECONDS)  # a redirect or a swap may follow the first answer
        self.look()
