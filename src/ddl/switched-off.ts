// A foreign key whose triggers were disabled. They have names that PostgreSQL makes of their numbers, so that a block finds them.

import type { ObjectId } from "../catalog/object-id.ts";
import { literal } from "../sql/literal.ts";
import { ownerName, ownName } from "./naming.ts";
import type { Statement } from "./statement.ts";

export function switchedOff(constraint: ObjectId): Statement {
  const [table, name] = [literal(ownerName(constraint)), literal(ownName(constraint))];
  return {
    sql: `DO $ddl$ DECLARE r record; BEGIN
  FOR r IN SELECT g.tgrelid::regclass AS relation, g.tgname AS name
    FROM pg_trigger g JOIN pg_constraint k ON k.oid = g.tgconstraint
    WHERE k.conrelid = ${table}::regclass AND quote_ident(k.conname) = ${name}
  LOOP
    EXECUTE format('ALTER TABLE ONLY %s DISABLE TRIGGER %I', r.relation, r.name);
  END LOOP;
END $ddl$`,
  };
}
