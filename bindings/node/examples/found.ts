// What the other examples begin with: an organisation, and a caller inside it.

import type { Caller, Tenant, Tenantry } from "tenantry";

/** Founds Acme, with one person. */
export const found = async (tenantry: Tenantry): Promise<{ caller: Caller; acme: Tenant }> => {
  const host = await tenantry.system("an example");
  const { id: directory } = await host.directories.create({ name: "People" });
  const proof = { issuer: "app", subject: "42" };
  const person = { username: "ada", email: "ada@example.com", displayName: "Ada" };
  await host.users.create({ directory, ...person, subject: proof });
  const caller = await tenantry.vouch({ directory, ...proof });
  const org = await caller.orgs.create({ name: "Acme", slug: "acme" });
  return { caller, acme: await caller.enter(org.id) };
};
