// Worker threads: each opens the store for itself.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before, suite } from "node:test";
import { Worker } from "node:worker_threads";

import { Tenantry } from "tenantry";
import type { OrgId, Tenant } from "tenantry";

import { founded } from "./programs/world.js";

const TEAMS = 25;

await suite("workers", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tenantry-"));
  const file = join(folder, "app.db");
  let tenantry: Tenantry;
  let given: { acme: Tenant; org: OrgId; key: string };

  before(async () => {
    tenantry = await Tenantry.open(file);
    given = await founded(tenantry);
  });

  after(async () => {
    await tenantry.close();
    rmSync(folder, { recursive: true });
  });

  const start = (name: string): Worker => {
    const { org, key } = given;
    const program = new URL("programs/worker.js", import.meta.url);
    return new Worker(program, { workerData: { file, org, key, name, teams: TEAMS } });
  };

  await test("four workers and the main thread write to one file", async () => {
    const workers = ["a", "b", "c", "d"].map(start);
    const ended = workers.map((worker) => new Promise((resolve) => worker.on("exit", resolve)));
    for (let turn = 0; turn < TEAMS; turn += 1) await given.acme.teams.create({ name: `main ${turn}` });
    assert.deepEqual(await Promise.all(ended), [0, 0, 0, 0]);
    const teams = await given.acme.teams.list({ page: { limit: 200 } }).toArray();
    assert.equal(new Set(teams.map(({ name }) => name)).size, 5 * TEAMS);
    assert.ok((await given.acme.journal.verify()).isIntact);
  });

  await test("a worker that is terminated in the middle takes nothing down", async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const worker = start(`gone ${turn}`);
      await new Promise((resolve) => worker.once("message", resolve));
      await worker.terminate();
    }
    await given.acme.teams.create({ name: "still here" });
    assert.ok((await given.acme.journal.verify()).isIntact);
  });
});
