"""What the binding costs above the Rust that it calls, measured in one run.

    maturin develop --profile wheel --features bench
    python benches/bench.py [--json FILE]

Every figure stands beside its peer of the same run: the same call made in Rust, or the same
future through `pyo3_async_runtimes.future_into_py`. Rounds take turns, and medians are compared.
"""

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import tenantry
from tenantry import aio
from tenantry._native import testing

ROUNDS = 15
TASKS = 50


def per_call(call: Callable[[], Any], times: int) -> float:
    """Microseconds a call takes."""
    began = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - began) / times * 1e6


def paired(ours: Callable[[], float], theirs: Callable[[], float]) -> tuple[float, float]:
    """The medians of rounds that take turns, so that both meet the same machine."""
    pairs = [(ours(), theirs()) for _ in range(ROUNDS)]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


async def rate(make: Callable[[], Awaitable[Any]], times: int) -> float:
    """Calls a second, from so many tasks."""

    async def task() -> None:
        for _ in range(times):
            await make()

    began = time.perf_counter()
    await asyncio.gather(*(task() for _ in range(TASKS)))
    return TASKS * times / (time.perf_counter() - began)


def founded(lib: tenantry.Tenantry) -> tuple[Any, Any]:
    host = lib.system("a bench")
    people = host.directories.create(name="People")
    user = host.users.create(
        directory=people.id, username="ada", email="ada@example.com", display_name="Ada"
    )
    org = host.orgs.create(name="Acme", slug="acme", directory=people.id, owner=user.id)
    host.subjects.link(directory=people.id, user=user.id, issuer="app", subject="ada")
    ada = lib.vouch(people.id, issuer="app", subject="ada")
    return ada.enter(org.id), (people.id, org.id)


@dataclass
class Row:
    """A line of the table."""

    name: str
    ours: float
    unit: str
    peer: str | None = None
    theirs: float | None = None
    #: At most so much above the peer, or alone.
    goal: float | None = None

    @property
    def measured(self) -> float:
        return self.ours - (self.theirs or 0)

    def line(self) -> str:
        theirs = "–" if self.theirs is None else f"{self.theirs:,.2f}"
        goal = "–" if self.goal is None else f"{self.measured:,.2f} ≤ {self.goal:,.0f}"
        met = "–" if self.goal is None else "yes" if self.measured <= self.goal else "no"
        return (
            f"| `{self.name}` | {self.peer or '–'} | {self.ours:,.2f} | {theirs} "
            f"| {self.unit} | {goal} | {met} |"
        )


HEAD = """\
| name | peer | ours | peer's | unit | above, goal | met |
| --- | --- | ---: | ---: | --- | ---: | --- |"""


def checks(lib: tenantry.Tenantry) -> Row:
    """What is decided in memory, with the interpreter's lock held."""
    ours, rust = paired(
        lambda: per_call(lambda: lib.system("a bench"), 5_000),
        lambda: testing.rust_check(lib, 5_000),
    )
    return Row("bind.python.check", ours, "µs", "the Rust call", rust, 2)


def reads(acme: tenantry.Tenant) -> Row:
    """One team of a file, by its id."""
    team = acme.teams.create(name="Research")

    def read() -> None:
        assert acme.teams.get(team=team.id).id == team.id

    ours, rust = paired(
        lambda: per_call(read, 2_000), lambda: testing.rust_read(acme, team.id, 2_000)
    )
    return Row("bind.python.read", ours, "µs", "the Rust call", rust, 8)


async def hops() -> Row:
    """There and back: what has to wait beside the loop."""
    await rate(testing.hop, 20)
    await rate(testing.hop_peer, 20)
    pairs = [(await rate(testing.hop, 200), await rate(testing.hop_peer, 200)) for _ in range(7)]
    ours = statistics.median(p[0] for p in pairs)
    peer = statistics.median(p[1] for p in pairs)
    return Row("bind.python.async", ours, f"awaits/s, {TASKS} tasks", "future_into_py", peer)


async def async_reads(path: str, ids: tuple[Any, Any]) -> Row:
    """The same read, awaited."""
    lib = await aio.Tenantry.open(path)
    ada = await lib.vouch(ids[0], issuer="app", subject="ada")
    acme = await ada.enter(ids[1])
    team = (await acme.teams.create(name="Async")).id
    await rate(lambda: acme.teams.get(team=team), 20)
    ours = statistics.median([await rate(lambda: acme.teams.get(team=team), 100) for _ in range(5)])
    await lib.close()
    return Row("bind.python.async.read", ours, f"reads/s, {TASKS} tasks")


def imports() -> Row:
    """A new interpreter that imports the package."""
    script = "import time; t = time.perf_counter(); import tenantry; print(time.perf_counter() - t)"
    told = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout
        for _ in range(ROUNDS)
    ]
    took = statistics.median(float(each) * 1e3 for each in told)
    return Row("bind.python.import", took, "ms", goal=30)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/app.db"
        with tenantry.Tenantry.open(path) as lib:
            acme, ids = founded(lib)
            rows = [checks(lib), reads(acme), asyncio.run(hops())]
        rows.append(asyncio.run(async_reads(path, ids)))
    rows.append(imports())
    print(HEAD, *(row.line() for row in rows), sep="\n")
    if chosen.json:
        listed = [asdict(row) for row in rows]
        chosen.json.write_text(json.dumps(listed, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
