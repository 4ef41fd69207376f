// Views.

import { text } from "../../kinds/row.ts";
import { nameInSql } from "../../sql/identifier.ts";
import type { KindDdl } from "../statement.ts";
import { aboutView, createView, defaultsOf } from "../views.ts";

export const views: KindDdl = {
  kind: "view",
  phase: "views",
  create: (object, context) => [
    createView(object, context, "VIEW", text(object.attributes, "body")),
    ...defaultsOf(object, context),
    ...aboutView(object, "VIEW"),
  ],
  drop: ({ id }) => [{ sql: `DROP VIEW ${nameInSql(id)}`, drops: [id] }],
};
