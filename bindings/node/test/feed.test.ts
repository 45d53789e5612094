// The live feed as an async iterator.

import assert from "node:assert/strict";
import test, { afterEach, beforeEach, suite } from "node:test";

import type { FeedItem } from "tenantry";

import { Held, world } from "./harness.js";
import type { World } from "./harness.js";

const operationOf = (item: FeedItem): string => (item.kind === "entry" ? item.entry.operation : item.kind);

await suite("feed", async () => {
  let given: World;

  beforeEach(async () => {
    given = await world(await new Held().open());
  });

  afterEach(async () => {
    await given.tenantry.close();
  });

  await test("it replays from a cursor and then follows", async () => {
    const { acme } = given;
    const { cursor } = await acme.journal.list({ limit: 200 });
    await acme.teams.create({ name: "Before" });
    const heard: string[] = [];
    for await (const item of acme.journal.subscribe({ after: cursor }).ref()) {
      assert.ok(item.kind === "entry");
      assert.ok(item.entry.at instanceof Date);
      heard.push(operationOf(item));
      if (heard.length === 1) await acme.teams.create({ name: "After" });
      if (heard.length === 2) break;
    }
    assert.deepEqual(heard, ["teams.create", "teams.create"]);
  });

  await test("nothing is lost, doubled or out of order over many batches and resumptions", async () => {
    const { acme } = given;
    let { cursor } = await acme.journal.list({ limit: 200 });
    const first = (await acme.journal.list({ limit: 200 })).items.length;
    const creating = Promise.all(Array.from({ length: 500 }, (_, i) => acme.teams.create({ name: `Team ${i}` })));
    const heard: number[] = [];
    while (heard.length < 500) {
      let taken = 0;
      for await (const item of acme.journal.subscribe({ after: cursor }).ref()) {
        assert.ok(item.kind === "entry");
        heard.push(item.entry.seq);
        cursor = item.entry.cursor;
        taken += 1;
        if (taken === 97 || heard.length === 500) break;
      }
    }
    await creating;
    assert.deepEqual(heard, Array.from({ length: 500 }, (_, i) => first + 1 + i));
  });

  await test("several wait for the next item in order", async () => {
    const { acme } = given;
    const { cursor } = await acme.journal.list({ limit: 200 });
    await using feed = acme.journal.subscribe({ after: cursor }).ref();
    const waiting = [feed.next(), feed.next(), feed.next()];
    for (const name of ["A", "B", "C"]) await acme.teams.create({ name });
    const seqs = (await Promise.all(waiting)).map(({ value }) => (value?.kind === "entry" ? value.entry.seq : 0));
    assert.deepEqual(seqs, [...seqs].sort((a, b) => a - b));
    assert.equal(new Set(seqs).size, 3);
  });

  await test("closing ends whoever waits", async () => {
    const feed = given.acme.journal.subscribe().ref();
    assert.equal((await feed.next()).value?.kind, "start");
    const waiting = feed.next();
    await feed.close();
    assert.deepEqual(await waiting, { done: true, value: undefined });
    assert.deepEqual(await feed.next(), { done: true, value: undefined });
  });

  await test("a feed without a cursor says where it starts", async () => {
    const { acme } = given;
    const feed = acme.journal.subscribe().ref();
    const { value } = await feed.next();
    await feed.close();
    assert.ok(value?.kind === "start");
    await acme.teams.create({ name: "Between" });
    await using resumed = acme.journal.subscribe({ after: value.cursor }).ref();
    const item = (await resumed.next()).value;
    assert.ok(item?.kind === "entry");
    assert.equal(item.entry.body["name"], "Between");
  });

  await test("a cursor of another journal is answered with one resync", async () => {
    const other = await world(await new Held().open());
    await other.acme.teams.create({ name: "Elsewhere" });
    const feed = given.acme.journal.subscribe({ after: "1-0123456789abcdef" as never }).ref();
    const { value } = await feed.next();
    assert.equal(value?.kind, "resync");
    await feed.close();
    await other.tenantry.close();
  });

  await test("a refusal to open ends the loop with a typed error", async () => {
    const feed = given.acme.journal.subscribe({ after: "nonsense" as never });
    await assert.rejects(feed.next(), { name: "InvalidError", code: "invalid" });
    assert.deepEqual(await feed.next(), { done: true, value: undefined });
  });
});
