"""Colleagues named in a note: ``@alice``, ``@alice@acme.example``, ``@[Alice Doe]`` or ``@"Alice Doe"``."""

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tickets.models import Ticket
from workflow.audience import members_who_see

MOST_MENTIONED = 20
NAMED = re.compile(r'(?<![\w@.+-])@(?:\[([^\[\]\n]{1,120})\]|"([^"\n]{1,120})"|([\w.+-]+(?:@[\w.-]+)?))')
HANDLE = re.compile(r"[\w.+-]*[\w]")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)  # a pasted log names nobody


@dataclass(frozen=True)
class Person:
    """Somebody who may be named."""

    id: uuid.UUID
    name: str
    email: str

    @property
    def spellings(self) -> tuple[str, str, str, str]:
        """How others may name them, the surest first: address, its local part, full name, first name."""
        folded = self.name.casefold()
        address = self.email.casefold()
        return address, address.partition("@")[0], " ".join(folded.split()), (folded.split() or [""])[0]


Directory = tuple[dict[str, Person | None], ...]


def people_of(ticket: Ticket) -> list[Person]:
    """The members who see a ticket, by name: nobody else can be named on it. Nobody sees a test ticket at the desk."""
    if ticket.is_test:
        return []
    members = members_who_see(ticket.queue).order_by("user__name", "id")
    return [Person(*row) for row in members.values_list("id", "user__name", "user__email")]


def mentioned_in(ticket: Ticket, text: str) -> list[uuid.UUID]:
    """The members whom a note on this ticket names, each once, in order, 20 at most."""
    words = list(words_of(text)) if "@" in text else []
    if not words:
        return []
    directory = directory_of(people_of(ticket))
    found = dict.fromkeys(person.id for person in (meant(spelled, directory) for spelled in words) if person)
    return list(found)[:MOST_MENTIONED]


def words_of(text: str) -> Iterator[tuple[str, ...]]:
    """For each place where somebody is named, what may be meant, the longest first: a full stop may end a sentence."""
    for bracketed, quoted, plain in NAMED.findall(CODE.sub(" ", text)):
        full = " ".join((bracketed or quoted).split()).casefold()
        if full:
            yield (full,)
        elif plain:
            word = plain.casefold()
            yield (word, word.rstrip(".+-"), word.partition("@")[0].rstrip(".+-"))


def directory_of(people: Iterable[Person]) -> Directory:
    """Who is meant by each spelling of each kind, the surest kind first; None where it may be two."""
    directory: Directory = ({}, {}, {}, {})
    for person in people:
        for named, word in zip(directory, person.spellings, strict=True):
            named[word] = None if word in named else person
    return directory


def meant(spelled: Iterable[str], directory: Directory) -> Person | None:
    """The one person a spelling stands for, if there is exactly one."""
    for word in spelled:
        for named in directory:
            if word in named:
                return named[word]
    return None


def handles_of(people: Sequence[Person]) -> list[tuple[str, str]]:
    """Name, and the shortest word after ``@`` that stands for this person alone."""
    directory = directory_of(people)
    return [(person.name, handle_of(person, directory)) for person in people]


def handle_of(person: Person, directory: Directory) -> str:
    """The first name where it is theirs alone, else the local part of the address, else the address."""
    address, local, _full, first = person.spellings
    for handle in (first, local):
        if HANDLE.fullmatch(handle) and meant([handle], directory) == person:
            return handle
    return address
