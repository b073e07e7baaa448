"""/portal/<workspace>/kb/<language>/<slug>"""

import datetime
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from helpdesk.accounts.models import Workspace
from helpdesk.lib.ids import new_id, to_typeid
from knowledge.actions.archive_article import archive_article
from knowledge.actions.attach_file import attach_file
from knowledge.actions.set_visibility import set_visibility
from knowledge.actions.unpublish_article import unpublish_article
from knowledge.actions.update_article import update_article
from knowledge.models import Article
from tests.knowledge.kit import finished_file
from tests.portal.knowledge.conftest import (
    DRAFT,
    FOREIGN,
    HOME,
    INTERNAL,
    RESET,
    RESET_GERMAN,
    Library,
    do,
    text,
)

pytestmark = pytest.mark.django_db


def test_it_shows_the_text_with_a_table_of_contents(client: Client, library: Library) -> None:
    page = text(client.get(RESET))
    assert "<strong>Forgot password</strong>" in page
    contents = page[page.index("On this page") : page.index("<strong>Forgot")]
    assert contents.index("On a phone") < contents.index("On a computer")
    assert "Last updated:" in page


def test_it_says_where_it_stands_and_what_to_read_next(client: Client, library: Library) -> None:
    page = text(client.get(RESET))
    assert 'href="/portal/acme/kb/en/category/your-account"' in page
    related = page[page.index("Read next") :]
    # The one with a label in common comes before the one that stands before it.
    assert related.index("Two-step sign-in") < related.index("Inviting people")
    assert "Resetting your password" not in related
    assert "Paying by card" not in related


def test_it_can_be_had_by_its_lasting_address(client: Client, library: Library) -> None:
    lasting = HOME + to_typeid("art", library.articles["Resetting your password"].pk)
    assert client.get(lasting)["Location"] == RESET
    german = client.get(lasting, headers={"Accept-Language": "de-AT,de;q=0.9"})
    assert german["Location"] == quote(RESET_GERMAN)


def test_it_can_be_had_by_its_slug_alone(client: Client, library: Library) -> None:
    assert client.get(HOME + "resetting-your-password")["Location"] == RESET
    assert client.get(HOME + "no-such-thing").status_code == 404


def test_a_former_slug_leads_to_where_the_article_is_now(client: Client, library: Library) -> None:
    article = library.articles["Resetting your password"]
    do(update_article, article, actor=library.actor, language="en", slug="a-new-password")
    answer = client.get(RESET)
    assert (answer.status_code, answer["Location"]) == (301, HOME + "en/a-new-password")


def test_what_is_not_translated_leads_to_the_language_there_is(client: Client, library: Library) -> None:
    answer = client.get(HOME + "de/paying-by-card")
    assert (answer.status_code, answer["Location"]) == (302, HOME + "en/paying-by-card")
    assert client.get(HOME + "de/resetting-your-password")["Location"] == quote(RESET_GERMAN)


def test_an_address_written_in_another_way_leads_to_the_canonical_one(client: Client, library: Library) -> None:
    assert client.get(HOME + "en/Resetting-Your-Password")["Location"] == RESET
    decomposed = RESET_GERMAN.replace("ü", "u\u0308")
    assert client.get(quote(decomposed))["Location"] == quote(RESET_GERMAN)


def test_members_read_internal_articles_which_are_marked(colleague: Client, library: Library) -> None:
    page = text(colleague.get(INTERNAL))
    assert "zebrafish" in page
    assert "Members only" in page
    assert '<meta name="robots" content="noindex">' in page


def hide_by(verb: Callable[..., Article], **values: str) -> Callable[[Library], str]:
    def act(library: Library) -> str:
        do(verb, library.articles["Resetting your password"], actor=library.actor, **values)
        return RESET

    return act


@pytest.mark.parametrize(
    "hidden",
    [
        lambda _library: INTERNAL,
        lambda _library: DRAFT,
        lambda _library: FOREIGN.replace("globex", "acme"),
        hide_by(unpublish_article),
        hide_by(archive_article),
        hide_by(set_visibility, to="members"),
        lambda library: HOME + to_typeid("art", library.articles["What we tell angry people"].pk),
        lambda library: HOME + "en/" + to_typeid("art", library.articles["Not ready yet"].pk),
        lambda _library: HOME + "what-we-tell-angry-people",
    ],
    ids=["internal", "draft", "foreign", "unpublished", "archived", "made-internal", "by-id", "by-id-2", "short"],
)
def test_what_a_stranger_may_not_read_is_a_page_that_does_not_exist(
    client: Client, library: Library, foreign_library: Library, hidden: Callable[[Library], str]
) -> None:
    answer = client.get(hidden(library))
    assert answer.status_code == 404
    assert answer.content == client.get(HOME + "en/no-such-thing").content
    assert answer.content == client.get(HOME + to_typeid("art", new_id())).content


def test_a_former_slug_of_a_hidden_article_tells_nothing(client: Client, library: Library) -> None:
    article = library.articles["What we tell angry people"]
    do(update_article, article, actor=library.actor, language="en", slug="calm-words")
    assert client.get(INTERNAL).status_code == 404


def test_members_of_another_workspace_are_strangers(neighbour: Client, library: Library) -> None:
    assert neighbour.get(INTERNAL).status_code == 404
    assert text(neighbour.get(RESET))


def test_drafts_are_for_the_desk_even_if_a_member_asks(colleague: Client, library: Library) -> None:
    assert colleague.get(DRAFT).status_code == 404


def test_a_scheduled_article_appears_at_its_moment(client: Client, library: Library) -> None:
    draft = library.articles["Not ready yet"]
    moment = timezone.now() + datetime.timedelta(hours=1)
    Article.objects.across_workspaces("a test").filter(pk=draft.pk).update(state="scheduled", publish_at=moment)
    assert client.get(DRAFT).status_code == 404
    past = timezone.now() - datetime.timedelta(seconds=1)
    Article.objects.across_workspaces("a test").filter(pk=draft.pk).update(publish_at=past)
    assert client.get(DRAFT).status_code == 200


@pytest.mark.parametrize("name", ["%00", "a%00b", "%ED%A0%80", "x" * 3000, "..", "%2e%2e%2f", "art_" + "z" * 26, "'--"])
def test_whatever_stands_in_the_address_is_a_page_that_does_not_exist(
    client: Client, acme: Workspace, name: str
) -> None:
    for place in ("", "en/", "en/category/", f"{name}/"):
        assert client.get(HOME + place + name).status_code == 404


def test_what_somebody_wrote_cannot_act(client: Client, library: Library) -> None:
    library.write(
        '<script>alert("t")</script>',
        category="Bills",
        slug="bad",
        body='<script>alert(1)</script>\n\n## <img src=x onerror=alert(2)>\n\n## Two\n\n[x](javascript:alert(3)) "><b>',
    )
    page = text(client.get(HOME + "en/bad"))
    for bad in ("<script>alert", "<img src=x", 'href="javascript', '"><b>'):
        assert bad not in page


def test_links_to_other_articles_lead_there_for_whoever_may_read_them(
    client: Client, colleague: Client, library: Library
) -> None:
    invite, internal = library.articles["Inviting people"], library.articles["What we tell angry people"]
    library.write(
        "Where to go", category="Bills", body=f"See [inviting](article:{invite.pk}) and [words](article:{internal.pk})."
    )
    page = text(client.get(HOME + "en/where-to-go"))
    assert f'<a href="{HOME}en/inviting-people"' in page
    assert "and words." in page
    assert f'<a href="{INTERNAL}"' in text(colleague.get(HOME + "en/where-to-go"))


def test_pictures_are_shown_and_other_files_offered(client: Client, acme: Workspace, library: Library) -> None:
    article = library.articles["Paying by card"]
    picture = do(attach_file, article, actor=library.actor, file=finished_file(acme))
    bill = finished_file(acme, name="<b>bill.pdf", content_type="application/pdf")
    attached = do(attach_file, article, actor=library.actor, file=bill)
    do(update_article, article, actor=library.actor, language="en", body=f"![a cat](file:{picture.pk})")
    page = text(client.get(HOME + "en/paying-by-card"))
    assert f'<img src="/portal/acme/files/article/{picture.pk}"' in page
    assert f'<a href="/portal/acme/files/article/{attached.pk}" dir="auto">&lt;b&gt;bill.pdf</a>' in page
    assert page.count(f"/files/article/{picture.pk}") == 1


def test_a_note_says_what_it_is_in_the_language_of_the_text_and_not_in_summaries(
    client: Client, library: Library
) -> None:
    article = library.articles["Resetting your password"]
    for language, title in (("en", "Resetting your password"), ("de", "Passwort zurücksetzen")):
        values = {"language": language, "title": title, "body": "> [!WARNING]\n> Hot."}
        do(update_article, article, actor=library.actor, **values)
    assert '<div class="callout callout-warning">\n<p class="callout-name">Warning</p>' in text(client.get(RESET))
    assert '<p class="callout-name">Warnung</p>' in text(client.get(RESET_GERMAN))
    feed = text(client.get(f"{HOME}en/feed.xml"))
    assert "<summary>Hot.</summary>" in feed or ">Hot.</summary>" in feed
