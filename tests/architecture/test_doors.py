"""Every change goes through a verb: no door writes rows by itself."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
DOORS = [
    pytest.param(path, id=str(path.relative_to(ROOT)))
    for room in ("helpdesk/api", "portal")
    for path in sorted((ROOT / room).rglob("*.py"))
]
# A file listed here escapes what it marks, in the same expression.
MARKS_AS_SAFE = {"portal/dev/mailbox.py"}
# The panel on other people's websites gets no cookies, so it has no authority that a forged form could use.
# The choice of a language stands on pages that must not differ by a token; forms of other sites are refused by their
# Origin and come without the session's cookie.
WITHOUT_FORGERY_CHECK = {"portal/widget/page.py", "portal/customers/language.py"}
WRITES = re.compile(
    r"\.(?:save|bulk_create|bulk_update|update_or_create|get_or_create|select_for_update)\(|objects\.create\(|\.delete\(\)"
)


@pytest.mark.parametrize("path", DOORS)
def test_a_door_saves_and_deletes_nothing(path: Path) -> None:
    assert not WRITES.findall(path.read_text())


@pytest.mark.parametrize("path", DOORS)
def test_nothing_goes_around_the_templates_escaping_or_the_forgery_check(path: Path) -> None:
    text = path.read_text()
    assert "csrf_exempt" not in text or str(path.relative_to(ROOT)) in WITHOUT_FORGERY_CHECK
    assert "mark_safe" not in text or str(path.relative_to(ROOT)) in MARKS_AS_SAFE


def test_no_template_switches_escaping_off() -> None:
    for path in sorted((ROOT / "templates").rglob("*.html")):
        assert not re.search(r"\|\s*safe\b|autoescape\s+off", path.read_text()), path
