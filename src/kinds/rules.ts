// Rewrite rules, but for the one that makes a view a view: that is the view's query.

import { memberId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { optionalText, text } from "./row.ts";
import { enabledText, isMade, joinComment } from "./scope.ts";

export const rewriteRules: Kind = {
  name: "rule",
  summary: "A rewrite rule (`CREATE RULE`) on a table or view.",
  actsOnRows: true,
  beyondModels: true,
  madeBy: ["RuleStmt"],
  heldIn: `pg_rewrite WHERE rulename <> '_RETURN' AND ${isMade("oid")}`,
  attributes: {
    definition: { summary: "event, condition and actions, as PostgreSQL prints them", syntax: "query" },
    enabled: { summary: "`DISABLED`, `REPLICA` or `ALWAYS`; nothing if it applies as usual" },
    comment: { summary: "`COMMENT ON RULE`" },
  },
  query: () => `
    SELECT r.ev_class::text AS relation, r.rulename AS name, pg_get_ruledef(r.oid) AS definition,
      ${enabledText("r.ev_enabled")} AS enabled,
      d.description AS comment
    FROM pg_rewrite r ${joinComment("pg_rewrite", "r.oid")}
    WHERE r.rulename <> '_RETURN' AND ${isMade("r.oid")}`,
  read: (row, names) => {
    if (!names.isOurs(text(row, "relation"))) return undefined;
    const parent = names.relation(text(row, "relation"));
    return {
      id: memberId("rule", parent, text(row, "name")),
      kind: "rule",
      parent,
      attributes: attributes({
        definition: text(row, "definition"),
        enabled: optionalText(row, "enabled"),
        comment: optionalText(row, "comment"),
      }),
    };
  },
};
