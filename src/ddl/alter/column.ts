// Columns: each attribute in place. A generated column is made again, as it holds nothing of its own; no other ever is.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { membersOf } from "../../catalog/members.ts";
import { nameOf, parseObjectId } from "../../catalog/object-id.ts";
import { castOf, constantOf, parseExpression } from "../../sql/expression.ts";
import { identifier, nameInSql } from "../../sql/identifier.ts";
import { literal } from "../../sql/literal.ts";
import { ownerName, ownName } from "../naming.ts";
import { createSequence, sequenceOptions } from "../sequences.ts";
import { type Alter, type AlterContext, type Alterer, again, type Change, refuse } from "./alter.ts";
import { alterCollation, alterType, tableWord, takesDefaultAlong } from "./column-type.ts";
import { commentOn } from "./common.ts";
import { nameOfNotNull, notNull, notNullName, notNullValid } from "./not-null.ts";
import { grants } from "./privileges.ts";
import { foreignOptionsOf, listOf, setAndReset, textOf } from "./values.ts";

const full = ({ id }: CatalogObject) => `${ownerName(id)}.${ownName(id)}`;
const head = (to: CatalogObject) => `ALTER ${tableWord(to)} ${ownerName(to.id)} ALTER COLUMN ${ownName(to.id)}`;

const action =
  (written: (to: CatalogObject, change: Change) => string | undefined): Alter =>
  (change) => {
    const text = written(change.to, change);
    return text === undefined ? [] : [{ sql: `${head(change.to)} ${text}` }];
  };

const setDefault: Alter = (change) => {
  const { to } = change;
  // A generated column's expression is no default, and one with an identity takes none.
  if (takesDefaultAlong(change) || to.attributes.generated !== undefined) return [];
  const wanted = textOf(to, "default");
  if (wanted === undefined) return to.attributes.identity === undefined ? [{ sql: `${head(to)} DROP DEFAULT` }] : [];
  const text = uncastText(wanted);
  const orElse = text === undefined ? {} : { orElse: [{ sql: `${head(to)} SET DEFAULT ${literal(text)}` }] };
  return [{ sql: `${head(to)} SET DEFAULT ${wanted}`, needs: ["identity"], ...orElse }];
};

/** Of `'new'::character varying`: a column that stays of another type, as an enum does, takes its text alone. */
function uncastText(expression: string): string | undefined {
  const cast = castOf(parseExpression(expression) ?? {});
  const constant = cast && constantOf(cast.arg);
  return constant !== undefined && "string" in constant ? constant.string : undefined;
}

const identity: Alter = (change, context) => {
  const { from, to } = change;
  const [was, is] = [textOf(from, "identity"), textOf(to, "identity")];
  if (was !== undefined && is !== undefined) return [{ sql: `${head(to)} SET GENERATED ${is}` }];
  if (is === undefined) return [{ sql: `${head(to)} DROP IDENTITY` }, ...ownSequences(to, context)];
  const query = `SELECT max(${ownName(to.id)}) FROM ${ownerName(to.id)}`;
  return [
    ...(from.attributes.default === undefined ? [] : [{ sql: `${head(to)} DROP DEFAULT` }]),
    ...membersOf(from.id, "sequence", context.from).map(({ id }) => ({ sql: `DROP SEQUENCE ${nameInSql(id)}` })),
    {
      sql: `${head(to)} ADD GENERATED ${is} AS IDENTITY${sequenceOf(to, context)}`,
      needs: ["notNull"],
      hint: { what: "Its sequence begins at its start: set it behind the column's largest value (setval).", query },
    },
  ];
};

/** The sequence that its default is to draw from goes with the identity that had it. */
const ownSequences = (to: CatalogObject, { to: catalog }: AlterContext) =>
  membersOf(to.id, "sequence", catalog).flatMap((sequence) => [
    { sql: createSequence(sequence).sql },
    { sql: `ALTER SEQUENCE ${nameInSql(sequence.id)} OWNED BY ${ownerName(to.id)}.${ownName(to.id)}` },
  ]);

/** Its name and numbers, where PostgreSQL would not choose them by itself. */
function sequenceOf(to: CatalogObject, { to: catalog }: AlterContext): string {
  const [sequence] = membersOf(to.id, "sequence", catalog);
  if (sequence === undefined) return "";
  const { path } = parseObjectId(to.id);
  const standard = `${path.slice(1).join("_")}_seq`;
  const options = sequenceOptions(sequence.attributes);
  const named = nameOf(sequence.id) === standard ? [] : [`SEQUENCE NAME ${nameInSql(sequence.id)}`];
  const all = [...named, ...options];
  return all.length === 0 ? "" : ` (${all.join(" ")})`;
}

/** Of values that are computed nothing is lost; a plain column's are nobody's to compute. */
const generated: Alter = ({ from, to }) => {
  if (to.attributes.generated === undefined && from.attributes.generated === "STORED")
    return [{ sql: `${head(to)} DROP EXPRESSION` }];
  if (from.attributes.generated !== undefined) return again;
  return {
    reason: "PostgreSQL makes no plain column a generated one: its values would be replaced by computed ones",
    skeleton: `ALTER TABLE ${ownerName(to.id)} DROP COLUMN ${ownName(to.id)}, ADD COLUMN ${ownName(to.id)} ${textOf(to, "type")} GENERATED ALWAYS AS (${textOf(to, "expression")}) ${textOf(to, "generated")}`,
  };
};

const expression: Alter = ({ from, to }, { major }) => {
  const wanted = textOf(to, "expression");
  if (from.attributes.generated !== to.attributes.generated || wanted === undefined) return [];
  if (major < 17) return again;
  return [{ sql: `${head(to)} SET EXPRESSION AS (${wanted})`, orElse: again }];
};

const privilegesOfColumn: Alter = ({ from, to }, context) => {
  const table = to.parent === undefined ? undefined : context.to.objects.get(to.parent);
  const owner = table && textOf(table, "owner");
  return grants(
    listOf(from, "privileges"),
    listOf(to, "privileges"),
    `TABLE ${ownerName(to.id)}`,
    owner,
    ` (${ownName(to.id)})`,
  );
};

const notNullComment: Alter = ({ to }) => {
  const comment = textOf(to, "notNullComment");
  return [
    {
      sql: `COMMENT ON CONSTRAINT ${identifier(nameOfNotNull(to))} ON ${ownerName(to.id)} IS ${comment === undefined ? "NULL" : literal(comment)}`,
    },
  ];
};

export const column: Alterer = {
  kind: "column",
  rename: (from, to) => [
    { sql: `ALTER ${tableWord(from)} ${ownerName(from.id)} RENAME COLUMN ${ownName(from.id)} TO ${ownName(to.id)}` },
  ],
  attributes: {
    type: alterType,
    collation: alterCollation,
    notNull,
    notNullNotValid: notNullValid,
    notNullName,
    notNullNoInherit: (change) => [
      {
        sql: `ALTER TABLE ${ownerName(change.to.id)} ALTER CONSTRAINT ${identifier(nameOfNotNull(change.to))} ${change.to.attributes.notNullNoInherit === true ? "NO INHERIT" : "INHERIT"}`,
      },
    ],
    notNullComment,
    default: setDefault,
    identity,
    generated,
    expression,
    inherited: refuse("whether a column is its parent's follows from how the table came to inherit from it"),
    storage: action((to) => `SET STORAGE ${textOf(to, "storage") ?? "DEFAULT"}`),
    compression: action((to) => `SET COMPRESSION ${textOf(to, "compression") ?? "default"}`),
    statistics: action((to) => `SET STATISTICS ${textOf(to, "statistics") ?? "-1"}`),
    options: ({ from, to }) =>
      setAndReset(head(to), listOf(from, "options"), listOf(to, "options")).map((sql) => ({ sql })),
    foreignOptions: action((to, { from }) => {
      const changed = foreignOptionsOf(listOf(from, "foreignOptions"), listOf(to, "foreignOptions"));
      return `OPTIONS (${changed})`;
    }),
    privileges: privilegesOfColumn,
    comment: commentOn("COLUMN", full),
  },
};
