"""Secrets that we must use again: sealed with AES-GCM under SECRETS_KEY, which can be rotated.

A sealed value is version byte, key fingerprint (4 bytes), nonce (12) and ciphertext. SECRETS_KEY may list several
keys; the first seals, all open, so a rotation is: put the new key first, re-seal, drop the old one.
"""

import base64
import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
NONCE_BYTES = 12


class SealError(ValueError):
    """The value was not sealed under any key we hold, for this purpose, or was altered."""


class Sealer:
    """Seals and opens bytes. ``keys`` are 32-byte secrets, the current one first."""

    def __init__(self, keys: list[bytes]) -> None:
        if not keys or any(len(key) != 32 for key in keys):
            raise ValueError("every key must have 32 bytes")
        self._ciphers = {fingerprint(key): AESGCM(key) for key in keys}
        self._current = fingerprint(keys[0])

    def seal(self, value: bytes, *, purpose: str) -> bytes:
        """Seal for one purpose, so that a value cannot be moved into another column and still open."""
        nonce = os.urandom(NONCE_BYTES)
        ciphertext = self._ciphers[self._current].encrypt(nonce, value, purpose.encode())
        return VERSION + self._current + nonce + ciphertext

    def open(self, value: bytes, *, purpose: str) -> bytes:
        """Open what ``seal`` made. Raises SealError."""
        cipher = self._ciphers.get(bytes(value[1:5]))
        if bytes(value[:1]) != VERSION or cipher is None:
            raise SealError("sealed under an unknown key")
        try:
            return cipher.decrypt(bytes(value[5:17]), bytes(value[17:]), purpose.encode())
        except (InvalidTag, ValueError) as error:  # ValueError: cut off within the nonce
            raise SealError("altered, or sealed for another purpose") from error


def fingerprint(key: bytes) -> bytes:
    """Four bytes that name a key without telling it."""
    return hashlib.sha256(b"fingerprint" + key).digest()[:4]


def parse_keys(text: str) -> list[bytes]:
    """Read SECRETS_KEY: one or more keys of 32 bytes, URL-safe base64, separated by commas. Raises ValueError."""
    keys = [
        base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in text.replace(" ", "").split(",") if part
    ]
    if not keys or any(len(key) != 32 for key in keys):
        raise ValueError("each key must be 32 bytes in URL-safe base64")
    return keys
