"""The form of the desk contract's bodies. Lengths and words are the verbs' business."""

from typing import Any

from rest_framework import serializers

from helpdesk.api.fields import Flag, Text, Texts


class CreateTicket(serializers.Serializer[Any]):
    """POST /desk/tickets."""

    subject = Text()
    body = Text()
    email = Text()
    priority = Text(required=False)
    tags = Texts(required=False)


class UpdateTicket(serializers.Serializer[Any]):
    """PATCH /desk/tickets/:id; an assignee of null unassigns."""

    status = Text(required=False)
    assignee = Text(required=False, allow_null=True)
    priority = Text(required=False)
    tags = Texts(required=False)


class CreateComment(serializers.Serializer[Any]):
    """POST /desk/tickets/:id/comments."""

    body = Text()
    internal = Flag(required=False)
