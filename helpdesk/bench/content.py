"""Tickets as a helpdesk of two years has them: mostly closed, the newest mostly open, three comments each."""

import datetime
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from helpdesk.bench.words import Speaker

YEARS = datetime.timedelta(days=730)
COMMENTS = 3
RECENT = 0.97  # the newest three in a hundred are work in hand

STATUSES = ("open", "in_progress", "pending", "resolved", "closed")
STATUS_WEIGHTS = {True: (45, 20, 15, 12, 8), False: (4, 2, 3, 11, 80)}
PRIORITIES = ("low", "medium", "high", "urgent")
PRIORITY_WEIGHTS = (20, 55, 20, 5)
CHANNELS = ("api", "portal", "desk")
TAGS = ("billing", "login", "shipping", "refund", "bug", "question", "vip", "invoice", "returns", "account")


@dataclass(frozen=True)
class Person:
    """Somebody who writes."""

    id: uuid.UUID
    name: str
    email: str


@dataclass(frozen=True)
class Made:
    """The rows of one ticket by attribute name, and everything said on it."""

    ticket: dict[str, Any]
    comments: list[dict[str, Any]]
    text: str


def id_at(moment: datetime.datetime, chance: random.Random) -> uuid.UUID:
    """The UUIDv7 that could have been made at a moment."""
    milliseconds = int(moment.timestamp() * 1000)
    number = milliseconds << 80 | 7 << 76 | chance.getrandbits(12) << 64 | 2 << 62 | chance.getrandbits(62)
    return uuid.UUID(int=number)


class Author:
    """Makes the tickets of one workspace, oldest first."""

    def __init__(
        self,
        workspace_id: uuid.UUID,
        queue_id: int,
        customers: Sequence[Person],
        members: Sequence[Person],
        *,
        speaker: Speaker,
        chance: random.Random,
    ) -> None:
        self._workspace_id, self._queue_id = workspace_id, queue_id
        self._customers, self._members = customers, members
        self._speaker, self._chance = speaker, chance

    def ticket(self, number: int, of: int, *, now: datetime.datetime, also: str) -> Made:
        """The ticket with this number of so many in the two years before ``now``; ``also`` is said on it somewhere."""
        chance = self._chance
        created_at = now - YEARS * (1 - (number - chance.random()) / of)
        customer = self._customers[chance.randrange(len(self._customers))]
        member = self._members[chance.randrange(len(self._members))]
        status = chance.choices(STATUSES, STATUS_WEIGHTS[number > RECENT * of])[0]
        subject, body = self._speaker.say(6), self._speaker.say(40)
        comments = self.comments(customer, member, min(created_at, now), now, also)
        last = comments[-1]
        answered = last["author_kind"] == "member"
        done_at = min(now, last["created_at"] + datetime.timedelta(hours=chance.lognormvariate(2, 1)))
        tags = chance.sample(TAGS, chance.randrange(3))
        ticket = {
            "id": id_at(created_at, chance),
            "workspace_id": self._workspace_id,
            "queue_id": self._queue_id,
            "number": number,
            "subject": subject,
            "body": body,
            "channel": CHANNELS[chance.randrange(3)],
            "status": status,
            "priority": chance.choices(PRIORITIES, PRIORITY_WEIGHTS)[0],
            "requester_id": customer.id,
            "assignee_id": None if status == "open" and chance.random() < 0.5 else member.id,
            "tags": tags,
            "version": 1 + COMMENTS,
            "created_at": created_at,
            "updated_at": last["created_at"],
            "resolved_at": done_at if status in {"resolved", "closed"} else None,
            "closed_at": done_at if status == "closed" else None,
            "first_response_at": comments[0]["created_at"],
            "waiting_since": None if answered else last["created_at"],
            "last_message": last["body"][:160],
            "last_message_at": last["created_at"],
            "last_message_kind": "agent" if answered else "customer",
        }
        for comment in comments:
            comment["ticket_id"] = ticket["id"]
        said = [subject, body, customer.name, customer.email, *tags, *(comment["body"] for comment in comments)]
        return Made(ticket, comments, "\n".join(said))

    def comments(
        self, customer: Person, member: Person, start: datetime.datetime, end: datetime.datetime, also: str
    ) -> list[dict[str, Any]]:
        """An answer, what the customer says to it, and one of either more."""
        chance, moment = self._chance, start
        made: list[dict[str, Any]] = []
        for kind in ("member", "customer", chance.choice(("member", "customer"))):
            moment = min(end, moment + datetime.timedelta(hours=chance.expovariate(0.2)))
            author = member if kind == "member" else customer
            made.append(
                {
                    "id": id_at(moment, chance),
                    "workspace_id": self._workspace_id,
                    "body": self._speaker.say(20),
                    "author_kind": kind,
                    f"author_{kind}_id": author.id,
                    "author_name": author.name,
                    "author_email": author.email,
                    "created_at": moment,
                }
            )
        if also:
            made[chance.randrange(COMMENTS)]["body"] += " " + also
        return made
