// What functions that are stored do with a column of a table: they find both by their names when they run, and are not checked before.

import type { Catalog, CatalogObject } from "../../catalog/catalog.ts";
import { membersOf } from "../../catalog/members.ts";
import { kindOf, nameOf, type ObjectId } from "../../catalog/object-id.ts";
import { oncePerCatalog } from "../../catalog/once.ts";
import { kindNamed } from "../../kinds/registry.ts";
import { nodeOf } from "../../sql/expression.ts";
import { namesIn } from "../../sql/names.ts";
import { isTree, nodesOf } from "../../sql/parse.ts";
import { stampedColumns } from "../../sql/plpgsql.ts";
import { type Part, partsOf } from "../../sql/routine.ts";
import { textOf } from "./facts.ts";
import { readersOf } from "./readers.ts";
import { isOnly, namesOf, type Scope } from "./uses.ts";

export interface StoredRoutine {
  readonly id: ObjectId;
  readonly names: ReadonlySet<string>;
  /** Undefined where it can't be read. */
  readonly parts: readonly Part[] | undefined;
  readonly returns: string | undefined;
}

/** The functions that say the name of a table or a view, and those that its triggers call. */
export function routinesOf(relation: ObjectId, catalog: Catalog): readonly StoredRoutine[] {
  const called = new Set(membersOf(relation, "trigger", catalog).flatMap(({ uses }) => uses ?? []));
  const name = nameOf(relation);
  return routinesIn(catalog).filter(({ id, names }) => names.has(name) || called.has(id));
}

const routinesIn = oncePerCatalog(({ objects }) => [...objects.values()].flatMap(routineOf));

function routineOf({ id, kind, attributes: own }: CatalogObject): StoredRoutine[] {
  const [body, language] = [kind === "function" ? textOf(own.body) : undefined, textOf(own.language) ?? ""];
  // The body of a function in C is the name of its symbol; one that only stamps columns of its row does nothing else.
  if (body === undefined || language === "c" || language === "internal") return [];
  if (language === "plpgsql" && stampedColumns(body) !== undefined) return [];
  const [given, returns] = [textOf(own.arguments) ?? "", textOf(own.returns)];
  const parts = partsOf({ language, body, arguments: given, returns });
  return [{ id, names: new Set([body, given, returns ?? ""].flatMap((code) => [...namesIn(code)])), parts, returns }];
}

/** What functions may do with a column. */
export interface Use extends Omit<Required<Scope>, "names" | "table"> {
  /** A whole row of the table shows the column, too, and may not be handed to a function. */
  readonly isShownByRow?: true;
}

/** They may do with it whatever PostgreSQL casts for by itself: compare, assign, insert. Its type must not choose a function. */
export const anyUse: Use = { isPeer: () => true, isStorable: () => true, isHandedOn: true };

/** A function that does anything else with a column, or with one of a view that hands it on. */
export function routineOtherwise(
  relation: ObjectId,
  column: string,
  catalog: Catalog,
  use: Use,
  seen: Set<string> = new Set(),
): ObjectId | undefined {
  const key = `${relation} ${column}`;
  if (seen.has(key)) return undefined;
  seen.add(key);
  const views = readersOf(relation, catalog).filter(({ id }) => kindNamed(kindOf(id))?.relation === "view");
  const handed = views.flatMap(({ id, tree }) => [...namesOf(column, tree, use.isPeer)].map((name) => ({ id, name })));
  return (
    routineOn(relation, column, catalog, use) ??
    handed
      .map(({ id, name }) => routineOtherwise(id, name, catalog, use, seen))
      .find((routine) => routine !== undefined)
  );
}

function routineOn(relation: ObjectId, column: string, catalog: Catalog, use: Use): ObjectId | undefined {
  const table = nameOf(relation);
  return routinesOf(relation, catalog).find(({ names, parts }) => {
    if (parts === undefined) return names.has(column);
    const trees = parts.map(({ tree }) => withoutOthers(tree, table));
    const called = new Set([
      ...(use.isShownByRow ? [...rows, table] : []),
      ...trees.flatMap((tree) => [...namesOf(column, tree, use.isPeer)]),
    ]);
    return !parts.every(({ isUncast, assigned }, at) => {
      const scope = { ...use, names: called, table, isHandedOn: use.isHandedOn && !isUncast };
      if (!isOnly(trees[at], scope)) return false;
      return assigned === undefined || !called.has(assigned) || use.isStorable(assignedValue(trees[at]));
    });
  })?.id;
}

/** What stands for a whole row, in a trigger function. */
const rows = ["new", "old"];

/** What an assignment assigns. */
const assignedValue = (tree: unknown) => [...nodesOf(tree, "ResTarget")][0]?.val;

/** The tree without references to columns of other tables that it names. */
function withoutOthers(tree: unknown, table: string): unknown {
  const called = [...nodesOf(tree, "RangeVar")].map(({ relname, alias }) => ({
    relname: String(relname),
    name: isTree(alias) ? String(alias.aliasname) : String(relname),
  }));
  const others = new Set(called.filter(({ relname }) => relname !== table).map(({ name }) => name));
  for (const { relname, name } of called) if (relname === table) others.delete(name);
  const without = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(without);
    if (!isTree(node)) return node;
    const [qualifier] = [...nodesOf(nodeOf(node, "ColumnRef"), "String")].slice(0, -1).slice(-1);
    if (qualifier !== undefined && others.has(String(qualifier.sval))) return { ParamRef: {} };
    return Object.fromEntries(Object.entries(node).map(([field, value]) => [field, without(value)]));
  };
  return others.size === 0 ? tree : without(tree);
}
