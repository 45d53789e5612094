"""Every story, through every way to call, on every store: as it is told, and as the JSON door
tells it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
import tenantry
from harness import Held, Stage, at_once, prove_to
from play import OPERATIONS, Json, resolved, settled
from story import STORIES, Replay
from tenantry import aio

RUNS: dict[str, Callable[[Coroutine[Any, Any, Json]], Json]] = {
    "sync": at_once,
    "async": asyncio.run,
}

STORES = ("sqlite", "postgres", "remote")

modes = pytest.mark.parametrize("mode", RUNS)


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


def compared(told: list[dict[str, Json]], reference: Path, name: str, way: str) -> set[str]:
    """The operations that answered, once it is sure that the JSON door says the same."""
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


Reach = Callable[[list[dict[str, Json]], str, str], None]


@pytest.fixture
def reach(reached: dict[str, set[str]], reference: Path) -> Reach:
    """Compares what was told of a story, and keeps what it reached."""

    def keep(told: list[dict[str, Json]], name: str, way: str) -> None:
        reached.setdefault(way, set()).update(compared(told, reference, name, way))

    return keep


@modes
@pytest.mark.parametrize("name", STORIES)
def test_a_story_goes_as_told_on_sqlite(name: str, mode: str, reach: Reach) -> None:
    reach(RUNS[mode](embedded(name, mode, ":memory:")), name, f"{mode}-sqlite")


@modes
@pytest.mark.parametrize("name", STORIES)
def test_a_story_goes_as_told_on_postgres(
    name: str, mode: str, postgres: str, reach: Reach
) -> None:
    reach(RUNS[mode](embedded(name, mode, postgres)), name, f"{mode}-postgres")


@modes
@pytest.mark.parametrize("name", STORIES)
def test_a_story_goes_as_told_over_http(name: str, mode: str, stage: Stage, reach: Reach) -> None:
    told = RUNS[mode](Replay(name, stage, stage.prove(mode)).play())
    reach(told, name, f"{mode}-remote")


def test_every_operation_has_answered_in_every_way(reached: dict[str, set[str]]) -> None:
    assert reached.keys() == {f"{mode}-{store}" for mode in RUNS for store in STORES}
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
