// The published JSON Schema of a fleet's report is what its types say, and what the package gives under its name.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listNames } from "../../src/fleet/record.ts";
import { fleetSchema } from "./fleet-schema.ts";

const root = join(import.meta.dirname, "../..");
const file = join(root, "src/reporters/fleet/fleet-report.schema.json");

test("fleet-report.schema.json follows that of a check", () => {
  const wanted = `${JSON.stringify(fleetSchema(), null, 2)}\n`;
  if (process.env.UPDATE_SCHEMAS) writeFileSync(file, wanted);
  expect(readFileSync(file, "utf8")).toBe(wanted);
  expect(Object.keys((fleetSchema() as { properties: object }).properties)).toEqual(
    expect.arrayContaining([...listNames]),
  );
});

test("the package gives it", () => {
  expect(existsSync(createRequire(join(root, "package.json")).resolve("driftcheck/fleet-report.schema.json"))).toBe(
    true,
  );
});
