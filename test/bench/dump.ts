// Real dumps against their own snapshots: restored (cold), and remembered (warm). One of some 62 tables beside a bare node, and the
// corpus' largest beside psql, which restores it into a server.

import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Server } from "../support/servers.ts";
import { driftcheck, forgetCatalogs, inWorkspace, node, type Workspace } from "./driftcheck.ts";
import { type Command, measure, type Usage } from "./measure.ts";
import { runs } from "./options.ts";
import { type StageRow, stageRow } from "./stage-table.ts";
import { medians, megabytes, printTable, ratio, seconds, times } from "./table.ts";

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
    const name = `${basename(dump.file)}, ${dump.tables} tables`;
    const measured = await inTurn(workspace, snapshot, dump.file, async () => measure(node(["-e", "0"])));
    printInTurn(name, measured, "node -e 0", "cold at most 8×");
    return stageRow(name, workspace, [snapshot, dump.file], runs());
  });
}

/** @returns false where the dump is not here, or no psql */
export async function measureBesidePsql(server: Server, shared: string | undefined): Promise<boolean> {
  const dump = join(shared ?? "", "corpus", "dumps", "gitlab.sql");
  const psql = (process.env.PATH ?? "")
    .split(":")
    .map((folder) => join(folder, "psql"))
    .find(existsSync);
  if (shared === undefined || !existsSync(dump) || psql === undefined) return false;
  await inWorkspace(async (workspace) => {
    const snapshot = join(workspace.folder, "snapshot.yaml");
    await measure(driftcheck(workspace, ["snapshot", "--from", dump, "--out", snapshot], [0]));
    const restore = async () => {
      const args = ["--quiet", "--no-psqlrc", `--file=${dump}`, `--dbname=${await server.createDatabase()}`];
      return measure({ program: psql, args, cwd: workspace.folder, exits: [0] } satisfies Command);
    };
    const measured = await inTurn(workspace, snapshot, dump, restore);
    printInTurn(basename(dump), measured, "psql -f", "cold at most 1.1×, warm at most 0.06 of cold");
  });
  return true;
}

interface Measured {
  readonly cold: readonly Usage[];
  readonly warm: readonly Usage[];
  readonly beside: readonly Usage[];
}

/** The three in turn, so that what else the machine does is in all of them. */
async function inTurn(
  workspace: Workspace,
  snapshot: string,
  dump: string,
  other: () => Promise<Usage>,
): Promise<Measured> {
  const [cold, warm, beside]: [Usage[], Usage[], Usage[]] = [[], [], []];
  const check = driftcheck(workspace, ["--declared", snapshot, "--live", dump], [0]);
  for (let run = 0; run < runs(); run++) {
    await forgetCatalogs(workspace);
    cold.push(await measure(check));
    warm.push(await measure(check));
    beside.push(await other());
  }
  return { cold, warm, beside };
}

function printInTurn(name: string, { cold, warm, beside }: Measured, other: string, mark: string): void {
  const row = (what: string, usages: readonly Usage[], ...more: readonly string[]) => {
    const { wallMs, cpuMs, peakMb } = medians(usages);
    return [what, seconds(wallMs), seconds(cpuMs), megabytes(peakMb), ...more];
  };
  printTable(
    `### A dump against its snapshot, whole process: ${name} (${mark})`,
    ["run", "wall", "cpu", "peak", `beside ${other}`, "of cold"],
    [
      row(other, beside),
      row("cold", cold, times(ratio(cold, beside))),
      row("warm", warm, times(ratio(warm, beside)), times(ratio(warm, cold))),
    ],
  );
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
