// What the compiler must accept, and what it must refuse. Nothing here runs.

import { InvalidError, NotFoundError, OrgId, TeamId, TenantryError } from "tenantry";
import type { Caller, Cursor, ErrorKind, FeedItem, Principal, Role, Tenant, Tenantry, Team, TeamPage } from "tenantry";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(..._: Same<A, B> extends true ? [] : ["not the same"]): void => undefined;

export const accepted = async (tenantry: Tenantry, caller: Caller, acme: Tenant): Promise<void> => {
  const team = await acme.teams.create({ name: "Research" });
  same<typeof team, Team>();
  same<typeof team.createdAt, Date>();
  same<typeof team.parent, TeamId | undefined>();
  same<typeof team.version, number>();

  // Absent leaves, null clears, a value sets.
  await acme.teams.update({ team: team.id });
  await acme.teams.update({ team: team.id, description: undefined });
  await acme.teams.update({ team: team.id, description: null });
  await acme.teams.update({ team: team.id, description: "", ifVersion: team.version });

  const page = await acme.teams.list().page({ limit: 10 });
  same<typeof page, TeamPage>();
  for await (const listed of acme.teams.list({ top: true })) same<typeof listed, Team>();
  const removed = await acme.teams.delete({ team: team.id });
  same<typeof removed, void>();

  for await (const item of acme.journal.subscribe()) {
    same<typeof item, FeedItem>();
    if (item.kind === "start") same<typeof item.cursor, Cursor>();
    else if (item.kind === "entry") same<typeof item.entry.seq, number>();
    else if (item.kind === "gone") same<typeof item.subject.noun, string>();
  }

  await acme.members.add({ user: (await caller.me.get()).id, role: "admin" }, { idempotencyKey: "once" });
  await acme.teams.get({ team: TeamId("0190") }, { signal: AbortSignal.timeout(1_000) });
  await using _closed = tenantry;
  same<ErrorKind extends string ? true : false, true>();
};

export const refused = async (caller: Caller, acme: Tenant, team: Team): Promise<void> => {
  // @ts-expect-error an id of another kind
  await caller.enter(team.id);
  // @ts-expect-error any text is no id
  await acme.teams.get({ team: "0190" });
  // @ts-expect-error a field that there is not
  await acme.teams.create({ name: "Research", nmae: "Research" });
  // @ts-expect-error a field that must be there
  await acme.teams.create({});
  // @ts-expect-error only what can be cleared is cleared
  await acme.teams.update({ team: team.id, name: null });
  // @ts-expect-error a role that there is not
  await acme.members.add({ user: "0190", role: "god" });
  // @ts-expect-error a read takes no idempotency key
  await acme.teams.get({ team: team.id }, { idempotencyKey: "once" });
  // @ts-expect-error answers are not changed
  team.name = "Mine";
  // @ts-expect-error what is done outside of any organisation
  await acme.keys.create({ name: "key" });
  // @ts-expect-error a moment is a Date
  await caller.keys.create({ name: "key", expiresAt: "2026-01-01T00:00:00Z" });
  // @ts-expect-error a kind that there is not
  const principal: Principal = { kind: "robot", id: "0190" };
  void principal;
};

export const narrowed = (error: unknown, role: Role): string => {
  if (error instanceof NotFoundError) same<typeof error.kind, "not_found">();
  if (error instanceof InvalidError) same<typeof error.fields, TenantryError["fields"]>();
  switch (role) {
    case "owner":
    case "admin":
    case "manager":
      return "runs teams";
    case "member":
    case "viewer":
    case "billing":
      return OrgId("0190");
  }
};
