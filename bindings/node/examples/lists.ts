// Lists: item by item, a page at a time, or all at once.
//
//   npm run build && npx tsc -p test && node dist-test/examples/lists.js

import { Tenantry } from "tenantry";

import { found } from "./found.js";

await using tenantry = await Tenantry.open(":memory:");
const { acme } = await found(tenantry);
for (const name of ["Research", "Sales", "Support"]) await acme.teams.create({ name });

// Item by item: the next page is read when it is needed.
for await (const team of acme.teams.list({ page: { limit: 2 } })) console.log(team.name);

// A page at a time, as a request of a browser would have it.
const first = await acme.teams.list().page({ limit: 2 });
const second = await acme.teams.list().page({ limit: 2, ...(first.next && { cursor: first.next }) });
console.log(first.items.length, second.items.length, second.next);

// All at once, for what is known to be short.
console.log((await acme.roles.list().toArray()).map(({ name }) => name).join(", "));
