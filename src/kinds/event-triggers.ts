// Event triggers: what runs on DDL, for a whole database.

import { objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { owner, ownerColumn, ownerOf } from "./privileges.ts";
import { list, optionalText, text } from "./row.ts";
import { enabledText, isNotFromExtension, joinComment } from "./scope.ts";
import { field } from "./statements.ts";

export const eventTriggers: Kind = {
  name: "event trigger",
  summary: "An event trigger.",
  beyondModels: true,
  madeBy: ["CreateEventTrigStmt"],
  standalone: { path: field("trigname"), alter: "AlterEventTrigStmt", objectType: "OBJECT_EVENT_TRIGGER" },
  global: true,
  heldIn: "pg_event_trigger",
  attributes: {
    event: { summary: "`ddl_command_start`, `ddl_command_end`, `sql_drop`, `table_rewrite` or `login`" },
    tags: { is: "list", summary: "the commands to which it is limited" },
    function: { summary: "the function that it calls", syntax: "relation" },
    enabled: { summary: "`DISABLED`, `REPLICA` or `ALWAYS`; nothing if it fires as usual" },
    owner,
    comment: { summary: "`COMMENT ON EVENT TRIGGER`" },
  },
  query: (target) => `
    SELECT x.evtname AS name, x.evtevent AS event, x.evttags AS tags, x.evtfoid::regproc::text AS function,
      pn.nspname AS function_schema, p.proname AS function_name,
      ${enabledText("x.evtenabled")} AS enabled,
      ${ownerColumn(target, "x.evtowner")}, d.description AS comment
    FROM pg_event_trigger x
    JOIN pg_proc p ON p.oid = x.evtfoid
    JOIN pg_namespace pn ON pn.oid = p.pronamespace
    ${joinComment("pg_event_trigger", "x.oid")}
    WHERE ${isNotFromExtension("pg_event_trigger", "x.oid")}`,
  read: (row) => ({
    id: objectId("event trigger", [text(row, "name")]),
    kind: "event trigger",
    // Such a function has no arguments.
    uses: [objectId("function", [text(row, "function_schema"), text(row, "function_name")], "")],
    attributes: attributes({
      event: text(row, "event"),
      // A set, in whatever order it was written.
      tags: list(row, "tags").toSorted(),
      function: text(row, "function"),
      enabled: optionalText(row, "enabled"),
      ...ownerOf(row),
      comment: optionalText(row, "comment"),
    }),
  }),
};
