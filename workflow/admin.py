"""The settings screens of the workflow; importing them puts them on the site."""

from workflow.screens import custom_fields, queues, statuses, tags, ticket_types

__all__ = ["custom_fields", "queues", "statuses", "tags", "ticket_types"]
