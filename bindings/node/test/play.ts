// One call of a story, as a TypeScript program makes it: a method is found by the operation's
// id, names and moments are converted, and what comes of it is told as on the wire.

import { TenantryError, operations } from "tenantry";
import type { Caller, DirectoryId, Feed, OrgId, Tenant, Tenantry } from "tenantry";

/** Any JSON. */
export type Json = null | boolean | number | string | Json[] | Fields;
/** Any JSON by name. */
export type Fields = { [name: string]: Json };

/** How somebody proves who they are. */
export type Who = { key: string } | { system: string } | { vouched: { directory: string; issuer: string; subject: string } };

/** A call as a story makes it, its references resolved. */
export interface Asked {
  readonly who: Who;
  /** The organisation that is entered; not every one is an id. */
  readonly org?: Json;
  readonly key?: string | null;
  /** Without one, the caller is proven and the organisation entered. */
  readonly operation?: string | null;
  readonly input: Json;
  /** For a stream, how many items are taken before it is closed. */
  readonly items?: number | null;
}

/** What came of a call, as on the wire; null where the facade has no way to make it. */
export type Outcome = { Ok: Json } | { Err: Json } | null;

/** Proves somebody: to an opened library, or to a server. */
export type Prove = (who: Who) => Promise<Caller>;

/** Makes a call, here or on a server. */
export const play = async (prove: Prove, asked: Asked, isRemote = false): Promise<Outcome> => {
  if (!isSayable(asked.input)) return null;
  try {
    const caller = await prove(asked.who);
    const on = asked.org == null ? caller : await caller.enter(asked.org as OrgId);
    // A server is asked who enters with the first call, and a stream of which nothing is taken is none.
    if (isRemote && asked.org != null && (asked.operation == null || asked.items === 0)) await (on as Tenant).orgs.get();
    return asked.operation == null ? { Ok: null } : await call(on, asked);
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    // What no request can hold is refused before it is sent.
    if (isRemote && error.kind === "invalid" && error.traceId === undefined) return null;
    return { Err: asError(error) };
  }
};

/** Proves somebody to an opened library. */
export const proveTo =
  (tenantry: Tenantry): Prove =>
  (who) => {
    if ("system" in who) return tenantry.system(who.system);
    if ("key" in who) return tenantry.authenticate(who.key);
    return tenantry.vouch({ ...who.vouched, directory: who.vouched.directory as DirectoryId });
  };

/** JavaScript has no number for what lies beyond 2⁵³. */
const isSayable = (value: Json): boolean =>
  typeof value === "number"
    ? !Number.isInteger(value) || Number.isSafeInteger(value)
    : typeof value !== "object" || value === null || Object.values(value).every(isSayable);

type Method = (...given: unknown[]) => unknown;

const call = async (on: Caller | Tenant, { operation: id, input, key, items }: Asked): Promise<Outcome> => {
  const receiver = "enter" in on ? "caller" : "tenant";
  const operation = operations.find((known) => known.id === id);
  if (operation?.receiver !== receiver || (operation.kind === "stream") !== (items != null)) return null;
  const isEmpty = input === null || (typeof input === "object" && Object.keys(input).length === 0);
  if (!operation.hasInput && !isEmpty) return null;
  const room = Reflect.get(on, operation.room) as object;
  const method = Reflect.get(room, operation.method) as Method;
  const options = { idempotencyKey: key ?? undefined };
  const given = operation.hasInput ? [input === null ? {} : written(input), options] : [options];
  const answer = method.apply(room, given);
  if (items != null) return { Ok: await first((answer as Feed<unknown>).ref(), items) };
  const isList = typeof answer === "object" && answer !== null && "page" in answer;
  const read = isList ? await (answer as { page(): Promise<unknown> }).page() : await (answer as Promise<unknown>);
  return { Ok: read === undefined ? null : asWire(read) };
};

const first = async (feed: AsyncIterable<unknown>, count: number): Promise<Json> => {
  const items: Json[] = [];
  if (count === 0) return items;
  for await (const item of feed) {
    items.push(asWire(item));
    if (items.length === count) break;
  }
  return items;
};

const camel = (snake: string): string => snake.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** To the millisecond: a `Date` holds no more. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3}0*)?Z$/;

/** An input, as a TypeScript program writes it. A moment that no `Date` holds is handed on as it is. */
const written = (value: Json): unknown => {
  if (typeof value === "string" && isDate(value)) return new Date(value);
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [camel(name), written(item)]));
};

const isDate = (text: string): boolean => MOMENT.test(text) && !Number.isNaN(Date.parse(text));

/** What is any JSON by name keeps its names. */
const KEPT = ["body", "personal"];

/** An answer, as it stands on the wire. */
const asWire = (value: unknown): Json => {
  if (value instanceof Date) return value.toISOString().replace("Z", "000Z");
  if (Array.isArray(value)) return value.map(asWire);
  if (typeof value !== "object" || value === null) return value as Json;
  const entries = Object.entries(value).map(([name, item]) => {
    return [snake(name), KEPT.includes(name) ? (item as Json) : asWire(item)] as const;
  });
  return Object.fromEntries(entries);
};

const asError = (error: TenantryError): Json => {
  const fields = Object.entries(error.fields).map(([name, value]) => {
    return [snake(name), name === "field" ? snake(String(value)) : (value as Json)] as const;
  });
  const { kind, code, message, fields: { field } } = error;
  const words = typeof field === "string" ? message.replaceAll(`\`${field}\``, `\`${snake(field)}\``) : message;
  return { kind, code, message: words, fields: Object.fromEntries(fields) };
};
