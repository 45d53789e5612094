"""One feed or one list and several who read it: each item goes to one of them."""

from __future__ import annotations

import asyncio
import queue
import random
import threading

import pytest
import tenantry
from conftest import Acme
from tenantry import aio
from tenantry._native import testing
from test_async import founded, opened


def seq_of(item: tenantry.FeedItem) -> int:
    assert isinstance(item, tenantry.FeedItemEntry)
    return item.entry.seq


async def followed(acme: aio.Tenant) -> aio.Feed[tenantry.FeedItem]:
    feed = acme.journal.subscribe()
    assert isinstance(await anext(feed), tenantry.FeedItemStart)
    return feed


def test_tasks_share_a_feed_until_it_is_closed() -> None:
    async def main() -> None:
        _, acme = await opened()
        feed = await followed(acme)
        heard: asyncio.Queue[int] = asyncio.Queue()

        async def read() -> None:
            async for item in feed:
                heard.put_nowait(seq_of(item))

        readers = [asyncio.create_task(read()) for _ in range(3)]
        await asyncio.sleep(0)
        for number in range(20):
            await acme.teams.create(name=f"Team {number}")
        seqs = [await asyncio.wait_for(heard.get(), 5) for _ in range(20)]
        assert seqs == list(range(seqs[0], seqs[0] + 20))
        assert not any(reader.done() for reader in readers)
        feed.close()
        await asyncio.wait_for(asyncio.gather(*readers), 5)
        assert heard.empty()

    asyncio.run(main())


def test_who_asks_first_is_handed_the_first_item() -> None:
    async def main() -> None:
        _, acme = await opened()
        feed = await followed(acme)
        waiting = [asyncio.ensure_future(anext(feed)) for _ in range(5)]
        for number in range(5):
            await acme.teams.create(name=f"Team {number}")
        seqs = [seq_of(item) for item in await asyncio.wait_for(asyncio.gather(*waiting), 5)]
        assert seqs == sorted(seqs)
        assert len(set(seqs)) == 5

    asyncio.run(main())


def test_who_stops_waiting_leaves_the_item_to_the_others() -> None:
    async def main() -> None:
        _, acme = await opened()
        feed = await followed(acme)
        waiting = [asyncio.ensure_future(anext(feed)) for _ in range(3)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        await acme.teams.create(name="Research")
        waiting[1].cancel()
        await acme.teams.create(name="Sales")
        await asyncio.wait_for(asyncio.wait(waiting), 5)
        heard = [seq_of(each.result()) for each in waiting if not each.cancelled()]
        while len(heard) < 2:
            heard.append(seq_of(await asyncio.wait_for(anext(feed), 5)))
        entries = (await acme.journal.list(limit=200)).items
        assert heard == [entry.seq for entry in entries[-2:]]

    asyncio.run(main())


def test_threads_share_a_feed_until_it_is_closed(acme: Acme) -> None:
    feed = acme.tenant.journal.subscribe()
    assert isinstance(next(feed), tenantry.FeedItemStart)
    heard: queue.Queue[int] = queue.Queue()

    def read() -> None:
        for item in feed:
            heard.put(seq_of(item))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(50):
        acme.tenant.teams.create(name=f"Team {number}")
    seqs = sorted(heard.get(timeout=5) for _ in range(50))
    assert seqs == list(range(seqs[0], seqs[0] + 50))
    assert all(reader.is_alive() for reader in readers)
    feed.close()
    for reader in readers:
        reader.join(5)
        assert not reader.is_alive()


def test_threads_share_a_list(acme: Acme) -> None:
    names = [acme.tenant.teams.create(name=f"Team {number:03}").name for number in range(403)]
    teams = acme.tenant.teams.list()
    listed: queue.Queue[str] = queue.Queue()

    def read() -> None:
        for team in teams:
            listed.put(team.name)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(30)
    assert sorted(listed.queue) == names


async def with_teams(address: str, count: int) -> tuple[aio.Tenantry, aio.Tenant, list[str]]:
    lib = await testing.Story().open_aio(address)
    acme = await founded(lib)
    teams = [acme.teams.create(name=f"Team {number:03}") for number in range(count)]
    names = [team.name for team in await asyncio.gather(*teams)]
    return lib, acme, names


def test_a_list_that_is_awaited_all_at_once_is_whole(address: str) -> None:
    async def main() -> None:
        lib, acme, names = await with_teams(address, 403)
        in_order = [team.name async for team in acme.teams.list()]
        assert sorted(in_order) == names
        teams = acme.teams.list()
        gathered = await asyncio.gather(*(anext(teams) for _ in names))
        assert [team.name for team in gathered] == in_order
        with pytest.raises(StopAsyncIteration):
            await anext(teams)
        await lib.close()

    asyncio.run(main())


def test_a_list_loses_nothing_to_who_stops_waiting(address: str) -> None:
    async def main() -> None:
        random.seed(7)
        lib, acme, names = await with_teams(address, 403)
        teams, listed = acme.teams.list(), []
        while len(listed) < len(names):
            waiting = asyncio.ensure_future(anext(teams))
            for _ in range(random.choice([0, 1, 2, 10])):
                await asyncio.sleep(0)
            waiting.cancel()
            try:
                listed.append((await waiting).name)
            except asyncio.CancelledError:
                listed.append((await anext(teams)).name)
        assert listed == [team.name async for team in acme.teams.list()]
        await lib.close()

    asyncio.run(main())
