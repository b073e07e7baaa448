"""Pictures that people upload, drawn anew in their own format: without places, cameras, comments, hidden parts."""

import io
import threading
import warnings
from collections.abc import Iterator
from typing import IO, Any

from PIL import Image, ImageOps, ImageSequence

from helpdesk.lib.pictures import FORMATS, MAX_PIXELS, BadPicture

# The longer side, in pixels: as wide as a large screen shows it.
LONGEST_SIDE = 2560
QUALITY = 85
# Only these two move.
MOVING = {"GIF", "WEBP"}
# What is written with each.
OPTIONS: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": False},
    "JPEG": {"quality": QUALITY, "progressive": True},
    "GIF": {},
    "WEBP": {"quality": QUALITY},
}
MODES = {"PNG": "RGBA", "JPEG": "RGB", "GIF": "RGBA", "WEBP": "RGBA"}

# Unpacked, a picture takes a hundred times its size: one after the other, whatever the number of threads.
_one_at_a_time = threading.Lock()


def drawn_anew(content: IO[bytes]) -> io.BytesIO:
    """The same picture without anything but its pixels, at most 2,560 of them a side.

    Size and number of frames are read and judged before anything is unpacked. Raises BadPicture.
    """
    try:
        with warnings.catch_warnings(), _one_at_a_time:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(content, formats=FORMATS) as sent:
                return redraw(sent)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_large() from error
    except BadPicture:
        raise
    except Exception as error:  # a file made to confuse a decoder makes it raise anything
        raise BadPicture("That is no picture we can read") from error


def redraw(sent: Image.Image) -> io.BytesIO:
    """Write the pixels of an opened picture. Raises BadPicture for more than 25 million in all frames together."""
    kind = sent.format or ""
    width, height = sent.size
    if width * height > MAX_PIXELS:
        raise too_large()
    frames = getattr(sent, "n_frames", 1) if kind in MOVING else 1
    if width * height * frames > MAX_PIXELS:
        raise too_large()
    file = io.BytesIO()
    if frames > 1:
        first, *rest = moving_frames(sent, kind)
        timing = {"duration": sent.info.get("duration", 100), "loop": sent.info.get("loop", 0)}
        first.save(file, kind, save_all=True, append_images=rest, **timing, **OPTIONS[kind])
    else:
        sent.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # lets a JPEG be unpacked at a smaller size
        fitting(ImageOps.exif_transpose(sent), kind).save(file, kind, **OPTIONS[kind])
    file.seek(0)
    return file


def moving_frames(sent: Image.Image, kind: str) -> Iterator[Image.Image]:
    """Each frame by itself."""
    for frame in ImageSequence.Iterator(sent):
        yield fitting(frame, kind)


def fitting(frame: Image.Image, kind: str) -> Image.Image:
    """A new picture with the pixels of this one, no larger than is shown."""
    plain = frame.convert("RGB" if kind == "PNG" and frame.mode in {"RGB", "L"} else MODES[kind])
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    return bare


def too_large() -> BadPicture:
    """More pixels than are worth unpacking."""
    return BadPicture("That picture has too many pixels")
