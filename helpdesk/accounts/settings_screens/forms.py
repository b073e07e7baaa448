"""The form of a row: fields from the model, choices from the workspace, a verb's refusal beside its field."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.settings_screens.visit import Visit
from helpdesk.lib.errors import HelpdeskError

FIRST_YEAR, LAST_YEAR = 2000, 2199


class DayField(forms.DateField):
    """A day, chosen from a calendar where the browser has one; of these times, so that any time zone can hold it."""

    widget = forms.DateInput(attrs={"type": "date"})

    def clean(self, value: Any) -> Any:
        """The day. Raises ValidationError, also for one that lies beyond what anybody can mean."""
        day = super().clean(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Choose a day of these times."))
        return day


class RefusalMixin:
    """Shows why a verb did not take what the form itself had found in order."""

    visit: ClassVar[Visit]

    def add_refusal(self: Any) -> None:
        """Put the refusal beside the field it names; beside no field it stands above the form."""
        refusal: HelpdeskError | None = self.visit.refusal
        if refusal is not None:
            text = f"{refusal.message}. {refusal.hint}." if refusal.hint else f"{refusal.message}."
            self.add_error(refusal.field if refusal.field in self.fields else None, text)


class SettingsForm(RefusalMixin, forms.ModelForm):
    """It never writes into its row, nor asks the database what is unique: that is the verb's business, which alone can
    be right when two save at once."""

    def clean(self) -> dict[str, Any]:
        """The values as they are, together with what a verb said of them."""
        self.add_refusal()
        return self.cleaned_data

    def _post_clean(self) -> None:
        """Where Django would do both."""


class PlainForm(RefusalMixin, forms.Form):
    """A form that stands for no row."""

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        self.visit = visit  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        self.narrow()

    def narrow(self) -> None:
        """Offer only what the workspace has and the actor may choose."""

    def clean(self) -> dict[str, Any]:
        """The values as they are, together with what a verb said of them."""
        self.add_refusal()
        return self.cleaned_data
