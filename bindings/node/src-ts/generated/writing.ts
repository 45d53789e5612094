// Derived by `cargo xtask bindgen`: do not edit.

import { each, integer, struct, time } from "../writing.js";

export const writeAddMember = struct([
  ["role", "role"],
  ["user", "user"],
]);

export const writeAddTeamMember = struct([
  ["principal", "principal"],
  ["role", "role"],
  ["team", "team"],
]);

export const writeAddress = struct([
  ["city", "city"],
  ["country", "country"],
  ["postalCode", "postal_code"],
  ["region", "region"],
  ["street", "street"],
]);

export const writeAskLanded = struct([
  ["after", "after", integer],
  ["commit", "commit"],
  ["scope", "scope"],
]);

export const writeAssignTask = struct([
  ["task", "task"],
  ["add", "add"],
  ["ifVersion", "if_version", integer],
  ["remove", "remove"],
]);

export const writeCheckAccess = struct([
  ["permission", "permission"],
  ["atLeast", "at_least"],
  ["object", "object"],
  ["principal", "principal"],
  ["team", "team"],
]);

export const writeCheckMany = struct([
  ["checks", "checks", each(writeCheckAccess)],
]);

export const writeContact = struct([
  ["email", "email"],
  ["name", "name"],
  ["phone", "phone"],
]);

export const writeCreateAssignment = struct([
  ["holder", "holder"],
  ["role", "role"],
  ["expiresAt", "expires_at", time],
  ["team", "team"],
]);

export const writeCreateCheckpoint = struct([
  ["seq", "seq", integer],
]);

export const writeCreateDirectory = struct([
  ["name", "name"],
]);

export const writeCreateGrant = struct([
  ["holder", "holder"],
  ["level", "level"],
  ["object", "object"],
  ["expiresAt", "expires_at", time],
]);

export const writeCreateKey = struct([
  ["name", "name"],
  ["expiresAt", "expires_at", time],
  ["org", "org"],
  ["scopes", "scopes"],
]);

export const writeCreateLabel = struct([
  ["name", "name"],
  ["color", "color"],
  ["description", "description"],
]);

export const writeCreateLink = struct([
  ["level", "level"],
  ["object", "object"],
  ["expiresAt", "expires_at", time],
]);

export const writeCreateOrg = struct([
  ["name", "name"],
  ["slug", "slug"],
  ["address", "address", writeAddress],
  ["contact", "contact", writeContact],
  ["directory", "directory"],
  ["owner", "owner"],
]);

export const writeCreatePermission = struct([
  ["name", "name"],
  ["description", "description"],
  ["level", "level"],
]);

export const writeCreateProject = struct([
  ["name", "name"],
  ["description", "description"],
  ["dueOn", "due_on"],
  ["owner", "owner"],
  ["startsOn", "starts_on"],
  ["team", "team"],
]);

export const writeCreateRole = struct([
  ["name", "name"],
  ["permissions", "permissions"],
  ["description", "description"],
]);

export const writeCreateService = struct([
  ["name", "name"],
  ["role", "role"],
  ["description", "description"],
]);

export const writeCreateServiceKey = struct([
  ["name", "name"],
  ["service", "service"],
  ["expiresAt", "expires_at", time],
  ["scopes", "scopes"],
]);

export const writeCreateStatus = struct([
  ["category", "category"],
  ["name", "name"],
  ["description", "description"],
  ["rank", "rank", integer],
]);

export const writeCreateTaskComment = struct([
  ["task", "task"],
  ["text", "text"],
]);

export const writeCreateTeam = struct([
  ["name", "name"],
  ["description", "description"],
  ["owner", "owner"],
  ["parent", "parent"],
]);

export const writeDeleteAssignment = struct([
  ["assignment", "assignment"],
]);

export const writeDeleteGrant = struct([
  ["grant", "grant"],
]);

export const writeDeleteLabel = struct([
  ["label", "label"],
  ["ifVersion", "if_version", integer],
]);

export const writeDeleteLink = struct([
  ["link", "link"],
]);

export const writeDeletePermission = struct([
  ["permission", "permission"],
  ["ifVersion", "if_version", integer],
]);

export const writeDeleteProject = struct([
  ["project", "project"],
  ["ifVersion", "if_version", integer],
]);

export const writeDeleteRole = struct([
  ["role", "role"],
  ["ifVersion", "if_version", integer],
]);

export const writeDeleteService = struct([
  ["service", "service"],
  ["heir", "heir"],
]);

export const writeDeleteStatus = struct([
  ["status", "status"],
  ["ifVersion", "if_version", integer],
]);

export const writeDeleteTask = struct([
  ["task", "task"],
  ["ifVersion", "if_version", integer],
]);

export const writeDeleteTaskComment = struct([
  ["comment", "comment"],
  ["task", "task"],
  ["ifVersion", "if_version", integer],
]);

export const writeDeleteTeam = struct([
  ["team", "team"],
  ["children", "children"],
  ["ifVersion", "if_version", integer],
]);

export const writeExplainAccess = struct([
  ["permission", "permission"],
  ["object", "object"],
  ["principal", "principal"],
  ["team", "team"],
]);

export const writeGetAssignment = struct([
  ["assignment", "assignment"],
]);

export const writeGetDirectory = struct([
  ["directory", "directory"],
]);

export const writeGetGrant = struct([
  ["grant", "grant"],
]);

export const writeGetLabel = struct([
  ["label", "label"],
]);

export const writeGetMember = struct([
  ["principal", "principal"],
]);

export const writeGetPermission = struct([
  ["permission", "permission"],
]);

export const writeGetProject = struct([
  ["project", "project"],
]);

export const writeGetRole = struct([
  ["role", "role"],
]);

export const writeGetService = struct([
  ["service", "service"],
]);

export const writeGetStatus = struct([
  ["status", "status"],
]);

export const writeGetTask = struct([
  ["task", "task"],
]);

export const writeGetTaskComment = struct([
  ["comment", "comment"],
  ["task", "task"],
]);

export const writeGetTeam = struct([
  ["team", "team"],
]);

export const writeGetUser = struct([
  ["user", "user"],
  ["directory", "directory"],
]);

export const writeLinkSubject = struct([
  ["directory", "directory"],
  ["issuer", "issuer"],
  ["subject", "subject"],
  ["user", "user"],
]);

export const writeListActivity = struct([
  ["subject", "subject"],
  ["before", "before", integer],
  ["limit", "limit", integer],
]);

export const writeListDirectoryJournal = struct([
  ["directory", "directory"],
  ["after", "after"],
  ["limit", "limit", integer],
]);

export const writeListJournal = struct([
  ["after", "after"],
  ["limit", "limit", integer],
]);

export const writeMoveTask = struct([
  ["task", "task"],
  ["after", "after"],
  ["before", "before"],
  ["ifVersion", "if_version", integer],
  ["parent", "parent"],
  ["team", "team"],
]);

export const writeMoveTeam = struct([
  ["team", "team"],
  ["ifVersion", "if_version", integer],
  ["parent", "parent"],
]);

export const writeNameDeparted = struct([
  ["directory", "directory"],
  ["org", "org"],
]);

export const writeNameUser = struct([
  ["directory", "directory"],
  ["user", "user"],
]);

export const writeNewSubject = struct([
  ["issuer", "issuer"],
  ["subject", "subject"],
]);

export const writeCreateUser = struct([
  ["directory", "directory"],
  ["displayName", "display_name"],
  ["email", "email"],
  ["username", "username"],
  ["subject", "subject", writeNewSubject],
]);

export const writePageInput = struct([
  ["cursor", "cursor"],
  ["limit", "limit", integer],
]);

export const writeListAssignments = struct([
  ["holder", "holder"],
  ["order", "order"],
  ["page", "page", writePageInput],
  ["role", "role"],
  ["team", "team"],
]);

export const writeListDescendants = struct([
  ["team", "team"],
  ["order", "order"],
  ["page", "page", writePageInput],
]);

export const writeListDirectories = struct([
  ["order", "order"],
  ["page", "page", writePageInput],
]);

export const writeListGrants = struct([
  ["holder", "holder"],
  ["object", "object"],
  ["order", "order"],
  ["page", "page", writePageInput],
]);

export const writeListKeys = struct([
  ["order", "order"],
  ["page", "page", writePageInput],
]);

export const writeListLabels = struct([
  ["archived", "archived"],
  ["order", "order"],
  ["page", "page", writePageInput],
]);

export const writeListMembers = struct([
  ["order", "order"],
  ["page", "page", writePageInput],
]);

export const writeListOrgs = struct([
  ["order", "order"],
  ["page", "page", writePageInput],
]);

export const writeListPermissions = struct([
  ["order", "order"],
  ["page", "page", writePageInput],
]);

export const writeListProjectShares = struct([
  ["project", "project"],
  ["order", "order"],
  ["page", "page", writePageInput],
]);

export const writeListProjects = struct([
  ["order", "order"],
  ["owner", "owner"],
  ["page", "page", writePageInput],
  ["status", "status"],
  ["team", "team"],
]);

export const writeListRoles = struct([
  ["order", "order"],
  ["page", "page", writePageInput],
]);

export const writeListServiceKeys = struct([
  ["service", "service"],
  ["order", "order"],
  ["page", "page", writePageInput],
]);

export const writeListServices = struct([
  ["order", "order"],
  ["page", "page", writePageInput],
]);

export const writeListStatuses = struct([
  ["archived", "archived"],
  ["order", "order"],
  ["page", "page", writePageInput],
]);

export const writeListTaskComments = struct([
  ["task", "task"],
  ["order", "order"],
  ["page", "page", writePageInput],
]);

export const writeListTaskShares = struct([
  ["task", "task"],
  ["order", "order"],
  ["page", "page", writePageInput],
]);

export const writeListTasks = struct([
  ["assignee", "assignee"],
  ["category", "category"],
  ["deleted", "deleted"],
  ["dueBefore", "due_before", time],
  ["dueFrom", "due_from", time],
  ["label", "label"],
  ["owner", "owner"],
  ["page", "page", writePageInput],
  ["parent", "parent"],
  ["pending", "pending"],
  ["project", "project"],
  ["sharedWithMe", "shared_with_me"],
  ["sort", "sort"],
  ["status", "status"],
  ["team", "team"],
  ["text", "text"],
]);

export const writeListTeamMembers = struct([
  ["team", "team"],
  ["order", "order"],
  ["page", "page", writePageInput],
]);

export const writeListTeams = struct([
  ["order", "order"],
  ["page", "page", writePageInput],
  ["parent", "parent"],
  ["top", "top"],
]);

export const writeListUsers = struct([
  ["directory", "directory"],
  ["order", "order"],
  ["page", "page", writePageInput],
]);

export const writePruneJournal = struct([
  ["through", "through", integer],
]);

export const writeRemoveMember = struct([
  ["user", "user"],
  ["heir", "heir"],
]);

export const writeRemoveTeamMember = struct([
  ["principal", "principal"],
  ["team", "team"],
]);

export const writeRepeat = struct([
  ["every", "every", integer],
  ["unit", "unit"],
  ["startsOn", "starts_on"],
  ["until", "until"],
]);

export const writeRestoreTask = struct([
  ["task", "task"],
  ["ifVersion", "if_version", integer],
]);

export const writeRevokeKey = struct([
  ["key", "key"],
]);

export const writeRevokeServiceKey = struct([
  ["key", "key"],
  ["service", "service"],
]);

export const writeRotateKey = struct([
  ["key", "key"],
  ["overlapSecs", "overlap_secs", integer],
]);

export const writeRotateServiceKey = struct([
  ["key", "key"],
  ["service", "service"],
  ["overlapSecs", "overlap_secs", integer],
]);

export const writeShareProject = struct([
  ["holder", "holder"],
  ["level", "level"],
  ["project", "project"],
  ["expiresAt", "expires_at", time],
]);

export const writeShareTask = struct([
  ["holder", "holder"],
  ["level", "level"],
  ["task", "task"],
  ["expiresAt", "expires_at", time],
]);

export const writeSubscribe = struct([
  ["after", "after"],
]);

export const writeTaskLink = struct([
  ["url", "url"],
  ["title", "title"],
]);

export const writeCreateTask = struct([
  ["title", "title"],
  ["assignees", "assignees"],
  ["description", "description"],
  ["dueAt", "due_at", time],
  ["dueOn", "due_on"],
  ["labels", "labels"],
  ["links", "links", each(writeTaskLink)],
  ["owner", "owner"],
  ["parent", "parent"],
  ["priority", "priority"],
  ["project", "project"],
  ["repeat", "repeat", writeRepeat],
  ["status", "status"],
  ["team", "team"],
]);

export const writeTaskStatisticsInput = struct([
  ["firstDay", "first_day"],
  ["lastDay", "last_day"],
  ["org", "org"],
  ["team", "team"],
]);

export const writeTransitionTask = struct([
  ["status", "status"],
  ["task", "task"],
  ["ifVersion", "if_version", integer],
]);

export const writeUnlinkSubject = struct([
  ["directory", "directory"],
  ["issuer", "issuer"],
  ["subject", "subject"],
]);

export const writeUnshareProject = struct([
  ["holder", "holder"],
  ["project", "project"],
]);

export const writeUnshareTask = struct([
  ["holder", "holder"],
  ["task", "task"],
]);

export const writeUpdateAssignment = struct([
  ["assignment", "assignment"],
  ["expiresAt", "expires_at", time],
  ["ifVersion", "if_version", integer],
]);

export const writeUpdateGrant = struct([
  ["grant", "grant"],
  ["expiresAt", "expires_at", time],
  ["ifVersion", "if_version", integer],
  ["level", "level"],
]);

export const writeUpdateLabel = struct([
  ["label", "label"],
  ["archived", "archived"],
  ["color", "color"],
  ["description", "description"],
  ["ifVersion", "if_version", integer],
  ["name", "name"],
]);

export const writeUpdateMember = struct([
  ["principal", "principal"],
  ["role", "role"],
  ["ifVersion", "if_version", integer],
]);

export const writeUpdateOrg = struct([
  ["address", "address", writeAddress],
  ["contact", "contact", writeContact],
  ["ifVersion", "if_version", integer],
  ["name", "name"],
  ["slug", "slug"],
]);

export const writeUpdatePermission = struct([
  ["permission", "permission"],
  ["description", "description"],
  ["ifVersion", "if_version", integer],
  ["level", "level"],
]);

export const writeUpdateProject = struct([
  ["project", "project"],
  ["description", "description"],
  ["dueOn", "due_on"],
  ["ifVersion", "if_version", integer],
  ["name", "name"],
  ["owner", "owner"],
  ["startsOn", "starts_on"],
  ["status", "status"],
  ["team", "team"],
]);

export const writeUpdateRole = struct([
  ["role", "role"],
  ["description", "description"],
  ["ifVersion", "if_version", integer],
  ["name", "name"],
  ["permissions", "permissions"],
]);

export const writeUpdateService = struct([
  ["service", "service"],
  ["description", "description"],
  ["ifVersion", "if_version", integer],
  ["name", "name"],
]);

export const writeUpdateStatus = struct([
  ["status", "status"],
  ["archived", "archived"],
  ["description", "description"],
  ["ifVersion", "if_version", integer],
  ["name", "name"],
  ["rank", "rank", integer],
]);

export const writeUpdateTask = struct([
  ["task", "task"],
  ["description", "description"],
  ["dueAt", "due_at", time],
  ["dueOn", "due_on"],
  ["ifVersion", "if_version", integer],
  ["labels", "labels"],
  ["links", "links", each(writeTaskLink)],
  ["owner", "owner"],
  ["priority", "priority"],
  ["project", "project"],
  ["repeat", "repeat", writeRepeat],
  ["title", "title"],
]);

export const writeUpdateTaskComment = struct([
  ["comment", "comment"],
  ["task", "task"],
  ["text", "text"],
  ["ifVersion", "if_version", integer],
]);

export const writeUpdateTeam = struct([
  ["team", "team"],
  ["description", "description"],
  ["ifVersion", "if_version", integer],
  ["name", "name"],
  ["owner", "owner"],
]);

export const writeUpdateTeamMember = struct([
  ["principal", "principal"],
  ["role", "role"],
  ["team", "team"],
  ["ifVersion", "if_version", integer],
]);

export const writeUpdateUser = struct([
  ["user", "user"],
  ["directory", "directory"],
  ["displayName", "display_name"],
  ["email", "email"],
  ["ifVersion", "if_version", integer],
  ["username", "username"],
]);

export const writeVerifyJournal = struct([
  ["hash", "hash"],
  ["seq", "seq", integer],
]);

export const writeWhatCan = struct([
  ["object", "object"],
  ["principal", "principal"],
  ["team", "team"],
]);

export const writeWhoCan = struct([
  ["permission", "permission"],
  ["object", "object"],
  ["order", "order"],
  ["page", "page", writePageInput],
  ["team", "team"],
]);
