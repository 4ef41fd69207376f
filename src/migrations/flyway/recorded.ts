// What Flyway's history says has run: a log in which later rows take back earlier ones.

import type { Client } from "pg";
import type { ToolOptions } from "../../models/emitted.ts";
import type { History, Recorded } from "../tool.ts";
import { findVersionTable } from "../version-table.ts";
import { checksumOf } from "./checksum.ts";
import { byVersion, flywayName, versionId } from "./names.ts";

const table = {
  tool: "Flyway",
  name: "flyway_schema_history",
  columns: { installed_rank: [], version: [], type: [], script: [], success: ["boolean"] },
};

/**
 * @param history lets a baseline stand for all up to its version, which have no rows
 * @returns undefined where there is no such table
 */
export async function flywayRecorded(
  client: Pick<Client, "query">,
  options: ToolOptions,
  history?: History,
): Promise<Recorded | undefined> {
  const versionTable = await findVersionTable(client, table, options);
  if (versionTable === undefined) return undefined;
  const { rows } = await client.query(
    `SELECT version, type, script, ${versionTable.has("checksum") ? "checksum::text" : "NULL AS checksum"}, success FROM ${versionTable.sql} ORDER BY installed_rank`,
  );
  const done = new Set<string>();
  const failed = new Set<string>();
  const checksums = new Map<string, string>();
  for (const row of rows) {
    const { id, effect } = readRow(row);
    if (id === undefined) continue;
    failed.delete(id);
    checksums.delete(id);
    if (effect === "done" && row.type === "SQL" && row.checksum !== null) checksums.set(id, row.checksum);
    if (effect === "failed") failed.add(id);
    else if (effect === "undone") done.delete(id);
    else done.add(id);
    if (effect === "baseline") for (const earlier of upTo(id, history)) done.add(earlier);
  }
  const differing = await changed(checksums, history);
  const [outdated, edited] = [true, false].map((wanted) => differing.filter((id) => isRepeatable(id) === wanted));
  return {
    table: versionTable.shown,
    ids: [...done],
    ...(failed.size > 0 && { failed: [...failed] }),
    ...(outdated?.length && { outdated }),
    ...(edited?.length && { edited }),
  };
}

const isRepeatable = (id: string) => versionId(id) === undefined;

/** Those whose file has another checksum than was recorded. */
async function changed(checksums: ReadonlyMap<string, string>, history: History | undefined): Promise<string[]> {
  const ids: string[] = [];
  for (const { id, file } of history?.revisions ?? []) {
    const recorded = checksums.get(id);
    const now = recorded === undefined ? undefined : await checksumOf(file);
    if (now !== undefined && String(now) !== recorded) ids.push(id);
  }
  return ids;
}

interface Row {
  readonly version: string | null;
  readonly type: string;
  readonly script: string;
  readonly checksum: string | null;
  readonly success: boolean;
}

function readRow({ version, type, script, success }: Row) {
  // The row of a schema that Flyway created is no migration.
  if (type === "SCHEMA") return { id: undefined, effect: "none" };
  const name = script.slice(script.lastIndexOf("/") + 1);
  const id = version === null ? flywayName(name).id || name : (versionId(version) ?? version);
  if (!success) return { id, effect: "failed" };
  if (type.startsWith("UNDO") || type === "DELETE") return { id, effect: "undone" };
  return { id, effect: type.includes("BASELINE") ? "baseline" : "done" };
}

function upTo(id: string, history: History | undefined): string[] {
  if (versionId(id) === undefined) return [];
  const versions = (history?.revisions ?? []).map((revision) => revision.id).filter((each) => versionId(each) === each);
  return versions.filter((each) => byVersion({ id: each }, { id }) <= 0);
}
