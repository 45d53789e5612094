// Small types that the derived and the written half share.

declare const brand: unique symbol;

/** A text of one kind, which cannot be passed for one of another kind. */
export type Brand<Kind extends string> = string & { readonly [brand]: Kind };

/** Any JSON. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** Any JSON by name, as it was stored: its names are not converted. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** A value as it stands on the wire. */
export type Wire = { readonly [name: string]: unknown };

/** A value that is being made. */
export type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** `ifVersion` for `if_version`. */
export const camel = (snake: string): string =>
  snake.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
