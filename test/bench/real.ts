// The schemas beside the project, live against their own snapshots next to pg_dump: the corpus' largest dump, and the synthetic
// one of gen_synth.py, which has some of everything that a schema can have.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { splitScript } from "../../src/scripts/psql-script.ts";
import { query } from "../support/servers/query.ts";
import type { Server } from "../support/servers.ts";
import { inWorkspace } from "./driftcheck.ts";
import { synthetic } from "./options.ts";
import { type Measured, measureDatabase } from "./server.ts";
import { count, medians, megabytes, printTable, quotient, ratio, seconds, times } from "./table.ts";

const MEGABYTES = 2 ** 20;
const AT_ONCE = 200;

interface Schema {
  readonly name: string;
  readonly goal: string;
  readonly sql: () => Promise<string>;
}

function schemasIn(shared: string): Schema[] {
  const [dump, generator] = [join(shared, "corpus", "dumps", "gitlab.sql"), join(shared, "perf", "gen_synth.py")];
  const ofDump = { name: "gitlab.sql", goal: "0.45", sql: () => readFile(dump, "utf8") };
  const goals: Readonly<Record<number, string>> = { 1000: "0.90", 10000: "0.65, under 400 MB" };
  const generated = synthetic().map((tables) => ({
    name: `gen_synth.py ${tables}`,
    goal: goals[tables] ?? "",
    sql: async () => {
      const options = { maxBuffer: 100 * MEGABYTES };
      return (await promisify(execFile)("python3", [generator, String(tables)], options)).stdout;
    },
  }));
  return [...(existsSync(dump) ? [ofDump] : []), ...(existsSync(generator) ? generated : [])];
}

export async function measureReal(server: Server, shared: string): Promise<Measured[]> {
  const measured: (readonly [Schema, Measured])[] = [];
  for (const [at, schema] of schemasIn(shared).entries()) {
    const url = await server.createDatabase(`bench_real_${at}`);
    const statements = splitScript(await schema.sql(), schema.name).map(({ sql }) => sql);
    // Each batch is a transaction: the locks of all tables together would be too many.
    for (let from = 0; from < statements.length; from += AT_ONCE)
      await query(url, statements.slice(from, from + AT_ONCE).join(";\n"));
    const [{ tables = 0 } = {}] = await query<{ tables: number }>(
      url,
      "SELECT count(*)::int AS tables FROM pg_class WHERE relkind IN ('r', 'p') AND oid >= 16384",
    );
    const one = await inWorkspace((workspace) =>
      measureDatabase({ server, url, tables, state: "as loaded", workspace }),
    );
    measured.push([schema, one]);
  }
  printTable(
    "### Schemas of others, live against a snapshot, whole process",
    ["schema", "tables", "driftcheck wall", "cpu", "peak", "pg_dump wall", "cpu", "ratio", "cpu", "goal"],
    measured.map(([schema, { tables, checks, dumps }]) => {
      const [check, dump] = [medians(checks), medians(dumps)];
      return [
        ...[schema.name, count(tables), seconds(check.wallMs), seconds(check.cpuMs), megabytes(check.peakMb)],
        ...[seconds(dump.wallMs), seconds(dump.cpuMs), times(ratio(checks, dumps))],
        ...[times(quotient(check.cpuMs, dump.cpuMs)), schema.goal],
      ];
    }),
  );
  return measured.map(([, each]) => each);
}
