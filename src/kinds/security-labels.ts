// Security labels, of any provider, on whatever in the database has one.

import { objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { text } from "./row.ts";
import { isMadeForAnother } from "./scope.ts";
import { isOfThisDatabase } from "./subscriptions.ts";

// A subscription is the cluster's, and so is its label. Large objects are data.
const labels = `
  SELECT provider, label, classoid, objoid, objsubid FROM pg_seclabel WHERE classoid <> 'pg_largeobject'::regclass
  UNION ALL
  SELECT provider, label, classoid, objoid, 0 FROM pg_shseclabel
  WHERE classoid = 'pg_subscription'::regclass AND objoid IN (SELECT x.oid FROM pg_subscription x WHERE ${isOfThisDatabase("x")})`;

export const securityLabels: Kind = {
  name: "security label",
  summary: "A label that a provider such as `sepgsql` or `anon` reads (`SECURITY LABEL`).",
  beyondModels: true,
  madeBy: ["SecLabelStmt"],
  global: true,
  attributes: { label: { summary: "the label" } },
  // `.*` after a schema's name tells --map-schema what it is.
  query: () => `
    SELECT l.provider, i.type || ' ' || i.identity || CASE i.type WHEN 'schema' THEN '.*' ELSE '' END AS object, l.label
    FROM (${labels}) l
    CROSS JOIN LATERAL pg_identify_object(l.classoid, l.objoid, l.objsubid) i
    WHERE i.identity IS NOT NULL AND coalesce(i.schema, '') <> 'pg_temp'
      AND NOT (l.classoid = 'pg_proc'::regclass AND ${isMadeForAnother("l.objoid")})
      AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.deptype = 'e' AND e.classid = l.classoid AND e.objid = l.objoid)`,
  read: (row) => ({
    id: objectId("security label", [text(row, "provider")], text(row, "object")),
    kind: "security label",
    attributes: attributes({ label: text(row, "label") }),
  }),
};
