// Grants on what is the system's or an extension's. Who had some before is not told, so that a block takes them all first.

import { type ObjectId, parseObjectId } from "../../catalog/object-id.ts";
import { list } from "../../kinds/row.ts";
import { literal } from "../../sql/literal.ts";
import { grantsOn } from "../access.ts";
import { wordOf } from "../objects-told.ts";
import { CannotWrite, type KindDdl } from "../statement.ts";

/** What GRANT calls it. */
const granted: Readonly<Record<string, string>> = {
  view: "TABLE",
  "materialized view": "TABLE",
  "foreign table": "TABLE",
  aggregate: "FUNCTION",
};

export const systemPrivileges: KindDdl = {
  kind: "system privilege",
  phase: "access",
  create: ({ id, attributes }) => {
    const { what, sort } = subjectOf(id);
    const lines = list(attributes, "privileges");
    if (sort.endsWith("column")) throw new CannotWrite("Who had privileges on the column before is not known");
    const grants = grantsOn(
      what,
      lines.filter((line) => line !== "its owner: ALL"),
      null,
    );
    return [
      { sql: takeAll(what), makes: [id] },
      ...grants.slice(1).map((statement) => ({ ...statement, makes: [id] })),
    ];
  },
  drop: () => {
    throw new CannotWrite("Which privileges it had at first is not known");
  },
};

function subjectOf(id: ObjectId): { what: string; sort: string } {
  const { path, signature = "" } = parseObjectId(id);
  const sort = path[0] ?? "";
  return { what: `${granted[sort] ?? wordOf(sort)} ${signature}`, sort };
}

const takeAll = (what: string) => `DO $ddl$ DECLARE r record; BEGIN
  EXECUTE ${literal(`REVOKE ALL ON ${what} FROM PUBLIC`)};
  FOR r IN SELECT rolname FROM pg_roles WHERE NOT rolsuper LOOP
    EXECUTE format('REVOKE ALL ON %s FROM %I', ${literal(what)}, r.rolname);
  END LOOP;
END $ddl$`;
