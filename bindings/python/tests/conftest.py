"""What the tests share."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tenantry
from tenantry._native import testing

sys.path.insert(0, str(Path(__file__).parent))

from harness import Stage  # noqa: E402


def brought(variable: str) -> str:
    """What `cargo xtask test --only python` brings: without it nothing is passed over."""
    value = os.environ.get(variable)
    if not value:
        pytest.fail(f"{variable} is not set: `cargo xtask test --only python` sets it")
    return value


class Acme:
    """An organisation with its founder, on a store of its own."""

    def __init__(self, lib: tenantry.Tenantry) -> None:
        self.lib = lib
        self.host = lib.system("a test")
        self.people = self.host.directories.create(name="People")
        self.user = self.host.users.create(
            directory=self.people.id,
            username="ada",
            email="ada@example.com",
            display_name="Ada",
            subject=tenantry.NewSubject(issuer="app", subject="ada"),
        )
        self.ada = lib.vouch(self.people.id, issuer="app", subject="ada")
        self.org = self.ada.orgs.create(name="Acme", slug="acme")
        self.tenant = self.ada.enter(self.org.id)


@pytest.fixture
def acme() -> Iterator[Acme]:
    with tenantry.Tenantry.open(":memory:") as lib:
        yield Acme(lib)


@pytest.fixture
def acme_file(tmp_path: Path) -> Iterator[Acme]:
    with tenantry.Tenantry.open(tmp_path / "app.db") as lib:
        yield Acme(lib)


@pytest.fixture
def stage() -> Iterator[Stage]:
    stage = Stage(brought("TENANTRY_STAGE"))
    yield stage
    stage.end()


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of what the JSON door told of every story."""
    return Path(brought("TENANTRY_TOLD"))


@pytest.fixture
def scratch() -> Path:
    """What is derived of rooms that there are not, in a folder."""
    return Path(brought("TENANTRY_SCRATCH"))


@pytest.fixture
def postgres() -> Iterator[str]:
    """An empty store on Postgres."""
    address = f"{brought('TENANTRY_POSTGRES_URL')}#t_{uuid.uuid4().hex}"
    yield address
    testing.leave(address)


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """An empty store of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "app.db")
    return request.getfixturevalue("postgres")
