// An audit's JSON as a program reads it, once it is known to be what the published schema says.

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

export const validateAudit = new Ajv2020({
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allErrors: true,
}).compile(
  JSON.parse(readFileSync(new URL("../../src/audit/reporters/audit.schema.json", import.meta.url), "utf8")) as object,
);
