"""The same methods over HTTP: a server is called instead of a store of one's own."""

from __future__ import annotations

import asyncio
import os
import signal
from uuid import UUID

import pytest
import tenantry
from harness import OPERATOR, PROXY, Stage
from tenantry import aio


def founded(url: str) -> tuple[UUID, UUID]:
    """The directory and the organisation of Ada, whom a proxy signs in."""
    host = tenantry.Tenantry.connect(url, operator=OPERATOR, reason="a test")
    people = host.directories.create(name="People")
    host.users.create(
        directory=people.id,
        username="ada",
        email="ada@example.com",
        display_name="Ada",
        subject=tenantry.NewSubject(issuer="app", subject="ada"),
    )
    ada = tenantry.Tenantry.connect(
        url, proxy=PROXY, directory=people.id, issuer="app", subject="ada"
    )
    return people.id, ada.orgs.create(name="Acme", slug="acme").id


def acme_of(url: str) -> tenantry.Tenant:
    people, org = founded(url)
    ada = tenantry.Tenantry.connect(url, proxy=PROXY, directory=people, issuer="app", subject="ada")
    return ada.enter(org)


async def acme_of_aio(url: str) -> aio.Tenant:
    people, org = founded(url)
    ada = aio.Tenantry.connect(url, proxy=PROXY, directory=people, issuer="app", subject="ada")
    return await ada.enter(org)


def test_a_list_a_feed_and_a_replay_are_the_same(stage: Stage) -> None:
    tenant = acme_of(stage.url)
    with tenant.journal.subscribe() as feed:
        assert isinstance(next(feed), tenantry.FeedItemStart)
        teams = [tenant.teams.create(name=f"Team {n}") for n in range(5)]
        assert sorted(t.name for t in tenant.teams.list()) == [team.name for team in teams]
        item = next(feed)
        assert isinstance(item, tenantry.FeedItemEntry)
        assert item.entry.subject.id == teams[0].id
    keyed = tenant.with_idempotency_key("once")
    assert keyed.teams.create(name="Once") == keyed.teams.create(name="Once")


def test_everything_is_awaited_over_http_too(stage: Stage) -> None:
    async def main() -> None:
        acme = await acme_of_aio(stage.url)
        async with acme.journal.subscribe() as feed:
            assert isinstance(await anext(feed), tenantry.FeedItemStart)
            async with asyncio.TaskGroup() as group:
                for number in range(10):
                    group.create_task(acme.teams.create(name=f"Team {number}"))
            item = await anext(feed)
            assert isinstance(item, tenantry.FeedItemEntry)
        names = {team.name async for team in acme.teams.list()}
        assert names == {f"Team {number}" for number in range(10)}

    asyncio.run(main())


def test_errors_are_the_same(stage: Stage) -> None:
    tenant = acme_of(stage.url)
    with pytest.raises(tenantry.NotFoundError) as caught:
        tenant.teams.get(team=tenant.org)
    assert caught.value.fields == {"team": str(tenant.org)}
    assert "the server's log has it as" in caught.value.__notes__[0]
    with pytest.raises(tenantry.UnauthenticatedError):
        tenantry.Tenantry.connect(stage.url, key="tnt_x").me.get()


def test_who_calls_is_said_once_and_the_address_is_checked() -> None:
    with pytest.raises(tenantry.InvalidError):
        tenantry.Tenantry.connect("http://example.com", key="tnt_x")
    with pytest.raises(TypeError):
        tenantry.Tenantry.connect("http://127.0.0.1:1")  # type: ignore[call-overload]
    with pytest.raises(TypeError):
        tenantry.Tenantry.connect(  # type: ignore[call-overload]
            "http://127.0.0.1:1", key="tnt_x", operator=OPERATOR
        )
    with pytest.raises(TypeError, match="`reason` belongs to `operator`"):
        tenantry.Tenantry.connect(  # type: ignore[call-overload]
            "http://127.0.0.1:1", key="tnt_x", reason="to look"
        )


def test_a_server_out_of_reach_is_unavailable() -> None:
    with pytest.raises(tenantry.UnavailableError):
        tenantry.Tenantry.connect("http://127.0.0.1:1", key="tnt_x").me.get()


def test_a_cancelled_wait_ends_and_the_feed_goes_on(stage: Stage) -> None:
    async def main() -> None:
        acme = await acme_of_aio(stage.url)
        async with acme.journal.subscribe() as feed:
            assert isinstance(await anext(feed), tenantry.FeedItemStart)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(anext(feed), 0.05)
            team = await acme.teams.create(name="After")
            item = await anext(feed)
            assert isinstance(item, tenantry.FeedItemEntry)
            assert item.entry.subject.id == team.id

    asyncio.run(main())


def test_after_a_fork_a_server_is_called_anew(stage: Stage) -> None:
    tenant = acme_of(stage.url)
    tenant.teams.create(name="Before")
    child = os.fork()
    if child == 0:
        status = 1
        try:
            signal.alarm(20)
            tenant.teams.create(name="Child")
            status = 0
        finally:
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0
    tenant.teams.create(name="Parent")
    assert {team.name for team in tenant.teams.list()} == {"Before", "Child", "Parent"}
