// What default privileges grant on whatever is made: taken away again, where it is known who is to have what.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import { parseObjectId } from "../catalog/object-id.ts";
import { grantOf } from "../ddl/access.ts";
import { withSignature } from "../ddl/naming.ts";
import { nameInSql } from "../sql/identifier.ts";
import type { Step } from "./unit.ts";

// By kind: what default privileges call them, and what GRANT does.
const called: Readonly<Record<string, readonly [objects: string, word: string]>> = {
  table: ["tables", "TABLE"],
  view: ["tables", "TABLE"],
  "materialized view": ["tables", "TABLE"],
  "foreign table": ["tables", "TABLE"],
  sequence: ["sequences", "SEQUENCE"],
  function: ["functions", "FUNCTION"],
  enum: ["types", "TYPE"],
  domain: ["types", "DOMAIN"],
  composite: ["types", "TYPE"],
  range: ["types", "TYPE"],
  schema: ["schemas", "SCHEMA"],
};

/** The same steps, with what was granted by default taken away before the first grant. */
export function withoutDefaults(steps: readonly Step[], object: CatalogObject, from: Catalog): readonly Step[] {
  const [objects, word] = called[object.kind] ?? [];
  if (objects === undefined || word === undefined) return steps;
  const { path } = parseObjectId(object.id);
  const homes = [objects, `${objects} in ${path[0]}.*`];
  const lines = [...from.objects.values()].flatMap(({ kind, id, attributes }) => {
    const { signature, path: role } = parseObjectId(id);
    const isIt = kind === "default privilege" && homes.includes(signature ?? "");
    const told = attributes.privileges;
    return isIt && Array.isArray(told) ? told.flatMap((line: string) => grantOf(line, role[0] ?? null)) : [];
  });
  const name = object.kind === "function" ? withSignature(object.id) : nameInSql(object.id);
  const usual =
    object.attributes.privileges === undefined && isTakenFromPublic(objects, from)
      ? [...steps, { sql: `GRANT ALL ON ${word} ${name} TO PUBLIC` }]
      : steps;
  const grantees = [...new Set(lines.filter(({ isOwner }) => !isOwner).map(({ grantee }) => grantee))];
  if (grantees.length === 0) return usual;
  const taken = grantees.map((grantee) => ({ sql: `REVOKE ALL ON ${word} ${name} FROM ${grantee}` }));
  const at = usual.findIndex(({ sql }) => sql.startsWith("GRANT ") || sql.startsWith("REVOKE "));
  const before = at < 0 ? usual.length : at;
  return [...usual.slice(0, before), ...taken, ...usual.slice(before)];
}

/** What everybody may do with a new function or type by PostgreSQL's own choice, these default privileges have taken. */
function isTakenFromPublic(objects: string, { objects: all }: Catalog): boolean {
  if (objects !== "functions" && objects !== "types") return false;
  return [...all.values()].some(
    ({ kind, id, attributes: { privileges } }) =>
      kind === "default privilege" &&
      parseObjectId(id).signature === objects &&
      Array.isArray(privileges) &&
      !privileges.some((line) => line.startsWith("PUBLIC: ")),
  );
}
