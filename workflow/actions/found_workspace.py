"""Found a workspace that can be worked in at once."""

from helpdesk.accounts.actions.create_workspace import create_workspace
from helpdesk.accounts.models import Workspace
from workflow.models import Queue, TicketType

# The words of the public contract, and the one its portal offers beside them.
TYPES = {
    "support_ticket": "Support request",
    "general_inquiry": "General inquiry",
    "bug_report": "Bug report",
    "feature_request": "Feature request",
    "customer_request": "Customer request",
}
NOT_OFFERED = {"customer_request"}


def found_workspace(
    *, slug: str, name: str, support_email: str, time_zone: str = "UTC", features: list[str] | None = None
) -> Workspace:
    """A new workspace with its Inbox and the types of request. Raises what ``create_workspace`` raises."""
    workspace = create_workspace(
        slug=slug, name=name, support_email=support_email, time_zone=time_zone, features=features
    )
    Queue(workspace=workspace, name="Inbox", is_default=True, is_builtin=True).save(force_insert=True)
    workspace.ticket_types.bulk_create(
        TicketType(
            workspace=workspace,
            word=word,
            name=name,
            position=position,
            is_builtin=True,
            is_offered=word not in NOT_OFFERED,
        )
        for position, (word, name) in enumerate(TYPES.items())
    )
    return workspace
