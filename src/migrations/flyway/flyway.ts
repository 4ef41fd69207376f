// Flyway: V1.2__name.sql by the value of each part of the version, then R__name.sql by description. U undoes, and is not run.

import { basename, join } from "node:path";
import { namesBelow, namesIn, scriptOf } from "../../scripts/folder.ts";
import { outermost, sqlFoldersThat } from "../../scripts/project-files.ts";
import { type Collected, emit, fromFolder, type Migration } from "../sql-folder.ts";
import type { MigrationTool } from "../tool.ts";
import { byVersion, flywayName, type Named, versionId } from "./names.ts";
import { filledIn } from "./placeholders.ts";
import { flywayRecorded } from "./recorded.ts";
import { stamper } from "./stamper.ts";
import { ownTables, samples } from "./tables.ts";

const { history } = fromFolder("Flyway", "V1__name.sql, V1.1__name.sql or R__name.sql", collect);

export const flyway: MigrationTool = {
  name: "flyway",
  title: "Flyway",
  ownTables,
  samples,
  stamper,
  locator: "flyway:src/main/resources/db/migration",
  recordsEach: true,
  detects,
  recognition: {
    find: async (files) =>
      outermost(await sqlFoldersThat(files, detects)).map((folder) => ({
        locator: `flyway:${folder}`,
        title: "Flyway",
      })),
  },
  history,
  ddl: async (path, _history, ids) => {
    const { migrations, baselines, ...collected } = await collect(path);
    // An empty database starts at the newest baseline script, which stands for all up to its version.
    const baseline = baselines.filter(({ id }) => ids === undefined || ids.includes(id)).at(-1);
    if (baseline === undefined) return emit("Flyway", path, { ...collected, migrations }, ids);
    const after = migrations.filter(({ id }) => versionId(id) !== id || byVersion({ id }, baseline) > 0);
    return emit("Flyway", path, { ...collected, migrations: [baseline, ...after] }, ids);
  },
  recorded: flywayRecorded,
};

/** Only what lies in the folder itself: further down it may be another's. */
async function detects(folder: string): Promise<boolean> {
  return (await namesIn(folder).catch((): string[] => [])).some((name) => isFlyway.includes(flywayName(name).sort));
}

const isFlyway: readonly Named["sort"][] = ["versioned", "baseline", "repeatable", "undo"];

interface File {
  readonly path: string;
  readonly named: Named;
}

async function collect(path: string): Promise<Collected & { readonly baselines: readonly Migration[] }> {
  const files = (await namesBelow(path)).map(
    (name): File => ({ path: join(path, name), named: flywayName(basename(name)) }),
  );
  const of = (...sorts: readonly Named["sort"][]) => files.filter(({ named }) => sorts.includes(named.sort));
  const versioned = of("versioned").sort((a, b) => byVersion(a.named, b.named));
  const versions = new Set(versioned.map(({ named }) => named.id));
  const baselines = of("baseline").sort((a, b) => byVersion(a.named, b.named));
  // A baseline whose own migrations were cleared away is the migration of its version.
  const alone = baselines.filter(({ named }) => !versions.has(named.id));
  const repeatable = of("repeatable").sort((a, b) => (a.named.title < b.named.title ? -1 : 1));
  return {
    migrations: [...[...versioned, ...alone].sort((a, b) => byVersion(a.named, b.named)), ...repeatable].map(
      migrationOf,
    ),
    baselines: baselines.map(migrationOf),
    problems: of("unknown").map((file) => `Flyway does not run ${file.path}: its name is not like V1__name.sql`),
    leftOut: of("callback").map((file) => ({
      what: file.path,
      reason: "a callback that Flyway runs around migrations",
    })),
  };
}

function migrationOf({ path: file, named: { id, title, isSql } }: File): Migration {
  if (!isSql) return { id, title, file, leftOut: "a migration in Java, which driftcheck cannot run" };
  return { id, title, file, script: () => flywayScript(file) };
}

/** Flyway gives each migration the role and search_path with which it began. */
async function flywayScript(file: string) {
  const replaces = await filledIn(file);
  return scriptOf(file, (text, name) => `RESET search_path; RESET ROLE; ${replaces(text, name)}`);
}
