"""Pictures from outside, drawn anew: what we keep and show are never the bytes that somebody sent."""

import io
import warnings

from PIL import Image, ImageOps

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
MAX_BYTES = 2_000_000
MAX_PIXELS = 25_000_000
QUALITY = 80


class BadPicture(ValueError):
    """Not a picture that we take; says why in a sentence for people."""


def small_webp(data: bytes, *, pixels: int, square: bool = True) -> bytes:
    """The picture as WebP of at most ``pixels`` a side, cut to a square in its middle or kept whole.

    Its size is read and judged before anything of it is unpacked. Raises BadPicture.
    """
    if len(data) > MAX_BYTES:
        raise BadPicture("That picture is too large")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as sent:
                return drawn(sent, pixels=pixels, square=square)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadPicture("That picture is too large") from error
    except BadPicture:
        raise
    except Exception as error:  # a file made to confuse a decoder makes it raise anything
        raise BadPicture("That is no picture we can read") from error


def drawn(sent: Image.Image, *, pixels: int, square: bool) -> bytes:
    """The first frame, turned as the camera meant it, without anything else that the file held. Raises BadPicture."""
    width, height = sent.size
    if width * height > MAX_PIXELS:
        raise BadPicture("That picture is too large")
    sent.draft("RGB", (2 * pixels, 2 * pixels))  # lets a JPEG be unpacked at a smaller size
    upright = ImageOps.exif_transpose(sent).convert("RGBA")
    if square:
        small = ImageOps.fit(upright, (pixels, pixels))
    else:
        upright.thumbnail((pixels, pixels))
        small = upright
    file = io.BytesIO()
    small.save(file, "WEBP", quality=QUALITY)
    return file.getvalue()
