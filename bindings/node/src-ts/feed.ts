/// <reference lib="esnext.disposable" preserve="true" />
// Streams, pulled in batches.

import type { Door, StreamOptions } from "./door.js";
import { Failure } from "./failure.js";
import type { FailureParts } from "./failure.js";
import type { Wire } from "./words.js";

/**
 * What happens, item by item, for as long as it is asked for.
 *
 * ```ts
 * for await (const item of acme.journal.subscribe({ after: cursor }).ref()) …
 * ```
 *
 * It is opened when its first item is asked for, and closed when the loop is left. Items wait in
 * the store until they are asked for: a slow reader holds nobody up and loses nothing.
 *
 * An open feed does not keep the process alive, also while a loop waits for its next item: what
 * listens in the background must not hold up the end. A program that does nothing but follow
 * calls `ref()`, as it would on a timer or a socket that was `unref`ed.
 */
export class Feed<Item> implements AsyncIterableIterator<Item, undefined, undefined>, AsyncDisposable {
  readonly #door: Door;
  readonly #operation: string;
  readonly #write: () => unknown;
  readonly #read: (wire: Wire) => Item;
  readonly #ending = new AbortController();
  readonly #signal: AbortSignal | undefined;
  #source: Promise<Door> | undefined;
  #failure: Failure | undefined;
  #ready: Item[] = [];
  #turn: Promise<void> = Promise.resolve();
  #isReferenced = false;

  /** @internal */
  constructor(door: Door, operation: string, write: () => unknown, read: (wire: Wire) => Item, options?: StreamOptions) {
    this.#door = door;
    this.#operation = operation;
    this.#write = write;
    this.#read = read;
    this.#signal = options?.signal;
    if (this.#signal?.aborted) this.#end();
    else this.#signal?.addEventListener("abort", this.#end, { once: true });
  }

  /** The next item, once there is one; done when the feed is closed. */
  async next(): Promise<IteratorResult<Item, undefined>> {
    // Whoever asks while another waits gets the item after that one's.
    const before = this.#turn;
    let leave = (): void => undefined;
    this.#turn = new Promise((resolve) => (leave = resolve));
    await before;
    try {
      return await this.#take();
    } finally {
      leave();
    }
  }

  /** Closes the feed; whoever waits for its next item is told that it is done. */
  async close(): Promise<void> {
    this.#end();
    await this.#turn;
  }

  /** Closes the feed: called where a loop over it is left. */
  async return(): Promise<IteratorResult<Item, undefined>> {
    await this.close();
    return { done: true, value: undefined };
  }

  /** Keeps the process alive while the feed is open. */
  ref(): this {
    if (!this.#isReferenced && !this.#ending.signal.aborted) {
      this.#isReferenced = true;
      this.#door.line.hold();
    }
    return this;
  }

  /** Lets the process end while the feed is open, as it may if `ref()` was never called. */
  unref(): this {
    if (this.#isReferenced) {
      this.#isReferenced = false;
      this.#door.line.release();
    }
    return this;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Closes the feed. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  readonly #end = (): void => {
    if (this.#ending.signal.aborted) return;
    this.#signal?.removeEventListener("abort", this.#end);
    this.#ending.abort();
    this.#ready = [];
    this.unref();
    this.#source?.then((source) => source.line.bridge.end(source.handle)).catch(() => undefined);
  };

  async #take(): Promise<IteratorResult<Item, undefined>> {
    try {
      if (this.#ready.length === 0 && !this.#ending.signal.aborted) this.#ready = await this.#pull();
    } catch (error) {
      const isEnded = this.#ending.signal.aborted;
      this.#end();
      if (!isEnded) throw error;
    }
    // What was pulled before the library was closed is of it too.
    if (this.#source !== undefined && this.#door.isClosed) this.#end();
    this.#signal?.throwIfAborted();
    const value = this.#ready.shift();
    if (value !== undefined) return { done: false, value };
    this.#end();
    return { done: true, value: undefined };
  }

  async #pull(): Promise<Item[]> {
    // An error that came behind items is told once they are.
    if (this.#failure !== undefined) throw this.#failure.error();
    const signal = this.#ending.signal;
    this.#source ??= this.#open(signal);
    const { line, handle } = await this.#source;
    const batch = await line.send<string>((bridge, call) => bridge.nextBatch(call, handle), { signal, holds: false });
    if (batch instanceof Failure) throw batch.error();
    const { items, fault } = JSON.parse(batch) as { items: Wire[]; fault?: FailureParts | null };
    if (fault != null) this.#failure = new Failure(fault);
    if (items.length === 0 && this.#failure !== undefined) throw this.#failure.error();
    return items.map((item) => this.#read(item));
  }

  async #open(signal: AbortSignal): Promise<Door> {
    return await this.#door.open({ stream: { operation: this.#operation, input: this.#write() } }, { signal });
  }
}
