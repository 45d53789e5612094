// How inputs are written to the wire: the parts that the derived writers are made of.
//
// A writer changes names and makes texts of moments. What it does not know it hands on, for
// the operation to refuse: nothing is left out, and nothing is made up.

import { InvalidError } from "./generated/errors.js";
import type { Wire } from "./words.js";

/** Writes a value; `path` says where it stands. */
export type Writer = (value: unknown, path?: string) => unknown;

/** The name of a field, its name on the wire, and how it is written if not as it is. */
export type FieldWriter = readonly [name: string, wire: string, write?: Writer];

/** A struct. */
export const struct = (fields: readonly FieldWriter[]): ((value: unknown, path?: string) => Wire) => {
  const known = new Map(fields.map(([name, ...rest]) => [name, rest] as const));
  const taken = new Set(fields.map(([, wire]) => wire));
  return (value, path = "") => {
    if (!isObject(value)) return value as never;
    const written = Object.create(null) as Record<string, unknown>;
    for (const [name, item] of Object.entries(value)) {
      if (item === undefined) continue;
      const [wire, write] = known.get(name) ?? [unknown(name, taken, path), undefined];
      written[wire] = write === undefined || item === null ? item : write(item, join(path, name));
    }
    return written;
  };
};

/** One of some structs, told apart by a field. */
export const tagged = (
  tag: string,
  wireTag: string,
  variants: Readonly<Record<string, readonly FieldWriter[]>>,
): Writer => {
  const writers = new Map(
    Object.entries(variants).map(([word, fields]) => [word, struct([[tag, wireTag], ...fields])]),
  );
  return (value, path) => {
    const write = isObject(value) ? writers.get(String(value[tag])) : undefined;
    return write === undefined ? value : write(value, path);
  };
};

/** A list. */
export const each =
  (write: Writer): Writer =>
  (value, path) =>
    Array.isArray(value) ? value.map((item, index) => write(item, `${path}[${index}]`)) : value;

/** Values by name. */
export const values =
  (write: Writer): Writer =>
  (value, path = "") =>
    isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, write(item, join(path, name))]))
      : value;

/** A moment. */
export const time: Writer = (value, path) => {
  if (!(value instanceof Date)) return value;
  // JSON would write `null` for it, which means another thing.
  if (Number.isNaN(value.getTime())) throw refused(path, "is no moment");
  return value.toISOString();
};

/** An integer. */
export const integer: Writer = (value, path) => {
  const number = typeof value === "bigint" ? Number(value) : value;
  // JSON would write `null` for what is no number, and round what is too large.
  const isExact = typeof number !== "number" || Math.abs(number) <= Number.MAX_SAFE_INTEGER;
  if (!isExact) throw refused(path, "is not an integer that is not too small or too large");
  return number;
};

/** The input of what takes none. */
export const writeNothing = (input: null): null => input;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const join = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);

/** The operation refuses a field that it does not know, unless it has the name on the wire of another. */
const unknown = (name: string, taken: ReadonlySet<string>, path: string): string => {
  if (taken.has(name)) throw refused(join(path, name), "is not understood: names are in camel case");
  return name;
};

const refused = (field = "", rule: string): InvalidError =>
  new InvalidError(`\`${field}\` ${rule}`, { code: "invalid", fields: { field } });
