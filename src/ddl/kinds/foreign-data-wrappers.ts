// Foreign data wrappers that belong to no extension.

import { optionalText } from "../../kinds/row.ts";
import { nameInSql } from "../../sql/identifier.ts";
import { accessTo } from "../access.ts";
import { commentOn } from "../comment.ts";
import { optionsClause } from "../options.ts";
import { namedIn } from "../references.ts";
import { readableOptions } from "../secrets.ts";
import type { KindDdl } from "../statement.ts";

export const foreignDataWrappers: KindDdl = {
  kind: "foreign data wrapper",
  phase: "operators",
  create: ({ id, attributes }, context) => {
    const { options, lacking } = readableOptions(attributes, "options");
    const [handler, validator] = [optionalText(attributes, "handler"), optionalText(attributes, "validator")];
    const what = `FOREIGN DATA WRAPPER ${nameInSql(id)}`;
    const functions =
      (handler === null ? "" : ` HANDLER ${handler}`) + (validator === null ? "" : ` VALIDATOR ${validator}`);
    return [
      {
        sql: `CREATE ${what}${functions}${optionsClause(options)}`,
        makes: [id],
        needs: namedIn(context, handler, validator),
        ...lacking,
      },
      ...accessTo({ altered: what }, attributes),
      ...commentOn(what, attributes.comment),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP FOREIGN DATA WRAPPER ${nameInSql(id)}`, drops: [id] }],
};
