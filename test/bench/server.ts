// A live server against its own snapshot, next to pg_dump of the same database: the two in turn, at each size,
// right after loading (as in CI) and again once the catalogs are analyzed, as the server plans both programs' queries by that.

import { stat } from "node:fs/promises";
import { join } from "node:path";
import { escapeIdentifier } from "pg";
import { findPgDump } from "../support/servers/pg-dump.ts";
import { query } from "../support/servers/query.ts";
import type { Server } from "../support/servers.ts";
import { driftcheck, inWorkspace, type Workspace } from "./driftcheck.ts";
import { type Command, measure, type Usage } from "./measure.ts";
import { runs } from "./options.ts";
import { analyzeCatalogs, loadTables } from "./schema.ts";
import { type StageRow, stageRow } from "./stage-table.ts";
import { count, medians, megabytes, print, printTable, progress, ratio, seconds, times } from "./table.ts";

type State = "as loaded" | "analyzed";

export interface Measured {
  readonly tables: number;
  readonly state: State;
  readonly snapshotMb: number;
  readonly checks: readonly Usage[];
  /** Empty where there is no pg_dump. */
  readonly dumps: readonly Usage[];
  readonly stages: StageRow;
}

export async function measureServer(server: Server, tables: number): Promise<Measured[]> {
  const name = `bench_${tables}`;
  const url = await server.createDatabase(name);
  const start = performance.now();
  await loadTables(url, tables);
  progress(`${count(tables)} tables made in ${seconds(performance.now() - start)}`);
  const loaded = await inWorkspace((workspace) =>
    measureDatabase({ server, url, tables, state: "as loaded", workspace }),
  );
  await analyzeCatalogs(url);
  const analyzed = await inWorkspace((workspace) =>
    measureDatabase({ server, url, tables, state: "analyzed", workspace }),
  );
  // A large database would push the next one out of the machine's memory.
  await query(server.url, `DROP DATABASE ${escapeIdentifier(name)}`);
  return [loaded, analyzed];
}

interface Database {
  readonly server: Server;
  readonly url: string;
  readonly tables: number;
  readonly state: State;
  readonly workspace: Workspace;
}

/** The two in turn, as often as its size allows. */
export async function measureDatabase({ server, url, tables, state, workspace }: Database): Promise<Measured> {
  const snapshot = join(workspace.folder, "snapshot.yaml");
  await measure(driftcheck(workspace, ["snapshot", "--from", url, "--out", snapshot], [0]));
  const check = driftcheck(workspace, ["--declared", snapshot, "--live", url], [0]);
  const program = await findPgDump(server.major);
  const args = ["--schema-only", `--dbname=${url}`];
  const dump: Command | undefined =
    program === undefined ? undefined : { program, args, cwd: workspace.folder, exits: [0] };
  const [checks, dumps]: [Usage[], Usage[]] = [[], []];
  for (let run = 0; run < runs(tables); run++) {
    checks.push(await measure(check));
    if (dump) dumps.push(await measure(dump));
  }
  const name = `${count(tables)} tables, ${state}`;
  progress(`${name}: ${checks.length} checks, ${dumps.length} dumps`);
  const stages = await stageRow(name, workspace, [snapshot, url], runs(tables));
  return { tables, state, snapshotMb: (await stat(snapshot)).size / 1e6, checks, dumps, stages };
}

export function printServers(measured: readonly Measured[]): void {
  const head = [
    "tables",
    "catalogs",
    "snapshot",
    "driftcheck wall",
    "cpu",
    "peak",
    "pg_dump wall",
    "cpu",
    "ratio",
    "growth",
  ];
  const rows = measured.map((each) => {
    const [check, dump] = [medians(each.checks), medians(each.dumps)];
    const before = measured.findLast(({ tables, state }) => state === each.state && tables < each.tables);
    const growth = before && (check.wallMs ?? 0) / (medians(before.checks).wallMs ?? 0);
    return [
      count(each.tables),
      each.state,
      megabytes(each.snapshotMb),
      ...[seconds(check.wallMs), seconds(check.cpuMs), megabytes(check.peakMb)],
      ...[seconds(dump.wallMs), seconds(dump.cpuMs)],
      ...[times(ratio(each.checks, each.dumps)), times(growth)],
    ];
  });
  printTable("### A live server against a snapshot, whole process", head, rows);
  if (measured.some(({ dumps }) => dumps.length === 0)) print("No pg_dump that can read this server: no ratio.");
  print(
    "Marks: at 1,000 tables a ratio under 0.60 and a peak under 200 MB; ten times the tables at most 12 times the time.",
  );
}
