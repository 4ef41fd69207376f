// The JSON report as a program reads it, once it is known to be what the published schema says.

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";
import type { Report } from "../../src/reporters/reporter.ts";

export const schema: unknown = JSON.parse(
  readFileSync(new URL("../../src/reporters/report.schema.json", import.meta.url), "utf8"),
);

export const validate = new Ajv2020({
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allErrors: true,
}).compile(schema as object);

export function reportOf(text: string): Report {
  const report: unknown = JSON.parse(text);
  expect(validate(report) ? [] : validate.errors).toEqual([]);
  return report as Report;
}
