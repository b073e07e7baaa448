"""The job that hands one event to one handler."""

from procrastinate.contrib.django import app

from helpdesk.events.dispatch import QUEUE, TASK, handler_named
from helpdesk.events.models import Event
from helpdesk.events.retry import Patient
from helpdesk.events.unit import unit_of_work


@app.task(name=TASK, queue=QUEUE, retry=Patient())
def handle_event(event_id: int, handler: str) -> None:
    """Run one handler on one event in a unit of work."""
    with unit_of_work():
        handler_named(handler)(Event.objects.get(pk=event_id))
