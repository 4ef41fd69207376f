// What of the objects that are compared is not read: what this role may not see, and the secrets that nobody is to see.

import type { Unread } from "../catalog/catalog.ts";
import { objectId } from "../catalog/object-id.ts";
import { notRead, type OptionsOf, secretCount } from "./foreign-options.ts";
import type { Target } from "./kind.ts";
import { list, optionalText, type Row, text } from "./row.ts";
import { isSecretSetting, settingsOfDatabase } from "./settings.ts";
import { isOfThisDatabase, withoutSecrets } from "./subscriptions.ts";

// As pg_user_mappings itself decides it: without this right, its options are NULL just as where there are none.
const maySeeOptions = `(
    m.umuser <> 0 AND m.usename = current_user AND (pg_has_role(s.srvowner, 'USAGE') OR has_server_privilege(s.oid, 'USAGE'))
    OR m.umuser = 0 AND pg_has_role(s.srvowner, 'USAGE')
    OR (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = current_user))`;

const hiddenOptions = `
  SELECT 'options of a user mapping' AS what, 1 AS count, 'user mapping' AS kind, 'options' AS attribute,
    ARRAY[m.srvname::text, m.usename::text] AS path
  FROM pg_user_mappings m JOIN pg_foreign_server s ON s.oid = m.srvid
  WHERE m.umoptions IS NULL AND NOT ${maySeeOptions}`;

const hiddenConnections = `
  SELECT 'connection of a subscription', 1, 'subscription', 'connection', ARRAY[x.subname::text]
  FROM pg_subscription x WHERE ${isOfThisDatabase("x")}`;

const secretsIn = (column: string, of: OptionsOf, from: string) =>
  `SELECT ${secretCount(column, of)} AS number FROM ${from} WHERE ${column} IS NOT NULL`;

// By index for each foreign table: a join would look through the columns of all tables.
const secretsOfColumns = `
    SELECT (SELECT sum(${secretCount("x.attfdwoptions", "table")}) FROM pg_attribute x
      WHERE x.attrelid = f.ftrelid AND x.attfdwoptions IS NOT NULL) FROM pg_foreign_table f`;

const secretConnections = `SELECT count(*) FROM pg_subscription x
    WHERE ${isOfThisDatabase("x")} AND position('${notRead}' IN ${withoutSecrets("x.subconninfo")}) > 0`;

function secrets({ readsConnections }: Target): string {
  const places = [
    secretsIn("x.fdwoptions", "server", "pg_foreign_data_wrapper x"),
    secretsIn("x.srvoptions", "server", "pg_foreign_server x"),
    secretsIn("x.umoptions", "server", "pg_user_mappings x"),
    secretsIn("x.ftoptions", "table", "pg_foreign_table x"),
    secretsOfColumns,
    ...(readsConnections ? [secretConnections] : []),
    `SELECT count(*) AS number ${settingsOfDatabase} AND ${isSecretSetting}`,
  ];
  return `
  SELECT 'secret option value', sum(number)::int, NULL, NULL, NULL
  FROM (${places.join("\n    UNION ALL ")}) AS p HAVING sum(number) > 0`;
}

/** Where there is nothing in these, nothing is unread. */
export const unreadIn: readonly string[] = ["pg_foreign_data_wrapper", "pg_subscription", "pg_db_role_setting"];

/** One SELECT: a row for each attribute that can't be read, and one that counts the secrets. */
export function unreadQuery(target: Target): string {
  const parts = [hiddenOptions, ...(target.readsConnections ? [] : [hiddenConnections]), secrets(target)];
  return parts.join("\n  UNION ALL ");
}

/** What the rows tell, by what is not read. */
export function readUnread(rows: readonly Row[]): Unread[] {
  const unread = new Map<string, Unread>();
  for (const row of rows) {
    const what = text(row, "what");
    const attribute = optionalText(row, "attribute");
    if (attribute === null) {
      unread.set(what, { what, count: Number(row.count), reason: "secrets are never read" });
      continue;
    }
    const before = unread.get(what)?.attributes ?? [];
    const attributes = [...before, `${objectId(text(row, "kind"), list(row, "path"))} ${attribute}`];
    unread.set(what, {
      what,
      count: attributes.length,
      reason: "this role has no permission to read them",
      attributes,
    });
  }
  return [...unread.values()];
}
