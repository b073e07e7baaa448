"""Template tags and filters of the pages; built into every template (settings)."""

import datetime
import uuid
import zoneinfo
from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.http import HttpRequest
from django.template.base import FilterExpression, Parser, Token
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from helpdesk.accounts.models import Membership
from helpdesk.lib.markdown import to_html
from helpdesk.lib.text import is_web_address as text_is_web_address
from portal.times import absolute, relative, span
from portal.words import CHANNELS, MAILS, PRIORITIES, ROLES, STATUSES

register = template.Library()

THEMES = {"light", "dark"}


@register.filter
def render_text(text: str, text_format: str) -> SafeString:
    """What somebody wrote, as HTML that cannot act."""
    return to_html(text, text_format)


@register.filter
def is_web_address(text: str) -> bool:
    """Whether a text may stand as a link."""
    return text_is_web_address(text)


@register.filter
def initials(name: str) -> str:
    """One or two letters that stand for a person."""
    words = [word for word in name.partition("@")[0].replace(".", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


@register.filter
def shortened(text: str, most: int) -> str:
    """At most so many characters; nearly all are short enough, and Django's own filter counts each of them."""
    return text if len(text) <= most else Truncator(text).chars(most)


@register.filter
def status_word(status: str) -> str:
    """A status as people say it."""
    return STATUSES.get(status, status)


@register.filter
def priority_word(priority: str) -> str:
    """A priority as people say it."""
    return PRIORITIES.get(priority, priority)


@register.filter
def channel_word(channel: str) -> str:
    """How a request reached us, after the word "by"."""
    return CHANNELS.get(channel, channel)


@register.filter
def mail_word(kind: str) -> str:
    """The occasion of a mail."""
    return MAILS.get(kind, kind)


@register.filter
def role_word(role: str) -> str:
    """A member's role as people say it."""
    return ROLES.get(role, role)


class IconNode(template.Node):
    """A picture from the sprite; a simple tag would resolve and escape its arguments dozens of times on a page."""

    def __init__(self, name: FilterExpression) -> None:
        self.name = name
        self.known: str = name.var if isinstance(name.var, str) and not name.filters else ""

    def fixed_text(self) -> str | None:
        """The picture, where every page shows the same."""
        return drawing(self.known) if self.known else None

    def render(self, context: template.Context) -> SafeString:
        """The picture."""
        return drawing(self.known or self.name.resolve(context))


@register.tag
def icon(parser: Parser, token: Token) -> IconNode:
    """``{% icon "clock" %}``: a picture, always beside a word, so readers of screens pass over it."""
    _tag, name = token.split_contents()
    return IconNode(parser.compile_filter(name))


@register.simple_tag
def options(choices: Iterable[tuple[str, str]], chosen: object) -> SafeString:
    """The entries of a select from pairs of value and name, with the chosen one marked."""
    value_chosen = "" if chosen is None else str(chosen)
    return SafeString("".join([option(value, name, value == value_chosen) for value, name in choices]))


def option(value: str, name: str, is_chosen: bool) -> str:
    """One entry."""
    return f'<option value="{escape(value)}"{" selected" if is_chosen else ""}>{escape(name)}</option>'


@lru_cache(maxsize=128)
def drawing(name: str) -> SafeString:
    """The same picture is on a page many times."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("img/icons.svg"), name
    )


@register.simple_tag
def dot(colour: str) -> SafeString:
    """A colour that the workspace chose, beside the word it belongs to; nothing where it chose none."""
    return coloured(colour) if colour else SafeString("")


@lru_cache(maxsize=1024)
def coloured(colour: str) -> SafeString:
    """An attribute of a picture, because the policy of our pages lets no style stand in them."""
    circle = format_html('<circle cx="5" cy="5" r="4.5" fill="{}"/>', colour)
    return format_html('<svg class="dot" viewBox="0 0 10 10" aria-hidden="true">{}</svg>', circle)


@register.simple_tag(takes_context=True)
def ago(context: template.Context, value: datetime.datetime) -> SafeString:
    """How long ago, with the exact moment for whoever points at it."""
    zone = zone_of(context)
    return moment(value, relative(value, now=timezone.now(), zone=zone), zone)


@register.simple_tag(takes_context=True)
def since(context: template.Context, value: datetime.datetime) -> SafeString:
    """How long it lasts already."""
    return moment(value, span((timezone.now() - value).total_seconds()), zone_of(context))


@register.simple_tag(takes_context=True)
def at(context: template.Context, value: datetime.datetime) -> SafeString:
    """The exact moment, on the reader's clock."""
    return moment(value, absolute(value, zone_of(context)), zone_of(context))


def moment(value: datetime.datetime, text: str, zone: datetime.tzinfo) -> SafeString:
    """A ``<time>`` element, made of nothing but figures and our own words."""
    exact = value.astimezone(datetime.UTC).isoformat(timespec="seconds")
    return SafeString(f'<time datetime="{exact}" title="{absolute(value, zone)}">{text}</time>')


def zone_of(context: template.Context) -> datetime.tzinfo:
    """The time zone of whoever reads the page, where it is known, else of the workspace the page belongs to."""
    workspace, member = context.get("workspace"), context.get("member")
    own = member.user.time_zone if isinstance(member, Membership) else ""
    return zone_named(own or workspace.time_zone) if workspace else datetime.UTC


@lru_cache(maxsize=1024)
def zone_named(name: str) -> datetime.tzinfo:
    """A time zone; UTC for a name that this machine does not know."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return datetime.UTC


@register.simple_tag(takes_context=True)
def theme(context: template.Context) -> str:
    """``light`` or ``dark`` when the reader chose one; nothing follows the system."""
    request: HttpRequest | None = context.get("request")
    chosen = request.COOKIES.get("theme", "") if request is not None else ""
    return chosen if chosen in THEMES else ""


@register.simple_tag
def once() -> SafeString:
    """A hidden field by which a form that is sent twice is known; a page shown again gets another."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid.uuid4().hex)
