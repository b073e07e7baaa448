"""Links mailed to a person about sign-in or an invitation: made for mails, read at the page they lead to.

A token names its row and what it is for; whether it still counts the row decides. The token itself is stored nowhere.
"""

import uuid

from django.conf import settings
from django.utils.crypto import salted_hmac

from helpdesk.accounts.models import Invitation, UserLink
from helpdesk.lib.errors import Unauthenticated
from helpdesk.lib.signing import BadToken, key_id_of, mint, verify

INVITATION = "invitation"
# What a link is for -> the page that it leads to.
PAGES = {
    UserLink.Purpose.PASSWORD.value: "/reset-password",
    UserLink.Purpose.EMAIL.value: "/confirm-email",
    INVITATION: "/invitation",
}


def address_of(row: Invitation | UserLink) -> str:
    """The address to mail."""
    purpose = row.purpose if isinstance(row, UserLink) else INVITATION
    token = mint({"purpose": purpose}, secret=secret_of(row.pk, purpose), key_id=row.pk, expires_at=row.expires_at)
    return f"{settings.BASE_URL}{PAGES[purpose]}?t={token}"


def row_named(token: str, *, purpose: str) -> uuid.UUID:
    """The id of the row that a token names. Raises Unauthenticated (code ``link_expired`` when it once was good) for
    everything else: altered, or made for another purpose."""
    try:
        row_id = key_id_of(token)
        claims = verify(token, secret=secret_of(row_id, purpose))
    except BadToken as error:
        raise Unauthenticated(code="link_expired" if error.expired else "") from error
    if claims.get("purpose") != purpose:
        raise Unauthenticated
    return row_id


def secret_of(row_id: uuid.UUID, purpose: str) -> bytes:
    """The secret that signs the links of one row."""
    return salted_hmac(f"accounts.links.{purpose}", row_id.hex, algorithm="sha256").digest()
