// Foreign servers.

import { optionalText, text } from "../../kinds/row.ts";
import { identifier, nameInSql } from "../../sql/identifier.ts";
import { literal } from "../../sql/literal.ts";
import { accessTo } from "../access.ts";
import { commentOn } from "../comment.ts";
import { optionsClause } from "../options.ts";
import { readableOptions } from "../secrets.ts";
import type { KindDdl } from "../statement.ts";

export const foreignServers: KindDdl = {
  kind: "foreign server",
  phase: "operators",
  create: ({ id, attributes, uses = [] }) => {
    const { options, lacking } = readableOptions(attributes, "options");
    const [type, version] = [optionalText(attributes, "type"), optionalText(attributes, "version")];
    const said =
      (type === null ? "" : ` TYPE ${literal(type)}`) + (version === null ? "" : ` VERSION ${literal(version)}`);
    const wrapper = identifier(text(attributes, "wrapper"));
    const what = `SERVER ${nameInSql(id)}`;
    return [
      {
        sql: `CREATE ${what}${said} FOREIGN DATA WRAPPER ${wrapper}${optionsClause(options)}`,
        makes: [id],
        needs: uses,
        ...lacking,
      },
      ...accessTo({ altered: what, granted: `FOREIGN ${what}` }, attributes),
      ...commentOn(what, attributes.comment),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP SERVER ${nameInSql(id)}`, drops: [id] }],
};
