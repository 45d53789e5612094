"""Every story, through every way to call, on every store: equal answers and equal codes."""

from __future__ import annotations

import asyncio
import os
import uuid
from typing import Any

import pytest
from stories import AIO, JSON, SCENARIOS, SYNC, OPERATIONS, Replay, Way, read

STORIES = sorted(path.stem for path in SCENARIOS.glob("*.json"))
POSTGRES = os.environ.get("TENANTRY_POSTGRES_URL")
STORES = [
    "sqlite",
    pytest.param(
        "postgres", marks=pytest.mark.skipif(not POSTGRES, reason="TENANTRY_POSTGRES_URL")
    ),
]


def play(name: str, way: Way, store: str) -> list[Any]:
    story = read(SCENARIOS / f"{name}.json")
    schema = f"t_{uuid.uuid4().hex}"
    url = ":memory:" if store == "sqlite" else str(POSTGRES)
    return asyncio.run(Replay(story, way).play(url, None if store == "sqlite" else schema))


def comparable(outcome: Any) -> Any:
    """Which field is named in an invalid input depends on where it is found."""
    if isinstance(outcome, dict) and outcome.get("kind") == "invalid" and "code" in outcome:
        return outcome["kind"], outcome["code"]
    return outcome


@pytest.mark.parametrize("store", STORES)
@pytest.mark.parametrize("name", STORIES)
def test_a_story_goes_the_same_way_through_every_way_to_call(name: str, store: str) -> None:
    reference = play(name, JSON, "sqlite")
    for way in (SYNC, AIO):
        told = play(name, way, store)
        assert len(told) == len(reference)
        for number, (ours, theirs) in enumerate(zip(told, reference, strict=True)):
            if ours is not None:
                assert comparable(ours) == comparable(theirs), f"{way.name}, call {number}"


def test_every_operation_is_a_method_of_both_ways() -> None:
    import tenantry
    from tenantry import aio

    for operation in OPERATIONS.values():
        words = operation["room"].split("_")
        room = operation["receiver"].title() + "".join(word.title() for word in words)
        for module in (tenantry, aio):
            assert hasattr(getattr(module, room), operation["verb"]), operation["id"]
