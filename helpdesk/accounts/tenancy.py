"""The wall between workspaces: rows of a workspace are reached only through it.

``Ticket.objects`` raises. ``workspace.tickets`` and ``ticket.comments`` work, because Django builds those managers for
one parent row. The one bypass is ``across_workspaces("why")``, for sweeps and for look-ups before anyone is signed in.
"""

from typing import Generic, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class WorkspaceRequired(RuntimeError):
    """Rows of a workspace were asked for without naming one."""


class WorkspaceManager(models.Manager[Row], Generic[Row]):
    """A manager that fails closed."""

    # Django's related managers subclass this one and set ``instance`` to the parent row.
    instance: models.Model | None = None

    def get_queryset(self) -> models.QuerySet[Row]:
        """The rows of the parent this manager was built for. Raises WorkspaceRequired on the bare manager."""
        if self.instance is None:
            raise WorkspaceRequired(
                f"{self.model.__name__} rows belong to a workspace: go through workspace.<things> or a parent row"
            )
        return super().get_queryset()

    def across_workspaces(self, why: str) -> models.QuerySet[Row]:
        """Rows of every workspace. ``why`` is for the reader; tests list every caller."""
        if not why:
            raise WorkspaceRequired("say why all workspaces are needed")
        return super().get_queryset()
