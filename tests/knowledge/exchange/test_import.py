"""Import of a folder: what becomes of it, once, twice, changed, broken off."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.models import Event
from helpdesk.files.store import file_store
from knowledge.actions.archive_article import archive_article
from knowledge.actions.create_article import create_article
from knowledge.actions.publish_article import publish_article
from knowledge.exchange.article_import import ArticleImport, Made
from knowledge.exchange.importing import Import, Report
from knowledge.models import Article, Category
from tests.knowledge.exchange.conftest import RESET, picture
from tests.knowledge.kit import do

Write = Callable[[str, str | bytes], Path]


def brought(workspace: Workspace, folder: Path, **options: Any) -> Report:
    return Import(workspace, folder, **options).run()


def counts(report: Report) -> tuple[int, int, int]:
    return report.created, report.updated, report.unchanged


def made_of(workspace: Workspace, source: str) -> Article:
    return workspace.articles.get(source=source)


def state_of(workspace: Workspace) -> Any:
    """Everything that a repeated import could change."""
    return (
        list(workspace.articles.order_by("id").values()),
        list(workspace.article_texts.order_by("id").values()),
        list(workspace.article_files.order_by("id").values()),
        list(workspace.categories.order_by("id").values()),
        list(workspace.category_texts.order_by("id").values()),
        Event.objects.filter(workspace_id=workspace.pk).count(),
        workspace.audit_entries.count(),
    )


def test_a_folder_becomes_articles(acme: Workspace, alice: Membership, folder: Path) -> None:
    report = brought(acme, folder)
    assert (counts(report), report.problems, report.remarks) == ((2, 0, 0), [], [])
    reset = made_of(acme, "account/reset")
    assert (reset.state, reset.visibility, reset.author) == ("published", "public", alice)
    assert reset.labels == ["sign-in", "Passwörter"]
    assert set(reset.texts.values_list("language", "slug", "title")) == {
        ("en", "reset", "Resetting your password: how"),
        ("de", "passwort-zurücksetzen", "Passwort zurücksetzen"),
    }
    assert reset.versions.count() == 2
    names = set(reset.category.texts.values_list("language", "name", "description"))
    assert names == {("en", "Your account", "Sign-in and more"), ("de", "Ihr Konto", "")}


def test_a_way_through_categories_is_made(acme: Workspace, folder: Path) -> None:
    brought(acme, folder)
    invoices = made_of(acme, "billing/invoices")
    assert (invoices.state, invoices.visibility) == ("draft", "members")
    assert invoices.category.texts.get().name == "Bills"
    assert invoices.category.parent is not None
    assert invoices.category.parent.texts.get().name == "Money"


def test_paths_become_ids_and_code_stays(acme: Workspace, folder: Path) -> None:
    brought(acme, folder)
    reset, invoices = made_of(acme, "account/reset"), made_of(acme, "billing/invoices")
    files = {one.file.name: one for one in reset.files.select_related("file")}
    body = reset.texts.get(language="en").body
    assert set(files) == {"page.png", "form (1).txt"}
    assert f"![The page](file:{files['page.png'].pk})" in body
    assert f"[the form](file:{files['form (1).txt'].pk})" in body
    assert f"[the bill](article:{invoices.pk}#when)" in body
    assert "`[code](missing.md)`" in body
    assert f"(file:{files['page.png'].pk})" in reset.texts.get(language="de").body
    assert f"(article:{reset.pk})" in invoices.texts.get().body


def test_a_picture_says_nothing_of_who_took_it(acme: Workspace, folder: Path) -> None:
    brought(acme, folder)
    page = made_of(acme, "account/reset").files.select_related("file").get(file__name="page.png")
    with file_store().open(page.file.key) as content:
        kept = content.read()
    assert page.is_picture
    assert b"Carol" not in kept


def test_the_second_time_changes_nothing_at_all(acme: Workspace, alice: Membership, folder: Path) -> None:
    brought(acme, folder)
    before = state_of(acme)
    assert counts(brought(acme, folder)) == (0, 0, 2)
    assert state_of(acme) == before


def test_a_dry_run_tells_and_leaves_nothing(acme: Workspace, folder: Path) -> None:
    before = state_of(acme)
    assert counts(brought(acme, folder, is_rehearsal=True)) == (2, 0, 0)
    assert state_of(acme) == before
    assert list(file_store().held()) == []


def test_only_what_changed_is_written(acme: Workspace, folder: Path, write: Write) -> None:
    brought(acme, folder)
    write("account/reset.md", RESET.replace("Press **Forgot**.", "Press it.").replace("sign-in, ", ""))
    assert counts(brought(acme, folder)) == (0, 1, 1)
    reset = made_of(acme, "account/reset")
    assert reset.texts.get(language="en").body.startswith("# Steps\n\nPress it.")
    assert reset.labels == ["Passwörter"]


def test_another_picture_of_the_name_takes_its_place(acme: Workspace, folder: Path, write: Write) -> None:
    brought(acme, folder)
    write("account/pictures/page.png", picture("blue"))
    assert counts(brought(acme, folder)) == (0, 1, 1)
    assert made_of(acme, "account/reset").files.filter(file__name="page.png").count() == 1
    assert counts(brought(acme, folder)) == (0, 0, 2)


def test_what_was_stopped_in_between_goes_on(
    acme: Workspace, alice: Membership, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(BaseException):
        pass

    def stop(self: ArticleImport, *, is_rehearsal: bool = False) -> Made:
        if self.key == "billing/invoices":
            made = run(self, is_rehearsal=is_rehearsal)
            assert made.article.pk
            raise Stopped
        return run(self, is_rehearsal=is_rehearsal)

    run = ArticleImport.run
    with monkeypatch.context() as patch:
        patch.setattr(ArticleImport, "run", stop)
        with pytest.raises(Stopped):
            brought(acme, folder)
    assert acme.articles.count() == 1
    assert counts(brought(acme, folder)) == (1, 1, 0)
    link = f"article:{made_of(acme, 'billing/invoices').pk}"
    assert link in made_of(acme, "account/reset").texts.get(language="en").body
    assert counts(brought(acme, folder)) == (0, 0, 2)


def test_states_follow_their_files(acme: Workspace, folder: Path, write: Write) -> None:
    head = "---\ntitle: T\nstate: {}\n---\nText.\n"
    for state in ("draft", "published", "archived", "draft"):
        write("x/t.md", head.format(state))
        brought(acme, folder)
        assert made_of(acme, "x/t").state == state
    write("x/t.md", head.format("scheduled\npublish_at: 2031-01-31 09:00"))
    brought(acme, folder)
    article = made_of(acme, "x/t")
    assert article.publish_at is not None
    assert (article.state, article.publish_at.isoformat()) == ("scheduled", "2031-01-31T09:00:00+00:00")
    Article._base_manager.filter(pk=article.pk).update(publish_at=timezone.now())
    write("x/t.md", head.format("scheduled\npublish_at: 2021-01-31T09:00:00Z"))
    brought(acme, folder)
    assert made_of(acme, "x/t").state == "published"


def test_articles_stand_in_the_order_of_their_positions(acme: Workspace, write: Write, tmp_path: Path) -> None:
    for name, position in (("a", 3), ("b", 1), ("c", 2)):
        write(f"x/{name}.md", f"---\ntitle: {name}\nposition: {position}\n---\nText.\n")
    brought(acme, tmp_path / "kb")
    category = made_of(acme, "x/a").category
    assert [one.source for one in category.articles.order_by("position", "id")] == ["x/b", "x/c", "x/a"]
    write("x/a.md", "---\ntitle: a\nposition: 0\n---\nText.\n")
    brought(acme, tmp_path / "kb")
    assert [one.source for one in category.articles.order_by("position", "id")] == ["x/a", "x/b", "x/c"]


def test_an_article_written_on_a_screen_is_taken_over_by_the_file_of_its_slug(
    acme: Workspace, article: Article, as_alice: Actor, write: Write, tmp_path: Path
) -> None:
    do(publish_article, article, actor=as_alice)
    write("your-account/r.md", "---\ntitle: Reset\nslug: resetting-your-password\n---\nNew.\n")
    assert counts(brought(acme, tmp_path / "kb")) == (0, 1, 0)
    article.refresh_from_db()
    assert (article.source, article.state, article.texts.get().body) == ("your-account/r", "published", "New.")


def test_an_author_nobody_knows_is_remarked(acme: Workspace, folder: Path, write: Write) -> None:
    write("account/reset.md", RESET.replace("alice@", "nobody@"))
    report = brought(acme, folder)
    assert [(one.path, one.line) for one in report.remarks] == [("account/reset.md", 6)]
    assert (report.problems, made_of(acme, "account/reset").author) == ([], None)


def remarks(report: Report) -> list[str]:
    return [str(remark) for remark in report.remarks]


def test_a_translation_without_a_file_stays_and_is_told_each_time(
    acme: Workspace, alice: Membership, folder: Path
) -> None:
    brought(acme, folder)
    (folder / "account/reset.de.md").unlink()
    told = ["account/reset.md: the article has a translation (de) without a file; it stays until you remove it"]
    assert remarks(brought(acme, folder, is_rehearsal=True)) == told
    before = state_of(acme)
    for _ in range(2):
        report = brought(acme, folder)
        assert (counts(report), remarks(report), report.problems) == ((0, 0, 2), told, [])
    assert state_of(acme) == before
    assert set(made_of(acme, "account/reset").texts.values_list("language", flat=True)) == {"en", "de"}


def test_an_article_without_a_file_stays_and_is_told_until_it_is_archived(
    acme: Workspace, folder: Path, as_alice: Actor
) -> None:
    brought(acme, folder)
    (folder / "account/reset.md").write_text("no good: [")
    (folder / "account/reset.de.md").write_text("---\n")
    (folder / "billing/invoices.md").unlink()
    told = ["billing/invoices: has no file any more; the article stays until you archive it"]
    assert remarks(brought(acme, folder, is_rehearsal=True)) == remarks(brought(acme, folder)) == told
    assert made_of(acme, "billing/invoices").state == "draft"
    do(archive_article, made_of(acme, "billing/invoices"), actor=as_alice)
    assert remarks(brought(acme, folder)) == []


def test_of_many_without_a_file_a_few_are_told(acme: Workspace, write: Write, tmp_path: Path) -> None:
    for number in range(22):
        write(f"x/{number:02}.md", "---\ntitle: T\n---\nText.\n")
    brought(acme, tmp_path / "kb")
    for path in (tmp_path / "kb/x").iterdir():
        path.unlink()
    told = remarks(brought(acme, tmp_path / "kb"))
    assert len(told) == 21
    assert told[-1] == "more that have no file are not listed; they stay too"


def test_a_slug_that_another_article_has_is_told_with_its_line(
    acme: Workspace, accounts: Category, as_alice: Actor, write: Write, tmp_path: Path
) -> None:
    do(create_article, actor=as_alice, category=accounts, language="en", title="x", slug="mine", source="elsewhere")
    write("x/t.md", "---\ntitle: T\nslug: mine\n---\nText.\n")
    problem = brought(acme, tmp_path / "kb").problems[0]
    assert (problem.path, problem.line) == ("x/t.md", 3)
    assert acme.articles.count() == 1


def test_another_workspace_is_not_touched(acme: Workspace, globex: Workspace, folder: Path) -> None:
    brought(acme, folder)
    before = state_of(acme)
    assert counts(brought(globex, folder)) == (2, 0, 0)
    assert state_of(acme) == before
