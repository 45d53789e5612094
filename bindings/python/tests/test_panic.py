"""A panic is an exception that a program's own handlers see."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
import tenantry
from conftest import Acme
from tenantry._native import testing


@pytest.mark.parametrize("panic", [testing.panic_now, testing.panic_held])
def test_an_injected_panic_is_an_exception_here_and_now(
    acme: Acme, panic: Callable[[], None]
) -> None:
    with pytest.raises(tenantry.InternalError, match="on purpose") as caught:
        panic()
    assert isinstance(caught.value, Exception)
    assert (caught.value.kind, caught.value.code) == ("internal", "panic")
    assert acme.tenant.teams.create(name="After").name == "After"


@pytest.mark.parametrize("elsewhere", [False, True])
def test_an_injected_panic_is_an_exception_on_the_loop(elsewhere: bool) -> None:
    async def main() -> None:
        with pytest.raises(tenantry.InternalError, match="on purpose"):
            await testing.panic_later(elsewhere)
        await testing.hop()

    asyncio.run(main())
