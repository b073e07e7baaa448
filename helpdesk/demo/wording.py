"""From a text with gaps to what somebody would really write."""

import datetime
import random
import re
from collections.abc import Mapping
from typing import Any

from helpdesk.demo.dice import dice
from helpdesk.demo.library import Library, Person

GAP = re.compile(r"\{(\w+)\}")


def draw_values(library: Library, requester: Person, rng: random.Random, at: datetime.datetime) -> dict[str, str]:
    """What fills the gaps in every text of one ticket: ``{order}`` is the same order from first mail to last."""
    values = {
        name: re.sub("#", lambda _: str(rng.randrange(10)), rng.choice(choices))
        for name, choices in library.vocabulary.items()
    }
    colleagues = [other for other in library.customers if other.company == requester.company and other != requester]
    return values | {
        "first": requester.first,
        "name": requester.name,
        "company": requester.company,
        "colleague": rng.choice(colleagues).first,
        "weekday": f"{at - datetime.timedelta(days=rng.randrange(1, 5)):%A}",
        "past_date": spell_date(at - datetime.timedelta(days=rng.randrange(3, 25))),
        "date": spell_date(at + datetime.timedelta(days=rng.randrange(4, 20))),
    }


def spell_date(at: datetime.datetime) -> str:
    """``7 March``."""
    return f"{at.day} {at:%B}"


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its gaps filled. Raises KeyError for a gap that nothing fills."""
    return GAP.sub(lambda gap: values[gap[1]], text.strip())


def customer_letter(text: str, requester: Person, phrases: Mapping[str, Any], rng: random.Random) -> str:
    """A customer's text as this person writes: politely, plainly or in haste, always in the same way."""
    manner = dice(requester.email).choice(["polite", "plain", "plain", "hasty"])
    opening, closing = rng.choice(phrases["openings"][manner]), rng.choice(phrases["closings"][manner])
    if manner == "hasty":
        return "\n\n".join(part for part in (opening, text, closing) if part)
    return f"{opening}\n\n{capitalise(text)}\n\n{closing}\n{requester.name}\n{requester.company}"


def customer_reply(text: str, requester: Person, rng: random.Random) -> str:
    """A customer's answer in a running conversation: seldom more than the text and a name."""
    return f"{text}\n\n{requester.first}" if rng.random() < 0.45 else text


def staff_letter(
    text: str,
    member: Person,
    values: Mapping[str, str],
    phrases: Mapping[str, Any],
    rng: random.Random,
    *,
    is_first: bool,
) -> str:
    """An answer to a customer; only the first one thanks for writing."""
    opening = fill(rng.choice(phrases["first_openings" if is_first else "next_openings"]), values)
    return f"{opening}\n\n{text}\n\n{rng.choice(phrases['staff_closings'])}\n{member.first}"


def capitalise(text: str) -> str:
    """A capital first letter; the rest stays as written."""
    return text[:1].upper() + text[1:]
