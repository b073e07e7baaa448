"""Fields of bodies that several contracts share: strict about types, for JSON says which a value has.

``wanted`` is what a value of another type is answered with: what it must be, and how that is written.
"""

from typing import Any

from rest_framework import serializers

from helpdesk.lib.text import is_blank


class Text(serializers.CharField):
    """A JSON string and nothing that merely looks like one; kept as written. What cannot be seen is nothing."""

    wanted = ("a string", "Send it in double quotes")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        """The string itself."""
        if not isinstance(data, str):
            self.fail("invalid")
        if not self.allow_blank and is_blank(data):
            self.fail("blank")
        return str(super().to_internal_value(data))


class Flag(serializers.BooleanField):
    """true or false, not a word or number for it."""

    wanted = ("true or false", "Send true or false without quotes")

    def to_internal_value(self, data: Any) -> bool:
        """The flag itself."""
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Whole(serializers.IntegerField):
    """A JSON number without a fraction, not a text or flag that reads like one."""

    wanted = ("a whole number", "Send it without quotes and without a fraction")

    def to_internal_value(self, data: Any) -> int:
        """The number itself."""
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return int(super().to_internal_value(data))


class Texts(serializers.ListField):
    """A list of strings, none of them empty."""

    wanted = ("a list of strings that are not empty", 'Send a list such as ["one", "two"]')
    child = Text()
