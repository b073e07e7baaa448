"""How a member wants to hear of what: the occasions, the ways, and what holds for whoever chose nothing."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.models import Membership


class Occasion(models.TextChoices):
    """What there is to hear of, the most personal first: where one thing is several, it counts as the first."""

    MENTION = "mention", _("Somebody mentions me in a note")
    ASSIGNED = "assigned", _("A ticket becomes mine")
    REPLY = "reply", _("A customer writes on a ticket that is mine or that I follow")
    NOTE = "note", _("A colleague writes on a ticket that is mine or that I follow")
    RATING = "rating", _("A customer gives a ticket that is mine a low rating")


class Way(models.TextChoices):
    """How, the loudest first; the first three put it into the inbox too."""

    MAIL = "mail", _("By mail at once")
    DIGEST = "digest", _("By mail when I am away, several in one")
    INBOX = "inbox", _("In the inbox only")
    OFF = "off", _("Not at all")


DEFAULTS: Mapping[str, Way] = {
    Occasion.MENTION: Way.MAIL,
    Occasion.ASSIGNED: Way.MAIL,
    Occasion.REPLY: Way.MAIL,
    Occasion.NOTE: Way.DIGEST,
    Occasion.RATING: Way.MAIL,
}


def way_of(member: Membership, occasion: str) -> str:
    """How a member hears of an occasion."""
    chosen: str = member.notices.get(occasion, DEFAULTS[occasion])
    return chosen if chosen in Way.values else DEFAULTS[occasion]


def ways_of(member: Membership) -> dict[str, str]:
    """How a member hears of each occasion."""
    return {occasion: way_of(member, occasion) for occasion in Occasion.values}
