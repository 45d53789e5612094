"""The same methods over HTTP: a server is called instead of a store of one's own."""

from __future__ import annotations

import asyncio
import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import tenantry
from stories import AIO, SCENARIOS, SYNC, Replay, Way, read, settled
from tenantry import aio

SERVER = os.environ.get("TENANTRY_SERVER")
OPERATOR = "the-operator-of-the-tests-is-secret"
PROXY = "the-proxy-of-the-tests-is-secret-too"

pytestmark = pytest.mark.skipif(not SERVER, reason="TENANTRY_SERVER names no server program")

#: What a real clock and another process cannot tell again, step by step.
STORIES = [
    path.stem
    for path in sorted(SCENARIOS.glob("*.json"))
    if not any(step.get("after_secs") for step in read(path)["steps"])
]


def started(folder: Path) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [str(SERVER), "--store", str(folder / "app.db"), "--listen", "127.0.0.1:0"],
        env=os.environ | {"TENANTRY_OPERATOR_SECRET": OPERATOR, "TENANTRY_PROXY_SECRET": PROXY},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "listening at " in line:
            return process, line.rsplit("listening at ", 1)[1].strip()
    raise AssertionError("the server does not start")


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    process, url = started(tmp_path)
    try:
        yield url
    finally:
        process.terminate()
        process.communicate(timeout=30)


class Server:
    """A library that is a server: proves by connecting."""

    def __init__(self, module: Any, url: str) -> None:
        self.module = module
        self.url = url

    def system(self, reason: str) -> Any:
        return self.module.Tenantry.connect(self.url, operator=OPERATOR, reason=reason)

    def authenticate(self, key: str) -> Any:
        return self.module.Tenantry.connect(self.url, key=key)

    def vouch(self, directory: UUID, *, issuer: str, subject: str) -> Any:
        return self.module.Tenantry.connect(
            self.url, proxy=PROXY, directory=directory, issuer=issuer, subject=subject
        )

    def close(self) -> None:
        pass


class Remote(Replay):
    """A story on a server. Proving and entering asks nothing, so a step that does no more
    is taken by looking."""

    async def made(self, lib: Any, step: dict[str, Any], value: Any) -> Any:
        made = await super().made(lib, step, value)
        if "call" not in step:
            on = await settled(self.prove(lib, self.story["callers"][step["as"]]))
            if step.get("on") is not None:
                from stories import as_id, substitute

                on = await settled(on.enter(as_id(substitute(step["on"], self.kept), "org")))
                await settled(on.orgs.get())
            else:
                await settled(on.orgs.list().page(limit=1))
        return made


@pytest.mark.parametrize("way", [SYNC, AIO], ids=["sync", "aio"])
@pytest.mark.parametrize("name", STORIES)
def test_a_story_goes_as_told_over_http(name: str, way: Way, url: str) -> None:
    module = tenantry if way is SYNC else aio
    remote = Way(way.name, lambda *_: Server(module, url), way.call)
    asyncio.run(Remote(read(SCENARIOS / f"{name}.json"), remote).play(url, None))


def acme(url: str) -> tenantry.Tenant:
    host = tenantry.Tenantry.connect(url, operator=OPERATOR, reason="a test")
    people = host.directories.create(name="People")
    user = host.users.create(
        directory=people.id, username="ada", email="ada@example.com", display_name="Ada"
    )
    org = host.orgs.create(name="Acme", slug="acme", directory=people.id, owner=user.id)
    return host.enter(org.id)


def test_a_list_a_feed_and_a_replay_are_the_same(url: str) -> None:
    tenant = acme(url)
    owner = tenant.members.list().page().items[0].principal
    with tenant.journal.subscribe() as feed:
        teams = [tenant.teams.create(name=f"Team {n}", owner=owner) for n in range(5)]
        assert sorted(t.name for t in tenant.teams.list()) == [team.name for team in teams]
        item = next(feed)
        assert isinstance(item, tenantry.FeedItemEntry)
        assert item.entry.subject.id == teams[0].id
    keyed = tenant.with_idempotency_key("once")
    once = keyed.teams.create(name="Once", owner=owner)
    assert keyed.teams.create(name="Once", owner=owner) == once


def test_errors_are_the_same(url: str) -> None:
    tenant = acme(url)
    with pytest.raises(tenantry.NotFoundError):
        tenant.teams.get(team=tenant.org)
    with pytest.raises(tenantry.UnauthenticatedError):
        tenantry.Tenantry.connect(url, key="tnt_x").me.get()
    with pytest.raises(tenantry.InvalidError):
        tenantry.Tenantry.connect("http://example.com", key="tnt_x")
    with pytest.raises(TypeError):
        tenantry.Tenantry.connect(url)  # type: ignore[call-overload]


def test_a_server_out_of_reach_is_unavailable(url: str) -> None:
    with pytest.raises(tenantry.UnavailableError):
        tenantry.Tenantry.connect("http://127.0.0.1:1", key="tnt_x").me.get()


def test_ctrl_c_and_cancel_end_a_call_that_waits(url: str) -> None:
    async def main() -> None:
        host = aio.Tenantry.connect(url, operator=OPERATOR, reason="a test")
        people = await host.directories.create(name="People")
        user = await host.users.create(
            directory=people.id, username="ada", email="ada@example.com", display_name="Ada"
        )
        org = await host.orgs.create(name="Acme", slug="acme", directory=people.id, owner=user.id)
        feed = (await host.enter(org.id)).journal.subscribe()
        waiting = asyncio.ensure_future(anext(feed))
        await asyncio.sleep(0.1)
        began = time.monotonic()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        assert time.monotonic() - began < 0.2
        feed.close()

    asyncio.run(main())


def test_the_server_is_one(url: str) -> None:
    with urllib.request.urlopen(f"{url}/healthz") as answer:
        assert answer.status == 200
