"""The app of the workflow."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """Its rows have integer ids, as the workflow contract shows them."""

    name = "workflow"
    default_auto_field = "django.db.models.BigAutoField"
