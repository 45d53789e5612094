// What the native half offers, and how it is found.

import { createRequire } from "node:module";

declare const opaque: unique symbol;

/** A library, a caller, a caller inside an organisation, or a stream. */
export interface NativeHandle {
  readonly [opaque]: "handle";
}

/** What came of some calls, in three lists of one length. */
export interface Replies {
  readonly calls: readonly number[];
  readonly failed: readonly boolean[];
  readonly answers: readonly unknown[];
}

/** How somebody proves who they are. The secrets are for a server. */
export type Who =
  | { readonly key: string }
  | { readonly system: { readonly reason: string; readonly secret?: string } }
  | {
      readonly vouched: {
        readonly directory: string;
        readonly issuer: string;
        readonly subject: string;
        readonly secret?: string;
      };
    };

/** What is opened: a store, a server, somebody proven, an organisation, a stream. */
export type Way =
  | { readonly store: string }
  | { readonly server: { readonly address: string; readonly who: Who; readonly tries: number | null } }
  | { readonly proof: Who }
  | { readonly org: string }
  | { readonly stream: { readonly operation: string; readonly input: unknown } };

/** The way into Tenantry for this thread: calls go in by number, replies are taken in batches. */
export interface NativeBridge {
  take(): Replies;
  open(call: number, from: NativeHandle | null, way: string): void;
  call(call: number, on: NativeHandle, operation: string, input: string, key?: string): void;
  nextBatch(call: number, feed: NativeHandle): void;
  end(feed: NativeHandle): void;
  cancel(call: number): void;
  close(call: number, on: NativeHandle): void;
}

/** The native half. */
export interface Native {
  readonly Bridge: new (wake: () => void) => NativeBridge;
}

/** Loads the native half that was built beside this file. */
export const load = (): Native => {
  const require = createRequire(import.meta.url);
  try {
    return require("./tenantry.node") as Native;
  } catch (cause) {
    const place = `${process.platform}-${process.arch}, Node ${process.versions.node}`;
    throw new Error(`tenantry has no native half here (${place}): run \`npm run build\` in its folder`, { cause });
  }
};
