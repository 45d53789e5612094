// Waits for nothing but the call.

import { Tenantry } from "tenantry";

import { founded } from "./world.js";

const { acme } = await founded(await Tenantry.open(":memory:"));
void acme.teams.create({ name: "Research" }).then(({ name }) => console.log(name));
