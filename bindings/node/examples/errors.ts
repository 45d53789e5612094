// Errors, retries, and giving up: what a program does when a call does not succeed.
//
//   npm run build && npx tsc -p test && node dist-test/examples/errors.js

import { randomUUID } from "node:crypto";

import { ConflictError, DeniedError, NotFoundError, TeamId, Tenantry, TenantryError } from "tenantry";

import { found } from "./found.js";

await using tenantry = await Tenantry.open(":memory:");
const { acme } = await found(tenantry);

// Tell errors apart by their class, and by their code where that is too coarse.
try {
  await acme.teams.get({ team: TeamId("00000000-0000-7000-8000-000000000000") });
} catch (error) {
  if (error instanceof NotFoundError) console.log(error.code, error.message);
  else if (error instanceof DeniedError) console.log("ask an admin for", error.fields["permission"]);
  else throw error;
}

// An update that must not overwrite what somebody else did since.
const team = await acme.teams.create({ name: "Research" });
await acme.teams.update({ team: team.id, name: "Science", ifVersion: team.version });
try {
  await acme.teams.update({ team: team.id, name: "Labs", ifVersion: team.version });
} catch (error) {
  if (!(error instanceof ConflictError)) throw error;
  console.log(error.code, "it is at", error.fields["version"]);
}

// A change with a key may be made again until it succeeds, and is done once.
const idempotencyKey = randomUUID();
const create = async (attempts: number): Promise<string> => {
  try {
    const signal = AbortSignal.timeout(10_000);
    return (await acme.teams.create({ name: "Sales" }, { idempotencyKey, signal })).id;
  } catch (error) {
    if (attempts > 1 && error instanceof TenantryError && error.isRetryable) return create(attempts - 1);
    throw error;
  }
};
console.log((await create(3)) === (await create(3)));
