// Derived by `cargo xtask bindgen`: do not edit.

import type { CallOptions, ChangeOptions, Door, StreamOptions } from "../door.js";
import { Feed } from "../feed.js";
import { Pager, withPage } from "../pager.js";
import { readAsIs, readNothing } from "../reading.js";
import { writeNothing } from "../writing.js";
import * as reading from "./reading.js";
import type * as types from "./types.js";
import * as writing from "./writing.js";

/** The rooms of the opened library. */
export abstract class TenantryRooms {

  /** @internal */
  constructor(_door: Door) {
  }
}

/** What somebody proven may do with `directories`. */
export class CallerDirectories {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Creates a directory. Only the system can.
   *
   * One directory serves all organisations of most products. Organisations whose people
   * must not meet get directories of their own: the same e-mail address may live in two.
   *
   * An idempotency key names its directory for good: a day later, when other operations take
   * the key for a new call's, this one is refused with `key_names_directory`.
   *
   * Takes the permission `directory.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `InvalidError`, `ConflictError`,
   * `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  create(input: types.CreateDirectory, options?: ChangeOptions): Promise<types.Directory> {
    return this.#door.call(
      "directories.create",
      writing.writeCreateDirectory,
      input,
      reading.readDirectory,
      options,
    );
  }

  /**
   * Gets a directory. Only the system can.
   *
   * Takes the permission `directory.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  get(input: types.GetDirectory, options?: CallOptions): Promise<types.Directory> {
    return this.#door.call(
      "directories.get",
      writing.writeGetDirectory,
      input,
      reading.readDirectory,
      options,
    );
  }

  /**
   * Lists the directories by age. Only the system can.
   *
   * Takes the permission `directory.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `InvalidError`, `BusyError`,
   * `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListDirectories = {}, options?: CallOptions): Pager<types.Directory, types.DirectoryPage> {
    return new Pager(
      this.#door,
      "directories.list",
      (page) => writing.writeListDirectories(withPage(input, page)),
      reading.readDirectoryPage,
      options,
    );
  }

  /**
   * Lists the journal of a directory from a place on, oldest first. Only the system can.
   *
   * Takes the permission `directory.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  journal(input: types.ListDirectoryJournal, options?: CallOptions): Promise<types.JournalPage> {
    return this.#door.call(
      "directories.journal",
      writing.writeListDirectoryJournal,
      input,
      reading.readJournalPage,
      options,
    );
  }

  /**
   * Verifies the journal of a directory: every entry against the hash before it. Only the
   * system can.
   *
   * Takes the permission `directory.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  verify(input: types.GetDirectory, options?: CallOptions): Promise<types.Verification> {
    return this.#door.call(
      "directories.verify",
      writing.writeGetDirectory,
      input,
      reading.readVerification,
      options,
    );
  }
}

/** What somebody proven may do with `users`. */
export class CallerUsers {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Creates a person in a directory. Only the system can.
   *
   * Takes the permission `directory.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  create(input: types.CreateUser, options?: ChangeOptions): Promise<types.User> {
    return this.#door.call("users.create", writing.writeCreateUser, input, reading.readUser, options);
  }

  /**
   * Gets a person: oneself, or anybody for the system.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  get(input: types.GetUser, options?: CallOptions): Promise<types.User> {
    return this.#door.call("users.get", writing.writeGetUser, input, reading.readUser, options);
  }

  /**
   * Lists the people of a directory by age. Only the system can.
   *
   * Takes the permission `directory.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListUsers, options?: CallOptions): Pager<types.User, types.UserPage> {
    return new Pager(
      this.#door,
      "users.list",
      (page) => writing.writeListUsers(withPage(input, page)),
      reading.readUserPage,
      options,
    );
  }

  /**
   * Changes a person: their own names, or everything for the system.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  update(input: types.UpdateUser, options?: ChangeOptions): Promise<types.User> {
    return this.#door.call("users.update", writing.writeUpdateUser, input, reading.readUser, options);
  }

  /**
   * Suspends a person: refused everywhere at once, until resumed. Only the system can.
   *
   * The last owner of an organisation cannot be suspended: make somebody else an owner first.
   *
   * Takes the permission `directory.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  suspend(input: types.NameUser, options?: ChangeOptions): Promise<types.User> {
    return this.#door.call("users.suspend", writing.writeNameUser, input, reading.readUser, options);
  }

  /**
   * Lets a suspended person act again. Only the system can.
   *
   * Takes the permission `directory.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  resume(input: types.NameUser, options?: ChangeOptions): Promise<types.User> {
    return this.#door.call("users.resume", writing.writeNameUser, input, reading.readUser, options);
  }

  /**
   * Closes a person's account for good. Only the system can.
   *
   * The last owner of an organisation cannot go: make somebody else an owner first.
   *
   * Takes the permission `directory.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  deactivate(input: types.NameUser, options?: ChangeOptions): Promise<types.User> {
    return this.#door.call("users.deactivate", writing.writeNameUser, input, reading.readUser, options);
  }
}

/** What somebody proven may do with `me`. */
export class CallerMe {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Gets the caller's own person.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `InvalidError`, `BusyError`,
   * `UnavailableError`, `CorruptError`.
   */
  get(options?: CallOptions): Promise<types.User> {
    return this.#door.call("me.get", writeNothing, null, reading.readUser, options);
  }
}

/** What somebody proven may do with `subjects`. */
export class CallerSubjects {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Links a subject of the product's own sign-in to a person. Only the system can.
   *
   * From then on `vouch` proves the person by issuer and subject. Both are compared byte
   * for byte; an e-mail address is never taken for a subject.
   *
   * Takes the permission `directory.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  link(input: types.LinkSubject, options?: ChangeOptions): Promise<types.Subject> {
    return this.#door.call("subjects.link", writing.writeLinkSubject, input, reading.readSubject, options);
  }

  /**
   * Lists the subjects that stand for a person. Only the system can.
   *
   * Takes the permission `directory.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  list(input: types.NameUser, options?: CallOptions): Pager<types.Subject, types.SubjectPage> {
    return new Pager(
      this.#door,
      "subjects.list",
      () => writing.writeNameUser(input),
      reading.readSubjectPage,
      options,
    );
  }

  /**
   * Unlinks a subject: it proves nobody any more. Only the system can.
   *
   * Takes the permission `directory.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  unlink(input: types.UnlinkSubject, options?: ChangeOptions): Promise<void> {
    return this.#door.call("subjects.unlink", writing.writeUnlinkSubject, input, readNothing, options);
  }
}

/** What somebody proven may do with `keys`. */
export class CallerKeys {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Creates an API key for the caller. The key itself is in the answer, once.
   *
   * A key that ends makes none that works longer than itself, and nobody makes one that opens
   * an organisation that they cannot enter.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  create(input: types.CreateKey, options?: ChangeOptions): Promise<types.NewKey> {
    return this.#door.call("keys.create", writing.writeCreateKey, input, reading.readNewKey, options);
  }

  /**
   * Lists the caller's own API keys by age, without the keys themselves.
   *
   * Those that were revoked, or replaced and are over, are listed until the next one is made.
   * A restricted key sees itself alone: the others name organisations that it does not open.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `InvalidError`, `BusyError`,
   * `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListKeys = {}, options?: CallOptions): Pager<types.ApiKey, types.ApiKeyPage> {
    return new Pager(
      this.#door,
      "keys.list",
      (page) => writing.writeListKeys(withPage(input, page)),
      reading.readApiKeyPage,
      options,
    );
  }

  /**
   * Replaces one of the caller's own API keys. The old one works on for the overlap.
   *
   * A key can be rotated once; of many at the same time, one wins. At most 100 that were
   * rotated work on at the same time.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  rotate(input: types.RotateKey, options?: ChangeOptions): Promise<types.NewKey> {
    return this.#door.call("keys.rotate", writing.writeRotateKey, input, reading.readNewKey, options);
  }

  /**
   * Revokes one of the caller's own API keys, at once and everywhere.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  revoke(input: types.RevokeKey, options?: ChangeOptions): Promise<void> {
    return this.#door.call("keys.revoke", writing.writeRevokeKey, input, readNothing, options);
  }
}

/** What somebody proven may do with `orgs`. */
export class CallerOrgs {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Creates an organisation. The caller becomes its owner.
   *
   * The system names the directory and the owner. A person belongs to at most 1,000
   * organisations.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  create(input: types.CreateOrg, options?: ChangeOptions): Promise<types.Org> {
    return this.#door.call("orgs.create", writing.writeCreateOrg, input, reading.readOrg, options);
  }

  /**
   * Lists the organisations that the caller belongs to, by age.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `InvalidError`, `BusyError`,
   * `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListOrgs = {}, options?: CallOptions): Pager<types.Org, types.OrgPage> {
    return new Pager(
      this.#door,
      "orgs.list",
      (page) => writing.writeListOrgs(withPage(input, page)),
      reading.readOrgPage,
      options,
    );
  }

  /**
   * Removes a slice of a deleted organisation's rows. Only the system can.
   *
   * Call it until `is_done`: each call removes at most 10,000 rows. Called once more it
   * answers that nothing was left.
   *
   * Takes the permission `directory.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  purge(input: types.NameDeparted, options?: ChangeOptions): Promise<types.PurgeProgress> {
    return this.#door.call(
      "orgs.purge",
      writing.writeNameDeparted,
      input,
      reading.readPurgeProgress,
      options,
    );
  }

  /**
   * Gets what stays of a deleted organisation: where its journal ended. Only the system can.
   *
   * Takes the permission `directory.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  departed(input: types.NameDeparted, options?: CallOptions): Promise<types.DepartedOrg> {
    return this.#door.call(
      "orgs.departed",
      writing.writeNameDeparted,
      input,
      reading.readDepartedOrg,
      options,
    );
  }
}

/** What somebody proven may do with `commits`. */
export class CallerCommits {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Asks whether a change of the caller's landed, after an error of the kind `unknown`.
   *
   * What did not land has left nothing behind, and may be tried again; nor is an organisation
   * there that was to be created. Somebody else's change is answered like one that did not land.
   * Over 100,000 entries later, or when the journal was pruned since, it cannot be learnt any
   * more.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `CorruptError`.
   */
  landed(input: types.AskLanded, options?: CallOptions): Promise<types.Landing> {
    return this.#door.call("commits.landed", writing.writeAskLanded, input, reading.readLanding, options);
  }
}

/** The rooms of somebody proven. */
export abstract class CallerRooms {
  /** What somebody proven may do with `directories`. */
  readonly directories: CallerDirectories;
  /** What somebody proven may do with `users`. */
  readonly users: CallerUsers;
  /** What somebody proven may do with `me`. */
  readonly me: CallerMe;
  /** What somebody proven may do with `subjects`. */
  readonly subjects: CallerSubjects;
  /** What somebody proven may do with `keys`. */
  readonly keys: CallerKeys;
  /** What somebody proven may do with `orgs`. */
  readonly orgs: CallerOrgs;
  /** What somebody proven may do with `commits`. */
  readonly commits: CallerCommits;

  /** @internal */
  constructor(door: Door) {
    this.directories = new CallerDirectories(door);
    this.users = new CallerUsers(door);
    this.me = new CallerMe(door);
    this.subjects = new CallerSubjects(door);
    this.keys = new CallerKeys(door);
    this.orgs = new CallerOrgs(door);
    this.commits = new CallerCommits(door);
  }
}

/** What a caller inside one organisation may do with `orgs`. */
export class TenantOrgs {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Gets the organisation.
   *
   * Takes the permission `orgs.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  get(options?: CallOptions): Promise<types.Org> {
    return this.#door.call("orgs.get", writeNothing, null, reading.readOrg, options);
  }

  /**
   * Changes the organisation's name, slug, address or contact.
   *
   * Takes the permission `orgs.update`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  update(input: types.UpdateOrg = {}, options?: ChangeOptions): Promise<types.Org> {
    return this.#door.call("orgs.update", writing.writeUpdateOrg, input, reading.readOrg, options);
  }

  /**
   * Suspends the organisation: refused to everybody but the system, at once. Only the system can.
   *
   * Takes the permission `orgs.suspend`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  suspend(options?: ChangeOptions): Promise<types.Org> {
    return this.#door.call("orgs.suspend", writeNothing, null, reading.readOrg, options);
  }

  /**
   * Lets a suspended organisation be used again. Only the system can.
   *
   * Takes the permission `orgs.suspend`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  resume(options?: ChangeOptions): Promise<types.Org> {
    return this.#door.call("orgs.resume", writeNothing, null, reading.readOrg, options);
  }

  /**
   * Deletes the organisation: gone for everybody at once, purged afterwards.
   *
   * The sequence and hash of its last entry stay with its directory.
   *
   * Takes the permission `orgs.delete`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  delete(options?: ChangeOptions): Promise<void> {
    return this.#door.call("orgs.delete", writeNothing, null, readNothing, options);
  }
}

/** What a caller inside one organisation may do with `members`. */
export class TenantMembers {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Adds a person of the organisation's directory, with a role that reaches everywhere in it.
   *
   * Nobody gives a role that holds more than their own. A person belongs to at most 1,000
   * organisations.
   *
   * Takes the permission `members.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  add(input: types.AddMember, options?: ChangeOptions): Promise<types.Member> {
    return this.#door.call("members.add", writing.writeAddMember, input, reading.readMember, options);
  }

  /**
   * Gets a membership.
   *
   * Takes the permission `members.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  get(input: types.GetMember, options?: CallOptions): Promise<types.Member> {
    return this.#door.call("members.get", writing.writeGetMember, input, reading.readMember, options);
  }

  /**
   * Lists who belongs to the organisation, people and service accounts, by id.
   *
   * Takes the permission `members.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListMembers = {}, options?: CallOptions): Pager<types.Member, types.MemberPage> {
    return new Pager(
      this.#door,
      "members.list",
      (page) => writing.writeListMembers(withPage(input, page)),
      reading.readMemberPage,
      options,
    );
  }

  /**
   * Changes a member's role at the organisation.
   *
   * The last owner who can act keeps the role.
   *
   * Takes the permission `members.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  update(input: types.UpdateMember, options?: ChangeOptions): Promise<types.Member> {
    return this.#door.call("members.update", writing.writeUpdateMember, input, reading.readMember, options);
  }

  /**
   * Removes a person from the organisation and from all its teams. Everybody may leave.
   *
   * The last owner who can act stays. Teams that the person owns go to the heir.
   *
   * Takes the permission `members.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  remove(input: types.RemoveMember, options?: ChangeOptions): Promise<void> {
    return this.#door.call("members.remove", writing.writeRemoveMember, input, readNothing, options);
  }
}

/** What a caller inside one organisation may do with `services`. */
export class TenantServices {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Creates a service account: a member that acts by API keys, with a role of its own.
   *
   * Takes the permission `services.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  create(input: types.CreateService, options?: ChangeOptions): Promise<types.Service> {
    return this.#door.call(
      "services.create",
      writing.writeCreateService,
      input,
      reading.readService,
      options,
    );
  }

  /**
   * Gets a service account.
   *
   * Takes the permission `services.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  get(input: types.GetService, options?: CallOptions): Promise<types.Service> {
    return this.#door.call("services.get", writing.writeGetService, input, reading.readService, options);
  }

  /**
   * Lists the service accounts of the organisation by age.
   *
   * Takes the permission `services.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListServices = {}, options?: CallOptions): Pager<types.Service, types.ServicePage> {
    return new Pager(
      this.#door,
      "services.list",
      (page) => writing.writeListServices(withPage(input, page)),
      reading.readServicePage,
      options,
    );
  }

  /**
   * Changes a service account's name or description.
   *
   * Takes the permission `services.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  update(input: types.UpdateService, options?: ChangeOptions): Promise<types.Service> {
    return this.#door.call(
      "services.update",
      writing.writeUpdateService,
      input,
      reading.readService,
      options,
    );
  }

  /**
   * Deletes a service account. Its keys stop working at once.
   *
   * Takes the permission `services.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  delete(input: types.DeleteService, options?: ChangeOptions): Promise<void> {
    return this.#door.call("services.delete", writing.writeDeleteService, input, readNothing, options);
  }
}

/** What a caller inside one organisation may do with `serviceKeys`. */
export class TenantServiceKeys {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Creates an API key for a service account. The key itself is in the answer, once.
   *
   * Takes the permission `services.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  create(input: types.CreateServiceKey, options?: ChangeOptions): Promise<types.NewKey> {
    return this.#door.call(
      "service_keys.create",
      writing.writeCreateServiceKey,
      input,
      reading.readNewKey,
      options,
    );
  }

  /**
   * Lists the API keys of a service account by age, without the keys themselves.
   *
   * Those that were revoked, or replaced and are over, are listed until the next one is made.
   *
   * Takes the permission `services.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListServiceKeys, options?: CallOptions): Pager<types.ApiKey, types.ApiKeyPage> {
    return new Pager(
      this.#door,
      "service_keys.list",
      (page) => writing.writeListServiceKeys(withPage(input, page)),
      reading.readApiKeyPage,
      options,
    );
  }

  /**
   * Replaces an API key of a service account. The old one works on for the overlap.
   *
   * At most 100 that were rotated work on at the same time.
   *
   * Takes the permission `services.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  rotate(input: types.RotateServiceKey, options?: ChangeOptions): Promise<types.NewKey> {
    return this.#door.call(
      "service_keys.rotate",
      writing.writeRotateServiceKey,
      input,
      reading.readNewKey,
      options,
    );
  }

  /**
   * Revokes an API key of a service account, at once and everywhere.
   *
   * Takes the permission `services.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  revoke(input: types.RevokeServiceKey, options?: ChangeOptions): Promise<void> {
    return this.#door.call(
      "service_keys.revoke",
      writing.writeRevokeServiceKey,
      input,
      readNothing,
      options,
    );
  }
}

/** What a caller inside one organisation may do with `permissions`. */
export class TenantPermissions {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Makes a permission of the organisation's own, which roles may hold and checks may ask for.
   *
   * Whoever names a level of sharing that holds it holds every one of the organisation's own. An
   * organisation has at most 1,000.
   *
   * Takes the permission `access.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  create(input: types.CreatePermission, options?: ChangeOptions): Promise<types.PermissionInfo> {
    return this.#door.call(
      "permissions.create",
      writing.writeCreatePermission,
      input,
      reading.readPermissionInfo,
      options,
    );
  }

  /**
   * Gets a permission, built in or of the organisation's own.
   *
   * Takes the permission `orgs.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  get(input: types.GetPermission, options?: CallOptions): Promise<types.PermissionInfo> {
    return this.#door.call(
      "permissions.get",
      writing.writeGetPermission,
      input,
      reading.readPermissionInfo,
      options,
    );
  }

  /**
   * Lists all permissions, the built-in ones before the organisation's own.
   *
   * Takes the permission `orgs.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListPermissions = {}, options?: CallOptions): Pager<types.PermissionInfo, types.PermissionInfoPage> {
    return new Pager(
      this.#door,
      "permissions.list",
      (page) => writing.writeListPermissions(withPage(input, page)),
      reading.readPermissionInfoPage,
      options,
    );
  }

  /**
   * Changes what is said of a permission of the organisation's own, or which sharing holds it.
   *
   * Which sharing holds it is changed by who holds it themselves.
   *
   * Takes the permission `access.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  update(input: types.UpdatePermission, options?: ChangeOptions): Promise<types.PermissionInfo> {
    return this.#door.call(
      "permissions.update",
      writing.writeUpdatePermission,
      input,
      reading.readPermissionInfo,
      options,
    );
  }

  /**
   * Deletes a permission of the organisation's own that no role holds.
   *
   * Takes the permission `access.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  delete(input: types.DeletePermission, options?: ChangeOptions): Promise<void> {
    return this.#door.call("permissions.delete", writing.writeDeletePermission, input, readNothing, options);
  }
}

/** What a caller inside one organisation may do with `roles`. */
export class TenantRoles {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Makes a role of the organisation's own: a name for permissions, all of which the caller holds.
   *
   * An organisation has at most 1,000.
   *
   * Takes the permission `access.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  create(input: types.CreateRole, options?: ChangeOptions): Promise<types.RoleInfo> {
    return this.#door.call("roles.create", writing.writeCreateRole, input, reading.readRoleInfo, options);
  }

  /**
   * Gets a role, built in or of the organisation's own, with what it allows.
   *
   * Takes the permission `orgs.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  get(input: types.GetRole, options?: CallOptions): Promise<types.RoleInfo> {
    return this.#door.call("roles.get", writing.writeGetRole, input, reading.readRoleInfo, options);
  }

  /**
   * Lists all roles with what each allows: the built-in ones, the most powerful first, before the
   * organisation's own.
   *
   * Takes the permission `orgs.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListRoles = {}, options?: CallOptions): Pager<types.RoleInfo, types.RoleInfoPage> {
    return new Pager(
      this.#door,
      "roles.list",
      (page) => writing.writeListRoles(withPage(input, page)),
      reading.readRoleInfoPage,
      options,
    );
  }

  /**
   * Changes a role of the organisation's own, for everybody who has it, at once.
   *
   * Nobody changes a role that holds more than they do, before or after.
   *
   * Takes the permission `access.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  update(input: types.UpdateRole, options?: ChangeOptions): Promise<types.RoleInfo> {
    return this.#door.call("roles.update", writing.writeUpdateRole, input, reading.readRoleInfo, options);
  }

  /**
   * Deletes a role of the organisation's own that nobody has.
   *
   * Takes the permission `access.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  delete(input: types.DeleteRole, options?: ChangeOptions): Promise<void> {
    return this.#door.call("roles.delete", writing.writeDeleteRole, input, readNothing, options);
  }
}

/** What a caller inside one organisation may do with `assignments`. */
export class TenantAssignments {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Gives a role to a person, a service account or the members of a team: at the organisation,
   * or in a team and all teams below it.
   *
   * Nobody gives a role that holds more than they do there. One holder is given at most 1,000.
   *
   * Takes the permission `access.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  create(input: types.CreateAssignment, options?: ChangeOptions): Promise<types.Assignment> {
    return this.#door.call(
      "assignments.create",
      writing.writeCreateAssignment,
      input,
      reading.readAssignment,
      options,
    );
  }

  /**
   * Gets an assignment. Everybody may get their own.
   *
   * Takes the permission `members.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  get(input: types.GetAssignment, options?: CallOptions): Promise<types.Assignment> {
    return this.#door.call(
      "assignments.get",
      writing.writeGetAssignment,
      input,
      reading.readAssignment,
      options,
    );
  }

  /**
   * Lists assignments by age: all, or by one of holder, role and team. Everybody may list their own.
   *
   * Takes the permission `members.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListAssignments = {}, options?: CallOptions): Pager<types.Assignment, types.AssignmentPage> {
    return new Pager(
      this.#door,
      "assignments.list",
      (page) => writing.writeListAssignments(withPage(input, page)),
      reading.readAssignmentPage,
      options,
    );
  }

  /**
   * Changes until when a role is given.
   *
   * Takes the permission `access.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  update(input: types.UpdateAssignment, options?: ChangeOptions): Promise<types.Assignment> {
    return this.#door.call(
      "assignments.update",
      writing.writeUpdateAssignment,
      input,
      reading.readAssignment,
      options,
    );
  }

  /**
   * Takes a role back, at once and everywhere. Everybody may put down their own.
   *
   * Takes the permission `access.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  delete(input: types.DeleteAssignment, options?: ChangeOptions): Promise<void> {
    return this.#door.call("assignments.delete", writing.writeDeleteAssignment, input, readNothing, options);
  }
}

/** What a caller inside one organisation may do with `grants`. */
export class TenantGrants {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Shares an object of the product's with somebody, at a level.
   *
   * It takes `objects.share` at the organisation, or that the object is shared with the caller to
   * `manage`. An object is shared with at most 1,000 holders.
   *
   * Takes the permission `objects.share`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  create(input: types.CreateGrant, options?: ChangeOptions): Promise<types.Grant> {
    return this.#door.call("grants.create", writing.writeCreateGrant, input, reading.readGrant, options);
  }

  /**
   * Gets a grant. Everybody may get those to themselves.
   *
   * Takes the permission `objects.share`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  get(input: types.GetGrant, options?: CallOptions): Promise<types.Grant> {
    return this.#door.call("grants.get", writing.writeGetGrant, input, reading.readGrant, options);
  }

  /**
   * Lists grants by age: those on an object, to somebody, or to the caller.
   *
   * Everybody may list those to themselves, to their teams and to their roles; those on an object,
   * who may share it.
   *
   * Takes the permission `objects.share`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListGrants = {}, options?: CallOptions): Pager<types.Grant, types.GrantPage> {
    return new Pager(
      this.#door,
      "grants.list",
      (page) => writing.writeListGrants(withPage(input, page)),
      reading.readGrantPage,
      options,
    );
  }

  /**
   * Changes how much of an object is shared with somebody, or until when.
   *
   * Takes the permission `objects.share`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  update(input: types.UpdateGrant, options?: ChangeOptions): Promise<types.Grant> {
    return this.#door.call("grants.update", writing.writeUpdateGrant, input, reading.readGrant, options);
  }

  /**
   * Takes back what was shared, at once and everywhere. Everybody may put down their own.
   *
   * Takes the permission `objects.share`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  delete(input: types.DeleteGrant, options?: ChangeOptions): Promise<void> {
    return this.#door.call("grants.delete", writing.writeDeleteGrant, input, readNothing, options);
  }
}

/** What a caller inside one organisation may do with `links`. */
export class TenantLinks {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Makes a link to an object: whoever presents it sees that one object, and may comment on it or
   * change it, as the level says.
   *
   * It takes what sharing the object so with somebody does. A link never manages an object, and
   * stays as it was made. It is listed among those whom the object is shared with, as a holder of
   * the kind `link`, and counts as one of them. The link itself is in the answer, once: it is
   * presented as an API key is, and opens this organisation alone.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  create(input: types.CreateLink, options?: ChangeOptions): Promise<types.NewLink> {
    return this.#door.call("links.create", writing.writeCreateLink, input, reading.readNewLink, options);
  }

  /**
   * Ends a link, at once and everywhere.
   *
   * It takes what sharing the object with somebody no more does.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  delete(input: types.DeleteLink, options?: ChangeOptions): Promise<void> {
    return this.#door.call("links.delete", writing.writeDeleteLink, input, readNothing, options);
  }
}

/** What a caller inside one organisation may do with `access`. */
export class TenantAccess {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Decides whether somebody may do something here, on what the store knows now.
   *
   * Everybody may ask about themselves, and is answered for the API key that they present.
   * Asking about another member takes `members.read`, and is answered for the member's roles.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `CorruptError`.
   */
  check(input: types.CheckAccess, options?: CallOptions): Promise<types.Answer> {
    return this.#door.call("access.check", writing.writeCheckAccess, input, readAsIs<types.Answer>, options);
  }

  /**
   * Decides up to 200 questions at one position: nobody's rights change between them.
   *
   * Who may ask what is as for a single one.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `CorruptError`.
   */
  checkMany(input: types.CheckMany, options?: CallOptions): Promise<types.Answers> {
    return this.#door.call(
      "access.check_many",
      writing.writeCheckMany,
      input,
      readAsIs<types.Answers>,
      options,
    );
  }

  /**
   * Explains a decision: whether somebody may do something here, and the rule that decides.
   *
   * Everybody may ask about themselves, and is answered for the API key that they present.
   * Asking about another member takes `members.read`, and is answered for the member's roles.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  explain(input: types.ExplainAccess, options?: CallOptions): Promise<types.Explanation> {
    return this.#door.call(
      "access.explain",
      writing.writeExplainAccess,
      input,
      readAsIs<types.Explanation>,
      options,
    );
  }

  /**
   * Lists the members who may do something here, and the links to an object with which one may,
   * each with the rule that allows it, by id.
   *
   * As many are looked at as a page holds: it has fewer items where not all of them may.
   *
   * Takes the permission `members.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  whoCan(input: types.WhoCan, options?: CallOptions): Pager<types.Able, types.AblePage> {
    return new Pager(
      this.#door,
      "access.who_can",
      (page) => writing.writeWhoCan(withPage(input, page)),
      readAsIs<types.AblePage>,
      options,
    );
  }

  /**
   * Lists what somebody may do here.
   *
   * Everybody may ask about themselves, and is answered for the API key that they present.
   * Asking about another member takes `members.read`, and is answered for the member's roles.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  whatCan(input: types.WhatCan = {}, options?: CallOptions): Promise<types.Abilities> {
    return this.#door.call(
      "access.what_can",
      writing.writeWhatCan,
      input,
      readAsIs<types.Abilities>,
      options,
    );
  }
}

/** What a caller inside one organisation may do with `projects`. */
export class TenantProjects {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Creates a project: the caller's own, or a team's.
   *
   * In a team it takes `projects.create` there; the caller's own, at the organisation.
   *
   * Takes the permission `projects.create`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  create(input: types.CreateProject, options?: ChangeOptions): Promise<types.Project> {
    return this.#door.call(
      "projects.create",
      writing.writeCreateProject,
      input,
      reading.readProject,
      options,
    );
  }

  /**
   * Gets a project. One that the caller may not see is not found.
   *
   * Takes the permission `projects.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  get(input: types.GetProject, options?: CallOptions): Promise<types.Project> {
    return this.#door.call("projects.get", writing.writeGetProject, input, reading.readProject, options);
  }

  /**
   * Lists the projects that the caller sees, by age.
   *
   * Takes the permission `projects.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListProjects = {}, options?: CallOptions): Pager<types.Project, types.ProjectPage> {
    return new Pager(
      this.#door,
      "projects.list",
      (page) => writing.writeListProjects(withPage(input, page)),
      reading.readProjectPage,
      options,
    );
  }

  /**
   * Changes a project: its name, description, owner, team, status and days.
   *
   * Who puts it into a team may create projects there.
   *
   * Takes the permission `projects.update`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  update(input: types.UpdateProject, options?: ChangeOptions): Promise<types.Project> {
    return this.#door.call(
      "projects.update",
      writing.writeUpdateProject,
      input,
      reading.readProject,
      options,
    );
  }

  /**
   * Deletes a project.
   *
   * Takes the permission `projects.delete`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  delete(input: types.DeleteProject, options?: ChangeOptions): Promise<void> {
    return this.#door.call("projects.delete", writing.writeDeleteProject, input, readNothing, options);
  }

  /**
   * Shares a project with somebody, or changes how it is shared with them.
   *
   * Nobody shares more than they may do themselves. A project is shared with at most 1,000
   * holders.
   *
   * Takes the permission `projects.share`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  share(input: types.ShareProject, options?: ChangeOptions): Promise<types.Grant> {
    return this.#door.call("projects.share", writing.writeShareProject, input, reading.readGrant, options);
  }

  /**
   * Shares a project with somebody no more, at once and everywhere.
   *
   * Takes the permission `projects.share`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  unshare(input: types.UnshareProject, options?: ChangeOptions): Promise<void> {
    return this.#door.call("projects.unshare", writing.writeUnshareProject, input, readNothing, options);
  }

  /**
   * Lists with whom a project is shared, by age.
   *
   * Takes the permission `projects.share`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  shares(input: types.ListProjectShares, options?: CallOptions): Pager<types.Grant, types.GrantPage> {
    return new Pager(
      this.#door,
      "projects.shares",
      (page) => writing.writeListProjectShares(withPage(input, page)),
      reading.readGrantPage,
      options,
    );
  }
}

/** What a caller inside one organisation may do with `tasks`. */
export class TenantTasks {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Creates a task: the caller's own, or a team's.
   *
   * In a team it takes `tasks.create` there; the caller's own, at the organisation. What is part
   * of another task takes what changing that does. Whom it is assigned to see it and may change
   * it, so assigning it to others takes what sharing it to `edit` does. At most 8 tasks stand one
   * under the other, and at most 1,000 are part of one.
   *
   * Takes the permission `tasks.create`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  create(input: types.CreateTask, options?: ChangeOptions): Promise<types.Task> {
    return this.#door.call("tasks.create", writing.writeCreateTask, input, reading.readTask, options);
  }

  /**
   * Gets a task, with stubs of those that it is part of. One that the caller may not see is not
   * found.
   *
   * Takes the permission `tasks.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  get(input: types.GetTask, options?: CallOptions): Promise<types.TaskDetails> {
    return this.#door.call("tasks.get", writing.writeGetTask, input, reading.readTaskDetails, options);
  }

  /**
   * Lists the tasks that the caller sees.
   *
   * A list sorted by what changes may show a task again, or pass it over, that is changed between
   * two pages.
   *
   * Takes the permission `tasks.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListTasks = {}, options?: CallOptions): Pager<types.Task, types.TaskPage> {
    return new Pager(
      this.#door,
      "tasks.list",
      (page) => writing.writeListTasks(withPage(input, page)),
      reading.readTaskPage,
      options,
    );
  }

  /**
   * Changes what a task says of itself.
   *
   * Takes the permission `tasks.update`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  update(input: types.UpdateTask, options?: ChangeOptions): Promise<types.Task> {
    return this.#door.call("tasks.update", writing.writeUpdateTask, input, reading.readTask, options);
  }

  /**
   * Gives a task a status.
   *
   * A task that comes again and gets a status of the category `done` is made anew in the same
   * commit, due at its next time. What is gone since, such as somebody who had it and has left, the
   * next one is without.
   *
   * Takes the permission `tasks.update`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  transition(input: types.TransitionTask, options?: ChangeOptions): Promise<types.TransitionedTask> {
    return this.#door.call(
      "tasks.transition",
      writing.writeTransitionTask,
      input,
      reading.readTransitionedTask,
      options,
    );
  }

  /**
   * Moves a task: to another team, under another task, before or behind another one.
   *
   * To take it out of a team takes what deleting it there does; to put it into one, what creating
   * it does. What is part of the task goes under another one with it, and stays in its team.
   *
   * Takes the permission `tasks.update`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  move(input: types.MoveTask, options?: ChangeOptions): Promise<types.Task> {
    return this.#door.call("tasks.move", writing.writeMoveTask, input, reading.readTask, options);
  }

  /**
   * Assigns a task to people, service accounts and teams, or to some of them no more.
   *
   * They see it and may change it, so assigning it to others takes what sharing it to `edit` does.
   *
   * Takes the permission `tasks.update`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  assign(input: types.AssignTask, options?: ChangeOptions): Promise<types.Task> {
    return this.#door.call("tasks.assign", writing.writeAssignTask, input, reading.readTask, options);
  }

  /**
   * Deletes a task that no other is part of. It can be restored.
   *
   * Takes the permission `tasks.delete`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  delete(input: types.DeleteTask, options?: ChangeOptions): Promise<void> {
    return this.#door.call("tasks.delete", writing.writeDeleteTask, input, readNothing, options);
  }

  /**
   * Restores a task that was deleted, with all that it was.
   *
   * If its project was deleted since, it is part of none.
   *
   * Takes the permission `tasks.delete`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  restore(input: types.RestoreTask, options?: ChangeOptions): Promise<types.Task> {
    return this.#door.call("tasks.restore", writing.writeRestoreTask, input, reading.readTask, options);
  }

  /**
   * Shares a task with somebody, or changes how it is shared with them.
   *
   * Nobody shares more than they may do themselves. A task is shared with at most 1,000 holders.
   *
   * Takes the permission `tasks.share`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  share(input: types.ShareTask, options?: ChangeOptions): Promise<types.Grant> {
    return this.#door.call("tasks.share", writing.writeShareTask, input, reading.readGrant, options);
  }

  /**
   * Shares a task with somebody no more, at once and everywhere.
   *
   * Takes the permission `tasks.share`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  unshare(input: types.UnshareTask, options?: ChangeOptions): Promise<void> {
    return this.#door.call("tasks.unshare", writing.writeUnshareTask, input, readNothing, options);
  }

  /**
   * Lists with whom a task is shared, by age.
   *
   * Takes the permission `tasks.share`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  shares(input: types.ListTaskShares, options?: CallOptions): Pager<types.Grant, types.GrantPage> {
    return new Pager(
      this.#door,
      "tasks.shares",
      (page) => writing.writeListTaskShares(withPage(input, page)),
      reading.readGrantPage,
      options,
    );
  }

  /**
   * Counts tasks: the caller's own, a team's with those of the teams below it, or the
   * organisation's. Own are those that somebody owns or that are assigned to them by name.
   *
   * What is deleted is not counted. Nothing is counted task by task, so it takes as long for many
   * as for few. Days are those of UTC.
   *
   * Takes the permission `tasks.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  statistics(input: types.TaskStatisticsInput = {}, options?: CallOptions): Promise<types.TaskStatistics> {
    return this.#door.call(
      "tasks.statistics",
      writing.writeTaskStatisticsInput,
      input,
      reading.readTaskStatistics,
      options,
    );
  }
}

/** What a caller inside one organisation may do with `taskComments`. */
export class TenantTaskComments {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Comments on a task. One task has at most 10,000 comments.
   *
   * Takes the permission `tasks.comment`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  create(input: types.CreateTaskComment, options?: ChangeOptions): Promise<types.TaskComment> {
    return this.#door.call(
      "task_comments.create",
      writing.writeCreateTaskComment,
      input,
      reading.readTaskComment,
      options,
    );
  }

  /**
   * Gets a comment on a task that the caller sees.
   *
   * Takes the permission `tasks.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  get(input: types.GetTaskComment, options?: CallOptions): Promise<types.TaskComment> {
    return this.#door.call(
      "task_comments.get",
      writing.writeGetTaskComment,
      input,
      reading.readTaskComment,
      options,
    );
  }

  /**
   * Lists the comments on a task that the caller sees, by age.
   *
   * Takes the permission `tasks.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListTaskComments, options?: CallOptions): Pager<types.TaskComment, types.TaskCommentPage> {
    return new Pager(
      this.#door,
      "task_comments.list",
      (page) => writing.writeListTaskComments(withPage(input, page)),
      reading.readTaskCommentPage,
      options,
    );
  }

  /**
   * Changes what one's own comment says.
   *
   * Takes the permission `tasks.comment`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  update(input: types.UpdateTaskComment, options?: ChangeOptions): Promise<types.TaskComment> {
    return this.#door.call(
      "task_comments.update",
      writing.writeUpdateTaskComment,
      input,
      reading.readTaskComment,
      options,
    );
  }

  /**
   * Deletes a comment: one's own, or any on a task that one may delete.
   *
   * Takes the permission `tasks.comment`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  delete(input: types.DeleteTaskComment, options?: ChangeOptions): Promise<void> {
    return this.#door.call(
      "task_comments.delete",
      writing.writeDeleteTaskComment,
      input,
      readNothing,
      options,
    );
  }
}

/** What a caller inside one organisation may do with `statuses`. */
export class TenantStatuses {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Makes a status of the organisation's own, beside the built-in one of its category.
   *
   * An organisation has at most 64. Their names differ from one another and from the built-in
   * ones' by more than case.
   *
   * Takes the permission `tasks.configure`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  create(input: types.CreateStatus, options?: ChangeOptions): Promise<types.Status> {
    return this.#door.call("statuses.create", writing.writeCreateStatus, input, reading.readStatus, options);
  }

  /**
   * Gets a status, built in or of the organisation's own.
   *
   * Takes the permission `orgs.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  get(input: types.GetStatus, options?: CallOptions): Promise<types.Status> {
    return this.#door.call("statuses.get", writing.writeGetStatus, input, reading.readStatus, options);
  }

  /**
   * Lists all statuses by age: the built-in ones, as work goes on, before the organisation's own.
   *
   * Takes the permission `orgs.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListStatuses = {}, options?: CallOptions): Pager<types.Status, types.StatusPage> {
    return new Pager(
      this.#door,
      "statuses.list",
      (page) => writing.writeListStatuses(withPage(input, page)),
      reading.readStatusPage,
      options,
    );
  }

  /**
   * Changes a status of the organisation's own, for every task that has it. What it means stays.
   *
   * Tasks are given an archived status no more; those that have it keep it.
   *
   * Takes the permission `tasks.configure`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  update(input: types.UpdateStatus, options?: ChangeOptions): Promise<types.Status> {
    return this.#door.call("statuses.update", writing.writeUpdateStatus, input, reading.readStatus, options);
  }

  /**
   * Deletes a status of the organisation's own that is archived and that no task has, also none
   * that is deleted.
   *
   * Takes the permission `tasks.configure`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  delete(input: types.DeleteStatus, options?: ChangeOptions): Promise<void> {
    return this.#door.call("statuses.delete", writing.writeDeleteStatus, input, readNothing, options);
  }
}

/** What a caller inside one organisation may do with `labels`. */
export class TenantLabels {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Makes a label.
   *
   * An organisation has at most 1,000. Their names differ by more than case.
   *
   * Takes the permission `tasks.configure`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  create(input: types.CreateLabel, options?: ChangeOptions): Promise<types.Label> {
    return this.#door.call("labels.create", writing.writeCreateLabel, input, reading.readLabel, options);
  }

  /**
   * Gets a label.
   *
   * Takes the permission `orgs.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  get(input: types.GetLabel, options?: CallOptions): Promise<types.Label> {
    return this.#door.call("labels.get", writing.writeGetLabel, input, reading.readLabel, options);
  }

  /**
   * Lists all labels, by age.
   *
   * Takes the permission `orgs.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListLabels = {}, options?: CallOptions): Pager<types.Label, types.LabelPage> {
    return new Pager(
      this.#door,
      "labels.list",
      (page) => writing.writeListLabels(withPage(input, page)),
      reading.readLabelPage,
      options,
    );
  }

  /**
   * Changes a label, on every task that has it.
   *
   * Tasks are given an archived label no more; those that have it keep it.
   *
   * Takes the permission `tasks.configure`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  update(input: types.UpdateLabel, options?: ChangeOptions): Promise<types.Label> {
    return this.#door.call("labels.update", writing.writeUpdateLabel, input, reading.readLabel, options);
  }

  /**
   * Deletes a label, and takes it off the tasks that have it. One of more than 10,000 tasks is
   * archived instead.
   *
   * Takes the permission `tasks.configure`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  delete(input: types.DeleteLabel, options?: ChangeOptions): Promise<void> {
    return this.#door.call("labels.delete", writing.writeDeleteLabel, input, readNothing, options);
  }
}

/** What a caller inside one organisation may do with `teams`. */
export class TenantTeams {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Creates a team, at the top of the tree or below another.
   *
   * The caller answers for it unless somebody else is named, and holds the owner's role
   * in it and in all teams below.
   *
   * Takes the permission `teams.create`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  create(input: types.CreateTeam, options?: ChangeOptions): Promise<types.Team> {
    return this.#door.call("teams.create", writing.writeCreateTeam, input, reading.readTeam, options);
  }

  /**
   * Gets a team.
   *
   * Takes the permission `teams.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  get(input: types.GetTeam, options?: CallOptions): Promise<types.Team> {
    return this.#door.call("teams.get", writing.writeGetTeam, input, reading.readTeam, options);
  }

  /**
   * Lists teams by age: all of them, those at the top, or those right below one.
   *
   * Takes the permission `teams.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListTeams = {}, options?: CallOptions): Pager<types.Team, types.TeamPage> {
    return new Pager(
      this.#door,
      "teams.list",
      (page) => writing.writeListTeams(withPage(input, page)),
      reading.readTeamPage,
      options,
    );
  }

  /**
   * Lists all teams below one, at any depth, by age.
   *
   * Takes the permission `teams.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  descendants(input: types.ListDescendants, options?: CallOptions): Pager<types.Team, types.TeamPage> {
    return new Pager(
      this.#door,
      "teams.descendants",
      (page) => writing.writeListDescendants(withPage(input, page)),
      reading.readTeamPage,
      options,
    );
  }

  /**
   * Changes a team's name, description or owner.
   *
   * Takes the permission `teams.update`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  update(input: types.UpdateTeam, options?: ChangeOptions): Promise<types.Team> {
    return this.#door.call("teams.update", writing.writeUpdateTeam, input, reading.readTeam, options);
  }

  /**
   * Moves a team, with all teams below it, under another team or to the top.
   *
   * Whoever owns a team above may do in it what its owner may: who moves it below another team
   * holds all of that. A team cannot be moved below itself, also not by two moves at once.
   *
   * Takes the permission `teams.update`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  move(input: types.MoveTeam, options?: ChangeOptions): Promise<types.Team> {
    return this.#door.call("teams.move", writing.writeMoveTeam, input, reading.readTeam, options);
  }

  /**
   * Deletes a team, with a choice of what happens to the teams below it.
   *
   * At most 1,000 teams below are deleted or promoted in one call, and at most 10,000
   * memberships end.
   *
   * Takes the permission `teams.delete`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  delete(input: types.DeleteTeam, options?: ChangeOptions): Promise<void> {
    return this.#door.call("teams.delete", writing.writeDeleteTeam, input, readNothing, options);
  }
}

/** What a caller inside one organisation may do with `teamMembers`. */
export class TenantTeamMembers {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Adds a member of the organisation to a team, with a role that reaches all teams below.
   *
   * Takes the permission `teams.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  add(input: types.AddTeamMember, options?: ChangeOptions): Promise<types.TeamMember> {
    return this.#door.call(
      "team_members.add",
      writing.writeAddTeamMember,
      input,
      reading.readTeamMember,
      options,
    );
  }

  /**
   * Lists the members of a team.
   *
   * Takes the permission `teams.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListTeamMembers, options?: CallOptions): Pager<types.TeamMember, types.TeamMemberPage> {
    return new Pager(
      this.#door,
      "team_members.list",
      (page) => writing.writeListTeamMembers(withPage(input, page)),
      reading.readTeamMemberPage,
      options,
    );
  }

  /**
   * Changes a member's role in a team.
   *
   * Takes the permission `teams.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  update(input: types.UpdateTeamMember, options?: ChangeOptions): Promise<types.TeamMember> {
    return this.#door.call(
      "team_members.update",
      writing.writeUpdateTeamMember,
      input,
      reading.readTeamMember,
      options,
    );
  }

  /**
   * Removes a member from a team. Everybody may leave by themselves.
   *
   * Takes the permission `teams.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  remove(input: types.RemoveTeamMember, options?: ChangeOptions): Promise<void> {
    return this.#door.call(
      "team_members.remove",
      writing.writeRemoveTeamMember,
      input,
      readNothing,
      options,
    );
  }
}

/** What a caller inside one organisation may do with `journal`. */
export class TenantJournal {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Lists the journal from a place on, oldest first: the whole audit trail.
   *
   * Takes the permission `journal.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  list(input: types.ListJournal = {}, options?: CallOptions): Promise<types.JournalPage> {
    return this.#door.call(
      "journal.list",
      writing.writeListJournal,
      input,
      reading.readJournalPage,
      options,
    );
  }

  /**
   * Follows what happens in the organisation, as far as the caller may see it.
   *
   * Replays what came after a cursor, then follows; without one, first tells where it starts.
   * A cursor that is not of this journal, is pruned, or lies over 100,000 entries back is
   * answered with one `resync`.
   *
   * Takes the permission `orgs.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  subscribe(input: types.Subscribe = {}, options?: StreamOptions): Feed<types.FeedItem> {
    return new Feed(
      this.#door,
      "journal.subscribe",
      () => writing.writeSubscribe(input),
      reading.readFeedItem,
      options,
    );
  }

  /**
   * Lists what happened to one thing, newest first, as far as the caller may see it.
   *
   * Takes the permission `orgs.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  activity(input: types.ListActivity, options?: CallOptions): Promise<types.Activity> {
    return this.#door.call(
      "journal.activity",
      writing.writeListActivity,
      input,
      reading.readActivity,
      options,
    );
  }

  /**
   * Verifies the journal: every entry against the hash before it, the end against the
   * head, and a checkpoint that was kept elsewhere if one is given.
   *
   * Takes the permission `journal.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  verify(input: types.VerifyJournal = {}, options?: CallOptions): Promise<types.Verification> {
    return this.#door.call(
      "journal.verify",
      writing.writeVerifyJournal,
      input,
      reading.readVerification,
      options,
    );
  }

  /**
   * Removes the journal up to and with a checkpoint. What remains still verifies.
   *
   * At most 10,000 entries go in one call: for more, set checkpoints closer together, from the
   * oldest entry on, and prune to one after the other.
   *
   * Takes the permission `journal.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `LimitReachedError`, `BusyError`, `UnavailableError`, `UnknownError`,
   * `CorruptError`.
   */
  prune(input: types.PruneJournal, options?: ChangeOptions): Promise<types.Pruned> {
    return this.#door.call("journal.prune", writing.writePruneJournal, input, reading.readPruned, options);
  }
}

/** What a caller inside one organisation may do with `checkpoints`. */
export class TenantCheckpoints {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    this.#door = door;
  }

  /**
   * Sets a checkpoint: a place from which the journal can be verified, and behind which
   * it may be pruned. Keep a copy elsewhere.
   *
   * Takes the permission `journal.manage`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `ConflictError`, `BusyError`, `UnavailableError`, `UnknownError`, `CorruptError`.
   */
  create(input: types.CreateCheckpoint = {}, options?: ChangeOptions): Promise<types.Checkpoint> {
    return this.#door.call(
      "checkpoints.create",
      writing.writeCreateCheckpoint,
      input,
      reading.readCheckpoint,
      options,
    );
  }

  /**
   * Lists the newest 200 checkpoints, newest first.
   *
   * Takes the permission `journal.read`.
   *
   * Fails with `UnauthenticatedError`, `DeniedError`, `NotFoundError`, `InvalidError`,
   * `BusyError`, `UnavailableError`, `CorruptError`.
   */
  list(options?: CallOptions): Pager<types.Checkpoint, types.CheckpointPage> {
    return new Pager(
      this.#door,
      "checkpoints.list",
      () => writeNothing(null),
      reading.readCheckpointPage,
      options,
    );
  }
}

/** The rooms of a caller inside one organisation. */
export abstract class TenantRooms {
  /** What a caller inside one organisation may do with `orgs`. */
  readonly orgs: TenantOrgs;
  /** What a caller inside one organisation may do with `members`. */
  readonly members: TenantMembers;
  /** What a caller inside one organisation may do with `services`. */
  readonly services: TenantServices;
  /** What a caller inside one organisation may do with `serviceKeys`. */
  readonly serviceKeys: TenantServiceKeys;
  /** What a caller inside one organisation may do with `permissions`. */
  readonly permissions: TenantPermissions;
  /** What a caller inside one organisation may do with `roles`. */
  readonly roles: TenantRoles;
  /** What a caller inside one organisation may do with `assignments`. */
  readonly assignments: TenantAssignments;
  /** What a caller inside one organisation may do with `grants`. */
  readonly grants: TenantGrants;
  /** What a caller inside one organisation may do with `links`. */
  readonly links: TenantLinks;
  /** What a caller inside one organisation may do with `access`. */
  readonly access: TenantAccess;
  /** What a caller inside one organisation may do with `projects`. */
  readonly projects: TenantProjects;
  /** What a caller inside one organisation may do with `tasks`. */
  readonly tasks: TenantTasks;
  /** What a caller inside one organisation may do with `taskComments`. */
  readonly taskComments: TenantTaskComments;
  /** What a caller inside one organisation may do with `statuses`. */
  readonly statuses: TenantStatuses;
  /** What a caller inside one organisation may do with `labels`. */
  readonly labels: TenantLabels;
  /** What a caller inside one organisation may do with `teams`. */
  readonly teams: TenantTeams;
  /** What a caller inside one organisation may do with `teamMembers`. */
  readonly teamMembers: TenantTeamMembers;
  /** What a caller inside one organisation may do with `journal`. */
  readonly journal: TenantJournal;
  /** What a caller inside one organisation may do with `checkpoints`. */
  readonly checkpoints: TenantCheckpoints;

  /** @internal */
  constructor(door: Door) {
    this.orgs = new TenantOrgs(door);
    this.members = new TenantMembers(door);
    this.services = new TenantServices(door);
    this.serviceKeys = new TenantServiceKeys(door);
    this.permissions = new TenantPermissions(door);
    this.roles = new TenantRoles(door);
    this.assignments = new TenantAssignments(door);
    this.grants = new TenantGrants(door);
    this.links = new TenantLinks(door);
    this.access = new TenantAccess(door);
    this.projects = new TenantProjects(door);
    this.tasks = new TenantTasks(door);
    this.taskComments = new TenantTaskComments(door);
    this.statuses = new TenantStatuses(door);
    this.labels = new TenantLabels(door);
    this.teams = new TenantTeams(door);
    this.teamMembers = new TenantTeamMembers(door);
    this.journal = new TenantJournal(door);
    this.checkpoints = new TenantCheckpoints(door);
  }
}
