// Installed extensions. What an extension owns is its own affair and read nowhere else.

import { objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { optionalText, text } from "./row.ts";
import { joinComment } from "./scope.ts";

export const extensions: Kind = {
  name: "extension",
  summary: "An installed extension.",
  inEveryDatabase: true,
  madeBy: ["CreateExtensionStmt"],
  global: true,
  attributes: {
    schema: { summary: "schema of its objects", syntax: "extension's schema" },
    version: { summary: "installed version, if not the one that this server installs by default" },
    comment: { summary: "`COMMENT ON EXTENSION`, if not the extension's own" },
  },
  query: () => `
    SELECT x.extname AS name, n.nspname AS schema, x.extversion AS installed,
      NULLIF(x.extversion, v.default_version) AS version,
      NULLIF(d.description, v.comment) AS comment
    FROM pg_extension x
    JOIN pg_namespace n ON n.oid = x.extnamespace
    LEFT JOIN pg_available_extensions v ON v.name = x.extname
    ${joinComment("pg_extension", "x.oid")}`,
  read: (row) => ({
    id: objectId("extension", [text(row, "name")]),
    kind: "extension",
    attributes: attributes({
      schema: text(row, "schema"),
      version: optionalText(row, "version"),
      comment: optionalText(row, "comment"),
    }),
  }),
};
