"""Registers the tickets with Django."""

from django.apps import AppConfig


class TicketsConfig(AppConfig):
    """The ``tickets`` app."""

    name = "tickets"
