"""The plan features that a workspace may have; what asks for one refuses without it."""

from django.utils.translation import gettext_lazy as _

RESOLUTION_TRACKING = "resolution_tracking"
INTERVENTIONS = "interventions"
ESCALATIONS = "escalations"

FEATURES = {
    RESOLUTION_TRACKING: _("Resolution tracking: say how a ticket was solved, by category"),
    INTERVENTIONS: _("Interventions: steps in which other systems ask the team"),
    ESCALATIONS: _("Escalations: tell somebody when a ticket waits too long"),
}
