"""Ask to sign in with another address."""

import datetime

from helpdesk.accounts.actions.add_member import clean_address
from helpdesk.accounts.members.persons import audit_person, record_person
from helpdesk.accounts.models import User, UserLink
from helpdesk.accounts.signing_in.passwords import Checked, check_password
from helpdesk.accounts.signing_in.user_links import use_up_links
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid

LIFETIME = datetime.timedelta(hours=24)


def request_email_change(user: User, *, email: str, password: str, client: str) -> Checked:
    """Have a link mailed to the new address and a notice to the old one; nothing changes before the link is used.

    Whether the new address is somebody else's is told to nobody. A wrong password is counted like a failed sign-in, so
    its unit of work must commit. Raises Invalid for what is no new address.
    """
    now = current_unit().now
    address = clean_address(email)
    if address == user.email:
        raise Invalid("This is your address already", field="email")
    checked = check_password(email=user.email, password=password, client=client)
    if checked.user is None:
        return checked
    use_up_links(user)
    link = UserLink(user=user, purpose=UserLink.Purpose.EMAIL, email=address, created_at=now, expires_at=now + LIFETIME)
    link.save(force_insert=True)
    audit_person("member.email_change_requested", user, before={"email": user.email}, after={"email": address})
    record_person("member.email_change_requested", user, data={"link_id": str(link.pk)})
    return checked
