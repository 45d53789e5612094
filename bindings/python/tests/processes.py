"""Programs in processes of their own: what only a binding can break, it breaks there."""

from __future__ import annotations

import subprocess
import sys

PRELUDE = """
import asyncio, os, signal, sys, threading, time
import tenantry
from tenantry import aio

# Whoever was started in the background ignores it, and hands that on.
signal.signal(signal.SIGINT, signal.default_int_handler)

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
