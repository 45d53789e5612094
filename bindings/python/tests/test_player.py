"""The program that plays stories for another process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from harness import OPERATOR, PROXY, Stage
from play import Json

PLAYER = Path(__file__).parent / "programs" / "player.py"


def played(mode: str, *lines: dict[str, Json]) -> list[Any]:
    written = "".join(json.dumps(line) + "\n" for line in lines)
    ran = subprocess.run(
        [sys.executable, str(PLAYER), mode],
        input=written,
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in ran.stdout.splitlines()]


def call(operation: str, given: Json) -> dict[str, Json]:
    return {"pass": 1, "who": {"system": "a test"}, "operation": operation, "input": given}


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_it_plays_on_a_store_of_its_own(mode: str) -> None:
    opened, made, refused, unsayable = played(
        mode,
        {"open": ":memory:"},
        call("directories.create", {"name": "People"}),
        call("directories.create", {"name": ""}),
        call("directories.create", {"name": 7}),
    )
    assert opened == {"Ok": None}
    assert made["Ok"]["name"] == "People"
    assert made["Ok"]["created_at"] == "2026-01-01T00:00:01.000000Z"
    assert refused["Err"]["kind"] == "invalid"
    assert unsayable is None


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_it_plays_on_a_server(mode: str, stage: Stage) -> None:
    connected, made = played(
        mode,
        {"connect": stage.url, "operator": OPERATOR, "proxy": PROXY},
        call("directories.create", {"name": "People"}),
    )
    assert connected == {"Ok": None}
    assert made["Ok"]["name"] == "People"
