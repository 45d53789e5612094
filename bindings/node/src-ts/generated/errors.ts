// Derived by `cargo xtask bindgen`: do not edit.

import { TenantryError } from "../error.js";

/** What went wrong, as coarsely as a caller can act on it. */
export type ErrorKind =
  | "unauthenticated"
  | "denied"
  | "not_found"
  | "invalid"
  | "conflict"
  | "limit_reached"
  | "throttled"
  | "busy"
  | "unavailable"
  | "unknown"
  | "corrupt";

/** An error of the kind `unauthenticated`. */
export class UnauthenticatedError extends TenantryError {
  override readonly kind = "unauthenticated";
  override readonly isRetryable = false;

  override get name(): string {
    return "UnauthenticatedError";
  }
}

/** An error of the kind `denied`. */
export class DeniedError extends TenantryError {
  override readonly kind = "denied";
  override readonly isRetryable = false;

  override get name(): string {
    return "DeniedError";
  }
}

/** An error of the kind `not_found`. */
export class NotFoundError extends TenantryError {
  override readonly kind = "not_found";
  override readonly isRetryable = false;

  override get name(): string {
    return "NotFoundError";
  }
}

/** An error of the kind `invalid`. */
export class InvalidError extends TenantryError {
  override readonly kind = "invalid";
  override readonly isRetryable = false;

  override get name(): string {
    return "InvalidError";
  }
}

/** An error of the kind `conflict`. */
export class ConflictError extends TenantryError {
  override readonly kind = "conflict";
  override readonly isRetryable = false;

  override get name(): string {
    return "ConflictError";
  }
}

/** An error of the kind `limit_reached`. */
export class LimitReachedError extends TenantryError {
  override readonly kind = "limit_reached";
  override readonly isRetryable = false;

  override get name(): string {
    return "LimitReachedError";
  }
}

/** An error of the kind `throttled`. The same call may simply be made again. */
export class ThrottledError extends TenantryError {
  override readonly kind = "throttled";
  override readonly isRetryable = true;

  override get name(): string {
    return "ThrottledError";
  }
}

/** An error of the kind `busy`. The same call may simply be made again. */
export class BusyError extends TenantryError {
  override readonly kind = "busy";
  override readonly isRetryable = true;

  override get name(): string {
    return "BusyError";
  }
}

/** An error of the kind `unavailable`. The same call may simply be made again. */
export class UnavailableError extends TenantryError {
  override readonly kind = "unavailable";
  override readonly isRetryable = true;

  override get name(): string {
    return "UnavailableError";
  }
}

/** An error of the kind `unknown`. */
export class UnknownError extends TenantryError {
  override readonly kind = "unknown";
  override readonly isRetryable = false;

  override get name(): string {
    return "UnknownError";
  }
}

/** An error of the kind `corrupt`. */
export class CorruptError extends TenantryError {
  override readonly kind = "corrupt";
  override readonly isRetryable = false;

  override get name(): string {
    return "CorruptError";
  }
}

/** The class of each kind. */
export const errorClasses = {
  unauthenticated: UnauthenticatedError,
  denied: DeniedError,
  not_found: NotFoundError,
  invalid: InvalidError,
  conflict: ConflictError,
  limit_reached: LimitReachedError,
  throttled: ThrottledError,
  busy: BusyError,
  unavailable: UnavailableError,
  unknown: UnknownError,
  corrupt: CorruptError,
} as const;
