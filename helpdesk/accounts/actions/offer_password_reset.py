"""Make the link with which somebody sets a new password."""

import datetime

from helpdesk.accounts.members.persons import audit_person, record_person
from helpdesk.accounts.models import User, UserLink
from helpdesk.events.unit import current_unit

LIFETIME = datetime.timedelta(hours=1)


def offer_password_reset(*, email: str) -> UserLink | None:
    """The link of whoever has this address, good for an hour; its mail follows. None where it is nobody's."""
    now = current_unit().now
    user = User.objects.filter(email=email, is_active=True).first()
    if user is None:
        return None
    link = UserLink(
        user=user, purpose=UserLink.Purpose.PASSWORD, email=user.email, created_at=now, expires_at=now + LIFETIME
    )
    link.save(force_insert=True)
    # Whoever asked is not known to be them.
    audit_person("member.password_reset_requested", user, by_themselves=False)
    record_person("member.password_reset_requested", user, data={"link_id": str(link.pk)})
    return link
