// Enum types.

import { list } from "../../kinds/row.ts";
import { nameInSql } from "../../sql/identifier.ts";
import { literal } from "../../sql/literal.ts";
import type { KindDdl } from "../statement.ts";
import { aboutType, dropType } from "../types.ts";

export const enums: KindDdl = {
  kind: "enum",
  phase: "types",
  create: (object) => {
    const labels = list(object.attributes, "labels").map(literal).join(", ");
    return [
      { sql: `CREATE TYPE ${nameInSql(object.id)} AS ENUM (${labels})`, makes: [object.id] },
      ...aboutType(object),
    ];
  },
  drop: dropType,
};
