// Builds the package: TypeScript into dist/, and the native half beside it with cargo.
//
//   node scripts/build.mjs              what `npm install` runs: a release build
//   node scripts/build.mjs --debug      a debug build
//   node scripts/build.mjs --harness    a debug build with what only the tests may do, into dist-test/
//
// CARGO_TARGET_DIR is obeyed, as by every build of cargo.

import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(dirname(fileURLToPath(import.meta.url)));
const isHarness = process.argv.includes("--harness");
const isDebug = process.argv.includes("--debug");

if (isHarness) {
  compileNative(["--features", "harness"], "dist-test");
} else {
  compileTypeScript();
  compileNative(isDebug ? [] : ["--release"], "dist");
}

function compileTypeScript() {
  const tsc = join(folder, "node_modules", "typescript", "bin", "tsc");
  // Whoever installs this folder gets no development dependencies of it; building takes them.
  if (!existsSync(tsc)) run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
  run(process.execPath, [tsc, "-p", folder]);
}

function compileNative(flags, into) {
  const told = run("cargo", ["build", "-p", "tenantry-node", "--message-format=json-render-diagnostics", ...flags], {
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1 << 28,
  });
  const messages = told.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const library = messages.find(
    ({ reason, target }) => reason === "compiler-artifact" && target.name === "tenantry_node",
  );
  if (library === undefined) throw new Error("cargo told of no library");
  mkdirSync(join(folder, into), { recursive: true });
  const addon = join(folder, into, "tenantry.node");
  // A process that has loaded the one before keeps it: the file is replaced, not written over.
  copyFileSync(library.filenames[0], `${addon}.new`);
  renameSync(`${addon}.new`, addon);
}

function run(program, args, options = { stdio: "inherit" }) {
  // npm tells its scripts much about itself that another npm would take for its own.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(config|package|lifecycle)_/i.test(name)));
  const { status, error, stdout } = spawnSync(program, args, { cwd: folder, encoding: "utf8", env, ...options });
  if (error !== undefined) {
    const hint = program === "cargo" ? ": building tenantry takes Rust, see https://rustup.rs" : "";
    console.error(`cannot start \`${program}\` (${error.message})${hint}`);
    process.exit(1);
  }
  if (status !== 0) process.exit(status ?? 1);
  return stdout;
}
