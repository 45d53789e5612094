"""The end of a process, asked for or not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import tenantry
from processes import PRELUDE, run


def test_a_process_ends_with_everything_open(tmp_path: Path) -> None:
    run(
        """
lib = tenantry.Tenantry.open(sys.argv[1])
acme = acme_of(lib)
feed = acme.journal.subscribe()
begun = threading.Event()
threading.Thread(target=lambda: [begun.set() for _ in feed], daemon=True).start()
begun.wait()
""",
        str(tmp_path / "app.db"),
        timeout=20,
    )


def test_a_process_ends_with_a_loop_that_waits(tmp_path: Path) -> None:
    run(
        """
async def main():
    lib = await aio.Tenantry.open(sys.argv[1])
    host = lib.system("a test")
    people = await host.directories.create(name="People")
    user = await host.users.create(directory=people.id, username="ada", email="ada@example.com",
                                   display_name="Ada")
    org = await host.orgs.create(name="Acme", slug="acme", directory=people.id, owner=user.id)
    feed = (await host.enter(org.id)).journal.subscribe()
    assert (await anext(feed)).kind == "start"
    waiting = asyncio.ensure_future(anext(feed))
    await asyncio.sleep(0)
    return lib, feed

lib, feed = asyncio.run(main())
""",
        str(tmp_path / "app.db"),
        timeout=20,
    )


def test_what_was_acknowledged_is_there_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "app.db"
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            PRELUDE
            + """
acme = acme_of(tenantry.Tenantry.open(sys.argv[1]))
print(acme.org, flush=True)
number = 0
while True:
    print(acme.teams.create(name=f"Team {number}").name, flush=True)
    number += 1
""",
            str(path),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    org = process.stdout.readline().strip()
    told = [process.stdout.readline().strip() for _ in range(30)]
    process.kill()
    told += [line.strip() for line in process.stdout if line.endswith("\n")]
    process.wait()

    with tenantry.Tenantry.open(path) as lib:
        acme = lib.system("look").enter(UUID(org))
        names = {team.name for team in acme.teams.list()}
        assert set(told) <= names
        assert acme.journal.verify().is_intact
