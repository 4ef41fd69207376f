// Default privileges: after all else, as they would be given to what is made later.

import { type ObjectId, objectId, parseObjectId } from "../../catalog/object-id.ts";
import { list } from "../../kinds/row.ts";
import { identifier } from "../../sql/identifier.ts";
import { type Grant, grantOf } from "../access.ts";
import type { KindDdl, Statement } from "../statement.ts";

export const defaultPrivileges: KindDdl = {
  kind: "default privilege",
  phase: "access",
  create: ({ id, attributes }) => {
    const { role, objects, schema } = partsOf(id);
    const alter = alterFor(id);
    const grants = list(attributes, "privileges").flatMap((line) => grantOf(line, role));
    // In a schema they are more than the database's own, and nothing is taken.
    const takers = schema === undefined ? ["PUBLIC", identifier(role)] : [];
    const statements: Statement[] = [
      ...takers.map((taker) => ({ sql: `${alter} REVOKE ALL ON ${objects} FROM ${taker}` })),
      ...grants.flatMap((grant) => granted(alter, objects, grant)),
    ];
    const needs = schema === undefined ? [] : [objectId("schema", [schema])];
    return statements.map((statement) => ({ ...statement, makes: [id], needs }));
  },
  // There is none any more once it says what PostgreSQL grants by itself.
  drop: ({ id, attributes }) => {
    const { role, objects, schema } = partsOf(id);
    const alter = alterFor(id);
    const grantees = list(attributes, "privileges").flatMap((line) =>
      grantOf(line, role).map(({ grantee }) => grantee),
    );
    const owner = identifier(role);
    const toPublic = ["FUNCTIONS", "TYPES"].includes(objects) ? ["PUBLIC"] : [];
    const standard = schema === undefined ? [owner, ...toPublic] : [];
    const sql = [
      ...[...new Set(grantees)].map((grantee) => `${alter} REVOKE ALL ON ${objects} FROM ${grantee}`),
      ...standard.map((grantee) => `${alter} GRANT ALL ON ${objects} TO ${grantee}`),
    ];
    return sql.map((each) => ({ sql: each, drops: [id] }));
  },
};

/** Of `default privilege:admin(tables in app.*)`. */
function partsOf(id: ObjectId): { role: string; objects: string; schema: string | undefined } {
  const { path, signature = "" } = parseObjectId(id);
  const [objects = "", home] = signature.split(" in ");
  const schema = home === undefined ? undefined : parseObjectId(`schema:${home.slice(0, -".*".length)}`).path[0];
  return { role: path[0] ?? "", objects: objects.toUpperCase(), schema };
}

function alterFor(id: ObjectId): string {
  const { role, schema } = partsOf(id);
  const home = schema === undefined ? "" : ` IN SCHEMA ${identifier(schema)}`;
  return `ALTER DEFAULT PRIVILEGES FOR ROLE ${identifier(role)}${home}`;
}

function granted(alter: string, objects: string, { grantee, privileges, isGrantable }: Grant): Statement[] {
  if (privileges.length === 0) return [];
  const option = isGrantable ? " WITH GRANT OPTION" : "";
  return [{ sql: `${alter} GRANT ${privileges.join(", ")} ON ${objects} TO ${grantee}${option}` }];
}
