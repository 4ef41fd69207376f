// Triggers that users create. PostgreSQL's own (behind foreign keys) and a partition's copies are not read; PostgreSQL 14 has
// the copies for its own, too.

import { objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { kindOfRelation } from "./names.ts";
import { optionalText, text } from "./row.ts";
import { enabledText, isNotFromExtension, isOwnTrigger, isUserSchema, joinComment } from "./scope.ts";
import { functionId } from "./second/functions.ts";

export const triggers: Kind = {
  name: "trigger",
  summary: "A trigger on a table or view.",
  actsOnRows: true,
  beyondModels: true,
  madeBy: ["CreateTrigStmt"],
  attributes: {
    definition: {
      summary: "timing, events, columns, condition, level, transition tables and function, as PostgreSQL prints them",
      syntax: "query",
    },
    enabled: { summary: "`DISABLED`, `REPLICA` or `ALWAYS`; nothing if it fires as usual" },
    comment: { summary: "`COMMENT ON TRIGGER`" },
  },
  query: ({ major }) => `
    SELECT n.nspname AS schema, c.relname AS table, c.relkind, t.tgname AS name, pg_get_triggerdef(t.oid) AS definition,
      ${enabledText("t.tgenabled")} AS enabled,
      pn.nspname AS function_schema, p.proname AS function_name, oidvectortypes(p.proargtypes) AS function_signature,
      d.description AS comment
    FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_proc p ON p.oid = t.tgfoid
    JOIN pg_namespace pn ON pn.oid = p.pronamespace
    ${joinComment("pg_trigger", "t.oid")}
    WHERE (NOT t.tgisinternal${major < 15 ? " OR t.tgparentid <> 0" : ""}) AND ${isOwnTrigger("t")} AND c.relkind IN ('r', 'p', 'v', 'f') AND ${isUserSchema("n")}
      AND ${isNotFromExtension("pg_class", "c.oid")} AND ${isNotFromExtension("pg_trigger", "t.oid")}`,
  read: (row) => {
    const path = [text(row, "schema"), text(row, "table")];
    return {
      id: objectId("trigger", [...path, text(row, "name")]),
      kind: "trigger",
      parent: objectId(kindOfRelation[text(row, "relkind")] ?? "table", path),
      uses: [
        objectId(
          "function",
          [text(row, "function_schema"), text(row, "function_name")],
          text(row, "function_signature"),
        ),
      ],
      attributes: attributes({
        definition: text(row, "definition"),
        enabled: optionalText(row, "enabled"),
        comment: optionalText(row, "comment"),
      }),
    };
  },
  // Pg-structure takes a trigger apart, we read its definition whole: what both say is what it calls and when it is off.
  structure: {
    read: (db) =>
      db.triggers.map(({ on, trigger }) => ({
        id: objectId("trigger", [on.schema.name, on.name, trigger.name]),
        attributes: {
          function: functionId(db, trigger.function),
          enabled: trigger.isEnabled === "origin" ? null : trigger.isEnabled.toUpperCase(),
        },
      })),
    comparable: ({ uses }) => ({ function: uses?.[0] }),
  },
};
