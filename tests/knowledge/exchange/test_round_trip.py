"""What goes out and comes back is the same, byte for byte."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.lib.errors import Conflict
from knowledge.actions.create_article import create_article
from knowledge.actions.create_category import create_category
from knowledge.actions.update_article import update_article
from knowledge.exchange.exporting import Export, is_plain_path
from knowledge.exchange.importing import Import
from knowledge.models import Article, Category
from tests.knowledge.exchange.conftest import picture
from tests.knowledge.kit import do


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def exported(workspace: Workspace, folder: Path) -> dict[str, bytes]:
    Export(workspace, folder).run()
    return tree(folder)


def test_an_export_comes_back_the_same_here_and_elsewhere(
    acme: Workspace,
    globex: Workspace,
    alice: Membership,
    folder: Path,
    tmp_path: Path,
    write: Callable[[str, str | bytes], Path],
) -> None:
    write("account/pictures/photo.jpg", picture(kind="JPEG", quality=50, comment=b"at home"))
    write("account/photo.md", "---\ntitle: Photo\nattachments: [pictures/photo.jpg]\n---\n")
    Import(acme, folder).run()
    first = exported(acme, tmp_path / "first")
    again = Import(acme, tmp_path / "first").run()
    assert (again.created, again.updated, again.problems) == (0, 0, [])
    assert exported(acme, tmp_path / "second") == first
    elsewhere = Import(globex, tmp_path / "first").run()
    assert (elsewhere.created, elsewhere.problems) == (3, [])
    third = exported(globex, tmp_path / "third")
    # Nobody of globex has Alice's address.
    signed = "account/reset.en.md"
    third[signed] = third[signed].replace(b"author: ''", b"author: alice@acme.example")
    assert third == first


def test_what_was_written_on_screens_comes_home_under_its_slug(
    acme: Workspace, article: Article, accounts: Category, as_alice: Actor, tmp_path: Path
) -> None:
    inner = do(create_category, actor=as_alice, name="Innen", language="de", parent=accounts)
    do(
        create_article,
        actor=as_alice,
        category=inner,
        language="de",
        title="Zwei",
        body=f"Siehe [dort](article:{article.pk}).",
    )
    do(update_article, article, actor=as_alice, language="de", title="Passwort", body="Hier.")
    first = exported(acme, tmp_path / "first")
    assert set(first) == {
        "your-account/_category.en.md",
        "your-account/innen/_category.de.md",
        "your-account/innen/zwei.de.md",
        "your-account/resetting-your-password.en.md",
        "your-account/resetting-your-password.de.md",
    }
    assert b"[dort](../resetting-your-password.md)" in first["your-account/innen/zwei.de.md"]
    Import(acme, tmp_path / "first").run()
    assert acme.articles.count() == 2
    assert exported(acme, tmp_path / "second") == first


def test_sources_made_elsewhere_lead_nowhere(
    acme: Workspace, accounts: Category, as_alice: Actor, tmp_path: Path
) -> None:
    for number, source in enumerate(("../out", "/etc/x", "a/../../b", ".hidden", "a\\b", "x.files/y", "_category")):
        do(create_article, actor=as_alice, category=accounts, language="en", title=f"T{number}", source=source)
        assert not is_plain_path(source)
    assert {Path(name).parent.as_posix() for name in exported(acme, tmp_path / "out")} == {"your-account"}


def test_two_sources_that_some_disks_take_for_one_get_two_files(
    acme: Workspace, accounts: Category, as_alice: Actor, tmp_path: Path
) -> None:
    for source in ("x/a", "x/A"):
        do(create_article, actor=as_alice, category=accounts, language="en", title=source, source=source)
    names = {name.casefold() for name in exported(acme, tmp_path / "out")}
    assert len(names) == 3


def test_a_folder_with_something_in_it_is_left_alone(acme: Workspace, folder: Path) -> None:
    before = tree(folder)
    with pytest.raises(Conflict):
        Export(acme, folder).run()
    assert tree(folder) == before


def test_the_commands_tell_what_they_did(acme: Workspace, folder: Path, tmp_path: Path) -> None:
    said = StringIO()
    call_command("import_articles", folder, workspace="acme", dry_run=True, stdout=said, stderr=said)
    assert "2 articles would be created" in said.getvalue()
    call_command("import_articles", folder, workspace="acme", stdout=said, stderr=said)
    call_command("export_articles", tmp_path / "out", workspace="acme", stdout=said, stderr=said)
    assert "2 articles and 2 files" in said.getvalue()
    actions = acme.audit_entries.filter(action__startswith="articles.").order_by("created_at")
    assert list(actions.values_list("action", flat=True)) == ["articles.imported", "articles.exported"]


def test_the_commands_end_with_a_sentence(acme: Workspace, folder: Path) -> None:
    (folder / "bad.md").write_text("---\n")
    said = StringIO()
    with pytest.raises(CommandError, match="1 problems"):
        call_command("import_articles", folder, workspace="acme", stdout=said, stderr=said)
    assert "bad.md:1: the front matter has no end" in said.getvalue()
    for command in ("import_articles", "export_articles"):
        with pytest.raises(CommandError, match="no workspace"):
            call_command(command, folder, workspace="nobody")
    with pytest.raises(CommandError, match="no folder"):
        call_command("import_articles", folder / "gone", workspace="acme")
    with pytest.raises(CommandError, match="not empty"):
        call_command("export_articles", folder, workspace="acme")
