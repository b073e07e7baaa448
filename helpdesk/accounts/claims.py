"""Taking turns over a value that only one row may have, where no single constraint can say so."""

import uuid

from django.db import connection


def claim(workspace_id: uuid.UUID | None, kind: str, value: str = "") -> None:
    """Wait until no other open transaction claims the same value of a workspace, or with None of the installation; held
    until this one ends.

    Looking for the value afterwards sees whatever the others wrote. Claim before looking, and one value at a time.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"claim:{kind}:{workspace_id}:{value}"]
        )
