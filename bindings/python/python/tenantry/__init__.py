"""Tenantry: the back office of an AI product, as a library.

Derived by `cargo xtask bindgen`: do not edit.
"""

from typing import Literal

from . import aio, errors
from ._native import (
    Activity,
    ActorService,
    ActorSystem,
    ActorUser,
    Address,
    ApiKey,
    Caller,
    CallerCommits,
    CallerDirectories,
    CallerKeys,
    CallerMe,
    CallerOrgs,
    CallerSubjects,
    CallerUsers,
    Checkpoint,
    Contact,
    DepartedOrg,
    Directory,
    Entry,
    EntrySubject,
    Explanation,
    Feed,
    FeedItemEntry,
    FeedItemGone,
    FeedItemResync,
    FeedItemStart,
    JournalPage,
    Landing,
    Member,
    NewKey,
    NewSubject,
    Org,
    Page,
    Pager,
    PrincipalService,
    PrincipalUser,
    Pruned,
    PurgeProgress,
    RoleInfo,
    ScopeDirectory,
    ScopeOrg,
    Secret,
    Service,
    Subject,
    Team,
    TeamMember,
    Tenant,
    TenantAccess,
    TenantCheckpoints,
    TenantJournal,
    TenantMembers,
    TenantOrgs,
    TenantRoles,
    TenantServiceKeys,
    TenantServices,
    TenantTeamMembers,
    TenantTeams,
    Tenantry,
    UNSET,
    UnsetType,
    User,
    Verification,
)
from .errors import (
    TenantryError,
    UnauthenticatedError,
    DeniedError,
    NotFoundError,
    InvalidError,
    ConflictError,
    LimitReachedError,
    ThrottledError,
    BusyError,
    UnavailableError,
    UnknownError,
    CorruptError,
    InternalError,
)

Actor = ActorUser | ActorService | ActorSystem
Children = (
    Literal["refuse"]
    | Literal["promote"]
    | Literal["delete"]
)
Effect = (
    Literal["none"]
    | Literal["widens"]
    | Literal["narrows"]
)
FeedItem = FeedItemStart | FeedItemEntry | FeedItemGone | FeedItemResync
Order = (
    Literal["oldest"]
    | Literal["newest"]
)
OrgStatus = (
    Literal["active"]
    | Literal["suspended"]
    | Literal["deleted"]
)
Permission = (
    Literal["orgs.read"]
    | Literal["orgs.update"]
    | Literal["orgs.delete"]
    | Literal["orgs.suspend"]
    | Literal["members.read"]
    | Literal["members.manage"]
    | Literal["teams.read"]
    | Literal["teams.create"]
    | Literal["teams.update"]
    | Literal["teams.delete"]
    | Literal["teams.manage"]
    | Literal["services.read"]
    | Literal["services.manage"]
    | Literal["journal.read"]
    | Literal["journal.manage"]
    | Literal["directory.manage"]
)
Principal = PrincipalUser | PrincipalService
Role = (
    Literal["owner"]
    | Literal["admin"]
    | Literal["manager"]
    | Literal["member"]
    | Literal["viewer"]
    | Literal["billing"]
)
Rule = (
    Literal["system"]
    | Literal["org_role"]
    | Literal["team_role"]
    | Literal["no_role"]
    | Literal["not_carried"]
    | Literal["suspended"]
)
Scope = ScopeOrg | ScopeDirectory
UserStatus = (
    Literal["active"]
    | Literal["suspended"]
    | Literal["deactivated"]
)
JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]

__all__ = [
    "Activity",
    "Actor",
    "ActorService",
    "ActorSystem",
    "ActorUser",
    "Address",
    "ApiKey",
    "BusyError",
    "Caller",
    "CallerCommits",
    "CallerDirectories",
    "CallerKeys",
    "CallerMe",
    "CallerOrgs",
    "CallerSubjects",
    "CallerUsers",
    "Checkpoint",
    "Children",
    "ConflictError",
    "Contact",
    "CorruptError",
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
    "InternalError",
    "InvalidError",
    "JournalPage",
    "JsonValue",
    "Landing",
    "LimitReachedError",
    "Member",
    "NewKey",
    "NewSubject",
    "NotFoundError",
    "Order",
    "Org",
    "OrgStatus",
    "Page",
    "Pager",
    "Permission",
    "Principal",
    "PrincipalService",
    "PrincipalUser",
    "Pruned",
    "PurgeProgress",
    "Role",
    "RoleInfo",
    "Rule",
    "Scope",
    "ScopeDirectory",
    "ScopeOrg",
    "Secret",
    "Service",
    "Subject",
    "Team",
    "TeamMember",
    "Tenant",
    "TenantAccess",
    "TenantCheckpoints",
    "TenantJournal",
    "TenantMembers",
    "TenantOrgs",
    "TenantRoles",
    "TenantServiceKeys",
    "TenantServices",
    "TenantTeamMembers",
    "TenantTeams",
    "Tenantry",
    "TenantryError",
    "ThrottledError",
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
