"""Forks, signals, the end of a process: what only a binding can break. Each in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PRELUDE = """
import asyncio, os, signal, sys, threading, time
import tenantry
from tenantry import aio

def acme_of(lib):
    host = lib.system("a test")
    people = host.directories.create(name="People")
    host.users.create(directory=people.id, username="ada", email="ada@example.com",
                      display_name="Ada", subject=tenantry.NewSubject(issuer="app", subject="ada"))
    ada = lib.vouch(people.id, issuer="app", subject="ada")
    org = ada.orgs.create(name="Acme", slug="acme")
    return ada.enter(org.id)

def forked(child):
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            signal.alarm(20)
            child()
            status = 0
        except BaseException:
            import traceback
            traceback.print_exc()
        finally:
            os._exit(status)
    _, status = os.waitpid(pid, 0)
    assert status == 0, f"the child ended with {status}"
"""


def run(script: str, *arguments: str, timeout: float = 60) -> str:
    ran = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", PRELUDE + script, *arguments],
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_after_a_fork_a_file_is_opened_anew(tmp_path: Path) -> None:
    run(
        """
lib = tenantry.Tenantry.open(sys.argv[1])
acme = acme_of(lib)
acme.teams.create(name="Before")

def child():
    for number in range(20):
        acme.teams.create(name=f"Child {number}")
    assert acme.journal.verify().is_intact
    acme.lib = None if False else None

forked(lambda: [acme.teams.create(name=f"Child {n}") for n in range(20)])
for n in range(20):
    acme.teams.create(name=f"Parent {n}")
forked(lambda: [acme.teams.create(name=f"Second {n}") for n in range(20)])
names = [team.name for team in acme.teams.list()]
assert len(names) == 61, names
assert acme.journal.verify().is_intact
lib.close()
""".replace("    acme.lib = None if False else None\n", ""),
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
    time.sleep(0.05)
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
        except tenantry.UnavailableError as error:
            assert error.code == "forked", error.code
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

def child():
    try:
        next(feed)
    except tenantry.UnavailableError as error:
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


@pytest.mark.skipif(
    "TENANTRY_POSTGRES_URL" not in os.environ, reason="TENANTRY_POSTGRES_URL is not set"
)
def test_after_a_fork_postgres_is_connected_anew() -> None:
    run(
        """
import uuid
from tenantry._native import testing
story = testing.Story()
lib = story.open(os.environ["TENANTRY_POSTGRES_URL"], f"t_{uuid.uuid4().hex}")
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
"""
    )


INTERRUPTED = """
print("ready", flush=True)
began = None
def note(*_):
    global began
    began = time.monotonic()
    raise KeyboardInterrupt
signal.signal(signal.SIGINT, note)
try:
    {call}
except KeyboardInterrupt:
    took = time.monotonic() - float(open(sys.argv[1]).read())
    assert took < 0.2, took
    print("interrupted", took)
else:
    raise AssertionError("not interrupted")
"""


@pytest.mark.parametrize(
    ("prepare", "call"),
    [
        ("from tenantry._native import testing", "testing.wait_now(30)"),
        (
            "acme = acme_of(tenantry.Tenantry.open(':memory:'))\n"
            "feed = acme.journal.subscribe()",
            "next(feed)",
        ),
    ],
    ids=["a call that waits", "a feed that waits"],
)
def test_ctrl_c_ends_a_call_within_200_ms(tmp_path: Path, prepare: str, call: str) -> None:
    moment = tmp_path / "moment"
    process = subprocess.Popen(
        [sys.executable, "-c", PRELUDE + prepare + INTERRUPTED.format(call=call), str(moment)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n", process.communicate()[1]
        time.sleep(0.3)
        moment.write_text(str(time.monotonic()))
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == 0, errors
    assert "interrupted" in out


def test_a_process_ends_with_everything_open(tmp_path: Path) -> None:
    began = time.monotonic()
    run(
        """
lib = tenantry.Tenantry.open(sys.argv[1])
acme = acme_of(lib)
feed = acme.journal.subscribe()
threading.Thread(target=lambda: next(feed), daemon=True).start()
time.sleep(0.1)
""",
        str(tmp_path / "app.db"),
        timeout=20,
    )
    assert time.monotonic() - began < 15


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
    waiting = asyncio.ensure_future(anext(feed))
    await asyncio.sleep(0.05)
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

    from uuid import UUID

    import tenantry

    with tenantry.Tenantry.open(path) as lib:
        acme = lib.system("look").enter(UUID(org))
        names = {team.name for team in acme.teams.list()}
        assert set(told) <= names
        assert acme.journal.verify().is_intact
