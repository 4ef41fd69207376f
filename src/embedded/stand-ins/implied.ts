// Extensions of PGlite's own that a script uses and does not create, as a dump of some schemas does: known by their types.

import type { Statement } from "../../scripts/statement.ts";

/** A type that only this extension has. */
const types: ReadonlyMap<string, string> = new Map(
  ["citext", "hstore", "ltree", "lquery:ltree", "cube", "seg"].map((each) => {
    const [type = "", extension = type] = each.split(":");
    return [type, extension];
  }),
);

export const extensionOfType = (type: string): string | undefined => types.get(type);

/** Those that a script may need: PGlite must be given them when it starts. */
export function impliedBy(statements: readonly Statement[]): string[] {
  const isNamed = (type: string) => statements.some(({ sql }) => sql.toLowerCase().includes(type));
  return [...types].flatMap(([type, extension]) => (isNamed(type) ? [extension] : []));
}
