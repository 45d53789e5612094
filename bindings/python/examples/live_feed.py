"""Following an organisation on an event loop. Run: `python live_feed.py`."""

import asyncio
from uuid import UUID

import tenantry
from tenantry import aio


async def founded(lib: aio.Tenantry) -> tuple[aio.Caller, UUID]:
    host = lib.system("the first start")
    people = await host.directories.create(name="People")
    await host.users.create(
        directory=people.id,
        username="ada",
        email="ada@example.com",
        display_name="Ada",
        subject=tenantry.NewSubject(issuer="app", subject="42"),
    )
    ada = await lib.vouch(people.id, issuer="app", subject="42")
    org = await ada.orgs.create(name="Acme", slug="acme")
    return ada, org.id


async def follow(acme: aio.Tenant, teams: int) -> list[str]:
    seen: list[str] = []
    async with acme.journal.subscribe() as feed:
        async with asyncio.TaskGroup() as group:
            for number in range(teams):
                group.create_task(acme.teams.create(name=f"Team {number}"))
        async for item in feed:
            match item:
                case tenantry.FeedItemStart(cursor=cursor):
                    print("what happens after", cursor)
                case tenantry.FeedItemEntry(entry=entry):
                    seen.append(entry.operation)
                case tenantry.FeedItemGone(subject=subject):
                    print("may not see any more:", subject.noun, subject.id)
                case tenantry.FeedItemResync(cursor=cursor):
                    print("read the data anew, then follow from", cursor)
            if len(seen) == teams:
                break
    return seen


async def main() -> None:
    async with await aio.Tenantry.open(":memory:") as lib:
        ada, org = await founded(lib)
        acme = await ada.enter(org)
        print(await follow(acme, 5))
        names = [team.name async for team in acme.teams.list()]
        assert len(names) == 5


if __name__ == "__main__":
    asyncio.run(main())
