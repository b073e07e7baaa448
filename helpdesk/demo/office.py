"""How a workspace arranges its work (``office.toml``): for what kind of request which queue, word, tag and field is."""

import datetime
import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

NO_DIGIT = re.compile(r"[^0-9.]")


@dataclass(frozen=True)
class Office:
    """One workspace's tables as they were written, and what they mean for a request with these tags."""

    tables: Mapping[str, Any]

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The tables of a name, none where there are none."""
        found: list[dict[str, Any]] = self.tables.get(name, [])
        return found

    def type_for(self, tags: Iterable[str], *, is_fault: bool) -> str:
        """The word of the type such a request has."""
        found = [self.tables["types"][tag] for tag in tags if tag in self.tables["types"]]
        otherwise = self.tables["otherwise"]
        return str([*found, otherwise["fault" if is_fault else "question"]][0])

    def queue_for(self, tags: Iterable[str]) -> str:
        """The queue where such a request belongs; empty for the default one."""
        return next((str(row["name"]) for row in self.rows("queue") if not set(tags).isdisjoint(row["tags"])), "")

    def insiders(self, queue: str) -> set[str]:
        """The addresses of those who work in a queue; none where everybody does."""
        teams = {team for row in self.rows("queue") if row["name"] == queue for team in row.get("teams", [])}
        return {email for row in self.rows("team") if row["name"] in teams for email in row["members"]}

    def word_for(self, kind: str, tags: Iterable[str], rng: random.Random) -> str:
        """A status of the workspace's own, of this kind, or else the kind."""
        fitting = [row for row in self.rows("status") if row["kind"] == kind and used(row, tags, rng)]
        return str(fitting[0]["label"]) if fitting else kind

    def extra_tags(self, tags: Iterable[str], rng: random.Random) -> list[str]:
        """Tags that somebody adds to such a request."""
        return [row["name"] for row in self.rows("tag") if "tags" in row and used(row, tags, rng)]

    def values_for(
        self,
        tags: tuple[str, ...],
        words: Mapping[str, str],
        rng: random.Random,
        at: datetime.datetime,
        *,
        by_customer: bool,
    ) -> dict[str, Any]:
        """Values of the fields that a customer fills in on the form, or of those that the team adds."""
        rows = [row for row in self.rows("field") if row.get("is_visible_to_customers", False) == by_customer]
        found = {row["key"]: value_of(row, tags, words, rng, at) for row in rows}
        return {key: value for key, value in found.items() if value is not None}


def used(row: Mapping[str, Any], tags: Iterable[str], rng: random.Random) -> bool:
    """Whether something is for such a request, and was thought of this time."""
    fits = "tags" not in row or not set(tags).isdisjoint(row["tags"])
    return fits and rng.random() < row.get("chance", 1)


def value_of(
    row: Mapping[str, Any], tags: tuple[str, ...], words: Mapping[str, str], rng: random.Random, at: datetime.datetime
) -> Any:
    """What one field holds for such a request, if anything."""
    if "by_tag" in row:
        return next((row["by_tag"][tag] for tag in tags if tag in row["by_tag"]), None)
    if not used(row, tags, rng):
        return None
    if row["kind"] == "date":
        return (at + datetime.timedelta(days=rng.randrange(1, 8))).date().isoformat()
    return float(NO_DIGIT.sub("", words[row["word"]])) if row["kind"] == "number" else words[row["word"]]
