// Lives as long as its subscription.

import { Tenantry } from "tenantry";

import { founded } from "./world.js";

const { acme } = await founded(await Tenantry.open(":memory:"));
const { cursor } = await acme.journal.list();
const feed = acme.journal.subscribe({ after: cursor }).ref();
setTimeout(() => void acme.teams.create({ name: "Research" }), 50).unref();
for await (const item of feed) {
  console.log("heard", item.kind === "entry" ? item.entry.operation : item.kind);
  break;
}
console.log("closed");
