// Downloads a file, and keeps it if it is the one that is meant.
//
//   node xtask/scripts/download.mjs <address> <integrity> <place>

import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";

const [address, integrity, place] = process.argv.slice(2);
const answer = await fetch(address);
if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
const bytes = Buffer.from(await answer.arrayBuffer());
const found = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
if (found !== integrity) throw new Error(`${address} is ${found}, not ${integrity}`);
writeFileSync(place, bytes);
