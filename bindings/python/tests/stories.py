"""Plays the stories of `tests/scenarios` through the binding; see the README there."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import tenantry
from tenantry._native import testing

ROOT = Path(__file__).parents[3]
SCENARIOS = ROOT / "tests" / "scenarios"
API = json.loads((ROOT / "core" / "api.json").read_text())
OPERATIONS = {operation["id"]: operation for operation in API["operations"]}
TYPES = API["types"]


class InexpressibleError(Exception):
    """Python has no way to say this."""


# --- reading a story ---------------------------------------------------------


def read(path: Path) -> dict[str, Any]:
    story = json.loads(path.read_text())
    steps: list[Any] = []
    callers: dict[str, Any] = {}
    for name in story.get("given", []):
        before = read(SCENARIOS / "given" / f"{name}.json")
        steps += before["steps"]
        callers |= before["callers"]
    story["steps"] = steps + story["steps"]
    story["callers"] = callers | story.get("callers", {})
    return story


def substitute(value: Any, kept: dict[str, Any]) -> Any:
    match value:
        case str():
            return whole(value, kept)
        case list():
            return [substitute(item, kept) for item in value]
        case dict():
            return {name: substitute(item, kept) for name, item in value.items()}
        case _:
            return value


def whole(text: str, kept: dict[str, Any]) -> Any:
    only = re.fullmatch(r"\$\{([^}]*)\}", text)
    if only:
        return find(only[1].strip(), kept)

    def part(match: re.Match[str]) -> str:
        found = find(match[1].strip(), kept)
        return found if isinstance(found, str) else json.dumps(found)

    return re.sub(r"\$\{([^}]*)\}", part, text)


def find(reference: str, kept: dict[str, Any]) -> Any:
    repeated = re.fullmatch(r"'(.*)' \* *(\d+)", reference)
    if repeated:
        return repeated[1] * int(repeated[2])
    name, *path = reference.split(".")
    found = kept[name]
    for step in path:
        found = found[int(step)] if step.isdigit() else found[step]
    return found


def holds(found: Any, expected: Any, path: str = "") -> None:
    if expected == "$any":
        assert found is not None, f"at `{path}`: nothing"
    elif isinstance(expected, dict):
        assert isinstance(found, dict), f"at `{path}`: {found}, expected {expected}"
        for name, wanted in expected.items():
            if wanted == "$absent":
                assert name not in found, f"at `{path}/{name}`: {found[name]}"
            else:
                assert name in found, f"at `{path}/{name}`: nothing, expected {wanted}"
                holds(found[name], wanted, f"{path}/{name}")
    elif isinstance(expected, list):
        assert isinstance(found, list), f"at `{path}`: {found}, expected {expected}"
        assert len(found) == len(expected), f"at `{path}`: {found}, expected {expected}"
        for index, wanted in enumerate(expected):
            holds(found[index], wanted, f"{path}/{index}")
    else:
        same = found == expected and type(found) is type(expected)
        assert same, f"at `{path}`: {found}, expected {expected}"


# --- from JSON to what Python takes, and back --------------------------------


def resolve(schema: dict[str, Any]) -> tuple[str | None, dict[str, Any]]:
    """A schema without null, and the name of its type."""
    for choice in schema.get("anyOf", []):
        if choice != {"type": "null"}:
            return resolve(choice)
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/types/")
        return name, TYPES[name]
    return None, schema


def given(value: Any, schema: dict[str, Any]) -> Any:
    name, body = resolve(schema)
    if value is None:
        return None
    if body.get("format") == "uuid" and isinstance(value, str):
        try:
            return UUID(value)
        except ValueError:
            raise InexpressibleError(value) from None
    if body.get("format") == "date-time" and isinstance(value, str):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            raise InexpressibleError(value) from None
    if body.get("type") == "array" and isinstance(value, list):
        return [given(item, body["items"]) for item in value]
    variants = [v for v in body.get("oneOf", []) if "properties" in v]
    if name and variants:
        return given_variant(name, variants, value)
    if name and body.get("type") == "object":
        if not isinstance(value, dict):
            raise InexpressibleError(value)
        return getattr(tenantry, name)(**arguments(body, value))
    return value


def given_variant(name: str, variants: list[dict[str, Any]], value: Any) -> Any:
    if not isinstance(value, dict):
        raise InexpressibleError(value)
    for variant in variants:
        kind = variant["properties"]["kind"]["const"]
        if value.get("kind") == kind:
            rest = {name: item for name, item in value.items() if name != "kind"}
            return getattr(tenantry, f"{name}{kind.title()}")(**arguments(variant, rest))
    raise InexpressibleError(value)


def arguments(body: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    known = body.get("properties", {})
    return {name: given(item, known.get(name, {})) for name, item in value.items()}


def shown(value: Any, schema: dict[str, Any]) -> Any:
    """What Python shows of an object, attribute by attribute, as JSON."""
    name, body = resolve(schema)
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
    if body.get("type") == "array":
        assert type(value) is tuple
        return [shown(item, body["items"]) for item in value]
    for variant in body.get("oneOf", []):
        if "properties" in variant and value.kind == variant["properties"]["kind"]["const"]:
            return shown_fields(value, variant["properties"])
    if name and body.get("type") == "object" and "properties" in body:
        return shown_fields(value, body["properties"])
    return value


def shown_fields(value: Any, fields: dict[str, Any]) -> dict[str, Any]:
    read = {name: shown(getattr(value, name), schema) for name, schema in fields.items()}
    return {name: item for name, item in read.items() if item is not None}


def answered(value: Any, schema: dict[str, Any]) -> Any:
    """An answer as JSON, once it is sure that its attributes say the same."""
    if value is None:
        return None
    if isinstance(value, tenantry.Page):
        _, page = resolve(schema)
        item = page["properties"]["items"]["items"]
        answer = {"items": [answered(each, item) for each in value]}
        more = {"next": value.next, "feed": value.feed}
        return answer | {name: cursor for name, cursor in more.items() if cursor is not None}
    written = json.loads(value.to_json())
    pruned = without_empty(written)
    assert without_empty(shown(value, schema)) == pruned
    assert type(value).from_json(value.to_json()) == value
    assert hash(type(value).from_json(value.to_json())) == hash(value)
    return written


def without_empty(value: Any) -> Any:
    """Without lists and objects that are empty, which JSON leaves out and Python has."""
    if isinstance(value, dict):
        inner = {name: without_empty(item) for name, item in value.items()}
        return {name: item for name, item in inner.items() if item not in (None, [], {}, ())}
    if isinstance(value, list):
        return [without_empty(item) for item in value]
    return value


# --- playing -----------------------------------------------------------------


@dataclass
class Way:
    """A way to call."""

    name: str
    open: Callable[[Any, str, str | None], Any]
    call: Callable[[Any, str, Any, int | None], Any]


async def settled(value: Any) -> Any:
    return await value if inspect.isawaitable(value) else value


def through_json(on: Any, operation: str, value: Any, items: int | None) -> Any:
    return json.loads(testing.call_json(on, operation, json.dumps(value), items))


async def through_methods(on: Any, operation: str, value: Any, items: int | None) -> Any:
    room, _, verb = operation.partition(".")
    described = OPERATIONS.get(operation)
    method = getattr(getattr(on, room, None), verb, None) if described else None
    if method is None or described is None:
        raise InexpressibleError(operation)
    if (described["kind"] == "stream") != (items is not None):
        raise InexpressibleError("a stream is a feed, and what answers once is none")
    if value is None:
        value = {}
    if not isinstance(value, dict):
        raise InexpressibleError(value)
    schema = described["output"]
    body = resolve(described["input"])[1] if described["input"] else {}
    page = value.pop("page", {}) if is_paged(described) else None
    if page is not None and not isinstance(page, dict):
        raise InexpressibleError(page)
    try:
        called = method(**arguments(body, value))
        if items is not None:
            return await taken(called, items, schema)
        answer = await settled(called if page is None else called.page(**page))
    except TypeError as error:
        raise InexpressibleError(str(error)) from error
    return answered(answer, schema)


def is_paged(described: dict[str, Any]) -> bool:
    body = resolve(described["input"])[1] if described["input"] else {}
    return "page" in body.get("properties", {}) and "x-page" in resolve(described["output"])[1]


async def taken(feed: Any, count: int, schema: dict[str, Any]) -> list[Any]:
    items = []
    if hasattr(feed, "__anext__"):
        while len(items) < count:
            items.append(answered(await anext(feed), schema))
    else:
        while len(items) < count:
            items.append(answered(next(feed), schema))
    feed.close()
    return items


JSON = Way("json", lambda story, url, schema: story.open(url, schema), through_json)
SYNC = Way("sync", lambda story, url, schema: story.open(url, schema), through_methods)
AIO = Way("aio", lambda story, url, schema: story.open_aio(url, schema), through_methods)


@dataclass
class Replay:
    """A story on a store of its own."""

    story: dict[str, Any]
    way: Way
    ports: Any = field(default_factory=testing.Story)
    kept: dict[str, Any] = field(default_factory=dict)
    told: list[Any] = field(default_factory=list)

    async def play(self, url: str, schema: str | None) -> list[Any]:
        lib = await settled(self.way.open(self.ports, url, schema))
        for number, step in enumerate(self.story["steps"], 1):
            for turn in range(step.get("times", 1)):
                self.kept["turn"] = turn
                for value in step.get("inputs") or [step.get("input")]:
                    self.ports.pass_secs(1 + step.get("after_secs", 0))
                    try:
                        await self.step(lib, step, substitute(value, self.kept))
                    except AssertionError as error:
                        call = step.get("call")
                        raise AssertionError(f"step {number} ({call}): {error}") from error
        await settled(lib.close())
        return self.told

    async def step(self, lib: Any, step: dict[str, Any], value: Any) -> None:
        expected = step.get("error")
        try:
            answer = await self.made(lib, step, value)
        except tenantry.TenantryError as error:
            assert expected, f"failed with `{error.code}`: {error}"
            outcome = {"kind": error.kind, "code": error.code, "fields": error.fields}
            # A page's limit and cursor are arguments of their own here.
            wanted = {"fields": {}} | substitute(expected, self.kept)
            if self.way is not JSON and "field" in wanted["fields"]:
                wanted["fields"]["field"] = wanted["fields"]["field"].removeprefix("page.")
            holds(outcome, wanted)
        except InexpressibleError as why:
            can_be = expected and (
                expected["kind"] == "invalid" or "operation" in expected.get("fields", {})
            )
            assert can_be, f"cannot be said: {why}"
            self.told.append(None)
            return
        else:
            assert not expected, f"answered {answer}, expected {expected}"
            outcome = answer
            for wanted in [step.get("items"), step.get("expect")]:
                if wanted is not None:
                    holds(answer, substitute(wanted, self.kept))
        if "save" in step:
            self.kept[step["save"]] = outcome
        self.told.append(outcome)

    async def made(self, lib: Any, step: dict[str, Any], value: Any) -> Any:
        caller = await settled(self.prove(lib, self.story["callers"][step["as"]]))
        on = caller
        if step.get("on") is not None:
            org = substitute(step["on"], self.kept)
            on = await settled(caller.enter(as_id(org, "org")))
        if "key" in step:
            on = on.with_idempotency_key(step["key"])
        if "call" not in step:
            return None
        items = len(step["items"]) if "items" in step else None
        return await settled(self.way.call(on, step["call"], value, items))

    def prove(self, lib: Any, who: dict[str, Any]) -> Awaitable[Any] | Any:
        who = substitute(who, self.kept)
        if "system" in who:
            return lib.system(who["system"])
        if "key" in who:
            return lib.authenticate(str(who["key"]))
        vouched = who["vouched"]
        return lib.vouch(
            UUID(vouched["directory"]), issuer=vouched["issuer"], subject=vouched["subject"]
        )


def as_id(text: Any, noun: str) -> UUID:
    """What no id can be is not found in the core, and cannot be said in Python."""
    try:
        return UUID(text)
    except (ValueError, AttributeError, TypeError):
        raise tenantry.NotFoundError("no id", fields={noun: str(text)[:64]}) from None
