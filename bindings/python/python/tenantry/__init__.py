"""Tenantry: the back office of an AI product, as a library.

Derived by `cargo xtask bindgen`: do not edit.
"""

from typing import Literal

from . import aio, errors
from ._native import (
    Abilities,
    Able,
    Activity,
    ActorLink,
    ActorService,
    ActorSystem,
    ActorUser,
    Address,
    Answer,
    Answers,
    ApiKey,
    Assignee,
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
    DayStatistics,
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
    HolderLink,
    HolderOrg,
    HolderRole,
    HolderService,
    HolderSubtree,
    HolderTeam,
    HolderUser,
    JournalPage,
    Label,
    Landing,
    Member,
    NewKey,
    NewLink,
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
    Repeat,
    RoleInfo,
    ScopeDirectory,
    ScopeOrg,
    Secret,
    Service,
    SharedWithMe,
    Status,
    StatusCount,
    Subject,
    Task,
    TaskComment,
    TaskDetails,
    TaskLink,
    TaskStatistics,
    TaskStub,
    Team,
    TeamMember,
    Tenant,
    TenantAccess,
    TenantAssignments,
    TenantCheckpoints,
    TenantGrants,
    TenantJournal,
    TenantLabels,
    TenantLinks,
    TenantMembers,
    TenantOrgs,
    TenantPermissions,
    TenantProjects,
    TenantRoles,
    TenantServiceKeys,
    TenantServices,
    TenantStatuses,
    TenantTaskComments,
    TenantTasks,
    TenantTeamMembers,
    TenantTeams,
    Tenantry,
    TransitionedTask,
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

Actor = ActorUser | ActorService | ActorLink | ActorSystem
Category = (
    Literal["triage"]
    | Literal["backlog"]
    | Literal["todo"]
    | Literal["in_progress"]
    | Literal["done"]
    | Literal["cancelled"]
)
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
Holder = HolderUser | HolderService | HolderTeam | HolderSubtree | HolderRole | HolderOrg | HolderLink
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
Priority = (
    Literal["none"]
    | Literal["low"]
    | Literal["medium"]
    | Literal["high"]
    | Literal["urgent"]
)
ProjectStatus = (
    Literal["active"]
    | Literal["paused"]
    | Literal["done"]
    | Literal["archived"]
)
RepeatUnit = (
    Literal["day"]
    | Literal["week"]
    | Literal["month"]
    | Literal["year"]
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
    | Literal["assigned"]
    | Literal["shared"]
    | Literal["no_role"]
    | Literal["not_shared"]
    | Literal["not_carried"]
    | Literal["suspended"]
)
Scope = ScopeOrg | ScopeDirectory
TaskSort = (
    Literal["newest"]
    | Literal["oldest"]
    | Literal["updated"]
    | Literal["due"]
    | Literal["priority"]
    | Literal["position"]
)
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
