"""A call that is cancelled happened or did not; nothing stands between."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import tenantry
from tenantry._native import testing
from test_async import founded, opened


def test_a_cancelled_call_never_half_commits(address: str) -> None:
    async def main() -> None:
        random.seed(7)
        lib = await testing.Story().open_aio(address)
        acme = await founded(lib)
        before = (await acme.journal.verify()).seq
        acknowledged: set[str] = set()
        given_up = 0
        for number in range(300):
            task = asyncio.create_task(acme.teams.create(name=f"Team {number}"))
            turns = random.choice([0, 1, 2, 10, 50, 200])
            for _ in range(turns):
                await asyncio.sleep(0)
            task.cancel()
            try:
                acknowledged.add((await task).name)
            except asyncio.CancelledError:
                # A task that had no turn of the loop's had not begun its call.
                given_up += turns > 0
        assert given_up > 0, "no call under way was cancelled in time"
        # A commit that nobody waits for is under way all the same: this one comes after them.
        assert (await acme.teams.create(name="After")).name == "After"
        teams = [team async for team in acme.teams.list()]
        names = {team.name for team in teams}
        assert acknowledged <= names
        journal = await acme.journal.verify()
        assert journal.is_intact
        # Each team has its entry, each entry its team.
        assert journal.seq - before == len(teams)
        await lib.close()

    asyncio.run(main())


def test_a_timeout_is_a_cancel(tmp_path: Path) -> None:
    async def main() -> None:
        lib, acme = await opened(tmp_path / "app.db")
        async with lib:
            for number in range(50):
                try:
                    async with asyncio.timeout(0.0001):
                        await acme.teams.create(name=f"Team {number}")
                except TimeoutError:
                    pass
            journal = await acme.journal.verify()
            assert journal.is_intact

    asyncio.run(main())


def test_a_cancelled_task_leaves_the_handle_usable() -> None:
    async def main() -> None:
        _, acme = await opened()
        feed = acme.journal.subscribe()
        assert isinstance(await anext(feed), tenantry.FeedItemStart)
        waiting = asyncio.ensure_future(anext(feed))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await acme.teams.create(name="Research")
        item = await asyncio.wait_for(anext(feed), 5)
        assert isinstance(item, tenantry.FeedItemEntry)

    asyncio.run(main())
