// Ends in the middle of its work; then another process looks at what is there.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Tenantry } from "tenantry";
import { OrgId } from "tenantry";

import { founded } from "./world.js";

const [, , file, org, key] = process.argv;
if (file !== undefined) {
  const caller = await (await Tenantry.open(file)).authenticate(key!);
  const acme = await caller.enter(OrgId(org!));
  for (let turn = 0; turn < 100; turn += 1) void acme.teams.create({ name: `Team ${turn}` });
  setImmediate(() => process.exit(7));
} else {
  const folder = mkdtempSync(join(tmpdir(), "tenantry-"));
  const path = join(folder, "app.db");
  const tenantry = await Tenantry.open(path);
  const { acme, org, key } = await founded(tenantry);
  const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), path, org, key], { stdio: "inherit" });
  const { isIntact } = await acme.journal.verify();
  const teams = await acme.teams.list({ page: { limit: 200 } }).toArray();
  const { items } = await acme.journal.list({ limit: 200 });
  const told = items.filter(({ operation }) => operation === "teams.create").length;
  console.log(isIntact && told === teams.length ? "intact" : `${told} entries of ${teams.length} teams`);
  await tenantry.close();
  rmSync(folder, { recursive: true });
  process.exitCode = status ?? 1;
}
