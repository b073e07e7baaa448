"""What a contract says about itself, and the OpenAPI 3.1 document made of that and of its routes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.urls import URLPattern
from drf_spectacular.generators import SchemaGenerator
from rest_framework.serializers import Serializer

from helpdesk.api.dialect import Dialect
from helpdesk.api.schema_headers import HEADERS
from helpdesk.lib.errors import HelpdeskError, NotFound

Fields = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Operation:
    """One method of one route, in the words that its routes and serializers cannot say.

    ``refused`` are failures of this operation alone, in the order a reader meets them; ``missing`` is what its address
    may fail to name. ``versioned`` reads and writes carry ETag, If-None-Match and If-Match. ``credentials`` are those
    it takes, each enough by itself; none means that it is open to anybody. One that ``never_fails`` tells a caller only
    that it calls too often.
    """

    id: str
    tag: str
    summary: str
    text: str
    answer: type[Serializer[Any]]
    answer_example: Any
    status: int = 200
    body_example: Any = None
    query: type[Serializer[Any]] | None = None
    refused: Sequence[HelpdeskError] = ()
    missing: NotFound | None = None
    versioned: bool = False
    credentials: tuple[str, ...] = ("key",)
    never_fails: bool = False


@dataclass(frozen=True, eq=False)
class Description:
    """One contract. ``base`` is where it is mounted; ``operations`` has one entry for each view and method.

    ``fields`` adds to a serializer's fields what only the verbs know: lengths, words, meanings. ``failures`` are the
    bodies of failures that carry more than ``failure``. ``link`` describes the token that some operations take.
    """

    dialect: Dialect
    title: str
    text: str
    base: str
    patterns: Sequence[URLPattern]
    credential: str
    tags: Mapping[str, str]
    path: Fields
    fields: Mapping[type[Serializer[Any]], Fields]
    operations: Mapping[tuple[type, str], Operation]
    failure: type[Serializer[Any]]
    failures: Mapping[int, type[Serializer[Any]]] = field(default_factory=dict)
    link: str = ""

    @property
    def schemes(self) -> dict[str, Any]:
        """The credentials there are."""
        found: dict[str, Any] = {"key": {"type": "http", "scheme": "bearer", "description": self.credential}}
        if self.link:
            found["link"] = {"type": "apiKey", "in": "query", "name": "t", "description": self.link}
        return found

    @property
    def summary(self) -> str:
        """The first paragraph."""
        return self.text.partition("\n\n")[0]


class ContractGenerator(SchemaGenerator):
    """Hands each view its operation, and collects the answers that operations share."""

    def __init__(self, description: Description) -> None:
        super().__init__(patterns=description.patterns)
        self.contract = description
        self.responses: dict[str, Any] = {}

    def create_view(self, callback: Any, method: str, request: Any = None) -> Any:
        """Raises KeyError for a route that nobody described."""
        view = super().create_view(callback, method, request)
        view.description = self.contract
        view.operation = self.contract.operations[type(view), method]
        view.shared_responses = self.responses
        return view


@lru_cache(maxsize=16)
def document(description: Description) -> dict[str, Any]:
    """The OpenAPI document of a contract; made once per process, to be read only."""
    generator = ContractGenerator(description)
    made = generator.get_schema(request=None, public=True)
    components = made["components"] | {
        "headers": HEADERS,
        "responses": dict(sorted(generator.responses.items())),
        "securitySchemes": description.schemes,
    }
    return made | {
        "info": {"title": description.title, "version": "1.0.0", "description": description.text},
        "servers": [{"url": description.base, "description": "This installation"}],
        "security": [{"key": []}],
        "tags": [{"name": name, "description": text} for name, text in description.tags.items()],
        "components": components,
    }
