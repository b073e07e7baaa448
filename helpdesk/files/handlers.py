"""What happens after a file was discarded."""

from helpdesk.events.models import Event
from helpdesk.files.store import file_store


def delete_bytes(event: Event) -> None:
    """Delete what its row pointed to. Raises Unavailable while the store is away: the job comes back."""
    file_store().delete(event.data["key"])
