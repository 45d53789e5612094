// What a point read costs: `teams.get` by an API key's holder on a SQLite file, with 100 calls
// under way, and one after the other. Every answer is checked.
//
//   npm run bench -- [--quick] [--json FILE]
//
// It tells rows of the table that `cargo xtask bench` prints.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { Tenantry } from "tenantry";
import type { Team, Tenant, TeamId } from "tenantry";

import { found } from "../examples/found.js";

const { values: options } = parseArgs({
  options: { quick: { type: "boolean", default: false }, json: { type: "string" } },
});
const TEAMS = 200;
const ROUNDS = options.quick ? 3 : 9;
const CALLS = options.quick ? 6_000 : 20_000;
/** The goal, in microseconds an operation at 100 under way. */
const GOAL = 15;

const folder = mkdtempSync(join(tmpdir(), "tenantry-bench-"));
const tenantry = await Tenantry.open(join(folder, "bench.db"));
const { caller, acme: founder } = await found(tenantry);
const org = (await founder.orgs.get()).id;
const { secret } = await caller.keys.create({ name: "bench" });
const acme = await (await tenantry.authenticate(secret!)).enter(org);
const names = Array.from({ length: TEAMS }, (_, index) => `Team ${index}`);
const teams = await Promise.all(names.map((name) => acme.teams.create({ name, description: "measured" })));
const nameOf = new Map<TeamId, string>(teams.map(({ id, name }) => [id, name]));

const check = (team: Team, id: TeamId): void => {
  if (team.id !== id || team.name !== nameOf.get(id) || !(team.createdAt instanceof Date)) assert.fail("a wrong answer");
};

/** Microseconds an operation, with so many under way. */
const round = async (on: Tenant, callers: number, calls: number): Promise<number> => {
  let made = 0;
  const call = async (): Promise<void> => {
    while (made < calls) {
      const { id } = teams[made++ % TEAMS]!;
      check(await on.teams.get({ team: id }), id);
    }
  };
  const start = process.hrtime.bigint();
  await Promise.all(Array.from({ length: callers }, call));
  return Number(process.hrtime.bigint() - start) / 1_000 / calls;
};

const median = (figures: number[]): number => figures.sort((a, b) => a - b)[figures.length >> 1]!;

const measure = async (callers: number): Promise<number> => {
  await round(acme, callers, CALLS / 2);
  const figures: number[] = [];
  for (let turn = 0; turn < ROUNDS; turn += 1) figures.push(await round(acme, callers, CALLS));
  return median(figures);
};

const many = await measure(100);
const one = await measure(1);

const alone = { unit: "µs", peer_name: null, peer: null, ratio: null };
const rows = [
  { name: "bind.node.read", ours: many, ...alone, goal: GOAL, met: many <= GOAL, note: "100 under way, time for each" },
  { name: "bind.node.read.sequential", ours: one, ...alone, goal: null, met: null },
];
const text = JSON.stringify(rows, null, 2);
if (options.json === undefined) console.log(text);
else writeFileSync(options.json, `${text}\n`);

await tenantry.close();
rmSync(folder, { recursive: true });
