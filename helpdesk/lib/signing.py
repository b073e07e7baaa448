"""Signed tokens in links: HS256 JWTs that name their key, so that keys can be rotated."""

import datetime
import uuid
from typing import Any

import jwt
from jwt.utils import base64url_decode, base64url_encode

LEEWAY_SECONDS = 60
ALGORITHM = "HS256"


class BadToken(ValueError):
    """Not a token of ours, altered, or expired. ``expired`` tells the last apart."""

    def __init__(self, *, expired: bool = False) -> None:
        super().__init__("expired" if expired else "bad token")
        self.expired = expired


def mint(claims: dict[str, Any], *, secret: bytes, key_id: uuid.UUID, expires_at: datetime.datetime) -> str:
    """Sign claims; ``exp`` is added."""
    return jwt.encode(claims | {"exp": expires_at}, secret, algorithm=ALGORITHM, headers={"kid": key_id.hex})


def key_id_of(token: str) -> uuid.UUID:
    """Which key a token says it was signed with; nothing is verified yet. Raises BadToken."""
    try:
        return uuid.UUID(hex=jwt.get_unverified_header(token)["kid"])
    except (jwt.InvalidTokenError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise BadToken from error


def verify(token: str, *, secret: bytes) -> dict[str, Any]:
    """The claims of a token that is ours and in time (60 s of skew). Raises BadToken."""
    try:
        if not is_as_given_out(token):
            raise BadToken
        claims: dict[str, Any] = jwt.decode(
            token, secret, algorithms=[ALGORITHM], leeway=LEEWAY_SECONDS, options={"require": ["exp"]}
        )
    except jwt.ExpiredSignatureError as error:
        raise BadToken(expired=True) from error
    except (jwt.InvalidTokenError, ValueError) as error:
        raise BadToken from error
    return claims


def is_as_given_out(token: str) -> bool:
    """Whether its signature is in the one spelling that ``mint`` gives it. Base64 has more of them, and head and claims
    are signed as they are spelled, but nobody signs the signature. Raises ValueError for what is no Base64 at all."""
    signature = token.rpartition(".")[2]
    return base64url_encode(base64url_decode(signature)).decode() == signature
