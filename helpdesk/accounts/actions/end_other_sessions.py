"""Sign oneself out everywhere else."""

from helpdesk.accounts.members.persons import audit_person
from helpdesk.accounts.models import User
from helpdesk.accounts.signing_in.sessions import end_sessions
from helpdesk.events.unit import current_unit


def end_other_sessions(user: User, *, keep: str | None) -> int:
    """End all of somebody's sessions but the one named; returns how many there were."""
    current_unit()
    ended = end_sessions(user, keep=keep)
    if ended:
        audit_person("member.sessions_ended", user, after={"ended": ended})
    return ended
