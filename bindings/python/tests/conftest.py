"""What the tests share."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import tenantry
from tenantry._native import testing

sys.path.insert(0, str(Path(__file__).parent))

from harness import Stage  # noqa: E402

POSTGRES = os.environ.get("TENANTRY_POSTGRES_URL")


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
    stage = Stage()
    yield stage
    stage.end()


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty store of each kind."""
    if request.param == "sqlite":
        yield str(tmp_path / "app.db")
        return
    if POSTGRES is None:
        pytest.fail("TENANTRY_POSTGRES_URL names no server: `cargo xtask test --only python` brings one")
    address = f"{POSTGRES}#t_{uuid.uuid4().hex}"
    yield address
    testing.leave(address)
