"""Registers the knowledge base with Django."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """The ``knowledge`` app."""

    name = "knowledge"
