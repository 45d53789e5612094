// The native half that only tests have: a clock that is held, ids that are counted, panics on demand.

import { createRequire } from "node:module";

import { Tenantry } from "tenantry";
import type { Caller, Directory, Tenant, User } from "tenantry";

// Not a part of the package: only its own tests reach below its index.
import { Door } from "#internal/door.js";
import { Failure } from "#internal/failure.js";
import { theLine, useNative } from "#internal/line.js";
import type { Native, NativeBridge, NativeHandle } from "#internal/native.js";

interface NativeStory {
  open(bridge: NativeBridge, call: number, address: string): void;
  pass(secs: number): void;
  leave(address: string): void;
  panicNext(): void;
}

interface Harness extends Native {
  readonly Story: new () => NativeStory;
}

const harness = createRequire(import.meta.url)("../tenantry.node") as Harness;
useNative(harness);

/** The clock and the ids of a story. */
export class Held {
  readonly #story = new harness.Story();

  /** Opens an empty store on them: in memory, or in a schema of a Postgres database. */
  async open(address = ":memory:"): Promise<Tenantry> {
    const line = theLine();
    const opened = await line.send<NativeHandle>((bridge, call) => this.#story.open(bridge, call, address));
    if (opened instanceof Failure) throw opened.error();
    const Made = Tenantry as unknown as new (door: Door) => Tenantry;
    return new Made(new Door(line, opened));
  }

  /** Lets seconds pass. */
  pass(secs: number): void {
    this.#story.pass(secs);
  }

  /** Drops the schema of a store that was opened in one. */
  leave(address: string): void {
    this.#story.leave(address);
  }

  /** Makes the next id a panic. */
  panicNext(): void {
    this.#story.panicNext();
  }
}

/** A founder inside an organisation. */
export interface World {
  readonly tenantry: Tenantry;
  readonly host: Caller;
  readonly directory: Directory;
  readonly founder: User;
  readonly caller: Caller;
  readonly acme: Tenant;
}

/** An organisation with one person. */
export const world = async (tenantry: Tenantry): Promise<World> => {
  const host = await tenantry.system("a test");
  const directory = await host.directories.create({ name: "People" });
  const person = { username: "ada", email: "ada@example.com", displayName: "Ada" };
  const founder = await host.users.create({ directory: directory.id, ...person });
  await host.subjects.link({ directory: directory.id, user: founder.id, issuer: "app", subject: "ada" });
  const caller = await tenantry.vouch({ directory: directory.id, issuer: "app", subject: "ada" });
  const org = await caller.orgs.create({ name: "Acme", slug: "acme" });
  const acme = await caller.enter(org.id);
  return { tenantry, host, directory, founder, caller, acme };
};
