// Creates teams in a worker thread, with a subscription left open.

import { parentPort, workerData } from "node:worker_threads";

import { OrgId, Tenantry } from "tenantry";

interface Given {
  readonly file: string;
  readonly org: string;
  readonly key: string;
  readonly name: string;
  readonly teams: number;
}

const { file, org, key, name, teams } = workerData as Given;
const caller = await (await Tenantry.open(file)).authenticate(key);
const acme = await caller.enter(OrgId(org));
void acme.journal.subscribe().next();
for (let turn = 0; turn < teams; turn += 1) {
  await acme.teams.create({ name: `${name} ${turn}` });
  if (turn === 1) parentPort?.postMessage("under way");
}
