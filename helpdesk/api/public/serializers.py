"""The form of the public contract's bodies. Lengths and words that hold everywhere are the verbs' business."""

from typing import Any

from rest_framework import serializers

from helpdesk.api.fields import Text, Texts, Whole
from helpdesk.api.public.dialect import CHANNELS, PRIORITIES

MAX_TITLE = 200  # this contract's own; a ticket takes 256


class Optional(Text):
    """A text that may be left out, empty or null, which all mean the same."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, allow_null=True, allow_blank=True, **kwargs)


class Word(serializers.ChoiceField):
    """One of a few words, or null for the default."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices=choices, required=False, allow_null=True, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        """The word itself."""
        if not isinstance(data, str) or data == "":
            self.fail("invalid_choice", input=data)
        return str(super().to_internal_value(data))


class JsonObject(serializers.DictField):
    """An object with anything in it."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """The object as it came."""
        if not isinstance(data, dict):
            self.fail("not_a_dict", input_type=type(data).__name__)
        return data


class CreateTicket(serializers.Serializer[Any]):
    """POST /tickets."""

    workspace_id = Text()
    title = Text(max_length=MAX_TITLE)
    description = Optional()
    type = Optional()
    channel = Word(CHANNELS)
    customer_email = Text()
    customer_name = Optional(max_length=120)
    priority = Word(PRIORITIES)
    cc_emails = Texts(required=False, allow_null=True)
    metadata = JsonObject(required=False, allow_null=True)


class CreateFeedback(serializers.Serializer[Any]):
    """POST /tickets/:id/feedback."""

    score = Whole()
    comment = Optional()


class CreateClick(serializers.Serializer[Any]):
    """POST /kb/click."""

    workspace_id = Text()
    article_id = Text()
    query = Optional()
