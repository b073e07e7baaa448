"""Switch sign-in codes off."""

from helpdesk.accounts.actions.remove_totp import remove_totp
from helpdesk.accounts.models import User
from helpdesk.accounts.signing_in.passwords import Checked, check_password
from helpdesk.events.unit import current_unit


def disable_totp(user: User, *, password: str, client: str) -> Checked:
    """From now on the password is enough, except for workspaces that want a code. Repeating it is harmless.

    A wrong password is counted like a failed sign-in, so its unit of work must commit.
    """
    current_unit()
    checked = check_password(email=user.email, password=password, client=client)
    if checked.user is None:
        return checked
    remove_totp(user, by_themselves=True)
    return checked
