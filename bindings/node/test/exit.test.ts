// The process ends when its work is done, whatever is open.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import test from "node:test";
import { fileURLToPath } from "node:url";

interface Ended {
  readonly code: number | null;
  readonly told: string;
}

const run = (program: string, ...args: string[]): Promise<Ended> => {
  const path = fileURLToPath(new URL(`programs/${program}.js`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const late = setTimeout(() => child.kill("SIGKILL"), 20_000);
  let told = "";
  child.stdout.on("data", (chunk: Buffer) => (told += chunk.toString()));
  return new Promise((resolve) => {
    child.on("close", (code) => {
      clearTimeout(late);
      resolve({ code, told });
    });
  });
};

await test("the process exits with an open subscription", async () => {
  assert.deepEqual(await run("open-subscription"), { code: 0, told: "one\ndone\n" });
});

await test("a subscription that is referenced keeps the process alive until it is closed", async () => {
  assert.deepEqual(await run("referenced-subscription"), { code: 0, told: "heard teams.create\nclosed\n" });
});

await test("a call under way keeps the process alive until it is answered", async () => {
  assert.deepEqual(await run("call-under-way"), { code: 0, told: "Research\n" });
});

await test("process.exit with calls under way ends at once and leaves an intact journal", async () => {
  const { code, told } = await run("exit-under-way");
  assert.equal(code, 7);
  assert.equal(told, "intact\n");
});
