// An organisation in a store of its own, for programs that are run as processes.

import { Tenantry } from "tenantry";
import type { OrgId, Tenant } from "tenantry";

/** Makes an organisation with one person, who is inside it. */
export const founded = async (tenantry: Tenantry): Promise<{ acme: Tenant; org: OrgId; key: string }> => {
  const host = await tenantry.system("a test");
  const { id: directory } = await host.directories.create({ name: "People" });
  const person = { username: "ada", email: "ada@example.com", displayName: "Ada" };
  const { id: user } = await host.users.create({ directory, ...person });
  await host.subjects.link({ directory, user, issuer: "app", subject: "ada" });
  const ada = await tenantry.vouch({ directory, issuer: "app", subject: "ada" });
  const { id: org } = await ada.orgs.create({ name: "Acme", slug: "acme" });
  const { secret } = await ada.keys.create({ name: "a test" });
  return { acme: await ada.enter(org), org, key: secret! };
};
