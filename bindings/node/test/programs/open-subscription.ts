// Has heard one thing, waits for another, and is done.

import { Tenantry } from "tenantry";

import { founded } from "./world.js";

const { acme } = await founded(await Tenantry.open(":memory:"));
const { cursor } = await acme.journal.list();
const feed = acme.journal.subscribe({ after: cursor }).ref();
const heard = feed.next();
await acme.teams.create({ name: "Research" });
await heard;
console.log("one");
feed.unref();
void feed.next().then(() => console.log("two"));
console.log("done");
