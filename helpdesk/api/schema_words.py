"""JSON Schema in words, for the pages that people read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]

FORMATS = {"email": "email address", "date-time": "time"}
TYPES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": "null"}


@dataclass(frozen=True)
class Field:
    """One field as a row of a table; ``name`` of a nested one is spelled ``comments[].id``."""

    name: str
    kind: str
    required: bool
    default: str
    text: str


def fields(schema: Schema, schemas: Schema, prefix: str = "") -> Iterator[Field]:
    """Every field of an object, those inside it right behind it."""
    found = resolved(schema, schemas)
    for name, part in found.get("properties", {}).items():
        yield Field(prefix + name, kind(part, schemas), name in found.get("required", []), *told(part))
        items = part.get("items")
        inner = resolved(items if items else part, schemas)
        yield from fields(inner, schemas, prefix + name + ("[]." if items else "."))


def told(part: Schema) -> tuple[str, str]:
    """Default and description."""
    default = part.get("default")
    return ("" if default in (None, []) else str(default).lower(), part.get("description", ""))


def resolved(schema: Schema, schemas: Schema) -> Schema:
    """The schema that a reference means."""
    while "$ref" in schema or "allOf" in schema:
        schema = schema["allOf"][0] if "allOf" in schema else schemas[schema["$ref"].rpartition("/")[2]]
    return schema


def kind(schema: Schema, schemas: Schema) -> str:
    """``text, 1 to 256 characters``."""
    found = resolved(schema, schemas)
    if "enum" in found:
        return "one of " + ", ".join(map(str, found["enum"]))
    types = found.get("type", "object")
    names = [types] if isinstance(types, str) else types
    words = " or ".join(word_for(name, found, schemas) for name in names)
    return words + size(found)


def word_for(name: str, schema: Schema, schemas: Schema) -> str:
    """One type; a list says of what."""
    if name == "array":
        items = resolved(schema["items"], schemas)
        return "list of objects" if "properties" in items else "list of " + kind(items, schemas)
    if name == "string":
        return FORMATS.get(schema.get("format", ""), "text")
    return TYPES.get(name, "object")


def size(schema: Schema) -> str:
    """The limits, where there are any."""
    low, high = schema.get("minLength"), schema.get("maxLength")
    if high is not None:
        return f", {low} to {high:,} characters" if low else f", up to {high:,} characters"
    low, high = schema.get("minimum"), schema.get("maximum")
    return f", {low} to {high}" if high is not None else ""
