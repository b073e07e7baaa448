"""A notice in words, for the inbox and the digest."""

from django.utils.translation import gettext as _

from tickets.models import Notice


def sentence(kind: str, who: str, *, is_internal: bool) -> str:
    """``Adam mentioned you``; ``is_internal`` tells a colleague's note from a colleague's reply."""
    words = {
        Notice.Kind.MENTION: _("%(who)s mentioned you"),
        Notice.Kind.ASSIGNED: _("%(who)s gave it to you"),
        Notice.Kind.REPLY: _("%(who)s wrote"),
        Notice.Kind.NOTE: _("%(who)s wrote a note") if is_internal else _("%(who)s replied"),
        Notice.Kind.RATING: _("%(who)s gave a low rating"),
    }
    return words[Notice.Kind(kind)] % {"who": who}
