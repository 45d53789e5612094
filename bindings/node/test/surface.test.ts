// The surface as others see it: the declarations, and the package.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before, suite } from "node:test";
import { fileURLToPath } from "node:url";

import * as tenantry from "tenantry";

const folder = fileURLToPath(new URL("../../", import.meta.url));
const dist = join(folder, "dist");

const declarations = (): string[] =>
  readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".d.ts"));

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");

await test("no declaration says `any`", () => {
  assert.ok(declarations().length > 10);
  for (const file of declarations()) {
    const text = withoutComments(readFileSync(join(dist, file), "utf8"));
    assert.doesNotMatch(text, /\bany\b/, file);
  }
});

await test("whatever is exported or a member of it is documented", () => {
  for (const file of ["generated/rooms.d.ts", "generated/types.d.ts", "tenantry.d.ts", "pager.d.ts", "feed.d.ts"]) {
    const lines = readFileSync(join(dist, file), "utf8").split("\n");
    const bare = lines.filter((line, index) => {
      const isSaid = /^ {4}(readonly )?\w+\??(<.*>)?[(:]/.test(line) || /^export (declare )?(class|interface|type|abstract)/.test(line);
      const isOwn = /#private|constructor|readonly kind: "/.test(line) || /^export type \{|^export \{/.test(line);
      return isSaid && !isOwn && !lines[index - 1]!.trimEnd().endsWith("*/");
    });
    assert.deepEqual(bare, [], file);
  }
});

await test("every operation is a method of its room", () => {
  for (const { id, receiver, room, method } of tenantry.operations) {
    const name = receiver[0]!.toUpperCase() + receiver.slice(1) + room[0]!.toUpperCase() + room.slice(1);
    const Room = Reflect.get(tenantry, name) as { prototype: object } | undefined;
    assert.equal(typeof Reflect.get(Room?.prototype ?? {}, method), "function", id);
  }
});

await suite("the packed package", async () => {
  const place = mkdtempSync(join(tmpdir(), "tenantry-pack-"));
  let tarball = "";

  const npm = (where: string, ...args: string[]): string =>
    execFileSync("npm", [...args, "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: where, encoding: "utf8" });

  before(() => {
    npm(folder, "pack", "--pack-destination", place);
    tarball = join(place, readdirSync(place).find((file) => file.endsWith(".tgz"))!);
  });

  after(() => rmSync(place, { recursive: true }));

  await test("are the types wrong? no", () => {
    const attw = join(folder, "node_modules/.bin/attw");
    execFileSync(attw, [tarball, "--profile", "esm-only", "--format", "ascii"], { encoding: "utf8" });
  });

  await test("publint has nothing to say", () => {
    const publint = join(folder, "node_modules/.bin/publint");
    const told = execFileSync(publint, [tarball, "--strict"], { encoding: "utf8" });
    assert.match(told, /All good/);
  });

  await test("it is installed and works, without a compiler", () => {
    const project = mkdtempSync(join(place, "project-"));
    writeFileSync(join(project, "package.json"), JSON.stringify({ name: "product", type: "module", private: true }));
    npm(project, "install", "--offline", tarball);
    const program = `
      import { Tenantry } from "tenantry";
      await using tenantry = await Tenantry.open(":memory:");
      const host = await tenantry.system("a new project");
      console.log((await host.directories.create({ name: "People" })).name);
    `.replace("await using", "const");
    writeFileSync(join(project, "main.js"), program);
    assert.equal(execFileSync(process.execPath, ["main.js"], { cwd: project, encoding: "utf8" }), "People\n");
  });
});
