"""Registers the files with Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The ``helpdesk.files`` app."""

    name = "helpdesk.files"
    label = "files"
