// What goes with an extension though it is not the extension's: `ALTER … DEPENDS ON EXTENSION`.

import { objectId } from "../catalog/object-id.ts";
import type { Kind } from "./kind.ts";
import { text } from "./row.ts";
import { isMadeForAnother } from "./scope.ts";

export const extensionDependencies: Kind = {
  name: "extension dependency",
  summary: "An object that PostgreSQL drops with an extension (`ALTER … DEPENDS ON EXTENSION`).",
  beyondModels: true,
  madeBy: ["AlterObjectDependsStmt"],
  global: true,
  attributes: {},
  query: () => `
    SELECT x.extname AS extension, i.type || ' ' || i.identity AS object
    FROM pg_depend d
    JOIN pg_extension x ON x.oid = d.refobjid
    CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, d.objsubid) i
    WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'x'
      AND NOT (d.classid = 'pg_proc'::regclass AND ${isMadeForAnother("d.objid")})`,
  read: (row) => ({
    id: objectId("extension dependency", [text(row, "extension")], text(row, "object")),
    kind: "extension dependency",
    attributes: {},
  }),
};
