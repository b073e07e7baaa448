"""Publish, schedule, take back, archive, delete: and who finds an article in between."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.models import Event
from helpdesk.lib.errors import Conflict, Forbidden, Invalid, NotFound
from knowledge import publishing
from knowledge.actions.archive_article import archive_article
from knowledge.actions.create_article import create_article
from knowledge.actions.delete_article import delete_article
from knowledge.actions.publish_article import publish_article
from knowledge.actions.schedule_article import schedule_article
from knowledge.actions.set_visibility import set_visibility
from knowledge.actions.unpublish_article import unpublish_article
from knowledge.actions.update_article import update_article
from knowledge.models import Article
from tests.knowledge.kit import do, events

SOON = datetime.timedelta(hours=1)


def readable(workspace: Workspace, actor: Actor | None = None, after: datetime.timedelta = datetime.timedelta()) -> int:
    """How many articles somebody finds now or later."""
    return workspace.articles.visible_to(actor, now=timezone.now() + after).count()


def came_due(article: Article) -> datetime.datetime:
    """Let the moment of a scheduled article have come a minute ago."""
    moment = timezone.now() - datetime.timedelta(minutes=1)
    Article._base_manager.filter(pk=article.pk).update(publish_at=moment)
    return moment


def test_publishing_lets_everybody_find_it_once(acme: Workspace, article: Article, as_alice: Actor) -> None:
    assert readable(acme) == 0
    for _ in range(2):
        do(publish_article, article, actor=as_alice)
    assert readable(acme) == 1
    assert events(article.pk) == ["article.created", "article.published"]


def test_members_only_means_members_only(acme: Workspace, article: Article, as_alice: Actor, as_carol: Actor) -> None:
    do(publish_article, article, actor=as_alice)
    do(set_visibility, article, actor=as_alice, to="members")
    assert (readable(acme), readable(acme, as_carol), readable(acme, as_alice)) == (0, 0, 1)


def test_a_scheduled_one_is_found_from_its_moment_on(acme: Workspace, article: Article, as_alice: Actor) -> None:
    moment = timezone.now() + SOON
    for _ in range(2):
        do(schedule_article, article, actor=as_alice, at=moment)
    assert (readable(acme), readable(acme, after=SOON)) == (0, 1)
    assert events(article.pk) == ["article.created", "article.scheduled"]
    do(schedule_article, article, actor=as_alice, at=moment + SOON)
    assert readable(acme, after=SOON) == 0


def test_the_schedule_publishes_what_is_due_and_nothing_else(
    acme: Workspace, article: Article, accounts: Any, as_alice: Actor
) -> None:
    later = do(create_article, actor=as_alice, category=accounts, language="en", title="Later", body="x")
    for one in (article, later):
        do(schedule_article, one, actor=as_alice, at=timezone.now() + SOON)
    moment = came_due(article)
    publishing.publish_due()
    publishing.publish_due()
    article.refresh_from_db()
    later.refresh_from_db()
    assert (article.state, article.published_at, article.publish_at) == ("published", moment, None)
    assert later.state == "scheduled"
    published = Event.objects.filter(subject_id=article.pk, type="article.published")
    assert [event.actor_kind for event in published] == ["system"]


def test_one_that_cannot_be_published_holds_up_no_other(
    article: Article, accounts: Any, as_alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = do(create_article, actor=as_alice, category=accounts, language="en", title="Other", body="x")
    for one in (article, other):
        do(schedule_article, one, actor=as_alice, at=timezone.now() + SOON)
        came_due(one)

    def fails(found: Article, *, actor: Actor) -> Article:
        if found.pk == article.pk:
            raise RuntimeError
        return publish_article(found, actor=actor)

    monkeypatch.setattr(publishing, "publish_article", fails)
    publishing.publish_due()
    other.refresh_from_db()
    assert other.state == "published"


def test_taken_back_and_published_again_it_keeps_its_first_date(article: Article, as_alice: Actor) -> None:
    first = do(publish_article, article, actor=as_alice).published_at
    do(unpublish_article, article, actor=as_alice)
    article.refresh_from_db()
    assert article.state == "draft"
    do(publish_article, article, actor=as_alice)
    article.refresh_from_db()
    assert article.published_at == first


def test_an_archived_one_is_found_by_nobody_and_can_return(acme: Workspace, article: Article, as_alice: Actor) -> None:
    do(publish_article, article, actor=as_alice)
    do(archive_article, article, actor=as_alice)
    assert readable(acme, as_alice) == 0
    do(publish_article, article, actor=as_alice)
    assert readable(acme) == 1


def test_what_nobody_saw_can_be_deleted(acme: Workspace, article: Article, as_alice: Actor) -> None:
    do(delete_article, article, actor=as_alice)
    assert not acme.articles.exists()
    assert events(article.pk)[-1] == "article.deleted"
    entry = acme.audit_entries.get(action="article.deleted")
    assert (entry.subject_name, entry.before) == (
        "Resetting your password",
        {"titles": {"en": "Resetting your password"}},
    )


def test_what_readers_saw_stays(article: Article, as_alice: Actor) -> None:
    do(schedule_article, article, actor=as_alice, at=timezone.now() + SOON)
    with pytest.raises(Conflict):
        do(delete_article, article, actor=as_alice)
    came_due(article)
    do(unpublish_article, article, actor=as_alice)
    with pytest.raises(Conflict):
        do(delete_article, article, actor=as_alice)


def test_a_published_one_is_not_scheduled(article: Article, as_alice: Actor) -> None:
    do(publish_article, article, actor=as_alice)
    with pytest.raises(Conflict):
        do(schedule_article, article, actor=as_alice, at=timezone.now() + SOON)


@pytest.mark.parametrize("verb", [publish_article, unpublish_article, archive_article, delete_article])
def test_customers_and_other_workspaces_may_not(article: Article, as_carol: Actor, as_eve: Actor, verb: Any) -> None:
    with pytest.raises(Forbidden):
        do(verb, article, actor=as_carol)
    with pytest.raises(NotFound):
        do(verb, article, actor=as_eve)


@pytest.mark.parametrize(
    "moment",
    [
        datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC),
        datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC),
        datetime.datetime(2999, 1, 1),
        "tomorrow",
        None,
    ],
)
def test_a_bad_moment_is_refused(article: Article, as_alice: Actor, moment: Any) -> None:
    with pytest.raises(Invalid) as error:
        do(schedule_article, article, actor=as_alice, at=moment)
    assert error.value.field == "publish_at"


def test_an_empty_page_is_not_published(accounts: Any, as_alice: Actor) -> None:
    empty = do(create_article, actor=as_alice, category=accounts, language="en", title="Empty")
    for verb, values in ((publish_article, {}), (schedule_article, {"at": timezone.now() + SOON})):
        with pytest.raises(Invalid) as error:
            do(verb, empty, actor=as_alice, **values)
        assert error.value.field == "body"


def test_a_published_page_does_not_become_empty(article: Article, as_alice: Actor) -> None:
    do(publish_article, article, actor=as_alice)
    for values in ({"language": "en", "body": " "}, {"language": "de", "title": "Leer"}):
        with pytest.raises(Invalid) as error:
            do(update_article, article, actor=as_alice, **values)
        assert error.value.field == "body"
