"""The texts in ``texts/``, read and checked: people, scenarios, phrases and the words that vary."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpdesk.demo.office import Office

TEXTS = Path(__file__).resolve().parent / "texts"
SLUGS = ("acme", "globex")

# Who speaks, and what it does to the ticket: ``ask`` waits for the customer's answer, ``solve`` resolves.
SPEAKERS = frozenset({"customer", "note", "reply", "ask", "solve"})

# Whoever asks one of these has no fault to report, so it cannot come back either.
QUESTIONS = frozenset(
    {"api", "billing", "delivery", "feature-request", "how-to", "legal", "maintenance", "privacy", "sales", "setup"}
    | {"safety", "training", "users", "website"}
)


@dataclass(frozen=True)
class Person:
    """A customer, or a member with a role and a share of the work."""

    name: str
    email: str
    company: str
    role: str = ""
    share: int = 0

    @property
    def first(self) -> str:
        """How others address them."""
        return self.name.split()[0]


@dataclass(frozen=True)
class Line:
    """One turn of a conversation, in one or more wordings."""

    speaker: str
    wordings: tuple[str, ...]


@dataclass(frozen=True)
class Scenario:
    """A kind of request and how it usually goes.

    A special one happens once, ``days_ago``, to the customer with address ``requester``, is answered by ``agent`` and
    worded exactly as written.
    """

    subjects: tuple[str, ...]
    bodies: tuple[str, ...]
    talk: tuple[Line, ...]
    tags: tuple[str, ...]
    priority: str = "medium"
    weight: int = 2
    body_format: str = "plain"
    days_ago: float | None = None
    requester: str = ""
    agent: str = ""

    @property
    def is_special(self) -> bool:
        """Whether it happens once, as written."""
        return self.days_ago is not None

    @property
    def is_fault(self) -> bool:
        """Whether something does not work, as opposed to a question or a wish."""
        return QUESTIONS.isdisjoint(self.tags)


@dataclass(frozen=True)
class Library:
    """Everything that is told about one workspace."""

    slug: str
    name: str
    product: str
    support_email: str
    time_zone: str
    opens_at_utc: int
    features: list[str]
    share: int
    staff: tuple[Person, ...]
    customers: tuple[Person, ...]
    scenarios: tuple[Scenario, ...]
    office: Office
    domains: Mapping[str, str]
    deeds: list[dict[str, Any]]
    vocabulary: Mapping[str, list[str]]
    phrases: Mapping[str, Any]

    def staff_with(self, role: str) -> list[Person]:
        """The members of a role, the first of them being the one whose password is known."""
        return [member for member in self.staff if member.role == role]


def load_library(slug: str) -> Library:
    """Read the folder of one workspace. Raises ValueError for a speaker that nobody plays."""
    about = read(TEXTS / slug / "workspace.toml")
    people = read(TEXTS / slug / "people.toml")
    scenarios = [
        scenario_of(row) for path in sorted((TEXTS / slug).glob("tickets_*.toml")) for row in read(path)["scenario"]
    ]
    return Library(
        slug=slug,
        staff=tuple(Person(company=about["name"], **row) for row in people["staff"]),
        customers=tuple(
            Person(name=name, email=f"{mailbox}@{company['domain']}", company=company["name"])
            for company in people["company"]
            for mailbox, name in company["people"].items()
        ),
        scenarios=tuple(scenarios),
        office=Office(read(TEXTS / slug / "office.toml")),
        domains={company["name"]: company["domain"] for company in people["company"]},
        deeds=read(TEXTS / slug / "deeds.toml")["deed"],
        phrases=read(TEXTS / "phrases.toml"),
        **about,
    )


def read(path: Path) -> dict[str, Any]:
    """One file of texts."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def scenario_of(row: Mapping[str, Any]) -> Scenario:
    """A scenario from its table."""
    talk = tuple(Line(speaker, tuple(wordings)) for speaker, *wordings in row.get("talk", []))
    for line in talk:
        if line.speaker not in SPEAKERS:
            raise ValueError(f"{row['subjects'][0]}: nobody plays {line.speaker!r}")
    rest = {key: value for key, value in row.items() if key not in {"subjects", "bodies", "talk", "tags"}}
    return Scenario(
        subjects=tuple(row["subjects"]), bodies=tuple(row["bodies"]), talk=talk, tags=tuple(row["tags"]), **rest
    )
