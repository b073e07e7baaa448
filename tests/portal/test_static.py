"""What pages load is there: in production a name of nothing would fail every page that has it."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"""(?:\{% static|\bstatic\() ?["']([^"'{}]+)["']""")


def test_every_static_file_that_is_named_exists() -> None:
    sources = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "portal").rglob("*.py")]
    named = {name for source in sources for name in NAMED.findall(source.read_text())}
    assert {"css/base.css", "img/icons.svg"} <= named
    assert sorted(name for name in named if finders.find(name) is None) == []
