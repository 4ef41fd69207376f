// Options of foreign data wrappers and of what stands on them. Some are secrets: the query replaces their values, so that
// none ever leaves the server.

import type { Attribute } from "./kind.ts";

export const notRead = "(not read)";

export const foreignOptions = {
  is: "list",
  summary: `\`OPTIONS (…)\`, by name; a value that may be secret is \`${notRead}\``,
} as const satisfies Attribute;

// As POSIX regular expressions that know no case. Rather too much than too little: what is taken for a secret is reported.
export const secretWords = "pass|pwd|secret|token|credential|private|auth|bearer|signature|\\ysas|\\ypin\\y|\\ydsn\\y";
const secretNames = {
  server: `${secretWords}|key`,
  table: `${secretWords}|(api|access|account|ssl|shared)_?key`,
} as const;

/** What names that only look like a secret's say is whether one is needed, or by which method one is shown. */
const tellingNames = "'password_required', 'require_auth', 'auth_method'";

// A URL with a password in it, or a text that has its own name for one.
const secretValues =
  "://[^@]*:.*@|(pass|pwd|secret|token|credential|key|sig|signature|sas|code)\\w*\\s*[=:]|authorization:|\\ybearer\\s|^[^/\\s]+/[^@\\s]+@";

/** Whose options they are: a table's or column's `key` is the remote table's, and no secret. */
export type OptionsOf = keyof typeof secretNames;

/** @param option alias of a row of `pg_options_to_table` */
function isSecret(option: string, of: OptionsOf): string {
  return `(${option}.option_name ~* '${secretNames[of]}' AND lower(${option}.option_name) NOT IN (${tellingNames})
      OR ${option}.option_value ~* '${secretValues}')`;
}

/** The options in this expression as a list of `name=value`. */
export function optionsList(options: string, of: OptionsOf): string {
  return `CASE WHEN ${options} IS NOT NULL THEN (
      SELECT array_agg(CASE WHEN o.option_name ~ '^[a-z_]+$' THEN o.option_name ELSE quote_ident(o.option_name) END || '=' || CASE WHEN ${isSecret("o", of)} THEN '${notRead}' ELSE o.option_value END
        ORDER BY o.option_name COLLATE "C") FROM pg_options_to_table(${options}) o) END`;
}

/** How many of the options in this expression are secrets. */
export function secretCount(options: string, of: OptionsOf): string {
  return `(SELECT count(*) FROM pg_options_to_table(${options}) o WHERE ${isSecret("o", of)})`;
}
