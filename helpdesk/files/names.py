"""The names that people give their files, made safe to show, to put in headers and to save on any system.

Everything that cannot be seen is taken out first and the rest judged afterwards: a check that runs before the clean-up
is one that an invisible character walks around.
"""

import re
import unicodedata

MAX_BYTES = 200
MAX_EXTENSION = 16
OTHERWISE = "file"
# Letters that look like the slash they would stand for.
SLASHES = str.maketrans(dict.fromkeys("\\\u2044\u2215\u29f5\u29f8\u29f9\ufe68\uff0f\uff3c", "/"))
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
UNWANTED = re.compile(r'[<>:"|?*]')
RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE | re.DOTALL)


def clean_name(name: str) -> str:
    """The last part of a path without anything unseen, of up to 200 bytes; never empty, never hidden, never reserved.

    Cleaning a clean name changes nothing.
    """
    seen = "".join(character for character in name[:4000] if unicodedata.category(character) not in UNSEEN)
    last = unicodedata.normalize("NFC", seen).translate(SLASHES).rstrip("/ ").rpartition("/")[2]
    plain = " ".join(UNWANTED.sub("_", last).split()).strip(". ")
    if RESERVED.fullmatch(plain):
        plain = "_" + plain
    return shortened(plain) or OTHERWISE


def shortened(name: str) -> str:
    """The name cut to what fits, in front of its extension."""
    if len(name.encode()) <= MAX_BYTES:
        return name
    stem, dot, extension = name.rpartition(".")
    if not stem or len(extension) > MAX_EXTENSION:
        stem, dot, extension = name, "", ""
    room = MAX_BYTES - len((dot + extension).encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + dot + extension
