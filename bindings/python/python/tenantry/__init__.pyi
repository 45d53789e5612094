"""Tenantry: the back office of an AI product, as a library.

Derived by `cargo xtask bindgen`: do not edit.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from os import PathLike
from types import GenericAlias, TracebackType
from typing import Final, Generic, Literal, Self, TypeAlias, TypeVar, final, overload
from uuid import UUID

_T_co = TypeVar("_T_co", covariant=True)
_Anything: TypeAlias = object


from tenantry import aio as aio
from tenantry import errors as errors
from tenantry.errors import (
    TenantryError as TenantryError,
    UnauthenticatedError as UnauthenticatedError,
    DeniedError as DeniedError,
    NotFoundError as NotFoundError,
    InvalidError as InvalidError,
    ConflictError as ConflictError,
    LimitReachedError as LimitReachedError,
    ThrottledError as ThrottledError,
    BusyError as BusyError,
    UnavailableError as UnavailableError,
    UnknownError as UnknownError,
    CorruptError as CorruptError,
    InternalError as InternalError,
)

__all__ = [
    "Abilities",
    "Able",
    "Activity",
    "Actor",
    "ActorLink",
    "ActorService",
    "ActorSystem",
    "ActorUser",
    "Address",
    "Answer",
    "Answers",
    "ApiKey",
    "Assignee",
    "Assignment",
    "BusyError",
    "Caller",
    "CallerCommits",
    "CallerDirectories",
    "CallerKeys",
    "CallerMe",
    "CallerOrgs",
    "CallerSubjects",
    "CallerUsers",
    "Category",
    "CheckAccess",
    "Checkpoint",
    "Children",
    "ConflictError",
    "Contact",
    "CorruptError",
    "DayStatistics",
    "DeniedError",
    "DepartedOrg",
    "Directory",
    "Effect",
    "Entry",
    "EntrySubject",
    "Explanation",
    "Feed",
    "FeedItem",
    "FeedItemEntry",
    "FeedItemGone",
    "FeedItemResync",
    "FeedItemStart",
    "Grant",
    "Holder",
    "HolderLink",
    "HolderOrg",
    "HolderRole",
    "HolderService",
    "HolderSubtree",
    "HolderTeam",
    "HolderUser",
    "InternalError",
    "InvalidError",
    "JournalPage",
    "JsonValue",
    "Label",
    "Landing",
    "Level",
    "LimitReachedError",
    "Member",
    "NewKey",
    "NewLink",
    "NewSubject",
    "NotFoundError",
    "Order",
    "Org",
    "OrgStatus",
    "Page",
    "Pager",
    "PermissionInfo",
    "Principal",
    "PrincipalService",
    "PrincipalUser",
    "Priority",
    "Project",
    "ProjectStatus",
    "Pruned",
    "PurgeProgress",
    "Repeat",
    "RepeatUnit",
    "Role",
    "RoleInfo",
    "Rule",
    "Scope",
    "ScopeDirectory",
    "ScopeOrg",
    "Secret",
    "Service",
    "SharedWithMe",
    "Status",
    "StatusCount",
    "Subject",
    "Task",
    "TaskComment",
    "TaskDetails",
    "TaskLink",
    "TaskSort",
    "TaskStatistics",
    "TaskStub",
    "Team",
    "TeamMember",
    "Tenant",
    "TenantAccess",
    "TenantAssignments",
    "TenantCheckpoints",
    "TenantGrants",
    "TenantJournal",
    "TenantLabels",
    "TenantLinks",
    "TenantMembers",
    "TenantOrgs",
    "TenantPermissions",
    "TenantProjects",
    "TenantRoles",
    "TenantServiceKeys",
    "TenantServices",
    "TenantStatuses",
    "TenantTaskComments",
    "TenantTasks",
    "TenantTeamMembers",
    "TenantTeams",
    "Tenantry",
    "TenantryError",
    "ThrottledError",
    "TransitionedTask",
    "UNSET",
    "UnauthenticatedError",
    "UnavailableError",
    "UnknownError",
    "UnsetType",
    "User",
    "UserStatus",
    "Verification",
    "aio",
    "errors",
]

JsonValue: TypeAlias = (
    None | bool | int | float | str | list[JsonValue] | dict[str, JsonValue]
)
"""What JSON can hold."""

Actor: TypeAlias = ActorUser | ActorService | ActorLink | ActorSystem
"""Who did something."""

Category: TypeAlias = (
    Literal["triage"]
    | Literal["backlog"]
    | Literal["todo"]
    | Literal["in_progress"]
    | Literal["done"]
    | Literal["cancelled"]
)
"""What a status means, whatever it is called. They sort as work goes on."""

Children: TypeAlias = (
    Literal["refuse"]
    | Literal["promote"]
    | Literal["delete"]
)
"""What happens to the teams below a team that is deleted."""

Effect: TypeAlias = (
    Literal["none"]
    | Literal["widens"]
    | Literal["narrows"]
)
"""What an entry does to rights."""

FeedItem: TypeAlias = FeedItemStart | FeedItemEntry | FeedItemGone | FeedItemResync
"""One thing that the live feed delivers."""

Holder: TypeAlias = HolderUser | HolderService | HolderTeam | HolderSubtree | HolderRole | HolderOrg | HolderLink
"""Somebody, or some people together, to whom a role is given or something is shared."""

Level: TypeAlias = (
    Literal["view"]
    | Literal["comment"]
    | Literal["edit"]
    | Literal["manage"]
)
"""How much of an object is shared with somebody: each level holds those before it."""

Order: TypeAlias = (
    Literal["oldest"]
    | Literal["newest"]
)
"""Which of the things in a list comes first. Of people and service accounts that are
members of something it is the account that is older or newer, not the membership.
"""

OrgStatus: TypeAlias = (
    Literal["active"]
    | Literal["suspended"]
    | Literal["deleted"]
)
"""Whether an organisation may be used."""

Principal: TypeAlias = PrincipalUser | PrincipalService
"""Somebody who can hold a role: a person or a service account."""

Priority: TypeAlias = (
    Literal["none"]
    | Literal["low"]
    | Literal["medium"]
    | Literal["high"]
    | Literal["urgent"]
)
"""How urgent a task is."""

ProjectStatus: TypeAlias = (
    Literal["active"]
    | Literal["paused"]
    | Literal["done"]
    | Literal["archived"]
)
"""How far a project is."""

RepeatUnit: TypeAlias = (
    Literal["day"]
    | Literal["week"]
    | Literal["month"]
    | Literal["year"]
)
"""What is counted between two occurrences."""

Role: TypeAlias = (
    Literal["owner"]
    | Literal["admin"]
    | Literal["manager"]
    | Literal["member"]
    | Literal["viewer"]
    | Literal["billing"]
)
"""A built-in role: a name for a set of permissions.

At the organisation a role reaches everywhere in it; in a team it reaches that team
and the teams below it.
"""

Rule: TypeAlias = (
    Literal["system"]
    | Literal["org_role"]
    | Literal["team_role"]
    | Literal["owner"]
    | Literal["assigned"]
    | Literal["shared"]
    | Literal["no_role"]
    | Literal["not_shared"]
    | Literal["not_carried"]
    | Literal["suspended"]
)
"""The rules that decide."""

Scope: TypeAlias = ScopeOrg | ScopeDirectory
"""An organisation or a directory. Organisations sort first: that is the lock order."""

TaskSort: TypeAlias = (
    Literal["newest"]
    | Literal["oldest"]
    | Literal["updated"]
    | Literal["due"]
    | Literal["priority"]
    | Literal["position"]
)
"""What comes first in a list of tasks."""

UserStatus: TypeAlias = (
    Literal["active"]
    | Literal["suspended"]
    | Literal["deactivated"]
)
"""Whether a person may act."""

@final
class Abilities:
    """What somebody may do."""
    @property
    def permissions(self) -> tuple[str, ...]:
        """The permissions that they hold here, the built-in ones first."""

    @property
    def level(self) -> Level | None:
        """How much of the object is shared with them, if one was named."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Abilities:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Able:
    """Somebody who may do something, and why."""
    @property
    def explanation(self) -> Explanation:
        """Why."""

    @property
    def who(self) -> Actor:
        """Who: a member, or whoever has a link."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Able:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Activity:
    """Entries about one thing."""
    @property
    def items(self) -> tuple[Entry, ...]:
        """The entries, newest first."""

    @property
    def next(self) -> int | None:
        """Pass this as `before` to read on; absent at the end."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Activity:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ActorUser:
    """A person."""
    @property
    def kind(self) -> Literal["user"]:
        """Which of them it is."""

    @property
    def id(self) -> UUID:
        """The user's id."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> ActorUser:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ActorService:
    """A service account."""
    @property
    def kind(self) -> Literal["service"]:
        """Which of them it is."""

    @property
    def id(self) -> UUID:
        """The service's id."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> ActorService:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ActorLink:
    """Somebody who has a link: who, nobody knows."""
    @property
    def kind(self) -> Literal["link"]:
        """Which of them it is."""

    @property
    def id(self) -> UUID:
        """The link's id."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> ActorLink:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ActorSystem:
    """The product itself, with a stated reason."""
    @property
    def kind(self) -> Literal["system"]:
        """Which of them it is."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> ActorSystem:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Address:
    """A postal address: each line has at most 120 characters."""
    def __new__(
        cls,
        *,
        city: str | None = None,
        country: str | None = None,
        postal_code: str | None = None,
        region: str | None = None,
        street: str | None = None,
    ) -> Self:
        """Makes one.

        Args:
            city: City.
            country: Country.
            postal_code: Postal code.
            region: State, canton or province.
            street: Street and number.
        """

    @property
    def city(self) -> str | None:
        """City."""

    @property
    def country(self) -> str | None:
        """Country."""

    @property
    def postal_code(self) -> str | None:
        """Postal code."""

    @property
    def region(self) -> str | None:
        """State, canton or province."""

    @property
    def street(self) -> str | None:
        """Street and number."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Address:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Answer:
    """Whether something is allowed, as of a position."""
    @property
    def allowed(self) -> bool:
        """Whether it is allowed."""

    @property
    def feed(self) -> str:
        """Where the journal stood: what comes after it may change the answer."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Answer:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Answers:
    """Whether each of several things is allowed, as of one position."""
    @property
    def allowed(self) -> tuple[bool, ...]:
        """Whether each is allowed, in the order of the questions."""

    @property
    def feed(self) -> str:
        """Where the journal stood: what comes after it may change the answers."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Answers:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ApiKey:
    """An API key as it may be shown: everything but the key itself."""
    @property
    def created_at(self) -> datetime:
        """When the key was created."""

    @property
    def directory(self) -> UUID:
        """The directory that the key is looked up in."""

    @property
    def hint(self) -> str:
        """The first characters of the key, to recognise it by."""

    @property
    def id(self) -> UUID:
        """The key's id."""

    @property
    def name(self) -> str:
        """What its owner calls it."""

    @property
    def owner(self) -> Principal:
        """Whom the key speaks for."""

    @property
    def updated_at(self) -> datetime:
        """When the key was last changed."""

    @property
    def version(self) -> int:
        """Counts the changes of this row."""

    @property
    def expires_at(self) -> datetime | None:
        """When the key stops working."""

    @property
    def last_used_at(self) -> datetime | None:
        """When the key was last used, to the minute."""

    @property
    def org(self) -> UUID | None:
        """The only organisation that the key opens; absent for all of its owner's."""

    @property
    def replaced_by(self) -> UUID | None:
        """The key that took this one's place."""

    @property
    def revoked_at(self) -> datetime | None:
        """When the key was revoked."""

    @property
    def scopes(self) -> tuple[str, ...]:
        """The only permissions that the key carries of its owner's; empty for all of them."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> ApiKey:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Assignee:
    """Somebody whom a task is assigned to: who see it and may change it."""
    @property
    def assigned_at(self) -> datetime:
        """Since when."""

    @property
    def holder(self) -> Holder:
        """A person, a service account, or the members of a team."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Assignee:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Assignment:
    """That somebody was given a role: at the organisation, or in a team and all teams below it."""
    @property
    def created_at(self) -> datetime:
        """When it was given."""

    @property
    def given_by(self) -> Actor:
        """Who gave it."""

    @property
    def holder(self) -> Holder:
        """Who holds the role: a person, a service account, or the members of a team."""

    @property
    def id(self) -> UUID:
        """Its id."""

    @property
    def org(self) -> UUID:
        """The organisation."""

    @property
    def role(self) -> UUID:
        """The role."""

    @property
    def updated_at(self) -> datetime:
        """When it was last changed."""

    @property
    def version(self) -> int:
        """Counts the changes of this row."""

    @property
    def expires_at(self) -> datetime | None:
        """When it ends by itself."""

    @property
    def team(self) -> UUID | None:
        """The team that it reaches, with all teams below; absent if it is the organisation."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Assignment:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CheckAccess:
    """A decision to ask for: may they do this, here?"""
    def __new__(
        cls,
        *,
        permission: str,
        at_least: str | None = None,
        object: str | None = None,
        principal: Principal | None = None,
        team: UUID | None = None,
    ) -> Self:
        """Makes one.

        Args:
            permission: What they would do.
            at_least: A place in the journal that the answer must know of, such as the `feed` of a page.
            object: The object that they would do it to: of the product's, a project or a task. What is shared of it counts beside
                the roles.
            principal: Whose right it is, if not the caller's own.
            team: The team they would do it in; absent for the organisation as a whole.
        """

    @property
    def permission(self) -> str:
        """What they would do."""

    @property
    def at_least(self) -> str | None:
        """A place in the journal that the answer must know of, such as the `feed` of a page."""

    @property
    def object(self) -> str | None:
        """The object that they would do it to: of the product's, a project or a task. What is shared of it counts beside
        the roles.
        """

    @property
    def principal(self) -> Principal | None:
        """Whose right it is, if not the caller's own."""

    @property
    def team(self) -> UUID | None:
        """The team they would do it in; absent for the organisation as a whole."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> CheckAccess:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Checkpoint:
    """A place in a journal from which it can be verified, and behind which it may be pruned."""
    @property
    def created_at(self) -> datetime:
        """When the checkpoint was set."""

    @property
    def hash(self) -> str:
        """Its hash, in hexadecimal."""

    @property
    def org(self) -> UUID:
        """The organisation."""

    @property
    def seq(self) -> int:
        """The sequence of the entry."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Checkpoint:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Contact:
    """Whom to reach in an organisation: each line has at most 120 characters."""
    def __new__(
        cls,
        *,
        email: str | None = None,
        name: str | None = None,
        phone: str | None = None,
    ) -> Self:
        """Makes one.

        Args:
            email: E-mail address: at most 254 bytes.
            name: The person's or department's name.
            phone: Telephone number.
        """

    @property
    def email(self) -> str | None:
        """E-mail address: at most 254 bytes."""

    @property
    def name(self) -> str | None:
        """The person's or department's name."""

    @property
    def phone(self) -> str | None:
        """Telephone number."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Contact:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class DayStatistics:
    """How many tasks there are of a day."""
    @property
    def completed(self) -> int:
        """Done or cancelled on it, and not taken up again."""

    @property
    def created(self) -> int:
        """Created on it."""

    @property
    def day(self) -> str:
        """The day, in UTC."""

    @property
    def due(self) -> int:
        """Pending, and due on it."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> DayStatistics:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class DepartedOrg:
    """What stays of a deleted organisation: where its journal ended."""
    @property
    def deleted_at(self) -> datetime:
        """When it was deleted."""

    @property
    def directory(self) -> UUID:
        """The directory it belonged to."""

    @property
    def hash(self) -> str:
        """The hash of its last entry, in hexadecimal."""

    @property
    def org(self) -> UUID:
        """The organisation."""

    @property
    def seq(self) -> int:
        """The cursor of its last entry: sequence and hash."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> DepartedOrg:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Directory:
    """A directory: the people that one or more organisations draw from."""
    @property
    def created_at(self) -> datetime:
        """When it was created."""

    @property
    def id(self) -> UUID:
        """The directory's id."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def updated_at(self) -> datetime:
        """When it was last changed."""

    @property
    def version(self) -> int:
        """Counts the changes of this row."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Directory:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Entry:
    """An entry of the journal: the audit trail, the activity list and the live feed are made of these."""
    @property
    def actor(self) -> Actor:
        """Who did it."""

    @property
    def at(self) -> datetime:
        """When it was committed."""

    @property
    def body(self) -> dict[str, JsonValue]:
        """What changed."""

    @property
    def commit(self) -> UUID:
        """The commit it belongs to."""

    @property
    def cursor(self) -> str:
        """Where a reader stands that has read up to this entry."""

    @property
    def effect(self) -> Effect:
        """What it did to rights."""

    @property
    def operation(self) -> str:
        """The operation's id."""

    @property
    def seq(self) -> int:
        """Position in the journal: 1, 2, 3, … without a gap."""

    @property
    def subject(self) -> EntrySubject:
        """The thing it is about."""

    @property
    def on_behalf_of(self) -> UUID | None:
        """For whom, where somebody else did it in their name."""

    @property
    def personal(self) -> dict[str, str]:
        """The personal values behind the body's commitments, for who reads the audit trail;
        a value that was erased is missing.
        """

    @property
    def reason(self) -> str | None:
        """Why, where the system did it."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Entry:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class EntrySubject:
    """The thing that an entry is about."""
    @property
    def id(self) -> UUID:
        """Which one."""

    @property
    def noun(self) -> str:
        """What it is: `team`, `user`, …"""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> EntrySubject:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Explanation:
    """Whether something is allowed, and the rule that decided it."""
    @property
    def allowed(self) -> bool:
        """Whether it is allowed."""

    @property
    def because(self) -> str:
        """The same as a sentence."""

    @property
    def rule(self) -> Rule:
        """The rule that decided."""

    @property
    def grant(self) -> UUID | None:
        """The grant that the rule speaks of."""

    @property
    def level(self) -> Level | None:
        """How much of the object the grant gives."""

    @property
    def role(self) -> str | None:
        """The role that the rule speaks of, by its name."""

    @property
    def team(self) -> UUID | None:
        """The team that the role is held in; absent where it is the organisation's."""

    @property
    def through(self) -> Holder | None:
        """The team whose members the role or the object was given to, or the link to it, where it was
        not given to them alone.
        """

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Explanation:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class FeedItemStart:
    """The first item for a reader that named no place to continue from. Data that is read
    after it arrived misses nothing that follows.
    """
    @property
    def kind(self) -> Literal["start"]:
        """Which of them it is."""

    @property
    def cursor(self) -> str:
        """Where the reader stands."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> FeedItemStart:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class FeedItemEntry:
    """Something happened to a thing that the reader may see."""
    @property
    def kind(self) -> Literal["entry"]:
        """Which of them it is."""

    @property
    def entry(self) -> Entry:
        """What happened."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> FeedItemEntry:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class FeedItemGone:
    """The reader may not see a thing any more."""
    @property
    def kind(self) -> Literal["gone"]:
        """Which of them it is."""

    @property
    def cursor(self) -> str:
        """Where the reader stands."""

    @property
    def subject(self) -> EntrySubject:
        """The thing."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> FeedItemGone:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class FeedItemResync:
    """The place to continue from is not of this journal, is pruned, or is too far back:
    read the data anew; what follows continues from here.
    """
    @property
    def kind(self) -> Literal["resync"]:
        """Which of them it is."""

    @property
    def cursor(self) -> str:
        """Where the reader stands."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> FeedItemResync:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Grant:
    """That an object is shared with somebody."""
    @property
    def created_at(self) -> datetime:
        """When it was shared. What was shared with somebody who has left since ends with their
        membership, also if they come back.
        """

    @property
    def given_by(self) -> Actor:
        """Who shared it."""

    @property
    def holder(self) -> Holder:
        """With whom."""

    @property
    def id(self) -> UUID:
        """Its id."""

    @property
    def level(self) -> Level:
        """How much of it."""

    @property
    def object(self) -> str:
        """What is shared."""

    @property
    def org(self) -> UUID:
        """The organisation."""

    @property
    def updated_at(self) -> datetime:
        """When it was last changed."""

    @property
    def version(self) -> int:
        """Counts the changes of this row."""

    @property
    def expires_at(self) -> datetime | None:
        """When it ends by itself."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Grant:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class HolderUser:
    """A person."""
    def __new__(cls, id: UUID) -> Self:
        """Makes one.

        Args:
            id: The user's id.
        """

    @property
    def kind(self) -> Literal["user"]:
        """Which of them it is."""

    @property
    def id(self) -> UUID:
        """The user's id."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> HolderUser:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class HolderService:
    """A service account."""
    def __new__(cls, id: UUID) -> Self:
        """Makes one.

        Args:
            id: The service's id.
        """

    @property
    def kind(self) -> Literal["service"]:
        """Which of them it is."""

    @property
    def id(self) -> UUID:
        """The service's id."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> HolderService:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class HolderTeam:
    """The members of a team, its owner included."""
    def __new__(cls, id: UUID) -> Self:
        """Makes one.

        Args:
            id: The team's id.
        """

    @property
    def kind(self) -> Literal["team"]:
        """Which of them it is."""

    @property
    def id(self) -> UUID:
        """The team's id."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> HolderTeam:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class HolderSubtree:
    """The members of a team and of all teams below it."""
    def __new__(cls, id: UUID) -> Self:
        """Makes one.

        Args:
            id: The team's id.
        """

    @property
    def kind(self) -> Literal["subtree"]:
        """Which of them it is."""

    @property
    def id(self) -> UUID:
        """The team's id."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> HolderSubtree:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class HolderRole:
    """Whoever has a role at the organisation."""
    def __new__(cls, id: UUID) -> Self:
        """Makes one.

        Args:
            id: The role's id.
        """

    @property
    def kind(self) -> Literal["role"]:
        """Which of them it is."""

    @property
    def id(self) -> UUID:
        """The role's id."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> HolderRole:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class HolderOrg:
    """All members of the organisation."""
    def __new__(cls, id: UUID) -> Self:
        """Makes one.

        Args:
            id: The org's id.
        """

    @property
    def kind(self) -> Literal["org"]:
        """Which of them it is."""

    @property
    def id(self) -> UUID:
        """The org's id."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> HolderOrg:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class HolderLink:
    """Whoever has a link."""
    def __new__(cls, id: UUID) -> Self:
        """Makes one.

        Args:
            id: The link's id.
        """

    @property
    def kind(self) -> Literal["link"]:
        """Which of them it is."""

    @property
    def id(self) -> UUID:
        """The link's id."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> HolderLink:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class JournalPage:
    """A part of the journal."""
    @property
    def cursor(self) -> str:
        """Where to read on."""

    @property
    def items(self) -> tuple[Entry, ...]:
        """The entries, oldest first."""

    @property
    def resync(self) -> bool:
        """Whether the place that was asked for is not of this journal, or was pruned: the
        reader starts anew from the data, and follows from `cursor`.
        """

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> JournalPage:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Label:
    """A label of tasks."""
    @property
    def archived(self) -> bool:
        """Whether tasks are given it no more. Those that have it keep it."""

    @property
    def created_at(self) -> datetime:
        """When it was created."""

    @property
    def id(self) -> UUID:
        """Its id."""

    @property
    def name(self) -> str:
        """Its name; unique in the organisation."""

    @property
    def org(self) -> UUID:
        """The organisation."""

    @property
    def updated_at(self) -> datetime:
        """When it was last changed."""

    @property
    def version(self) -> int:
        """Counts the changes of this row."""

    @property
    def color(self) -> str | None:
        """Its colour, as `#rrggbb`."""

    @property
    def description(self) -> str | None:
        """What it says of a task."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Label:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Landing:
    """Whether a change landed."""
    @property
    def has_landed(self) -> bool:
        """Whether it did. What did not has left nothing behind, and never will."""

    @property
    def at(self) -> datetime | None:
        """When it landed."""

    @property
    def seq(self) -> int | None:
        """The sequence of its last entry."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Landing:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Member:
    """That somebody belongs to an organisation, with a role that reaches everywhere in it."""
    @property
    def created_at(self) -> datetime:
        """When the member joined."""

    @property
    def org(self) -> UUID:
        """The organisation."""

    @property
    def principal(self) -> Principal:
        """Who belongs to it."""

    @property
    def role(self) -> Role:
        """The role at the organisation."""

    @property
    def suspended(self) -> bool:
        """Whether the person is suspended or deactivated in the directory."""

    @property
    def updated_at(self) -> datetime:
        """When the membership was last changed."""

    @property
    def version(self) -> int:
        """Counts the changes of this row."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Member:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class NewKey:
    """A key that was just made, with the only sight of its secret."""
    @property
    def key(self) -> ApiKey:
        """What may be shown of the key."""

    @property
    def secret(self) -> Secret | None:
        """The key itself: shown now and never again. A replay answers without it."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> NewKey:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class NewLink:
    """A link that was just made, with the only sight of its secret."""
    @property
    def grant(self) -> Grant:
        """What is shared with whoever has the link."""

    @property
    def secret(self) -> Secret | None:
        """The link itself, a bearer's token: shown now and never again. A replay answers without it."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> NewLink:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class NewSubject:
    """A subject of an outside issuer."""
    def __new__(cls, *, issuer: str, subject: str) -> Self:
        """Makes one.

        Args:
            issuer: Who says so: the product's own sign-in, an identity provider.
            subject: The issuer's name for the person.
        """

    @property
    def issuer(self) -> str:
        """Who says so: the product's own sign-in, an identity provider."""

    @property
    def subject(self) -> str:
        """The issuer's name for the person."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> NewSubject:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Org:
    """An organisation: the tenant, behind whose walls everything else lives."""
    @property
    def created_at(self) -> datetime:
        """When it was created."""

    @property
    def directory(self) -> UUID:
        """The directory that its people come from."""

    @property
    def id(self) -> UUID:
        """The organisation's id."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def slug(self) -> str:
        """Its short name in addresses; unique in its directory."""

    @property
    def status(self) -> OrgStatus:
        """Whether it may be used."""

    @property
    def updated_at(self) -> datetime:
        """When it was last changed."""

    @property
    def version(self) -> int:
        """Counts the changes of this row."""

    @property
    def address(self) -> Address | None:
        """Where it is."""

    @property
    def contact(self) -> Contact | None:
        """Whom to reach."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Org:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class PermissionInfo:
    """A permission: a built-in one, or one that the organisation has made."""
    @property
    def built_in(self) -> bool:
        """Whether it is one of Tenantry's own, which nobody changes."""

    @property
    def created_at(self) -> datetime:
        """When it was created; for a built-in one, when the organisation was."""

    @property
    def id(self) -> UUID:
        """Its id; that of a built-in permission is the same in every organisation."""

    @property
    def name(self) -> str:
        """Its name, by which roles and keys hold it."""

    @property
    def org(self) -> UUID:
        """The organisation."""

    @property
    def updated_at(self) -> datetime:
        """When it was last changed."""

    @property
    def version(self) -> int:
        """Counts the changes of this row."""

    @property
    def description(self) -> str | None:
        """What it allows."""

    @property
    def level(self) -> Level | None:
        """Who has an object shared with them at this level holds it there; absent if no sharing
        gives it.
        """

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> PermissionInfo:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class PrincipalUser:
    """A person of the directory."""
    def __new__(cls, id: UUID) -> Self:
        """Makes one.

        Args:
            id: The user's id.
        """

    @property
    def kind(self) -> Literal["user"]:
        """Which of them it is."""

    @property
    def id(self) -> UUID:
        """The user's id."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> PrincipalUser:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class PrincipalService:
    """A service account of the organisation."""
    def __new__(cls, id: UUID) -> Self:
        """Makes one.

        Args:
            id: The service's id.
        """

    @property
    def kind(self) -> Literal["service"]:
        """Which of them it is."""

    @property
    def id(self) -> UUID:
        """The service's id."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> PrincipalService:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Project:
    """A project.

    Without a team it is seen by its owner and by those it is shared with; with one, by the roles
    in the team and in those above it; all projects, by who holds `projects.all`.
    """
    @property
    def created_at(self) -> datetime:
        """When it was created."""

    @property
    def id(self) -> UUID:
        """Its id."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def org(self) -> UUID:
        """The organisation."""

    @property
    def owner(self) -> Principal:
        """Who answers for it, and may do everything to it."""

    @property
    def status(self) -> ProjectStatus:
        """How far it is."""

    @property
    def updated_at(self) -> datetime:
        """When it was last changed."""

    @property
    def version(self) -> int:
        """Counts the changes of this row."""

    @property
    def description(self) -> str | None:
        """What it is for."""

    @property
    def due_on(self) -> str | None:
        """The day that it is to be done on."""

    @property
    def starts_on(self) -> str | None:
        """The day that it begins on."""

    @property
    def team(self) -> UUID | None:
        """The team that it belongs to."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Project:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Pruned:
    """What pruning did."""
    @property
    def at(self) -> datetime:
        """When."""

    @property
    def entries(self) -> int:
        """How many entries went."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Pruned:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class PurgeProgress:
    """How far the purge of a deleted organisation has come."""
    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""

    @property
    def rows(self) -> int:
        """How many rows this call removed."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> PurgeProgress:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Repeat:
    """How a task comes again: once it is done, the next one is made in the same commit."""
    def __new__(
        cls,
        *,
        every: int,
        unit: RepeatUnit,
        starts_on: str | None = None,
        until: str | None = None,
    ) -> Self:
        """Makes one.

        Args:
            every: After how many units, 1 to 1,000.
            unit: The unit.
            starts_on: The day of the first occurrence, from which the others are counted: the day that the task
                is due on, if absent.
            until: The last day on which it may be due again.
        """

    @property
    def every(self) -> int:
        """After how many units, 1 to 1,000."""

    @property
    def unit(self) -> RepeatUnit:
        """The unit."""

    @property
    def starts_on(self) -> str | None:
        """The day of the first occurrence, from which the others are counted: the day that the task
        is due on, if absent.
        """

    @property
    def until(self) -> str | None:
        """The last day on which it may be due again."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Repeat:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class RoleInfo:
    """A role: a name for a set of permissions."""
    @property
    def built_in(self) -> bool:
        """Whether it is one of Tenantry's own, which nobody changes."""

    @property
    def created_at(self) -> datetime:
        """When it was created; for a built-in one, when the organisation was."""

    @property
    def every_own(self) -> bool:
        """Whether it holds each permission of the organisation's own too, also those to come."""

    @property
    def id(self) -> UUID:
        """Its id; that of a built-in role is the same in every organisation."""

    @property
    def in_team(self) -> tuple[str, ...]:
        """What of that it allows when it is held in a team, there and below."""

    @property
    def name(self) -> str:
        """Its name; unique in the organisation."""

    @property
    def org(self) -> UUID:
        """The organisation."""

    @property
    def permissions(self) -> tuple[str, ...]:
        """What it allows at the organisation, everywhere in it."""

    @property
    def updated_at(self) -> datetime:
        """When it was last changed."""

    @property
    def version(self) -> int:
        """Counts the changes of this row."""

    @property
    def description(self) -> str | None:
        """What it is for."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> RoleInfo:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ScopeOrg:
    """An organisation."""
    def __new__(cls, id: UUID) -> Self:
        """Makes one.

        Args:
            id: The org's id.
        """

    @property
    def kind(self) -> Literal["org"]:
        """Which of them it is."""

    @property
    def id(self) -> UUID:
        """The org's id."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> ScopeOrg:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ScopeDirectory:
    """A directory."""
    def __new__(cls, id: UUID) -> Self:
        """Makes one.

        Args:
            id: The directory's id.
        """

    @property
    def kind(self) -> Literal["directory"]:
        """Which of them it is."""

    @property
    def id(self) -> UUID:
        """The directory's id."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> ScopeDirectory:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Service:
    """A service account: a member that is not a person and acts by API keys."""
    @property
    def created_at(self) -> datetime:
        """When it was created."""

    @property
    def id(self) -> UUID:
        """Its id."""

    @property
    def name(self) -> str:
        """Its name; unique in the organisation."""

    @property
    def org(self) -> UUID:
        """The organisation it belongs to."""

    @property
    def updated_at(self) -> datetime:
        """When it was last changed."""

    @property
    def version(self) -> int:
        """Counts the changes of this row."""

    @property
    def description(self) -> str | None:
        """What it is for."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Service:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class SharedWithMe:
    """How many tasks are shared with somebody: 100 are counted."""
    @property
    def count(self) -> int:
        """How many, at most 100."""

    @property
    def is_more(self) -> bool:
        """Whether there are more."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> SharedWithMe:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Status:
    """A status: how far a task is. A built-in one, or one that the organisation has made."""
    @property
    def archived(self) -> bool:
        """Whether tasks are given it no more. Those that have it keep it."""

    @property
    def built_in(self) -> bool:
        """Whether it is one of Tenantry's own, which nobody changes."""

    @property
    def category(self) -> Category:
        """What it means, which never changes."""

    @property
    def created_at(self) -> datetime:
        """When it was created; for a built-in one, when the organisation was."""

    @property
    def id(self) -> UUID:
        """Its id; that of a built-in status is the same in every organisation."""

    @property
    def name(self) -> str:
        """Its name; unique in the organisation."""

    @property
    def org(self) -> UUID:
        """The organisation."""

    @property
    def rank(self) -> int:
        """Which comes first of those of one category: the lower. Of those that are equal, the older."""

    @property
    def updated_at(self) -> datetime:
        """When it was last changed."""

    @property
    def version(self) -> int:
        """Counts the changes of this row."""

    @property
    def description(self) -> str | None:
        """What it says of a task."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Status:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class StatusCount:
    """How many tasks have a status."""
    @property
    def category(self) -> Category:
        """Its category."""

    @property
    def count(self) -> int:
        """How many."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def status(self) -> UUID:
        """The status."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> StatusCount:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Subject:
    """A subject of an outside issuer that the product vouches for, and the person it stands for."""
    @property
    def created_at(self) -> datetime:
        """When the link was made."""

    @property
    def directory(self) -> UUID:
        """The directory that the subject is looked up in."""

    @property
    def issuer(self) -> str:
        """Who says so: the product's own sign-in, an identity provider."""

    @property
    def subject(self) -> str:
        """The issuer's name for the person."""

    @property
    def user(self) -> UUID:
        """The person."""

    @property
    def version(self) -> int:
        """Counts the changes of this row."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Subject:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Task:
    """A task.

    Without a team it is seen by its owner, by those it is assigned to and those it is shared
    with; with one, by the roles in the team and in those above it too; all tasks, by who holds
    `tasks.all`.
    """
    @property
    def assignees(self) -> tuple[Assignee, ...]:
        """Whom it is assigned to, the first first."""

    @property
    def category(self) -> Category:
        """The category of its status, which is all that anything is decided by."""

    @property
    def created_at(self) -> datetime:
        """When it was created."""

    @property
    def id(self) -> UUID:
        """Its id."""

    @property
    def labels(self) -> tuple[UUID, ...]:
        """Its labels, by id."""

    @property
    def links(self) -> tuple[TaskLink, ...]:
        """Where more about it is found."""

    @property
    def org(self) -> UUID:
        """The organisation."""

    @property
    def owner(self) -> Principal:
        """Who answers for it, and may do everything to it."""

    @property
    def position(self) -> str:
        """Where it stands among the tasks of the organisation: sorts as text."""

    @property
    def priority(self) -> Priority:
        """How urgent it is."""

    @property
    def status(self) -> UUID:
        """How far it is."""

    @property
    def title(self) -> str:
        """What is to be done, in a line."""

    @property
    def updated_at(self) -> datetime:
        """When it was last changed."""

    @property
    def version(self) -> int:
        """Counts the changes of this row."""

    @property
    def completed_at(self) -> datetime | None:
        """When it was last done or cancelled; absent while it is pending."""

    @property
    def deleted_at(self) -> datetime | None:
        """When it was deleted; it can be restored."""

    @property
    def description(self) -> str | None:
        """What there is to know about it."""

    @property
    def due_at(self) -> datetime | None:
        """The moment that it is to be done by; a task has this or a day."""

    @property
    def due_on(self) -> str | None:
        """The day that it is to be done on."""

    @property
    def parent(self) -> UUID | None:
        """The task that it is part of."""

    @property
    def project(self) -> UUID | None:
        """The project that it is part of."""

    @property
    def repeat(self) -> Repeat | None:
        """How it comes again once it is done."""

    @property
    def shared_until(self) -> datetime | None:
        """Until when it is shared with anybody at most: the end of the year 9999 if with no end."""

    @property
    def team(self) -> UUID | None:
        """The team that it belongs to."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Task:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class TaskComment:
    """What somebody said about a task. Whoever sees the task sees it."""
    @property
    def author(self) -> Actor:
        """Who said it, and may change and delete it."""

    @property
    def created_at(self) -> datetime:
        """When it was said."""

    @property
    def id(self) -> UUID:
        """Its id."""

    @property
    def org(self) -> UUID:
        """The organisation."""

    @property
    def task(self) -> UUID:
        """The task."""

    @property
    def text(self) -> str:
        """What they said."""

    @property
    def updated_at(self) -> datetime:
        """When it was last changed."""

    @property
    def version(self) -> int:
        """Counts the changes of this row."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> TaskComment:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class TaskDetails:
    """A task, and what stands around it."""
    @property
    def ancestors(self) -> tuple[TaskStub, ...]:
        """The tasks that it is part of, the nearest first."""

    @property
    def subtasks(self) -> int:
        """How many tasks are part of it, seen or not."""

    @property
    def task(self) -> Task:
        """The task."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> TaskDetails:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class TaskLink:
    """Where more about a task is found."""
    def __new__(cls, *, url: str, title: str | None = None) -> Self:
        """Makes one.

        Args:
            url: An `https://` or `http://` address of at most 2,000 characters.
            title: What it is: at most 120 characters.
        """

    @property
    def url(self) -> str:
        """An `https://` or `http://` address of at most 2,000 characters."""

    @property
    def title(self) -> str | None:
        """What it is: at most 120 characters."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> TaskLink:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class TaskStatistics:
    """How many tasks there are, of what."""
    @property
    def by_day(self) -> tuple[DayStatistics, ...]:
        """By day, without those on which there is nothing."""

    @property
    def by_status(self) -> tuple[StatusCount, ...]:
        """By status, in the order of lists of statuses."""

    @property
    def completed(self) -> int:
        """Those of the category done."""

    @property
    def overdue(self) -> int:
        """Pending ones that were due before now."""

    @property
    def pending(self) -> int:
        """Those of every category but done and cancelled."""

    @property
    def shared(self) -> int:
        """Those that are shared with anybody still."""

    @property
    def total(self) -> int:
        """All of them."""

    @property
    def shared_with_me(self) -> SharedWithMe | None:
        """Those that are shared with the caller, where it is the caller's own that are counted."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> TaskStatistics:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class TaskStub:
    """What whoever sees a task sees of those that it is part of."""
    @property
    def category(self) -> Category:
        """The category of its status."""

    @property
    def id(self) -> UUID:
        """Its id."""

    @property
    def title(self) -> str:
        """What is to be done."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> TaskStub:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Team:
    """A team."""
    @property
    def created_at(self) -> datetime:
        """When it was created."""

    @property
    def id(self) -> UUID:
        """The team's id."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def org(self) -> UUID:
        """The organisation."""

    @property
    def owner(self) -> Principal:
        """Who answers for it, with the owner's role in the team and all teams below."""

    @property
    def updated_at(self) -> datetime:
        """When it was last changed."""

    @property
    def version(self) -> int:
        """Counts the changes of this row."""

    @property
    def description(self) -> str | None:
        """What it is for."""

    @property
    def parent(self) -> UUID | None:
        """The team above; absent at the top."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Team:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class TeamMember:
    """That somebody belongs to a team, with a role that reaches it and all teams below."""
    @property
    def created_at(self) -> datetime:
        """When the member joined."""

    @property
    def org(self) -> UUID:
        """The organisation."""

    @property
    def principal(self) -> Principal:
        """Who belongs to it."""

    @property
    def role(self) -> Role:
        """The role in the team."""

    @property
    def team(self) -> UUID:
        """The team."""

    @property
    def updated_at(self) -> datetime:
        """When the membership was last changed."""

    @property
    def version(self) -> int:
        """Counts the changes of this row."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> TeamMember:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class TransitionedTask:
    """A task that was given a status."""
    @property
    def task(self) -> Task:
        """The task."""

    @property
    def next(self) -> Task | None:
        """The next one, if it was done and comes again."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> TransitionedTask:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class User:
    """A person."""
    @property
    def created_at(self) -> datetime:
        """When the person was created."""

    @property
    def directory(self) -> UUID:
        """The directory the person is in."""

    @property
    def display_name(self) -> str:
        """The name that others see."""

    @property
    def email(self) -> str:
        """The e-mail address as its owner writes it; unique in the directory, whatever its case
        and however it is written.
        """

    @property
    def id(self) -> UUID:
        """The person's id."""

    @property
    def status(self) -> UserStatus:
        """Whether the person may act."""

    @property
    def updated_at(self) -> datetime:
        """When the person was last changed."""

    @property
    def username(self) -> str:
        """The short name that is unique in the directory."""

    @property
    def version(self) -> int:
        """Counts the changes of this row."""

    @property
    def last_login_at(self) -> datetime | None:
        """When the person last proved who they are."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> User:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Verification:
    """What verifying a journal found."""
    @property
    def entries(self) -> int:
        """How many entries were verified."""

    @property
    def hash(self) -> str:
        """Its hash, in hexadecimal."""

    @property
    def is_intact(self) -> bool:
        """Whether every entry is what was hashed, none is missing, every personal value that was
        not erased is what its entry commits to, and the end is the head.
        """

    @property
    def seq(self) -> int:
        """The sequence of the last of them."""

    @property
    def broken_at(self) -> int | None:
        """The first entry that is missing, not what was hashed, or beside a forged personal value."""

    def to_json(self) -> bytes:
        """The value as JSON, as every surface of Tenantry writes it."""

    @staticmethod
    def from_json(json: bytes, /) -> Verification:
        """The value of such JSON."""

    def __eq__(self, other: _Anything, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class UnsetType:
    """Says that an argument was left out, where `None` is a value of its own."""

    def __bool__(self) -> Literal[False]: ...

UNSET: Final[UnsetType]
"""An argument that was left out."""

@final
class Secret:
    """A secret that is shown once.

    `repr` and `str` hide it; `expose()` gives the text: hand it to its owner and forget it.
    """

    def expose(self) -> str:
        """The text itself."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Page(Generic[_T_co]):
    """One page of a list."""

    @property
    def items(self) -> tuple[_T_co, ...]:
        """The items, at most as many as were asked for."""

    @property
    def next(self) -> str | None:
        """Pass this as `cursor` to read on; `None` on the last page."""

    @property
    def feed(self) -> str | None:
        """Where the live feed continues from what this page shows."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[_T_co]: ...
    @overload
    def __getitem__(self, index: int, /) -> _T_co: ...
    @overload
    def __getitem__(self, index: slice, /) -> tuple[_T_co, ...]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @classmethod
    def __class_getitem__(cls, item: object, /) -> GenericAlias:
        """`Page[Team]`, for annotations."""

@final
class Pager(Generic[_T_co]):
    """A list that fetches page after page as it is iterated."""

    def __iter__(self) -> Self: ...
    def __next__(self) -> _T_co: ...
    def __aiter__(self) -> Self: ...
    async def __anext__(self) -> _T_co: ...
    def page(self, *, cursor: str | None = None, limit: int | None = None) -> Page[_T_co]:
        """One page, apart from what is iterated."""

    @classmethod
    def __class_getitem__(cls, item: object, /) -> GenericAlias:
        """`Pager[Team]`, for annotations."""

@final
class Feed(Generic[_T_co]):
    """The live feed, to iterate over: `for item in feed`.

    It waits for what happens next, and ends when it is closed. Ctrl-C ends the waiting.
    """

    def __iter__(self) -> Self: ...
    def __next__(self) -> _T_co: ...
    def close(self) -> None:
        """Ends the feed."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        *exception: type[BaseException] | BaseException | TracebackType | None,
    ) -> None: ...
    @classmethod
    def __class_getitem__(cls, item: object, /) -> GenericAlias:
        """`Feed[FeedItem]`, for annotations."""

@final
class Tenantry:
    """Tenantry, opened on a store.

    From here somebody is proven: by an API key (`authenticate`), by the product's own
    sign-in (`vouch`), or as the product itself (`system`).
    """

    @staticmethod
    def open(url: str | PathLike[str], /) -> Tenantry:
        """Opens the library: on a file, which is made if there is none, on `:memory:`,
        or on a database (`postgres://…`).
        """

    @overload
    @staticmethod
    def connect(url: str, /, *, key: str, tries: int = 5) -> Caller:
        """Calls a server instead of a store of one's own, as the holder of an API key.

        Nothing is sent yet: the server looks at the proof with each call. Where the server is
        busy or out of reach, a call is made again, with growing pauses, `tries` times at
        most: reads, and changes, which carry an idempotency key of their own unless the
        handle has one.
        """

    @overload
    @staticmethod
    def connect(url: str, /, *, operator: str, reason: str, tries: int = 5) -> Caller:
        """The same as the operator of the server, who acts as the product itself."""

    @overload
    @staticmethod
    def connect(
        url: str,
        /,
        *,
        proxy: str,
        directory: UUID,
        issuer: str,
        subject: str,
        tries: int = 5,
    ) -> Caller:
        """The same as whom a proxy has signed in."""

    def authenticate(self, key: str, /) -> Caller:
        """Proves somebody by an API key."""

    def vouch(self, directory: UUID, *, issuer: str, subject: str) -> Caller:
        """Proves somebody by the word of the product: its own sign-in has checked that
        this is `subject` of `issuer`.

        Vouch anew for each request, and suspend a person to stop them.
        """

    def system(self, reason: str, /) -> Caller:
        """Acts as the product itself. The reason is written into every entry."""

    def close(self) -> None:
        """Closes the library, and every handle and feed that was made from it."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        *exception: type[BaseException] | BaseException | TracebackType | None,
    ) -> None: ...

@final
class Caller:
    """Somebody proven: what they may do outside of any one organisation."""

    def enter(self, org: UUID, /) -> Tenant:
        """Enters an organisation: the one way to its data."""

    def with_idempotency_key(self, key: str, /) -> Caller:
        """This handle with an idempotency key: every change made on it carries the key,
        and so does every change in the organisations that are entered from it.

        For 24 hours the same operation with the same key and input is done once, and
        answers the first result.
        """

    @property
    def directories(self) -> CallerDirectories:
        """Operations on directories, outside of any one organisation."""

    @property
    def users(self) -> CallerUsers:
        """Operations on users, outside of any one organisation."""

    @property
    def me(self) -> CallerMe:
        """Operations on me, outside of any one organisation."""

    @property
    def subjects(self) -> CallerSubjects:
        """Operations on subjects, outside of any one organisation."""

    @property
    def keys(self) -> CallerKeys:
        """Operations on keys, outside of any one organisation."""

    @property
    def orgs(self) -> CallerOrgs:
        """Operations on orgs, outside of any one organisation."""

    @property
    def commits(self) -> CallerCommits:
        """Operations on commits, outside of any one organisation."""

@final
class Tenant:
    """A caller inside one organisation: everything on its data is done from here."""

    @property
    def org(self) -> UUID:
        """The organisation."""

    def with_idempotency_key(self, key: str, /) -> Tenant:
        """This handle with an idempotency key: every change made on it carries the key.

        For 24 hours the same operation with the same key and input is done once, and
        answers the first result.
        """

    @property
    def orgs(self) -> TenantOrgs:
        """Operations on orgs, inside an organisation."""

    @property
    def members(self) -> TenantMembers:
        """Operations on members, inside an organisation."""

    @property
    def services(self) -> TenantServices:
        """Operations on services, inside an organisation."""

    @property
    def service_keys(self) -> TenantServiceKeys:
        """Operations on service keys, inside an organisation."""

    @property
    def permissions(self) -> TenantPermissions:
        """Operations on permissions, inside an organisation."""

    @property
    def roles(self) -> TenantRoles:
        """Operations on roles, inside an organisation."""

    @property
    def assignments(self) -> TenantAssignments:
        """Operations on assignments, inside an organisation."""

    @property
    def grants(self) -> TenantGrants:
        """Operations on grants, inside an organisation."""

    @property
    def links(self) -> TenantLinks:
        """Operations on links, inside an organisation."""

    @property
    def access(self) -> TenantAccess:
        """Operations on access, inside an organisation."""

    @property
    def projects(self) -> TenantProjects:
        """Operations on projects, inside an organisation."""

    @property
    def tasks(self) -> TenantTasks:
        """Operations on tasks, inside an organisation."""

    @property
    def task_comments(self) -> TenantTaskComments:
        """Operations on task comments, inside an organisation."""

    @property
    def statuses(self) -> TenantStatuses:
        """Operations on statuses, inside an organisation."""

    @property
    def labels(self) -> TenantLabels:
        """Operations on labels, inside an organisation."""

    @property
    def teams(self) -> TenantTeams:
        """Operations on teams, inside an organisation."""

    @property
    def team_members(self) -> TenantTeamMembers:
        """Operations on team members, inside an organisation."""

    @property
    def journal(self) -> TenantJournal:
        """Operations on journal, inside an organisation."""

    @property
    def checkpoints(self) -> TenantCheckpoints:
        """Operations on checkpoints, inside an organisation."""

@final
class CallerDirectories:
    """Operations on directories, outside of any one organisation."""

    def create(self, *, name: str) -> Directory:
        """Creates a directory. Only the system can.

        One directory serves all organisations of most products. Organisations whose people
        must not meet get directories of their own: the same e-mail address may live in two.

        An idempotency key names its directory for good: a day later, when other operations take
        the key for a new call's, this one is refused with `key_names_directory`.

        Args:
            name: Its name: at most 120 characters.
        """

    def get(self, *, directory: UUID) -> Directory:
        """Gets a directory. Only the system can.

        Args:
            directory: The directory.
        """

    def list(self, *, order: Order = 'oldest') -> Pager[Directory]:
        """Lists the directories by age. Only the system can.

        Args:
            order: Which comes first.
        """

    def journal(
        self,
        *,
        directory: UUID,
        after: str | None = None,
        limit: int | None = None,
    ) -> JournalPage:
        """Lists the journal of a directory from a place on, oldest first. Only the system can.

        Args:
            directory: The directory.
            after: The entries after this place; absent for the oldest that are kept.
            limit: How many entries at most: 1 to 200, 50 if absent.
        """

    def verify(self, *, directory: UUID) -> Verification:
        """Verifies the journal of a directory: every entry against the hash before it. Only the
        system can.

        Args:
            directory: The directory.
        """

@final
class CallerUsers:
    """Operations on users, outside of any one organisation."""

    def create(
        self,
        *,
        directory: UUID,
        display_name: str,
        email: str,
        username: str,
        subject: NewSubject | None = None,
    ) -> User:
        """Creates a person in a directory. Only the system can.

        Args:
            directory: The directory.
            display_name: The name that others see.
            email: The e-mail address, unique in the directory whatever its case; refused as taken also if
                it looks like another's. At most 254 bytes.
            username: The short name, unique in the directory: `a` to `z`, digits, hyphens.
            subject: The subject of the product's own sign-in that stands for the person.
        """

    def get(self, *, user: UUID, directory: UUID | None = None) -> User:
        """Gets a person: oneself, or anybody for the system.

        Args:
            user: The person.
            directory: The directory: the caller's own if absent; the system must name it.
        """

    def list(self, *, directory: UUID, order: Order = 'oldest') -> Pager[User]:
        """Lists the people of a directory by age. Only the system can.

        Args:
            directory: The directory.
            order: Which comes first.
        """

    def update(
        self,
        *,
        user: UUID,
        directory: UUID | None = None,
        display_name: str | None = None,
        email: str | None = None,
        if_version: int | None = None,
        username: str | None = None,
    ) -> User:
        """Changes a person: their own names, or everything for the system.

        Args:
            user: The person.
            directory: The directory: the caller's own if absent; the system must name it.
            display_name: The new name that others see.
            email: The new e-mail address, at most 254 bytes; only the system changes it.
            if_version: The version that the change was made on.
            username: The new short name.
        """

    def suspend(self, *, directory: UUID, user: UUID) -> User:
        """Suspends a person: refused everywhere at once, until resumed. Only the system can.

        The last owner of an organisation cannot be suspended: make somebody else an owner first.

        Args:
            directory: The directory.
            user: The person.
        """

    def resume(self, *, directory: UUID, user: UUID) -> User:
        """Lets a suspended person act again. Only the system can.

        Args:
            directory: The directory.
            user: The person.
        """

    def deactivate(self, *, directory: UUID, user: UUID) -> User:
        """Closes a person's account for good. Only the system can.

        The last owner of an organisation cannot go: make somebody else an owner first.

        Args:
            directory: The directory.
            user: The person.
        """

@final
class CallerMe:
    """Operations on me, outside of any one organisation."""

    def get(self) -> User:
        """Gets the caller's own person."""

@final
class CallerSubjects:
    """Operations on subjects, outside of any one organisation."""

    def link(self, *, directory: UUID, issuer: str, subject: str, user: UUID) -> Subject:
        """Links a subject of the product's own sign-in to a person. Only the system can.

        From then on `vouch` proves the person by issuer and subject. Both are compared byte
        for byte; an e-mail address is never taken for a subject.

        Args:
            directory: The directory.
            issuer: Who says so: the product's own sign-in, an identity provider.
            subject: The issuer's name for the person.
            user: The person.
        """

    def list(self, *, directory: UUID, user: UUID) -> Page[Subject]:
        """Lists the subjects that stand for a person. Only the system can.

        Args:
            directory: The directory.
            user: The person.
        """

    def unlink(self, *, directory: UUID, issuer: str, subject: str) -> None:
        """Unlinks a subject: it proves nobody any more. Only the system can.

        Args:
            directory: The directory.
            issuer: Who said so.
            subject: The issuer's name for the person.
        """

@final
class CallerKeys:
    """Operations on keys, outside of any one organisation."""

    def create(
        self,
        *,
        name: str,
        expires_at: datetime | None = None,
        org: UUID | None = None,
        scopes: Sequence[str] = (),
    ) -> NewKey:
        """Creates an API key for the caller. The key itself is in the answer, once.

        A key that ends makes none that works longer than itself, and nobody makes one that opens
        an organisation that they cannot enter.

        Args:
            name: What the key is called.
            expires_at: When it stops working: no later than the API key that creates it does.
            org: The only organisation that it opens; absent for all of the caller's.
            scopes: The only permissions it carries; empty for all that the caller has.
        """

    def list(self, *, order: Order = 'oldest') -> Pager[ApiKey]:
        """Lists the caller's own API keys by age, without the keys themselves.

        Those that were revoked, or replaced and are over, are listed until the next one is made.
        A restricted key sees itself alone: the others name organisations that it does not open.

        Args:
            order: Which comes first.
        """

    def rotate(self, *, key: UUID, overlap_secs: int | None = None) -> NewKey:
        """Replaces one of the caller's own API keys. The old one works on for the overlap.

        A key can be rotated once; of many at the same time, one wins. At most 100 that were
        rotated work on at the same time.

        Args:
            key: The key.
            overlap_secs: For how long the old key still works: 0 to 604,800 seconds, 86,400 if absent.
        """

    def revoke(self, *, key: UUID) -> None:
        """Revokes one of the caller's own API keys, at once and everywhere.

        Args:
            key: The key.
        """

@final
class CallerOrgs:
    """Operations on orgs, outside of any one organisation."""

    def create(
        self,
        *,
        name: str,
        slug: str,
        address: Address | None = None,
        contact: Contact | None = None,
        directory: UUID | None = None,
        owner: UUID | None = None,
    ) -> Org:
        """Creates an organisation. The caller becomes its owner.

        The system names the directory and the owner. A person belongs to at most 1,000
        organisations.

        Args:
            name: Its name: at most 120 characters.
            slug: Its short name in addresses, unique in its directory: `a` to `z`, digits, hyphens.
            address: Where it is.
            contact: Whom to reach.
            directory: The directory its people come from: the caller's own; the system must name it.
            owner: Its first owner: the caller; the system must name somebody.
        """

    def list(self, *, order: Order = 'oldest') -> Pager[Org]:
        """Lists the organisations that the caller belongs to, by age.

        Args:
            order: Which comes first.
        """

    def purge(self, *, directory: UUID, org: UUID) -> PurgeProgress:
        """Removes a slice of a deleted organisation's rows. Only the system can.

        Call it until `is_done`: each call removes at most 10,000 rows. Called once more it
        answers that nothing was left.

        Args:
            directory: The directory that it belonged to.
            org: The organisation.
        """

    def departed(self, *, directory: UUID, org: UUID) -> DepartedOrg:
        """Gets what stays of a deleted organisation: where its journal ended. Only the system can.

        Args:
            directory: The directory that it belonged to.
            org: The organisation.
        """

@final
class TenantOrgs:
    """Operations on orgs, inside an organisation."""

    def get(self) -> Org:
        """Gets the organisation."""

    def update(
        self,
        *,
        address: Address | None | UnsetType = UNSET,
        contact: Contact | None | UnsetType = UNSET,
        if_version: int | None = None,
        name: str | None = None,
        slug: str | None = None,
    ) -> Org:
        """Changes the organisation's name, slug, address or contact.

        Args:
            address: Where it is; replaced as a whole. `UNSET` leaves it as it is, `None` clears it.
            contact: Whom to reach; replaced as a whole. `UNSET` leaves it as it is, `None` clears it.
            if_version: The version that the change was made on.
            name: Its new name.
            slug: Its new short name.
        """

    def suspend(self) -> Org:
        """Suspends the organisation: refused to everybody but the system, at once. Only the system can."""

    def resume(self) -> Org:
        """Lets a suspended organisation be used again. Only the system can."""

    def delete(self) -> None:
        """Deletes the organisation: gone for everybody at once, purged afterwards.

        The sequence and hash of its last entry stay with its directory.
        """

@final
class TenantMembers:
    """Operations on members, inside an organisation."""

    def add(self, *, role: Role, user: UUID) -> Member:
        """Adds a person of the organisation's directory, with a role that reaches everywhere in it.

        Nobody gives a role that holds more than their own. A person belongs to at most 1,000
        organisations.

        Args:
            role: The role at the organisation.
            user: A person of the organisation's directory.
        """

    def get(self, *, principal: Principal) -> Member:
        """Gets a membership.

        Args:
            principal: The member.
        """

    def list(self, *, order: Order = 'oldest') -> Pager[Member]:
        """Lists who belongs to the organisation, people and service accounts, by id.

        Args:
            order: Which comes first.
        """

    def update(
        self,
        *,
        principal: Principal,
        role: Role,
        if_version: int | None = None,
    ) -> Member:
        """Changes a member's role at the organisation.

        The last owner who can act keeps the role.

        Args:
            principal: The member.
            role: The new role.
            if_version: The version that the change was made on.
        """

    def remove(self, *, user: UUID, heir: Principal | None = None) -> None:
        """Removes a person from the organisation and from all its teams. Everybody may leave.

        The last owner who can act stays. Teams that the person owns go to the heir.

        Args:
            user: The member.
            heir: Who takes over the teams that the member owns; refused without it if there are any.
        """

@final
class TenantServices:
    """Operations on services, inside an organisation."""

    def create(self, *, name: str, role: Role, description: str | None = None) -> Service:
        """Creates a service account: a member that acts by API keys, with a role of its own.

        Args:
            name: Its name; unique in the organisation.
            role: Its role at the organisation.
            description: What it is for.
        """

    def get(self, *, service: UUID) -> Service:
        """Gets a service account.

        Args:
            service: The service account.
        """

    def list(self, *, order: Order = 'oldest') -> Pager[Service]:
        """Lists the service accounts of the organisation by age.

        Args:
            order: Which comes first.
        """

    def update(
        self,
        *,
        service: UUID,
        description: str | None | UnsetType = UNSET,
        if_version: int | None = None,
        name: str | None = None,
    ) -> Service:
        """Changes a service account's name or description.

        Args:
            service: The service account.
            description: What it is for. `UNSET` leaves it as it is, `None` clears it.
            if_version: The version that the change was made on.
            name: Its new name.
        """

    def delete(self, *, service: UUID, heir: Principal | None = None) -> None:
        """Deletes a service account. Its keys stop working at once.

        Args:
            service: The service account; its keys stop working at once.
            heir: Who takes over the teams that it owns; refused without it if there are any.
        """

@final
class TenantServiceKeys:
    """Operations on service keys, inside an organisation."""

    def create(
        self,
        *,
        name: str,
        service: UUID,
        expires_at: datetime | None = None,
        scopes: Sequence[str] = (),
    ) -> NewKey:
        """Creates an API key for a service account. The key itself is in the answer, once.

        Args:
            name: What the key is called.
            service: The service account.
            expires_at: When it stops working: no later than the API key that creates it does.
            scopes: The only permissions it carries; empty for all that the service account has.
        """

    def list(self, *, service: UUID, order: Order = 'oldest') -> Pager[ApiKey]:
        """Lists the API keys of a service account by age, without the keys themselves.

        Those that were revoked, or replaced and are over, are listed until the next one is made.

        Args:
            service: The service account.
            order: Which comes first.
        """

    def rotate(self, *, key: UUID, service: UUID, overlap_secs: int | None = None) -> NewKey:
        """Replaces an API key of a service account. The old one works on for the overlap.

        At most 100 that were rotated work on at the same time.

        Args:
            key: The key.
            service: The service account.
            overlap_secs: For how long the old key still works: 0 to 604,800 seconds, 86,400 if absent.
        """

    def revoke(self, *, key: UUID, service: UUID) -> None:
        """Revokes an API key of a service account, at once and everywhere.

        Args:
            key: The key.
            service: The service account.
        """

@final
class TenantPermissions:
    """Operations on permissions, inside an organisation."""

    def create(
        self,
        *,
        name: str,
        description: str | None = None,
        level: Level | None = None,
    ) -> PermissionInfo:
        """Makes a permission of the organisation's own, which roles may hold and checks may ask for.

        Whoever names a level of sharing that holds it holds every one of the organisation's own. An
        organisation has at most 1,000.

        Args:
            name: Its name, which stays: words with dots between them, such as `docs.publish`. The first
                is none of Tenantry's own nouns.
            description: What it allows: at most 4,000 characters.
            level: The level of sharing that holds it; absent if no sharing of an object does.
        """

    def get(self, *, permission: UUID) -> PermissionInfo:
        """Gets a permission, built in or of the organisation's own.

        Args:
            permission: The permission.
        """

    def list(self, *, order: Order = 'oldest') -> Pager[PermissionInfo]:
        """Lists all permissions, the built-in ones before the organisation's own.

        Args:
            order: Which comes first.
        """

    def update(
        self,
        *,
        permission: UUID,
        description: str | None | UnsetType = UNSET,
        if_version: int | None = None,
        level: Level | None | UnsetType = UNSET,
    ) -> PermissionInfo:
        """Changes what is said of a permission of the organisation's own, or which sharing holds it.

        Which sharing holds it is changed by who holds it themselves.

        Args:
            permission: The permission.
            description: What it allows. `UNSET` leaves it as it is, `None` clears it.
            if_version: The version that the change was made on; refused with `version_moved` if it is another.
            level: The level of sharing that holds it. `UNSET` leaves it as it is, `None` clears it.
        """

    def delete(self, *, permission: UUID, if_version: int | None = None) -> None:
        """Deletes a permission of the organisation's own that no role holds.

        Args:
            permission: The permission.
            if_version: The version that the deletion was decided on.
        """

@final
class TenantRoles:
    """Operations on roles, inside an organisation."""

    def create(
        self,
        *,
        name: str,
        permissions: Sequence[str],
        description: str | None = None,
    ) -> RoleInfo:
        """Makes a role of the organisation's own: a name for permissions, all of which the caller holds.

        An organisation has at most 1,000.

        Args:
            name: Its name: at most 120 characters; unique in the organisation.
            permissions: What it allows: at most 200 permissions, all of which the caller holds.
            description: What it is for: at most 4,000 characters.
        """

    def get(self, *, role: UUID) -> RoleInfo:
        """Gets a role, built in or of the organisation's own, with what it allows.

        Args:
            role: The role.
        """

    def list(self, *, order: Order = 'oldest') -> Pager[RoleInfo]:
        """Lists all roles with what each allows: the built-in ones, the most powerful first, before the
        organisation's own.

        Args:
            order: Which comes first.
        """

    def update(
        self,
        *,
        role: UUID,
        description: str | None | UnsetType = UNSET,
        if_version: int | None = None,
        name: str | None = None,
        permissions: Sequence[str] | None = None,
    ) -> RoleInfo:
        """Changes a role of the organisation's own, for everybody who has it, at once.

        Nobody changes a role that holds more than they do, before or after.

        Args:
            role: The role.
            description: What it is for. `UNSET` leaves it as it is, `None` clears it.
            if_version: The version that the change was made on; refused with `version_moved` if it is another.
            name: Its new name.
            permissions: All that it allows from now on.
        """

    def delete(self, *, role: UUID, if_version: int | None = None) -> None:
        """Deletes a role of the organisation's own that nobody has.

        Args:
            role: The role.
            if_version: The version that the deletion was decided on.
        """

@final
class TenantAssignments:
    """Operations on assignments, inside an organisation."""

    def create(
        self,
        *,
        holder: Holder,
        role: UUID,
        expires_at: datetime | None = None,
        team: UUID | None = None,
    ) -> Assignment:
        """Gives a role to a person, a service account or the members of a team: at the organisation,
        or in a team and all teams below it.

        Nobody gives a role that holds more than they do there. One holder is given at most 1,000.

        Args:
            holder: To whom: a person, a service account, the members of a team, or of a team and all below.
            role: The role, built in or of the organisation's own.
            expires_at: When it ends by itself.
            team: The team that it reaches, with all teams below; absent for the whole organisation.
        """

    def get(self, *, assignment: UUID) -> Assignment:
        """Gets an assignment. Everybody may get their own.

        Args:
            assignment: The assignment.
        """

    def list(
        self,
        *,
        holder: Holder | None = None,
        order: Order = 'oldest',
        role: UUID | None = None,
        team: UUID | None = None,
    ) -> Pager[Assignment]:
        """Lists assignments by age: all, or by one of holder, role and team. Everybody may list their own.

        Args:
            holder: Only those to this holder. Everybody may ask about themselves.
            order: Which comes first.
            role: Only those of this role.
            team: Only those in this team itself.
        """

    def update(
        self,
        *,
        assignment: UUID,
        expires_at: datetime | None | UnsetType = UNSET,
        if_version: int | None = None,
    ) -> Assignment:
        """Changes until when a role is given.

        Args:
            assignment: The assignment.
            expires_at: When it ends by itself. `UNSET` leaves it as it is, `None` clears it.
            if_version: The version that the change was made on; refused with `version_moved` if it is another.
        """

    def delete(self, *, assignment: UUID) -> None:
        """Takes a role back, at once and everywhere. Everybody may put down their own.

        Args:
            assignment: The assignment.
        """

@final
class TenantGrants:
    """Operations on grants, inside an organisation."""

    def create(
        self,
        *,
        holder: Holder,
        level: Level,
        object: str,
        expires_at: datetime | None = None,
    ) -> Grant:
        """Shares an object of the product's with somebody, at a level.

        It takes `objects.share` at the organisation, or that the object is shared with the caller to
        `manage`. An object is shared with at most 1,000 holders.

        Args:
            holder: With whom: a person, a service account, the members of a team, or of a team and all
                below, whoever has a role at the organisation, or all of its members.
            level: How much of it.
            object: The object: a kind of the product's and a UUID, as `doc:0190…`.
            expires_at: When it ends by itself.
        """

    def get(self, *, grant: UUID) -> Grant:
        """Gets a grant. Everybody may get those to themselves.

        Args:
            grant: The grant.
        """

    def list(
        self,
        *,
        holder: Holder | None = None,
        object: str | None = None,
        order: Order = 'oldest',
    ) -> Pager[Grant]:
        """Lists grants by age: those on an object, to somebody, or to the caller.

        Everybody may list those to themselves, to their teams and to their roles; those on an object,
        who may share it.

        Args:
            holder: Those to this holder.
            object: Those on this object.
            order: Which comes first.
        """

    def update(
        self,
        *,
        grant: UUID,
        expires_at: datetime | None | UnsetType = UNSET,
        if_version: int | None = None,
        level: Level | None = None,
    ) -> Grant:
        """Changes how much of an object is shared with somebody, or until when.

        Args:
            grant: The grant.
            expires_at: When it ends by itself. `UNSET` leaves it as it is, `None` clears it.
            if_version: The version that the change was made on; refused with `version_moved` if it is another.
            level: How much of the object.
        """

    def delete(self, *, grant: UUID) -> None:
        """Takes back what was shared, at once and everywhere. Everybody may put down their own.

        Args:
            grant: The grant.
        """

@final
class TenantLinks:
    """Operations on links, inside an organisation."""

    def create(
        self,
        *,
        level: Level,
        object: str,
        expires_at: datetime | None = None,
    ) -> NewLink:
        """Makes a link to an object: whoever presents it sees that one object, and may comment on it or
        change it, as the level says.

        It takes what sharing the object so with somebody does. A link never manages an object, and
        stays as it was made. It is listed among those whom the object is shared with, as a holder of
        the kind `link`, and counts as one of them. The link itself is in the answer, once: it is
        presented as an API key is, and opens this organisation alone.

        Args:
            level: How much of it; at most `edit`.
            object: The object: a task or a project, as `task:0190…`, or one of the product's, as `doc:0190…`.
            expires_at: When it ends by itself.
        """

    def delete(self, *, link: UUID) -> None:
        """Ends a link, at once and everywhere.

        It takes what sharing the object with somebody no more does.

        Args:
            link: The link.
        """

@final
class TenantAccess:
    """Operations on access, inside an organisation."""

    def check(
        self,
        *,
        permission: str,
        at_least: str | None = None,
        object: str | None = None,
        principal: Principal | None = None,
        team: UUID | None = None,
    ) -> Answer:
        """Decides whether somebody may do something here, on what the store knows now.

        Everybody may ask about themselves, and is answered for the API key that they present.
        Asking about another member takes `members.read`, and is answered for the member's roles.

        Args:
            permission: What they would do.
            at_least: A place in the journal that the answer must know of, such as the `feed` of a page.
            object: The object that they would do it to: of the product's, a project or a task. What is shared of it counts beside
                the roles.
            principal: Whose right it is, if not the caller's own.
            team: The team they would do it in; absent for the organisation as a whole.
        """

    def check_many(self, *, checks: Sequence[CheckAccess]) -> Answers:
        """Decides up to 200 questions at one position: nobody's rights change between them.

        Who may ask what is as for a single one.

        Args:
            checks: The decisions: 1 to 200. The latest of their `at_least` counts for all.
        """

    def explain(
        self,
        *,
        permission: str,
        object: str | None = None,
        principal: Principal | None = None,
        team: UUID | None = None,
    ) -> Explanation:
        """Explains a decision: whether somebody may do something here, and the rule that decides.

        Everybody may ask about themselves, and is answered for the API key that they present.
        Asking about another member takes `members.read`, and is answered for the member's roles.

        Args:
            permission: What they would do.
            object: The object that they would do it to: of the product's, a project or a task.
            principal: Whose right it is, if not the caller's own.
            team: The team they would do it in; absent for the organisation as a whole.
        """

    def who_can(
        self,
        *,
        permission: str,
        object: str | None = None,
        order: Order = 'oldest',
        team: UUID | None = None,
    ) -> Pager[Able]:
        """Lists the members who may do something here, and the links to an object with which one may,
        each with the rule that allows it, by id.

        As many are looked at as a page holds: it has fewer items where not all of them may.

        Args:
            permission: What they would do.
            object: The object that they would do it to: of the product's, a project or a task.
            order: Which comes first.
            team: The team they would do it in; absent for the organisation as a whole.
        """

    def what_can(
        self,
        *,
        object: str | None = None,
        principal: Principal | None = None,
        team: UUID | None = None,
    ) -> Abilities:
        """Lists what somebody may do here.

        Everybody may ask about themselves, and is answered for the API key that they present.
        Asking about another member takes `members.read`, and is answered for the member's roles.

        Args:
            object: The object that they would do it to: of the product's, a project or a task.
            principal: Whose rights they are, if not the caller's own.
            team: The team they would do it in; absent for the organisation as a whole.
        """

@final
class TenantProjects:
    """Operations on projects, inside an organisation."""

    def create(
        self,
        *,
        name: str,
        description: str | None = None,
        due_on: str | None = None,
        owner: Principal | None = None,
        starts_on: str | None = None,
        team: UUID | None = None,
    ) -> Project:
        """Creates a project: the caller's own, or a team's.

        In a team it takes `projects.create` there; the caller's own, at the organisation.

        Args:
            name: Its name: at most 120 characters.
            description: What it is for: at most 4,000 characters.
            due_on: The day that it is to be done on; not before it begins.
            owner: Who answers for it; the caller if absent. The system must name somebody.
            starts_on: The day that it begins on.
            team: The team that it belongs to; absent if it is the owner's alone.
        """

    def get(self, *, project: UUID) -> Project:
        """Gets a project. One that the caller may not see is not found.

        Args:
            project: The project.
        """

    def list(
        self,
        *,
        order: Order = 'oldest',
        owner: Principal | None = None,
        status: ProjectStatus | None = None,
        team: UUID | None = None,
    ) -> Pager[Project]:
        """Lists the projects that the caller sees, by age.

        Args:
            order: Which comes first.
            owner: Only those that this principal owns.
            status: Only those that are so far.
            team: Only those of this team itself.
        """

    def update(
        self,
        *,
        project: UUID,
        description: str | None | UnsetType = UNSET,
        due_on: str | None | UnsetType = UNSET,
        if_version: int | None = None,
        name: str | None = None,
        owner: Principal | None = None,
        starts_on: str | None | UnsetType = UNSET,
        status: ProjectStatus | None = None,
        team: UUID | None | UnsetType = UNSET,
    ) -> Project:
        """Changes a project: its name, description, owner, team, status and days.

        Who puts it into a team may create projects there.

        Args:
            project: The project.
            description: What it is for. `UNSET` leaves it as it is, `None` clears it.
            due_on: The day that it is to be done on. `UNSET` leaves it as it is, `None` clears it.
            if_version: The version that the change was made on; refused with `version_moved` if it is another.
            name: Its new name.
            owner: Who answers for it.
            starts_on: The day that it begins on. `UNSET` leaves it as it is, `None` clears it.
            status: How far it is.
            team: The team that it belongs to. `UNSET` leaves it as it is, `None` clears it.
        """

    def delete(self, *, project: UUID, if_version: int | None = None) -> None:
        """Deletes a project.

        Args:
            project: The project.
            if_version: The version that the deletion was decided on.
        """

    def share(
        self,
        *,
        holder: Holder,
        level: Level,
        project: UUID,
        expires_at: datetime | None = None,
    ) -> Grant:
        """Shares a project with somebody, or changes how it is shared with them.

        Nobody shares more than they may do themselves. A project is shared with at most 1,000
        holders.

        Args:
            holder: With whom. Shared with them before, it is from now on as this says.
            level: How much of it.
            project: The project.
            expires_at: When it ends by itself.
        """

    def unshare(self, *, holder: Holder, project: UUID) -> None:
        """Shares a project with somebody no more, at once and everywhere.

        Args:
            holder: With whom.
            project: The project.
        """

    def shares(self, *, project: UUID, order: Order = 'oldest') -> Pager[Grant]:
        """Lists with whom a project is shared, by age.

        Args:
            project: The project.
            order: Which comes first.
        """

@final
class TenantTasks:
    """Operations on tasks, inside an organisation."""

    def create(
        self,
        *,
        title: str,
        assignees: Sequence[Holder] = (),
        description: str | None = None,
        due_at: datetime | None = None,
        due_on: str | None = None,
        labels: Sequence[UUID] = (),
        links: Sequence[TaskLink] = (),
        owner: Principal | None = None,
        parent: UUID | None = None,
        priority: Priority = 'none',
        project: UUID | None = None,
        repeat: Repeat | None = None,
        status: UUID | None = None,
        team: UUID | None = None,
    ) -> Task:
        """Creates a task: the caller's own, or a team's.

        In a team it takes `tasks.create` there; the caller's own, at the organisation. What is part
        of another task takes what changing that does. Whom it is assigned to see it and may change
        it, so assigning it to others takes what sharing it to `edit` does. At most 8 tasks stand one
        under the other, and at most 1,000 are part of one.

        Args:
            title: What is to be done: at most 120 characters.
            assignees: Whom it is assigned to: people, service accounts and teams, at most 32.
            description: What there is to know about it: at most 4,000 characters.
            due_at: The moment that it is to be done by, instead of a day.
            due_on: The day that it is to be done on.
            labels: Its labels, at most 20.
            links: Where more about it is found: at most 20.
            owner: Who answers for it; the caller if absent. The system must name somebody.
            parent: The task that it is part of.
            priority: How urgent it is.
            project: The project that it is part of.
            repeat: How it comes again once it is done; takes a day or a moment that it is due.
            status: How far it is; `Todo` if absent.
            team: The team that it belongs to. If absent it is that of the parent, and without one the
                task is the owner's alone.
        """

    def get(self, *, task: UUID) -> TaskDetails:
        """Gets a task, with stubs of those that it is part of. One that the caller may not see is not
        found.

        Args:
            task: The task.
        """

    def list(
        self,
        *,
        assignee: Holder | None = None,
        category: Category | None = None,
        deleted: bool = False,
        due_before: datetime | None = None,
        due_from: datetime | None = None,
        label: UUID | None = None,
        owner: Principal | None = None,
        parent: UUID | None = None,
        pending: bool | None = None,
        project: UUID | None = None,
        shared_with_me: bool = False,
        sort: TaskSort = 'newest',
        status: UUID | None = None,
        team: UUID | None = None,
        text: str | None = None,
    ) -> Pager[Task]:
        """Lists the tasks that the caller sees.

        A list sorted by what changes may show a task again, or pass it over, that is changed between
        two pages.

        Args:
            assignee: Only those that are assigned to exactly this person, service account or team.
            category: Only those of a status of this category.
            deleted: Those that were deleted and that the caller may restore, instead of those that are there.
            due_before: Only those that are due before this moment. One that is due on a day is due at its last.
            due_from: Only those that are due at this moment or later.
            label: Only those with this label.
            owner: Only those that this principal owns.
            parent: Only those that are part of this task themselves.
            pending: Only those that are pending, or only those that are not.
            project: Only those of this project.
            shared_with_me: Only those that are shared with the caller, as themself or by a team, role or the
                organisation.
            sort: What comes first.
            status: Only those of this status.
            team: Only those of this team itself.
            text: Only those with words that begin with all of these: 1 to 16, in title or description.
        """

    def update(
        self,
        *,
        task: UUID,
        description: str | None | UnsetType = UNSET,
        due_at: datetime | None | UnsetType = UNSET,
        due_on: str | None | UnsetType = UNSET,
        if_version: int | None = None,
        labels: Sequence[UUID] | None = None,
        links: Sequence[TaskLink] | None = None,
        owner: Principal | None = None,
        priority: Priority | None = None,
        project: UUID | None | UnsetType = UNSET,
        repeat: Repeat | None | UnsetType = UNSET,
        title: str | None = None,
    ) -> Task:
        """Changes what a task says of itself.

        Args:
            task: The task.
            description: What there is to know about it: at most 4,000 characters. `UNSET` leaves it as it is, `None` clears it.
            due_at: The moment that it is to be done by; takes the place of a day. `UNSET` leaves it as it is, `None` clears it.
            due_on: The day that it is to be done on; takes the place of a moment. `UNSET` leaves it as it is, `None` clears it.
            if_version: The version that the change was made on; refused with `version_moved` if it is another.
            labels: All of its labels, at most 20.
            links: All places where more about it is found: at most 20.
            owner: Who answers for it. Takes what deleting it does.
            priority: How urgent it is.
            project: The project that it is part of. `UNSET` leaves it as it is, `None` clears it.
            repeat: How it comes again once it is done. `UNSET` leaves it as it is, `None` clears it.
            title: What is to be done: at most 120 characters.
        """

    def transition(
        self,
        *,
        status: UUID,
        task: UUID,
        if_version: int | None = None,
    ) -> TransitionedTask:
        """Gives a task a status.

        A task that comes again and gets a status of the category `done` is made anew in the same
        commit, due at its next time. What is gone since, such as somebody who had it and has left, the
        next one is without.

        Args:
            status: Its new status.
            task: The task.
            if_version: The version that the change was made on; refused with `version_moved` if it is another.
        """

    def move(
        self,
        *,
        task: UUID,
        after: UUID | None = None,
        before: UUID | None = None,
        if_version: int | None = None,
        parent: UUID | None | UnsetType = UNSET,
        team: UUID | None | UnsetType = UNSET,
    ) -> Task:
        """Moves a task: to another team, under another task, before or behind another one.

        To take it out of a team takes what deleting it there does; to put it into one, what creating
        it does. What is part of the task goes under another one with it, and stays in its team.

        Args:
            task: The task.
            after: Right behind this task, instead.
            before: Right before this task.
            if_version: The version that the change was made on; refused with `version_moved` if it is another.
            parent: The task that it is part of from now on; null for none. What is part of the task goes
                with it. `UNSET` leaves it as it is, `None` clears it.
            team: The team that it belongs to from now on; null for none. `UNSET` leaves it as it is, `None` clears it.
        """

    def assign(
        self,
        *,
        task: UUID,
        add: Sequence[Holder] = (),
        if_version: int | None = None,
        remove: Sequence[Holder] = (),
    ) -> Task:
        """Assigns a task to people, service accounts and teams, or to some of them no more.

        They see it and may change it, so assigning it to others takes what sharing it to `edit` does.

        Args:
            task: The task.
            add: To these: people, service accounts and teams. Who has it already stays where they are.
            if_version: The version that the change was made on; refused with `version_moved` if it is another.
            remove: To these no more. Who does not have it is passed over.
        """

    def delete(self, *, task: UUID, if_version: int | None = None) -> None:
        """Deletes a task that no other is part of. It can be restored.

        Args:
            task: The task.
            if_version: The version to delete; refused with `version_moved` if it is another.
        """

    def restore(self, *, task: UUID, if_version: int | None = None) -> Task:
        """Restores a task that was deleted, with all that it was.

        If its project was deleted since, it is part of none.

        Args:
            task: The task.
            if_version: The version to restore; refused with `version_moved` if it is another.
        """

    def share(
        self,
        *,
        holder: Holder,
        level: Level,
        task: UUID,
        expires_at: datetime | None = None,
    ) -> Grant:
        """Shares a task with somebody, or changes how it is shared with them.

        Nobody shares more than they may do themselves. A task is shared with at most 1,000 holders.

        Args:
            holder: With whom.
            level: How much of it.
            task: The task.
            expires_at: When it ends by itself; never if absent.
        """

    def unshare(self, *, holder: Holder, task: UUID) -> None:
        """Shares a task with somebody no more, at once and everywhere.

        Args:
            holder: With whom.
            task: The task.
        """

    def shares(self, *, task: UUID, order: Order = 'oldest') -> Pager[Grant]:
        """Lists with whom a task is shared, by age.

        Args:
            task: The task.
            order: Which comes first.
        """

    def statistics(
        self,
        *,
        first_day: str | None = None,
        last_day: str | None = None,
        org: bool = False,
        team: UUID | None = None,
    ) -> TaskStatistics:
        """Counts tasks: the caller's own, a team's with those of the teams below it, or the
        organisation's. Own are those that somebody owns or that are assigned to them by name.

        What is deleted is not counted. Nothing is counted task by task, so it takes as long for many
        as for few. Days are those of UTC.

        Args:
            first_day: The first day that is told by itself; 29 days before the last one if absent.
            last_day: The last day that is told by itself: at most 366 of them; today in UTC if absent.
            org: Those of the whole organisation. Takes `tasks.all`.
            team: Those of this team and of all below it. Takes `tasks.read` there.
        """

@final
class TenantTaskComments:
    """Operations on task comments, inside an organisation."""

    def create(self, *, task: UUID, text: str) -> TaskComment:
        """Comments on a task. One task has at most 10,000 comments.

        Args:
            task: The task.
            text: What there is to say: at most 4,000 characters.
        """

    def get(self, *, comment: UUID, task: UUID) -> TaskComment:
        """Gets a comment on a task that the caller sees.

        Args:
            comment: The comment.
            task: The task.
        """

    def list(self, *, task: UUID, order: Order = 'oldest') -> Pager[TaskComment]:
        """Lists the comments on a task that the caller sees, by age.

        Args:
            task: The task.
            order: Which comes first.
        """

    def update(
        self,
        *,
        comment: UUID,
        task: UUID,
        text: str,
        if_version: int | None = None,
    ) -> TaskComment:
        """Changes what one's own comment says.

        Args:
            comment: The comment.
            task: The task.
            text: What there is to say instead: at most 4,000 characters.
            if_version: The version that the change was made on; refused with `version_moved` if it is another.
        """

    def delete(self, *, comment: UUID, task: UUID, if_version: int | None = None) -> None:
        """Deletes a comment: one's own, or any on a task that one may delete.

        Args:
            comment: The comment.
            task: The task.
            if_version: The version to delete; refused with `version_moved` if it is another.
        """

@final
class TenantStatuses:
    """Operations on statuses, inside an organisation."""

    def create(
        self,
        *,
        category: Category,
        name: str,
        description: str | None = None,
        rank: int | None = None,
    ) -> Status:
        """Makes a status of the organisation's own, beside the built-in one of its category.

        An organisation has at most 64. Their names differ from one another and from the built-in
        ones' by more than case.

        Args:
            category: What it means, which stays.
            name: Its name: at most 60 characters; unique in the organisation.
            description: What it says of a task: at most 500 characters.
            rank: Which comes first of those of one category: the lower. 0 if absent.
        """

    def get(self, *, status: UUID) -> Status:
        """Gets a status, built in or of the organisation's own.

        Args:
            status: The status.
        """

    def list(self, *, archived: bool | None = None, order: Order = 'oldest') -> Pager[Status]:
        """Lists all statuses by age: the built-in ones, as work goes on, before the organisation's own.

        Args:
            archived: Only those that are archived, or only those that are not. Built-in ones never are.
            order: Which comes first.
        """

    def update(
        self,
        *,
        status: UUID,
        archived: bool | None = None,
        description: str | None | UnsetType = UNSET,
        if_version: int | None = None,
        name: str | None = None,
        rank: int | None = None,
    ) -> Status:
        """Changes a status of the organisation's own, for every task that has it. What it means stays.

        Tasks are given an archived status no more; those that have it keep it.

        Args:
            status: The status.
            archived: Whether tasks are given it no more.
            description: What it says of a task. `UNSET` leaves it as it is, `None` clears it.
            if_version: The version that the change was made on; refused with `version_moved` if it is another.
            name: Its new name.
            rank: Which comes first of those of one category: the lower.
        """

    def delete(self, *, status: UUID, if_version: int | None = None) -> None:
        """Deletes a status of the organisation's own that is archived and that no task has, also none
        that is deleted.

        Args:
            status: The status.
            if_version: The version that the deletion was decided on.
        """

@final
class TenantLabels:
    """Operations on labels, inside an organisation."""

    def create(
        self,
        *,
        name: str,
        color: str | None = None,
        description: str | None = None,
    ) -> Label:
        """Makes a label.

        An organisation has at most 1,000. Their names differ by more than case.

        Args:
            name: Its name: at most 60 characters; unique in the organisation.
            color: Its colour, as `#rrggbb` in lower case.
            description: What it says of a task: at most 500 characters.
        """

    def get(self, *, label: UUID) -> Label:
        """Gets a label.

        Args:
            label: The label.
        """

    def list(self, *, archived: bool | None = None, order: Order = 'oldest') -> Pager[Label]:
        """Lists all labels, by age.

        Args:
            archived: Only those that are archived, or only those that are not.
            order: Which comes first.
        """

    def update(
        self,
        *,
        label: UUID,
        archived: bool | None = None,
        color: str | None | UnsetType = UNSET,
        description: str | None | UnsetType = UNSET,
        if_version: int | None = None,
        name: str | None = None,
    ) -> Label:
        """Changes a label, on every task that has it.

        Tasks are given an archived label no more; those that have it keep it.

        Args:
            label: The label.
            archived: Whether tasks are given it no more.
            color: Its colour, as `#rrggbb` in lower case. `UNSET` leaves it as it is, `None` clears it.
            description: What it says of a task. `UNSET` leaves it as it is, `None` clears it.
            if_version: The version that the change was made on; refused with `version_moved` if it is another.
            name: Its new name.
        """

    def delete(self, *, label: UUID, if_version: int | None = None) -> None:
        """Deletes a label, and takes it off the tasks that have it. One of more than 10,000 tasks is
        archived instead.

        Args:
            label: The label.
            if_version: The version that the deletion was decided on.
        """

@final
class TenantTeams:
    """Operations on teams, inside an organisation."""

    def create(
        self,
        *,
        name: str,
        description: str | None = None,
        owner: Principal | None = None,
        parent: UUID | None = None,
    ) -> Team:
        """Creates a team, at the top of the tree or below another.

        The caller answers for it unless somebody else is named, and holds the owner's role
        in it and in all teams below.

        Args:
            name: Its name: at most 120 characters.
            description: What it is for: at most 4,000 characters.
            owner: Who answers for it; the caller if absent. The system must name somebody. To name
                another takes the owner's role there.
            parent: The team above; absent for the top of the tree.
        """

    def get(self, *, team: UUID) -> Team:
        """Gets a team.

        Args:
            team: The team.
        """

    def list(
        self,
        *,
        order: Order = 'oldest',
        parent: UUID | None = None,
        top: bool = False,
    ) -> Pager[Team]:
        """Lists teams by age: all of them, those at the top, or those right below one.

        Args:
            order: Which comes first.
            parent: Only the teams right below this one.
            top: Only the teams at the top of the tree; not together with `parent`.
        """

    def descendants(self, *, team: UUID, order: Order = 'oldest') -> Pager[Team]:
        """Lists all teams below one, at any depth, by age.

        Args:
            team: The team; it is not in the list itself.
            order: Which comes first.
        """

    def update(
        self,
        *,
        team: UUID,
        description: str | None | UnsetType = UNSET,
        if_version: int | None = None,
        name: str | None = None,
        owner: Principal | None = None,
    ) -> Team:
        """Changes a team's name, description or owner.

        Args:
            team: The team.
            description: What it is for. `UNSET` leaves it as it is, `None` clears it.
            if_version: The version that the change was made on; refused with `version_moved` if it is another.
            name: Its new name.
            owner: Who answers for it.
        """

    def move(
        self,
        *,
        team: UUID,
        if_version: int | None = None,
        parent: UUID | None = None,
    ) -> Team:
        """Moves a team, with all teams below it, under another team or to the top.

        Whoever owns a team above may do in it what its owner may: who moves it below another team
        holds all of that. A team cannot be moved below itself, also not by two moves at once.

        Args:
            team: The team; the teams below it go with it.
            if_version: The version that the move was decided on.
            parent: The new team above; absent for the top of the tree.
        """

    def delete(
        self,
        *,
        team: UUID,
        children: Children = 'refuse',
        if_version: int | None = None,
    ) -> None:
        """Deletes a team, with a choice of what happens to the teams below it.

        At most 1,000 teams below are deleted or promoted in one call, and at most 10,000
        memberships end.

        Args:
            team: The team.
            children: What happens to the teams below.
            if_version: The version that the deletion was decided on.
        """

@final
class TenantTeamMembers:
    """Operations on team members, inside an organisation."""

    def add(self, *, principal: Principal, role: Role, team: UUID) -> TeamMember:
        """Adds a member of the organisation to a team, with a role that reaches all teams below.

        Args:
            principal: A member of the organisation.
            role: The role in the team and all teams below.
            team: The team.
        """

    def list(self, *, team: UUID, order: Order = 'oldest') -> Pager[TeamMember]:
        """Lists the members of a team.

        Args:
            team: The team.
            order: Which comes first.
        """

    def update(
        self,
        *,
        principal: Principal,
        role: Role,
        team: UUID,
        if_version: int | None = None,
    ) -> TeamMember:
        """Changes a member's role in a team.

        Args:
            principal: The member.
            role: The new role.
            team: The team.
            if_version: The version that the change was made on.
        """

    def remove(self, *, principal: Principal, team: UUID) -> None:
        """Removes a member from a team. Everybody may leave by themselves.

        Args:
            principal: The member.
            team: The team.
        """

@final
class TenantJournal:
    """Operations on journal, inside an organisation."""

    def list(self, *, after: str | None = None, limit: int | None = None) -> JournalPage:
        """Lists the journal from a place on, oldest first: the whole audit trail.

        Args:
            after: The entries after this place; absent for the oldest that are kept.
            limit: How many entries at most: 1 to 200, 50 if absent.
        """

    def subscribe(self, *, after: str | None = None) -> Feed[FeedItem]:
        """Follows what happens in the organisation, as far as the caller may see it.

        Replays what came after a cursor, then follows; without one, first tells where it starts.
        A cursor that is not of this journal, is pruned, or lies over 100,000 entries back is
        answered with one `resync`.

        Args:
            after: The place that was read last: replays what came after it, then follows. Absent
                for what happens from now on; the first item says where that is.
        """

    def activity(
        self,
        *,
        subject: UUID,
        before: int | None = None,
        limit: int | None = None,
    ) -> Activity:
        """Lists what happened to one thing, newest first, as far as the caller may see it.

        Args:
            subject: The thing: a team, a member, the organisation itself.
            before: Only entries before this sequence; absent for the newest.
            limit: How many entries at most: 1 to 200, 50 if absent.
        """

    def verify(self, *, hash: str | None = None, seq: int | None = None) -> Verification:
        """Verifies the journal: every entry against the hash before it, the end against the
        head, and a checkpoint that was kept elsewhere if one is given.

        Args:
            hash: The hash of that checkpoint, in hexadecimal.
            seq: The sequence of a checkpoint that was kept elsewhere.
        """

    def prune(self, *, through: int) -> Pruned:
        """Removes the journal up to and with a checkpoint. What remains still verifies.

        At most 10,000 entries go in one call: for more, set checkpoints closer together, from the
        oldest entry on, and prune to one after the other.

        Args:
            through: The sequence of a checkpoint: this entry and all before it go.
        """

@final
class TenantCheckpoints:
    """Operations on checkpoints, inside an organisation."""

    def create(self, *, seq: int | None = None) -> Checkpoint:
        """Sets a checkpoint: a place from which the journal can be verified, and behind which
        it may be pruned. Keep a copy elsewhere.

        Args:
            seq: The sequence of the entry; the newest if absent.
        """

    def list(self) -> Page[Checkpoint]:
        """Lists the newest 200 checkpoints, newest first."""

@final
class CallerCommits:
    """Operations on commits, outside of any one organisation."""

    def landed(self, *, after: int, commit: UUID, scope: Scope) -> Landing:
        """Asks whether a change of the caller's landed, after an error of the kind `unknown`.

        What did not land has left nothing behind, and may be tried again; nor is an organisation
        there that was to be created. Somebody else's change is answered like one that did not land.
        Over 100,000 entries later, or when the journal was pruned since, it cannot be learnt any
        more.

        Args:
            after: Where the journal stood before it.
            commit: The commit.
            scope: Where the change was to be made.
        """

