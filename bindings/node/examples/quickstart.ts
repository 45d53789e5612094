// From an empty store to a team, and what went into the journal on the way.
//
//   npm run build && npx tsc -p test && node dist-test/examples/quickstart.js

import { Tenantry } from "tenantry";

await using tenantry = await Tenantry.open(":memory:");

// The product itself sets up a directory of people, and says why.
const host = await tenantry.system("the first start");
const people = await host.directories.create({ name: "People" });
const ada = await host.users.create({
  directory: people.id,
  username: "ada",
  email: "ada@example.com",
  displayName: "Ada",
  subject: { issuer: "app", subject: "42" },
});

// Its own sign-in has checked who this is.
const caller = await tenantry.vouch({ directory: people.id, issuer: "app", subject: "42" });
const org = await caller.orgs.create({ name: "Acme", slug: "acme" });
const acme = await caller.enter(org.id);

const team = await acme.teams.create({ name: "Research" });
console.log(`${team.name} of ${ada.displayName}, since ${team.createdAt.toISOString().slice(0, 4)}`);

const { items } = await acme.journal.list();
console.log(items.map(({ operation }) => operation).join(", "));
