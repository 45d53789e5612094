// One line to the native half for each thread: who waits for which call.

import { Failure } from "./failure.js";
import type { FailureParts } from "./failure.js";
import { load } from "./native.js";
import type { Native, NativeBridge } from "./native.js";

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly holds: boolean;
}

/** How a call is waited for. */
export interface Waits {
  /** Gives it up. */
  readonly signal?: AbortSignal | undefined;
  /** Whether the process stays alive for it; it does if absent. */
  readonly holds?: boolean;
}

/** The calls of this thread that are under way. */
export class Line {
  readonly bridge: NativeBridge;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;
  #holds = 0;
  #alive: NodeJS.Timeout | undefined;

  constructor(native: Native) {
    this.bridge = new native.Bridge(() => this.#settle());
  }

  /**
   * Makes a call, and answers a `Failure` if it fails: an error that is made by whoever waits
   * has the stack of whoever waits.
   *
   * With a signal the promise is rejected with the signal's reason, and the native half stops
   * waiting: a read ends, a change that is under way lands whole or not at all.
   */
  send<T>(start: (bridge: NativeBridge, call: number) => void, { signal, holds = true }: Waits = {}): Promise<T | Failure> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const call = (this.#calls = (this.#calls + 1) >>> 0);
    return new Promise<T | Failure>((resolve, reject) => {
      start(this.bridge, call);
      if (holds) this.hold();
      if (signal === undefined) {
        this.#waiting.set(call, { resolve: resolve as (answer: unknown) => void, holds });
        return;
      }
      const abort = (): void => {
        this.bridge.cancel(call);
        this.#waiting.delete(call);
        if (holds) this.release();
        reject(signal.reason);
      };
      signal.addEventListener("abort", abort, { once: true });
      const settle = (answer: unknown): void => {
        signal.removeEventListener("abort", abort);
        resolve(answer as T | Failure);
      };
      this.#waiting.set(call, { resolve: settle, holds });
    });
  }

  /** Keeps the process alive until it is released as often. */
  hold(): void {
    this.#holds += 1;
    if (this.#holds > 1) return;
    // The native half alone never keeps a process alive; a timer that is never due does.
    this.#alive ??= setInterval(() => undefined, 0x7fffffff);
    this.#alive.ref();
  }

  /** Lets the process end, as far as this goes. */
  release(): void {
    this.#holds -= 1;
    if (this.#holds === 0) this.#alive?.unref();
  }

  #settle(): void {
    const { calls, failed, answers } = this.bridge.take();
    calls.forEach((call, index) => {
      const waiting = this.#waiting.get(call);
      // One that was given up is not waited for any more.
      if (waiting === undefined) return;
      this.#waiting.delete(call);
      if (waiting.holds) this.release();
      const answer = answers[index];
      waiting.resolve(failed[index] ? new Failure(JSON.parse(answer as string) as FailureParts) : answer);
    });
  }
}

let line: Line | undefined;

/** The line of this thread. The native half is loaded when it is first needed. */
export const theLine = (): Line => (line ??= new Line(load()));

/** Takes another native half: for the tests, before anything is opened. */
export const useNative = (native: Native): void => {
  line = new Line(native);
};
