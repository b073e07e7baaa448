"""Set a new password by a mailed link."""

from helpdesk.accounts.members.persons import audit_person, record_person
from helpdesk.accounts.models import User, UserLink
from helpdesk.accounts.signing_in.guesses import Guesses, of_password
from helpdesk.accounts.signing_in.passwords import require_good_password
from helpdesk.accounts.signing_in.sessions import end_sessions
from helpdesk.accounts.signing_in.user_links import take_user_link, use_up_links


def reset_password(link: UserLink, *, password: str, client: str) -> User:
    """Whose password this is now. All their sessions end, and they may sign in at once however often it failed.

    Raises Unauthenticated for a link that was used before or has expired, Invalid for a password that will not do:
    then the link still works.
    """
    user = take_user_link(link)
    require_good_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    use_up_links(user)
    end_sessions(user)
    Guesses(of_password(user.email), client=client).succeeded()
    audit_person("member.password_reset", user)
    record_person("member.password_changed", user, data={"by": "link"})
    return user
