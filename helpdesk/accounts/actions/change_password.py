"""Change one's own password."""

from helpdesk.accounts.members.persons import audit_person, record_person
from helpdesk.accounts.models import User
from helpdesk.accounts.signing_in.passwords import Checked, check_password, require_good_password
from helpdesk.accounts.signing_in.sessions import end_sessions
from helpdesk.accounts.signing_in.user_links import use_up_links
from helpdesk.events.unit import current_unit


def change_password(user: User, *, current: str, password: str, client: str, keep_session: str | None) -> Checked:
    """The new password in place of the right current one; all sessions but the one named end.

    A wrong current one is counted like a failed sign-in, so its unit of work must commit. Raises Invalid for a new one
    that will not do.
    """
    current_unit()
    require_good_password(password, user)
    checked = check_password(email=user.email, password=current, client=client)
    if checked.user is None:
        return checked
    user.set_password(password)
    user.save(update_fields=["password"])
    use_up_links(user)
    end_sessions(user, keep=keep_session)
    audit_person("member.password_changed", user)
    record_person("member.password_changed", user, data={"by": "page"})
    return checked
