/// <reference lib="esnext.disposable" preserve="true" />
// What a program holds: the opened library, somebody proven, somebody inside an organisation.

import { open } from "./door.js";
import type { CallOptions, Door } from "./door.js";
import { CallerRooms, TenantRooms, TenantryRooms } from "./generated/rooms.js";
import type { DirectoryId, OrgId } from "./generated/types.js";
import { theLine } from "./line.js";
import type { Way, Who } from "./native.js";

/** Somebody whom the product's own sign-in has proven. */
export interface Vouched {
  /** The directory that people are looked up in. */
  readonly directory: DirectoryId;
  /** Who says so: the product's own sign-in, an identity provider. */
  readonly issuer: string;
  /** The issuer's name for the person. */
  readonly subject: string;
}

/** How a server is told who calls: by an API key, as its operator, or by a proxy that has signed somebody in. */
export type ConnectOptions = CallOptions & {
  /** How often a call is tried at most, where trying again is safe: 5 times unless said otherwise. */
  readonly tries?: number;
} & (
    | {
        /** An API key. */
        readonly key: string;
      }
    | {
        /** The operator's secret. */
        readonly operator: string;
        /** Why; it is written into every entry of the journal. */
        readonly reason: string;
      }
    | {
        /** The proxy's secret. */
        readonly proxy: string;
        /** Whom it has signed in. */
        readonly vouched: Vouched;
      }
  );

/**
 * Tenantry, opened on a store.
 *
 * ```ts
 * await using tenantry = await Tenantry.open("app.db");
 * const caller = await tenantry.authenticate(key);
 * const acme = await caller.enter(org);
 * const team = await acme.teams.create({ name: "Research" });
 * ```
 */
export class Tenantry extends TenantryRooms implements AsyncDisposable {
  readonly #door: Door;

  private constructor(door: Door) {
    super(door);
    this.#door = door;
  }

  /**
   * Opens a store and brings its tables up to date: a SQLite file, which is made if there is
   * none; `:memory:`, which is gone when it is closed; or a Postgres database, `postgres://…`.
   */
  static async open(address: string | URL, options?: CallOptions): Promise<Tenantry> {
    return new Tenantry(await open(theLine(), { store: String(address) }, options));
  }

  /**
   * Calls a Tenantry server instead of a store of one's own: the same rooms, the same errors.
   *
   * Calls are made again where that is safe, with growing pauses: reads, and changes, which carry
   * an idempotency key of their own unless they are given one. Nothing is sent yet, and entering
   * an organisation sends nothing either: the first call tells whether it was right.
   */
  static async connect(address: string | URL, options: ConnectOptions): Promise<Caller> {
    const { tries = null } = options;
    const way: Way = { server: { address: String(address), who: presented(options), tries } };
    return new Caller(await open(theLine(), way, options));
  }

  /** Proves somebody by an API key. */
  authenticate(key: string, options?: CallOptions): Promise<Caller> {
    return this.#prove({ key }, options);
  }

  /**
   * Proves somebody by the word of the product: its own sign-in has checked who this is.
   *
   * Vouch anew for each request: unlinking the subject ends no handle that was made before.
   */
  vouch({ directory, issuer, subject }: Vouched, options?: CallOptions): Promise<Caller> {
    return this.#prove({ vouched: { directory, issuer, subject } }, options);
  }

  /** Acts as the product itself. The reason is written into every entry of the journal. */
  system(reason: string, options?: CallOptions): Promise<Caller> {
    return this.#prove({ system: { reason } }, options);
  }

  /**
   * Closes the store, once calls under way are done. What came of it can be used no more: feeds
   * end, also those that are waited for, and calls fail with `InvalidError`, `code` `closed`.
   */
  async close(): Promise<void> {
    await this.#door.close();
  }

  /** Closes the store. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #prove(proof: Who, options?: CallOptions): Promise<Caller> {
    return new Caller(await this.#door.open({ proof }, options));
  }
}

/** Somebody proven: what they may do outside of any one organisation. */
export class Caller extends CallerRooms {
  readonly #door: Door;

  /** @internal */
  constructor(door: Door) {
    super(door);
    this.#door = door;
  }

  /**
   * Enters an organisation: the one way to its data.
   *
   * Fails with `NotFoundError` for one that the caller does not belong to, with `DeniedError` for
   * one that is suspended, and with `UnauthenticatedError` if the caller's proof has ended.
   */
  async enter(org: OrgId, options?: CallOptions): Promise<Tenant> {
    return new Tenant(await this.#door.open({ org: String(org) }, options));
  }
}

/**
 * Somebody inside one organisation: everything on its data is done from here.
 *
 * Every operation compares what it was decided on with the store, so a right that was revoked
 * is not used again.
 */
export class Tenant extends TenantRooms {}

const presented = (options: ConnectOptions): Who => {
  if ("key" in options) return { key: options.key };
  if ("operator" in options) return { system: { secret: options.operator, reason: options.reason } };
  const { directory, issuer, subject } = options.vouched;
  return { vouched: { secret: options.proxy, directory, issuer, subject } };
};
