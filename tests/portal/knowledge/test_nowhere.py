"""What strangers may not read changes nothing of what they see, at any door.

Every page is fetched before and after there are hidden articles, and must be the same to the letter: so neither a word
of them shows, nor a count, an order, a correction or a date that comes of them.
"""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.files.actions.store_bytes import store_bytes
from helpdesk.lib.ids import new_id, to_typeid
from knowledge.actions.archive_article import archive_article
from knowledge.actions.attach_file import attach_file
from knowledge.actions.note_click import note_click
from knowledge.actions.note_search import note_search
from knowledge.actions.publish_article import publish_article
from knowledge.actions.schedule_article import schedule_article
from knowledge.actions.unpublish_article import unpublish_article
from knowledge.actions.update_article import update_article
from knowledge.actions.vote_article import vote_article
from knowledge.models import Article
from knowledge.search import reindex_articles
from tests.portal.knowledge.conftest import HOME, RESET, RESET_GERMAN, Library, do

pytestmark = pytest.mark.django_db
KINDS = ("members", "draft", "archived", "scheduled", "withdrawn")
PORTAL = "/portal/acme/"
# What differs from one time to the next, whatever there is: tokens, and the marks of searches.
PASSING = re.compile(
    r'(?<=name="csrfmiddlewaretoken" value=")[^"]*|(?<=[?&;]s=)[\w:-]+|(?<=name="s" value=")[^"]*'
    r'|(?<=name="once" value=")[^"]*|(?<="search_id":")[^"]*'
)
WORDS = [
    "password", "sign in", "zebrafish", "zebrafsh", "zebra", "quagga", "quagag", '"zebrafish quagga"', "angry people",
    "secrets", "password -zebrafish", "zebrafishquagga", "what is the", "okapi",
]  # fmt: skip
IDS = dict(zip((*KINDS, "foreign"), [new_id() for _ in range(6)], strict=True))


@pytest.fixture
def reading(library: Library, settings: Any) -> Library:
    """The public articles link to the hidden ones from the beginning; there is nothing hidden yet."""
    settings.RATELIMIT_ENABLE = False
    links = " ".join(f"[one](article:{number})" for number in IDS.values())
    article = library.articles["Resetting your password"]
    do(update_article, article, actor=library.actor, language="en", body=f"Press **Forgot password**. {links}")
    reindex_articles(library.actor.workspace)
    return library


def hide(kind: str, library: Library) -> Article:
    """An article of a kind that strangers may not read, as like the public ones as can be; with all that comes of one:
    a translation, an address that it had, a file, a search, a click, a vote."""
    workspace, actor = library.actor.workspace, library.actor
    article = library.write(
        f"Resetting the zebrafish password {kind}",
        category="Your account" if workspace.slug == "acme" else "Secrets",
        body="The quagga signs in.",
        labels=["sign-in", "okapi"],
        visibility="members" if kind == "members" else "public",
        is_open=False,
        article_id=IDS[kind],
    )
    do(update_article, article, actor=actor, language="de", title=f"Zebrafisch-Passwort {kind}", body="Quagga.")
    do(update_article, article, actor=actor, language="en", title=f"Zebrafish {kind}", slug=f"zebrafish-{kind}")
    file = do(store_bytes, actor=actor, name="zebrafish.txt", content=b"quagga")
    do(attach_file, article, actor=actor, file=file)
    settle(kind, article, actor=actor)
    search = do_anonymously(note_search, workspace=workspace, words="okapi", language="en", door="portal", found=1)
    do_anonymously(note_click, search, article=article)
    if kind in {"members", "foreign"}:
        do_anonymously(vote_article, article, language="en", is_helpful=True, reader=b"r" * 32)
    return article


def settle(kind: str, article: Article, *, actor: Any) -> None:
    """Bring it to where nobody outside reads it; all but a draft were seen by somebody once."""
    if kind == "scheduled":
        do(schedule_article, article, actor=actor, at=timezone.now() + datetime.timedelta(days=1))
    elif kind != "draft":
        do(publish_article, article, actor=actor)
    if kind == "archived":
        do(archive_article, article, actor=actor)
    if kind == "withdrawn":
        do(unpublish_article, article, actor=actor)


def do_anonymously(verb: Callable[..., Any], *args: Any, **values: Any) -> Any:
    """A verb that nobody is named for."""
    with unit_of_work():
        return verb(*args, **values)


def addresses(acme: Workspace) -> list[tuple[str, dict[str, str]]]:
    """Every door that shows articles to people who are not members."""
    plain = ["/robots.txt", PORTAL, f"{PORTAL}submit", f"{PORTAL}widget/", f"{PORTAL}widget/write"]
    plain += [HOME + rest for rest in ("", "en/", "de/", "en/feed.xml", "de/feed.xml", "sitemap.xml", "sitemap-1.xml")]
    plain += [f"{HOME}en/category/{slug}" for slug in ("your-account", "bills", "for-us", "secrets")]
    plain += [RESET, RESET_GERMAN, f"{HOME}en/paying-by-card", f"{PORTAL}widget/articles/en/resetting-your-password"]
    for kind, number in IDS.items():
        names = [f"zebrafish-{kind}", f"resetting-the-zebrafish-password-{kind}", to_typeid("art", number)]
        plain += [f"{HOME}{language}{name}" for name in names for language in ("", "en/", "de/", "fr/")]
        plain += [f"{HOME}de/zebrafisch-passwort-{kind}", f"{PORTAL}widget/articles/en/zebrafish-{kind}"]
        plain += [f"{PORTAL}widget/articles/en/zebrafish-{kind}/solved", f"{PORTAL}submit/solved?article={number}"]
    found: list[tuple[str, dict[str, str]]] = [(address, {}) for address in plain]
    for words in WORDS:
        for language in ("en", "de"):
            found += [(f"{HOME}{language}/search", {"q": words, "stage": stage}) for stage in ("", "typing", "settled")]
        found.append((f"{PORTAL}submit/articles", {"subject": words, "stage": "settled"}))
        found.append((f"{PORTAL}widget/", {"q": words}))
        found.append(("/api/public/kb/search", {"workspace_id": to_typeid("wks", acme.pk), "q": words}))
    return found


def seen(client: Client, acme: Workspace) -> dict[str, tuple[int, str]]:
    """Every page as somebody sees it."""
    pages = {}
    for address, query in addresses(acme):
        answer = client.get(address, query)
        pages[f"{address} {query}"] = (answer.status_code, PASSING.sub("", answer.content.decode()))
    return pages


@pytest.mark.parametrize("reader", ["stranger", "neighbour"])
def test_what_is_hidden_changes_nothing_that_others_see(
    acme: Workspace,
    reading: Library,
    foreign_library: Library,
    request: pytest.FixtureRequest,
    reader: str,
) -> None:
    client: Client = Client() if reader == "stranger" else request.getfixturevalue("neighbour")
    before = seen(client, acme)
    hidden = [hide(kind, reading) for kind in KINDS]
    foreign = hide("foreign", foreign_library)
    for workspace in (acme, foreign_library.actor.workspace):
        reindex_articles(workspace)
    after = seen(client, acme)
    assert {address: page for address, page in after.items() if page != before[address]} == {}
    assert sum(status == 200 for status, _ in after.values()) > 100
    for article in [*hidden, foreign]:
        for attached in article.files.all():
            missing = client.get(f"{PORTAL}files/article/{new_id()}")
            answer = client.get(f"{PORTAL}files/article/{attached.pk}")
            assert (answer.status_code, answer.content) == (404, missing.content)
    for kind in IDS:
        assert client.post(f"{HOME}en/zebrafish-{kind}/vote", {"helpful": "yes"}).status_code == 404
    assert not acme.article_votes.exclude(article__visibility="members").exists()


def test_members_see_what_is_theirs_and_nothing_of_others(
    acme: Workspace, reading: Library, foreign_library: Library, colleague: Client
) -> None:
    hide("members", reading)
    hide("foreign", foreign_library)
    for workspace in (acme, foreign_library.actor.workspace):
        reindex_articles(workspace)
    found = colleague.get(f"{HOME}en/search", {"q": "quagga"}).content.decode()
    assert "Zebrafish members" in found
    report = colleague.get("/desk/acme/articles/report").content.decode()
    assert "okapi" in report
    for page in (found, report, *(text for _, text in seen(colleague, acme).values())):
        assert "foreign" not in page.replace("zebrafish-foreign", "").replace("password-foreign", "").lower()
