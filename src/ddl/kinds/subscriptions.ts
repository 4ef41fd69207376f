// Subscriptions. One is written so that restoring it connects to nobody, and takes nothing from the original's slot.

import type { Attributes } from "../../catalog/catalog.ts";
import { notRead } from "../../kinds/foreign-options.ts";
import { flag, list, optionalText, text } from "../../kinds/row.ts";
import { identifier, nameInSql } from "../../sql/identifier.ts";
import { literal } from "../../sql/literal.ts";
import { ownedBy } from "../access.ts";
import { commentOn } from "../comment.ts";
import { CannotWrite, type KindDdl } from "../statement.ts";

const flags = [
  ["binary", "binary"],
  ["two_phase", "twoPhase"],
  ["disable_on_error", "disableOnError"],
  ["run_as_owner", "runAsOwner"],
  ["failover", "failover"],
] as const;

const texts = [
  ["streaming", "streaming"],
  ["synchronous_commit", "synchronousCommit"],
  ["origin", "origin"],
] as const;

export const subscriptions: KindDdl = {
  kind: "subscription",
  phase: "later",
  create: ({ id, attributes }) => {
    const connection = optionalText(attributes, "connection");
    if (connection === null) throw new CannotWrite("What it connects to could not be read");
    if (connection.includes(notRead)) throw new CannotWrite("It connects with a password, and secrets are never read");
    const publications = list(attributes, "publications").map(identifier).join(", ");
    const what = `SUBSCRIPTION ${nameInSql(id)}`;
    const sql = `CREATE ${what} CONNECTION ${literal(connection)} PUBLICATION ${publications} WITH (${optionsOf(attributes).join(", ")})`;
    const lacks = "It is enabled, and is written as one that is not; ALTER SUBSCRIPTION … ENABLE starts it";
    return [
      { sql, makes: [id], ...(flag(attributes, "enabled") && { lacks }) },
      ...ownedBy(what, attributes),
      ...commentOn(what, attributes.comment),
    ];
  },
  drop: ({ id }) => [
    { sql: `ALTER SUBSCRIPTION ${nameInSql(id)} DISABLE` },
    { sql: `ALTER SUBSCRIPTION ${nameInSql(id)} SET (slot_name = NONE)` },
    { sql: `DROP SUBSCRIPTION ${nameInSql(id)}`, drops: [id] },
  ],
};

function optionsOf(own: Attributes): string[] {
  const slot = text(own, "slotName");
  return [
    "connect = false",
    ...(slot === "NONE" ? ["slot_name = NONE"] : [`slot_name = ${literal(slot)}`]),
    ...flags.flatMap(([word, name]) => (flag(own, name) ? [`${word} = true`] : [])),
    ...texts.flatMap(([word, name]) => {
      const value = optionalText(own, name);
      return value === null ? [] : [`${word} = ${literal(value)}`];
    }),
    ...(flag(own, "passwordNotRequired") ? ["password_required = false"] : []),
  ];
}
