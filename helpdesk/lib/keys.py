"""Secrets that we only check: random text with a public part to look up by, kept as SHA-256."""

import hashlib
import hmac
import secrets
import string
from dataclasses import dataclass

ALPHABET = string.ascii_letters + string.digits
PUBLIC_LENGTH = 10
BAR = "|"
SECRET_LENGTH = 30  # 30 characters of 62 are 178 bits, so a plain hash cannot be searched


@dataclass(frozen=True)
class NewKey:
    """A key just made. ``text`` is shown once and never stored."""

    text: str
    public: str
    digest: bytes


def random_text(length: int) -> str:
    """Random letters and digits from the system's generator."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def digest_of(secret: str) -> bytes:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).digest()


def new_key(prefix: str) -> NewKey:
    """A key such as ``tl_live_`` + public part + secret part; without a prefix there is a bar between the two."""
    public, secret = random_text(PUBLIC_LENGTH), random_text(SECRET_LENGTH)
    bar = "" if prefix else BAR
    return NewKey(text=prefix + public + bar + secret, public=public, digest=digest_of(secret))


def split_key(prefix: str, text: str) -> tuple[str, str] | None:
    """The public and secret parts of a key of this prefix, or None when it cannot be one."""
    if not text.startswith(prefix):
        return None
    body = text.removeprefix(prefix)
    public, bar, secret = (body[:PUBLIC_LENGTH], BAR, body[PUBLIC_LENGTH:]) if prefix else body.partition(BAR)
    fits = len(public) == PUBLIC_LENGTH and len(secret) == SECRET_LENGTH and bar == BAR
    return (public, secret) if fits and (public + secret).isascii() and (public + secret).isalnum() else None


def matches(secret: str, digest: bytes) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(digest_of(secret), digest)
