"""A folder whose every name, field and text would act is imported; on the public pages it is nothing but text."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.test import Client
from playwright.sync_api import Browser

from helpdesk.accounts.models import Workspace
from knowledge.exchange.importing import Import
from knowledge.search import reindex_articles
from tests.journeys.browser import browser
from tests.journeys.payloads import PAYLOADS, Payload
from tests.journeys.watching import Watch, flat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KB = "/portal/acme/kb/"
SVG = "<svg xmlns='http://www.w3.org/2000/svg' onload=\"alert('{0}')\"><script>alert('{0}')</script></svg>"
PAGE = "---\ntitle: {field}\nlabels: [{label}]\nslug: {name}\nstate: published\nattachments: [{file}]\n---\n{body}"
DISPOSITION = re.compile(r"attachment; filename(\*=utf-8''[\w.%!*'()~-]+|=\"[^\"\\\\\r\n<>]+\")")
CATEGORY = "---\nname: {short}\ndescription: {field}\nslug: c-{name}\n---\n"


@dataclass(frozen=True)
class Typed:
    """A payload as it fits into each place."""

    payload: Payload

    @property
    def line(self) -> str:
        """On one line, as titles are, its marker in front."""
        return f"{self.payload.name} {flat(self.payload.text)}".replace("\x1b", "")[:200]

    @property
    def file_name(self) -> str:
        """What a disk takes as a name."""
        return self.line.replace("/", "\u2044")[:60] + ".svg"

    @property
    def body(self) -> str:
        """As text, heading, cell, note, link, picture, and as the name of a file."""
        text, named = self.payload.text, quote(self.file_name)
        link = f"[{self.line}]({text})" if re.match(r"[a-z]+:", text) else self.line
        return "\n\n".join(
            (
                text,
                f"# {self.line}",
                f"a|b\n-|-\n{self.line}|x",
                f"> [!NOTE]\n> {self.line}",
                link,
                f"![{self.line}]({named})",
                f'[file]({named} "{self.line}")',
                f"```{self.line}\n{text}\n```",
            )
        )


def write(root: Path, typed: Typed) -> None:
    """One folder, described, with an article that offers an SVG."""
    name, field = typed.payload.name, json.dumps(typed.line)
    folder = root / name
    folder.mkdir(parents=True)
    (folder / "_category.md").write_text(CATEGORY.format(short=json.dumps(typed.line[:80]), field=field, name=name))
    label = json.dumps(re.sub(r"[,;،]", " ", typed.line)[:60])
    file = json.dumps(typed.file_name)
    (folder / "a.md").write_text(PAGE.format(field=field, label=label, name=name, file=file, body=typed.body))
    (folder / typed.file_name).write_text(SVG.format(name))


@pytest.fixture
def chromium(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, in which Django would refuse to talk to the database.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with browser() as opened:
        yield opened


@pytest.fixture
def imported(acme: Workspace, tmp_path: Path, settings: Any) -> list[Typed]:
    """All of them are in, save what looks like a link to a file that is not in the folder."""
    settings.HELPDESK_HOME, settings.RATELIMIT_ENABLE = tmp_path / "home", False
    every = [Typed(payload) for payload in PAYLOADS]
    for typed in every:
        write(tmp_path / "kb", typed)
    report = Import(acme, tmp_path / "kb").run()
    assert all(problem.message.endswith("is not there") for problem in report.problems), report.problems
    refused = {problem.path.partition("/")[0] for problem in report.problems}
    assert report.created == len(every) - len(refused) >= 40
    reindex_articles(acme)
    return [typed for typed in every if typed.payload.name not in refused]


def test_nothing_imported_acts(
    imported: list[Typed], live_server: Any, chromium: Browser, client: Client, settings: Any
) -> None:
    settings.BASE_URL = live_server.url
    watch = Watch(chromium, live_server.url, policy=False)
    watch.open(f"{KB}en/")
    for typed in imported:
        name, line = typed.payload.name, flat(typed.line)
        watch.open(f"{KB}en/{name}", line, 2)
        watch.open(f"{KB}en/category/c-{name}", line, 2)
        watch.open(f"{KB}en/search?q={quote(line[:190])}", name, 1)
        watch.open(f"/portal/acme/widget/articles/en/{name}", line, 1)
    watch.close()
    for path in ("en/feed.xml", "sitemap.xml", "sitemap-1.xml"):
        ElementTree.fromstring(client.get(KB + path).content)


def test_an_imported_svg_is_saved_and_never_shown(imported: list[Typed], acme: Workspace, client: Client) -> None:
    for attached in acme.article_files.select_related("file"):
        assert not attached.is_picture
        answer = client.get(f"/portal/acme/files/article/{attached.pk}", follow=True)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/octet-stream"
        assert DISPOSITION.fullmatch(answer["Content-Disposition"]), answer["Content-Disposition"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
