"""Tenantry on an event loop: the same names as in `tenantry`, to be awaited.

Derived by `cargo xtask bindgen`: do not edit.
"""

from collections.abc import Sequence
from datetime import datetime
from os import PathLike
from types import GenericAlias, TracebackType
from typing import Generic, Self, TypeAlias, TypeVar, final, overload
from uuid import UUID

_T_co = TypeVar("_T_co", covariant=True)
_Anything: TypeAlias = object


from tenantry import (
    Abilities,
    Able,
    Activity,
    Address,
    Answer,
    Answers,
    ApiKey,
    Assignment,
    Category,
    CheckAccess,
    Checkpoint,
    Children,
    Contact,
    DepartedOrg,
    Directory,
    Explanation,
    FeedItem,
    Grant,
    Holder,
    JournalPage,
    Label,
    Landing,
    Level,
    Member,
    NewKey,
    NewLink,
    NewSubject,
    Order,
    Org,
    Page,
    PermissionInfo,
    Principal,
    Priority,
    Project,
    ProjectStatus,
    Pruned,
    PurgeProgress,
    Repeat,
    Role,
    RoleInfo,
    Scope,
    Service,
    Status,
    Subject,
    Task,
    TaskComment,
    TaskDetails,
    TaskLink,
    TaskSort,
    TaskStatistics,
    Team,
    TeamMember,
    TransitionedTask,
    UNSET,
    UnsetType,
    User,
    Verification,
)

__all__ = [
    "Caller",
    "CallerCommits",
    "CallerDirectories",
    "CallerKeys",
    "CallerMe",
    "CallerOrgs",
    "CallerSubjects",
    "CallerUsers",
    "Feed",
    "Pager",
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
]

@final
class Pager(Generic[_T_co]):
    """A list that fetches page after page as it is iterated."""

    def __iter__(self) -> Self: ...
    def __next__(self) -> _T_co: ...
    def __aiter__(self) -> Self: ...
    async def __anext__(self) -> _T_co: ...
    async def page(self, *, cursor: str | None = None, limit: int | None = None) -> Page[_T_co]:
        """One page, apart from what is iterated."""

    @classmethod
    def __class_getitem__(cls, item: object, /) -> GenericAlias:
        """`Pager[Team]`, for annotations."""

@final
class Feed(Generic[_T_co]):
    """The live feed, to iterate over: `async for item in feed`.

    It is opened when it is first asked for an item, or by `async with`.
    """

    def __aiter__(self) -> Self: ...
    async def __anext__(self) -> _T_co: ...
    def close(self) -> None:
        """Ends the feed."""

    async def __aenter__(self) -> Self: ...
    async def __aexit__(
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
    async def open(url: str | PathLike[str], /) -> Tenantry:
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

    async def authenticate(self, key: str, /) -> Caller:
        """Proves somebody by an API key."""

    async def vouch(self, directory: UUID, *, issuer: str, subject: str) -> Caller:
        """Proves somebody by the word of the product: its own sign-in has checked that
        this is `subject` of `issuer`.

        Vouch anew for each request, and suspend a person to stop them.
        """

    def system(self, reason: str, /) -> Caller:
        """Acts as the product itself. The reason is written into every entry."""

    async def close(self) -> None:
        """Closes the library, and every handle and feed that was made from it."""

    async def __aenter__(self) -> Self: ...
    async def __aexit__(
        self,
        *exception: type[BaseException] | BaseException | TracebackType | None,
    ) -> None: ...

@final
class Caller:
    """Somebody proven: what they may do outside of any one organisation."""

    async def enter(self, org: UUID, /) -> Tenant:
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

    async def create(self, *, name: str) -> Directory:
        """Creates a directory. Only the system can.

        One directory serves all organisations of most products. Organisations whose people
        must not meet get directories of their own: the same e-mail address may live in two.

        An idempotency key names its directory for good: a day later, when other operations take
        the key for a new call's, this one is refused with `key_names_directory`.

        Args:
            name: Its name: at most 120 characters.
        """

    async def get(self, *, directory: UUID) -> Directory:
        """Gets a directory. Only the system can.

        Args:
            directory: The directory.
        """

    def list(self, *, order: Order = 'oldest') -> Pager[Directory]:
        """Lists the directories by age. Only the system can.

        Args:
            order: Which comes first.
        """

    async def journal(
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

    async def verify(self, *, directory: UUID) -> Verification:
        """Verifies the journal of a directory: every entry against the hash before it. Only the
        system can.

        Args:
            directory: The directory.
        """

@final
class CallerUsers:
    """Operations on users, outside of any one organisation."""

    async def create(
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

    async def get(self, *, user: UUID, directory: UUID | None = None) -> User:
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

    async def update(
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

    async def suspend(self, *, directory: UUID, user: UUID) -> User:
        """Suspends a person: refused everywhere at once, until resumed. Only the system can.

        The last owner of an organisation cannot be suspended: make somebody else an owner first.

        Args:
            directory: The directory.
            user: The person.
        """

    async def resume(self, *, directory: UUID, user: UUID) -> User:
        """Lets a suspended person act again. Only the system can.

        Args:
            directory: The directory.
            user: The person.
        """

    async def deactivate(self, *, directory: UUID, user: UUID) -> User:
        """Closes a person's account for good. Only the system can.

        The last owner of an organisation cannot go: make somebody else an owner first.

        Args:
            directory: The directory.
            user: The person.
        """

@final
class CallerMe:
    """Operations on me, outside of any one organisation."""

    async def get(self) -> User:
        """Gets the caller's own person."""

@final
class CallerSubjects:
    """Operations on subjects, outside of any one organisation."""

    async def link(self, *, directory: UUID, issuer: str, subject: str, user: UUID) -> Subject:
        """Links a subject of the product's own sign-in to a person. Only the system can.

        From then on `vouch` proves the person by issuer and subject. Both are compared byte
        for byte; an e-mail address is never taken for a subject.

        Args:
            directory: The directory.
            issuer: Who says so: the product's own sign-in, an identity provider.
            subject: The issuer's name for the person.
            user: The person.
        """

    async def list(self, *, directory: UUID, user: UUID) -> Page[Subject]:
        """Lists the subjects that stand for a person. Only the system can.

        Args:
            directory: The directory.
            user: The person.
        """

    async def unlink(self, *, directory: UUID, issuer: str, subject: str) -> None:
        """Unlinks a subject: it proves nobody any more. Only the system can.

        Args:
            directory: The directory.
            issuer: Who said so.
            subject: The issuer's name for the person.
        """

@final
class CallerKeys:
    """Operations on keys, outside of any one organisation."""

    async def create(
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

    async def rotate(self, *, key: UUID, overlap_secs: int | None = None) -> NewKey:
        """Replaces one of the caller's own API keys. The old one works on for the overlap.

        A key can be rotated once; of many at the same time, one wins. At most 100 that were
        rotated work on at the same time.

        Args:
            key: The key.
            overlap_secs: For how long the old key still works: 0 to 604,800 seconds, 86,400 if absent.
        """

    async def revoke(self, *, key: UUID) -> None:
        """Revokes one of the caller's own API keys, at once and everywhere.

        Args:
            key: The key.
        """

@final
class CallerOrgs:
    """Operations on orgs, outside of any one organisation."""

    async def create(
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

    async def purge(self, *, directory: UUID, org: UUID) -> PurgeProgress:
        """Removes a slice of a deleted organisation's rows. Only the system can.

        Call it until `is_done`: each call removes at most 10,000 rows. Called once more it
        answers that nothing was left.

        Args:
            directory: The directory that it belonged to.
            org: The organisation.
        """

    async def departed(self, *, directory: UUID, org: UUID) -> DepartedOrg:
        """Gets what stays of a deleted organisation: where its journal ended. Only the system can.

        Args:
            directory: The directory that it belonged to.
            org: The organisation.
        """

@final
class TenantOrgs:
    """Operations on orgs, inside an organisation."""

    async def get(self) -> Org:
        """Gets the organisation."""

    async def update(
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

    async def suspend(self) -> Org:
        """Suspends the organisation: refused to everybody but the system, at once. Only the system can."""

    async def resume(self) -> Org:
        """Lets a suspended organisation be used again. Only the system can."""

    async def delete(self) -> None:
        """Deletes the organisation: gone for everybody at once, purged afterwards.

        The sequence and hash of its last entry stay with its directory.
        """

@final
class TenantMembers:
    """Operations on members, inside an organisation."""

    async def add(self, *, role: Role, user: UUID) -> Member:
        """Adds a person of the organisation's directory, with a role that reaches everywhere in it.

        Nobody gives a role that holds more than their own. A person belongs to at most 1,000
        organisations.

        Args:
            role: The role at the organisation.
            user: A person of the organisation's directory.
        """

    async def get(self, *, principal: Principal) -> Member:
        """Gets a membership.

        Args:
            principal: The member.
        """

    def list(self, *, order: Order = 'oldest') -> Pager[Member]:
        """Lists who belongs to the organisation, people and service accounts, by id.

        Args:
            order: Which comes first.
        """

    async def update(
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

    async def remove(self, *, user: UUID, heir: Principal | None = None) -> None:
        """Removes a person from the organisation and from all its teams. Everybody may leave.

        The last owner who can act stays. Teams that the person owns go to the heir.

        Args:
            user: The member.
            heir: Who takes over the teams that the member owns; refused without it if there are any.
        """

@final
class TenantServices:
    """Operations on services, inside an organisation."""

    async def create(self, *, name: str, role: Role, description: str | None = None) -> Service:
        """Creates a service account: a member that acts by API keys, with a role of its own.

        Args:
            name: Its name; unique in the organisation.
            role: Its role at the organisation.
            description: What it is for.
        """

    async def get(self, *, service: UUID) -> Service:
        """Gets a service account.

        Args:
            service: The service account.
        """

    def list(self, *, order: Order = 'oldest') -> Pager[Service]:
        """Lists the service accounts of the organisation by age.

        Args:
            order: Which comes first.
        """

    async def update(
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

    async def delete(self, *, service: UUID, heir: Principal | None = None) -> None:
        """Deletes a service account. Its keys stop working at once.

        Args:
            service: The service account; its keys stop working at once.
            heir: Who takes over the teams that it owns; refused without it if there are any.
        """

@final
class TenantServiceKeys:
    """Operations on service keys, inside an organisation."""

    async def create(
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

    async def rotate(
        self,
        *,
        key: UUID,
        service: UUID,
        overlap_secs: int | None = None,
    ) -> NewKey:
        """Replaces an API key of a service account. The old one works on for the overlap.

        At most 100 that were rotated work on at the same time.

        Args:
            key: The key.
            service: The service account.
            overlap_secs: For how long the old key still works: 0 to 604,800 seconds, 86,400 if absent.
        """

    async def revoke(self, *, key: UUID, service: UUID) -> None:
        """Revokes an API key of a service account, at once and everywhere.

        Args:
            key: The key.
            service: The service account.
        """

@final
class TenantPermissions:
    """Operations on permissions, inside an organisation."""

    async def create(
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

    async def get(self, *, permission: UUID) -> PermissionInfo:
        """Gets a permission, built in or of the organisation's own.

        Args:
            permission: The permission.
        """

    def list(self, *, order: Order = 'oldest') -> Pager[PermissionInfo]:
        """Lists all permissions, the built-in ones before the organisation's own.

        Args:
            order: Which comes first.
        """

    async def update(
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

    async def delete(self, *, permission: UUID, if_version: int | None = None) -> None:
        """Deletes a permission of the organisation's own that no role holds.

        Args:
            permission: The permission.
            if_version: The version that the deletion was decided on.
        """

@final
class TenantRoles:
    """Operations on roles, inside an organisation."""

    async def create(
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

    async def get(self, *, role: UUID) -> RoleInfo:
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

    async def update(
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

    async def delete(self, *, role: UUID, if_version: int | None = None) -> None:
        """Deletes a role of the organisation's own that nobody has.

        Args:
            role: The role.
            if_version: The version that the deletion was decided on.
        """

@final
class TenantAssignments:
    """Operations on assignments, inside an organisation."""

    async def create(
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

    async def get(self, *, assignment: UUID) -> Assignment:
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

    async def update(
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

    async def delete(self, *, assignment: UUID) -> None:
        """Takes a role back, at once and everywhere. Everybody may put down their own.

        Args:
            assignment: The assignment.
        """

@final
class TenantGrants:
    """Operations on grants, inside an organisation."""

    async def create(
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

    async def get(self, *, grant: UUID) -> Grant:
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

    async def update(
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

    async def delete(self, *, grant: UUID) -> None:
        """Takes back what was shared, at once and everywhere. Everybody may put down their own.

        Args:
            grant: The grant.
        """

@final
class TenantLinks:
    """Operations on links, inside an organisation."""

    async def create(
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

    async def delete(self, *, link: UUID) -> None:
        """Ends a link, at once and everywhere.

        It takes what sharing the object with somebody no more does.

        Args:
            link: The link.
        """

@final
class TenantAccess:
    """Operations on access, inside an organisation."""

    async def check(
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

    async def check_many(self, *, checks: Sequence[CheckAccess]) -> Answers:
        """Decides up to 200 questions at one position: nobody's rights change between them.

        Who may ask what is as for a single one.

        Args:
            checks: The decisions: 1 to 200. The latest of their `at_least` counts for all.
        """

    async def explain(
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

    async def what_can(
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

    async def create(
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

    async def get(self, *, project: UUID) -> Project:
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

    async def update(
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

    async def delete(self, *, project: UUID, if_version: int | None = None) -> None:
        """Deletes a project.

        Args:
            project: The project.
            if_version: The version that the deletion was decided on.
        """

    async def share(
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

    async def unshare(self, *, holder: Holder, project: UUID) -> None:
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

    async def create(
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

    async def get(self, *, task: UUID) -> TaskDetails:
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

    async def update(
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

    async def transition(
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

    async def move(
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

    async def assign(
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

    async def delete(self, *, task: UUID, if_version: int | None = None) -> None:
        """Deletes a task that no other is part of. It can be restored.

        Args:
            task: The task.
            if_version: The version to delete; refused with `version_moved` if it is another.
        """

    async def restore(self, *, task: UUID, if_version: int | None = None) -> Task:
        """Restores a task that was deleted, with all that it was.

        If its project was deleted since, it is part of none.

        Args:
            task: The task.
            if_version: The version to restore; refused with `version_moved` if it is another.
        """

    async def share(
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

    async def unshare(self, *, holder: Holder, task: UUID) -> None:
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

    async def statistics(
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

    async def create(self, *, task: UUID, text: str) -> TaskComment:
        """Comments on a task. One task has at most 10,000 comments.

        Args:
            task: The task.
            text: What there is to say: at most 4,000 characters.
        """

    async def get(self, *, comment: UUID, task: UUID) -> TaskComment:
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

    async def update(
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

    async def delete(self, *, comment: UUID, task: UUID, if_version: int | None = None) -> None:
        """Deletes a comment: one's own, or any on a task that one may delete.

        Args:
            comment: The comment.
            task: The task.
            if_version: The version to delete; refused with `version_moved` if it is another.
        """

@final
class TenantStatuses:
    """Operations on statuses, inside an organisation."""

    async def create(
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

    async def get(self, *, status: UUID) -> Status:
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

    async def update(
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

    async def delete(self, *, status: UUID, if_version: int | None = None) -> None:
        """Deletes a status of the organisation's own that is archived and that no task has, also none
        that is deleted.

        Args:
            status: The status.
            if_version: The version that the deletion was decided on.
        """

@final
class TenantLabels:
    """Operations on labels, inside an organisation."""

    async def create(
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

    async def get(self, *, label: UUID) -> Label:
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

    async def update(
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

    async def delete(self, *, label: UUID, if_version: int | None = None) -> None:
        """Deletes a label, and takes it off the tasks that have it. One of more than 10,000 tasks is
        archived instead.

        Args:
            label: The label.
            if_version: The version that the deletion was decided on.
        """

@final
class TenantTeams:
    """Operations on teams, inside an organisation."""

    async def create(
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

    async def get(self, *, team: UUID) -> Team:
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

    async def update(
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

    async def move(
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

    async def delete(
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

    async def add(self, *, principal: Principal, role: Role, team: UUID) -> TeamMember:
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

    async def update(
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

    async def remove(self, *, principal: Principal, team: UUID) -> None:
        """Removes a member from a team. Everybody may leave by themselves.

        Args:
            principal: The member.
            team: The team.
        """

@final
class TenantJournal:
    """Operations on journal, inside an organisation."""

    async def list(self, *, after: str | None = None, limit: int | None = None) -> JournalPage:
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

    async def activity(
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

    async def verify(self, *, hash: str | None = None, seq: int | None = None) -> Verification:
        """Verifies the journal: every entry against the hash before it, the end against the
        head, and a checkpoint that was kept elsewhere if one is given.

        Args:
            hash: The hash of that checkpoint, in hexadecimal.
            seq: The sequence of a checkpoint that was kept elsewhere.
        """

    async def prune(self, *, through: int) -> Pruned:
        """Removes the journal up to and with a checkpoint. What remains still verifies.

        At most 10,000 entries go in one call: for more, set checkpoints closer together, from the
        oldest entry on, and prune to one after the other.

        Args:
            through: The sequence of a checkpoint: this entry and all before it go.
        """

@final
class TenantCheckpoints:
    """Operations on checkpoints, inside an organisation."""

    async def create(self, *, seq: int | None = None) -> Checkpoint:
        """Sets a checkpoint: a place from which the journal can be verified, and behind which
        it may be pruned. Keep a copy elsewhere.

        Args:
            seq: The sequence of the entry; the newest if absent.
        """

    async def list(self) -> Page[Checkpoint]:
        """Lists the newest 200 checkpoints, newest first."""

@final
class CallerCommits:
    """Operations on commits, outside of any one organisation."""

    async def landed(self, *, after: int, commit: UUID, scope: Scope) -> Landing:
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

