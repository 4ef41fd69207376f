// Mutations that are themselves noise, as the catalogue of what pgloader leaves behind tells it: a rule may hide them. Kept
// with the mutations and never derived from the rules, which are what is on trial. What is not here, nothing may hide.

import type { AttributeValue, CatalogObject } from "../catalog/catalog.ts";
import { nameOf, unquoted } from "../catalog/object-id.ts";
import { listOf } from "../judge/evidence/facts.ts";
import { originalName } from "../pgloader/names.ts";
import { constantOf, isNow, parseExpression, parseType, withoutAnyCast } from "../sql/expression.ts";
import { type Home, isStillTools } from "./bookkeeping/tools-own.ts";
import type { Mutation } from "./mutation.ts";

/** The mutated object beside what is declared; each undefined on the side that lacks it. */
export interface Pair {
  readonly declared: CatalogObject | undefined;
  readonly live: CatalogObject | undefined;
  /** The live object before it was mutated. */
  readonly before: CatalogObject | undefined;
  /** What is declared and stands for the mutated object now; another may have its name. */
  readonly counterpart: CatalogObject | undefined;
  /** What belongs to the same table on the live side. */
  readonly siblings: readonly CatalogObject[];
  /** What belongs to that table as it is declared. */
  readonly declaredSiblings: readonly CatalogObject[];
  /** The table that it is in or on, if it is in one. */
  readonly home: Home | undefined;
}

interface Accepted {
  readonly name: string;
  readonly is: (mutation: Mutation, pair: Pair) => boolean;
}

/** The values of the attribute that was changed. */
function values({ attribute = "" }: Mutation, { declared, live }: Pair): readonly (AttributeValue | undefined)[] {
  return [declared?.attributes[attribute], live?.attributes[attribute]];
}

const ofAttribute =
  (kind: string, attributes: readonly string[], are: (declared: string, live: string, pair: Pair) => boolean) =>
  (mutation: Mutation, pair: Pair): boolean => {
    if (mutation.kind !== kind || !attributes.includes(mutation.attribute ?? "")) return false;
    const [declared, live] = values(mutation, pair);
    return pair.declared !== undefined && pair.live !== undefined && are(String(declared), String(live), pair);
  };

const widths: Readonly<Record<string, number>> = { smallint: 2, integer: 4, bigint: 8 };
const isWider = (declared: string, live: string) => (widths[declared] ?? 9) < (widths[live] ?? 0);
const isNotDeferrable = ({ declared, live }: Pair) => !declared?.attributes.deferrable && !live?.attributes.deferrable;
const nameless: readonly unknown[] = ["PRIMARY KEY", "UNIQUE", "FOREIGN KEY", "CHECK"];

const accepted: readonly Accepted[] = [
  { name: "timestamp as timestamptz of one precision (N1)", is: ofAttribute("column", ["type"], isSameMoment) },
  { name: "a wider integer (N2)", is: ofAttribute("column", ["type"], isWider) },
  {
    name: "a wider sequence of a column's own (N2)",
    is: ofAttribute(
      "sequence",
      ["type"],
      (declared, live, { live: it }) => it?.parent !== undefined && isWider(declared, live),
    ),
  },
  { name: "an enum type of another name (N3)", is: ({ kind, attribute }) => kind === "enum" && attribute === "name" },
  { name: "the labels of an enum that stands for a CHECK, in another order (N4)", is: isSameSet },
  {
    name: "a comment on an enum type that stands for another (N3, N4)",
    is: ({ kind, attribute }, { declared }) => kind === "enum" && attribute === "comment" && declared === undefined,
  },
  {
    name: "a key, foreign key or check of another name (N5, N10; MariaDB numbers checks)",
    is: ({ kind, attribute }, { live }) =>
      kind === "constraint" && attribute === "name" && nameless.includes(live?.attributes.type),
  },
  { name: "an index of another name (N6)", is: ({ kind, attribute }) => kind === "index" && attribute === "name" },
  { name: "a unique constraint as a unique index (N7)", is: isSameUniqueness },
  { name: "the index that InnoDB keeps for a foreign key (N8)", is: isIndexOfForeignKey },
  { name: "a unique index that a key implies (N9)", is: isImplied },
  {
    name: "RESTRICT for NO ACTION (N11)",
    is: ofAttribute(
      "constraint",
      ["onUpdate", "onDelete"],
      (declared, live, pair) => [declared, live].sort().join() === "NO ACTION,RESTRICT" && isNotDeferrable(pair),
    ),
  },
  {
    name: "DEFAULT NULL for none (N12)",
    is: (mutation, pair) => {
      const [declared, live] = values(mutation, pair);
      const tree = typeof live === "string" && declared === undefined ? parseExpression(live) : undefined;
      const constant = tree && constantOf(withoutAnyCast(tree));
      return (
        mutation.kind === "column" && mutation.attribute === "default" && constant !== undefined && "null" in constant
      );
    },
  },
  { name: "the same default in another spelling (N13)", is: ofAttribute("column", ["default"], isSameDefault) },
  {
    name: "a sequence of the column's own under another name (N14)",
    is: ({ kind, attribute }, { live }) => kind === "sequence" && attribute === "name" && live?.parent !== undefined,
  },
  { name: "another order of columns (N16)", is: ({ attribute }) => attribute === "columnOrder" },
  {
    name: "in a migration tool's own table (N17)",
    is: (mutation, { home }) => home !== undefined && isStillTools(mutation, home),
  },
  {
    name: "varchar without a length as text (N20)",
    is: ofAttribute("column", ["type"], (...types) =>
      ["character varying,text", "text,character varying"].includes(types.slice(0, 2).join()),
    ),
  },
  { name: "the name of a NOT NULL (N21)", is: ({ attribute }) => attribute === "notNullName" },
];

export function acceptedAs(mutation: Mutation, pair: Pair): string | undefined {
  return accepted.find(({ is }) => is(mutation, pair))?.name;
}

const numbers = ["smallint", "integer", "bigint", "real", "double precision"];

/** The start of the transaction; a number or a truth by its value, any other literal by its text. */
function isSameDefault(declared: string, live: string, { live: column }: Pair): boolean {
  const [one, other] = [declared, live].map((text) => parseExpression(text));
  if (one === undefined || other === undefined) return false;
  if (isNow(one) || isNow(other)) return isNow(one) && isNow(other);
  const [a, b] = [one, other].map((tree) => Object.entries(constantOf(withoutAnyCast(tree)) ?? {})[0]);
  if (a === undefined || b === undefined || a[0] === "null" || b[0] === "null") return false;
  const type = String(column?.attributes.type);
  if (numbers.includes(type) || type.startsWith("numeric")) return Number(a[1]) === Number(b[1]);
  if (type === "boolean") return isTrue(a[1]) === isTrue(b[1]);
  return String(a[1]) === String(b[1]);
}

const isTrue = (value: unknown) => ["true", "t", "1"].includes(String(value));

function isSameMoment(declared: string, live: string): boolean {
  const [one, other] = [parseType(declared), parseType(live)];
  return (
    one?.name === "timestamp" &&
    (other?.name === "timestamptz" || other?.name === "timestamp") &&
    one.dimensions === other.dimensions &&
    (one.modifiers[0] ?? 6) === (other.modifiers[0] ?? 6)
  );
}

/** Nobody declared the type itself, and a CHECK has no order. */
function isSameSet({ kind, attribute }: Mutation, { declared, live, before }: Pair): boolean {
  if (kind !== "enum" || attribute !== "labels" || declared !== undefined || !live || !before) return false;
  const [one, other] = [before, live].map(({ attributes }) => JSON.stringify(listOf(attributes.labels).toSorted()));
  return one === other;
}

function isSameUniqueness({ attribute }: Mutation, pair: Pair): boolean {
  const [one, other] = [pair.declared?.attributes, pair.live?.attributes];
  if (attribute !== "type" || one === undefined || other === undefined || !isNotDeferrable(pair)) return false;
  const same = ["keys", "method", "include", "predicate", "nullsNotDistinct"].every(
    (name) => JSON.stringify(one[name]) === JSON.stringify(other[name]),
  );
  return same && [one.type, other.type].sort().join() === "UNIQUE,UNIQUE INDEX";
}

/** Just the columns of a foreign key, named as InnoDB names it: without a number where index names were preserved. */
function isIndexOfForeignKey(_: Mutation, { counterpart, live, siblings, declaredSiblings }: Pair): boolean {
  if (counterpart !== undefined || live?.kind !== "index" || !isPlain(live, "INDEX")) return false;
  const keys = listOf(live.attributes.keys).map(unquoted);
  const name = originalName(nameOf(live.id));
  // Where the key itself was lost, that is told by itself.
  return [...siblings, ...declaredSiblings].some(({ id, attributes }) => {
    const columns = listOf(attributes.columns);
    const suffixes = [nameOf(id), columns[0] ?? ""].map((each) => each.toLowerCase());
    const isNamed = suffixes.some((suffix) => name === suffix) || name.replace(/_\d+$/, "") === suffixes[1];
    return attributes.type === "FOREIGN KEY" && columns.join("\0") === keys.join("\0") && isNamed;
  });
}

/** Nothing but its keys, uniqueness and method. A comment says nothing of an index that nobody declared. */
function isPlain({ attributes: { type, method, keys, comment: _, ...rest } }: CatalogObject, wanted: string): boolean {
  const columnsOnly = listOf(keys).every((key) => !/[ (]/.test(key));
  return type === wanted && method === "btree" && columnsOnly && Object.keys(rest).length === 0;
}

function isImplied(_: Mutation, { counterpart, live, siblings }: Pair): boolean {
  if (counterpart !== undefined || live === undefined) return false;
  if (!isPlain(live, "UNIQUE INDEX") && !isPlain(live, "UNIQUE")) return false;
  const columns = listOf(live.attributes.keys);
  return siblings.some(
    (other) =>
      other.id !== live.id &&
      ["PRIMARY KEY", "UNIQUE", "UNIQUE INDEX"].some((type) => isPlain(other, type)) &&
      listOf(other.attributes.keys).every((key) => columns.includes(key)),
  );
}
