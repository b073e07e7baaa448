"""Between the password and the code: who is about to sign in, kept in the session of a browser that is not yet in."""

import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from helpdesk.accounts.models import User
from helpdesk.accounts.signing_in.sessions import moment

KEY = "second_step"
TIME_FOR_CODE = datetime.timedelta(minutes=10)


def await_code(request: HttpRequest, user: User, *, then: str) -> None:
    """Remember that this browser knows the password; under a new key, as always when what a session may do grows."""
    request.session.flush()
    request.session[KEY] = {
        "user": str(user.pk),
        "proof": user.get_session_auth_hash(),
        "until": (timezone.now() + TIME_FOR_CODE).isoformat(),
        "then": then,
    }


def awaited(request: HttpRequest) -> tuple[User, str] | None:
    """Whose code is awaited and where they go afterwards; None when it took too long or the password was changed."""
    kept = request.session.get(KEY)
    until = moment(kept["until"]) if kept else None
    if kept is None or until is None or until < timezone.now():
        return None
    user: User | None = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(kept["proof"], user.get_session_auth_hash()):
        return None
    return user, kept["then"]
