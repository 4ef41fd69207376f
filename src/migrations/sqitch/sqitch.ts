// Sqitch: the changes of sqitch.plan in its order, each with its script in deploy/.
// Each is run in a psql session of its own, so that none hands its search_path on.

import { basename, dirname, join } from "node:path";
import type { Client } from "pg";
import { SourceError } from "../../errors.ts";
import type { ToolOptions } from "../../models/emitted.ts";
import { readText } from "../../scripts/files.ts";
import { isFile, psqlScriptOf } from "../../scripts/folder.ts";
import { foldersWith } from "../../scripts/project-files.ts";
import { type Collected, fromFolder, numbered } from "../sql-folder.ts";
import type { History, MigrationTool, Recorded } from "../tool.ts";
import { findVersionTable } from "../version-table.ts";
import { type Change, type Plan, parsePlan } from "./plan.ts";
import { samples } from "./samples.ts";
import { type Settings, settingsOf } from "./settings.ts";
import { ownTables } from "./tables.ts";

const table = {
  tool: "Sqitch",
  name: "changes",
  schema: "sqitch",
  columns: { change_id: [], change: [], project: [], committed_at: [], planner_name: [] },
};

const { history, ddl } = fromFolder("Sqitch", "as in sqitch.plan, such as deploy/name.sql", collect);

export const sqitch: MigrationTool = {
  name: "sqitch",
  title: table.tool,
  ownTables,
  samples,
  locator: "sqitch:. (the folder of sqitch.plan)",
  recordsEach: true,
  recognition: {
    find: async (files) =>
      foldersWith(files, /^(?:(.*)\/)?sqitch\.plan$/).map((folder) => ({
        locator: `sqitch:${folder}`,
        title: table.tool,
      })),
  },
  detects: async (folder) => isFile((await settingsOf(rootOf(folder))).plan),
  history: async (path, options) =>
    Object.assign(await history(path, options), { project: (await planOf(path)).plan.project }),
  ddl,
  recorded,
};

/**
 * @param history tells which of several projects in one registry is meant
 * @throws SourceError where there are several, and none is told
 */
async function recorded(
  client: Pick<Client, "query">,
  options: ToolOptions,
  of?: History & { readonly project?: string },
): Promise<Recorded | undefined> {
  const versionTable = await findVersionTable(client, table, options);
  if (versionTable === undefined) return undefined;
  const { rows } = await client.query(
    `SELECT change, project FROM ${versionTable.sql} ORDER BY committed_at, planned_at`,
  );
  const projects = new Set<string>(rows.map(({ project }) => project));
  const project = of?.project ?? [...projects][0];
  if (of?.project === undefined && projects.size > 1)
    throw new SourceError(`${versionTable.shown} contains several Sqitch projects: ${[...projects].join(", ")}`);
  const changes = rows.flatMap((row) => (row.project === project ? [String(row.change)] : []));
  // A change that was reworked is deployed again under its name.
  return { table: versionTable.shown, ids: numbered(changes) };
}

/** `deploy` itself stands for the folder around it. */
const rootOf = (path: string) => (basename(path) === "deploy" ? dirname(path) : path);

async function planOf(path: string): Promise<{ readonly plan: Plan; readonly settings: Settings }> {
  const settings = await settingsOf(rootOf(path));
  return { plan: parsePlan(await readText(settings.plan), settings.plan), settings };
}

async function collect(path: string): Promise<Collected> {
  const { plan, settings } = await planOf(path);
  const ids = numbered(plan.changes.map(({ name }) => name));
  const migrations = plan.changes.map(async (change, at) => {
    const file = await fileOf(change, settings);
    const title = basename(file, `.${settings.extension}`);
    const script = () => psqlScriptOf(file, (text) => `RESET search_path; RESET ROLE; ${text}`);
    return { id: ids[at] ?? change.name, file, ...(title !== change.name && { title }), script };
  });
  return { migrations: await Promise.all(migrations) };
}

/** What was reworked keeps its script under the name of a tag that came before the reworking. */
async function fileOf({ name, reworkTags }: Change, { deploy, reworked, extension }: Settings): Promise<string> {
  const [first] = reworkTags;
  if (first === undefined) return join(deploy, `${name}.${extension}`);
  for (const tag of reworkTags) {
    const file = join(reworked, `${name}@${tag}.${extension}`);
    if (await isFile(file)) return file;
  }
  return join(reworked, `${name}@${first}.${extension}`);
}
