"""Pictures are drawn anew, and what would fill the memory is refused unread."""

import io
import struct
import zlib

import pytest
from PIL import Image

from helpdesk.files.pictures import LONGEST_SIDE, drawn_anew
from helpdesk.lib.pictures import BadPicture
from tests.files.conftest import picture


def opened(content: bytes) -> Image.Image:
    return Image.open(drawn_anew(io.BytesIO(content)))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_keeps_its_format_and_size(kind: str) -> None:
    drawn = opened(picture(kind))
    assert (drawn.format, drawn.size) == (kind, (40, 30))


def test_a_transparent_picture_stays_transparent() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (8, 8), (10, 20, 30, 0)).save(file, "PNG")
    pixel = opened(file.getvalue()).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    assert pixel[3] == 0


def test_a_photograph_is_turned_as_the_camera_meant_it() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    drawn = opened(picture("JPEG", (40, 30), exif=exif))
    assert drawn.size == (30, 40)
    assert not drawn.getexif()


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_what_moves_goes_on_moving(kind: str) -> None:
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "green", "blue")]
    file = io.BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=80, loop=0)
    assert getattr(opened(file.getvalue()), "n_frames", 1) == 3


def test_a_large_one_is_made_as_large_as_it_is_shown() -> None:
    assert opened(picture("PNG", (4000, 1000))).size == (LONGEST_SIDE, 640)


def bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is huge."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(6000, 6000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_before_it_is_unpacked(width: int, height: int) -> None:
    with pytest.raises(BadPicture):
        drawn_anew(io.BytesIO(bomb(width, height)))


def test_a_film_of_too_many_frames_is_refused() -> None:
    frames = [Image.new("P", (2000, 2000), number) for number in range(8)]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(BadPicture):
        drawn_anew(io.BytesIO(file.getvalue()))


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", picture()[:60], b"<svg/>", b"II*\x00" + bytes(50)])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(BadPicture):
        drawn_anew(io.BytesIO(content))
