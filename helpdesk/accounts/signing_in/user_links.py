"""Taking the links that were mailed to a person: each works once."""

from helpdesk.accounts.models import User, UserLink
from helpdesk.accounts.signing_in.links import row_named
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Unauthenticated


def open_user_link(token: str, *, purpose: str) -> UserLink:
    """The link that a token names, if it still counts; nothing is used up. Raises Unauthenticated."""
    link = UserLink.objects.select_related("user").filter(pk=row_named(token, purpose=purpose), purpose=purpose).first()
    if link is None or not link.user.is_active:
        raise Unauthenticated
    if link.used_at is not None:
        raise Unauthenticated(code="link_expired")
    return link


def take_user_link(link: UserLink) -> User:
    """Use a link up; returns whose it is, locked. Raises Unauthenticated (code ``link_expired``) for one that was
    used before or has expired: of two who use it at once the database lets one pass."""
    now = current_unit().now
    if not UserLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=now).update(used_at=now):
        raise Unauthenticated(code="link_expired")
    user: User = User.objects.select_for_update(no_key=True).get(pk=link.user_id)
    return user


def use_up_links(user: User) -> None:
    """Make every open link of somebody worthless."""
    user.links.filter(used_at=None).update(used_at=current_unit().now)
