// Errors as they come from the native half, made into what callers catch.

import { InternalError, TenantryError } from "./error.js";
import type { ErrorParts } from "./error.js";
import { errorClasses } from "./generated/errors.js";
import { camel } from "./words.js";
import type { JsonValue } from "./words.js";

/** An error on the wire. */
export interface FailureParts {
  readonly kind: string;
  readonly code: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, JsonValue>>;
  readonly trace_id?: string;
  readonly cause?: string;
}

type ErrorClass = new (message: string, parts: ErrorParts) => TenantryError;
const classes: Readonly<Record<string, ErrorClass>> = errorClasses;

/** What came of a call that failed, until somebody who waits for it makes an error of it. */
export class Failure {
  readonly #parts: FailureParts;

  constructor(parts: FailureParts) {
    this.#parts = parts;
  }

  /**
   * The error. It is made where the call is waited for, and not where the native half wakes
   * us up: only there the stack leads back to the caller.
   */
  error(): TenantryError {
    const { kind, code, message, fields, trace_id: traceId, cause } = this.#parts;
    const Class = (Object.hasOwn(classes, kind) ? classes[kind] : undefined) ?? InternalError;
    const parts = { code, fields: renamed(fields), traceId };
    return new Class(inWords(message, fields), cause === undefined ? parts : { ...parts, cause: new Error(cause) });
  }
}

/** Fields are named as they are in TypeScript, also where one is what an error is about. */
const renamed = (fields: Readonly<Record<string, JsonValue>>): Record<string, JsonValue> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      camel(name),
      name === "field" && typeof value === "string" ? camel(value) : value,
    ]),
  );

const inWords = (message: string, { field }: Readonly<Record<string, JsonValue>>): string =>
  typeof field === "string" ? message.replaceAll(`\`${field}\``, `\`${camel(field)}\``) : message;
