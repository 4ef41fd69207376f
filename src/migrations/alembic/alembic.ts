// Alembic: revisions in Python files, of which alembic_version keeps the heads. Their DDL is what Alembic itself emits offline.

import { join } from "node:path";
import { qualified } from "../../catalog/object-id.ts";
import { SourceError } from "../../errors.ts";
import { askPython } from "../../models/python.ts";
import { oneLine } from "../../models/python-failure.ts";
import { type PlacedStatement, scriptOfStatements } from "../../models/statements.ts";
import { printable } from "../../redact.ts";
import { isFile } from "../../scripts/folder.ts";
import { loadParser, nodesOf, parseStatements } from "../../sql/parse.ts";
import type { MigrationTool } from "../tool.ts";
import { findVersionTable } from "../version-table.ts";
import { readProject } from "./project.ts";
import { type AlembicHistory, alembicHistory } from "./revisions.ts";
import { stamper } from "./stamper.ts";
import { ownTables, samples } from "./tables.ts";
import { alembicTable } from "./version-table.ts";

const table = { tool: "Alembic", name: "alembic_version", columns: { version_num: ["character varying", "text"] } };

export const alembic: MigrationTool = {
  name: "alembic",
  title: table.tool,
  ownTables,
  samples,
  stamper,
  locator: "alembic:path/to/alembic.ini",
  recordsEach: false,
  // Offline, Alembic makes its version table too, whatever its name is.
  makesForItself: ({ columns }) => columns.join() === "version_num",
  detects: async (folder) => {
    if (await isFile(join(folder, "alembic.ini"))) return true;
    return (await isFile(join(folder, "env.py"))) && (await isFile(join(folder, "script.py.mako")));
  },
  history: async (path, { python }) => {
    const project = await readProject(path, python);
    const history = alembicHistory(project);
    const versionTable = await alembicTable(project, python);
    return { ...history, ...(versionTable && { versionTable }) };
  },
  recorded: async (client, options, history) => {
    const { name = table.name, schema } = history?.versionTable ?? {};
    // Where the project says it as a whole, another schema's of the same name is another project's.
    const named = schema === undefined ? {} : { versionTable: qualified(schema, name) };
    const versionTable = await findVersionTable(client, { ...table, name }, { ...named, ...options });
    if (versionTable === undefined) return undefined;
    const { rows } = await client.query(`SELECT version_num::text AS id FROM ${versionTable.sql} ORDER BY 1`);
    return { table: versionTable.shown, ids: rows.map(({ id }) => String(id)) };
  },
  ddl: async (path, history, ids = history.revisions.map(({ id }) => id), { python }) => {
    const { revisions, broken, project } = history as AlembicHistory;
    // Alembic would fail there, and say it in words of its own.
    if (broken?.[0] !== undefined) throw new SourceError(`alembic:${path}: ${broken[0]}. Correct it.`);
    const { ini, scripts, folder } = project;
    const request = { ini, scripts, ids };
    const answer = await askPython(python, {
      scripts: ["alembic_ddl.py"],
      request,
      folder,
      what: `alembic:${path}`,
    });
    const { version, asking, ...emitted } = answer as Answer;
    await refuseCatalogs(asking);
    const askingFiles = [...new Set(asking.map(({ file }) => file))];
    return {
      scripts: emitted.scripts.map(({ name, statements }) => ({
        ...scriptOfStatements(name, statements),
        sent: "transaction" as const,
      })),
      found: `${ids.length} of ${revisions.length} revisions in ${path} (Alembic ${version})`,
      ...(asking.length > 0 && {
        leftOut: askingFiles.map((file) => ({ what: `row changes of ${file}`, reason: noRows })),
      }),
    };
  },
};

/** That there are no rows is so in a database without data; that there are no tables or columns is not. */
async function refuseCatalogs(asking: Answer["asking"]): Promise<void> {
  if (asking.length === 0) return;
  await loadParser();
  for (const { file, sql } of asking) {
    const trees = parseStatements(sql);
    const relations = ["RangeVar", "relation"].flatMap((field) => [...nodesOf(trees, field)]);
    const ofCatalog = relations.some(({ schemaname, relname }) =>
      /^(?:information_schema|pg_catalog|pg_.*)$/.test(`${schemaname ?? relname}`),
    );
    if (trees === undefined || ofCatalog || relations.length === 0) {
      throw new SourceError(`${printable(file)} queries the catalog of the database (${oneLine(sql)}). ${advice}`);
    }
  }
}

/** As `alembic_ddl.py` gives it. */
interface Answer {
  readonly version: string;
  readonly scripts: readonly { readonly name: string; readonly statements: readonly PlacedStatement[] }[];
  /** Queries whose rows were read, and the migration's file. */
  readonly asking: readonly { readonly file: string; readonly sql: string }[];
}

const noRows = "it queries the database; driftcheck answered with no rows";
const advice =
  "Guard the query by context.is_offline_mode(), or run alembic upgrade head against an empty database and pass that database's URL.";
