// A real dump of some 62 tables against its own snapshot, with the embedded PostgreSQL's data directory in the cache.

import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { driftcheck, forgetCatalogs, inWorkspace, type Workspace } from "./driftcheck.ts";
import { measure, type Usage } from "./measure.ts";
import { runs } from "./options.ts";
import { type StageRow, stageRow } from "./stage-table.ts";
import { medians, megabytes, printTable, seconds } from "./table.ts";

const TABLES = 62;

interface Dump {
  readonly file: string;
  readonly tables: number;
}

/** @returns the stages; undefined where no dump can be restored */
export function measureDump(shared: string): Promise<StageRow | undefined> {
  return inWorkspace(async (workspace) => {
    const snapshot = join(workspace.folder, "snapshot.yaml");
    const dump = await restorable(await dumpsBySize(join(shared, "corpus", "dumps")), snapshot, workspace);
    if (dump === undefined) return undefined;
    const usages: Usage[] = [];
    const check = driftcheck(workspace, ["--declared", snapshot, "--live", dump.file], [0]);
    for (let run = 0; run < runs(); run++) {
      await forgetCatalogs(workspace);
      usages.push(await measure(check));
    }
    const { wallMs, cpuMs, peakMb } = medians(usages);
    const name = `${basename(dump.file)}, ${dump.tables} tables`;
    const row = [name, seconds(wallMs), seconds(cpuMs), megabytes(peakMb), "some 1.1 s at 62 tables"];
    printTable("### A dump against a snapshot, whole process", ["dump", "wall", "cpu", "peak", "mark"], [row]);
    return stageRow(name, workspace, [snapshot, dump.file], runs());
  });
}

/** Those of about 62 tables first. */
async function dumpsBySize(folder: string): Promise<Dump[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).map((name) => join(folder, name));
  const dumps = await Promise.all(
    files.map(async (file) => ({ file, tables: tablesIn(await readFile(file, "utf8")) })),
  );
  const distance = ({ tables }: Dump) => Math.abs(tables - TABLES);
  return dumps.sort((a, b) => distance(a) - distance(b));
}

const tablesIn = (sql: string) => sql.match(/^CREATE (UNLOGGED )?TABLE /gm)?.length ?? 0;

/** The first that PGlite takes, some needing extensions that it has not; its snapshot is left in the file. */
async function restorable(dumps: readonly Dump[], snapshot: string, workspace: Workspace): Promise<Dump | undefined> {
  for (const dump of dumps) {
    await measure(driftcheck(workspace, ["snapshot", "--from", dump.file, "--out", snapshot], [0, 2]));
    if (existsSync(snapshot)) return dump;
  }
  return undefined;
}
