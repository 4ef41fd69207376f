// A setting of a function or role as SET takes it. Those that are lists of names were quoted one by one, and must be again.

import { unquoted } from "../catalog/object-id.ts";
import { identifier } from "../sql/identifier.ts";
import { literal } from "../sql/literal.ts";
import { tokens } from "../sql/parse.ts";

const listsOfNames: ReadonlySet<string> = new Set([
  "local_preload_libraries",
  "search_path",
  "session_preload_libraries",
  "shared_preload_libraries",
  "temp_tablespaces",
  "unix_socket_directories",
]);

/** `SET search_path TO 'public', 'pg_temp'` of `search_path=public, pg_temp`. */
export function settingClause(setting: string): string {
  const at = setting.indexOf("=");
  return settingOf(setting.slice(0, at), setting.slice(at + 1));
}

export function settingOf(name: string, value: string): string {
  const spelled = name.split(".").map(identifier).join(".");
  return `SET ${spelled} TO ${listsOfNames.has(name.toLowerCase()) ? namesIn(value) : literal(value)}`;
}

/** Each name as it stands, with no regard to case. */
function namesIn(value: string): string {
  const words = tokens(value)?.filter(({ text }) => text !== ",") ?? [];
  return words.length === 0 ? "''" : words.map(({ text }) => literal(unquoted(text))).join(", ");
}
