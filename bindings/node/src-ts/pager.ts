// Lists, page by page or item by item.

import type { CallOptions, Door } from "./door.js";
import type { PageInput } from "./generated/types.js";
import type { Wire } from "./words.js";

/** A page, as far as turning it takes. */
export interface AnyPage<Item> {
  /** The items. */
  readonly items: readonly Item[];
  /** Where the next page is; absent on the last. */
  readonly next?: string | undefined;
}

/**
 * A list that is read when it is asked for: item by item with `for await`, or a page at a time.
 *
 * ```ts
 * for await (const team of acme.teams.list()) console.log(team.name);
 * const { items, next } = await acme.teams.list().page({ limit: 20 });
 * ```
 */
export class Pager<Item, Page extends AnyPage<Item>> implements AsyncIterable<Item> {
  readonly #door: Door;
  readonly #operation: string;
  readonly #write: (page?: PageInput) => unknown;
  readonly #read: (wire: Wire) => Page;
  readonly #options: CallOptions | undefined;

  /** @internal */
  constructor(
    door: Door,
    operation: string,
    write: (page?: PageInput) => unknown,
    read: (wire: Wire) => Page,
    options?: CallOptions,
  ) {
    this.#door = door;
    this.#operation = operation;
    this.#write = write;
    this.#read = read;
    this.#options = options;
  }

  /** One page: the first, or the one at a `cursor` that an earlier page told as `next`. */
  page(page?: PageInput): Promise<Page> {
    return this.#door.call(this.#operation, this.#write, page, this.#read, this.#options);
  }

  /** The pages, one after the other. */
  async *pages(): AsyncGenerator<Page, void, undefined> {
    let page = await this.page();
    yield page;
    while (page.next !== undefined) {
      page = await this.page({ cursor: page.next });
      yield page;
    }
  }

  /** The items of all pages. The next page is read when it is needed. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const page of this.pages()) yield* page.items;
  }

  /** All items at once, for lists that are known to be short. */
  async toArray(): Promise<Item[]> {
    const items: Item[] = [];
    for await (const page of this.pages()) items.push(...page.items);
    return items;
  }
}

/** An input that says which page is wanted. */
export interface Paged {
  /** Which part of the list. */
  readonly page?: PageInput | undefined;
}

/** An input that asks for another page. What it says of pages itself stands where the page does not. */
export const withPage = <Input extends Paged>(input: Input, page?: PageInput): Input =>
  page === undefined ? input : { ...input, page: { ...input.page, ...page } };
