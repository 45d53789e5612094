"""Every story, through every way to call, on every store: as it is told, and as the JSON door
tells it."""

from __future__ import annotations

import asyncio
import json
import os
import uuid
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
import tenantry
from harness import STAGE, Held, Stage, at_once, prove_to
from play import OPERATIONS, Json, resolved, settled
from story import STORIES, Replay
from tenantry import aio
from tenantry._native import testing

POSTGRES = os.environ.get("TENANTRY_POSTGRES_URL")
#: What the JSON door told, in a folder; `cargo xtask test` writes it first.
REFERENCE = os.environ.get("TENANTRY_TOLD")

RUNS: dict[str, Callable[[Coroutine[Any, Any, Json]], Json]] = {
    "sync": at_once,
    "async": asyncio.run,
}

modes = pytest.mark.parametrize("mode", ["sync", "async"])


async def embedded(name: str, mode: str, address: str) -> list[dict[str, Json]]:
    held = Held(mode)
    lib = await settled(held.open(address))
    try:
        return await Replay(name, held, prove_to(lib)).play()
    finally:
        await settled(lib.close())


@pytest.fixture(scope="module")
def reached() -> dict[str, set[str]]:
    """Which operations have answered, by the way to call."""
    return {}


def compared(told: list[dict[str, Json]], name: str, way: str) -> set[str]:
    """The operations that answered, once it is sure that the JSON door says the same."""
    if REFERENCE is not None:
        reference = Path(REFERENCE)
        kept = reference / f"python-{way}"
        kept.mkdir(exist_ok=True)
        (kept / f"{name}.json").write_text(json.dumps(told))
        expected = json.loads((reference / f"{name}.json").read_text())
        assert len(told) == len(expected)
        for ours, theirs in zip(told, expected, strict=True):
            if ours["outcome"] is not None:
                assert comparable(ours) == comparable(theirs)
    return {call["operation"] for call in told if "Ok" in (call["outcome"] or {})}


def comparable(call: dict[str, Json]) -> Json:
    """What a caller acts on. Which field breaks a rule has the name that it has in Python."""
    error = (call["outcome"] or {}).get("Err")
    if error is None:
        return call
    fields = {} if error["kind"] == "invalid" else error["fields"]
    return call | {"outcome": (error["kind"], error["code"], fields)}


@modes
@pytest.mark.parametrize("name", STORIES)
def test_a_story_goes_as_told_on_sqlite(name: str, mode: str, reached: Any) -> None:
    told = RUNS[mode](embedded(name, mode, ":memory:"))
    reached.setdefault(f"{mode}-sqlite", set()).update(compared(told, name, f"{mode}-sqlite"))


@pytest.mark.skipif(not POSTGRES, reason="TENANTRY_POSTGRES_URL names no server")
@modes
@pytest.mark.parametrize("name", STORIES)
def test_a_story_goes_as_told_on_postgres(name: str, mode: str, reached: Any) -> None:
    address = f"{POSTGRES}#t_{uuid.uuid4().hex}"
    try:
        told = RUNS[mode](embedded(name, mode, address))
    finally:
        testing.leave(address)
    reached.setdefault(f"{mode}-postgres", set()).update(compared(told, name, f"{mode}-postgres"))


@pytest.mark.skipif(not STAGE, reason="TENANTRY_STAGE names no server program")
@modes
@pytest.mark.parametrize("name", STORIES)
def test_a_story_goes_as_told_over_http(name: str, mode: str, stage: Stage, reached: Any) -> None:
    told = RUNS[mode](Replay(name, stage, stage.prove(mode)).play())
    reached.setdefault(f"{mode}-remote", set()).update(compared(told, name, f"{mode}-remote"))


def test_every_operation_has_answered_in_every_way(reached: dict[str, set[str]]) -> None:
    for way, operations in reached.items():
        assert OPERATIONS.keys() - operations == set(), way


@pytest.mark.parametrize("module", [tenantry, aio])
@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_every_operation_tells_what_its_arguments_mean(operation: Any, module: Any) -> None:
    words = operation["room"].split("_")
    room = operation["receiver"].title() + "".join(word.title() for word in words)
    doc = getattr(getattr(module, room), operation["verb"]).__doc__
    assert operation["summary"] in " ".join(doc.split())
    fields = resolved(operation["input"])[1]["properties"] if operation["input"] else {}
    for name, field in fields.items():
        if name != "page":
            assert f"{name}: {field['description'].splitlines()[0]}" in doc
