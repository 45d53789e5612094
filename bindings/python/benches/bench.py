"""What the binding costs above the Rust that it calls, measured in one run.

    maturin develop --profile wheel --features bench
    python benches/bench.py [--json FILE]

Every figure stands beside its peer of the same run: the same call made in Rust, or the same
future through `pyo3_async_runtimes.future_into_py`.
"""

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
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


def checks(lib: tenantry.Tenantry) -> dict[str, Any]:
    ours, rust = paired(
        lambda: per_call(lambda: lib.system("a bench"), 5_000),
        lambda: testing.rust_check(lib, 5_000),
    )
    return row("bind.python.check", ours, rust, 2.0)


def reads(acme: tenantry.Tenant) -> dict[str, Any]:
    team = acme.teams.create(name="Research").id
    ours, rust = paired(
        lambda: per_call(lambda: acme.teams.get(team=team), 2_000),
        lambda: testing.rust_read(acme, team, 2_000),
    )
    return row("bind.python.read", ours, rust, 8.0)


def row(name: str, ours: float, rust: float, goal: float) -> dict[str, Any]:
    above = ours - rust
    return {"name": name, "unit": "µs above Rust", "ours": above, "python": ours, "rust": rust,
            "goal": goal, "met": above <= goal}  # fmt: skip


async def hops() -> dict[str, Any]:
    await rate(testing.hop, 20)
    await rate(testing.hop_peer, 20)
    pairs = [(await rate(testing.hop, 200), await rate(testing.hop_peer, 200)) for _ in range(7)]
    ours = statistics.median(p[0] for p in pairs)
    peer = statistics.median(p[1] for p in pairs)
    return {"name": "bind.python.async", "unit": "awaits/s, 50 tasks", "ours": ours,
            "peer": peer, "ratio": ours / peer}  # fmt: skip


async def async_reads(path: str, ids: tuple[Any, Any]) -> dict[str, Any]:
    lib = await aio.Tenantry.open(path)
    ada = await lib.vouch(ids[0], issuer="app", subject="ada")
    acme = await ada.enter(ids[1])
    team = (await acme.teams.create(name="Async")).id
    await rate(lambda: acme.teams.get(team=team), 20)
    ours = statistics.median([await rate(lambda: acme.teams.get(team=team), 100) for _ in range(5)])
    await lib.close()
    return {"name": "bind.python.async.read", "unit": "reads/s, 50 tasks", "ours": ours}


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
    for each in rows:
        print("  ".join(f"{k}={v:,.2f}" if isinstance(v, float) else f"{k}={v}" for k, v in each.items()))
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
