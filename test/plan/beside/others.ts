// Two other tools that take one schema to another, each as its own library is used: from $DRIFTCHECK_TOOLS, never fetched.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Pool } from "pg";
import { installed } from "../../sources/models/projects.ts";

export interface Other {
  readonly name: string;
  /** What it would run to take the first database to the second. */
  readonly statements: (live: string, declared: string) => Promise<readonly string[]>;
}

// Of packages that are not there when types are checked.
// biome-ignore lint/suspicious/noExplicitAny: nothing is known of their types here.
const load = (...path: readonly string[]): Promise<any> => import(pathToFileURL(join(...path)).href);

/** Those that are here. */
export function othersHere(): readonly Other[] {
  const [delta, migra] = [installed("@supabase/pg-delta"), installed("@pgkit/migra")];
  return [
    ...(delta === undefined ? [] : [{ name: "pg-delta", statements: byPgDelta(delta) }]),
    ...(migra === undefined ? [] : [{ name: "migra", statements: byMigra(migra) }]),
  ];
}

const byPgDelta = (modules: string) => async (live: string, declared: string) => {
  const { extract } = await load(modules, "@supabase/pg-delta/dist/extract/extract.js");
  const { plan } = await load(modules, "@supabase/pg-delta/dist/plan/plan.js");
  const pools = [live, declared].map((connectionString) => new Pool({ connectionString, max: 1 }));
  for (const pool of pools) pool.on("error", () => undefined);
  try {
    const [source, target] = [await extract(pools[0]), await extract(pools[1])];
    const { actions } = plan(source.factBase, target.factBase);
    return actions.map(({ sql }: { readonly sql: string }) => sql);
  } finally {
    for (const pool of pools) await pool.end();
  }
};

const byMigra = (modules: string) => async (live: string, declared: string) => {
  const { run } = (await load(modules, "@pgkit/migra/dist/index.js")) as {
    readonly run: (
      from: string,
      to: string,
      options: object,
    ) => Promise<{ readonly statements: Iterable<string> & { readonly length: number } }>;
  };
  const { statements } = await run(live, declared, { unsafe: true });
  return [...statements];
};
