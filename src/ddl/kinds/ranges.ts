// Range types, each with its multirange type.

import { optionalText, text } from "../../kinds/row.ts";
import { nameInSql } from "../../sql/identifier.ts";
import { namedIn } from "../references.ts";
import { announced, shellOf } from "../shells.ts";
import type { KindDdl } from "../statement.ts";
import { aboutType, dropType } from "../types.ts";

const properties = [
  ["SUBTYPE", "subtype"],
  ["SUBTYPE_OPCLASS", "opclass"],
  ["COLLATION", "collation"],
  ["CANONICAL", "canonical"],
  ["SUBTYPE_DIFF", "subtypeDiff"],
  ["MULTIRANGE_TYPE_NAME", "multirange"],
] as const;

export const ranges: KindDdl = {
  kind: "range",
  phase: "types",
  create: (object, context) => {
    const { id, attributes } = object;
    const told = properties.map(([, name]) => optionalText(attributes, name));
    const written = properties.flatMap(([word], at) => (told[at] == null ? [] : [`${word} = ${told[at]}`]));
    const needs = namedIn(context, text(attributes, "subtype"), ...told.slice(1, -1)).filter((each) => each !== id);
    // Its canonical function takes and returns it.
    const isFirst = attributes.canonical !== undefined;
    return [
      ...(isFirst ? [announced(object)] : []),
      {
        sql: `CREATE TYPE ${nameInSql(id)} AS RANGE (\n    ${written.join(",\n    ")}\n)`,
        makes: isFirst ? [id] : [id, shellOf(id)],
        needs,
      },
      ...aboutType(object),
    ];
  },
  drop: dropType,
};
