// Each class finds its example and not its near miss. PostgreSQL judges both.

import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AuditClass } from "../../../src/audit/classes/class.ts";
import { meaningClasses } from "../../../src/audit/classes/meaning/registry.ts";
import { refusalClasses } from "../../../src/audit/classes/refused/registry.ts";
import { SchemaDatabase } from "../../../src/audit/judge/database.ts";
import { judgeStatements } from "../../../src/audit/judge/judge.ts";
import { statementOf } from "../statements.ts";

const classes: readonly AuditClass[] = [...refusalClasses, ...meaningClasses];
let database: SchemaDatabase;

beforeAll(async () => {
  database = await SchemaDatabase.open({ locator: join(import.meta.dirname, "schema.sql") });
});
afterAll(() => database.close());

const judge = async (sql: string) => (await judgeStatements([statementOf(sql)], database)).findings;

test.each(classes)("$name finds its example", async ({ name, severity, example }) => {
  const found = await judge(example);
  expect(found.filter((finding) => finding.class === name)).toMatchObject([{ severity }]);
});

test.each(classes)("$name leaves its near miss", async ({ name, nearMiss }) => {
  const found = await judge(nearMiss);
  expect(found.filter((finding) => finding.class === name || finding.severity === "blocker")).toEqual([]);
});
