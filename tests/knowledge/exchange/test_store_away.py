"""Import of a folder with pictures while the object store is away, goes away, and comes back."""

import socket
from pathlib import Path
from typing import IO, Any

import pytest
from django.core.management import CommandError, call_command

from helpdesk.accounts.models import Workspace
from helpdesk.files.s3 import S3Store
from helpdesk.files.store import file_store
from helpdesk.lib.errors import Unavailable
from knowledge.exchange.importing import Import
from tests.files.s3 import free_port, s3_server, use_store
from tests.knowledge.exchange.conftest import picture

AWAY = "s3+http://key:secret@127.0.0.1:{}/helpdesk"


@pytest.fixture
def album(tmp_path: Path) -> Path:
    """Three articles, each with a picture of its own."""
    root = tmp_path / "kb" / "x"
    root.mkdir(parents=True)
    for name, colour in (("a", "red"), ("b", "green"), ("c", "blue")):
        (root / f"{name}.png").write_bytes(picture(colour))
        (root / f"{name}.md").write_text(f"---\ntitle: {name}\nstate: published\n---\n![It]({name}.png)\n")
    return tmp_path / "kb"


def sources(workspace: Workspace) -> list[str]:
    return list(workspace.articles.order_by("source").values_list("source", flat=True))


def check_whole(workspace: Workspace, store: Any) -> None:
    """Every article shows a picture whose bytes are in the store, and nothing else is kept."""
    for article in workspace.articles.all():
        (attached,) = article.files.select_related("file")
        assert f"file:{attached.pk}" in article.texts.get().body
        assert store.open(attached.file.key).read(4) == b"\x89PNG"
    assert workspace.files.count() == workspace.articles.count()


@pytest.mark.parametrize("kind", ["nobody", pytest.param("mute", marks=pytest.mark.slow)])
def test_with_the_store_away_nothing_is_made_and_the_command_says_what_to_do(
    acme: Workspace, album: Path, settings: Any, kind: str
) -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen(16)
        use_store(settings, AWAY.format(mute.getsockname()[1] if kind == "mute" else free_port()))
        with pytest.raises(CommandError, match="goes on where it stopped"):
            call_command("import_articles", str(album), workspace="acme")
    assert not acme.articles.exists()
    assert not acme.files.exists()


def test_a_dry_run_needs_no_store(acme: Workspace, album: Path, settings: Any) -> None:
    use_store(settings, AWAY.format(free_port()))
    report = Import(acme, album, is_rehearsal=True).run()
    assert (report.created, report.problems) == (3, [])


def test_a_store_that_goes_in_between_leaves_whole_articles_and_the_next_run_goes_on(
    acme: Workspace, album: Path, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, sent = S3Store.put, []

    def put_once(self: S3Store, key: str, content: IO[bytes]) -> None:
        sent.append(key)
        if len(sent) > 1:
            raise Unavailable("files", retry_after=5)
        put(self, key, content)

    with s3_server(tmp_path / "s3") as server:
        use_store(settings, server.address)
        with monkeypatch.context() as patch:
            patch.setattr(S3Store, "put", put_once)
            with pytest.raises(Unavailable):
                Import(acme, album).run()
        assert sources(acme) == ["x/a"]
        check_whole(acme, file_store())
        report = Import(acme, album).run()
        assert (report.created, report.unchanged, report.problems) == (2, 1, [])
        check_whole(acme, file_store())
        assert Import(acme, album).run().unchanged == 3
        assert len(list(file_store().held())) == 3
