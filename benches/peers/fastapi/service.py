"""Teams of organisations over HTTP, the usual way: FastAPI, SQLModel, uvicorn, SQLite.

It is the peer of the benchmark `http.teams` and serves the same requests with the same
answers as Tenantry does: create, get and list teams, for whoever holds an API key and is a
member of the organisation. A change and its journal row are one transaction.

    python service.py seed ORGS    prints a key, then an organisation a line
    uvicorn service:app            serves

Both work on the file that `SERVICE_FILE` names.
"""

import hashlib
import os
import secrets
import sys
import time
import uuid
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, HTTPException, Query
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import Engine, event
from sqlmodel import Field, Session, SQLModel, create_engine, select, update

PAGE_DEFAULT, PAGE_MAX = 50, 200

# What a role may do.
PERMISSIONS = {
    "owner": {"teams.create", "teams.read"},
    "member": {"teams.read"},
}


def new_id() -> str:
    """An id that sorts by its age (UUIDv7)."""
    millis = time.time_ns() // 1_000_000
    number = (millis << 80) | (7 << 76) | (secrets.randbits(12) << 64)
    return str(uuid.UUID(int=number | (2 << 62) | secrets.randbits(62)))


def now() -> datetime:
    return datetime.now(UTC)


class User(SQLModel, table=True):
    id: str = Field(default_factory=new_id, primary_key=True)
    name: str
    is_active: bool = True


class ApiKey(SQLModel, table=True):
    hash: str = Field(primary_key=True)
    user_id: str = Field(foreign_key="user.id", index=True)
    expires_at: datetime | None = None


class Org(SQLModel, table=True):
    id: str = Field(default_factory=new_id, primary_key=True)
    name: str
    seq: int = 0


class Member(SQLModel, table=True):
    org_id: str = Field(foreign_key="org.id", primary_key=True)
    user_id: str = Field(foreign_key="user.id", primary_key=True)
    role: str


class Team(SQLModel, table=True):
    org_id: str = Field(foreign_key="org.id", primary_key=True)
    id: str = Field(default_factory=new_id, primary_key=True)
    owner_id: str
    name: str
    description: str | None = None
    version: int = 1
    created_at: datetime = Field(default_factory=now)
    updated_at: datetime = Field(default_factory=now)


class Entry(SQLModel, table=True):
    org_id: str = Field(foreign_key="org.id", primary_key=True)
    seq: int = Field(primary_key=True)
    at: datetime = Field(default_factory=now)
    actor_id: str
    operation: str
    subject_id: str
    body: str


class CreateTeam(SQLModel):
    name: Annotated[str, Field(min_length=1, max_length=120)]
    description: Annotated[str | None, Field(max_length=4000)] = None


class Principal(SQLModel):
    kind: Literal["user"] = "user"
    id: str


class TeamOut(SQLModel):
    org: str
    id: str
    owner: Principal
    name: str
    description: str | None
    version: int
    created_at: datetime
    updated_at: datetime


class TeamPage(SQLModel):
    items: list[TeamOut]
    next: str | None


def shown(team: Team) -> TeamOut:
    return TeamOut(
        org=team.org_id, owner=Principal(id=team.owner_id), **team.model_dump(exclude={"org_id"})
    )


def opened(file: str, begin: str, connections: int) -> Engine:
    """A pool whose transactions begin in this way, as durable as Tenantry's."""
    engine = create_engine(
        f"sqlite:///{file}",
        connect_args={"check_same_thread": False},
        pool_size=connections,
        max_overflow=0,
    )

    @event.listens_for(engine, "connect")
    def connect(connection, _):
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA busy_timeout=5000")

    @event.listens_for(engine, "begin")
    def start(connection):
        connection.exec_driver_sql(begin)

    return engine


FILE = os.environ.get("SERVICE_FILE", "service.db")
readers = opened(FILE, "BEGIN", 16)
# One writer at a time is all that SQLite has: the others wait here, not in the file's lock.
writers = opened(FILE, "BEGIN IMMEDIATE", 1)

app = FastAPI()
bearer = HTTPBearer()


def reading():
    with Session(readers) as session:
        yield session


def writing():
    with Session(writers, expire_on_commit=False) as session:
        yield session


Bearer = Annotated[HTTPAuthorizationCredentials, Depends(bearer)]
Reading = Annotated[Session, Depends(reading)]
Writing = Annotated[Session, Depends(writing)]


def caller(session: Session, credentials: HTTPAuthorizationCredentials) -> User:
    """Who holds the key."""
    hashed = hashlib.sha256(credentials.credentials.encode()).hexdigest()
    found = session.exec(
        select(ApiKey, User).join(User, User.id == ApiKey.user_id).where(ApiKey.hash == hashed)
    ).first()
    if found is None:
        raise HTTPException(401, "the key is not known")
    key, user = found
    if not user.is_active or (key.expires_at and key.expires_at <= now().replace(tzinfo=None)):
        raise HTTPException(401, "the key has ended")
    return user


def required(session: Session, org: str, user: User, permission: str) -> None:
    """That a member of the organisation may do this."""
    member = session.get(Member, (org, user.id))
    if member is None:
        raise HTTPException(404, "there is no such organisation")
    if permission not in PERMISSIONS[member.role]:
        raise HTTPException(403, f"{permission} is not held")


@app.post("/v1/orgs/{org}/teams", status_code=201)
def create_team(org: str, new: CreateTeam, credentials: Bearer, session: Writing) -> TeamOut:
    user = caller(session, credentials)
    required(session, org, user, "teams.create")
    team = Team(org_id=org, owner_id=user.id, name=new.name, description=new.description)
    taken = update(Org).where(Org.id == org).values(seq=Org.seq + 1).returning(Org.seq)
    entry = Entry(
        org_id=org,
        seq=session.exec(taken).scalar_one(),
        actor_id=user.id,
        operation="teams.create",
        subject_id=team.id,
        body=new.model_dump_json(),
    )
    session.add_all([team, entry])
    session.commit()
    return shown(team)


@app.get("/v1/orgs/{org}/teams/{team}")
def get_team(org: str, team: str, credentials: Bearer, session: Reading) -> TeamOut:
    required(session, org, caller(session, credentials), "teams.read")
    found = session.get(Team, (org, team))
    if found is None:
        raise HTTPException(404, "there is no such team")
    return shown(found)


@app.get("/v1/orgs/{org}/teams")
def list_teams(
    org: str,
    credentials: Bearer,
    session: Reading,
    limit: Annotated[int, Query(ge=1, le=PAGE_MAX)] = PAGE_DEFAULT,
    cursor: str = "",
) -> TeamPage:
    required(session, org, caller(session, credentials), "teams.read")
    after = select(Team).where(Team.org_id == org, Team.id > cursor)
    teams = session.exec(after.order_by(Team.id).limit(limit + 1)).all()
    items = [shown(team) for team in teams[:limit]]
    return TeamPage(items=items, next=items[-1].id if len(teams) > limit else None)


def seed(orgs: int) -> None:
    """Somebody with a key, who owns so many organisations."""
    SQLModel.metadata.create_all(writers)
    key = secrets.token_urlsafe(32)
    with Session(writers) as session:
        user = User(name="bench")
        session.add(user)
        session.flush()
        hashed = hashlib.sha256(key.encode()).hexdigest()
        made = [Org(name="Bench") for _ in range(orgs)]
        session.add_all([ApiKey(hash=hashed, user_id=user.id), *made])
        session.flush()
        session.add_all(Member(org_id=org.id, user_id=user.id, role="owner") for org in made)
        names = [org.id for org in made]
        session.commit()
    print(key, *names, sep="\n")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["seed", count]:
            seed(int(count))
        case _:
            raise SystemExit(__doc__)
