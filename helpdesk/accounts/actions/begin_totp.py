"""Start to set up an app for sign-in codes."""

from helpdesk.accounts.models import Authenticator, User
from helpdesk.accounts.signing_in.totp import authenticator_of, key_of, new_key, sealed
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Conflict


def begin_totp(user: User) -> bytes:
    """The key for the app; nothing is asked at sign-in before a first code of it was typed (``confirm_totp``).

    Repeating it gives the same key until then. Raises Conflict when there is an app already.
    """
    now = current_unit().now
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if authenticator_of(user) is not None:
        raise Conflict("Sign-in codes are on already", code="totp_is_on", hint="Switch them off before you change app")
    begun, _ = Authenticator.objects.get_or_create(
        user=user, confirmed_at=None, defaults={"sealed_key": sealed(new_key(), user), "created_at": now}
    )
    return key_of(begun)
