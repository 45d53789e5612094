"""Tenantry on an event loop: the same names as in `tenantry`, to be awaited.

Derived by `cargo xtask bindgen`: do not edit.
"""

from ._native import aio as _aio

Caller = _aio.Caller
CallerCommits = _aio.CallerCommits
CallerDirectories = _aio.CallerDirectories
CallerKeys = _aio.CallerKeys
CallerMe = _aio.CallerMe
CallerOrgs = _aio.CallerOrgs
CallerSubjects = _aio.CallerSubjects
CallerUsers = _aio.CallerUsers
Feed = _aio.Feed
Pager = _aio.Pager
Tenant = _aio.Tenant
TenantAccess = _aio.TenantAccess
TenantAssignments = _aio.TenantAssignments
TenantCheckpoints = _aio.TenantCheckpoints
TenantGrants = _aio.TenantGrants
TenantJournal = _aio.TenantJournal
TenantLabels = _aio.TenantLabels
TenantLinks = _aio.TenantLinks
TenantMembers = _aio.TenantMembers
TenantOrgs = _aio.TenantOrgs
TenantPermissions = _aio.TenantPermissions
TenantProjects = _aio.TenantProjects
TenantRoles = _aio.TenantRoles
TenantServiceKeys = _aio.TenantServiceKeys
TenantServices = _aio.TenantServices
TenantStatuses = _aio.TenantStatuses
TenantTaskComments = _aio.TenantTaskComments
TenantTasks = _aio.TenantTasks
TenantTeamMembers = _aio.TenantTeamMembers
TenantTeams = _aio.TenantTeams
Tenantry = _aio.Tenantry

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
