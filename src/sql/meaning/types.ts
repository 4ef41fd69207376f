// The form of a type's name, so that two can be compared: `character varying(9)[]`, `pg_catalog.int4`.

import { nodeOf, places, remembered } from "../expression.ts";
import { isTree, nodesOf, parseStatements, strings, type Tree } from "../parse.ts";

export interface TypeForm {
  /** `int4`, `timestamptz`; with its schema where it is not pg_catalog's. */
  readonly name: string;
  /** What stands in parentheses behind the name, as it is written. */
  readonly modifiers?: unknown;
  /** One for every array: PostgreSQL knows no more of them. */
  readonly dimensions: 0 | 1;
}

/** Of a parse tree's TypeName; undefined for `SETOF` and `%TYPE`. */
export function typeForm({ names, typmods, arrayBounds, setof, pct_type }: Tree): TypeForm | undefined {
  if (setof === true || pct_type === true) return undefined;
  const path = strings(names);
  return {
    name: path
      .filter((part, at) => at > 0 || part !== "pg_catalog" || path.length === 1)
      .map(quoted)
      .join("."),
    ...(typmods !== undefined && { modifiers: withoutPlaces(typmods) }),
    dimensions: Array.isArray(arrayBounds) ? 1 : 0,
  };
}

/** So that a dot is only ever between two names. */
const quoted = (name: string) => (name.includes(".") ? JSON.stringify(name) : name);

/** Of a type as PostgreSQL prints it. */
export const parseTypeForm = remembered((text: string): TypeForm | undefined => {
  const [cast] = nodesOf(parseStatements(`SELECT NULL::${text}`), "TypeCast");
  return isTree(cast?.typeName) ? typeForm(cast.typeName) : undefined;
});

export function isTypeForm(value: unknown): value is TypeForm {
  return isTree(value) && typeof value.name === "string" && typeof value.dimensions === "number";
}

/** A type without modifiers that is no array. */
export const isPlain = ({ modifiers, dimensions }: TypeForm) => modifiers === undefined && dimensions === 0;

export const plain = (name: string): TypeForm => ({ name, dimensions: 0 });

export const elementOf = (type: TypeForm): TypeForm => ({ ...type, dimensions: 0 });

export const unmodified = ({ name, dimensions }: TypeForm): TypeForm => ({ name, dimensions });

/** The one number in parentheses behind a type's name. */
export function modifierOf({ modifiers }: TypeForm): number | undefined {
  const [one, ...more] = Array.isArray(modifiers) ? (modifiers as readonly unknown[]) : [];
  const digits = nodeOf(one, "A_Const")?.ival;
  // The parse tree leaves out zero.
  return isTree(digits) && more.length === 0 ? Number(digits.ival ?? 0) : undefined;
}

export function withoutPlaces(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(withoutPlaces);
  if (!isTree(tree)) return tree;
  return Object.fromEntries(
    Object.entries(tree).flatMap(([field, value]) => (places.has(field) ? [] : [[field, withoutPlaces(value)]])),
  );
}
