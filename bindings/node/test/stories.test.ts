// Every story through the facade, on every store: as it is told, and as the JSON door tells it.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { suite } from "node:test";

import { operations } from "tenantry";

import { replay, stories } from "./story.js";
import type { Told } from "./story.js";

const postgres = process.env["TENANTRY_POSTGRES_URL"];
const stores = ["sqlite", ...(postgres === undefined ? [] : ["postgres"])] as const;
/** What the JSON door told, in a folder; `cargo xtask test` writes it first. */
const reference = process.env["TENANTRY_TOLD"];

for (const store of stores) {
  await suite(`stories on ${store}`, async () => {
    const reached = new Set<string>();
    for (const name of stories()) {
      await test(name, async () => {
        const address = store === "postgres" ? `${postgres}#t_${randomUUID().replaceAll("-", "")}` : undefined;
        const told = await replay(name, address);
        for (const { operation, outcome } of told) {
          if (operation !== null && outcome !== null && "Ok" in outcome) reached.add(operation);
        }
        if (reference !== undefined) compare(told, name, store);
      });
    }
    await test("every operation is reached", () => {
      const missing = operations.map(({ id }) => id).filter((id) => !reached.has(id));
      assert.deepEqual(missing, []);
    });
  });
}

function compare(told: readonly Told[], name: string, store: string): void {
  mkdirSync(join(reference!, "node", store), { recursive: true });
  writeFileSync(join(reference!, "node", store, `${name}.json`), JSON.stringify(told));
  const expected = JSON.parse(readFileSync(join(reference!, `${name}.json`), "utf8")) as Told[];
  assert.equal(told.length, expected.length);
  for (const [index, { outcome, ...step }] of told.entries()) {
    if (outcome !== null) assert.deepEqual({ ...step, outcome }, expected[index]);
  }
}
