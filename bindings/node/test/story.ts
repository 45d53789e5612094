// Stories of tests/scenarios, replayed through the facade.

import { readFileSync, readdirSync } from "node:fs";

import type { Tenantry } from "tenantry";

import { Held } from "./harness.js";
import { play, proveTo } from "./play.js";
import type { Fields, Json, Outcome, Who } from "./play.js";

interface Step {
  readonly as: string;
  readonly on?: string;
  readonly key?: string;
  readonly call?: string;
  readonly input?: Json;
  readonly inputs?: Json[];
  readonly times?: number;
  readonly after_secs?: number;
  readonly save?: string;
  readonly expect?: Json;
  readonly items?: Json[];
  readonly error?: { kind: string; code: string; fields?: Fields };
}

interface Story {
  readonly story: string;
  readonly given?: string[];
  readonly callers?: { [name: string]: Who };
  readonly steps: Step[];
}

/** What came of one call of a story. */
export interface Told {
  readonly step: number;
  readonly operation: string | null;
  readonly outcome: Outcome;
}

const folder = new URL("../../../../tests/scenarios/", import.meta.url);

/** The names of all stories. */
export const stories = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();

const whole = (name: string): Required<Pick<Story, "callers" | "steps">> => {
  const story = JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as Story;
  const given = (story.given ?? []).map((before) => whole(`given/${before}`));
  return {
    callers: Object.assign({}, ...given.map(({ callers }) => callers), story.callers ?? {}),
    steps: [...given.flatMap(({ steps }) => steps), ...story.steps],
  };
};

/** Replays a story on an empty store; fails at the first step that goes another way. */
export const replay = async (name: string, address = ":memory:"): Promise<Told[]> => {
  const held = new Held();
  try {
    await using tenantry = await held.open(address);
    return await told(name, held, tenantry);
  } finally {
    held.leave(address);
  }
};

const told = async (name: string, held: Held, tenantry: Tenantry): Promise<Told[]> => {
  const { callers, steps } = whole(name);
  const kept: Fields = {};
  const told: Told[] = [];
  for (const [index, step] of steps.entries()) {
    for (let turn = 0; turn < (step.times ?? 1); turn += 1) {
      kept["turn"] = turn;
      for (const written of step.inputs ?? [step.input ?? null]) {
        held.pass(1 + (step.after_secs ?? 0));
        const input = substitute(written, kept);
        const outcome = await play(proveTo(tenantry), {
          who: substitute(callers[step.as]! as Json, kept) as Who,
          org: step.on === undefined ? null : substitute(step.on, kept),
          key: step.key ?? null,
          operation: step.call ?? null,
          input,
          items: step.items?.length ?? null,
        });
        check(step, outcome, kept, `step ${index + 1} (${step.call}) with ${JSON.stringify(input)?.slice(0, 300)}`);
        if (step.save !== undefined && outcome !== null) {
          kept[step.save] = "Ok" in outcome ? outcome.Ok : outcome.Err;
        }
        told.push({ step: index + 1, operation: step.call ?? null, outcome });
      }
    }
  }
  return told;
};

const check = (step: Step, outcome: Outcome, kept: Fields, where: string): void => {
  const fail = (why: string): never => {
    throw new Error(`${where}: ${why}`);
  };
  if (outcome === null) {
    const cannotBeSaid = step.error?.kind === "invalid" || "operation" in (step.error?.fields ?? {});
    // What passes 2⁵³ has no number either.
    const isNumber = JSON.stringify(step.inputs ?? step.input ?? "").match(/\d{17}/) !== null;
    if (!cannotBeSaid && !isNumber) fail("the facade cannot say this");
  } else if ("Ok" in outcome) {
    if (step.error !== undefined) fail(`answered ${JSON.stringify(outcome.Ok)}, expected \`${step.error.code}\``);
    for (const expected of [step.items, step.expect]) {
      if (expected !== undefined) holds("", outcome.Ok, substitute(expected, kept), fail);
    }
  } else {
    if (step.error === undefined) fail(`failed with ${JSON.stringify(outcome.Err)}`);
    holds("", outcome.Err, substitute({ ...step.error } as unknown as Json, kept), fail);
  }
};

const holds = (path: string, found: Json | undefined, expected: Json, fail: (why: string) => never): void => {
  if (expected === "$absent") {
    if (found !== undefined) fail(`at \`${path}\`: ${JSON.stringify(found)} should be absent`);
  } else if (expected === "$any") {
    if (found === undefined || found === null) fail(`at \`${path}\`: nothing`);
  } else if (typeof expected === "object" && expected !== null && typeof found === "object" && found !== null) {
    if (Array.isArray(expected) && expected.length !== (found as Json[]).length) fail(`at \`${path}\`: another length`);
    for (const [name, item] of Object.entries(expected)) {
      holds(`${path}/${name}`, (found as Fields)[name], item, fail);
    }
  } else if (found !== expected) {
    fail(`at \`${path}\`: ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
  }
};

const substitute = (value: Json, kept: Fields): Json => {
  if (typeof value === "string") {
    const only = /^\$\{([^}]*)\}$/.exec(value);
    if (only !== null) return find(only[1]!, kept);
    return value.replace(/\$\{([^}]*)\}/g, (_, reference: string) => String(find(reference, kept)));
  }
  if (Array.isArray(value)) return value.map((item) => substitute(item, kept));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, substitute(item, kept)]));
};

const find = (reference: string, kept: Fields): Json => {
  const repeated = /^\s*'(.*)' \*\s*(\d+)\s*$/su.exec(reference);
  if (repeated !== null) return repeated[1]!.repeat(Number(repeated[2]));
  let found: Json | undefined = kept as Json;
  for (const part of reference.trim().split(".")) {
    found = typeof found === "object" && found !== null ? (found as Fields)[part] : undefined;
  }
  if (found === undefined) throw new Error(`\`${reference}\` leads nowhere`);
  return found;
};
