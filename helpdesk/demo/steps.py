"""What a planned history consists of."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Actors that are no person: the integration that files requests, and the rule that closes old ones.
INTEGRATION = "integration"
RULES = "rules"


@dataclass(frozen=True)
class Step:
    """One verb at one moment: ``actor`` is an address, INTEGRATION or RULES; ``ticket`` counts from 0 by creation."""

    at: datetime.datetime
    ticket: int
    actor: str
    verb: str
    details: Mapping[str, Any]
