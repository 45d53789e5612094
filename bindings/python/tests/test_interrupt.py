"""Ctrl-C ends whatever waits, within 200 ms."""

from __future__ import annotations

from pathlib import Path

import pytest
from processes import run

HOLD = """
import subprocess

TURN = "file = open(sys.argv[1] + '-turn', 'a'); fcntl.flock(file, fcntl.LOCK_EX)"
LOCK = "db = sqlite3.connect(sys.argv[1], isolation_level=None); db.execute('BEGIN EXCLUSIVE')"

def held(how):
    # Another process has the file until this one ends.
    how = f"import fcntl, sqlite3, sys; {how}; print('held', flush=True); sys.stdin.read()"
    holder = subprocess.Popen([sys.executable, "-c", how, sys.argv[1]],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout.readline() == b"held\\n"
    return holder
"""

WAITS = {
    "a call": "from tenantry._native import testing\nwaits = lambda: testing.wait_now(30)",
    "a feed": "feed = acme_of(tenantry.Tenantry.open(':memory:')).journal.subscribe()\n"
    "waits = lambda: list(feed)",
    "opening a file that others write": """
holder = held(TURN)
waits = lambda: tenantry.Tenantry.open(sys.argv[1])
""",
    "opening a file that is locked": """
holder = held(LOCK)
waits = lambda: tenantry.Tenantry.open(sys.argv[1])
""",
    "the first call after a fork": """
acme = acme_of(tenantry.Tenantry.open(sys.argv[1]))
holder = held(TURN)
if child := os.fork():
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
waits = lambda: acme.teams.create(name="Late")
""",
    "closing behind a commit that waits": """
lib = tenantry.Tenantry.open(sys.argv[1])
acme = acme_of(lib)
holder = held(TURN)
threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    acme.teams.create(name="Late")
except KeyboardInterrupt:
    waits = lib.close
""",
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
def test_ctrl_c_ends_what_waits_within_200_ms(waits: str, tmp_path: Path) -> None:
    run(HOLD + waits + INTERRUPTED, str(tmp_path / "app.db"), timeout=20)
