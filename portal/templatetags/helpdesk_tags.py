"""Template tags and filters of the pages; built into every template (settings)."""

import datetime
import uuid
import zoneinfo
from functools import lru_cache
from typing import Any

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from helpdesk.lib.markdown import to_html
from portal.times import absolute, relative, span
from portal.words import CHANNELS, MAILS, PRIORITIES, STATUSES

register = template.Library()

THEMES = {"light", "dark"}


@register.filter
def render_text(text: str, text_format: str) -> SafeString:
    """What somebody wrote, as HTML that cannot act."""
    return to_html(text, text_format)


@register.filter
def initials(name: str) -> str:
    """One or two letters that stand for a person."""
    words = [word for word in name.partition("@")[0].replace(".", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


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


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture from the sprite; always beside a word, so readers of screens pass over it."""
    return drawing(name)


@lru_cache(maxsize=128)
def drawing(name: str) -> SafeString:
    """The same picture is on a page many times."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("img/icons.svg"), name
    )


@register.simple_tag(takes_context=True)
def ago(context: template.Context, value: datetime.datetime) -> SafeString:
    """How long ago, with the exact moment for whoever points at it."""
    return moment(value, relative(value, now=timezone.now(), zone=zone_of(context)), zone_of(context))


@register.simple_tag(takes_context=True)
def since(context: template.Context, value: datetime.datetime) -> SafeString:
    """How long it lasts already."""
    return moment(value, span((timezone.now() - value).total_seconds()), zone_of(context))


@register.simple_tag(takes_context=True)
def at(context: template.Context, value: datetime.datetime) -> SafeString:
    """The exact moment, in the workspace's time zone."""
    return moment(value, absolute(value, zone_of(context)), zone_of(context))


def moment(value: datetime.datetime, text: str, zone: datetime.tzinfo) -> SafeString:
    """A ``<time>`` element."""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        value.astimezone(datetime.UTC).isoformat(timespec="seconds"),
        absolute(value, zone),
        text,
    )


def zone_of(context: template.Context) -> datetime.tzinfo:
    """The time zone of the workspace the page belongs to."""
    workspace: Any = context.get("workspace")
    try:
        return zoneinfo.ZoneInfo(workspace.time_zone) if workspace else datetime.UTC
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
