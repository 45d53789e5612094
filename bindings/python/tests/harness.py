"""What only tests do: hold the clock, count the ids, call a server that does both."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Coroutine
from functools import partial
from types import ModuleType
from typing import Any, TypeVar
from uuid import UUID

import tenantry
from play import Json, Prove
from tenantry import aio
from tenantry._native import testing

T = TypeVar("T")

OPERATOR = "the-operator-of-the-tests-is-secret"
PROXY = "the-proxy-of-the-tests-is-secret-too"


def at_once(coroutine: Coroutine[Any, Any, T]) -> T:
    """Runs what never waits for a loop, as everything that is sync."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]
    raise AssertionError("a call that is sync waits for a loop")


def module_of(mode: str) -> ModuleType:
    return {"sync": tenantry, "async": aio}[mode]


def identity(text: str) -> UUID:
    """What no id can be is nobody's in the core, and cannot be said in Python."""
    try:
        return UUID(text)
    except ValueError:
        raise tenantry.UnauthenticatedError("nobody is proven") from None


class Held:
    """An empty store on the clock and the ids of a story."""

    def __init__(self, mode: str) -> None:
        self.mode = mode
        self.story = testing.Story()

    def open(self, address: str) -> Any:
        """Opens it: in memory, or in a schema, `postgres://…#schema`."""
        opening = {"sync": self.story.open, "async": self.story.open_aio}
        return opening[self.mode](address)

    def pass_secs(self, secs: int) -> None:
        self.story.pass_secs(secs)


def prove_to(lib: Any) -> Prove:
    """Proves somebody to an opened library."""

    def prove(who: Json) -> Any:
        if "system" in who:
            return lib.system(who["system"])
        if "key" in who:
            return lib.authenticate(who["key"])
        vouched = who["vouched"]
        directory = identity(vouched["directory"])
        return lib.vouch(directory, issuer=vouched["issuer"], subject=vouched["subject"])

    return prove


def prove_at(module: Any, url: str, *, operator: str, proxy: str) -> Prove:
    """Proves somebody to a server, which is asked once: a change that may be made again carries
    an idempotency key, by which a directory has another id than the story tells.
    """
    connect: Callable[..., Any] = partial(module.Tenantry.connect, tries=1)

    def prove(who: Json) -> Any:
        if "system" in who:
            return connect(url, operator=operator, reason=who["system"])
        if "key" in who:
            return connect(url, key=who["key"])
        vouched = who["vouched"]
        directory = identity(vouched["directory"])
        issuer, subject = vouched["issuer"], vouched["subject"]
        return connect(url, proxy=proxy, directory=directory, issuer=issuer, subject=subject)

    return prove


class Stage:
    """A server on an empty store, whose time passes when it is told to."""

    def __init__(self, program: str) -> None:
        secrets = {"TENANTRY_OPERATOR_SECRET": OPERATOR, "TENANTRY_PROXY_SECRET": PROXY}
        self.process = subprocess.Popen(
            [program],
            env=os.environ | secrets,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = self.told()

    def told(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline().strip()
        assert line, "the server has ended"
        return line

    def pass_secs(self, secs: int) -> None:
        assert self.process.stdin is not None
        print(secs, file=self.process.stdin, flush=True)
        self.told()

    def prove(self, mode: str) -> Prove:
        return prove_at(module_of(mode), self.url, operator=OPERATOR, proxy=PROXY)

    def end(self) -> None:
        # It ends with its input.
        self.process.communicate(timeout=30)
