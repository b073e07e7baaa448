"""Registers the event log with Django."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """The ``events`` app."""

    name = "helpdesk.events"
    label = "events"
