// Errors as a program catches them.

import assert from "node:assert/strict";
import test, { after, before, suite } from "node:test";

import { ConflictError, InvalidError, NotFoundError, TeamId, TenantryError, UnauthenticatedError } from "tenantry";

import { Held, world } from "./harness.js";
import type { World } from "./harness.js";

const nobody = TeamId("00000000-0000-7000-8000-000000000000");

const caught = async (promise: Promise<unknown>): Promise<TenantryError> => {
  const error: unknown = await promise.then(
    () => assert.fail("it succeeded"),
    (error: unknown) => error,
  );
  assert.ok(error instanceof TenantryError, String(error));
  return error;
};

await suite("errors", async () => {
  let given: World;

  before(async () => {
    given = await world(await new Held().open());
  });

  after(async () => {
    await given.tenantry.close();
  });

  await test("an error is of a class for its kind, with a code and fields", async () => {
    const error = await caught(given.acme.teams.get({ team: nobody }));
    assert.ok(error instanceof NotFoundError && error instanceof Error);
    assert.equal(error.name, "NotFoundError");
    assert.equal(error.kind, "not_found");
    assert.equal(error.code, "not_found");
    assert.equal(error.fields["team"], nobody);
    assert.equal(error.isRetryable, false);
    assert.match(error.message, /there is no team/);
  });

  await test("a narrower code tells errors of a kind apart", async () => {
    const { id } = await given.acme.teams.create({ name: "Research" });
    const error = await caught(given.acme.teams.update({ team: id, name: "Late", ifVersion: 9 }));
    assert.ok(error instanceof ConflictError);
    assert.equal(error.code, "version_moved");
    assert.equal(error.fields["version"], 1);
  });

  await test("the stack leads back to whoever waits for the call", async () => {
    const signIn = async (): Promise<void> => {
      await given.acme.teams.get({ team: nobody });
    };
    const handleRequest = async (): Promise<void> => {
      await signIn();
    };
    const error = await caught(handleRequest());
    assert.match(error.stack!, /^NotFoundError: there is no team/);
    assert.match(error.stack!, /at async signIn .*errors\.test\.js/);
    assert.match(error.stack!, /at async handleRequest .*errors\.test\.js/);
  });

  await test("a stack leads through pages, entering and proving as well", async () => {
    const enter = async (): Promise<unknown> => await given.caller.enter(nobody as never);
    const prove = async (): Promise<unknown> => await given.tenantry.authenticate("tnt_no_key");
    const turn = async (): Promise<unknown> => await given.acme.teams.list().page({ limit: 0 });
    const loop = async (): Promise<void> => {
      for await (const team of given.acme.teams.list({ page: { limit: 0 } })) assert.fail(team.name);
    };
    const follow = async (): Promise<void> => {
      for await (const item of given.acme.journal.subscribe({ after: "nonsense" as never })) assert.fail(item.kind);
    };
    for (const [name, call] of Object.entries({ enter, prove, turn, loop, follow })) {
      const error = await caught(call());
      assert.match(error.stack!, new RegExp(`at async ${name} .*errors\\.test\\.js`), name);
    }
    assert.ok((await caught(prove())) instanceof UnauthenticatedError);
  });

  await test("a field is named as TypeScript names it", async () => {
    const error = await caught(given.caller.keys.create({ name: "k", expiresAt: "yesterday" as never }));
    assert.ok(error instanceof InvalidError);
    assert.equal(error.fields["field"], "expiresAt");
    assert.match(error.message, /`expiresAt`/);
  });

  await test("what JSON would turn into another value is refused", async () => {
    const create = (given: object): object => ({ name: "k", ...given });
    const { id: team } = await given.acme.teams.create({ name: "Guarded" });
    const cases: [() => Promise<unknown>, string][] = [
      [() => given.caller.keys.create(create({ expiresAt: new Date(Number.NaN) }) as never), "expiresAt"],
      [() => given.acme.teams.update({ team, name: "Lost", ifVersion: Number.NaN }), "ifVersion"],
      [() => given.acme.teams.update({ team, name: "Lost", ifVersion: 2 ** 53 }), "ifVersion"],
      [() => given.acme.teams.list({ page: { limit: Number.POSITIVE_INFINITY } }).page(), "page.limit"],
    ];
    for (const [call, field] of cases) {
      const error = await caught(call());
      assert.ok(error instanceof InvalidError, field);
      assert.equal(error.fields["field"], field);
    }
    assert.equal((await given.acme.teams.get({ team })).version, 1);
  });

  await test("a field that there is not is refused, also by its name on the wire", async () => {
    const { id: team } = await given.acme.teams.create({ name: "Guarded" });
    for (const name of ["if_version", "ifversion", "__proto__"]) {
      const input = JSON.parse(`{ "team": "${team}", "${name}": 1 }`) as never;
      const error = await caught(given.acme.teams.update(input));
      assert.ok(error instanceof InvalidError, name);
    }
    assert.equal((await given.acme.teams.get({ team })).version, 1);
  });

  await test("half a surrogate pair is refused and not mended", async () => {
    const error = await caught(given.acme.teams.create({ name: "half \ud83d" }));
    assert.ok(error instanceof InvalidError);
  });

  await test("what was closed says so", async () => {
    const { tenantry, acme } = await world(await new Held().open());
    await tenantry.close();
    await tenantry.close();
    const error = await caught(acme.teams.list().page());
    assert.equal(error.code, "closed");
  });
});
