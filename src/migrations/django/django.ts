// Django: migrations of all apps, written as SQL by Django itself. What an operation asks is answered by an embedded
// database; the project's own is never connected to.

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SourceError } from "../../errors.ts";
import type { Emitted, ModelPlace } from "../../models/emitted.ts";
import { askPython } from "../../models/python.ts";
import { type PlacedStatement, scriptOfStatements } from "../../models/statements.ts";
import { isFile } from "../../scripts/folder.ts";
import type { ProjectFiles } from "../../scripts/project-files.ts";
import type { Revision } from "../revision.ts";
import type { History, MigrationTool } from "../tool.ts";
import { findVersionTable } from "../version-table.ts";
import { DjangoDatabase, type Question } from "./database.ts";
import { manageOf } from "./manage.ts";
import { stamper } from "./stamper.ts";
import { ownTables, samples } from "./tables.ts";

const text = ["character varying", "text"];
const table = { tool: "Django", name: "django_migrations", columns: { app: text, name: text, applied: [] } };

export const django: MigrationTool = {
  name: "django",
  title: table.tool,
  ownTables,
  samples,
  stamper,
  locator: "django:path/to/manage.py",
  recordsEach: true,
  hasSeveralHeads: true,
  recognition: { find: findProjects, presets: ["django"], needs: "python" },
  detects: async (folder) => {
    const manage = join(folder, "manage.py");
    return (await isFile(manage)) && (await readFile(manage, "utf8").catch(() => "")).includes("django");
  },
  history: async (path, { python }) => {
    const { revisions, heads, problems, replaced } = (await ask(path, python, null)) as RawHistory;
    if (revisions.length === 0)
      throw new SourceError(`django:${path} has no migrations. Make them with makemigrations.`);
    const all = { revisions: revisions.map(revisionOf), heads, problems };
    return replaced.length === 0 ? all : { ...all, replaced: replaced.map(revisionOf) };
  },
  recorded: async (client, options, history) => {
    const versionTable = await findVersionTable(client, table, options);
    if (versionTable === undefined) return undefined;
    const { rows } = await client.query(`SELECT app || '.' || name AS id FROM ${versionTable.sql} ORDER BY id`);
    return {
      table: versionTable.shown,
      ids: withSquashed(new Set(rows.map(({ id }) => String(id))), history?.revisions ?? []),
    };
  },
  ddl: async (path, { revisions }, ids = revisions.map(({ id }) => id), { python }) => {
    const answer = (await ask(path, python, ids)) as Answer;
    return emittedOf(path, answer, `${ids.length} of ${revisions.length}`);
  },
};

/**
 * As Django's own loader does it: a squashed migration has run where all that it replaces have, whether it has a row or not
 * (MigrationLoader.build_graph). Its own row alone stands for nothing.
 */
function withSquashed(ids: Set<string>, revisions: readonly Revision[]): string[] {
  for (const { id, replaces } of revisions) {
    if (replaces === undefined) continue;
    const hasRun = replaces.every((each) => ids.has(each));
    if (hasRun) for (const each of replaces) ids.delete(each);
    if (hasRun) ids.add(id);
    else ids.delete(id);
  }
  return [...ids].sort();
}

interface RawHistory extends History {
  readonly revisions: readonly RawRevision[];
  readonly replaced: readonly RawRevision[];
}

type RawRevision = Revision & { readonly replaces: readonly string[] };

/** As `django_migrations.py` gives it. */
interface Answer {
  readonly version: string;
  readonly scripts: readonly { readonly name: string; readonly statements: readonly PlacedStatement[] }[];
  readonly leftOut: NonNullable<Emitted["leftOut"]>;
  /** The backend of the settings, where it is not PostgreSQL's. */
  readonly engine: string | null;
  readonly places: readonly ModelPlace[];
}

function revisionOf({ replaces, ...revision }: RawRevision): Revision {
  return { ...revision, ...(replaces.length > 0 && { replaces }) };
}

function emittedOf(path: string, { version, scripts, leftOut, engine, places }: Answer, count: string): Emitted {
  const instead = engine === null ? "" : `, for PostgreSQL although the settings name ${engine}`;
  return {
    scripts: scripts
      .filter(({ statements }) => statements.length > 0)
      .map(({ name, statements }) => scriptOfStatements(name, statements)),
    places,
    found: `${count} migrations of ${path} (Django ${version}${instead})`,
    ...(leftOut.length > 0 && { leftOut }),
  };
}

async function findProjects(files: ProjectFiles) {
  const named = files.names.filter((name) => /(?:^|\/)manage\.py$/.test(name));
  const texts = await Promise.all(named.map(files.read));
  return named
    .filter((_, at) => texts[at]?.includes("django"))
    .map((name) => ({ locator: `django:${name}`, title: table.tool }));
}

/** PGlite's, as libpq numbers it. */
const server = 180000;
const advice =
  "Correct it to work without the project's database, or run the migrations on an empty database and pass that database's URL.";

async function ask(path: string, python: string | undefined, ids: readonly string[] | null): Promise<unknown> {
  const manage = await manageOf(path);
  const database = new DjangoDatabase();
  try {
    return await askPython(python, {
      scripts: ["django_driver.py", "django_setup.py", "model_places.py", "django_places.py", "django_migrations.py"],
      request: { manage, ids, server },
      folder: dirname(manage),
      what: `django:${path}`,
      advice,
      onQuestion: (question) => database.answer(question as Question),
    });
  } finally {
    await database.close();
  }
}
