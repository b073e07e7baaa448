"""The sweep that finds the surveys whose time has come."""

from dataclasses import replace
from functools import partial

import structlog
from django.utils import timezone

from helpdesk.accounts.actors import system_actor
from helpdesk.events.unit import unit_of_work
from helpdesk.http.database import run_with_retries
from tickets.actions.start_survey import start_survey
from tickets.models import Survey

log = structlog.get_logger(__name__)

# One run's share; what is left is due in the next minute too.
BATCH = 1000


def start_due_surveys() -> None:
    """Start every survey that is due; run by the schedule. Costs by what is due, not by what was resolved.

    One that cannot be started is logged and keeps no other waiting.
    """
    surveys = Survey.objects.across_workspaces("the clock strikes in all workspaces at once")
    due = surveys.filter(due_at__lte=timezone.now(), sent_at=None).select_related("ticket", "workspace")
    for survey in due.order_by("due_at")[:BATCH]:
        try:
            run_with_retries(partial(start_one, survey))
        except Exception:
            log.exception("survey_not_started", ticket_id=str(survey.ticket_id))


def start_one(survey: Survey) -> None:
    """Start a survey in a unit of work of its own."""
    actor = replace(system_actor(survey.workspace), test_mode=survey.ticket.is_test)
    with unit_of_work():
        start_survey(survey.ticket, actor=actor)
