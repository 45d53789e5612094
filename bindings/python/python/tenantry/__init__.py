"""Tenantry: the back office of an AI product, as a library.

Derived by `cargo xtask bindgen`: do not edit.
"""

from typing import Literal

from . import aio, errors
from ._native import (
    Abilities,
    Able,
    Activity,
    ActorService,
    ActorSystem,
    ActorUser,
    Address,
    Answer,
    Answers,
    ApiKey,
    Assignment,
    Caller,
    CallerCommits,
    CallerDirectories,
    CallerKeys,
    CallerMe,
    CallerOrgs,
    CallerSubjects,
    CallerUsers,
    CheckAccess,
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
    Grant,
    HolderOrg,
    HolderRole,
    HolderService,
    HolderSubtree,
    HolderTeam,
    HolderUser,
    JournalPage,
    Landing,
    Member,
    NewKey,
    NewSubject,
    Org,
    Page,
    Pager,
    PermissionInfo,
    PrincipalService,
    PrincipalUser,
    Project,
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
    TenantAssignments,
    TenantCheckpoints,
    TenantGrants,
    TenantJournal,
    TenantMembers,
    TenantOrgs,
    TenantPermissions,
    TenantProjects,
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
Holder = HolderUser | HolderService | HolderTeam | HolderSubtree | HolderRole | HolderOrg
Level = (
    Literal["view"]
    | Literal["comment"]
    | Literal["edit"]
    | Literal["manage"]
)
Order = (
    Literal["oldest"]
    | Literal["newest"]
)
OrgStatus = (
    Literal["active"]
    | Literal["suspended"]
    | Literal["deleted"]
)
Principal = PrincipalUser | PrincipalService
ProjectStatus = (
    Literal["active"]
    | Literal["paused"]
    | Literal["done"]
    | Literal["archived"]
)
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
    | Literal["owner"]
    | Literal["shared"]
    | Literal["no_role"]
    | Literal["not_shared"]
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
    "Abilities",
    "Able",
    "Activity",
    "Actor",
    "ActorService",
    "ActorSystem",
    "ActorUser",
    "Address",
    "Answer",
    "Answers",
    "ApiKey",
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
    "CheckAccess",
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
    "Grant",
    "Holder",
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
    "Landing",
    "Level",
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
    "PermissionInfo",
    "Principal",
    "PrincipalService",
    "PrincipalUser",
    "Project",
    "ProjectStatus",
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
    "TenantAssignments",
    "TenantCheckpoints",
    "TenantGrants",
    "TenantJournal",
    "TenantMembers",
    "TenantOrgs",
    "TenantPermissions",
    "TenantProjects",
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
