"""What the portal's forms share: fields that read text as our verbs want it, and failures put beside their field."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from helpdesk.lib.errors import HelpdeskError, Invalid, TooMany
from helpdesk.lib.text import clean_email
from portal.said import translated

PLAIN_WORDS = {
    "required": gettext_lazy("Please fill this in."),
    "max_length": gettext_lazy("Please use at most %(limit_value)d characters; these are %(show_value)d."),
}
# What verbs say is English, and meant for every door; these are the customers' words for it.
BY_CODE = {
    "required": PLAIN_WORDS["required"],
    "too_long": gettext_lazy("This is too long. Please shorten it."),
    "merged": gettext_lazy(
        "We answer this together with another request. Please send it as an answer to our last mail."
    ),
    "spam": gettext_lazy("This cannot be sent from here. Please send it as an answer to our last mail."),
    "already_rated": gettext_lazy("This request has already been rated. A rating can be changed for 15 minutes only."),
    "stale": gettext_lazy("The request has changed meanwhile. Please look at it, then send this again."),
}


class EmailField(forms.CharField):
    """One plain address in the one spelling that is stored and compared."""

    widget = forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"})

    def clean(self, value: Any) -> str:
        """Raises ValidationError for what is no address."""
        text: str = super().clean(value)
        try:
            return clean_email(text)
        except ValueError as error:
            raise forms.ValidationError(_("Use one address such as ana@example.com."), code="invalid") from error


class TextField(forms.CharField):
    """Several lines. Browsers send CRLF but show, and count, one character for each break."""

    widget = forms.Textarea(attrs={"rows": 8})

    def to_python(self, value: Any) -> str:
        """The text with plain line breaks."""
        return (super().to_python(value) or "").replace("\r\n", "\n")


class PortalForm(forms.Form):
    """A form whose page shows every fault at once and puts the cursor into the first field at fault."""

    # Verb's name of an input -> ours, where they differ.
    names: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field, forms.ChoiceField):  # it brings its own words
                field.error_messages |= PLAIN_WORDS
            field.widget.attrs.setdefault("dir", "auto")
            # With it browsers cut a pasted text short without a word; the server says how long it may be.
            field.widget.attrs.pop("maxlength", None)

    def require(self) -> None:
        """Raises Invalid when a field is at fault; the form knows which."""
        if not self.is_valid():
            raise Invalid(_("Please look at the form again."), code="form")

    def blame(self, error: HelpdeskError) -> None:
        """Show a failure of the verb or of a limit beside its field, or above the form where there is none."""
        self.is_valid()
        if error.code != "form":
            field = self.names.get(error.field, error.field)
            self.add_error(field if field in self.fields else None, sentence_of(error))
        first = next((name for name in self.fields if name in self.errors), None)
        if first is not None:
            self.fields[first].widget.attrs["autofocus"] = True


def sentence_of(error: HelpdeskError) -> str:
    """A failure in words for people."""
    if isinstance(error, TooMany):
        if error.field == "files":
            return _("Too many files came in a short time. Please send this without them, or try again later.")
        minutes = max(1, -(-error.retry_after // 60))
        return ngettext(
            "That was very often in a short time. Please try again in a minute.",
            "That was very often in a short time. Please try again in %(minutes)d minutes.",
            minutes,
        ) % {"minutes": minutes}
    if error.code in BY_CODE:
        return str(BY_CODE[error.code])
    parts = (translated(error.message), translated(error.hint))
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
