// The search path as the schema says it: ALTER DATABASE … SET, ALTER ROLE … SET. What runs in the application's sessions is set by
// these where the application sets nothing itself.

import { alwaysQuoted, kindOf } from "../../catalog/object-id.ts";
import { readScripts } from "../../scripts/files.ts";
import { splitScript } from "../../scripts/psql-script.ts";
import type { OpenDatabase } from "../../sources/source.ts";
import { isTree, loadParser, nodesOf, parseStatements } from "../../sql/parse.ts";

interface Setting {
  /** In SQL: `app, public`. */
  readonly path: string;
  readonly ofRole: boolean;
}

/** In SQL; undefined where nothing says it. */
export async function searchPathIn(open: OpenDatabase, locator: string): Promise<string | undefined> {
  const settings = [...(await inCatalog(open.client)), ...(await lostOf(open, locator))];
  const ofRoles = new Set(settings.filter(({ ofRole }) => ofRole).map(({ path }) => path));
  const ofDatabase = settings.find(({ ofRole }) => !ofRole)?.path;
  // A role's own counts before the database's. Which of several roles is the application's, nothing says.
  const [path] = ofRoles;
  return ofRoles.size === 1 ? path : ofDatabase;
}

async function inCatalog(client: OpenDatabase["client"]): Promise<readonly Setting[]> {
  const { rows } = await client.query<{ readonly path: string; readonly of_role: boolean }>(`
    SELECT substr(pair, length('search_path=') + 1) AS path, setrole <> 0 AS of_role
    FROM pg_catalog.pg_db_role_setting, unnest(setconfig) AS pair
    WHERE pair LIKE 'search\\_path=%'
      AND setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))
    ORDER BY setdatabase DESC, setrole`);
  return rows.map(({ path, of_role: ofRole }) => ({ path, ofRole }));
}

/** A script that does not make the database that it names can't set it in ours. */
async function lostOf({ notCompared }: OpenDatabase, locator: string): Promise<readonly Setting[]> {
  if (!notCompared.some(({ id }) => id !== undefined && kindOf(id) === "setting" && id.endsWith("search_path")))
    return [];
  await loadParser();
  const scripts = await readScripts(locator);
  return scripts.flatMap(({ name, text }) => splitScript(text, name).flatMap(({ sql }) => settingIn(sql)));
}

function settingIn(sql: string): readonly Setting[] {
  if (!/search_path/i.test(sql)) return [];
  const tree = parseStatements(sql);
  const [ofDatabase] = nodesOf(tree, "AlterDatabaseSetStmt");
  const [ofRole] = nodesOf(tree, "AlterRoleSetStmt");
  const set = ofDatabase?.setstmt ?? ofRole?.setstmt;
  if (!isTree(set) || set.name !== "search_path") return [];
  const names = [...nodesOf(set.args, "A_Const")].flatMap(({ sval }) => (isTree(sval) ? [String(sval.sval)] : []));
  return names.length === 0 ? [] : [{ path: names.map(alwaysQuoted).join(", "), ofRole: ofRole !== undefined }];
}
