"""Files as an import keeps them."""

import io

from PIL import Image

from helpdesk.files.arrival import Arrival, clean_size, examine
from helpdesk.files.content_types import PICTURES, clean_type
from helpdesk.files.names import clean_name
from helpdesk.files.pictures import LONGEST_SIDE
from helpdesk.lib.pictures import FORMATS, MAX_PIXELS

# What the pictures say that we draw ourselves.
PLAIN = {
    *("jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression", "transparency", "version"),
    *("background", "duration", "loop", "timestamp", "extension", "disposal"),
}
MARKERS = {"APP0"}


def arrived(name: str, content: bytes) -> tuple[Arrival, bool]:
    """The file as it will be kept, and whether that is as it came. Raises Invalid for one that is no good.

    Pictures are drawn anew, except those that hold nothing but pixels already: what an export wrote comes back as the
    same bytes, where drawing a photo again would change it a little each time.
    """
    clean_size(len(content))
    content_type = clean_type("", clean_name(name))
    keep = content_type in PICTURES and holds_only_pixels(content)
    found = examine(io.BytesIO(content), claimed_type=content_type, claimed_size=len(content), keep_original=keep)
    return found, keep


def holds_only_pixels(content: bytes) -> bool:
    """Whether a picture says nothing of places, cameras or people, and is of a size that we show; its header is read,
    nothing of it unpacked."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            frames = getattr(picture, "n_frames", 1)
            width, height = picture.size
            extras = {marker for marker, _ in getattr(picture, "applist", [])} - MARKERS
            return (
                max(width, height) <= LONGEST_SIDE
                and width * height * frames <= MAX_PIXELS
                and not extras
                and not getattr(picture, "private_chunks", None)
                and set(picture.info) <= PLAIN
            )
    except Exception:  # a file made to confuse a decoder makes it raise anything; drawing it anew says what is wrong
        return False
