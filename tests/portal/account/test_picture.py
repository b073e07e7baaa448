"""Pictures: drawn anew, small, and shown to colleagues only."""

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from helpdesk.accounts.models import Membership, User

PAGE = "/account/picture"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(kind: str = "PNG", size: tuple[int, int] = (400, 300)) -> bytes:
    file = io.BytesIO()
    image = Image.new("RGB", size, (200, 30, 90))
    image.save(file, kind)
    return file.getvalue()


def send(client: Client, data: bytes, name: str = "me.png") -> int:
    status: int = client.post(PAGE, {"picture": SimpleUploadedFile(name, data)}).status_code
    return status


def kept(member: Membership) -> bytes | None:
    found = User.objects.values_list("picture", flat=True).get(pk=member.user_id)
    return bytes(found) if found else None


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_is_kept_small_and_as_ours(browser: Client, alice: Membership, kind: str) -> None:
    sent = picture(kind)
    assert send(browser, sent) == 303
    found = kept(alice)
    assert found is not None
    with Image.open(io.BytesIO(found)) as opened:
        assert (opened.format, opened.size) == ("WEBP", (128, 128))
    assert found != sent


def test_what_hides_in_a_picture_is_gone(browser: Client, alice: Membership) -> None:
    file = io.BytesIO()
    image = Image.new("RGB", (300, 300))
    exif = image.getexif()
    exif[0x010E] = "secret place"
    image.save(file, "JPEG", exif=exif)
    assert b"secret place" in file.getvalue()
    send(browser, file.getvalue() + b"<script>alert(1)</script>")
    assert b"secret place" not in (kept(alice) or b"")
    assert b"<script>" not in (kept(alice) or b"")


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 60,000 pixels a side."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [SVG, b"", b"x", b"<html>", bomb(), picture("PNG")[:200], picture("BMP"), b"\x89PNG\r\n\x1a\n" + b"\0" * 100],
)
def test_what_is_no_picture_or_a_bomb_is_refused(browser: Client, alice: Membership, data: bytes) -> None:
    assert send(browser, data) == 422
    assert kept(alice) is None


def test_more_than_two_megabytes_are_refused(browser: Client, alice: Membership) -> None:
    assert send(browser, picture() + b"\0" * 2_000_000) == 422
    assert kept(alice) is None


def test_it_can_be_taken_away(browser: Client, alice: Membership) -> None:
    send(browser, picture())
    assert browser.post(PAGE, {"remove": "1"}).status_code == 303
    assert kept(alice) is None


def test_colleagues_see_it_and_nobody_else(
    browser: Client,
    signed_in: Callable[[Membership], Client],
    alice: Membership,
    adam: Membership,
    eve: Membership,
) -> None:
    send(browser, picture())
    address = f"/account/pictures/{alice.user_id}"
    for viewer in (browser, signed_in(adam)):
        shown = viewer.get(address)
        assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
        assert shown["X-Content-Type-Options"] == "nosniff"
        assert shown["Cache-Control"] == "private, no-cache"
        assert viewer.get(address, headers={"If-None-Match": shown["ETag"]}).status_code == 304
    foreign = signed_in(eve).get(address)
    missing = signed_in(eve).get(f"/account/pictures/{adam.user_id}")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content
