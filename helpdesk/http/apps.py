"""Registers the limiter's counter table with Django."""

from django.apps import AppConfig


class HttpConfig(AppConfig):
    """The ``http`` app."""

    name = "helpdesk.http"
    label = "http"
