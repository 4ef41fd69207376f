// What the rules cost where much differs: the corpus' largest dump on a server, changed as pgloader changes a schema until
// thousands of differences are there, against its own snapshot from before.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { query } from "../support/servers/query.ts";
import type { Server } from "../support/servers.ts";
import { driftcheck, forgetCatalogs, inWorkspace, stagesOf, type Workspace } from "./driftcheck.ts";
import { measure } from "./measure.ts";
import { runs } from "./options.ts";
import { median, milliseconds, printTable, seconds } from "./table.ts";

/** Each a way in which pgloader leaves a schema, as a query of statements, and how many of them run. Some are refused. */
const CHANGES: readonly (readonly [statements: string, count: number])[] = [
  [
    `SELECT format('ALTER INDEX %I.%I RENAME TO %I', n.nspname, c.relname, left('idx_' || (c.oid) || '_' || c.relname, 63))
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'i' AND NOT c.relispartition AND n.nspname = 'public' ORDER BY c.relname COLLATE "C"`,
    2600,
  ],
  [columns("ALTER COLUMN %I TYPE timestamptz", "a.atttypid = 'timestamp'::regtype"), 1200],
  [columns("ALTER COLUMN %I TYPE bigint", "a.atttypid = 'integer'::regtype"), 1000],
  [columns("ALTER COLUMN %I TYPE numeric", "a.atttypid = 'smallint'::regtype"), 100],
  [
    columns(
      "ALTER COLUMN %I SET DEFAULT NULL",
      "NOT a.atthasdef AND NOT a.attnotnull AND a.atttypid = 'text'::regtype",
    ),
    800,
  ],
  [columns("ALTER COLUMN %I DROP NOT NULL", "a.attnotnull AND a.attnum > 3"), 1200],
  [columns("DROP COLUMN %I", "a.attnum > 4 AND NOT a.attnotnull AND a.atttypid = 'jsonb'::regtype"), 100],
];

function columns(change: string, where: string): string {
  return `SELECT format('ALTER TABLE %I.%I ${change}', n.nspname, c.relname, a.attname)
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND NOT c.relispartition AND n.nspname = 'public' AND a.attnum > 0 AND NOT a.attisdropped
     AND ${where} ORDER BY md5(c.relname || a.attname)`;
}

/** @returns false where the dump is not here */
export async function measureDrifted(server: Server, shared: string | undefined): Promise<boolean> {
  const dump = join(shared ?? "", "corpus", "dumps", "gitlab.sql");
  if (shared === undefined || !existsSync(dump)) return false;
  const url = await server.createDatabase("bench_drifted");
  // psql's own commands in the dump are no SQL.
  await query(url, (await readFile(dump, "utf8")).replace(/^\\.*$/gm, ""));
  await inWorkspace(async (workspace) => {
    const snapshot = join(workspace.folder, "snapshot.yaml");
    await measure(driftcheck(workspace, ["snapshot", "--from", url, "--out", snapshot], [0]));
    await query(url, CHANGES.map(([statements, count]) => run(statements, count)).join(";\n"));
    const title =
      "### Rules, where much differs (whole process; rules: the preset read and applied, losses and half-migrated schemas told)";
    printTable(
      title,
      ["declared", "live", "differences", "noise", "check", "rules", "share", "mark"],
      [
        await row(["gitlab.sql", "a server", dump, url], workspace, "under 10 %"),
        await row(["its snapshot", "a server", snapshot, url], workspace, ""),
      ],
    );
  });
  return true;
}

async function row(
  [declared, live, ...locators]: readonly [string, string, string, string],
  workspace: Workspace,
  mark: string,
): Promise<string[]> {
  const check = driftcheck(workspace, ["--declared", locators[0], "--live", locators[1], "--reporter", "json"], [1]);
  const walls: (number | undefined)[] = [];
  const stages: Readonly<Record<string, number | undefined>>[] = [];
  for (let each = 0; each < runs(); each++) {
    await forgetCatalogs(workspace);
    walls.push((await measure(check)).wallMs);
    stages.push(await stagesOf(workspace, locators));
  }
  const of = (stage: string) => median(stages.map((each) => each[stage]));
  const [wall, rules] = [median(walls), of("rules") ?? 0];
  const share = wall === undefined ? "–" : `${((100 * rules) / wall).toFixed(1)} %`;
  const counts = [String(of("differences")), String(of("noise"))];
  return [declared, live, ...counts, seconds(wall), milliseconds(rules), share, mark];
}

/** What a view or a partition key stands in the way of is left as it is. */
function run(statements: string, count: number): string {
  return `DO $do$ DECLARE statement text; done int := 0; BEGIN
    FOR statement IN ${statements} LOOP
      BEGIN EXECUTE statement; done := done + 1; EXCEPTION WHEN OTHERS THEN NULL; END;
      EXIT WHEN done = ${count};
    END LOOP; END $do$`;
}
