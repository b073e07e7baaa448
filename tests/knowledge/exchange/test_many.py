"""Five hundred files, a run that is killed, and another."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from helpdesk.accounts.models import Workspace
from knowledge.exchange.importing import Import
from tests.knowledge.exchange.conftest import picture

COUNT = 500
SCRIPT = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
settings.HELPDESK_HOME = sys.argv[3]
call_command("import_articles", sys.argv[2], workspace="acme")
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_five_hundred_files_survive_a_kill_and_come_in_once(
    acme: Workspace, write: Callable[[str, str | bytes], Path], tmp_path: Path, settings: Any
) -> None:
    for number in range(COUNT):
        head = f"---\ntitle: Article {number}\nstate: published\nposition: {number}\n---\n"
        write(
            f"c{number % 5}/a{number}.md", head + f"Text. [next](../c{(number + 1) % 5}/a{(number + 1) % COUNT}.md)\n"
        )
    write("c0/a0.md", "---\ntitle: Article 0\n---\n![A picture](p.png)\n")
    write("c0/p.png", picture())
    command = [sys.executable, "-c", SCRIPT, connection.settings_dict["NAME"], str(tmp_path / "kb")]
    process = subprocess.Popen([*command, str(settings.HELPDESK_HOME)], env=os.environ)
    try:
        while acme.articles.count() < COUNT // 5 and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    finally:
        process.kill()
        process.wait()
    before = acme.articles.count()
    assert 0 < before < COUNT
    report = Import(acme, tmp_path / "kb").run()
    assert (report.created, report.problems) == (COUNT - before, [])
    assert acme.articles.count() == acme.article_texts.count() == COUNT
    again = Import(acme, tmp_path / "kb").run()
    assert (again.created, again.updated, again.unchanged) == (0, 0, COUNT)
    order = list(acme.articles.filter(category__texts__slug="c1").order_by("position", "id").values_list("source"))
    assert order == [(f"c1/a{number}",) for number in range(1, COUNT, 5)]
