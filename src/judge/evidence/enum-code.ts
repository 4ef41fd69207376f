// What is stored beside a column and would notice that it has another enum type, or an enum type where text is declared.

import type { CatalogObject } from "../../catalog/catalog.ts";
import type { Drift } from "../../catalog/drift.ts";
import { nameOf } from "../../catalog/object-id.ts";
import type { Comparison } from "../../compare/diff/diff.ts";
import { constantOf, nodeOf } from "../../sql/expression.ts";
import { namesIn } from "../../sql/names.ts";
import { isTree, nodesOf, type Tree } from "../../sql/parse.ts";
import { declined, type Refusal } from "../equivalence.ts";
import { bothSides, type Labels } from "./facts.ts";
import { keptByCode } from "./kept-by-code.ts";
import { readersOf } from "./readers.ts";
import { pathOf, reads } from "./uses.ts";

/** A refusal where live code takes the column for text, compares it with what is none of its labels, or needs the declared type. */
export function keptByEnum(drift: Drift, comparison: Comparison): Refusal | undefined {
  const columns = bothSides(drift, comparison);
  if (columns === undefined) return undefined;
  const type = columns.live.attributes.type;
  const alike = new Set(
    [...comparison.live.objects.values()]
      .filter(({ kind, attributes }) => kind === "column" && attributes.type === type)
      .map(({ id }) => nameOf(id)),
  );
  const isPeer = (tree: Tree) => {
    const constant = constantOf(tree);
    return constant === undefined ? alike.has(pathOf(tree)?.at(-1) ?? "") : "string" in constant || "null" in constant;
  };
  const isStorable = (tree: unknown) => isTree(tree) && (isPeer(tree) || nodeOf(tree, "SetToDefault") !== undefined);
  return (
    neededType(columns.declared, comparison) ?? keptByCode(drift, comparison, { isPeer, isStorable, isHandedOn: true })
  );
}

/** The declared type is there on both sides, and something takes nothing else. */
function neededType({ uses = [] }: CatalogObject, { declared, live }: Comparison): Refusal | undefined {
  const type = uses.map((id) => declared.objects.get(id)).find((object) => object?.kind === "enum");
  if (type === undefined || !live.objects.has(type.id)) return undefined;
  const name = nameOf(type.id);
  const needing = [...live.objects.values()].find(
    ({ id, kind, attributes }) =>
      !["column", "enum", "constraint", "index"].includes(kind) &&
      [id, ...Object.values(attributes)]
        .flat()
        .some((text) => String(text).includes(name) && namesIn(String(text)).has(name)),
  );
  return needing && declined(`${needing.id} uses ${type.id}, which exists, but the live column has another type`);
}

/** A refusal where the labels sort otherwise as text, and what is stored with the table sorts by the column. */
export function keptByOrder(
  drift: Drift,
  comparison: Comparison,
  declared: Labels | undefined,
  live: Labels | undefined,
): Refusal | undefined {
  const column = bothSides(drift, comparison)?.live;
  if (column?.parent === undefined || declared?.by !== "check" || live === undefined) return undefined;
  const isAlphabetical = live.labels.every((label, at) => at === 0 || (live.labels[at - 1] ?? "") < label);
  const names = new Set([nameOf(column.id)]);
  const sorts = (tree: unknown) =>
    [...nodesOf(tree, "SortBy")].some(({ node }) => reads(node, names)) ||
    [...nodesOf(tree, "PartitionSpec"), ...partitions(tree)].some(
      ({ strategy, partParams }) => strategy === "PARTITION_STRATEGY_RANGE" && reads(partParams, names),
    );
  const by = isAlphabetical ? undefined : readersOf(column.parent, comparison.live).find(({ tree }) => sorts(tree));
  return by && declined(`${by.id} sorts by the column, and an enum type sorts by the order of its labels`);
}

/** The key in `CREATE TABLE … PARTITION BY`. */
const partitions = (tree: unknown): Tree[] =>
  [...nodesOf(tree, "CreateStmt")].flatMap(({ partspec }) => (isTree(partspec) ? [partspec] : []));
