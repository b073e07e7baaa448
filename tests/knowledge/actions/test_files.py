"""Pictures and attachments of an article."""

import pytest

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.files.models import StoredFile
from helpdesk.lib.errors import Conflict, Forbidden, Invalid, NotFound
from knowledge.actions import attach_file as attaching
from knowledge.actions.attach_file import attach_file
from knowledge.actions.create_article import create_article
from knowledge.actions.delete_article import delete_article
from knowledge.actions.detach_file import detach_file
from knowledge.actions.update_article import update_article
from knowledge.models import Article, Category
from tests.knowledge.kit import do, events, finished_file


def test_pictures_and_other_files_are_told_apart(acme: Workspace, article: Article, as_alice: Actor) -> None:
    picture, paper = finished_file(acme), finished_file(acme, name="a.svg", content_type="image/svg+xml")
    assert [do(attach_file, article, actor=as_alice, file=one).is_picture for one in (picture, paper)] == [True, False]
    assert do(attach_file, article, actor=as_alice, file=picture).file == picture
    assert events(article.pk)[1:] == ["article.file_attached"] * 2


def test_a_file_that_no_text_shows_can_go(acme: Workspace, article: Article, as_alice: Actor) -> None:
    attached = do(attach_file, article, actor=as_alice, file=finished_file(acme))
    do(update_article, article, actor=as_alice, language="en", body=f"![A cat](file:{attached.pk})")
    with pytest.raises(Conflict):
        do(detach_file, article, actor=as_alice, article_file=attached)
    do(update_article, article, actor=as_alice, language="en", body="No cat.")
    do(detach_file, article, actor=as_alice, article_file=attached)
    assert not acme.article_files.exists()
    assert not acme.files.exists()


def test_an_article_takes_its_files_with_it(acme: Workspace, article: Article, as_alice: Actor) -> None:
    do(attach_file, article, actor=as_alice, file=finished_file(acme))
    do(delete_article, article, actor=as_alice)
    assert not acme.files.exists()


def test_who_may_not(
    acme: Workspace, article: Article, foreign_article: Article, as_carol: Actor, as_eve: Actor, as_alice: Actor
) -> None:
    file = finished_file(acme)
    with pytest.raises(Forbidden):
        do(attach_file, article, actor=as_carol, file=file)
    with pytest.raises(NotFound):
        do(attach_file, article, actor=as_eve, file=file)
    with pytest.raises(Invalid):
        do(attach_file, foreign_article, actor=as_eve, file=file)
    attached = do(attach_file, article, actor=as_alice, file=file)
    with pytest.raises(NotFound):
        do(detach_file, foreign_article, actor=as_eve, article_file=attached)


def test_an_unfinished_file_and_one_of_another_article_are_refused(
    acme: Workspace, article: Article, accounts: Category, as_alice: Actor
) -> None:
    waiting = finished_file(acme)
    StoredFile._base_manager.filter(pk=waiting.pk).update(state="waiting")
    with pytest.raises(Invalid) as error:
        do(attach_file, article, actor=as_alice, file=waiting)
    assert error.value.field == "file"
    other = do(create_article, actor=as_alice, category=accounts, language="en", title="Other")
    file = finished_file(acme)
    do(attach_file, other, actor=as_alice, file=file)
    with pytest.raises(Conflict):
        do(attach_file, article, actor=as_alice, file=file)


def test_an_article_takes_so_many_files(
    acme: Workspace, article: Article, as_alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attaching, "MAX_FILES", 1)
    do(attach_file, article, actor=as_alice, file=finished_file(acme))
    with pytest.raises(Conflict):
        do(attach_file, article, actor=as_alice, file=finished_file(acme))
