"""Custom fields as the fields of a form, the same on desk and portal."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import is_storable
from portal.said import translated
from tickets.custom import MAX_TEXT, Kind, clean_value
from workflow.models import CustomField

PREFIX = "field_"
EMPTY: tuple[Any, ...] = (None, "", [])
NOT_CHOSEN = gettext_lazy("Not given")
YES_NO = {"yes": True, "no": False}


class ValueField(forms.Field):
    """One custom field. What was typed is held against ``tickets.custom``; nothing typed is None."""

    def __init__(self, custom: CustomField, *, required: bool, value: Any = None) -> None:
        self.custom = custom
        super().__init__(
            label=custom.label,
            help_text=custom.help_text,
            required=required,
            widget=widget_of(custom, value),
            initial=shown(custom, value),
            error_messages={"required": gettext_lazy("Please fill this in.")},
        )

    def clean(self, value: Any) -> Any:
        """The value as it is stored. Raises ValidationError."""
        typed = value.strip() if isinstance(value, str) else value
        if typed in EMPTY:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        if self.custom.kind == Kind.BOOLEAN:
            typed = YES_NO.get(typed, typed)
        if any(not is_storable(one) for one in (typed if isinstance(typed, list) else [typed]) if isinstance(one, str)):
            raise forms.ValidationError(_("This holds characters that are not text."), code="invalid")
        try:
            return clean_value(self.custom, typed)
        except Invalid as error:
            raise forms.ValidationError(f"{translated(error.hint)}.", code="invalid") from error


def widget_of(custom: CustomField, value: Any) -> forms.Widget:
    """The input of a kind of value; a choice that is offered no more is there while it is chosen."""
    held = value if isinstance(value, list) else [value]
    choices = [(one, one) for one in [*custom.choices, *(one for one in custom.retired_choices if one in held)]]
    match custom.kind:
        case Kind.NUMBER:
            return forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"})
        case Kind.DATE:
            return forms.DateInput(attrs={"type": "date"})
        case Kind.URL:
            return forms.URLInput(attrs={"dir": "ltr", "placeholder": "https://"})
        case Kind.BOOLEAN:
            return forms.Select(choices=[("", NOT_CHOSEN), ("yes", _("Yes")), ("no", _("No"))])
        case Kind.SELECT:
            return forms.Select(choices=[("", NOT_CHOSEN), *choices])
        case Kind.MULTI_SELECT:
            return forms.CheckboxSelectMultiple(choices=choices)
    return forms.TextInput(attrs={"dir": "auto", "maxlength": MAX_TEXT, "autocomplete": "off"})


def shown(custom: CustomField, value: Any) -> Any:
    """A stored value as its input takes it."""
    if custom.kind == Kind.BOOLEAN and isinstance(value, bool):
        return "yes" if value else "no"
    return value


def worded(value: Any) -> str:
    """A stored value as people read it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)


class CustomForm(forms.Form):
    """The values of some custom fields, each under its key."""

    # What is asked for depends on the queue, which a browser does not know.
    use_required_attribute = False

    def __init__(
        self,
        asked: Iterable[CustomField],
        data: Any = None,
        *,
        values: Mapping[str, Any] | None = None,
        enforced: bool = False,
    ) -> None:
        super().__init__(data)
        self.asked = list(asked)
        self.before = values or {}
        for custom in self.asked:
            value = self.before.get(custom.key)
            self.fields[PREFIX + custom.key] = ValueField(custom, required=enforced and custom.is_required, value=value)

    def values(self) -> dict[str, Any]:
        """What was typed. Raises Invalid when something is at fault; the form knows what."""
        if not self.is_valid():
            raise Invalid(_("Some fields are not right yet"), field="custom", hint=_("Look at the marked ones"))
        return {custom.key: self.cleaned_data[PREFIX + custom.key] for custom in self.asked}

    def changes(self) -> dict[str, Any]:
        """Those that are not as before."""
        return {key: value for key, value in self.values().items() if value != self.before.get(key)}
