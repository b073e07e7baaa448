"""A browser whose every dialog, request and element is looked at: nothing that somebody wrote may act."""

import re
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Dialog, Page, Request

BLANKS, UNSEEN = re.compile(r"[\s\ufeff]+"), re.compile(r"[\x01-\x08\x0e-\x1f]")
OURS = re.compile(r"/static/|/account/pictures/|/portal/\w+/(?:brand\.css|logo|submit/articles$)")
SETTLED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))"

# In every frame, before anything of the page: what would be seen by a person is told to us instead.
TELLING = """for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) {
  window[name] = (...said) => { window.ran(`${name} ${said}`); };
}"""

# What stands in a page and could act, each with why. ``mail``: a page of our own mails, which bring their styles.
ACTIVE = """({mail, marks}) => {
  const found = [], marked = new RegExp(marks);
  const kinds = new Set(['iframe', 'frame', 'object', 'embed', 'applet', 'base', 'math', 'animate', 'set', 'portal',
    'foreignobject', 'noscript', 'template', 'xmp', 'marquee', 'video', 'audio', 'style']);
  const addresses = new Set(['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'ping']);
  const told = new Set(['value', 'title', 'alt', 'aria-label', 'content', 'placeholder', 'data-insert', 'data-name']);
  if (mail) kinds.delete('style');
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName, say = why => found.push(`${why}: ${element.outerHTML.slice(0, 300)}`);
    if (kinds.has(name)) say('element');
    if (name === 'style' && marked.test(element.textContent)) say('a text in a style');
    if (name === 'script' && (mail || element.textContent.trim()
      || !element.src.startsWith(location.origin + '/static/'))) say('script');
    if (name === 'link' && (mail || new URL(element.href).origin !== location.origin)) say('link');
    if (name === 'meta' && /refresh/i.test(element.httpEquiv)) say('refresh');
    for (const {name: attribute, value} of element.attributes) {
      if (/^on/i.test(attribute) || attribute === 'srcdoc' || attribute === 'srcset') say(attribute);
      if (attribute === 'style' && (!mail || marked.test(value))) say('style');
      if (/^(data-)?hx-on/i.test(attribute)) say('htmx');
      if (addresses.has(attribute)) {
        let scheme = 'unreadable';
        try { scheme = new URL(value, document.baseURI).protocol; } catch { /* said below */ }
        if (!['http:', 'https:', 'mailto:', mail ? 'about:' : 'http:'].includes(scheme)) say(`${attribute} ${scheme}`);
      } else if (attribute === 'id' && /^s-[\\w-]+$/.test(value)) {
        // a heading of an article
      } else if (marked.test(attribute) || (marked.test(value) && !told.has(attribute))) {
        say(`a text in ${attribute}`);
      }
    }
  }
  return found;
}"""

# All that can be read: texts, and what stands in fields.
READ = """() => [document.documentElement.textContent, ...[...document.querySelectorAll('input, textarea, [title]')]
  .map(element => element.value || element.title || '')].join(' ')"""


def flat(text: str) -> str:
    """Without what a page makes of blanks, and what one-line texts are freed of."""
    return BLANKS.sub(" ", UNSEEN.sub("", text)).strip()


class Watch:
    """One window. ``alarms`` is everything that should not have happened."""

    def __init__(self, chromium: Browser, url: str, *, policy: bool, marks: str = r"\bx\d\d\b") -> None:
        self.url, self.marks, self.opening = url, marks, ""
        self.alarms: list[str] = []
        self.context = chromium.new_context(bypass_csp=not policy)
        self.context.expose_binding("ran", lambda _source, said: self.alarms.append(f"ran: {said}"))
        self.context.add_init_script(TELLING)
        self.page: Page = self.context.new_page()
        self.page.on("dialog", self.answered)
        self.page.on("request", self.asked)
        self.page.on("popup", lambda popup: self.alarms.append(f"popup: {popup.url}"))
        if policy:
            self.page.on("console", lambda said: self.alarms.append(said.text) if said.type == "error" else None)
            self.page.on("pageerror", lambda error: self.alarms.append(str(error)))

    def close(self) -> None:
        """The end."""
        self.context.close()

    def answered(self, dialog: Dialog) -> None:
        """A dialog from a place where nothing is told to us."""
        self.alarms.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def asked(self, request: Request) -> None:
        """A page asks for our files and for nothing else; it goes nowhere by itself."""
        address = urlsplit(request.url)
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            is_ours = request.url == self.opening or request.redirected_from is not None
        else:
            is_ours = request.url.startswith(self.url) and OURS.match(address.path) is not None
        if not is_ours:
            self.alarms.append(f"asked for {request.url}")

    def open(self, path: str, text: str = "", times: int = 1) -> str:
        """Go to a page; the text is there to be read so many times, and does nothing."""
        self.opening = path if path.startswith("http") else self.url + path
        answer = self.page.goto(self.opening)
        assert answer
        assert answer.status == 200 or (answer.status == 422 and "q=" in path), (path, answer.status)
        self.page.evaluate(SETTLED)
        return self.look(path, text, times)

    def look(self, where: str, text: str, times: int, *, mail: bool = False) -> str:
        """What must hold on every page; returns what can be read there."""
        self.alarms += self.page.evaluate(ACTIVE, {"mail": mail, "marks": self.marks})
        read = flat(self.page.evaluate(READ))
        assert not self.alarms, (where, self.alarms)
        assert not text or read.count(flat(text)) >= times, (where, "not to be read there", text, read)
        return read

    def settle(self, where: str, text: str) -> None:
        """What must hold once a script has put something into the page."""
        self.page.wait_for_timeout(50)
        self.page.evaluate(SETTLED)
        self.look(where, text, 1)

    def unfold(self, where: str, html: str, text: str = "") -> str:
        """Look at HTML as a mail program would that holds nothing back."""
        self.page.set_content(html)
        self.page.evaluate(SETTLED)
        return self.look(where, text, 1, mail=True)

    def try_out(self, html: str) -> list[Any]:
        """What happens on a page that may do as it likes."""
        self.page.set_content(html)
        self.page.evaluate(SETTLED)
        said, self.alarms = [*self.alarms, *self.page.evaluate(ACTIVE, {"mail": True, "marks": self.marks})], []
        return said

    def sign_in(self, who: dict[str, str]) -> None:
        """As a member."""
        self.opening = self.url + "/sign-in"
        self.page.goto(self.opening)
        self.page.locator("[name=email]").fill(who["email"])
        self.page.locator("[name=password]").fill(who["password"])
        self.opening = self.url + "/sign-in"
        self.page.locator("button[type=submit]").first.click()
        self.page.wait_for_url("**/desk/**")
        self.alarms.clear()
