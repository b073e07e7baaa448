"""How many files, and how much of them, customers may send with their messages: those of one address, and all together.

The form brings the bytes along, and they reach the store before anything else is known to be in order.
"""

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from helpdesk.accounts.models import Workspace
from helpdesk.http.client_address import client_address
from helpdesk.http.limits import Limit, spend
from helpdesk.lib.errors import TooMany

# The limiter counts calls, so bytes are counted in parts begun.
PART_BYTES = 5_000_000
FILES = Limit("portal.files", "200/h")
PARTS = Limit("portal.files.parts", "50/h")
ALL_FILES = Limit("portal.files.all", "2000/h")
ALL_PARTS = Limit("portal.files.all_parts", "400/h")


def spend_files(
    request: HttpRequest, uploads: Sequence[UploadedFile], *, workspace: Workspace, files: Limit | None = None
) -> None:
    """Count the files of a form and their bytes; ``files`` is how many may come from one address, where
    that is another number.

    Call it outside the unit of work, so that a form that is refused counts too. What is over an address's own limit
    takes nothing from the others. Raises TooMany (field ``files``), Unavailable.
    """
    place = workspace.pk.hex
    parts = -(-sum(upload.size or 0 for upload in uploads) // PART_BYTES)
    mine = f"{place}:{client_address(request)}"
    try:
        for limit, number, caller in (
            (files or FILES, len(uploads), mine),
            (PARTS, parts, mine),
            (ALL_FILES, len(uploads), place),
            (ALL_PARTS, parts, place),
        ):
            for _one in range(number):
                spend(request, [limit], callers=[caller])
    except TooMany as error:
        error.field = "files"
        raise
