"""Sign in with another address from now on."""

from django.db import IntegrityError

from helpdesk.accounts.members.persons import audit_person, record_person
from helpdesk.accounts.models import User, UserLink
from helpdesk.accounts.signing_in.user_links import take_user_link, use_up_links
from helpdesk.lib.errors import Unauthenticated


def confirm_email(link: UserLink) -> User:
    """The person under the new address.

    Raises Unauthenticated for a link that was used before, has expired, or whose address is somebody's by now.
    """
    user = take_user_link(link)
    before, user.email = user.email, link.email
    try:
        user.save(update_fields=["email"])
    except IntegrityError as error:
        raise Unauthenticated from error
    # What was mailed to the old address opens nothing any more.
    use_up_links(user)
    audit_person("member.email_changed", user, before={"email": before}, after={"email": user.email})
    record_person("member.email_changed", user)
    return user
