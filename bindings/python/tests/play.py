"""One call of a story, as a Python program makes it: a method is found by the operation's id,
names and moments are converted, and what comes of it is told as on the wire."""

from __future__ import annotations

import inspect
import json
import keyword
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

import tenantry

ROOT = Path(__file__).parents[3]
API = json.loads((ROOT / "core" / "api.json").read_text())
OPERATIONS = {operation["id"]: operation for operation in API["operations"]}
TYPES = API["types"]

Json: TypeAlias = Any
Schema: TypeAlias = dict[str, Any]
#: `{"Ok": …}` or `{"Err": …}`; nothing where Python has no way to make the call.
Outcome: TypeAlias = dict[str, Json] | None
#: Proves somebody, now or when it is awaited: to an opened library, or to a server.
Prove: TypeAlias = Callable[[Json], Any]


class InexpressibleError(Exception):
    """Python has no way to say this."""


async def play(prove: Prove, asked: dict[str, Json]) -> Outcome:
    """Makes a call."""
    try:
        return {"Ok": await answer(prove, asked)}
    except InexpressibleError:
        return None
    except tenantry.TenantryError as error:
        if error.kind == "invalid" and not error.fields:
            # What no request can hold is refused before it is sent.
            return None
        kind, code, message = error.kind, error.code, error.message
        fields = dict(error.fields)
        return {"Err": {"kind": kind, "code": code, "message": message, "fields": fields}}


async def settled(value: Any) -> Any:
    return await value if inspect.isawaitable(value) else value


async def answer(prove: Prove, asked: dict[str, Json]) -> Json:
    on = await settled(prove(asked["who"]))
    if asked.get("org") is not None:
        on = await settled(on.enter(organisation(asked["org"])))
    if asked.get("key") is not None:
        on = on.with_idempotency_key(asked["key"])
    if asked.get("operation") is not None:
        return await called(on, asked["operation"], asked["input"], asked.get("items"))
    # Entering asks a server nothing: the first call tells whether it was right.
    await settled(on.orgs.get())
    return None


def organisation(text: Json) -> UUID:
    """What no id can be is not found in the core, and cannot be said in Python."""
    try:
        return UUID(text)
    except (ValueError, AttributeError, TypeError):
        shown = str(text)[:64]
        raise tenantry.NotFoundError(f"there is no org `{shown}`", fields={"org": shown}) from None


async def called(on: Any, operation: str, given: Json, items: int | None) -> Json:
    described = OPERATIONS.get(operation)
    method = getattr(getattr(on, operation.partition(".")[0], None), verb_of(operation), None)
    if described is None or method is None:
        raise InexpressibleError(operation)
    if (described["kind"] == "stream") != (items is not None):
        raise InexpressibleError("a stream is a feed, and what answers once is none")
    arguments = {} if given is None else given
    if not isinstance(arguments, dict):
        raise InexpressibleError(given)
    return await made(method, described, dict(arguments), items)


def verb_of(operation: str) -> str:
    verb = operation.partition(".")[2]
    return f"{verb}_" if keyword.iskeyword(verb) else verb


async def made(method: Any, described: Schema, given: dict[str, Json], items: int | None) -> Json:
    output = described["output"]
    page = given.pop("page", {}) if is_paged(described) else None
    if page is not None and not isinstance(page, dict):
        raise InexpressibleError(page)
    try:
        found = method(**arguments_of(input_of(described), given))
        if items is not None:
            return await taken(found, items, output)
        return told(await settled(found if page is None else found.page(**page)), output)
    except TypeError as error:
        raise InexpressibleError(str(error)) from error


async def taken(feed: Any, count: int, schema: Schema) -> list[Json]:
    if hasattr(feed, "__anext__"):
        async with feed:
            return [told(await anext(feed), schema) for _ in range(count)]
    with feed:
        return [told(next(feed), schema) for _ in range(count)]


# --- what the registry says --------------------------------------------------


def resolved(schema: Schema) -> tuple[str | None, Schema]:
    """A schema without null, and the name of its type."""
    for choice in schema.get("anyOf", []):
        if choice != {"type": "null"}:
            return resolved(choice)
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/types/")
        return name, TYPES[name]
    return None, schema


def input_of(described: Schema) -> Schema:
    return resolved(described["input"])[1] if described["input"] else {}


def is_paged(described: Schema) -> bool:
    has_page = "page" in input_of(described).get("properties", {})
    return has_page and "x-page" in resolved(described["output"])[1]


def variants_of(body: Schema) -> list[Schema]:
    return [variant for variant in body.get("oneOf", []) if "properties" in variant]


# --- from JSON to what Python takes ------------------------------------------


def arguments_of(body: Schema, value: dict[str, Json]) -> dict[str, Any]:
    known = body.get("properties", {})
    return {name: argument(item, known.get(name, {})) for name, item in value.items()}


def argument(value: Json, schema: Schema) -> Any:
    name, body = resolved(schema)
    variants = variants_of(body)
    if value is None:
        return None
    if name and (variants or body.get("type") == "object"):
        return structure(name, body, variants, value)
    if body.get("type") == "array" and isinstance(value, list):
        return [argument(item, body["items"]) for item in value]
    read = {"uuid": UUID, "date-time": datetime.fromisoformat, "decimal": Decimal}
    of = read.get(body.get("format", ""))
    if of is None or not isinstance(value, str):
        return value
    try:
        return of(value)
    except (ValueError, ArithmeticError):
        raise InexpressibleError(value) from None


def structure(name: str, body: Schema, variants: list[Schema], value: Json) -> Any:
    if not isinstance(value, dict):
        raise InexpressibleError(value)
    if not variants:
        return getattr(tenantry, name)(**arguments_of(body, value))
    for variant in variants:
        kind = variant["properties"]["kind"]["const"]
        if value.get("kind") == kind:
            rest = {field: item for field, item in value.items() if field != "kind"}
            return getattr(tenantry, f"{name}{kind.title()}")(**arguments_of(variant, rest))
    raise InexpressibleError(value)


# --- from what Python answers to JSON ----------------------------------------


def told(value: Any, schema: Schema) -> Json:
    """An answer as JSON, once it is sure that its attributes say the same."""
    if value is None:
        return None
    if isinstance(value, tenantry.Page):
        return page_told(value, resolved(schema)[1])
    written = json.loads(value.to_json())
    assert without_empty(shown(value, schema)) == without_empty(written)
    again = type(value).from_json(value.to_json())
    assert again == value
    assert hash(again) == hash(value)
    return written


def page_told(page: tenantry.Page[Any], body: Schema) -> Json:
    items = body["properties"]["items"]["items"]
    cursors = {"next": page.next, "feed": page.feed}
    known = {name: cursor for name, cursor in cursors.items() if cursor is not None}
    return {"items": [told(item, items) for item in page]} | known


def shown(value: Any, schema: Schema) -> Json:
    """What Python shows of an object, attribute by attribute, as JSON."""
    _, body = resolved(schema)
    if value is None:
        return None
    if body.get("x-secret"):
        return value.expose()
    if body.get("format") == "uuid":
        assert type(value) is UUID
        return str(value)
    if body.get("format") == "date-time":
        assert type(value) is datetime
        assert value.tzinfo == UTC
        return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if body.get("format") == "decimal":
        assert type(value) is Decimal
        return f"{value:f}"
    if body.get("type") == "array":
        assert type(value) is tuple
        return [shown(item, body["items"]) for item in value]
    for struct in [*variants_of(body), body]:
        fields = struct.get("properties", {})
        if fields and fields.get("kind", {}).get("const") in (None, getattr(value, "kind", None)):
            return {name: shown(getattr(value, name), field) for name, field in fields.items()}
    return value


def without_empty(value: Json) -> Json:
    """Without what is empty, which JSON leaves out and Python has."""
    if isinstance(value, dict):
        inner = {name: without_empty(item) for name, item in value.items()}
        return {name: item for name, item in inner.items() if item not in (None, [], {}, ())}
    if isinstance(value, list):
        return [without_empty(item) for item in value]
    return value
