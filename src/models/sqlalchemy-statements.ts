// What the constructs of SQLAlchemy can't say, so that its absence in a model means nothing. What a model says by DDL of
// its own (events, `DDL("CREATE VIEW …")`) it can say: what such a statement brings is never listed.

import type { Kind } from "../kinds/kind.ts";
import { kinds, kindsThat } from "../kinds/registry.ts";
import { isTree, nodesOf, parseStatements, type Tree } from "../sql/parse.ts";

export interface EmittedStatement {
  readonly sql: string;
  /** The project's own text or construct, and no construct of SQLAlchemy's. */
  readonly own: boolean;
}

/** What SQLAlchemy has no construct for, and another ORM may. */
const own: readonly string[] = [
  "extension",
  "view",
  "materialized view",
  "policy",
  "default privilege",
  "system privilege",
];

const isUnmade = ({ name, beyondModels }: Kind) => beyondModels === true || own.includes(name);

const unmade = kindsThat(isUnmade);

/** Kinds of which SQLAlchemy has no construct, by the statement that makes one. */
const madeBy = new Map<string, readonly string[]>();
for (const { name, madeBy: statements = [] } of kinds.filter(isUnmade))
  for (const statement of statements) madeBy.set(statement, [...(madeBy.get(statement) ?? []), name]);

/** Attributes of kinds that SQLAlchemy does make, and that none of its constructs sets: such as have no value where they are not said. */
const attributes = [
  "schema.comment",
  "enum.comment",
  "domain.comment",
  "domain.notNullName",
  "domain.notNullComment",
  "sequence.persistence",
  "sequence.comment",
  ...["ofType", "partitionOf", "partitionBound"].map((name) => `table.${name}`),
  "table.replicaIdentity",
  ...["storage", "compression", "statistics", "notNullName", "notNullComment"].map((name) => `column.${name}`),
  ...["partitionOf", "tablespace", "indexComment"].map((name) => `constraint.${name}`),
  ...["partitionOf", "comment"].map((name) => `index.${name}`),
];

/** What a version of SQLAlchemy learnt to say. */
const since: Readonly<Record<string, string>> = {
  domain: "2.0",
  view: "2.1",
  "materialized view": "2.1",
  "constraint.comment": "2.0",
  "table.accessMethod": "2.0.26",
};

const privilegesOf = kinds
  .filter(({ name }) => !unmade.includes(name))
  .flatMap((kind) => Object.keys(kind.attributes).map((attribute) => ({ kind, attribute })))
  .filter(({ kind, attribute }) => kind.attributes[attribute]?.privileges === true)
  .map(({ kind, attribute }) => `${kind.name}.${attribute}`);

/**
 * Kinds, and attributes of kinds, that this model could not have said. The parser must be loaded.
 * @param version SQLAlchemy's
 */
export function lacksOf(statements: readonly EmittedStatement[], version: string): string[] {
  const ownTypes = new Set(statements.filter(({ own }) => own).flatMap(({ sql }) => typesOf(sql)));
  // Code may make anything, and so may what this parser doesn't know.
  if (["", "DoStmt", "CallStmt", "SelectStmt", "ExecuteStmt"].some((type) => ownTypes.has(type))) return [];
  const kinds = new Set([...ownTypes].flatMap((type) => madeBy.get(type) ?? []));
  const changes = [...ownTypes].some((type) => !madeBy.has(type));
  const lacking = new Set([
    ...unmade,
    ...(changes ? [] : [...attributes, ...privilegesOf, ...Object.keys(since).filter((name) => name.includes("."))]),
  ]);
  for (const [name, first] of Object.entries(since)) if (isFrom(version, first)) lacking.delete(name);
  return [...lacking].filter((name) => !kinds.has(name) && !kinds.has(name.split(".")[0] ?? ""));
}

/** The types of a text's statements; an empty one where PostgreSQL's grammar refuses it. */
function typesOf(sql: string): string[] {
  return parseStatements(sql)?.map((tree) => Object.keys(tree)[0] ?? "") ?? [""];
}

function isFrom(version: string, first: string): boolean {
  return new Intl.Collator("en", { numeric: true }).compare(version, first) >= 0;
}

/** Without what creates these schemas once more: they are made first, as `create_all` makes none. */
export function withoutSchemas<T extends EmittedStatement>(
  statements: readonly T[],
  schemas: readonly string[],
): readonly T[] {
  return statements.filter(({ sql }) => {
    const trees = parseStatements(sql);
    const [statement]: Tree[] = [...nodesOf(trees, "CreateSchemaStmt")];
    const isAlone = trees?.length === 1 && isTree(statement) && statement.schemaElts === undefined;
    return !isAlone || !schemas.includes(String(statement?.schemaname));
  });
}
