// Foreign tables, with their columns.

import { text } from "../../kinds/row.ts";
import { identifier, nameInSql } from "../../sql/identifier.ts";
import { accessTo } from "../access.ts";
import { commentOn } from "../comment.ts";
import { optionsClause } from "../options.ts";
import { readableOptions } from "../secrets.ts";
import type { KindDdl } from "../statement.ts";
import { completeColumns, createTable } from "../tables.ts";

export const foreignTables: KindDdl = {
  kind: "foreign table",
  phase: "tables",
  create: (object, context) => {
    const { id, attributes, uses = [] } = object;
    const { options, lacking } = readableOptions(attributes, "options");
    const end = `\nSERVER ${identifier(text(attributes, "server"))}${optionsClause(options)}`;
    const what = `FOREIGN TABLE ${nameInSql(id)}`;
    const about = [
      ...accessTo({ altered: what, granted: `TABLE ${nameInSql(id)}` }, attributes),
      ...commentOn(what, attributes.comment),
    ];
    return [
      ...createTable(object, context, { create: "CREATE FOREIGN TABLE", end, needs: uses, ...lacking }),
      ...completeColumns(object, context, about),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP FOREIGN TABLE ${nameInSql(id)}`, drops: [id] }],
};
