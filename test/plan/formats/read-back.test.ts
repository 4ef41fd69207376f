// Each format's files are read back by driftcheck's own locator of that tool: they make what the plan's statements make.

import { describe, expect, test } from "vitest";
import type { Catalog } from "../../../src/catalog/catalog.ts";
import { compare } from "../../../src/compare/steps.ts";
import type { PlanFormat } from "../../../src/plan/formats/format.ts";
import { planFormats } from "../../../src/plan/formats/registry.ts";
import { writeDraft } from "../../../src/plan/formats/write.ts";
import type { Plan } from "../../../src/plan/plan.ts";
import { readCatalog } from "../../../src/read-catalog.ts";
import { useFolder } from "../../support/cli.ts";
import { pythonsWith } from "../../support/python.ts";
import { after, example, planOf, withLabel } from "./example.ts";
import { makeProject } from "./projects.ts";

const files = useFolder();
const python = pythonsWith("alembic", "django", "sqlalchemy")[0]?.python;

export const place = { name: "to_declared", now: new Date("2026-11-29T17:15:00Z"), lockTimeout: "3s" };

async function write(format: PlanFormat, path: string, plan: Plan): Promise<string[]> {
  const draft = await format.draft(plan, { ...place, path, ...(python !== undefined && { python }) });
  return writeDraft(draft);
}

async function differences(declared: Catalog, live: Catalog): Promise<string[]> {
  const { drift } = await compare(declared, live);
  return drift.map(({ type, id }) => `${type} ${id}`).filter((text) => !/alembic_version|django_|schema:/.test(text));
}

const readable = planFormats.filter(({ name }) => name !== "sql" && name !== "rails");

describe.each(readable)("$name", (format) => {
  const needsPython = ["alembic", "django"].includes(format.name);
  const read = (path: string) =>
    readCatalog(`${format.name}:${path}`, { timeout: 60, ...(python !== undefined && { python }) });

  test.skipIf(needsPython && python === undefined)("the whole example", async () => {
    const path = await makeProject(files(), format.name);
    const written = await write(format, path, example);
    expect(written.length).toBeGreaterThan(0);
    const declared = await readCatalog(await files().write("declared.sql", after()), { timeout: 60 });
    expect(await differences(declared, await read(path))).toEqual([]);
  });
});

test("sql", async () => {
  const sql = planFormats.find(({ name }) => name === "sql");
  const path = files().at("plan.sql");
  if (sql === undefined) throw new Error("no format sql");
  await write(sql, path, planOf(withLabel));
  expect(await files().read("plan.sql")).toMatchInlineSnapshot(`
    "-- driftcheck plan
    -- live fingerprint: sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    -- proven: 2 of 2 statements; 2 drifts gone, 0 new
    -- declared: declared.sql
    -- live: postgres://localhost/app
    -- run it with: psql -X -v ON_ERROR_STOP=1 -f FILE "$DATABASE_URL"

    -- type:public.state labels
    ALTER TYPE public.state ADD VALUE 'done';

    BEGIN;
    SET LOCAL lock_timeout = '3s';

    -- column:public.orders.state default
    -- lock: ACCESS EXCLUSIVE on public.orders
    ALTER TABLE public.orders ALTER COLUMN state SET DEFAULT 'done'::public.state;

    COMMIT;
    "
  `);
});
