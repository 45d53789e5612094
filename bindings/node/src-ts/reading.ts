// How answers are read from the wire: the parts that the derived readers are made of.

import { InternalError } from "./error.js";
import type { Wire } from "./words.js";

/** A moment. JavaScript keeps milliseconds of it; the store keeps microseconds. */
export const time = (wire: string): Date => new Date(wire);

/**
 * A count, a version, a place in a journal. They are far below 2⁵³, where a number stops
 * being exact; one that is not is refused rather than rounded.
 */
export const integer = (wire: number): number => {
  if (Number.isSafeInteger(wire)) return wire;
  throw new InternalError(`${wire} is more than a number holds exactly`, { code: "inexact" });
};

/** A list. */
export const each = <T>(wire: readonly never[], read: (item: never) => T): T[] => wire.map((item) => read(item));

/** Values by name. */
export const values = <T>(wire: Wire, read: (item: never) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(wire).map(([name, item]) => [name, read(item as never)]));

/** An answer that is the same on the wire. */
export const readAsIs = <T>(wire: Wire): T => wire as T;

/** The answer of what only does something. */
export const readNothing = (): void => undefined;
