// Derived by `cargo xtask bindgen`: do not edit.

import type { Brand, JsonObject } from "../words.js";

/** What somebody may do. */
export interface Abilities {
  /** The permissions that they hold here, the built-in ones first. */
  readonly permissions: ReadonlyArray<PermissionName>;
  /** How much of the object is shared with them, if one was named. */
  readonly level?: Level | undefined;
}

/** Somebody who may do something, and why. */
export interface Able {
  /** Why. */
  readonly explanation: Explanation;
  /** Who: a member, or whoever has a link. */
  readonly who: Actor;
}

/** One page of a list. */
export interface AblePage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<Able>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/** Entries about one thing. */
export interface Activity {
  /** The entries, newest first. */
  readonly items: ReadonlyArray<Entry>;
  /** Pass this as `before` to read on; absent at the end. */
  readonly next?: number | undefined;
}

/** Who did something. */
export type Actor =
  /** A person. */
  | {
      readonly kind: "user";
      /** The user's id. */
      readonly id: UserId;
    }
  /** A service account. */
  | {
      readonly kind: "service";
      /** The service's id. */
      readonly id: ServiceId;
    }
  /** Somebody who has a link: who, nobody knows. */
  | {
      readonly kind: "link";
      /** The link's id. */
      readonly id: LinkId;
    }
  /** The product itself, with a stated reason. */
  | {
      readonly kind: "system";
    };

/** A new member. */
export interface AddMember {
  /** The role at the organisation. */
  readonly role: Role;
  /** A person of the organisation's directory. */
  readonly user: UserId;
}

/** A new member of a team. */
export interface AddTeamMember {
  /** A member of the organisation. */
  readonly principal: Principal;
  /** The role in the team and all teams below. */
  readonly role: Role;
  /** The team. */
  readonly team: TeamId;
}

/** A postal address: each line has at most 120 characters. */
export interface Address {
  /** City. */
  readonly city?: string | undefined;
  /** Country. */
  readonly country?: string | undefined;
  /** Postal code. */
  readonly postalCode?: string | undefined;
  /** State, canton or province. */
  readonly region?: string | undefined;
  /** Street and number. */
  readonly street?: string | undefined;
}

/** Whether something is allowed, as of a position. */
export interface Answer {
  /** Whether it is allowed. */
  readonly allowed: boolean;
  /** Where the journal stood: what comes after it may change the answer. */
  readonly feed: Cursor;
}

/** Whether each of several things is allowed, as of one position. */
export interface Answers {
  /** Whether each is allowed, in the order of the questions. */
  readonly allowed: ReadonlyArray<boolean>;
  /** Where the journal stood: what comes after it may change the answers. */
  readonly feed: Cursor;
}

/** An API key as it may be shown: everything but the key itself. */
export interface ApiKey {
  /** When the key was created. */
  readonly createdAt: Date;
  /** The directory that the key is looked up in. */
  readonly directory: DirectoryId;
  /** The first characters of the key, to recognise it by. */
  readonly hint: string;
  /** The key's id. */
  readonly id: KeyId;
  /** What its owner calls it. */
  readonly name: string;
  /** Whom the key speaks for. */
  readonly owner: Principal;
  /** When the key was last changed. */
  readonly updatedAt: Date;
  /** Counts the changes of this row. */
  readonly version: number;
  /** When the key stops working. */
  readonly expiresAt?: Date | undefined;
  /** When the key was last used, to the minute. */
  readonly lastUsedAt?: Date | undefined;
  /** The only organisation that the key opens; absent for all of its owner's. */
  readonly org?: OrgId | undefined;
  /** The key that took this one's place. */
  readonly replacedBy?: KeyId | undefined;
  /** When the key was revoked. */
  readonly revokedAt?: Date | undefined;
  /** The only permissions that the key carries of its owner's; empty for all of them. */
  readonly scopes: ReadonlyArray<PermissionName>;
}

/** One page of a list. */
export interface ApiKeyPage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<ApiKey>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/** Which change to ask for: these are fields of the error with the code `unknown` of a store. */
export interface AskLanded {
  /** Where the journal stood before it. */
  readonly after: number;
  /** The commit. */
  readonly commit: CommitId;
  /** Where the change was to be made. */
  readonly scope: Scope;
}

/** Whom a task is assigned to besides, and whom no more. */
export interface AssignTask {
  /** The task. */
  readonly task: TaskId;
  /** To these: people, service accounts and teams. Who has it already stays where they are. */
  readonly add?: ReadonlyArray<Holder> | undefined;
  /** The version that the change was made on; refused with `version_moved` if it is another. */
  readonly ifVersion?: number | undefined;
  /** To these no more. Who does not have it is passed over. */
  readonly remove?: ReadonlyArray<Holder> | undefined;
}

/** Somebody whom a task is assigned to: who see it and may change it. */
export interface Assignee {
  /** Since when. */
  readonly assignedAt: Date;
  /** A person, a service account, or the members of a team. */
  readonly holder: Holder;
}

/** That somebody was given a role: at the organisation, or in a team and all teams below it. */
export interface Assignment {
  /** When it was given. */
  readonly createdAt: Date;
  /** Who gave it. */
  readonly givenBy: Actor;
  /** Who holds the role: a person, a service account, or the members of a team. */
  readonly holder: Holder;
  /** Its id. */
  readonly id: AssignmentId;
  /** The organisation. */
  readonly org: OrgId;
  /** The role. */
  readonly role: RoleId;
  /** When it was last changed. */
  readonly updatedAt: Date;
  /** Counts the changes of this row. */
  readonly version: number;
  /** When it ends by itself. */
  readonly expiresAt?: Date | undefined;
  /** The team that it reaches, with all teams below; absent if it is the organisation. */
  readonly team?: TeamId | undefined;
}

/** The id of a assignment. */
export type AssignmentId = Brand<"assignment">;
/** Takes a text for one, as it comes from a path, a form or a database of your own. */
export const AssignmentId = (text: string): AssignmentId => text as AssignmentId;

/** One page of a list. */
export interface AssignmentPage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<Assignment>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/**
 * What a status means, whatever it is called. They sort as work goes on.
 *
 * - `triage`: Nobody has looked at it yet.
 * - `backlog`: It is to be done some day.
 * - `todo`: It is to be done next.
 * - `in_progress`: It is worked on.
 * - `done`: It is done.
 * - `cancelled`: It is not going to be done.
 */
export type Category = "triage" | "backlog" | "todo" | "in_progress" | "done" | "cancelled";

/** A decision to ask for: may they do this, here? */
export interface CheckAccess {
  /** What they would do. */
  readonly permission: PermissionName;
  /** A place in the journal that the answer must know of, such as the `feed` of a page. */
  readonly atLeast?: Cursor | undefined;
  /**
   * The object that they would do it to: of the product's, a project or a task. What is shared of it counts beside
   * the roles.
   */
  readonly object?: Object | undefined;
  /** Whose right it is, if not the caller's own. */
  readonly principal?: Principal | undefined;
  /** The team they would do it in; absent for the organisation as a whole. */
  readonly team?: TeamId | undefined;
}

/** Many decisions to ask for, which are all made at one position. */
export interface CheckMany {
  /** The decisions: 1 to 200. The latest of their `at_least` counts for all. */
  readonly checks: ReadonlyArray<CheckAccess>;
}

/** A place in a journal from which it can be verified, and behind which it may be pruned. */
export interface Checkpoint {
  /** When the checkpoint was set. */
  readonly createdAt: Date;
  /** Its hash, in hexadecimal. */
  readonly hash: string;
  /** The organisation. */
  readonly org: OrgId;
  /** The sequence of the entry. */
  readonly seq: number;
}

/** One page of a list. */
export interface CheckpointPage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<Checkpoint>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/**
 * What happens to the teams below a team that is deleted.
 *
 * - `refuse`: The team is not deleted while there are any.
 * - `promote`: They move up to where the team was, by whoever may move them there.
 * - `delete`: They are deleted too, at any depth: at most 1,000 in one call.
 */
export type Children = "refuse" | "promote" | "delete";

/** The id of a comment. */
export type CommentId = Brand<"comment">;
/** Takes a text for one, as it comes from a path, a form or a database of your own. */
export const CommentId = (text: string): CommentId => text as CommentId;

/** The id of a commit. */
export type CommitId = Brand<"commit">;
/** Takes a text for one, as it comes from a path, a form or a database of your own. */
export const CommitId = (text: string): CommitId => text as CommitId;

/** Whom to reach in an organisation: each line has at most 120 characters. */
export interface Contact {
  /** E-mail address: at most 254 bytes. */
  readonly email?: string | undefined;
  /** The person's or department's name. */
  readonly name?: string | undefined;
  /** Telephone number. */
  readonly phone?: string | undefined;
}

/** A role to give. */
export interface CreateAssignment {
  /** To whom: a person, a service account, the members of a team, or of a team and all below. */
  readonly holder: Holder;
  /** The role, built in or of the organisation's own. */
  readonly role: RoleId;
  /** When it ends by itself. */
  readonly expiresAt?: Date | undefined;
  /** The team that it reaches, with all teams below; absent for the whole organisation. */
  readonly team?: TeamId | undefined;
}

/** Where to set a checkpoint. */
export interface CreateCheckpoint {
  /** The sequence of the entry; the newest if absent. */
  readonly seq?: number | undefined;
}

/** A new directory. */
export interface CreateDirectory {
  /** Its name: at most 120 characters. */
  readonly name: string;
}

/** An object of the product's to share. */
export interface CreateGrant {
  /**
   * With whom: a person, a service account, the members of a team, or of a team and all
   * below, whoever has a role at the organisation, or all of its members.
   */
  readonly holder: Holder;
  /** How much of it. */
  readonly level: Level;
  /** The object: a kind of the product's and a UUID, as `doc:0190…`. */
  readonly object: Object;
  /** When it ends by itself. */
  readonly expiresAt?: Date | undefined;
}

/** A new API key of the caller's own. */
export interface CreateKey {
  /** What the key is called. */
  readonly name: string;
  /** When it stops working: no later than the API key that creates it does. */
  readonly expiresAt?: Date | undefined;
  /** The only organisation that it opens; absent for all of the caller's. */
  readonly org?: OrgId | undefined;
  /** The only permissions it carries; empty for all that the caller has. */
  readonly scopes?: ReadonlyArray<PermissionName> | undefined;
}

/** A new label. */
export interface CreateLabel {
  /** Its name: at most 60 characters; unique in the organisation. */
  readonly name: string;
  /** Its colour, as `#rrggbb` in lower case. */
  readonly color?: string | undefined;
  /** What it says of a task: at most 500 characters. */
  readonly description?: string | undefined;
}

/** An object to share with whoever has a link. */
export interface CreateLink {
  /** How much of it; at most `edit`. */
  readonly level: Level;
  /** The object: a task or a project, as `task:0190…`, or one of the product's, as `doc:0190…`. */
  readonly object: Object;
  /** When it ends by itself. */
  readonly expiresAt?: Date | undefined;
}

/** A new organisation. */
export interface CreateOrg {
  /** Its name: at most 120 characters. */
  readonly name: string;
  /** Its short name in addresses, unique in its directory: `a` to `z`, digits, hyphens. */
  readonly slug: string;
  /** Where it is. */
  readonly address?: Address | undefined;
  /** Whom to reach. */
  readonly contact?: Contact | undefined;
  /** The directory its people come from: the caller's own; the system must name it. */
  readonly directory?: DirectoryId | undefined;
  /** Its first owner: the caller; the system must name somebody. */
  readonly owner?: UserId | undefined;
}

/** A new permission of the organisation's own. */
export interface CreatePermission {
  /**
   * Its name, which stays: words with dots between them, such as `docs.publish`. The first
   * is none of Tenantry's own nouns.
   */
  readonly name: PermissionName;
  /** What it allows: at most 4,000 characters. */
  readonly description?: string | undefined;
  /** The level of sharing that holds it; absent if no sharing of an object does. */
  readonly level?: Level | undefined;
}

/** A new project. */
export interface CreateProject {
  /** Its name: at most 120 characters. */
  readonly name: string;
  /** What it is for: at most 4,000 characters. */
  readonly description?: string | undefined;
  /** The day that it is to be done on; not before it begins. */
  readonly dueOn?: Day | undefined;
  /** Who answers for it; the caller if absent. The system must name somebody. */
  readonly owner?: Principal | undefined;
  /** The day that it begins on. */
  readonly startsOn?: Day | undefined;
  /** The team that it belongs to; absent if it is the owner's alone. */
  readonly team?: TeamId | undefined;
}

/** A new role of the organisation's own. */
export interface CreateRole {
  /** Its name: at most 120 characters; unique in the organisation. */
  readonly name: string;
  /** What it allows: at most 200 permissions, all of which the caller holds. */
  readonly permissions: ReadonlyArray<PermissionName>;
  /** What it is for: at most 4,000 characters. */
  readonly description?: string | undefined;
}

/** A new service account. */
export interface CreateService {
  /** Its name; unique in the organisation. */
  readonly name: string;
  /** Its role at the organisation. */
  readonly role: Role;
  /** What it is for. */
  readonly description?: string | undefined;
}

/** A new API key for a service account. */
export interface CreateServiceKey {
  /** What the key is called. */
  readonly name: string;
  /** The service account. */
  readonly service: ServiceId;
  /** When it stops working: no later than the API key that creates it does. */
  readonly expiresAt?: Date | undefined;
  /** The only permissions it carries; empty for all that the service account has. */
  readonly scopes?: ReadonlyArray<PermissionName> | undefined;
}

/** A new status of the organisation's own. */
export interface CreateStatus {
  /** What it means, which stays. */
  readonly category: Category;
  /** Its name: at most 60 characters; unique in the organisation. */
  readonly name: string;
  /** What it says of a task: at most 500 characters. */
  readonly description?: string | undefined;
  /** Which comes first of those of one category: the lower. 0 if absent. */
  readonly rank?: number | undefined;
}

/** A new task. */
export interface CreateTask {
  /** What is to be done: at most 120 characters. */
  readonly title: string;
  /** Whom it is assigned to: people, service accounts and teams, at most 32. */
  readonly assignees?: ReadonlyArray<Holder> | undefined;
  /** What there is to know about it: at most 4,000 characters. */
  readonly description?: string | undefined;
  /** The moment that it is to be done by, instead of a day. */
  readonly dueAt?: Date | undefined;
  /** The day that it is to be done on. */
  readonly dueOn?: Day | undefined;
  /** Its labels, at most 20. */
  readonly labels?: ReadonlyArray<LabelId> | undefined;
  /** Where more about it is found: at most 20. */
  readonly links?: ReadonlyArray<TaskLink> | undefined;
  /** Who answers for it; the caller if absent. The system must name somebody. */
  readonly owner?: Principal | undefined;
  /** The task that it is part of. */
  readonly parent?: TaskId | undefined;
  /**
   * How urgent it is.
   *
   * `"none"` if absent.
   */
  readonly priority?: Priority | undefined;
  /** The project that it is part of. */
  readonly project?: ProjectId | undefined;
  /** How it comes again once it is done; takes a day or a moment that it is due. */
  readonly repeat?: Repeat | undefined;
  /** How far it is; `Todo` if absent. */
  readonly status?: StatusId | undefined;
  /**
   * The team that it belongs to. If absent it is that of the parent, and without one the
   * task is the owner's alone.
   */
  readonly team?: TeamId | undefined;
}

/** A new comment on a task. */
export interface CreateTaskComment {
  /** The task. */
  readonly task: TaskId;
  /** What there is to say: at most 4,000 characters. */
  readonly text: string;
}

/** A new team. */
export interface CreateTeam {
  /** Its name: at most 120 characters. */
  readonly name: string;
  /** What it is for: at most 4,000 characters. */
  readonly description?: string | undefined;
  /**
   * Who answers for it; the caller if absent. The system must name somebody. To name
   * another takes the owner's role there.
   */
  readonly owner?: Principal | undefined;
  /** The team above; absent for the top of the tree. */
  readonly parent?: TeamId | undefined;
}

/** A new person. */
export interface CreateUser {
  /** The directory. */
  readonly directory: DirectoryId;
  /** The name that others see. */
  readonly displayName: string;
  /**
   * The e-mail address, unique in the directory whatever its case; refused as taken also if
   * it looks like another's. At most 254 bytes.
   */
  readonly email: string;
  /** The short name, unique in the directory: `a` to `z`, digits, hyphens. */
  readonly username: string;
  /** The subject of the product's own sign-in that stands for the person. */
  readonly subject?: NewSubject | undefined;
}

/** A place in a journal. */
export type Cursor = Brand<"cursor">;
/** Takes a text for one, as it comes from a path, a form or a database of your own. */
export const Cursor = (text: string): Cursor => text as Cursor;

/** A day of the calendar, of the years 1 to 9999, such as `2026-03-01`. */
export type Day = string;

/** How many tasks there are of a day. */
export interface DayStatistics {
  /** Done or cancelled on it, and not taken up again. */
  readonly completed: number;
  /** Created on it. */
  readonly created: number;
  /** The day, in UTC. */
  readonly day: Day;
  /** Pending, and due on it. */
  readonly due: number;
}

/** A role to take back. */
export interface DeleteAssignment {
  /** The assignment. */
  readonly assignment: AssignmentId;
}

/** A grant to take back. */
export interface DeleteGrant {
  /** The grant. */
  readonly grant: GrantId;
}

/** A label to delete. */
export interface DeleteLabel {
  /** The label. */
  readonly label: LabelId;
  /** The version that the deletion was decided on. */
  readonly ifVersion?: number | undefined;
}

/** A link to end. */
export interface DeleteLink {
  /** The link. */
  readonly link: LinkId;
}

/** A permission to delete. */
export interface DeletePermission {
  /** The permission. */
  readonly permission: PermissionId;
  /** The version that the deletion was decided on. */
  readonly ifVersion?: number | undefined;
}

/** A project to delete. */
export interface DeleteProject {
  /** The project. */
  readonly project: ProjectId;
  /** The version that the deletion was decided on. */
  readonly ifVersion?: number | undefined;
}

/** A role to delete. */
export interface DeleteRole {
  /** The role. */
  readonly role: RoleId;
  /** The version that the deletion was decided on. */
  readonly ifVersion?: number | undefined;
}

/** A service account to delete. */
export interface DeleteService {
  /** The service account; its keys stop working at once. */
  readonly service: ServiceId;
  /** Who takes over the teams that it owns; refused without it if there are any. */
  readonly heir?: Principal | undefined;
}

/** A status to delete. */
export interface DeleteStatus {
  /** The status. */
  readonly status: StatusId;
  /** The version that the deletion was decided on. */
  readonly ifVersion?: number | undefined;
}

/** Deletes a task. */
export interface DeleteTask {
  /** The task. */
  readonly task: TaskId;
  /** The version to delete; refused with `version_moved` if it is another. */
  readonly ifVersion?: number | undefined;
}

/** Deletes a comment. */
export interface DeleteTaskComment {
  /** The comment. */
  readonly comment: CommentId;
  /** The task. */
  readonly task: TaskId;
  /** The version to delete; refused with `version_moved` if it is another. */
  readonly ifVersion?: number | undefined;
}

/** A team to delete. */
export interface DeleteTeam {
  /** The team. */
  readonly team: TeamId;
  /**
   * What happens to the teams below.
   *
   * `"refuse"` if absent.
   */
  readonly children?: Children | undefined;
  /** The version that the deletion was decided on. */
  readonly ifVersion?: number | undefined;
}

/** What stays of a deleted organisation: where its journal ended. */
export interface DepartedOrg {
  /** When it was deleted. */
  readonly deletedAt: Date;
  /** The directory it belonged to. */
  readonly directory: DirectoryId;
  /** The hash of its last entry, in hexadecimal. */
  readonly hash: string;
  /** The organisation. */
  readonly org: OrgId;
  /** The cursor of its last entry: sequence and hash. */
  readonly seq: number;
}

/** A directory: the people that one or more organisations draw from. */
export interface Directory {
  /** When it was created. */
  readonly createdAt: Date;
  /** The directory's id. */
  readonly id: DirectoryId;
  /** Its name. */
  readonly name: string;
  /** When it was last changed. */
  readonly updatedAt: Date;
  /** Counts the changes of this row. */
  readonly version: number;
}

/** The id of a directory. */
export type DirectoryId = Brand<"directory">;
/** Takes a text for one, as it comes from a path, a form or a database of your own. */
export const DirectoryId = (text: string): DirectoryId => text as DirectoryId;

/** One page of a list. */
export interface DirectoryPage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<Directory>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/**
 * What an entry does to rights.
 *
 * - `none`: Nothing.
 * - `widens`: Somebody may do more than before, or the tree of teams grew.
 * - `narrows`: Somebody may do less than before. What does both narrows.
 */
export type Effect = "none" | "widens" | "narrows";

/** An entry of the journal: the audit trail, the activity list and the live feed are made of these. */
export interface Entry {
  /** Who did it. */
  readonly actor: Actor;
  /** When it was committed. */
  readonly at: Date;
  /** What changed. */
  readonly body: JsonObject;
  /** The commit it belongs to. */
  readonly commit: CommitId;
  /** Where a reader stands that has read up to this entry. */
  readonly cursor: Cursor;
  /** What it did to rights. */
  readonly effect: Effect;
  /** The operation's id. */
  readonly operation: string;
  /** Position in the journal: 1, 2, 3, … without a gap. */
  readonly seq: number;
  /** The thing it is about. */
  readonly subject: EntrySubject;
  /** For whom, where somebody else did it in their name. */
  readonly onBehalfOf?: UserId | undefined;
  /**
   * The personal values behind the body's commitments, for who reads the audit trail;
   * a value that was erased is missing.
   */
  readonly personal?: Readonly<Record<string, string>> | undefined;
  /** Why, where the system did it. */
  readonly reason?: string | undefined;
}

/** The thing that an entry is about. */
export interface EntrySubject {
  /** Which one. */
  readonly id: string;
  /** What it is: `team`, `user`, … */
  readonly noun: string;
}

/** A decision to explain: may they do this, here? */
export interface ExplainAccess {
  /** What they would do. */
  readonly permission: PermissionName;
  /** The object that they would do it to: of the product's, a project or a task. */
  readonly object?: Object | undefined;
  /** Whose right it is, if not the caller's own. */
  readonly principal?: Principal | undefined;
  /** The team they would do it in; absent for the organisation as a whole. */
  readonly team?: TeamId | undefined;
}

/** Whether something is allowed, and the rule that decided it. */
export interface Explanation {
  /** Whether it is allowed. */
  readonly allowed: boolean;
  /** The same as a sentence. */
  readonly because: string;
  /** The rule that decided. */
  readonly rule: Rule;
  /** The grant that the rule speaks of. */
  readonly grant?: GrantId | undefined;
  /** How much of the object the grant gives. */
  readonly level?: Level | undefined;
  /** The role that the rule speaks of, by its name. */
  readonly role?: string | undefined;
  /** The team that the role is held in; absent where it is the organisation's. */
  readonly team?: TeamId | undefined;
  /**
   * The team whose members the role or the object was given to, or the link to it, where it was
   * not given to them alone.
   */
  readonly through?: Holder | undefined;
}

/** One thing that the live feed delivers. */
export type FeedItem =
  /**
   * The first item for a reader that named no place to continue from. Data that is read
   * after it arrived misses nothing that follows.
   */
  | {
      readonly kind: "start";
      /** Where the reader stands. */
      readonly cursor: Cursor;
    }
  /** Something happened to a thing that the reader may see. */
  | {
      readonly kind: "entry";
      /** What happened. */
      readonly entry: Entry;
    }
  /** The reader may not see a thing any more. */
  | {
      readonly kind: "gone";
      /** Where the reader stands. */
      readonly cursor: Cursor;
      /** The thing. */
      readonly subject: EntrySubject;
    }
  /**
   * The place to continue from is not of this journal, is pruned, or is too far back:
   * read the data anew; what follows continues from here.
   */
  | {
      readonly kind: "resync";
      /** Where the reader stands. */
      readonly cursor: Cursor;
    };

/** Names an assignment. */
export interface GetAssignment {
  /** The assignment. */
  readonly assignment: AssignmentId;
}

/** Names a directory. */
export interface GetDirectory {
  /** The directory. */
  readonly directory: DirectoryId;
}

/** Names a grant. */
export interface GetGrant {
  /** The grant. */
  readonly grant: GrantId;
}

/** Names a label. */
export interface GetLabel {
  /** The label. */
  readonly label: LabelId;
}

/** Names a member. */
export interface GetMember {
  /** The member. */
  readonly principal: Principal;
}

/** Names a permission. */
export interface GetPermission {
  /** The permission. */
  readonly permission: PermissionId;
}

/** Names a project. */
export interface GetProject {
  /** The project. */
  readonly project: ProjectId;
}

/** Names a role. */
export interface GetRole {
  /** The role. */
  readonly role: RoleId;
}

/** Names a service account. */
export interface GetService {
  /** The service account. */
  readonly service: ServiceId;
}

/** Names a status. */
export interface GetStatus {
  /** The status. */
  readonly status: StatusId;
}

/** Names a task. */
export interface GetTask {
  /** The task. */
  readonly task: TaskId;
}

/** Names a comment. */
export interface GetTaskComment {
  /** The comment. */
  readonly comment: CommentId;
  /** The task. */
  readonly task: TaskId;
}

/** Names a team. */
export interface GetTeam {
  /** The team. */
  readonly team: TeamId;
}

/** Names a person. */
export interface GetUser {
  /** The person. */
  readonly user: UserId;
  /** The directory: the caller's own if absent; the system must name it. */
  readonly directory?: DirectoryId | undefined;
}

/** That an object is shared with somebody. */
export interface Grant {
  /**
   * When it was shared. What was shared with somebody who has left since ends with their
   * membership, also if they come back.
   */
  readonly createdAt: Date;
  /** Who shared it. */
  readonly givenBy: Actor;
  /** With whom. */
  readonly holder: Holder;
  /** Its id. */
  readonly id: GrantId;
  /** How much of it. */
  readonly level: Level;
  /** What is shared. */
  readonly object: Object;
  /** The organisation. */
  readonly org: OrgId;
  /** When it was last changed. */
  readonly updatedAt: Date;
  /** Counts the changes of this row. */
  readonly version: number;
  /** When it ends by itself. */
  readonly expiresAt?: Date | undefined;
}

/** The id of a grant. */
export type GrantId = Brand<"grant">;
/** Takes a text for one, as it comes from a path, a form or a database of your own. */
export const GrantId = (text: string): GrantId => text as GrantId;

/** One page of a list. */
export interface GrantPage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<Grant>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/** Somebody, or some people together, to whom a role is given or something is shared. */
export type Holder =
  /** A person. */
  | {
      readonly kind: "user";
      /** The user's id. */
      readonly id: UserId;
    }
  /** A service account. */
  | {
      readonly kind: "service";
      /** The service's id. */
      readonly id: ServiceId;
    }
  /** The members of a team, its owner included. */
  | {
      readonly kind: "team";
      /** The team's id. */
      readonly id: TeamId;
    }
  /** The members of a team and of all teams below it. */
  | {
      readonly kind: "subtree";
      /** The team's id. */
      readonly id: TeamId;
    }
  /** Whoever has a role at the organisation. */
  | {
      readonly kind: "role";
      /** The role's id. */
      readonly id: RoleId;
    }
  /** All members of the organisation. */
  | {
      readonly kind: "org";
      /** The org's id. */
      readonly id: OrgId;
    }
  /** Whoever has a link. */
  | {
      readonly kind: "link";
      /** The link's id. */
      readonly id: LinkId;
    };

/** A part of the journal. */
export interface JournalPage {
  /** Where to read on. */
  readonly cursor: Cursor;
  /** The entries, oldest first. */
  readonly items: ReadonlyArray<Entry>;
  /**
   * Whether the place that was asked for is not of this journal, or was pruned: the
   * reader starts anew from the data, and follows from `cursor`.
   */
  readonly resync: boolean;
}

/** The id of a key. */
export type KeyId = Brand<"key">;
/** Takes a text for one, as it comes from a path, a form or a database of your own. */
export const KeyId = (text: string): KeyId => text as KeyId;

/** A label of tasks. */
export interface Label {
  /** Whether tasks are given it no more. Those that have it keep it. */
  readonly archived: boolean;
  /** When it was created. */
  readonly createdAt: Date;
  /** Its id. */
  readonly id: LabelId;
  /** Its name; unique in the organisation. */
  readonly name: string;
  /** The organisation. */
  readonly org: OrgId;
  /** When it was last changed. */
  readonly updatedAt: Date;
  /** Counts the changes of this row. */
  readonly version: number;
  /** Its colour, as `#rrggbb`. */
  readonly color?: string | undefined;
  /** What it says of a task. */
  readonly description?: string | undefined;
}

/** The id of a label. */
export type LabelId = Brand<"label">;
/** Takes a text for one, as it comes from a path, a form or a database of your own. */
export const LabelId = (text: string): LabelId => text as LabelId;

/** One page of a list. */
export interface LabelPage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<Label>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/** Whether a change landed. */
export interface Landing {
  /** Whether it did. What did not has left nothing behind, and never will. */
  readonly hasLanded: boolean;
  /** When it landed. */
  readonly at?: Date | undefined;
  /** The sequence of its last entry. */
  readonly seq?: number | undefined;
}

/**
 * How much of an object is shared with somebody: each level holds those before it.
 *
 * - `view`: To see it.
 * - `comment`: To say something about it.
 * - `edit`: To change it.
 * - `manage`: To share, move and delete it.
 */
export type Level = "view" | "comment" | "edit" | "manage";

/** The id of a link. */
export type LinkId = Brand<"link">;
/** Takes a text for one, as it comes from a path, a form or a database of your own. */
export const LinkId = (text: string): LinkId => text as LinkId;

/** A subject that shall stand for a person. */
export interface LinkSubject {
  /** The directory. */
  readonly directory: DirectoryId;
  /** Who says so: the product's own sign-in, an identity provider. */
  readonly issuer: string;
  /** The issuer's name for the person. */
  readonly subject: string;
  /** The person. */
  readonly user: UserId;
}

/** Whose activity to list. */
export interface ListActivity {
  /** The thing: a team, a member, the organisation itself. */
  readonly subject: string;
  /** Only entries before this sequence; absent for the newest. */
  readonly before?: number | undefined;
  /** How many entries at most: 1 to 200, 50 if absent. */
  readonly limit?: number | undefined;
}

/** Which assignments to list: all, or by one of `holder`, `role` and `team`. */
export interface ListAssignments {
  /** Only those to this holder. Everybody may ask about themselves. */
  readonly holder?: Holder | undefined;
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
  /** Only those of this role. */
  readonly role?: RoleId | undefined;
  /** Only those in this team itself. */
  readonly team?: TeamId | undefined;
}

/** Whose descendants to list. */
export interface ListDescendants {
  /** The team; it is not in the list itself. */
  readonly team: TeamId;
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
}

/** Which directories to list. */
export interface ListDirectories {
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
}

/** Which part of a directory's journal to list. */
export interface ListDirectoryJournal {
  /** The directory. */
  readonly directory: DirectoryId;
  /** The entries after this place; absent for the oldest that are kept. */
  readonly after?: Cursor | undefined;
  /** How many entries at most: 1 to 200, 50 if absent. */
  readonly limit?: number | undefined;
}

/** Which grants to list: those on an object, or those to a holder. The caller's own if neither. */
export interface ListGrants {
  /** Those to this holder. */
  readonly holder?: Holder | undefined;
  /** Those on this object. */
  readonly object?: Object | undefined;
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
}

/** Which part of the journal to list. */
export interface ListJournal {
  /** The entries after this place; absent for the oldest that are kept. */
  readonly after?: Cursor | undefined;
  /** How many entries at most: 1 to 200, 50 if absent. */
  readonly limit?: number | undefined;
}

/** Which of the caller's own keys to list. */
export interface ListKeys {
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
}

/** Which labels to list. */
export interface ListLabels {
  /** Only those that are archived, or only those that are not. */
  readonly archived?: boolean | undefined;
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
}

/** Which members to list. */
export interface ListMembers {
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
}

/** Which of the caller's organisations to list. */
export interface ListOrgs {
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
}

/** Which permissions to list. */
export interface ListPermissions {
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
}

/** Whose shares to list. */
export interface ListProjectShares {
  /** The project. */
  readonly project: ProjectId;
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
}

/** Which projects to list, of those that the caller sees. */
export interface ListProjects {
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Only those that this principal owns. */
  readonly owner?: Principal | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
  /** Only those that are so far. */
  readonly status?: ProjectStatus | undefined;
  /** Only those of this team itself. */
  readonly team?: TeamId | undefined;
}

/** Which roles to list. */
export interface ListRoles {
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
}

/** Which of a service account's keys to list. */
export interface ListServiceKeys {
  /** The service account. */
  readonly service: ServiceId;
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
}

/** Which service accounts to list. */
export interface ListServices {
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
}

/** Which statuses to list. */
export interface ListStatuses {
  /** Only those that are archived, or only those that are not. Built-in ones never are. */
  readonly archived?: boolean | undefined;
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
}

/** The comments on a task. */
export interface ListTaskComments {
  /** The task. */
  readonly task: TaskId;
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
}

/** With whom a task is shared. */
export interface ListTaskShares {
  /** The task. */
  readonly task: TaskId;
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
}

/** Which tasks to list, of those that the caller sees: those of which all of this holds. */
export interface ListTasks {
  /** Only those that are assigned to exactly this person, service account or team. */
  readonly assignee?: Holder | undefined;
  /** Only those of a status of this category. */
  readonly category?: Category | undefined;
  /**
   * Those that were deleted and that the caller may restore, instead of those that are there.
   *
   * `false` if absent.
   */
  readonly deleted?: boolean | undefined;
  /** Only those that are due before this moment. One that is due on a day is due at its last. */
  readonly dueBefore?: Date | undefined;
  /** Only those that are due at this moment or later. */
  readonly dueFrom?: Date | undefined;
  /** Only those with this label. */
  readonly label?: LabelId | undefined;
  /** Only those that this principal owns. */
  readonly owner?: Principal | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
  /** Only those that are part of this task themselves. */
  readonly parent?: TaskId | undefined;
  /** Only those that are pending, or only those that are not. */
  readonly pending?: boolean | undefined;
  /** Only those of this project. */
  readonly project?: ProjectId | undefined;
  /**
   * Only those that are shared with the caller, as themself or by a team, role or the
   * organisation.
   *
   * `false` if absent.
   */
  readonly sharedWithMe?: boolean | undefined;
  /**
   * What comes first.
   *
   * `"newest"` if absent.
   */
  readonly sort?: TaskSort | undefined;
  /** Only those of this status. */
  readonly status?: StatusId | undefined;
  /** Only those of this team itself. */
  readonly team?: TeamId | undefined;
  /** Only those with words that begin with all of these: 1 to 16, in title or description. */
  readonly text?: string | undefined;
}

/** Whose members to list. */
export interface ListTeamMembers {
  /** The team. */
  readonly team: TeamId;
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
}

/** Which teams to list. */
export interface ListTeams {
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
  /** Only the teams right below this one. */
  readonly parent?: TeamId | undefined;
  /**
   * Only the teams at the top of the tree; not together with `parent`.
   *
   * `false` if absent.
   */
  readonly top?: boolean | undefined;
}

/** Which people to list. */
export interface ListUsers {
  /** The directory. */
  readonly directory: DirectoryId;
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
}

/** That somebody belongs to an organisation, with a role that reaches everywhere in it. */
export interface Member {
  /** When the member joined. */
  readonly createdAt: Date;
  /** The organisation. */
  readonly org: OrgId;
  /** Who belongs to it. */
  readonly principal: Principal;
  /** The role at the organisation. */
  readonly role: Role;
  /** Whether the person is suspended or deactivated in the directory. */
  readonly suspended: boolean;
  /** When the membership was last changed. */
  readonly updatedAt: Date;
  /** Counts the changes of this row. */
  readonly version: number;
}

/** One page of a list. */
export interface MemberPage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<Member>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/** Where a task goes. */
export interface MoveTask {
  /** The task. */
  readonly task: TaskId;
  /** Right behind this task, instead. */
  readonly after?: TaskId | undefined;
  /** Right before this task. */
  readonly before?: TaskId | undefined;
  /** The version that the change was made on; refused with `version_moved` if it is another. */
  readonly ifVersion?: number | undefined;
  /**
   * The task that it is part of from now on; null for none. What is part of the task goes
   * with it.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly parent?: TaskId | null | undefined;
  /**
   * The team that it belongs to from now on; null for none.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly team?: TeamId | null | undefined;
}

/** Where a team shall go. */
export interface MoveTeam {
  /** The team; the teams below it go with it. */
  readonly team: TeamId;
  /** The version that the move was decided on. */
  readonly ifVersion?: number | undefined;
  /** The new team above; absent for the top of the tree. */
  readonly parent?: TeamId | undefined;
}

/** A deleted organisation to purge or to look up. */
export interface NameDeparted {
  /** The directory that it belonged to. */
  readonly directory: DirectoryId;
  /** The organisation. */
  readonly org: OrgId;
}

/** A person whose status shall change. */
export interface NameUser {
  /** The directory. */
  readonly directory: DirectoryId;
  /** The person. */
  readonly user: UserId;
}

/** A key that was just made, with the only sight of its secret. */
export interface NewKey {
  /** What may be shown of the key. */
  readonly key: ApiKey;
  /** The key itself: shown now and never again. A replay answers without it. */
  readonly secret?: string | undefined;
}

/** A link that was just made, with the only sight of its secret. */
export interface NewLink {
  /** What is shared with whoever has the link. */
  readonly grant: Grant;
  /** The link itself, a bearer's token: shown now and never again. A replay answers without it. */
  readonly secret?: string | undefined;
}

/** A subject of an outside issuer. */
export interface NewSubject {
  /** Who says so: the product's own sign-in, an identity provider. */
  readonly issuer: string;
  /** The issuer's name for the person. */
  readonly subject: string;
}

/** A thing that is shared one by one: its kind and its UUID, as `doc:0190…`. */
export type Object = string;

/**
 * Which of the things in a list comes first. Of people and service accounts that are
 * members of something it is the account that is older or newer, not the membership.
 *
 * - `oldest`: What was made first.
 * - `newest`: What was made last.
 */
export type Order = "oldest" | "newest";

/** An organisation: the tenant, behind whose walls everything else lives. */
export interface Org {
  /** When it was created. */
  readonly createdAt: Date;
  /** The directory that its people come from. */
  readonly directory: DirectoryId;
  /** The organisation's id. */
  readonly id: OrgId;
  /** Its name. */
  readonly name: string;
  /** Its short name in addresses; unique in its directory. */
  readonly slug: string;
  /** Whether it may be used. */
  readonly status: OrgStatus;
  /** When it was last changed. */
  readonly updatedAt: Date;
  /** Counts the changes of this row. */
  readonly version: number;
  /** Where it is. */
  readonly address?: Address | undefined;
  /** Whom to reach. */
  readonly contact?: Contact | undefined;
}

/** The id of a org. */
export type OrgId = Brand<"org">;
/** Takes a text for one, as it comes from a path, a form or a database of your own. */
export const OrgId = (text: string): OrgId => text as OrgId;

/** One page of a list. */
export interface OrgPage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<Org>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/**
 * Whether an organisation may be used.
 *
 * - `active`: In use.
 * - `suspended`: Refused to everybody but the operator, until resumed.
 * - `deleted`: Gone for everybody; its rows are being purged.
 */
export type OrgStatus = "active" | "suspended" | "deleted";

/** Which part of a list is wanted. */
export interface PageInput {
  /** The `next` of the page before; absent for the first page. */
  readonly cursor?: string | undefined;
  /** How many items at most: 1 to 200, 50 if absent. */
  readonly limit?: number | undefined;
}

/** The id of a permission. */
export type PermissionId = Brand<"permission">;
/** Takes a text for one, as it comes from a path, a form or a database of your own. */
export const PermissionId = (text: string): PermissionId => text as PermissionId;

/** A permission: a built-in one, or one that the organisation has made. */
export interface PermissionInfo {
  /** Whether it is one of Tenantry's own, which nobody changes. */
  readonly builtIn: boolean;
  /** When it was created; for a built-in one, when the organisation was. */
  readonly createdAt: Date;
  /** Its id; that of a built-in permission is the same in every organisation. */
  readonly id: PermissionId;
  /** Its name, by which roles and keys hold it. */
  readonly name: PermissionName;
  /** The organisation. */
  readonly org: OrgId;
  /** When it was last changed. */
  readonly updatedAt: Date;
  /** Counts the changes of this row. */
  readonly version: number;
  /** What it allows. */
  readonly description?: string | undefined;
  /**
   * Who has an object shared with them at this level holds it there; absent if no sharing
   * gives it.
   */
  readonly level?: Level | undefined;
}

/** One page of a list. */
export interface PermissionInfoPage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<PermissionInfo>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/** The name of a permission: a built-in one such as `teams.read`, or one of the organisation's own such as `docs.publish`. */
export type PermissionName = string;

/** Where a task stands among those of its organisation: sorts as text. */
export type Position = string;

/** Somebody who can hold a role: a person or a service account. */
export type Principal =
  /** A person of the directory. */
  | {
      readonly kind: "user";
      /** The user's id. */
      readonly id: UserId;
    }
  /** A service account of the organisation. */
  | {
      readonly kind: "service";
      /** The service's id. */
      readonly id: ServiceId;
    };

/**
 * How urgent a task is.
 *
 * - `none`: Nobody has said.
 * - `low`: It can wait.
 * - `medium`: Like most.
 * - `high`: Before most.
 * - `urgent`: Now.
 */
export type Priority = "none" | "low" | "medium" | "high" | "urgent";

/**
 * A project.
 *
 * Without a team it is seen by its owner and by those it is shared with; with one, by the roles
 * in the team and in those above it; all projects, by who holds `projects.all`.
 */
export interface Project {
  /** When it was created. */
  readonly createdAt: Date;
  /** Its id. */
  readonly id: ProjectId;
  /** Its name. */
  readonly name: string;
  /** The organisation. */
  readonly org: OrgId;
  /** Who answers for it, and may do everything to it. */
  readonly owner: Principal;
  /** How far it is. */
  readonly status: ProjectStatus;
  /** When it was last changed. */
  readonly updatedAt: Date;
  /** Counts the changes of this row. */
  readonly version: number;
  /** What it is for. */
  readonly description?: string | undefined;
  /** The day that it is to be done on. */
  readonly dueOn?: Day | undefined;
  /** The day that it begins on. */
  readonly startsOn?: Day | undefined;
  /** The team that it belongs to. */
  readonly team?: TeamId | undefined;
}

/** The id of a project. */
export type ProjectId = Brand<"project">;
/** Takes a text for one, as it comes from a path, a form or a database of your own. */
export const ProjectId = (text: string): ProjectId => text as ProjectId;

/** One page of a list. */
export interface ProjectPage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<Project>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/**
 * How far a project is.
 *
 * - `active`: It is worked on.
 * - `paused`: It waits.
 * - `done`: It is over.
 * - `archived`: It is over, and nothing is put into it any more.
 */
export type ProjectStatus = "active" | "paused" | "done" | "archived";

/** How far to prune. */
export interface PruneJournal {
  /** The sequence of a checkpoint: this entry and all before it go. */
  readonly through: number;
}

/** What pruning did. */
export interface Pruned {
  /** When. */
  readonly at: Date;
  /** How many entries went. */
  readonly entries: number;
}

/** How far the purge of a deleted organisation has come. */
export interface PurgeProgress {
  /** Whether nothing is left. */
  readonly isDone: boolean;
  /** How many rows this call removed. */
  readonly rows: number;
}

/** A member to remove. */
export interface RemoveMember {
  /** The member. */
  readonly user: UserId;
  /** Who takes over the teams that the member owns; refused without it if there are any. */
  readonly heir?: Principal | undefined;
}

/** A member to remove from a team. */
export interface RemoveTeamMember {
  /** The member. */
  readonly principal: Principal;
  /** The team. */
  readonly team: TeamId;
}

/** How a task comes again: once it is done, the next one is made in the same commit. */
export interface Repeat {
  /** After how many units, 1 to 1,000. */
  readonly every: number;
  /** The unit. */
  readonly unit: RepeatUnit;
  /**
   * The day of the first occurrence, from which the others are counted: the day that the task
   * is due on, if absent.
   */
  readonly startsOn?: Day | undefined;
  /** The last day on which it may be due again. */
  readonly until?: Day | undefined;
}

/**
 * What is counted between two occurrences.
 *
 * - `day`: Days.
 * - `week`: Weeks.
 * - `month`: Months, on the same day: on the last one of those that do not have it.
 * - `year`: Years.
 */
export type RepeatUnit = "day" | "week" | "month" | "year";

/** Restores a task that was deleted. */
export interface RestoreTask {
  /** The task. */
  readonly task: TaskId;
  /** The version to restore; refused with `version_moved` if it is another. */
  readonly ifVersion?: number | undefined;
}

/** Names a key of the caller's own. */
export interface RevokeKey {
  /** The key. */
  readonly key: KeyId;
}

/** Names a key of a service account. */
export interface RevokeServiceKey {
  /** The key. */
  readonly key: KeyId;
  /** The service account. */
  readonly service: ServiceId;
}

/**
 * A built-in role: a name for a set of permissions.
 *
 * At the organisation a role reaches everywhere in it; in a team it reaches that team
 * and the teams below it.
 *
 * - `owner`: Everything but the operator's permissions; the last owner cannot go.
 * - `admin`: Everything but deleting the organisation and making owners.
 * - `manager`: Runs teams: creates, changes, moves and deletes them, and manages their members.
 * - `member`: Takes part.
 * - `viewer`: Looks on.
 * - `billing`: Sees what is paid for and by whom.
 */
export type Role = "owner" | "admin" | "manager" | "member" | "viewer" | "billing";

/** The id of a role. */
export type RoleId = Brand<"role">;
/** Takes a text for one, as it comes from a path, a form or a database of your own. */
export const RoleId = (text: string): RoleId => text as RoleId;

/** A role: a name for a set of permissions. */
export interface RoleInfo {
  /** Whether it is one of Tenantry's own, which nobody changes. */
  readonly builtIn: boolean;
  /** When it was created; for a built-in one, when the organisation was. */
  readonly createdAt: Date;
  /** Whether it holds each permission of the organisation's own too, also those to come. */
  readonly everyOwn: boolean;
  /** Its id; that of a built-in role is the same in every organisation. */
  readonly id: RoleId;
  /** What of that it allows when it is held in a team, there and below. */
  readonly inTeam: ReadonlyArray<PermissionName>;
  /** Its name; unique in the organisation. */
  readonly name: string;
  /** The organisation. */
  readonly org: OrgId;
  /** What it allows at the organisation, everywhere in it. */
  readonly permissions: ReadonlyArray<PermissionName>;
  /** When it was last changed. */
  readonly updatedAt: Date;
  /** Counts the changes of this row. */
  readonly version: number;
  /** What it is for. */
  readonly description?: string | undefined;
}

/** One page of a list. */
export interface RoleInfoPage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<RoleInfo>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/** A key of the caller's own to replace. */
export interface RotateKey {
  /** The key. */
  readonly key: KeyId;
  /** For how long the old key still works: 0 to 604,800 seconds, 86,400 if absent. */
  readonly overlapSecs?: number | undefined;
}

/** A key of a service account to replace. */
export interface RotateServiceKey {
  /** The key. */
  readonly key: KeyId;
  /** The service account. */
  readonly service: ServiceId;
  /** For how long the old key still works: 0 to 604,800 seconds, 86,400 if absent. */
  readonly overlapSecs?: number | undefined;
}

/**
 * The rules that decide.
 *
 * - `system`: Allowed: the system may do everything.
 * - `org_role`: Allowed: a role at the organisation holds it, everywhere in it.
 * - `team_role`: Allowed: a role in the team, or in one above it, holds it.
 * - `owner`: Allowed: the object is theirs.
 * - `assigned`: Allowed: the object is assigned to them.
 * - `shared`: Allowed: the object is shared with them, and at a level that holds it.
 * - `no_role`: Refused: no role that reaches here holds it.
 * - `not_shared`: Refused: no role that reaches here holds it, and no sharing of the object does.
 * - `not_carried`: Refused: a role or a sharing holds it, but the caller's API key does not carry it.
 * - `suspended`: Refused: the person is suspended.
 */
export type Rule = "system" | "org_role" | "team_role" | "owner" | "assigned" | "shared" | "no_role" | "not_shared" | "not_carried" | "suspended";

/** An organisation or a directory. Organisations sort first: that is the lock order. */
export type Scope =
  /** An organisation. */
  | {
      readonly kind: "org";
      /** The org's id. */
      readonly id: OrgId;
    }
  /** A directory. */
  | {
      readonly kind: "directory";
      /** The directory's id. */
      readonly id: DirectoryId;
    };

/** A service account: a member that is not a person and acts by API keys. */
export interface Service {
  /** When it was created. */
  readonly createdAt: Date;
  /** Its id. */
  readonly id: ServiceId;
  /** Its name; unique in the organisation. */
  readonly name: string;
  /** The organisation it belongs to. */
  readonly org: OrgId;
  /** When it was last changed. */
  readonly updatedAt: Date;
  /** Counts the changes of this row. */
  readonly version: number;
  /** What it is for. */
  readonly description?: string | undefined;
}

/** The id of a service. */
export type ServiceId = Brand<"service">;
/** Takes a text for one, as it comes from a path, a form or a database of your own. */
export const ServiceId = (text: string): ServiceId => text as ServiceId;

/** One page of a list. */
export interface ServicePage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<Service>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/** A project to share. */
export interface ShareProject {
  /** With whom. Shared with them before, it is from now on as this says. */
  readonly holder: Holder;
  /** How much of it. */
  readonly level: Level;
  /** The project. */
  readonly project: ProjectId;
  /** When it ends by itself. */
  readonly expiresAt?: Date | undefined;
}

/** Shares a task with somebody. */
export interface ShareTask {
  /** With whom. */
  readonly holder: Holder;
  /** How much of it. */
  readonly level: Level;
  /** The task. */
  readonly task: TaskId;
  /** When it ends by itself; never if absent. */
  readonly expiresAt?: Date | undefined;
}

/** How many tasks are shared with somebody: 100 are counted. */
export interface SharedWithMe {
  /** How many, at most 100. */
  readonly count: number;
  /** Whether there are more. */
  readonly isMore: boolean;
}

/** A status: how far a task is. A built-in one, or one that the organisation has made. */
export interface Status {
  /** Whether tasks are given it no more. Those that have it keep it. */
  readonly archived: boolean;
  /** Whether it is one of Tenantry's own, which nobody changes. */
  readonly builtIn: boolean;
  /** What it means, which never changes. */
  readonly category: Category;
  /** When it was created; for a built-in one, when the organisation was. */
  readonly createdAt: Date;
  /** Its id; that of a built-in status is the same in every organisation. */
  readonly id: StatusId;
  /** Its name; unique in the organisation. */
  readonly name: string;
  /** The organisation. */
  readonly org: OrgId;
  /** Which comes first of those of one category: the lower. Of those that are equal, the older. */
  readonly rank: number;
  /** When it was last changed. */
  readonly updatedAt: Date;
  /** Counts the changes of this row. */
  readonly version: number;
  /** What it says of a task. */
  readonly description?: string | undefined;
}

/** How many tasks have a status. */
export interface StatusCount {
  /** Its category. */
  readonly category: Category;
  /** How many. */
  readonly count: number;
  /** Its name. */
  readonly name: string;
  /** The status. */
  readonly status: StatusId;
}

/** The id of a status. */
export type StatusId = Brand<"status">;
/** Takes a text for one, as it comes from a path, a form or a database of your own. */
export const StatusId = (text: string): StatusId => text as StatusId;

/** One page of a list. */
export interface StatusPage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<Status>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/** A subject of an outside issuer that the product vouches for, and the person it stands for. */
export interface Subject {
  /** When the link was made. */
  readonly createdAt: Date;
  /** The directory that the subject is looked up in. */
  readonly directory: DirectoryId;
  /** Who says so: the product's own sign-in, an identity provider. */
  readonly issuer: string;
  /** The issuer's name for the person. */
  readonly subject: string;
  /** The person. */
  readonly user: UserId;
  /** Counts the changes of this row. */
  readonly version: number;
}

/** One page of a list. */
export interface SubjectPage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<Subject>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/** From where to follow the journal. */
export interface Subscribe {
  /**
   * The place that was read last: replays what came after it, then follows. Absent
   * for what happens from now on; the first item says where that is.
   */
  readonly after?: Cursor | undefined;
}

/**
 * A task.
 *
 * Without a team it is seen by its owner, by those it is assigned to and those it is shared
 * with; with one, by the roles in the team and in those above it too; all tasks, by who holds
 * `tasks.all`.
 */
export interface Task {
  /** Whom it is assigned to, the first first. */
  readonly assignees: ReadonlyArray<Assignee>;
  /** The category of its status, which is all that anything is decided by. */
  readonly category: Category;
  /** When it was created. */
  readonly createdAt: Date;
  /** Its id. */
  readonly id: TaskId;
  /** Its labels, by id. */
  readonly labels: ReadonlyArray<LabelId>;
  /** Where more about it is found. */
  readonly links: ReadonlyArray<TaskLink>;
  /** The organisation. */
  readonly org: OrgId;
  /** Who answers for it, and may do everything to it. */
  readonly owner: Principal;
  /** Where it stands among the tasks of the organisation: sorts as text. */
  readonly position: Position;
  /** How urgent it is. */
  readonly priority: Priority;
  /** How far it is. */
  readonly status: StatusId;
  /** What is to be done, in a line. */
  readonly title: string;
  /** When it was last changed. */
  readonly updatedAt: Date;
  /** Counts the changes of this row. */
  readonly version: number;
  /** When it was last done or cancelled; absent while it is pending. */
  readonly completedAt?: Date | undefined;
  /** When it was deleted; it can be restored. */
  readonly deletedAt?: Date | undefined;
  /** What there is to know about it. */
  readonly description?: string | undefined;
  /** The moment that it is to be done by; a task has this or a day. */
  readonly dueAt?: Date | undefined;
  /** The day that it is to be done on. */
  readonly dueOn?: Day | undefined;
  /** The task that it is part of. */
  readonly parent?: TaskId | undefined;
  /** The project that it is part of. */
  readonly project?: ProjectId | undefined;
  /** How it comes again once it is done. */
  readonly repeat?: Repeat | undefined;
  /** Until when it is shared with anybody at most: the end of the year 9999 if with no end. */
  readonly sharedUntil?: Date | undefined;
  /** The team that it belongs to. */
  readonly team?: TeamId | undefined;
}

/** What somebody said about a task. Whoever sees the task sees it. */
export interface TaskComment {
  /** Who said it, and may change and delete it. */
  readonly author: Actor;
  /** When it was said. */
  readonly createdAt: Date;
  /** Its id. */
  readonly id: CommentId;
  /** The organisation. */
  readonly org: OrgId;
  /** The task. */
  readonly task: TaskId;
  /** What they said. */
  readonly text: string;
  /** When it was last changed. */
  readonly updatedAt: Date;
  /** Counts the changes of this row. */
  readonly version: number;
}

/** One page of a list. */
export interface TaskCommentPage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<TaskComment>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/** A task, and what stands around it. */
export interface TaskDetails {
  /** The tasks that it is part of, the nearest first. */
  readonly ancestors: ReadonlyArray<TaskStub>;
  /** How many tasks are part of it, seen or not. */
  readonly subtasks: number;
  /** The task. */
  readonly task: Task;
}

/** The id of a task. */
export type TaskId = Brand<"task">;
/** Takes a text for one, as it comes from a path, a form or a database of your own. */
export const TaskId = (text: string): TaskId => text as TaskId;

/** Where more about a task is found. */
export interface TaskLink {
  /** An `https://` or `http://` address of at most 2,000 characters. */
  readonly url: string;
  /** What it is: at most 120 characters. */
  readonly title?: string | undefined;
}

/** One page of a list. */
export interface TaskPage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<Task>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/**
 * What comes first in a list of tasks.
 *
 * - `newest`: What was created last.
 * - `oldest`: What was created first.
 * - `updated`: What was changed last.
 * - `due`: What is due first; what is never due comes last.
 * - `priority`: What is most urgent.
 * - `position`: What stands first by hand.
 */
export type TaskSort = "newest" | "oldest" | "updated" | "due" | "priority" | "position";

/** How many tasks there are, of what. */
export interface TaskStatistics {
  /** By day, without those on which there is nothing. */
  readonly byDay: ReadonlyArray<DayStatistics>;
  /** By status, in the order of lists of statuses. */
  readonly byStatus: ReadonlyArray<StatusCount>;
  /** Those of the category done. */
  readonly completed: number;
  /** Pending ones that were due before now. */
  readonly overdue: number;
  /** Those of every category but done and cancelled. */
  readonly pending: number;
  /** Those that are shared with anybody still. */
  readonly shared: number;
  /** All of them. */
  readonly total: number;
  /** Those that are shared with the caller, where it is the caller's own that are counted. */
  readonly sharedWithMe?: SharedWithMe | undefined;
}

/** Whose tasks are counted: the caller's own if nothing is said. */
export interface TaskStatisticsInput {
  /** The first day that is told by itself; 29 days before the last one if absent. */
  readonly firstDay?: Day | undefined;
  /** The last day that is told by itself: at most 366 of them; today in UTC if absent. */
  readonly lastDay?: Day | undefined;
  /**
   * Those of the whole organisation. Takes `tasks.all`.
   *
   * `false` if absent.
   */
  readonly org?: boolean | undefined;
  /** Those of this team and of all below it. Takes `tasks.read` there. */
  readonly team?: TeamId | undefined;
}

/** What whoever sees a task sees of those that it is part of. */
export interface TaskStub {
  /** The category of its status. */
  readonly category: Category;
  /** Its id. */
  readonly id: TaskId;
  /** What is to be done. */
  readonly title: string;
}

/** A team. */
export interface Team {
  /** When it was created. */
  readonly createdAt: Date;
  /** The team's id. */
  readonly id: TeamId;
  /** Its name. */
  readonly name: string;
  /** The organisation. */
  readonly org: OrgId;
  /** Who answers for it, with the owner's role in the team and all teams below. */
  readonly owner: Principal;
  /** When it was last changed. */
  readonly updatedAt: Date;
  /** Counts the changes of this row. */
  readonly version: number;
  /** What it is for. */
  readonly description?: string | undefined;
  /** The team above; absent at the top. */
  readonly parent?: TeamId | undefined;
}

/** The id of a team. */
export type TeamId = Brand<"team">;
/** Takes a text for one, as it comes from a path, a form or a database of your own. */
export const TeamId = (text: string): TeamId => text as TeamId;

/** That somebody belongs to a team, with a role that reaches it and all teams below. */
export interface TeamMember {
  /** When the member joined. */
  readonly createdAt: Date;
  /** The organisation. */
  readonly org: OrgId;
  /** Who belongs to it. */
  readonly principal: Principal;
  /** The role in the team. */
  readonly role: Role;
  /** The team. */
  readonly team: TeamId;
  /** When the membership was last changed. */
  readonly updatedAt: Date;
  /** Counts the changes of this row. */
  readonly version: number;
}

/** One page of a list. */
export interface TeamMemberPage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<TeamMember>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/** One page of a list. */
export interface TeamPage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<Team>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/** How far a task is from now on. */
export interface TransitionTask {
  /** Its new status. */
  readonly status: StatusId;
  /** The task. */
  readonly task: TaskId;
  /** The version that the change was made on; refused with `version_moved` if it is another. */
  readonly ifVersion?: number | undefined;
}

/** A task that was given a status. */
export interface TransitionedTask {
  /** The task. */
  readonly task: Task;
  /** The next one, if it was done and comes again. */
  readonly next?: Task | undefined;
}

/** A subject that shall not stand for anybody any more. */
export interface UnlinkSubject {
  /** The directory. */
  readonly directory: DirectoryId;
  /** Who said so. */
  readonly issuer: string;
  /** The issuer's name for the person. */
  readonly subject: string;
}

/** A project that is to be shared no more. */
export interface UnshareProject {
  /** With whom. */
  readonly holder: Holder;
  /** The project. */
  readonly project: ProjectId;
}

/** Shares a task with somebody no more. */
export interface UnshareTask {
  /** With whom. */
  readonly holder: Holder;
  /** The task. */
  readonly task: TaskId;
}

/** Changes of an assignment. */
export interface UpdateAssignment {
  /** The assignment. */
  readonly assignment: AssignmentId;
  /**
   * When it ends by itself.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly expiresAt?: Date | null | undefined;
  /** The version that the change was made on; refused with `version_moved` if it is another. */
  readonly ifVersion?: number | undefined;
}

/** Changes of a grant. */
export interface UpdateGrant {
  /** The grant. */
  readonly grant: GrantId;
  /**
   * When it ends by itself.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly expiresAt?: Date | null | undefined;
  /** The version that the change was made on; refused with `version_moved` if it is another. */
  readonly ifVersion?: number | undefined;
  /** How much of the object. */
  readonly level?: Level | undefined;
}

/** Changes of a label. */
export interface UpdateLabel {
  /** The label. */
  readonly label: LabelId;
  /** Whether tasks are given it no more. */
  readonly archived?: boolean | undefined;
  /**
   * Its colour, as `#rrggbb` in lower case.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly color?: string | null | undefined;
  /**
   * What it says of a task.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly description?: string | null | undefined;
  /** The version that the change was made on; refused with `version_moved` if it is another. */
  readonly ifVersion?: number | undefined;
  /** Its new name. */
  readonly name?: string | undefined;
}

/** A change of role. */
export interface UpdateMember {
  /** The member. */
  readonly principal: Principal;
  /** The new role. */
  readonly role: Role;
  /** The version that the change was made on. */
  readonly ifVersion?: number | undefined;
}

/** Changes of an organisation. */
export interface UpdateOrg {
  /**
   * Where it is; replaced as a whole.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly address?: Address | null | undefined;
  /**
   * Whom to reach; replaced as a whole.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly contact?: Contact | null | undefined;
  /** The version that the change was made on. */
  readonly ifVersion?: number | undefined;
  /** Its new name. */
  readonly name?: string | undefined;
  /** Its new short name. */
  readonly slug?: string | undefined;
}

/** Changes of a permission of the organisation's own. */
export interface UpdatePermission {
  /** The permission. */
  readonly permission: PermissionId;
  /**
   * What it allows.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly description?: string | null | undefined;
  /** The version that the change was made on; refused with `version_moved` if it is another. */
  readonly ifVersion?: number | undefined;
  /**
   * The level of sharing that holds it.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly level?: Level | null | undefined;
}

/** Changes of a project. */
export interface UpdateProject {
  /** The project. */
  readonly project: ProjectId;
  /**
   * What it is for.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly description?: string | null | undefined;
  /**
   * The day that it is to be done on.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly dueOn?: Day | null | undefined;
  /** The version that the change was made on; refused with `version_moved` if it is another. */
  readonly ifVersion?: number | undefined;
  /** Its new name. */
  readonly name?: string | undefined;
  /** Who answers for it. */
  readonly owner?: Principal | undefined;
  /**
   * The day that it begins on.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly startsOn?: Day | null | undefined;
  /** How far it is. */
  readonly status?: ProjectStatus | undefined;
  /**
   * The team that it belongs to.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly team?: TeamId | null | undefined;
}

/** Changes of a role of the organisation's own. */
export interface UpdateRole {
  /** The role. */
  readonly role: RoleId;
  /**
   * What it is for.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly description?: string | null | undefined;
  /** The version that the change was made on; refused with `version_moved` if it is another. */
  readonly ifVersion?: number | undefined;
  /** Its new name. */
  readonly name?: string | undefined;
  /** All that it allows from now on. */
  readonly permissions?: ReadonlyArray<PermissionName> | undefined;
}

/** Changes of a service account. */
export interface UpdateService {
  /** The service account. */
  readonly service: ServiceId;
  /**
   * What it is for.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly description?: string | null | undefined;
  /** The version that the change was made on. */
  readonly ifVersion?: number | undefined;
  /** Its new name. */
  readonly name?: string | undefined;
}

/** Changes of a status of the organisation's own. */
export interface UpdateStatus {
  /** The status. */
  readonly status: StatusId;
  /** Whether tasks are given it no more. */
  readonly archived?: boolean | undefined;
  /**
   * What it says of a task.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly description?: string | null | undefined;
  /** The version that the change was made on; refused with `version_moved` if it is another. */
  readonly ifVersion?: number | undefined;
  /** Its new name. */
  readonly name?: string | undefined;
  /** Which comes first of those of one category: the lower. */
  readonly rank?: number | undefined;
}

/**
 * Changes of a task. How far it is changes with `tasks.transition`, where it is with
 * `tasks.move`, whom it is assigned to with `tasks.assign`.
 */
export interface UpdateTask {
  /** The task. */
  readonly task: TaskId;
  /**
   * What there is to know about it: at most 4,000 characters.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly description?: string | null | undefined;
  /**
   * The moment that it is to be done by; takes the place of a day.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly dueAt?: Date | null | undefined;
  /**
   * The day that it is to be done on; takes the place of a moment.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly dueOn?: Day | null | undefined;
  /** The version that the change was made on; refused with `version_moved` if it is another. */
  readonly ifVersion?: number | undefined;
  /** All of its labels, at most 20. */
  readonly labels?: ReadonlyArray<LabelId> | undefined;
  /** All places where more about it is found: at most 20. */
  readonly links?: ReadonlyArray<TaskLink> | undefined;
  /** Who answers for it. Takes what deleting it does. */
  readonly owner?: Principal | undefined;
  /** How urgent it is. */
  readonly priority?: Priority | undefined;
  /**
   * The project that it is part of.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly project?: ProjectId | null | undefined;
  /**
   * How it comes again once it is done.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly repeat?: Repeat | null | undefined;
  /** What is to be done: at most 120 characters. */
  readonly title?: string | undefined;
}

/** Says something else in a comment. */
export interface UpdateTaskComment {
  /** The comment. */
  readonly comment: CommentId;
  /** The task. */
  readonly task: TaskId;
  /** What there is to say instead: at most 4,000 characters. */
  readonly text: string;
  /** The version that the change was made on; refused with `version_moved` if it is another. */
  readonly ifVersion?: number | undefined;
}

/** Changes of a team. */
export interface UpdateTeam {
  /** The team. */
  readonly team: TeamId;
  /**
   * What it is for.
   *
   * `undefined` leaves it as it is, `null` clears it.
   */
  readonly description?: string | null | undefined;
  /** The version that the change was made on; refused with `version_moved` if it is another. */
  readonly ifVersion?: number | undefined;
  /** Its new name. */
  readonly name?: string | undefined;
  /** Who answers for it. */
  readonly owner?: Principal | undefined;
}

/** A change of role in a team. */
export interface UpdateTeamMember {
  /** The member. */
  readonly principal: Principal;
  /** The new role. */
  readonly role: Role;
  /** The team. */
  readonly team: TeamId;
  /** The version that the change was made on. */
  readonly ifVersion?: number | undefined;
}

/** Changes of a person: their own, or by the system. */
export interface UpdateUser {
  /** The person. */
  readonly user: UserId;
  /** The directory: the caller's own if absent; the system must name it. */
  readonly directory?: DirectoryId | undefined;
  /** The new name that others see. */
  readonly displayName?: string | undefined;
  /** The new e-mail address, at most 254 bytes; only the system changes it. */
  readonly email?: string | undefined;
  /** The version that the change was made on. */
  readonly ifVersion?: number | undefined;
  /** The new short name. */
  readonly username?: string | undefined;
}

/** A person. */
export interface User {
  /** When the person was created. */
  readonly createdAt: Date;
  /** The directory the person is in. */
  readonly directory: DirectoryId;
  /** The name that others see. */
  readonly displayName: string;
  /**
   * The e-mail address as its owner writes it; unique in the directory, whatever its case
   * and however it is written.
   */
  readonly email: string;
  /** The person's id. */
  readonly id: UserId;
  /** Whether the person may act. */
  readonly status: UserStatus;
  /** When the person was last changed. */
  readonly updatedAt: Date;
  /** The short name that is unique in the directory. */
  readonly username: string;
  /** Counts the changes of this row. */
  readonly version: number;
  /** When the person last proved who they are. */
  readonly lastLoginAt?: Date | undefined;
}

/** The id of a user. */
export type UserId = Brand<"user">;
/** Takes a text for one, as it comes from a path, a form or a database of your own. */
export const UserId = (text: string): UserId => text as UserId;

/** One page of a list. */
export interface UserPage {
  /** The items, at most as many as were asked for. */
  readonly items: ReadonlyArray<User>;
  /** Where the live feed continues from what this page shows. */
  readonly feed?: Cursor | undefined;
  /** Pass this as `cursor` to read on; absent on the last page. */
  readonly next?: string | undefined;
}

/**
 * Whether a person may act.
 *
 * - `active`: May act.
 * - `suspended`: Refused everywhere until resumed.
 * - `deactivated`: Refused everywhere, for good.
 */
export type UserStatus = "active" | "suspended" | "deactivated";

/** What verifying a journal found. */
export interface Verification {
  /** How many entries were verified. */
  readonly entries: number;
  /** Its hash, in hexadecimal. */
  readonly hash: string;
  /**
   * Whether every entry is what was hashed, none is missing, every personal value that was
   * not erased is what its entry commits to, and the end is the head.
   */
  readonly isIntact: boolean;
  /** The sequence of the last of them. */
  readonly seq: number;
  /** The first entry that is missing, not what was hashed, or beside a forged personal value. */
  readonly brokenAt?: number | undefined;
}

/** What to verify the journal against. */
export interface VerifyJournal {
  /** The hash of that checkpoint, in hexadecimal. */
  readonly hash?: string | undefined;
  /** The sequence of a checkpoint that was kept elsewhere. */
  readonly seq?: number | undefined;
}

/** What to look for: what may they do, here? */
export interface WhatCan {
  /** The object that they would do it to: of the product's, a project or a task. */
  readonly object?: Object | undefined;
  /** Whose rights they are, if not the caller's own. */
  readonly principal?: Principal | undefined;
  /** The team they would do it in; absent for the organisation as a whole. */
  readonly team?: TeamId | undefined;
}

/** Whom to look for: who may do this, here? */
export interface WhoCan {
  /** What they would do. */
  readonly permission: PermissionName;
  /** The object that they would do it to: of the product's, a project or a task. */
  readonly object?: Object | undefined;
  /**
   * Which comes first.
   *
   * `"oldest"` if absent.
   */
  readonly order?: Order | undefined;
  /**
   * Which part of the list. So many members are looked at: a page has fewer items, or none,
   * where not all of them may.
   */
  readonly page?: PageInput | undefined;
  /** The team they would do it in; absent for the organisation as a whole. */
  readonly team?: TeamId | undefined;
}
