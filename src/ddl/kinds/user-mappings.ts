// User mappings.

import { type ObjectId, objectId, parseObjectId } from "../../catalog/object-id.ts";
import { identifier } from "../../sql/identifier.ts";
import { optionsClause } from "../options.ts";
import { readableOptions } from "../secrets.ts";
import type { KindDdl } from "../statement.ts";

export const userMappings: KindDdl = {
  kind: "user mapping",
  phase: "operators",
  create: ({ id, attributes }) => {
    const { options, lacking } = readableOptions(attributes, "options");
    return [
      {
        sql: `CREATE USER MAPPING FOR ${whose(id)}${optionsClause(options)}`,
        makes: [id],
        needs: [objectId("foreign server", [parseObjectId(id).path[0] ?? ""])],
        ...lacking,
      },
    ];
  },
  drop: ({ id }) => [{ sql: `DROP USER MAPPING FOR ${whose(id)}`, drops: [id] }],
};

function whose(id: ObjectId): string {
  const [server = "", role = ""] = parseObjectId(id).path;
  return `${role === "public" ? "PUBLIC" : identifier(role)} SERVER ${identifier(server)}`;
}
