"""Hostile texts put into every place that takes a text, through the doors that people and programs use."""

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2

from helpdesk.lib.text import one_line
from tests.journeys.demo import Demo
from tests.journeys.payloads import Payload

VERSION = re.compile(r'name="version" value="(\d+)"')
CATEGORY = re.compile(r'<select[^>]*name="category".*?<option value="([0-9a-f-]{36})"', re.DOTALL)
PROBLEM = re.compile(r'class="problem".*?</p>', re.DOTALL)
COMMAS = re.compile("[,;]")  # they part tags in a field
BODY = "# {0}\n\n{0}\n\n> [!NOTE]\n> {0}\n\n- *{0}*\n\n| {0} | b |\n|---|---|\n| c | {0} |\n\n`{0}`\n\n```{0}\n{0}\n```"
SETTINGS = "/desk/acme/settings/"
TAG, STATUS, TYPE = 64, 40, 60


class Hand:
    """A browser without a screen: cookies, and forms that carry the token."""

    def __init__(self, url: str) -> None:
        self.client = httpx2.Client(base_url=url, timeout=60)

    def get(self, path: str, **more: Any) -> httpx2.Response:
        """A page that is there, maybe somewhere else."""
        answer = self.client.get(path, follow_redirects=True, **more)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer

    def post(
        self, path: str, data: dict[str, Any], *, refusable: bool = False, answers: int = 303, **more: Any
    ) -> httpx2.Response:
        """Send a form that is taken; ``refusable`` where a text may also be told to be wrong."""
        token = self.client.cookies.get("csrftoken", "")
        answer = self.client.post(path, data={"csrfmiddlewaretoken": token, **data}, **more)
        allowed = {answers, 422} if refusable else {answers}
        assert answer.status_code in allowed, (path, answer.status_code, data, PROBLEM.findall(answer.text))
        return answer

    def sign_in(self, who: dict[str, str]) -> "Hand":
        """As a member."""
        self.get("/sign-in")
        self.post("/sign-in", {"email": who["email"], "password": who["password"]})
        assert "sessionid" in self.client.cookies
        return self

    def close(self) -> None:
        """Let go of its connections."""
        self.client.close()


class Planted:
    """One payload and the addresses of what now holds it."""

    def __init__(self, payload: Payload) -> None:
        self.payload = payload
        self.reference = self.tracking_url = self.ticket_id = ""
        self.customer = self.article = self.article_page = self.organisation = ""


class Planter:
    """Adam at the settings, Alice at the desk, programs with keys, and a customer for each payload."""

    def __init__(self, demo: Demo) -> None:
        self.demo, acme = demo, demo.acme()
        self.workspace, self.keys = acme["id"], acme["keys"]
        self.admin = Hand(demo.url).sign_in(acme["users"]["admin"])
        self.agent = Hand(demo.url).sign_in(acme["users"]["agent"])
        self.api = httpx2.Client(base_url=demo.url, timeout=60)
        self.category = self.first_category()

    def close(self) -> None:
        """Let go of everything."""
        for one in (self.admin, self.agent, self.api):
            one.close()

    def first_category(self) -> str:
        """Where articles go."""
        found = CATEGORY.search(self.agent.get("/desk/acme/articles/new").text)
        assert found
        return found.group(1)

    def plant_all(self, payloads: Iterable[Payload]) -> list[Planted]:
        """All of them everywhere."""
        with ThreadPoolExecutor(2) as pool:
            planted = list(pool.map(self.plant, payloads))
        self.declare()
        return planted

    def call(self, method: str, path: str, key: str, body: Any) -> Any:
        """An API."""
        answer = self.api.request(method, path, json=body, headers={"Authorization": f"Bearer {self.keys[key]}"})
        assert answer.is_success, (path, answer.status_code, answer.text)
        return answer.json()

    def plant(self, payload: Payload) -> Planted:
        """Everywhere."""
        planted = Planted(payload)
        self.brand(payload)
        self.words(payload)
        self.by_api(planted)
        self.as_customer(planted)
        self.as_agent(planted)
        self.as_author(planted)
        return planted

    def brand(self, payload: Payload) -> None:
        """What stands on every page for customers."""
        text = payload.text
        brand = {"brand_name": text, "notice": text, "postal_address": text, "colour": "#14663a"}
        place = {"name": "Acme", "support_email": "help@acme.example", "time_zone": "UTC", "language": "en"}
        self.admin.post(f"{SETTINGS}workspace/", brand | place)

    def nouns(self, payload: Payload) -> None:
        """Queues, statuses, types, tags and fields: pages about tickets show all of them, again and again."""
        text, position = payload.text, {"position": int(payload.name[1:])}
        nouns: dict[str, dict[str, Any]] = {
            "queues": {"name": text, "description": text, "access": "everyone"},
            "statuses": {"label": text[:STATUS], "kind": "resolved", "colour": "#14663a"},
            "types": {"name": text[:TYPE], "word": payload.name, "is_offered": "on"},
            "tags": {"name": COMMAS.sub("", text)[:TAG], "description": text, "colour": "#14663a"},
        }
        if position["position"] % 4 == 0:  # each stands on every page about a ticket
            field = {"label": text[:TYPE], "key": payload.name, "help_text": text, "is_visible_to_customers": "on"}
            nouns["fields"] = field | {"kind": "select", "choices": text}
        for screen, form in nouns.items():
            self.admin.post(f"{SETTINGS}{screen}/add/", form | position)

    def words(self, payload: Payload) -> None:
        """How mails with answers begin."""
        wording = {"kind": "reply", "language": "en", "subject": payload.text, "opening": payload.text}
        self.admin.post(f"{SETTINGS}mail-wording/add/", wording, refusable=True)

    def declare(self) -> None:
        """What programs sent so far becomes a field, in which addresses are links."""
        field = {"label": "Site", "key": "site", "kind": "url", "is_visible_to_customers": "on", "position": 0}
        self.admin.post(f"{SETTINGS}fields/add/", field)

    def by_api(self, planted: Planted) -> None:
        """A ticket, with what only programs send."""
        payload = planted.payload
        text = payload.text
        made = self.call("POST", "/api/public/tickets", "tickets.write", {
            "workspace_id": self.workspace, "title": text, "description": text, "customer_email": payload.email,
            "customer_name": text, "metadata": {"site": text, f"of {payload.name}": text, text: text},
        })  # fmt: skip
        planted.ticket_id, planted.reference = made["id"], made["reference"]
        planted.tracking_url = made["tracking_url"]
        path = f"/api/v1/desk/tickets/{planted.ticket_id}"
        self.call("PATCH", path, "desk", {"tags": [text[:TAG]]})
        self.call("POST", f"{path}/comments", "desk", {"body": text, "internal": True})

    def as_customer(self, planted: Planted) -> None:
        """An answer with files; then it is rated."""
        text, hand = planted.payload.text, Hand(self.demo.url)
        at = f"/portal/acme/tickets/{planted.reference}"
        hand.get(planted.tracking_url)
        page = f"<script>alert('{planted.payload.name}')</script>".encode()
        drawing = f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"alert('{planted.payload.name}')\"/>".encode()
        files = [("files", (f"{text}.txt", text.encode(), "text/html")), ("files", ("page.html", page, "text/html"))]
        files += [("files", ("drawing.svg", drawing, "image/svg+xml"))]
        hand.post(f"{at}/reply", {"body": text}, files=files)
        status = {"status": "resolved"}
        self.call("PATCH", f"/api/v1/desk/tickets/{planted.ticket_id}", "desk", status)
        hand.post(f"{at}/rating", {"score": "1", "comment": text})
        hand.close()

    def as_agent(self, planted: Planted) -> None:
        """What a member writes: under a name of that kind, on the ticket, about the customer and their organisation."""
        text, at = planted.payload.text, f"/desk/acme/tickets/{planted.reference}"
        self.agent.post("/account/", {"name": text, "language": "", "time_zone": ""})
        self.agent.post("/account/signature/acme", {"signature": text})
        page = self.agent.get(at).text
        version = VERSION.search(page)
        assert version
        reply = {"mode": "reply", "body": text, "then": "", "version": version.group(1)}
        self.agent.post(f"{at}/comments", reply)
        made = self.agent.post("/desk/acme/organisations/new", {"name": text, "domains": "", "notes": text})
        planted.organisation = made.headers["Location"]
        found = re.search(r'href="(/desk/acme/customers/[0-9a-f-]{36})"', page)
        assert found
        planted.customer = found.group(1)
        about = {"name": text, "email": planted.payload.email, "language": "", "notes": text, "external_id": text}
        self.agent.post(f"{planted.customer}/edit", about | {"organisation": one_line(text), "phone": ""})
        view = {"name": text[:TYPE], "query": "is:open", "owner": "member"}
        self.agent.post("/desk/acme/views/new", view, refusable=True)  # there may be fifty of them

    def as_author(self, planted: Planted) -> None:
        """An article with a file."""
        text = planted.payload.text
        body = BODY.format(text)
        form = {"language": "en", "category": self.category, "title": text, "body": body, "slug": planted.payload.name}
        kind = {"labels": text[:STATUS], "visibility": "public", "do": "publish"}
        made = self.agent.post("/desk/acme/articles/new", form | kind)
        planted.article, planted.article_page = made.headers["Location"], f"/portal/acme/kb/en/{planted.payload.name}"
        file = {"file": (f"{text}.txt", text.encode(), "text/html")}
        self.agent.post(f"{planted.article}/files", {}, files=file)
