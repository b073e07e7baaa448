"""The form of the desk contract's answers, for its description only: ``render.py`` writes them."""

from typing import Any

from rest_framework import serializers

from helpdesk.api.desk.dialect import PRIORITIES, STATUSES
from helpdesk.api.desk.filters import DEFAULT_LIMIT, MAX_LIMIT
from tickets.fields import MAX_BODY, MAX_SUBJECT, MAX_TAG

TICKET_ID = r"^tkt_[0-7][0-9a-hjkmnp-tv-z]{25}$"
COMMENT_ID = r"^cmt_[0-7][0-9a-hjkmnp-tv-z]{25}$"


class TicketRow(serializers.Serializer[Any]):
    """A ticket in the list."""

    id = serializers.RegexField(TICKET_ID, help_text="The ticket's id.")
    subject = serializers.CharField(max_length=MAX_SUBJECT, help_text="What it is about, on one line.")
    priority = serializers.ChoiceField(choices=PRIORITIES, help_text="How pressing it is.")
    status = serializers.ChoiceField(choices=STATUSES, help_text="Where it stands; work in progress reads open.")
    email = serializers.EmailField(help_text="Who asked, in lower case.")
    tags = serializers.ListField(child=serializers.CharField(max_length=MAX_TAG), help_text="In the order given.")
    assignee = serializers.EmailField(allow_null=True, help_text="The agent it belongs to, or null.")
    createdAt = serializers.DateTimeField(help_text="When it came in, UTC, whole seconds.")


class Ticket(TicketRow):
    """A ticket without its comments."""

    body = serializers.CharField(max_length=MAX_BODY, help_text="The first message, as it was written.")
    updatedAt = serializers.DateTimeField(help_text="When it last changed.")


class Comment(serializers.Serializer[Any]):
    """A reply or an internal note."""

    id = serializers.RegexField(COMMENT_ID, help_text="The comment's id.")
    body = serializers.CharField(max_length=MAX_BODY, help_text="The text, as it was written.")
    internal = serializers.BooleanField(help_text="Whether only agents see it.")
    author = serializers.EmailField(help_text="Who wrote it.")
    createdAt = serializers.DateTimeField(help_text="When it was written.")


class TicketWithComments(Ticket):
    """A ticket and what was said on it."""

    comments = Comment(many=True, help_text="Oldest first, internal notes included.")


class TicketPage(serializers.Serializer[Any]):
    """A page of the list."""

    tickets = TicketRow(many=True, help_text="Newest first.")
    hasMore = serializers.BooleanField(help_text="Whether another page follows.")
    nextCursor = serializers.CharField(required=False, help_text="Where that page starts; absent on the last one.")


class Closed(serializers.Serializer[Any]):
    """The ticket is closed."""

    success = serializers.BooleanField(help_text="Always true.")
    message = serializers.CharField(help_text="For people.")


class ByStatus(serializers.Serializer[Any]):
    """How many tickets stand where."""

    open = serializers.IntegerField(min_value=0, help_text="Open or in progress.")
    pending = serializers.IntegerField(min_value=0, help_text="Waiting for somebody outside.")
    resolved = serializers.IntegerField(min_value=0, help_text="Answered.")
    closed = serializers.IntegerField(min_value=0, help_text="Done with.")


class Statistics(serializers.Serializer[Any]):
    """Figures of the workspace."""

    byStatus = ByStatus(help_text="Tickets by status.")
    avgResolutionTimeHours = serializers.FloatField(
        min_value=0, help_text="Mean time from creation to resolution, in hours; 0 when nothing is resolved yet."
    )
    totalTickets = serializers.IntegerField(min_value=0, help_text="All of them.")


class Failure(serializers.Serializer[Any]):
    """Any failure."""

    error = serializers.CharField(help_text="What is wrong; the same words every time.")
    hint = serializers.CharField(required=False, help_text="What would be right.")


class TooManyRequests(Failure):
    """Over the limit."""

    retryAfter = serializers.IntegerField(min_value=1, help_text="Seconds to wait, as in Retry-After.")


class Change(serializers.Serializer[Any]):
    """One thing that happened since."""

    type = serializers.CharField(help_text="The type of the event.")
    version = serializers.IntegerField(min_value=1, help_text="The version it led to.")
    at = serializers.DateTimeField(help_text="When it happened.")


class StaleTicket(Failure):
    """Somebody was quicker."""

    currentETag = serializers.CharField(help_text="The version it has now.")
    changed = Change(many=True, help_text="What happened since the version you hold, oldest first.")


class ListQuery(serializers.Serializer[Any]):
    """The parameters of the list; ``filters.py`` reads them."""

    status = serializers.ChoiceField(choices=STATUSES, required=False, help_text="Only tickets with this status.")
    assignee = serializers.CharField(
        required=False, allow_blank=True, help_text="Only tickets of this agent: id or email address."
    )
    priority = serializers.ChoiceField(choices=PRIORITIES, required=False, help_text="Only tickets with this priority.")
    tag = serializers.CharField(required=False, allow_blank=True, help_text="Only tickets that carry exactly this tag.")
    limit = serializers.IntegerField(
        min_value=1, max_value=MAX_LIMIT, default=DEFAULT_LIMIT, help_text="How many tickets a page has at most."
    )
    cursor = serializers.CharField(
        required=False, allow_blank=True, help_text="The nextCursor of the page before, unchanged."
    )
