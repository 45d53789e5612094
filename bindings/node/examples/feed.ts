// The live feed: replayed from a cursor, then followed, until the loop is left.
//
//   npm run build && npx tsc -p test && node dist-test/examples/feed.js

import { Tenantry } from "tenantry";

import { found } from "./found.js";

await using tenantry = await Tenantry.open(":memory:");
const { acme } = await found(tenantry);

// Every list says where the feed continues from what it shows.
const { items, feed: cursor } = await acme.teams.list().page();
console.log(`${items.length} teams so far`);

await acme.teams.create({ name: "Research" });
await acme.teams.create({ name: "Sales" });

let heard = 0;
// A feed alone does not keep a program alive; `ref()` says that this one lives for it.
const feed = acme.journal.subscribe({ after: cursor }).ref();
for await (const item of feed) {
  switch (item.kind) {
    case "start":
      console.log("what happens from now on");
      break;
    case "entry":
      console.log(item.entry.operation, item.entry.body["name"] ?? "");
      break;
    case "gone":
      console.log(`${item.subject.noun} is out of sight`);
      break;
    case "resync":
      console.log("read the data anew");
      break;
  }
  heard += 1;
  if (heard === 2) break;
}
