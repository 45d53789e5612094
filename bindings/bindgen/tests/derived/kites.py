"""What a product writes on rooms that there are not: all of it is accepted but what is marked.

Nothing here runs.
"""

from datetime import UTC, datetime
from decimal import Decimal
from typing import assert_type
from uuid import UUID

import tenantry
from tenantry import aio


def accepted(lib: tenantry.Tenantry, caller: tenantry.Caller, acme: tenantry.Tenant) -> None:
    tether = tenantry.TetherReel(deposit=Decimal(20), line_metres=40)
    flown = acme.kites.create(colour="red", price=Decimal("12.5"), ribbons={"red": 3}, tether=tether)
    assert_type(flown, tenantry.FlownKite)
    assert_type(flown.secret, tenantry.Secret | None)
    acme.with_idempotency_key("once").kites.create(colour="red", price=Decimal("1e-9"))

    kite = acme.kites.get(kite=flown.kite.id)
    assert_type(kite.id, UUID)
    assert_type(kite.price, Decimal)
    assert_type(kite.repairs, dict[str, Decimal])
    assert_type(kite.since, datetime)
    assert_type(kite.tether, tenantry.TetherHand | tenantry.TetherReel | None)
    match kite.tether:
        case tenantry.TetherReel(deposit=deposit):
            assert_type(deposit, Decimal)
        case _:
            pass

    acme.kites.update(kite=kite.id)
    tail = tenantry.Tail(bows=3, sewn_at=datetime.now(UTC))
    acme.kites.update(kite=kite.id, price=Decimal(13), tail=tail, if_version=1)
    acme.kites.update(kite=kite.id, colour=None, price=None, tail=None)
    acme.kites.update(kite=kite.id, price=tenantry.UNSET, tail=tenantry.UNSET)
    for listed in acme.kites.list(price_max=kite.price, prices=[Decimal(1), Decimal(2)]):
        assert_type(listed, tenantry.Kite)
    with acme.kites.watch() as feed:
        assert_type(next(feed), tenantry.Kite)
    acme.kites.cut(kite=kite.id)
    assert_type(caller.strings.list(), tenantry.Kite)
    assert_type(lib.winds.ask(height=100), tenantry.Wind)


async def awaited(acme: aio.Tenant) -> None:
    flown = await acme.kites.create(colour="red", price=Decimal("12.5"))
    assert_type(flown.kite.repairs, dict[str, Decimal])
    async for listed in acme.kites.list():
        assert_type(listed, tenantry.Kite)


def refused(acme: tenantry.Tenant, kite: tenantry.Kite) -> None:
    acme.kites.create(colour="red", price=12.5)  # type: ignore[arg-type]
    acme.kites.create(colour="red", price="12.5")  # type: ignore[arg-type]
    acme.kites.create(colour="red", price=Decimal(1), ribbons={"red": "3"})  # type: ignore[dict-item]
    tenantry.TetherHand(deposit=Decimal(1))  # type: ignore[call-arg]
    acme.kites.update(kite=kite.id, tail={"bows": 3})  # type: ignore[arg-type]
    acme.kites.list(price_max=7)  # type: ignore[arg-type]
