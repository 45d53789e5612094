"""Stories of `tests/scenarios`, replayed through the binding; see the README there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Protocol

from play import ROOT, Json, Outcome, Prove, play

SCENARIOS = ROOT / "tests" / "scenarios"
STORIES = sorted(path.stem for path in SCENARIOS.glob("*.json"))


class Clock(Protocol):
    """What makes time pass."""

    def pass_secs(self, secs: int) -> None: ...


def whole(name: str) -> dict[str, Any]:
    """A story with those that are told before it."""
    story = json.loads((SCENARIOS / f"{name}.json").read_text())
    given = [whole(f"given/{before}") for before in story.get("given", [])]
    story["steps"] = [step for before in given for step in before["steps"]] + story["steps"]
    callers = [before["callers"] for before in given] + [story.get("callers", {})]
    story["callers"] = {name: who for some in callers for name, who in some.items()}
    return story  # type: ignore[no-any-return]


@dataclass
class Replay:
    """A story on an empty store."""

    name: str
    clock: Clock
    prove: Prove
    kept: dict[str, Json] = field(default_factory=dict)
    told: list[dict[str, Json]] = field(default_factory=list)

    async def play(self) -> list[dict[str, Json]]:
        """What came of each call; fails at the first that goes another way."""
        story = whole(self.name)
        for number, step in enumerate(story["steps"], 1):
            for turn in range(step.get("times", 1)):
                self.kept["turn"] = turn
                for given in step.get("inputs") or [step.get("input")]:
                    await self.take(number, step, given, story["callers"][step["as"]])
        return self.told

    async def take(self, number: int, step: dict[str, Json], given: Json, who: Json) -> None:
        self.clock.pass_secs(1 + step.get("after_secs", 0))
        asked = {
            "who": substitute(who, self.kept),
            "org": substitute(step.get("on"), self.kept),
            "key": step.get("key"),
            "operation": step.get("call"),
            "input": substitute(given, self.kept),
            "items": len(step["items"]) if "items" in step else None,
        }
        outcome = await play(self.prove, asked)
        try:
            check(step, outcome, self.kept)
        except AssertionError as error:
            where = f"step {number} ({step.get('call')}) with {str(asked['input'])[:300]}"
            raise AssertionError(f"{where}: {error}") from error
        if "save" in step and outcome is not None:
            self.kept[step["save"]] = outcome.get("Ok", outcome.get("Err"))
        self.told.append({"step": number, "operation": step.get("call"), "outcome": outcome})


def check(step: dict[str, Json], outcome: Outcome, kept: dict[str, Json]) -> None:
    error = step.get("error")
    if outcome is None:
        about = (error or {}).get("fields", {})
        cannot_be_said = error and (error["kind"] == "invalid" or "operation" in about)
        assert cannot_be_said, "Python cannot say this"
    elif "Ok" in outcome:
        assert not error, f"answered {outcome['Ok']}, expected {error}"
        for expected in [step.get("items"), step.get("expect")]:
            if expected is not None:
                holds(outcome["Ok"], substitute(expected, kept))
    else:
        assert error, f"failed with {outcome['Err']}"
        expected = substitute(error, kept)
        named = expected.get("fields", {}).get("field")
        if named is not None:
            # A page's limit and cursor are arguments of their own here.
            expected["fields"]["field"] = named.removeprefix("page.")
        holds(outcome["Err"], expected)


def holds(found: Json, expected: Json, path: str = "") -> None:
    at = f"at `{path}`: {found}, expected {expected}"
    if expected == "$any":
        assert found is not None, at
    elif isinstance(expected, dict):
        assert isinstance(found, dict), at
        for name, wanted in expected.items():
            if wanted == "$absent":
                assert name not in found, f"at `{path}/{name}`: {found[name]}"
            else:
                holds(found.get(name), wanted, f"{path}/{name}")
    elif isinstance(expected, list):
        assert isinstance(found, list), at
        assert len(found) == len(expected), at
        for index, wanted in enumerate(expected):
            holds(found[index], wanted, f"{path}/{index}")
    else:
        assert found == expected, at
        assert type(found) is type(expected), at


# --- references --------------------------------------------------------------


def substitute(value: Json, kept: dict[str, Json]) -> Json:
    match value:
        case str():
            return resolved(value, kept)
        case list():
            return [substitute(item, kept) for item in value]
        case dict():
            return {name: substitute(item, kept) for name, item in value.items()}
        case _:
            return value


def resolved(text: str, kept: dict[str, Json]) -> Json:
    only = re.fullmatch(r"\$\{([^}]*)\}", text)
    if only:
        return find(only[1], kept)

    def part(match: re.Match[str]) -> str:
        found = find(match[1], kept)
        return found if isinstance(found, str) else json.dumps(found)

    return re.sub(r"\$\{([^}]*)\}", part, text)


def find(reference: str, kept: dict[str, Json]) -> Json:
    repeated = re.fullmatch(r"\s*'(.*)' \* *(\d+)\s*", reference, re.DOTALL)
    if repeated:
        return repeated[1] * int(repeated[2])
    name, *path = reference.strip().split(".")
    found = kept[name]
    for step in path:
        found = found[int(step)] if step.isdigit() else found[step]
    return found
