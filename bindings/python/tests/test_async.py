"""On an event loop."""

from __future__ import annotations

import asyncio
import inspect
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import tenantry
import uvloop
from tenantry import aio
from tenantry._native import testing


async def opened(url: Any = ":memory:") -> tuple[aio.Tenantry, aio.Tenant]:
    lib = await aio.Tenantry.open(url)
    return lib, await founded(lib)


async def proven(lib: aio.Tenantry) -> tuple[UUID, aio.Caller]:
    host = lib.system("a test")
    people = await host.directories.create(name="People")
    await host.users.create(
        directory=people.id,
        username="ada",
        email="ada@example.com",
        display_name="Ada",
        subject=tenantry.NewSubject(issuer="app", subject="ada"),
    )
    return people.id, await lib.vouch(people.id, issuer="app", subject="ada")


async def founded(lib: aio.Tenantry) -> aio.Tenant:
    _, ada = await proven(lib)
    org = await ada.orgs.create(name="Acme", slug="acme")
    return await ada.enter(org.id)


def test_everything_is_awaited() -> None:
    async def main() -> None:
        lib, acme = await opened()
        async with lib:
            call = acme.teams.create(name="Research")
            assert inspect.isawaitable(call)
            team = await call
            assert [each.name async for each in acme.teams.list()] == ["Research"]
            page = await acme.teams.list().page(limit=1)
            assert page.items == (team,)
            with pytest.raises(tenantry.ConflictError):
                await acme.teams.update(team=team.id, name="Lab", if_version=99)
        with pytest.raises(tenantry.InvalidError, match="closed"):
            await acme.teams.get(team=team.id)

    asyncio.run(main())


def test_calls_are_coroutines_for_tasks_groups_and_gather(tmp_path: Path) -> None:
    async def main() -> None:
        lib, acme = await opened(tmp_path / "app.db")
        async with lib, asyncio.TaskGroup() as group:
            tasks = [group.create_task(acme.teams.create(name=f"T{n}")) for n in range(20)]
        names = {task.result().name for task in tasks}
        assert names == {f"T{n}" for n in range(20)}

    asyncio.run(main())


def test_a_call_is_awaited_once() -> None:
    async def main() -> None:
        _, acme = await opened()
        call = acme.teams.create(name="Research")
        await call
        with pytest.raises(RuntimeError):
            await call

    asyncio.run(main())


def test_a_call_that_is_not_awaited_does_nothing_and_warns() -> None:
    async def main() -> None:
        _, acme = await opened()
        with pytest.warns(RuntimeWarning, match="never awaited"):
            acme.teams.create(name="Research")  # type: ignore[unused-coroutine]
        assert [team async for team in acme.teams.list()] == []

    asyncio.run(main())


def test_the_feed_is_an_async_iterator() -> None:
    async def main() -> None:
        _, acme = await opened()
        async with acme.journal.subscribe() as feed:
            assert isinstance(await anext(feed), tenantry.FeedItemStart)
            team = await acme.teams.create(name="Research")
            async for item in feed:
                assert isinstance(item, tenantry.FeedItemEntry)
                assert item.entry.subject.id == team.id
                break

    asyncio.run(main())


def test_a_timeout_on_the_feed_loses_nothing() -> None:
    async def main() -> None:
        _, acme = await opened()
        async with acme.journal.subscribe() as feed:
            assert isinstance(await anext(feed), tenantry.FeedItemStart)
            seen: list[str] = []

            async def create() -> None:
                for number in range(40):
                    await acme.teams.create(name=f"Team {number}")
                    await asyncio.sleep(0)

            creating = asyncio.create_task(create())
            while len(seen) < 40:
                try:
                    item = await asyncio.wait_for(anext(feed), 0.001)
                except TimeoutError:
                    continue
                assert isinstance(item, tenantry.FeedItemEntry)
                seen.append(str(item.entry.seq))
            await creating
        assert len(set(seen)) == 40
        assert seen == sorted(seen, key=int)

    asyncio.run(main())


def test_closing_ends_a_feed_that_waits() -> None:
    async def main() -> None:
        lib, acme = await opened()
        feed = acme.journal.subscribe()
        assert isinstance(await anext(feed), tenantry.FeedItemStart)
        waiting = asyncio.create_task(collect(feed))
        await asyncio.sleep(0)
        await lib.close()
        assert await asyncio.wait_for(waiting, 5) == []

    async def collect(feed: aio.Feed[tenantry.FeedItem]) -> list[tenantry.FeedItem]:
        return [item async for item in feed]

    asyncio.run(main())


def test_who_is_proven_while_it_closes_holds_nothing(tmp_path: Path) -> None:
    async def main(path: Path) -> None:
        lib = await aio.Tenantry.open(path)
        people, ada = await proven(lib)
        key = await ada.keys.create(name="Key")
        assert key.secret is not None
        proving = [
            asyncio.ensure_future(lib.authenticate(key.secret.expose())),
            asyncio.ensure_future(lib.vouch(people, issuer="app", subject="ada")),
        ]
        await asyncio.sleep(0)
        await lib.close()
        for who in await asyncio.gather(*proving, return_exceptions=True):
            if isinstance(who, aio.Caller):
                with pytest.raises(tenantry.InvalidError, match="closed"):
                    await who.me.get()
            else:
                assert isinstance(who, tenantry.InvalidError), who
                assert who.code == "closed"
        # The last connection to close folds the log into the file.
        assert not path.with_name(f"{path.name}-wal").exists()

    for number in range(20):
        asyncio.run(main(tmp_path / f"{number}.db"))


class WithoutReaders(asyncio.SelectorEventLoop):
    """A loop that cannot watch a pipe, as that of Windows."""

    def add_reader(self, fd: Any, callback: Any, *args: Any) -> None:
        if "Drain" in repr(callback):
            raise NotImplementedError
        super().add_reader(fd, callback, *args)


def test_a_loop_without_readers_is_called_back() -> None:
    async def main() -> None:
        await asyncio.gather(*(testing.hop() for _ in range(500)))
        lib, acme = await opened()
        async with lib:
            await asyncio.gather(*(acme.teams.create(name=f"T{n}") for n in range(20)))

    with asyncio.Runner(loop_factory=WithoutReaders) as runner:
        runner.run(main())


def test_loops_follow_each_other_and_stand_beside_each_other() -> None:
    import threading

    async def main() -> None:
        await asyncio.gather(*(testing.hop() for _ in range(200)))

    for _ in range(3):
        asyncio.run(main())
    threads = [threading.Thread(target=asyncio.run, args=(main(),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()


def test_uvloop_is_a_loop_too() -> None:
    async def main() -> None:
        lib, acme = await opened()
        async with lib:
            await asyncio.gather(*(acme.teams.create(name=f"T{n}") for n in range(20)))

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main())
