"""Rows and choices of a screen, always through the workspace."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from helpdesk.accounts.settings_screens.visit import visit_of
from helpdesk.lib.errors import NotFound


class Narrowed(admin.ModelAdmin):
    """``rows`` is the name of the rows on a workspace."""

    rows: ClassVar[str]
    list_select_related: ClassVar[bool | list[str] | tuple[str, ...]] = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """The workspace's own."""
        found: models.QuerySet[Any] = getattr(visit_of(request).workspace, self.rows).all()
        related = self.list_select_related
        return found if isinstance(related, bool) else found.select_related(*related)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """One of them. Raises NotFound, also for what is no id at all."""
        found = super().get_object(request, object_id)
        if found is None:
            raise NotFound("page")
        return found

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """A choice among the workspace's own rows."""
        return forms.ModelChoiceField(queryset=self.choices_for(db_field, request), **own_words(db_field, kwargs))

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Several of the workspace's own rows, each with a box to tick."""
        return forms.ModelMultipleChoiceField(
            queryset=self.choices_for(db_field, request),
            widget=forms.CheckboxSelectMultiple,
            **own_words(db_field, kwargs),
        )

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest | None, **kwargs: Any) -> Any:
        """Django's plain fields: the admin's own widgets need its scripts."""
        if isinstance(db_field, models.ForeignKey):
            return self.formfield_for_foreignkey(db_field, request, **kwargs)
        if isinstance(db_field, models.ManyToManyField):
            return self.formfield_for_manytomany(db_field, request, **kwargs)
        return db_field.formfield(**kwargs)

    def choices_for(self, db_field: Any, request: HttpRequest) -> models.QuerySet[Any]:
        """The rows of the workspace that a relation may name, found by the model's own relation to workspaces."""
        target = db_field.remote_field.model
        related = target._meta.get_field("workspace").remote_field.related_name
        return getattr(visit_of(request).workspace, related).all()


def own_words(db_field: Any, kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """What a choice says of itself, from the screen's words or the model's."""
    return {
        "required": not db_field.blank,
        "label": kwargs.get("label", db_field.verbose_name.capitalize()),
        "help_text": kwargs.get("help_text", db_field.help_text),
    }
