"""Sign oneself out in another browser."""

from helpdesk.accounts.members.persons import audit_person
from helpdesk.accounts.models import Session, User
from helpdesk.accounts.signing_in.sessions import handle_of, sessions_of
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import NotFound


def end_session(user: User, *, handle: str) -> None:
    """End one of somebody's own sessions, at once. Raises NotFound for a handle of none of them."""
    current_unit()
    key = next((row.session_key for row in sessions_of(user) if handle_of(row.session_key) == handle), None)
    if key is None:
        raise NotFound("session")
    Session.objects.filter(session_key=key).delete()
    audit_person("member.sessions_ended", user, after={"ended": 1})
