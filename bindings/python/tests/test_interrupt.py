"""Ctrl-C ends whatever waits, within 200 ms."""

from __future__ import annotations

import pytest
from processes import run

WAITS = {
    "a call": "from tenantry._native import testing\nwaits = lambda: testing.wait_now(30)",
    "a feed": "feed = acme_of(tenantry.Tenantry.open(':memory:')).journal.subscribe()\n"
    "waits = lambda: list(feed)",
    "an awaited feed": """
async def follow():
    lib = await aio.Tenantry.open(':memory:')
    host = lib.system("a test")
    people = await host.directories.create(name="People")
    user = await host.users.create(directory=people.id, username="ada", email="ada@example.com",
                                   display_name="Ada")
    org = await host.orgs.create(name="Acme", slug="acme", directory=people.id, owner=user.id)
    async for item in (await host.enter(org.id)).journal.subscribe():
        assert item.kind == "start"

waits = lambda: asyncio.run(follow())
""",
}

INTERRUPTED = """
def press():
    global pressed
    pressed = time.monotonic()
    os.kill(os.getpid(), signal.SIGINT)

threading.Timer(0.5, press).start()
try:
    waits()
except KeyboardInterrupt:
    took = time.monotonic() - pressed
    assert took < 0.2, took
else:
    raise AssertionError("not interrupted")
"""


@pytest.mark.parametrize("waits", WAITS.values(), ids=WAITS)
def test_ctrl_c_ends_what_waits_within_200_ms(waits: str) -> None:
    run(waits + INTERRUPTED, timeout=20)
