"""Registers the pages with Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The ``portal`` app: no models, only views, tags and static files."""

    name = "portal"
