// Rooms that there are not, derived: the compiler has nothing to say of them, nor of a program that calls them.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../", import.meta.url));
/** What is derived of them, in a folder; `cargo xtask test` writes it first. */
const scratch = process.env["TENANTRY_SCRATCH"];

await test("a new room is whole after one derivation", () => {
  assert.ok(scratch !== undefined, "nothing is derived: `TENANTRY_SCRATCH` names no folder");
  const place = join(scratch, "bindings/node");
  const written = join(folder, "src-ts");
  const isWritten = (from: string): boolean => !from.startsWith(join(written, "generated"));
  cpSync(written, join(place, "src-ts"), { recursive: true, filter: isWritten });
  const settings = {
    extends: join(folder, "tsconfig.json"),
    compilerOptions: { noEmit: true, rootDir: ".", typeRoots: [join(folder, "node_modules/@types")] },
    include: ["src-ts", "kites.ts"],
  };
  writeFileSync(join(place, "package.json"), JSON.stringify({ type: "module" }));
  writeFileSync(join(place, "tsconfig.json"), JSON.stringify(settings));
  const tsc = join(folder, "node_modules/typescript/bin/tsc");
  const { stdout, status } = spawnSync(process.execPath, [tsc, "-p", place], { encoding: "utf8" });
  assert.deepEqual([stdout, status], ["", 0]);
});
