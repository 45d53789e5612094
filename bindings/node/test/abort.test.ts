// A signal gives a call up; what it was to change has landed whole or not at all.

import assert from "node:assert/strict";
import test, { afterEach, beforeEach, suite } from "node:test";

import { Held, world } from "./harness.js";
import type { World } from "./harness.js";

await suite("abort", async () => {
  let given: World;

  beforeEach(async () => {
    given = await world(await new Held().open());
  });

  afterEach(async () => {
    await given.tenantry.close();
  });

  await test("a signal that was aborted before makes no call", async () => {
    const reason = new Error("not any more");
    const signal = AbortSignal.abort(reason);
    await assert.rejects(given.acme.teams.create({ name: "Never" }, { signal }), (error) => error === reason);
    assert.deepEqual(await given.acme.teams.list().toArray(), []);
  });

  await test("an aborted call is rejected with the signal's reason", async () => {
    const aborter = new AbortController();
    const call = given.acme.teams.list().page();
    const aborted = given.acme.teams.list({}, { signal: aborter.signal }).page();
    aborter.abort();
    await assert.rejects(aborted, { name: "AbortError" });
    assert.deepEqual((await call).items, []);
  });

  await test("a timeout gives a call up", async () => {
    const { cursor } = await given.acme.journal.list({ limit: 200 });
    const feed = given.acme.journal.subscribe({ after: cursor }, { signal: AbortSignal.timeout(20) }).ref();
    await assert.rejects(feed.next(), { name: "TimeoutError" });
    assert.deepEqual(await feed.next().catch((error: Error) => error.name), "TimeoutError");
  });

  await test("no listener stays behind", async () => {
    const aborter = new AbortController();
    let listeners = 0;
    const { signal } = aborter;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    await given.acme.teams.list({}, { signal }).page();
    assert.equal(listeners, 0);
  });

  await test("an aborted change has landed whole or not at all", async () => {
    const settled: string[] = [];
    for (let turn = 0; turn < 200; turn += 1) {
      const aborter = new AbortController();
      const name = `Team ${turn}`;
      const call = given.acme.teams.create({ name }, { signal: aborter.signal, idempotencyKey: name });
      const outcome = call.then(
        () => "landed",
        () => "aborted",
      );
      // Anywhere between the call and its answer.
      for (let hops = turn % 8; hops > 0; hops -= 1) await new Promise((resolve) => setImmediate(resolve));
      aborter.abort();
      settled.push(await outcome);
    }
    // Making a call again with its key does what was not done, and nothing twice.
    for (let turn = 0; turn < 200; turn += 1) {
      const name = `Team ${turn}`;
      await given.acme.teams.create({ name }, { idempotencyKey: name });
    }
    const teams = await given.acme.teams.list().toArray();
    assert.equal(teams.length, 200);
    assert.equal(new Set(teams.map(({ name }) => name)).size, 200);
    const verified = await given.acme.journal.verify();
    assert.ok(verified.isIntact);
    const told = await entries(given);
    assert.equal(told.filter((operation) => operation === "teams.create").length, 200);
    assert.ok(settled.includes("aborted"), "nothing was aborted in time");
  });
});

async function entries({ acme }: World): Promise<string[]> {
  const operations: string[] = [];
  let page = await acme.journal.list({ limit: 200 });
  while (page.items.length > 0) {
    operations.push(...page.items.map(({ operation }) => operation));
    page = await acme.journal.list({ limit: 200, after: page.cursor });
  }
  return operations;
}
