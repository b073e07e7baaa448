"""The screens about the workspace itself."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from helpdesk.accounts.models import AuditEntry, Membership, Workspace
from helpdesk.events.models import Event
from tests.portal.settings.conftest import SETTINGS

PAGE = f"{SETTINGS}workspace/"
GIVEN = {
    "name": "Acme",
    "support_email": "help@acme.example",
    "time_zone": "Europe/Lisbon",
    "language": "de",
    "brand_name": "Acme Shop",
    "colour": "#2D50C2",
    "postal_address": "1 Road\r\nTown",
    "features": ["escalations"],
    "requires_totp": "on",
}


def png(width: int = 900, height: int = 300) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(file, "PNG")
    return file.getvalue()


def logo(data: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="image/png")


def test_what_was_written_is_kept_and_audited(admin: Client, acme: Workspace) -> None:
    assert admin.post(PAGE, GIVEN).status_code == 303
    acme.refresh_from_db()
    assert (acme.brand_name, acme.colour, acme.postal_address) == ("Acme Shop", "#2d50c2", "1 Road\nTown")
    assert (acme.time_zone, acme.language, acme.requires_totp) == ("Europe/Lisbon", "de", True)
    assert acme.features == ["escalations"]
    entry = AuditEntry._base_manager.get(action="workspace.changed")
    assert (entry.before["language"], entry.after["language"]) == ("en", "de")
    assert "name" not in entry.after
    event = Event.objects.get(type="workspace.changed")
    assert "Road" not in str(event.data)


def test_the_form_shows_what_stands(admin: Client, acme: Workspace) -> None:
    acme.postal_address, acme.time_zone = "<script>1</script>", "Etc/GMT+1"
    acme.save()
    page = admin.get(PAGE).content.decode()
    assert "<script>1" not in page
    assert "&lt;script&gt;1" in page
    assert '<option value="Etc/GMT+1" selected>' in page


def test_the_same_values_again_are_no_change(admin: Client, acme: Workspace) -> None:
    given = {**GIVEN, "requires_totp": ""}
    admin.post(PAGE, given)
    admin.post(PAGE, given)
    assert AuditEntry._base_manager.filter(action="workspace.changed").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "a" * 121),
        ("colour", "red"),
        ("colour", "#ffee00"),
        ("support_email", "x"),
        ("support_email", "a@example.com, b@example.com"),
        ("time_zone", "Mars/Base"),
        ("language", "xx"),
        ("features", ["x"]),
        ("postal_address", "a" * 401),
        ("notice", "n" * 301),
    ],
)
def test_bad_input_comes_back_beside_its_field(field: str, value: Any, admin: Client, acme: Workspace) -> None:
    answer = admin.post(PAGE, {**GIVEN, field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    acme.refresh_from_db()
    assert acme.brand_name == ""


def test_a_light_colour_is_told_how_light_it_is(admin: Client) -> None:
    page = admin.post(PAGE, {**GIVEN, "colour": "#ffee00"}).content.decode()
    assert "White text on it has a contrast of 1.2" in page


def test_a_logo_is_drawn_anew(admin: Client, acme: Workspace) -> None:
    sent = png() + b"<script>alert(1)</script>"
    assert admin.post(PAGE, {**GIVEN, "requires_totp": "", "logo": logo(sent)}).status_code == 303
    acme.refresh_from_db()
    kept = bytes(acme.logo or b"")
    assert b"script" not in kept
    with Image.open(io.BytesIO(kept)) as drawn:
        assert (drawn.format, drawn.size[0]) == ("WEBP", 512)
    answer = admin.get(f"{PAGE}logo")
    assert (answer.content, answer["Content-Type"]) == (kept, "image/webp")
    assert "Road" not in str(AuditEntry._base_manager.latest("created_at").after.get("logo"))


def test_a_logo_is_taken_away(admin: Client, acme: Workspace) -> None:
    given = {**GIVEN, "requires_totp": ""}
    admin.post(PAGE, {**given, "logo": logo(png())})
    admin.post(PAGE, {**given, "no_logo": "on"})
    acme.refresh_from_db()
    assert not acme.logo
    assert admin.get(f"{PAGE}logo").status_code == 404


@pytest.mark.parametrize(
    "data", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"\x89PNG\r\n", png() + b"0" * 2_000_000]
)
def test_what_is_no_picture_changes_nothing_at_all(data: bytes, admin: Client, acme: Workspace) -> None:
    answer = admin.post(PAGE, {**GIVEN, "logo": logo(data)})
    assert answer.status_code == 422
    assert 'id="id_logo_error"' in answer.content.decode()
    acme.refresh_from_db()
    assert (acme.brand_name, acme.logo) == ("", None)
    assert not Event.objects.filter(type="workspace.changed").exists()


def test_how_long_things_are_kept(admin: Client, acme: Workspace) -> None:
    page = f"{SETTINGS}data-rules/"
    assert admin.post(page, {"close_resolved_after": "7", "erase_closed_after": ""}).status_code == 303
    acme.refresh_from_db()
    assert (acme.close_resolved_after, acme.erase_closed_after) == (7, None)
    for wrong in ("0", "-1", "4000", "x", "1.5"):
        assert admin.post(page, {"close_resolved_after": wrong}).status_code == 422
    admin.post(page, {})
    acme.refresh_from_db()
    assert acme.close_resolved_after is None


def test_what_one_saves_another_sees_at_once(admin: Client, adam: Membership) -> None:
    admin.post(PAGE, {**GIVEN, "requires_totp": "", "name": "Acme & Sons"})
    assert "Acme &amp; Sons" in admin.get(SETTINGS).content.decode()
