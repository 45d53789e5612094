// A fault inside Tenantry ends the call as an error, and nothing else.

import assert from "node:assert/strict";
import test from "node:test";

import { InternalError } from "tenantry";

import { Held, world } from "./harness.js";

await test("a panic becomes an error with the caller's stack, and the process lives", async () => {
  const held = new Held();
  const { acme, tenantry } = await world(await held.open());
  held.panicNext();
  const create = async (): Promise<unknown> => await acme.teams.create({ name: "Falls" });
  const error: unknown = await create().catch((error: unknown) => error);
  assert.ok(error instanceof InternalError, String(error));
  assert.equal(error.code, "panic");
  assert.match(error.message, /the ids have run out/);
  assert.match(error.stack!, /at async create .*panic\.test\.js/);
  // The same handle works on, and nothing of the call has landed.
  assert.deepEqual(await acme.teams.list().toArray(), []);
  await acme.teams.create({ name: "Stands" });
  assert.ok((await acme.journal.verify()).isIntact);
  await tenantry.close();
});
