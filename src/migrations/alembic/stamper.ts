// Alembic: a row for each head, and nothing for what led to it (alembic/runtime/migration.py).

import { alwaysQuoted } from "../../catalog/object-id.ts";
import { literal } from "../../sql/literal.ts";
import { insert, type Stamper, sqlOf } from "../stamper.ts";

export const stamper: Stamper = {
  table: { name: "alembic_version" },
  guessed: { columns: ["version_num character varying(32)"], configuration: "env.py" },
  create: (table) => [
    `CREATE TABLE ${sqlOf(table)} (
  version_num VARCHAR(32) NOT NULL,
  CONSTRAINT ${alwaysQuoted(`${table.name}_pkc`)} PRIMARY KEY (version_num)
)`,
  ],
  record: ({ table, recorded, heads }) => {
    const gone = recorded.filter((id) => !heads.includes(id));
    const added = heads.filter((id) => !recorded.includes(id));
    const [before, ...others] = gone;
    const [after, ...more] = added;
    const where = (id: string) => `WHERE ${sqlOf(table)}.version_num = ${literal(id)}`;
    // As Alembic does: the row of a head that moves on is changed, not replaced.
    const moved =
      before === undefined || after === undefined
        ? gone.map((id) => `DELETE FROM ${sqlOf(table)} ${where(id)}`)
        : [
            ...others.map((id) => `DELETE FROM ${sqlOf(table)} ${where(id)}`),
            `UPDATE ${sqlOf(table)} SET version_num=${literal(after)} ${where(before)}`,
          ];
    const fresh = before === undefined ? added : more;
    return [
      ...moved,
      ...insert(
        table,
        ["version_num"],
        fresh.map((id) => [literal(id)]),
      ),
    ];
  },
};
