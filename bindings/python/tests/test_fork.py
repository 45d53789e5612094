"""Forks: a file is opened anew, what lives in memory says so, and nothing ever hangs."""

from __future__ import annotations

import os
from pathlib import Path

from processes import run


def test_after_a_fork_a_file_is_opened_anew(tmp_path: Path) -> None:
    run(
        """
lib = tenantry.Tenantry.open(sys.argv[1])
acme = acme_of(lib)
acme.teams.create(name="Before")

forked(lambda: [acme.teams.create(name=f"Child {n}") for n in range(20)])
for n in range(20):
    acme.teams.create(name=f"Parent {n}")
forked(lambda: [acme.teams.create(name=f"Second {n}") for n in range(20)])
names = [team.name for team in acme.teams.list()]
assert len(names) == 61, names
assert acme.journal.verify().is_intact
lib.close()
""",
        str(tmp_path / "app.db"),
    )


def test_parent_and_children_write_at_the_same_time_and_nothing_is_lost(tmp_path: Path) -> None:
    run(
        """
lib = tenantry.Tenantry.open(sys.argv[1])
acme = acme_of(lib)
stop = threading.Event()
made = []

def write(name):
    number = 0
    while not stop.is_set():
        made.append(acme.teams.create(name=f"{name} {number}").name)
        number += 1

threads = [threading.Thread(target=write, args=(f"Thread {n}",)) for n in range(3)]
for thread in threads:
    thread.start()
children = []
for child in range(4):
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            signal.alarm(30)
            for number in range(25):
                acme.teams.create(name=f"Child {child} {number}")
            status = 0
        except BaseException:
            import traceback
            traceback.print_exc()
        finally:
            os._exit(status)
    children.append(pid)
ends = [os.waitpid(pid, 0)[1] for pid in children]
stop.set()
for thread in threads:
    thread.join()
assert ends == [0] * 4, ends
names = {team.name for team in acme.teams.list()}
assert set(made) <= names
assert sum(name.startswith("Child") for name in names) == 100
assert acme.journal.verify().is_intact
""",
        str(tmp_path / "app.db"),
        timeout=120,
    )


def test_after_a_fork_a_memory_database_raises_and_never_hangs() -> None:
    run(
        """
lib = tenantry.Tenantry.open(":memory:")
acme = acme_of(lib)

def child():
    for call in (lambda: acme.teams.create(name="Child"), lambda: list(acme.teams.list()),
                 lambda: lib.authenticate("tnt_x")):
        try:
            call()
        except tenantry.InvalidError as error:
            assert error.code == "forked", error.code
            assert not error.is_retryable
        else:
            raise AssertionError("it answered")
    # A new one is as good as ever.
    acme_of(tenantry.Tenantry.open(":memory:")).teams.create(name="Own")

forked(child)
acme.teams.create(name="Parent")
"""
    )


def test_after_a_fork_a_feed_raises_and_the_parents_goes_on(tmp_path: Path) -> None:
    run(
        """
lib = tenantry.Tenantry.open(sys.argv[1])
acme = acme_of(lib)
feed = acme.journal.subscribe()
assert next(feed).kind == "start"

def child():
    try:
        next(feed)
    except tenantry.InvalidError as error:
        assert error.code == "forked"
    else:
        raise AssertionError("it answered")

forked(child)
acme.teams.create(name="Parent")
assert next(feed).kind == "entry"
""",
        str(tmp_path / "app.db"),
    )


def test_after_a_fork_async_calls_work_in_the_child(tmp_path: Path) -> None:
    run(
        """
async def main(name):
    lib = await aio.Tenantry.open(sys.argv[1])
    await lib.system("a test").directories.create(name=name)
    await lib.close()

asyncio.run(main("Parent"))
forked(lambda: asyncio.run(main("Child")))
asyncio.run(main("Again"))
""",
        str(tmp_path / "app.db"),
    )


def test_multiprocessing_by_fork_works(tmp_path: Path) -> None:
    run(
        """
import multiprocessing
lib = tenantry.Tenantry.open(sys.argv[1])
acme = acme_of(lib)

def create(number):
    return acme.teams.create(name=f"Team {number}").name

with multiprocessing.get_context("fork").Pool(3) as pool:
    names = pool.map(create, range(30))
assert sorted(names) == sorted(team.name for team in acme.teams.list())
""",
        str(tmp_path / "app.db"),
    )


def test_after_a_fork_postgres_is_connected_anew(postgres: str) -> None:
    run(
        """
from tenantry._native import testing
story = testing.Story()
lib = story.open(sys.argv[1])
acme = acme_of(lib)
acme.teams.create(name="Before")

def child():
    # Ids are told: those of the two must differ.
    story.pass_secs(1)
    acme.teams.create(name="Child")

forked(child)
story.pass_secs(2)
acme.teams.create(name="Parent")
assert {team.name for team in acme.teams.list()} == {"Before", "Child", "Parent"}
lib.close()
""",
        postgres,
    )
