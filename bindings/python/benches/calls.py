"""What a call from Python costs above the Rust that it makes, measured in one run.

    python benches/calls.py [--quick] [--json FILE]

The binding has been built with its feature `bench`. Each call is timed beside the same call
made in Rust, and an awaitable beside the same future through `future_into_py` of
`pyo3_async_runtimes`. Rounds take turns, and medians are compared.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from typing import Any

import tenantry
from rows import Row, arguments, at_most, beside, tell
from tenantry import aio
from tenantry._native import testing

CALLS = 500
TASKS = 50
RUST = "µs above the Rust call"


class Turns:
    """How often both sides are measured. Rounds of calls are short and many: what else the machine
    does meets some of them, and the median none."""

    def __init__(self, is_quick: bool) -> None:
        self.of_calls, self.of_tasks = (31, 3) if is_quick else (301, 9)
        #: How many awaits a task makes in one round.
        self.awaits = 20 if is_quick else 200

    def above(
        self, name: str, goal: float, ours: Callable[[], float], rust: Callable[[], float]
    ) -> Row:
        """What ours takes above the Rust call, both in microseconds."""
        pairs = [(ours(), rust()) for _ in range(self.of_calls)]
        took, in_rust = medians(pairs)
        note = f"{took:.2f} µs, the Rust call {in_rust:.2f} µs"
        return at_most(name, RUST, took - in_rust, goal, note)


def medians(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    """Of ours, and of what it is compared with."""
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def micros(call: Callable[[], Any]) -> float:
    """What a call takes."""
    began = time.perf_counter()
    for _ in range(CALLS):
        call()
    return (time.perf_counter() - began) / CALLS * 1e6


async def rate(make: Callable[[], Awaitable[Any]], times: int) -> float:
    """Calls a second, from so many tasks."""

    async def task() -> None:
        for _ in range(times):
            await make()

    began = time.perf_counter()
    await asyncio.gather(*(task() for _ in range(TASKS)))
    return TASKS * times / (time.perf_counter() - began)


def founded(lib: tenantry.Tenantry) -> tuple[tenantry.Tenant, tuple[Any, Any]]:
    """An organisation, its owner inside it, and where both are found again."""
    host = lib.system("a bench")
    people = host.directories.create(name="People")
    user = host.users.create(
        directory=people.id, username="ada", email="ada@example.com", display_name="Ada"
    )
    org = host.orgs.create(name="Acme", slug="acme", directory=people.id, owner=user.id)
    host.subjects.link(directory=people.id, user=user.id, issuer="app", subject="ada")
    ada = lib.vouch(people.id, issuer="app", subject="ada")
    return ada.enter(org.id), (people.id, org.id)


def checks(turns: Turns) -> Row:
    """Whether the owner may create teams, asked of a store in memory."""
    with tenantry.Tenantry.open(":memory:") as lib:
        acme, _ = founded(lib)

        def check() -> None:
            assert acme.access.explain(permission="teams.create").allowed

        return turns.above(
            "bind.python.check",
            2,
            lambda: micros(check),
            lambda: testing.rust_check(acme, CALLS),
        )


def reads(turns: Turns, acme: tenantry.Tenant) -> Row:
    """One team of a file, by its id."""
    team = acme.teams.create(name="Research").id

    def read() -> None:
        assert acme.teams.get(team=team).id == team

    return turns.above(
        "bind.python.read",
        8,
        lambda: micros(read),
        lambda: testing.rust_read(acme, team, CALLS),
    )


async def hops(turns: Turns) -> Row:
    """There and back: what has to wait beside the loop."""
    times = turns.awaits
    await rate(testing.hop, times // 10)
    await rate(testing.hop_peer, times // 10)
    pairs = [
        (await rate(testing.hop, times), await rate(testing.hop_peer, times))
        for _ in range(turns.of_tasks)
    ]
    ours, peer = medians(pairs)
    return beside("bind.python.async", "future_into_py", f"awaits/s, {TASKS} tasks", ours, peer)


async def async_reads(turns: Turns, path: str, ids: tuple[Any, Any]) -> Row:
    """The same read, awaited."""
    lib = await aio.Tenantry.open(path)
    ada = await lib.vouch(ids[0], issuer="app", subject="ada")
    acme = await ada.enter(ids[1])
    team = (await acme.teams.create(name="Async")).id

    async def read() -> None:
        assert (await acme.teams.get(team=team)).id == team

    times = turns.awaits
    await rate(read, times // 10)
    ours = statistics.median([await rate(read, times) for _ in range(turns.of_tasks)])
    await lib.close()
    return Row("bind.python.async.read", ours, f"reads/s, {TASKS} tasks")


def main() -> None:
    options = arguments().parse_args()
    turns = Turns(options.quick)
    rows = [checks(turns)]
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/app.db"
        with tenantry.Tenantry.open(path) as lib:
            acme, ids = founded(lib)
            rows += [reads(turns, acme), asyncio.run(hops(turns))]
        rows.append(asyncio.run(async_reads(turns, path, ids)))
    tell(rows, options.json)


if __name__ == "__main__":
    main()
