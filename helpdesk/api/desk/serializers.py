"""The form of the desk contract's bodies. Lengths and words are the verbs' business."""

from typing import Any

from rest_framework import serializers


class Text(serializers.CharField):
    """A JSON string and nothing that merely looks like one; kept as written."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        """The string itself."""
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class Flag(serializers.BooleanField):
    """true or false, not a word or number for it."""

    def to_internal_value(self, data: Any) -> bool:
        """The flag itself."""
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Tags(serializers.ListField):
    """A list of strings."""

    child = Text()


class CreateTicket(serializers.Serializer[Any]):
    """POST /desk/tickets."""

    subject = Text()
    body = Text()
    email = Text()
    priority = Text(required=False)
    tags = Tags(required=False)


class UpdateTicket(serializers.Serializer[Any]):
    """PATCH /desk/tickets/:id; an assignee of null unassigns."""

    status = Text(required=False)
    assignee = Text(required=False, allow_null=True)
    priority = Text(required=False)
    tags = Tags(required=False)


class CreateComment(serializers.Serializer[Any]):
    """POST /desk/tickets/:id/comments."""

    body = Text()
    internal = Flag(required=False)
