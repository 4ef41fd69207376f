// What each tool's record looks like after a stamp: the rows, and the table as the tool itself would have made it.

import { createHash } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { flywayChecksum } from "../../src/migrations/flyway/checksum.ts";
import { crc32 } from "../../src/migrations/flyway/crc32.ts";
import { partsOf } from "../../src/migrations/flyway/stamper.ts";
import { migrationTools } from "../../src/migrations/registry.ts";
import { driftcheck, useFolder } from "../support/cli.ts";
import { sample } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";
import { migrations, model, projects, writeModel } from "./projects.ts";

const folder = useFolder();
beforeAll(async () => {
  await writeModel(folder());
  for (const [tool, write] of Object.entries(projects)) await write(folder(), tool);
});

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const [first, second] = migrations.map(({ sql }) => sql) as [string, string];

/** The columns whose values do not differ from run to run, and what they are. */
const rows: Readonly<Record<string, { readonly table: string; readonly asked: string; readonly rows: object[] }>> = {
  "golang-migrate": { table: "schema_migrations", asked: "*", rows: [{ version: "2", dirty: false }] },
  goose: {
    table: "goose_db_version",
    asked: "id, version_id, is_applied, tstamp IS NOT NULL AS dated",
    rows: [0, 1, 2].map((at) => ({ id: at + 1, version_id: String(at), is_applied: true, dated: true })),
  },
  dbmate: {
    table: "schema_migrations",
    asked: "*",
    rows: [{ version: "20240101000001" }, { version: "20240101000002" }],
  },
  flyway: {
    table: "flyway_schema_history",
    asked: "installed_rank, version, description, type, script, checksum, installed_by, success",
    rows: [["1", "users", "V1__users.sql", first] as const, ["2", "by email", "V2__by_email.sql", second] as const].map(
      ([version, description, script, sql], at) => ({
        installed_rank: at + 1,
        version,
        description,
        type: "SQL",
        script,
        checksum: flywayChecksum(sql),
        installed_by: "postgres",
        success: true,
      }),
    ),
  },
  prisma: {
    table: "_prisma_migrations",
    asked: `migration_name, checksum, length(id) AS id, finished_at >= started_at AS finished, rolled_back_at, logs, applied_steps_count`,
    rows: [["20240101000001_users", first] as const, ["20240101000002_by_email", second] as const].map(
      ([migration_name, sql]) => ({
        migration_name,
        checksum: sha256(sql),
        id: 36,
        finished: true,
        rolled_back_at: null,
        logs: null,
        applied_steps_count: 0,
      }),
    ),
  },
  drizzle: {
    table: "drizzle.__drizzle_migrations",
    asked: "*",
    rows: [
      { id: 1, hash: sha256(first), created_at: "1700000000000" },
      { id: 2, hash: sha256(second), created_at: "1700000100000" },
    ],
  },
};

it("Flyway's checksum is that of its lines", () => {
  // As zlib's, of which this is the known value.
  expect(crc32(Buffer.from("123456789"))).toBe(0xcbf43926);
  expect(flywayChecksum("12345\r\n678\r9\n")).toBe(0xcbf43926 | 0);
  expect(partsOf("V1_2__Add_users.sql")).toEqual({ version: "1.2", description: "Add users", type: "SQL" });
  expect(partsOf("R__views.sql")).toEqual({ version: undefined, description: "views", type: "SQL" });
  expect(() => partsOf("V1__Code.java")).toThrow("is not an SQL migration");
});

describeWithServer(18, (server) => {
  it.each(sample(Object.keys(rows), 3))("%s", async (tool) => {
    const live = await server().createDatabase();
    await query(live, model);
    const { table = "", asked = "", rows: wanted } = rows[tool] ?? {};
    const run = (...args: readonly string[]) => driftcheck(args, { cwd: folder().path });
    const attestation = ["--attestation", `${tool}.yaml`];
    const declared = ["--declared", "model.yaml", "--tool", tool, "--migrations", tool];
    expect(await run("stamp", "--live", live, ...declared, ...attestation)).toMatchObject({ code: 0, stderr: "" });
    expect(await query(live, `SELECT ${asked} FROM ${table} ORDER BY 1`)).toEqual(wanted);
    expect((await run("stamp", "--live", live, ...declared)).stdout).toMatch(/^Already stamped/);
    // The next check knows the table as the tool's, and finds nothing pending.
    const checked = await run("check", "--live", live, "--declared", `${tool}:${tool}`);
    expect(checked).toMatchObject({ code: 0, stderr: "" });
    expect(checked.stdout).toContain("no migration is pending");
    // From an ancestor on: only what is missing is added.
    const early = await server().createDatabase();
    await query(early, model);
    const ancestor = await run(
      "stamp",
      "--live",
      early,
      "--declared",
      `${tool}:${tool}`,
      "--force",
      "--attestation",
      `${tool}-early.yaml`,
      "--revision",
      await firstId(tool),
    );
    expect(ancestor).toMatchObject({ code: 0, stderr: "" });
    expect(await run("stamp", "--live", early, ...declared, "--attestation", `${tool}-early.yaml`)).toMatchObject({
      code: 0,
      stderr: "",
    });
    expect(await query(early, `SELECT ${asked} FROM ${table} ORDER BY 1`)).toEqual(wanted);
    expect(
      (await run("stamp", "--live", early, ...declared, "--attestation", `${tool}-early.yaml`, "--purge")).code,
    ).toBe(0);
  });
});

async function firstId(tool: string): Promise<string> {
  const found = migrationTools.find(({ name }) => name === tool);
  const { revisions } = (await found?.history(folder().at(tool), {})) ?? { revisions: [] };
  return revisions[0]?.id ?? "";
}
