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

/** One opened library, as all that came of it knows it. */
interface House {
  isClosed: boolean;
}

/** What calls are made on. */
export class Door {
  readonly line: Line;
  readonly handle: NativeHandle;
  readonly #house: House;

  constructor(line: Line, handle: NativeHandle, house: House = { isClosed: false }) {
    this.line = line;
    this.handle = handle;
    this.#house = house;
  }

  /** Whether the library was closed that this came of. */
  get isClosed(): boolean {
    return this.#house.isClosed;
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
  async open(way: Way, options?: CallOptions): Promise<Door> {
    return new Door(this.line, await opened(this.line, this.handle, way, options), this.#house);
  }

  /** Closes the library, with all that came of it. */
  async close(): Promise<void> {
    this.#house.isClosed = true;
    const closed = await this.line.send<string>((bridge, call) => bridge.close(call, this.handle));
    if (closed instanceof Failure) throw closed.error();
  }
}

/** Opens a store or a server. */
export const open = async (line: Line, way: Way, options?: CallOptions): Promise<Door> =>
  new Door(line, await opened(line, null, way, options));

const opened = async (
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
