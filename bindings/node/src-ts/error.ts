// Errors: one base class, and a class for each kind.

import type { JsonValue } from "./words.js";

/** What an error is made of, beside its message. */
export interface ErrorParts {
  /** What went wrong, in a stable word. */
  readonly code: string;
  /** What it is about, by name. */
  readonly fields?: Readonly<Record<string, JsonValue>>;
  /** Finds the request in the log of the server that was asked. */
  readonly traceId?: string | undefined;
  /** What brought it about, for logs. */
  readonly cause?: unknown;
}

/**
 * Why a call was refused or failed.
 *
 * Tell errors apart by their class or their `kind`, and where that is too coarse by their
 * `code`; show the message to people.
 */
export abstract class TenantryError extends Error {
  /** What went wrong, as coarsely as a caller can act on it. */
  abstract readonly kind: string;
  /** Whether the same call may simply be made again. */
  abstract readonly isRetryable: boolean;
  /** What went wrong, in a stable word: the kind, or a narrower one such as `last_owner`. */
  readonly code: string;
  /** What it is about, by name; where it names a field of the input, as TypeScript does. */
  readonly fields: Readonly<Record<string, JsonValue>>;
  /** Finds the request in the log of the server that refused it. */
  readonly traceId: string | undefined;

  constructor(message: string, { code, fields = {}, traceId, cause }: ErrorParts) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.fields = fields;
    this.traceId = traceId;
  }
}

/** A fault of Tenantry itself. It ended the call; whether a change has landed is not known. */
export class InternalError extends TenantryError {
  override readonly kind = "internal";
  override readonly isRetryable = false;

  override get name(): string {
    return "InternalError";
  }
}
