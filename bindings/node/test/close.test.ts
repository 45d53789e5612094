// Closing the library ends all that came of it, also what is under way.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { suite } from "node:test";

import { InvalidError, Tenantry } from "tenantry";
import type { Caller, Feed, FeedItem, Subscribe, Tenant } from "tenantry";

import { Held, world } from "./harness.js";
import { founded } from "./programs/world.js";

const done = { done: true, value: undefined };

/** A feed that is waited for, but not for ever. */
const follow = (acme: Tenant, input: Subscribe = {}): Feed<FeedItem> =>
  acme.journal.subscribe(input, { signal: AbortSignal.timeout(10_000) }).ref();

/** Lets what was called reach the native half. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

await suite("close", async () => {
  await test("a feed that waits ends, and the file is let go of", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tenantry-"));
    const file = join(folder, "app.db");
    const tenantry = await Tenantry.open(file);
    const { acme } = await founded(tenantry);
    const feed = follow(acme);
    assert.equal((await feed.next()).value?.kind, "start");
    const waiting = [feed.next(), feed.next()];
    await turn();
    assert.ok(existsSync(`${file}-wal`));
    await tenantry.close();
    // The last connection to close folds the log into the file.
    assert.ok(!existsSync(`${file}-wal`));
    assert.deepEqual(await Promise.all(waiting), [done, done]);
    assert.deepEqual(await feed.next(), done);
    rmSync(folder, { recursive: true });
  });

  await test("a feed that is being opened ends", async () => {
    for (let time = 0; time < 20; time += 1) {
      const { tenantry, acme } = await world(await new Held().open());
      const loop = (async () => {
        for await (const item of follow(acme)) assert.equal(item.kind, "start");
      })();
      // By then it is asked for its first item, and has not answered.
      await Promise.resolve();
      await tenantry.close();
      await loop;
    }
  });

  await test("what was pulled before is not delivered after", async () => {
    const { tenantry, acme } = await world(await new Held().open());
    const { cursor } = await acme.journal.list({ limit: 200 });
    for (const name of ["A", "B", "C"]) await acme.teams.create({ name });
    const feed = follow(acme, { after: cursor });
    assert.equal((await feed.next()).value?.kind, "entry");
    await tenantry.close();
    assert.deepEqual(await feed.next(), done);
  });

  await test("a feed of what is closed says so", async () => {
    const { tenantry, acme } = await world(await new Held().open());
    await tenantry.close();
    await assert.rejects(acme.journal.subscribe().next(), { code: "closed" });
  });

  await test("who is proven while it closes can do nothing", async () => {
    for (let time = 0; time < 20; time += 1) {
      const tenantry = await Tenantry.open(":memory:");
      const { key } = await founded(tenantry);
      const use = async (proving: Promise<Caller>): Promise<unknown> => {
        const caller = await proving;
        await closing;
        return caller.me.get();
      };
      const proving = Array.from({ length: 20 }, () => tenantry.authenticate(key));
      const closing = tenantry.close();
      for (const used of await Promise.allSettled(proving.map(use))) {
        assert.ok(used.status === "rejected", "it answered");
        assert.ok(used.reason instanceof InvalidError && used.reason.code === "closed", String(used.reason));
        assert.equal(used.reason.isRetryable, false);
      }
    }
  });
});
