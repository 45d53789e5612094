// The one way into operations, whatever they are called on.

import { Failure } from "./failure.js";
import type { Line } from "./line.js";
import type { NativeHandle, Way } from "./native.js";
import type { Wire } from "./words.js";

/** How a call is made. */
export interface CallOptions {
  /**
   * Gives the call up: its promise is rejected with the signal's reason.
   *
   * A change that is under way then lands whole or not at all. To find out which, make it again
   * with the same idempotency key.
   */
  readonly signal?: AbortSignal | undefined;
}

/** How a change is made. */
export interface ChangeOptions extends CallOptions {
  /**
   * For 24 hours the same operation with the same key and input is done once, and answers the
   * first result. A new call takes a new key, a repeated call the same.
   */
  readonly idempotencyKey?: string | undefined;
}

/** How a stream is followed. */
export interface StreamOptions {
  /** Ends the stream: whoever waits for its next item is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** What calls are made on. */
export class Door {
  readonly line: Line;
  readonly handle: NativeHandle;

  constructor(line: Line, handle: NativeHandle) {
    this.line = line;
    this.handle = handle;
  }

  /** Calls an operation. */
  async call<Input, Output>(
    operation: string,
    write: (input: Input) => unknown,
    input: Input,
    read: (wire: Wire) => Output,
    options?: ChangeOptions,
  ): Promise<Output> {
    const json = JSON.stringify(write(input));
    const answer = await this.line.send<string>(
      (bridge, call) => bridge.call(call, this.handle, operation, json, options?.idempotencyKey),
      options,
    );
    if (answer instanceof Failure) throw answer.error();
    return read(JSON.parse(answer) as Wire);
  }

  /** Opens what leads on from here. */
  open(way: Way, options?: CallOptions): Promise<NativeHandle> {
    return open(this.line, this.handle, way, options);
  }

  /** Closes the library, with all that came of it. */
  async close(): Promise<void> {
    const closed = await this.line.send<string>((bridge, call) => bridge.close(call, this.handle));
    if (closed instanceof Failure) throw closed.error();
  }
}

/** Opens something, from a handle or from nothing. */
export const open = async (
  line: Line,
  from: NativeHandle | null,
  way: Way,
  options?: CallOptions,
): Promise<NativeHandle> => {
  const json = JSON.stringify(way);
  const handle = await line.send<NativeHandle>((bridge, call) => bridge.open(call, from, json), options);
  if (handle instanceof Failure) throw handle.error();
  return handle;
};
