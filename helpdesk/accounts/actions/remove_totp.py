"""Take sign-in codes away from somebody who has lost both phone and recovery codes."""

from helpdesk.accounts.members.persons import audit_person, record_person
from helpdesk.accounts.models import Authenticator, User
from helpdesk.events.unit import current_unit


def remove_totp(user: User, *, by_themselves: bool = False) -> bool:
    """From now on the password is enough, except for workspaces that want a code. Returns whether there was any.

    Whoever runs the installation may do it for somebody: a person belongs to no workspace, so no workspace may.
    """
    current_unit()
    ended, _ = Authenticator.objects.filter(user=user).delete()
    if ended:
        user.recovery_codes.all().delete()
        audit_person("member.totp_disabled", user, by_themselves=by_themselves)
        record_person("member.totp_disabled", user)
    return bool(ended)
