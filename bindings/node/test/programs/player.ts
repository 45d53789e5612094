// Plays calls of stories for whoever starts it, a line of JSON each: how another process replays
// a story through this facade, on a store of its own or on a server.
//
//   {"open": ":memory:"}                                opens an empty store on the story's clock and ids
//   {"connect": url, "operator": secret, "proxy": secret}   calls a server instead
//   {"pass": secs, "who": …, "org": …, "operation": …, "input": …}   makes a call, secs later

import { createInterface } from "node:readline";

import { Tenantry } from "tenantry";
import type { ConnectOptions, DirectoryId } from "tenantry";

import { Held } from "../harness.js";
import { play, proveTo } from "../play.js";
import type { Asked, Outcome, Prove, Who } from "../play.js";

type Line =
  | { readonly open: string }
  | { readonly connect: string; readonly operator: string; readonly proxy: string }
  | (Asked & { readonly pass: number });

let held = new Held();
let prove: Prove | undefined;
let isRemote = false;

/** Each call is tried once: another try carries an idempotency key, of which ids are made. */
const presented = (who: Who, operator: string, proxy: string): ConnectOptions => {
  const tries = 1;
  if ("key" in who) return { ...who, tries };
  if ("system" in who) return { operator, reason: who.system, tries };
  return { tries, proxy, vouched: { ...who.vouched, directory: who.vouched.directory as DirectoryId } };
};

const take = async (line: Line): Promise<Outcome> => {
  if ("open" in line) {
    held = new Held();
    prove = proveTo(await held.open(line.open));
    isRemote = false;
    return { Ok: null };
  }
  if ("connect" in line) {
    const { connect, operator, proxy } = line;
    prove = (who) => Tenantry.connect(connect, presented(who, operator, proxy));
    isRemote = true;
    return { Ok: null };
  }
  if (prove === undefined) throw new Error("nothing was opened");
  held.pass(line.pass);
  return play(prove, line, isRemote);
};

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await take(JSON.parse(line) as Line)));
}
