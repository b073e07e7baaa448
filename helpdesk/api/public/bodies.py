"""The form of the public contract's answers, for its description only: ``render.py`` writes them."""

from typing import Any

from rest_framework import serializers

from helpdesk.api.public.dialect import AUTHOR_KINDS, PRIORITIES, STATUSES
from helpdesk.api.public.filters import DEFAULT_HITS, DEFAULT_LIMIT, MAX_HITS, MAX_LIMIT, MAX_QUERY
from tickets.actions.rate_ticket import MAX_COMMENT
from tickets.fields import MAX_BODY, MAX_SUBJECT

SUFFIX = "[0-7][0-9a-hjkmnp-tv-z]{25}$"
TICKET_ID, COMMENT_ID, ARTICLE_ID, WORKSPACE_ID = (f"^{prefix}_{SUFFIX}" for prefix in ("tkt", "cmt", "art", "wks"))


class Created(serializers.Serializer[Any]):
    """A ticket just made."""

    id = serializers.RegexField(TICKET_ID, help_text="The ticket's id.")
    reference = serializers.CharField(help_text="The number people read.")
    status = serializers.ChoiceField(choices=STATUSES, help_text="Where it stands.")
    tracking_url = serializers.URLField(
        help_text="A link for the customer: view, reply, rate; 30 days. Keep it from others."
    )


class TicketRow(serializers.Serializer[Any]):
    """A ticket in the list."""

    id = serializers.RegexField(TICKET_ID, help_text="The ticket's id.")
    reference = serializers.CharField(help_text="The number people read.")
    title = serializers.CharField(max_length=MAX_SUBJECT, help_text="What it is about, on one line.")
    status = serializers.ChoiceField(choices=STATUSES, help_text="Where it stands.")
    priority = serializers.ChoiceField(choices=PRIORITIES, help_text="How pressing it is.")
    created_at = serializers.DateTimeField(help_text="When it came in, UTC, whole seconds.")
    updated_at = serializers.DateTimeField(help_text="When it last changed.")
    resolved_at = serializers.DateTimeField(allow_null=True, help_text="When it was resolved, or null.")


class Comment(serializers.Serializer[Any]):
    """Something that was said."""

    id = serializers.RegexField(COMMENT_ID, help_text="The comment's id.")
    author_name = serializers.CharField(help_text="Who said it; of an agent the first name and the brand.")
    author_kind = serializers.ChoiceField(
        choices=sorted(set(AUTHOR_KINDS.values())), help_text="On which side the author stands."
    )
    body = serializers.CharField(max_length=MAX_BODY, help_text="The text, as it was written.")
    created_at = serializers.DateTimeField(help_text="When it was said.")
    is_internal = serializers.BooleanField(
        required=False, help_text="Only on internal notes, and only a key sees these: do not show them to customers."
    )


class Ticket(TicketRow):
    """A ticket and what was said on it."""

    comments = Comment(many=True, help_text="Oldest first.")


class TicketPage(serializers.Serializer[Any]):
    """A page of the list."""

    tickets = TicketRow(many=True, help_text="Newest first.")
    next_cursor = serializers.CharField(allow_null=True, help_text="Where the next page starts; null on the last one.")


class Feedback(serializers.Serializer[Any]):
    """The rating that was taken."""

    ticket_id = serializers.RegexField(TICKET_ID, help_text="The ticket's id.")
    score = serializers.IntegerField(min_value=1, max_value=5, help_text="1 (bad) to 5 (good).")
    comment = serializers.CharField(max_length=MAX_COMMENT, allow_blank=True, help_text="What was written with it.")
    created_at = serializers.DateTimeField(help_text="When it was taken.")


class Result(serializers.Serializer[Any]):
    """An article that was found."""

    id = serializers.RegexField(ARTICLE_ID, help_text="The article's id.")
    title = serializers.CharField(help_text="Its title.")
    snippet = serializers.CharField(help_text="The part that matches, as Markdown with the match in bold.")
    url = serializers.URLField(help_text="Where people read it.")


class Results(serializers.Serializer[Any]):
    """The articles found."""

    results = Result(many=True, help_text="The best first; none is an empty list.")


class Noted(serializers.Serializer[Any]):
    """Whatever happened to it."""

    ok = serializers.BooleanField(help_text="Always true.")


class Fault(serializers.Serializer[Any]):
    """What went wrong."""

    code = serializers.CharField(help_text="A word for programs; it stays the same.")
    message = serializers.CharField(help_text="A sentence for people.")
    field = serializers.CharField(allow_null=True, help_text="The field or parameter at fault, or null.")


class Failure(serializers.Serializer[Any]):
    """Any failure."""

    error = Fault(help_text="What went wrong.")


class ListQuery(serializers.Serializer[Any]):
    """The parameters of the list; ``filters.py`` reads them."""

    status = serializers.ChoiceField(choices=STATUSES, required=False, help_text="Only tickets with this status.")
    limit = serializers.IntegerField(
        min_value=1, max_value=MAX_LIMIT, default=DEFAULT_LIMIT, help_text="How many tickets a page has at most."
    )
    cursor = serializers.CharField(
        required=False, allow_blank=True, help_text="The next_cursor of the page before, unchanged."
    )


class SearchQuery(serializers.Serializer[Any]):
    """The parameters of the search."""

    workspace_id = serializers.RegexField(WORKSPACE_ID, help_text="In whose articles.")
    q = serializers.CharField(
        max_length=MAX_QUERY, help_text="Words, “phrases” in quotes, -words that must not stand in it."
    )
    limit = serializers.IntegerField(
        min_value=1, max_value=MAX_HITS, default=DEFAULT_HITS, help_text="How many articles at most."
    )
