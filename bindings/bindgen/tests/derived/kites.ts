// What a product writes on rooms that there are not: all of it is accepted but what is marked.
// Nothing here runs.

import type { Amount, Caller, FlownKite, Kite, KiteId, Tenant, Tenantry, Tether } from "./src-ts/index.js";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(..._: Same<A, B> extends true ? [] : ["not the same"]): void => undefined;

export const accepted = async (tenantry: Tenantry, caller: Caller, acme: Tenant): Promise<void> => {
  const tether: Tether = { kind: "reel", deposit: "20", lineMetres: 40 };
  const flown = await acme.kites.create({ colour: "red", price: "12.5", ribbons: { red: 3 }, tether });
  same<typeof flown, FlownKite>();
  same<typeof flown.secret, string | undefined>();
  await acme.kites.create({ colour: "red", price: "0.000000001" }, { idempotencyKey: "once" });

  const kite: Kite = await acme.kites.get({ kite: flown.kite.id });
  same<typeof kite.id, KiteId>();
  same<typeof kite.price, Amount>();
  same<Amount, string>();
  same<typeof kite.repairs, Readonly<Record<string, Amount>>>();
  same<typeof kite.since, Date>();
  const held = kite.tether;
  if (held?.kind === "reel") same<typeof held.deposit, Amount>();

  await acme.kites.update({ kite: kite.id });
  await acme.kites.update({ kite: kite.id, price: "13", tail: { bows: 3, sewnAt: new Date() }, ifVersion: 1 });
  await acme.kites.update({ kite: kite.id, colour: null, price: null, tail: null });
  for await (const listed of acme.kites.list({ priceMax: kite.price, prices: ["1", "2"] })) same<typeof listed, Kite>();
  for await (const seen of acme.kites.watch()) same<typeof seen, Kite>();
  const cut = await acme.kites.cut({ kite: kite.id });
  same<typeof cut, void>();
  same<Awaited<ReturnType<typeof caller.strings.list>>, Kite>();
  await tenantry.winds.ask({ height: 100 });
};

export const refused = async (acme: Tenant, kite: Kite): Promise<void> => {
  // @ts-expect-error a number has rounded the amount before anybody sees it
  await acme.kites.create({ colour: "red", price: 12.5 });
  // @ts-expect-error what a map holds has a type
  await acme.kites.create({ colour: "red", price: "1", ribbons: { red: "3" } });
  // @ts-expect-error each variant has fields of its own
  await acme.kites.create({ colour: "red", price: "1", tether: { kind: "hand", deposit: "1" } });
  // @ts-expect-error a struct within a patch is whole
  await acme.kites.update({ kite: kite.id, tail: {} });
  // @ts-expect-error only what can be cleared is cleared
  await acme.kites.list({ priceMax: null });
};
