"""Codes that an app shows, and recovery codes: what they are made of and whether one is right."""

import base64
import secrets
from urllib.parse import quote

from django.conf import settings
from django.utils.crypto import salted_hmac
from django_otp.oath import TOTP

from helpdesk.accounts.models import Authenticator, Membership, User
from helpdesk.events.unit import current_unit
from helpdesk.lib.sealed import Sealer
from helpdesk.lib.text import is_storable

ISSUER = "Helpdesk"
KEY_BYTES = 20
TOLERANCE_STEPS = 1  # a phone's clock may be half a minute off
CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another
CODE_LENGTH = 12


def new_key() -> bytes:
    """A key for an app."""
    return secrets.token_bytes(KEY_BYTES)


def sealed(key: bytes, user: User) -> bytes:
    """A key as it is stored."""
    return Sealer(settings.SECRETS_KEYS).seal(key, purpose=f"totp:{user.pk}")


def key_of(authenticator: Authenticator) -> bytes:
    """The key of somebody's app."""
    sealer = Sealer(settings.SECRETS_KEYS)
    return sealer.open(bytes(authenticator.sealed_key), purpose=f"totp:{authenticator.user_id}")


def as_text(key: bytes) -> str:
    """A key as people type it into an app that cannot read the picture."""
    return base64.b32encode(key).decode().rstrip("=")


def as_address(key: bytes, user: User) -> str:
    """A key as the picture holds it."""
    return f"otpauth://totp/{quote(ISSUER)}:{quote(user.email)}?secret={as_text(key)}&issuer={quote(ISSUER)}"


def take_code(authenticator: Authenticator, code: str) -> bool:
    """Whether this is the app's code of now, and was not used before: the database lets each pass once."""
    digits = "".join(code.split())
    if not (len(digits) == 6 and digits.isascii() and digits.isdigit()):
        return False
    totp = TOTP(key_of(authenticator))
    totp.time = current_unit().now.timestamp()
    if not totp.verify(int(digits), tolerance=TOLERANCE_STEPS, min_t=authenticator.last_step + 1):
        return False
    step = totp.t()  # of the code that matched, which may be the one before or after now's
    newer = Authenticator.objects.filter(pk=authenticator.pk, last_step__lt=step)
    return bool(newer.update(last_step=step))


def new_recovery_codes() -> list[str]:
    """Ten codes as they are shown this once: ``abcdef-ghjkmn``, some 59 bits each."""
    codes = ("".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH)) for _ in range(CODES))
    return [f"{code[:6]}-{code[6:]}" for code in codes]


def recovery_digest(user: User, code: str) -> bytes:
    """What is stored of a recovery code: keyed, so that who reads the database alone cannot search for it."""
    plain = code.strip().lower().replace("-", "").replace(" ", "")
    return salted_hmac("accounts.recovery_code", f"{user.pk}:{plain}", algorithm="sha256").digest()


def take_recovery_code(user: User, code: str) -> bool:
    """Whether this is one of somebody's recovery codes; from now on it is used."""
    if not is_storable(code):
        return False
    unused = user.recovery_codes.filter(digest=recovery_digest(user, code), used_at=None)
    return bool(unused.update(used_at=current_unit().now))


def authenticator_of(user: User) -> Authenticator | None:
    """The app that somebody must use at sign-in, if any."""
    return Authenticator.objects.filter(user=user, confirmed_at__isnull=False).first()


def lacks_second_factor(member: Membership) -> bool:
    """Whether a workspace wants a second factor that this member has not set up."""
    return member.workspace.requires_totp and authenticator_of(member.user) is None
