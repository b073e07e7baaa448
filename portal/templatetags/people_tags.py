"""Template filters of the pages about customers."""

from django import template

from tickets.people import MOST_COUNTED

register = template.Library()


@register.filter
def at_most(number: int) -> str:
    """An amount that was counted up to a thousand: ``42``, ``1,000+``."""
    return f"{MOST_COUNTED:,}+" if number > MOST_COUNTED else str(number)
