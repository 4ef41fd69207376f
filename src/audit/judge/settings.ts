// SET and SHOW name settings that PostgreSQL looks up only when it runs them: MySQL's are none of its own.

import { isTree, nodesOf } from "../../sql/parse.ts";
import type { Refused } from "../statement/answer.ts";
import type { Facts } from "../statement/facts.ts";
import type { Parsed } from "./parsed.ts";

/** Settings that `pg_settings` leaves out, and words of the grammar that are none. */
const hidden = new Set(["role", "session_authorization", "all", "seed", "transaction", "session characteristics"]);

export function settingRefused({ tree, sql }: Parsed, { settings, encodings }: Facts): Refused | undefined {
  const statement = tree?.VariableSetStmt ?? tree?.VariableShowStmt;
  if (!isTree(statement) || typeof statement.name !== "string") return undefined;
  const name = statement.name.toLowerCase();
  const at = Math.max(0, sql.toLowerCase().indexOf(name));
  // A name with a dot is a setting of an extension's or of one's own.
  if (!name.includes(".") && !settings.has(name) && !hidden.has(name))
    return { code: "42704", message: `unrecognized configuration parameter "${statement.name}"`, at };
  if (name !== "client_encoding") return undefined;
  const [value] = [...nodesOf(statement.args, "String"), ...nodesOf(statement.args, "sval")].map(({ sval }) => sval);
  if (typeof value !== "string" || encodings.has(plain(value))) return undefined;
  return { code: "22023", message: `invalid value for parameter "client_encoding": "${value}"` };
}

/** PostgreSQL compares encodings' names by their letters and digits. */
const plain = (encoding: string): string => encoding.toLowerCase().replace(/[^a-z0-9]/g, "");
