// Everything that must pass for this package, from a fresh clone: `cargo xtask test --only node`
// runs it with a Postgres server and with what the JSON door tells of the stories.
//
//   node scripts/test.mjs           a debug build, all tests, all examples, a quick benchmark
//   node scripts/test.mjs --build   the build alone: others play stories through it too
//   node scripts/test.mjs --long    also installs the folder as a newcomer does, with a release build

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(dirname(fileURLToPath(import.meta.url)));
const tests = join(folder, "dist-test", "test");
const examples = join(folder, "dist-test", "examples");

if (!existsSync(join(folder, "node_modules", ".package-lock.json"))) run("npm", "ci", "--ignore-scripts");
rmSync(join(folder, "dist"), { recursive: true, force: true });
rmSync(join(folder, "dist-test"), { recursive: true, force: true });
run(process.execPath, "scripts/build.mjs", "--debug");
run(process.execPath, "scripts/build.mjs", "--harness");
run(process.execPath, "node_modules/typescript/bin/tsc", "-p", "test");
if (process.argv.includes("--build")) process.exit();
run(process.execPath, "--test", ...files(tests, ".test.js"));
for (const example of files(examples, ".js")) run(process.execPath, example);
// Unoptimised, its figures say nothing; each answer is checked.
run(process.execPath, join("dist-test", "bench", "read.js"), "--quick");
if (process.argv.includes("--long")) installed();

/** What a newcomer does. */
function installed() {
  const project = mkdtempSync(join(tmpdir(), "tenantry-install-"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "product", type: "module", private: true }));
  execFileSync("npm", ["install", folder], { cwd: project, stdio: "inherit" });
  const program = `
    import { Tenantry } from "tenantry";
    const tenantry = await Tenantry.open("app.db");
    console.log((await (await tenantry.system("a new project")).directories.create({ name: "People" })).name);`;
  writeFileSync(join(project, "main.js"), program);
  const told = execFileSync(process.execPath, ["main.js"], { cwd: project, encoding: "utf8" });
  if (told !== "People\n") throw new Error(`the installed package told ${told}`);
  rmSync(project, { recursive: true });
}

function files(place, ending) {
  const found = readdirSync(place).filter((file) => file.endsWith(ending));
  if (found.length === 0) throw new Error(`nothing ends with ${ending} in ${place}`);
  return found.sort().map((file) => join(place, file));
}

function run(program, ...args) {
  const { status } = spawnSync(program, args, { cwd: folder, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
