// Derived by `cargo xtask bindgen`: do not edit.

import { each, integer, time } from "../reading.js";
import type { JsonObject, Mutable, Wire } from "../words.js";
import type * as types from "./types.js";

export function readActivity(wire: Wire): types.Activity {
  const value: Mutable<types.Activity> = {
    items: each(wire["items"] as never, readEntry),
  };
  if (wire["next"] != null) value.next = integer(wire["next"] as never);
  return value;
}

export function readAddress(wire: Wire): types.Address {
  const value: Mutable<types.Address> = {};
  if (wire["city"] != null) value.city = wire["city"] as string;
  if (wire["country"] != null) value.country = wire["country"] as string;
  if (wire["postal_code"] != null) value.postalCode = wire["postal_code"] as string;
  if (wire["region"] != null) value.region = wire["region"] as string;
  if (wire["street"] != null) value.street = wire["street"] as string;
  return value;
}

export function readApiKey(wire: Wire): types.ApiKey {
  const value: Mutable<types.ApiKey> = {
    createdAt: time(wire["created_at"] as never),
    directory: wire["directory"] as types.DirectoryId,
    hint: wire["hint"] as string,
    id: wire["id"] as types.KeyId,
    name: wire["name"] as string,
    owner: wire["owner"] as types.Principal,
    updatedAt: time(wire["updated_at"] as never),
    version: integer(wire["version"] as never),
    scopes: (wire["scopes"] ?? []) as ReadonlyArray<types.PermissionName>,
  };
  if (wire["expires_at"] != null) value.expiresAt = time(wire["expires_at"] as never);
  if (wire["last_used_at"] != null) value.lastUsedAt = time(wire["last_used_at"] as never);
  if (wire["org"] != null) value.org = wire["org"] as types.OrgId;
  if (wire["replaced_by"] != null) value.replacedBy = wire["replaced_by"] as types.KeyId;
  if (wire["revoked_at"] != null) value.revokedAt = time(wire["revoked_at"] as never);
  return value;
}

export function readApiKeyPage(wire: Wire): types.ApiKeyPage {
  const value: Mutable<types.ApiKeyPage> = {
    items: each(wire["items"] as never, readApiKey),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readAssignee(wire: Wire): types.Assignee {
  return {
    assignedAt: time(wire["assigned_at"] as never),
    holder: wire["holder"] as types.Holder,
  };
}

export function readAssignment(wire: Wire): types.Assignment {
  const value: Mutable<types.Assignment> = {
    createdAt: time(wire["created_at"] as never),
    givenBy: wire["given_by"] as types.Actor,
    holder: wire["holder"] as types.Holder,
    id: wire["id"] as types.AssignmentId,
    org: wire["org"] as types.OrgId,
    role: wire["role"] as types.RoleId,
    updatedAt: time(wire["updated_at"] as never),
    version: integer(wire["version"] as never),
  };
  if (wire["expires_at"] != null) value.expiresAt = time(wire["expires_at"] as never);
  if (wire["team"] != null) value.team = wire["team"] as types.TeamId;
  return value;
}

export function readAssignmentPage(wire: Wire): types.AssignmentPage {
  const value: Mutable<types.AssignmentPage> = {
    items: each(wire["items"] as never, readAssignment),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readCheckpoint(wire: Wire): types.Checkpoint {
  return {
    createdAt: time(wire["created_at"] as never),
    hash: wire["hash"] as string,
    org: wire["org"] as types.OrgId,
    seq: integer(wire["seq"] as never),
  };
}

export function readCheckpointPage(wire: Wire): types.CheckpointPage {
  const value: Mutable<types.CheckpointPage> = {
    items: each(wire["items"] as never, readCheckpoint),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readDayStatistics(wire: Wire): types.DayStatistics {
  return {
    completed: integer(wire["completed"] as never),
    created: integer(wire["created"] as never),
    day: wire["day"] as types.Day,
    due: integer(wire["due"] as never),
  };
}

export function readDepartedOrg(wire: Wire): types.DepartedOrg {
  return {
    deletedAt: time(wire["deleted_at"] as never),
    directory: wire["directory"] as types.DirectoryId,
    hash: wire["hash"] as string,
    org: wire["org"] as types.OrgId,
    seq: integer(wire["seq"] as never),
  };
}

export function readDirectory(wire: Wire): types.Directory {
  return {
    createdAt: time(wire["created_at"] as never),
    id: wire["id"] as types.DirectoryId,
    name: wire["name"] as string,
    updatedAt: time(wire["updated_at"] as never),
    version: integer(wire["version"] as never),
  };
}

export function readDirectoryPage(wire: Wire): types.DirectoryPage {
  const value: Mutable<types.DirectoryPage> = {
    items: each(wire["items"] as never, readDirectory),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readEntry(wire: Wire): types.Entry {
  const value: Mutable<types.Entry> = {
    actor: wire["actor"] as types.Actor,
    at: time(wire["at"] as never),
    body: wire["body"] as JsonObject,
    commit: wire["commit"] as types.CommitId,
    cursor: wire["cursor"] as types.Cursor,
    effect: wire["effect"] as types.Effect,
    operation: wire["operation"] as string,
    seq: integer(wire["seq"] as never),
    subject: wire["subject"] as types.EntrySubject,
  };
  if (wire["on_behalf_of"] != null) value.onBehalfOf = wire["on_behalf_of"] as types.UserId;
  if (wire["personal"] != null) value.personal = wire["personal"] as Readonly<Record<string, string>>;
  if (wire["reason"] != null) value.reason = wire["reason"] as string;
  return value;
}

export function readFeedItem(wire: Wire): types.FeedItem {
  switch (wire["kind"]) {
    case "start": {
      return {
        kind: "start",
        cursor: wire["cursor"] as types.Cursor,
      };
    }
    case "entry": {
      return {
        kind: "entry",
        entry: readEntry(wire["entry"] as never),
      };
    }
    case "gone": {
      return {
        kind: "gone",
        cursor: wire["cursor"] as types.Cursor,
        subject: wire["subject"] as types.EntrySubject,
      };
    }
    case "resync": {
      return {
        kind: "resync",
        cursor: wire["cursor"] as types.Cursor,
      };
    }
    default:
      return wire as never;
  }
}

export function readGrant(wire: Wire): types.Grant {
  const value: Mutable<types.Grant> = {
    createdAt: time(wire["created_at"] as never),
    givenBy: wire["given_by"] as types.Actor,
    holder: wire["holder"] as types.Holder,
    id: wire["id"] as types.GrantId,
    level: wire["level"] as types.Level,
    object: wire["object"] as types.Object,
    org: wire["org"] as types.OrgId,
    updatedAt: time(wire["updated_at"] as never),
    version: integer(wire["version"] as never),
  };
  if (wire["expires_at"] != null) value.expiresAt = time(wire["expires_at"] as never);
  return value;
}

export function readGrantPage(wire: Wire): types.GrantPage {
  const value: Mutable<types.GrantPage> = {
    items: each(wire["items"] as never, readGrant),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readJournalPage(wire: Wire): types.JournalPage {
  return {
    cursor: wire["cursor"] as types.Cursor,
    items: each(wire["items"] as never, readEntry),
    resync: wire["resync"] as boolean,
  };
}

export function readLabel(wire: Wire): types.Label {
  const value: Mutable<types.Label> = {
    archived: wire["archived"] as boolean,
    createdAt: time(wire["created_at"] as never),
    id: wire["id"] as types.LabelId,
    name: wire["name"] as string,
    org: wire["org"] as types.OrgId,
    updatedAt: time(wire["updated_at"] as never),
    version: integer(wire["version"] as never),
  };
  if (wire["color"] != null) value.color = wire["color"] as string;
  if (wire["description"] != null) value.description = wire["description"] as string;
  return value;
}

export function readLabelPage(wire: Wire): types.LabelPage {
  const value: Mutable<types.LabelPage> = {
    items: each(wire["items"] as never, readLabel),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readLanding(wire: Wire): types.Landing {
  const value: Mutable<types.Landing> = {
    hasLanded: wire["has_landed"] as boolean,
  };
  if (wire["at"] != null) value.at = time(wire["at"] as never);
  if (wire["seq"] != null) value.seq = integer(wire["seq"] as never);
  return value;
}

export function readMember(wire: Wire): types.Member {
  return {
    createdAt: time(wire["created_at"] as never),
    org: wire["org"] as types.OrgId,
    principal: wire["principal"] as types.Principal,
    role: wire["role"] as types.Role,
    suspended: wire["suspended"] as boolean,
    updatedAt: time(wire["updated_at"] as never),
    version: integer(wire["version"] as never),
  };
}

export function readMemberPage(wire: Wire): types.MemberPage {
  const value: Mutable<types.MemberPage> = {
    items: each(wire["items"] as never, readMember),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readNewKey(wire: Wire): types.NewKey {
  const value: Mutable<types.NewKey> = {
    key: readApiKey(wire["key"] as never),
  };
  if (wire["secret"] != null) value.secret = wire["secret"] as string;
  return value;
}

export function readNewLink(wire: Wire): types.NewLink {
  const value: Mutable<types.NewLink> = {
    grant: readGrant(wire["grant"] as never),
  };
  if (wire["secret"] != null) value.secret = wire["secret"] as string;
  return value;
}

export function readOrg(wire: Wire): types.Org {
  const value: Mutable<types.Org> = {
    createdAt: time(wire["created_at"] as never),
    directory: wire["directory"] as types.DirectoryId,
    id: wire["id"] as types.OrgId,
    name: wire["name"] as string,
    slug: wire["slug"] as string,
    status: wire["status"] as types.OrgStatus,
    updatedAt: time(wire["updated_at"] as never),
    version: integer(wire["version"] as never),
  };
  if (wire["address"] != null) value.address = readAddress(wire["address"] as never);
  if (wire["contact"] != null) value.contact = wire["contact"] as types.Contact;
  return value;
}

export function readOrgPage(wire: Wire): types.OrgPage {
  const value: Mutable<types.OrgPage> = {
    items: each(wire["items"] as never, readOrg),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readPermissionInfo(wire: Wire): types.PermissionInfo {
  const value: Mutable<types.PermissionInfo> = {
    builtIn: wire["built_in"] as boolean,
    createdAt: time(wire["created_at"] as never),
    id: wire["id"] as types.PermissionId,
    name: wire["name"] as types.PermissionName,
    org: wire["org"] as types.OrgId,
    updatedAt: time(wire["updated_at"] as never),
    version: integer(wire["version"] as never),
  };
  if (wire["description"] != null) value.description = wire["description"] as string;
  if (wire["level"] != null) value.level = wire["level"] as types.Level;
  return value;
}

export function readPermissionInfoPage(wire: Wire): types.PermissionInfoPage {
  const value: Mutable<types.PermissionInfoPage> = {
    items: each(wire["items"] as never, readPermissionInfo),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readProject(wire: Wire): types.Project {
  const value: Mutable<types.Project> = {
    createdAt: time(wire["created_at"] as never),
    id: wire["id"] as types.ProjectId,
    name: wire["name"] as string,
    org: wire["org"] as types.OrgId,
    owner: wire["owner"] as types.Principal,
    status: wire["status"] as types.ProjectStatus,
    updatedAt: time(wire["updated_at"] as never),
    version: integer(wire["version"] as never),
  };
  if (wire["description"] != null) value.description = wire["description"] as string;
  if (wire["due_on"] != null) value.dueOn = wire["due_on"] as types.Day;
  if (wire["starts_on"] != null) value.startsOn = wire["starts_on"] as types.Day;
  if (wire["team"] != null) value.team = wire["team"] as types.TeamId;
  return value;
}

export function readProjectPage(wire: Wire): types.ProjectPage {
  const value: Mutable<types.ProjectPage> = {
    items: each(wire["items"] as never, readProject),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readPruned(wire: Wire): types.Pruned {
  return {
    at: time(wire["at"] as never),
    entries: integer(wire["entries"] as never),
  };
}

export function readPurgeProgress(wire: Wire): types.PurgeProgress {
  return {
    isDone: wire["is_done"] as boolean,
    rows: integer(wire["rows"] as never),
  };
}

export function readRepeat(wire: Wire): types.Repeat {
  const value: Mutable<types.Repeat> = {
    every: wire["every"] as number,
    unit: wire["unit"] as types.RepeatUnit,
  };
  if (wire["starts_on"] != null) value.startsOn = wire["starts_on"] as types.Day;
  if (wire["until"] != null) value.until = wire["until"] as types.Day;
  return value;
}

export function readRoleInfo(wire: Wire): types.RoleInfo {
  const value: Mutable<types.RoleInfo> = {
    builtIn: wire["built_in"] as boolean,
    createdAt: time(wire["created_at"] as never),
    everyOwn: wire["every_own"] as boolean,
    id: wire["id"] as types.RoleId,
    inTeam: wire["in_team"] as ReadonlyArray<types.PermissionName>,
    name: wire["name"] as string,
    org: wire["org"] as types.OrgId,
    permissions: wire["permissions"] as ReadonlyArray<types.PermissionName>,
    updatedAt: time(wire["updated_at"] as never),
    version: integer(wire["version"] as never),
  };
  if (wire["description"] != null) value.description = wire["description"] as string;
  return value;
}

export function readRoleInfoPage(wire: Wire): types.RoleInfoPage {
  const value: Mutable<types.RoleInfoPage> = {
    items: each(wire["items"] as never, readRoleInfo),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readService(wire: Wire): types.Service {
  const value: Mutable<types.Service> = {
    createdAt: time(wire["created_at"] as never),
    id: wire["id"] as types.ServiceId,
    name: wire["name"] as string,
    org: wire["org"] as types.OrgId,
    updatedAt: time(wire["updated_at"] as never),
    version: integer(wire["version"] as never),
  };
  if (wire["description"] != null) value.description = wire["description"] as string;
  return value;
}

export function readServicePage(wire: Wire): types.ServicePage {
  const value: Mutable<types.ServicePage> = {
    items: each(wire["items"] as never, readService),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readSharedWithMe(wire: Wire): types.SharedWithMe {
  return {
    count: wire["count"] as number,
    isMore: wire["is_more"] as boolean,
  };
}

export function readStatus(wire: Wire): types.Status {
  const value: Mutable<types.Status> = {
    archived: wire["archived"] as boolean,
    builtIn: wire["built_in"] as boolean,
    category: wire["category"] as types.Category,
    createdAt: time(wire["created_at"] as never),
    id: wire["id"] as types.StatusId,
    name: wire["name"] as string,
    org: wire["org"] as types.OrgId,
    rank: wire["rank"] as number,
    updatedAt: time(wire["updated_at"] as never),
    version: integer(wire["version"] as never),
  };
  if (wire["description"] != null) value.description = wire["description"] as string;
  return value;
}

export function readStatusCount(wire: Wire): types.StatusCount {
  return {
    category: wire["category"] as types.Category,
    count: integer(wire["count"] as never),
    name: wire["name"] as string,
    status: wire["status"] as types.StatusId,
  };
}

export function readStatusPage(wire: Wire): types.StatusPage {
  const value: Mutable<types.StatusPage> = {
    items: each(wire["items"] as never, readStatus),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readSubject(wire: Wire): types.Subject {
  return {
    createdAt: time(wire["created_at"] as never),
    directory: wire["directory"] as types.DirectoryId,
    issuer: wire["issuer"] as string,
    subject: wire["subject"] as string,
    user: wire["user"] as types.UserId,
    version: integer(wire["version"] as never),
  };
}

export function readSubjectPage(wire: Wire): types.SubjectPage {
  const value: Mutable<types.SubjectPage> = {
    items: each(wire["items"] as never, readSubject),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readTask(wire: Wire): types.Task {
  const value: Mutable<types.Task> = {
    assignees: each(wire["assignees"] as never, readAssignee),
    category: wire["category"] as types.Category,
    createdAt: time(wire["created_at"] as never),
    id: wire["id"] as types.TaskId,
    labels: wire["labels"] as ReadonlyArray<types.LabelId>,
    links: wire["links"] as ReadonlyArray<types.TaskLink>,
    org: wire["org"] as types.OrgId,
    owner: wire["owner"] as types.Principal,
    position: wire["position"] as types.Position,
    priority: wire["priority"] as types.Priority,
    status: wire["status"] as types.StatusId,
    title: wire["title"] as string,
    updatedAt: time(wire["updated_at"] as never),
    version: integer(wire["version"] as never),
  };
  if (wire["completed_at"] != null) value.completedAt = time(wire["completed_at"] as never);
  if (wire["deleted_at"] != null) value.deletedAt = time(wire["deleted_at"] as never);
  if (wire["description"] != null) value.description = wire["description"] as string;
  if (wire["due_at"] != null) value.dueAt = time(wire["due_at"] as never);
  if (wire["due_on"] != null) value.dueOn = wire["due_on"] as types.Day;
  if (wire["parent"] != null) value.parent = wire["parent"] as types.TaskId;
  if (wire["project"] != null) value.project = wire["project"] as types.ProjectId;
  if (wire["repeat"] != null) value.repeat = readRepeat(wire["repeat"] as never);
  if (wire["shared_until"] != null) value.sharedUntil = time(wire["shared_until"] as never);
  if (wire["team"] != null) value.team = wire["team"] as types.TeamId;
  return value;
}

export function readTaskComment(wire: Wire): types.TaskComment {
  return {
    author: wire["author"] as types.Actor,
    createdAt: time(wire["created_at"] as never),
    id: wire["id"] as types.CommentId,
    org: wire["org"] as types.OrgId,
    task: wire["task"] as types.TaskId,
    text: wire["text"] as string,
    updatedAt: time(wire["updated_at"] as never),
    version: integer(wire["version"] as never),
  };
}

export function readTaskCommentPage(wire: Wire): types.TaskCommentPage {
  const value: Mutable<types.TaskCommentPage> = {
    items: each(wire["items"] as never, readTaskComment),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readTaskDetails(wire: Wire): types.TaskDetails {
  return {
    ancestors: wire["ancestors"] as ReadonlyArray<types.TaskStub>,
    subtasks: wire["subtasks"] as number,
    task: readTask(wire["task"] as never),
  };
}

export function readTaskPage(wire: Wire): types.TaskPage {
  const value: Mutable<types.TaskPage> = {
    items: each(wire["items"] as never, readTask),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readTaskStatistics(wire: Wire): types.TaskStatistics {
  const value: Mutable<types.TaskStatistics> = {
    byDay: each(wire["by_day"] as never, readDayStatistics),
    byStatus: each(wire["by_status"] as never, readStatusCount),
    completed: integer(wire["completed"] as never),
    overdue: integer(wire["overdue"] as never),
    pending: integer(wire["pending"] as never),
    shared: integer(wire["shared"] as never),
    total: integer(wire["total"] as never),
  };
  if (wire["shared_with_me"] != null) value.sharedWithMe = readSharedWithMe(wire["shared_with_me"] as never);
  return value;
}

export function readTeam(wire: Wire): types.Team {
  const value: Mutable<types.Team> = {
    createdAt: time(wire["created_at"] as never),
    id: wire["id"] as types.TeamId,
    name: wire["name"] as string,
    org: wire["org"] as types.OrgId,
    owner: wire["owner"] as types.Principal,
    updatedAt: time(wire["updated_at"] as never),
    version: integer(wire["version"] as never),
  };
  if (wire["description"] != null) value.description = wire["description"] as string;
  if (wire["parent"] != null) value.parent = wire["parent"] as types.TeamId;
  return value;
}

export function readTeamMember(wire: Wire): types.TeamMember {
  return {
    createdAt: time(wire["created_at"] as never),
    org: wire["org"] as types.OrgId,
    principal: wire["principal"] as types.Principal,
    role: wire["role"] as types.Role,
    team: wire["team"] as types.TeamId,
    updatedAt: time(wire["updated_at"] as never),
    version: integer(wire["version"] as never),
  };
}

export function readTeamMemberPage(wire: Wire): types.TeamMemberPage {
  const value: Mutable<types.TeamMemberPage> = {
    items: each(wire["items"] as never, readTeamMember),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readTeamPage(wire: Wire): types.TeamPage {
  const value: Mutable<types.TeamPage> = {
    items: each(wire["items"] as never, readTeam),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readTransitionedTask(wire: Wire): types.TransitionedTask {
  const value: Mutable<types.TransitionedTask> = {
    task: readTask(wire["task"] as never),
  };
  if (wire["next"] != null) value.next = readTask(wire["next"] as never);
  return value;
}

export function readUser(wire: Wire): types.User {
  const value: Mutable<types.User> = {
    createdAt: time(wire["created_at"] as never),
    directory: wire["directory"] as types.DirectoryId,
    displayName: wire["display_name"] as string,
    email: wire["email"] as string,
    id: wire["id"] as types.UserId,
    status: wire["status"] as types.UserStatus,
    updatedAt: time(wire["updated_at"] as never),
    username: wire["username"] as string,
    version: integer(wire["version"] as never),
  };
  if (wire["last_login_at"] != null) value.lastLoginAt = time(wire["last_login_at"] as never);
  return value;
}

export function readUserPage(wire: Wire): types.UserPage {
  const value: Mutable<types.UserPage> = {
    items: each(wire["items"] as never, readUser),
  };
  if (wire["feed"] != null) value.feed = wire["feed"] as types.Cursor;
  if (wire["next"] != null) value.next = wire["next"] as string;
  return value;
}

export function readVerification(wire: Wire): types.Verification {
  const value: Mutable<types.Verification> = {
    entries: integer(wire["entries"] as never),
    hash: wire["hash"] as string,
    isIntact: wire["is_intact"] as boolean,
    seq: integer(wire["seq"] as never),
  };
  if (wire["broken_at"] != null) value.brokenAt = integer(wire["broken_at"] as never);
  return value;
}
