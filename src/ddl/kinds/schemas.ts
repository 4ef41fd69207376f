// Schemas. `public` is there from the start.

import { nameInSql } from "../../sql/identifier.ts";
import { accessTo } from "../access.ts";
import { commentOn } from "../comment.ts";
import type { KindDdl } from "../statement.ts";

export const schemas: KindDdl = {
  kind: "schema",
  phase: "first",
  create: ({ id, attributes }) => {
    const what = `SCHEMA ${nameInSql(id)}`;
    const isThere = nameInSql(id) === "public" ? "IF NOT EXISTS " : "";
    return [
      { sql: `CREATE SCHEMA ${isThere}${nameInSql(id)}`, makes: [id] },
      ...accessTo({ altered: what }, attributes),
      ...commentOn(what, attributes.comment),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP SCHEMA ${nameInSql(id)}`, drops: [id] }],
};
