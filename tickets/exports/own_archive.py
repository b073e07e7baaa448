"""The copy of their own data that customers download, in the language that is active."""

import datetime
import zipfile
from collections.abc import Iterable, Mapping
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext_lazy

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer
from tickets.exports.archive import new_archive, write_kind, write_rows
from tickets.exports.own import own_files, own_kinds
from tickets.exports.own_files import bundled

FILES = "files"
WORDS = {
    "person": gettext_lazy("who you are, as we know you"),
    "addresses": gettext_lazy("your other e-mail addresses"),
    "requests": gettext_lazy("your requests"),
    "messages": gettext_lazy("what was said about them"),
    FILES: gettext_lazy("the files that came with them"),
    "ratings": gettext_lazy("your ratings"),
    "mails": gettext_lazy("which mails we sent you about them"),
}
README = (
    gettext_lazy("What %(workspace)s keeps about you"),
    gettext_lazy("Made for %(name)s on %(moment)s."),
    gettext_lazy(
        "Each file that ends in .jsonl holds one kind of thing, one JSON object a line. "
        "Names that end in _id mean the id of a row in another file. Times are UTC."
    ),
    "%(listing)s",
    gettext_lazy(
        "The files themselves lie in the folder “files”. Where one is not in it, because all together are too large "
        "or it cannot be read at the moment, its line in files.jsonl has the address where you can fetch it "
        "while you are signed in."
    ),
    gettext_lazy("Not in here: the texts of mails, because they hold links that open your requests."),
)


def write_own_archive(file: IO[bytes], customer: Customer, actor: Actor, now: datetime.datetime) -> None:
    """A zip: JSON Lines for each kind of thing, the files themselves as far as they fit, and a README."""
    with new_archive(file) as archive:
        counted = {name: write_kind(archive, name, rows) for name, rows in own_kinds(customer, actor).items()}
        rows = [with_address(row, actor) for row in own_files(customer, actor)]
        counted[FILES] = write_listed(archive, bundled(archive, rows))
        archive.writestr("README.txt", readme(counted, customer, now))


def with_address(row: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """A file with where it is fetched, for whoever is signed in."""
    portal = f"{settings.BASE_URL}/portal/{actor.workspace.slug}"
    return row | {"address": f"{portal}/tickets/{row['reference']}/files/{row['id']}"}


def write_listed(archive: zipfile.ZipFile, rows: Iterable[Mapping[str, Any]]) -> int:
    """The list of the files; returns how many."""
    with archive.open(f"{FILES}.jsonl", "w") as part:
        return write_rows(part, rows)


def readme(counted: Mapping[str, int], customer: Customer, now: datetime.datetime) -> str:
    """What is in it and what is not."""
    gaps = {
        "workspace": customer.workspace.brand_name or customer.workspace.name,
        "name": customer.display_name,
        "moment": f"{now:%Y-%m-%d %H:%M} UTC",
        "listing": "\n".join(f"{name}.jsonl: {number} ({WORDS[name]})" for name, number in counted.items()),
    }
    return "\n\n".join(str(part) % gaps for part in README) + "\n"
