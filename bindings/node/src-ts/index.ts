/**
 * The back office of an AI product, as a library: organisations, teams, people and their rights,
 * API keys, and a journal that is audit trail and live feed in one.
 *
 * @packageDocumentation
 */

export type { CallOptions, ChangeOptions, StreamOptions } from "./door.js";
export { InternalError, TenantryError } from "./error.js";
export type { ErrorParts } from "./error.js";
export { Feed } from "./feed.js";
export * from "./generated/errors.js";
export { operations } from "./generated/operations.js";
export type { Operation } from "./generated/operations.js";
export * from "./generated/rooms.js";
export * from "./generated/types.js";
export { Pager } from "./pager.js";
export type { AnyPage } from "./pager.js";
export { Caller, Tenant, Tenantry } from "./tenantry.js";
export type { ConnectOptions, Vouched } from "./tenantry.js";
export type { Brand, JsonObject, JsonValue } from "./words.js";
