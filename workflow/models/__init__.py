"""The rows of the workflow: one file each."""

from workflow.models.custom_field import CustomField
from workflow.models.custom_status import CustomStatus
from workflow.models.queue import Queue
from workflow.models.tag import Tag
from workflow.models.tag_change import TagChange
from workflow.models.ticket_type import TicketType

__all__ = ["CustomField", "CustomStatus", "Queue", "Tag", "TagChange", "TicketType"]
