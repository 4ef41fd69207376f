// The statements of every object of a catalog, ranked: where nothing else decides, kinds that others depend on come first, and
// all of one table stands together.

import type { CatalogObject } from "../catalog/catalog.ts";
import { dotted, type ObjectId, objectId, parseObjectId } from "../catalog/object-id.ts";
import { kindNamed, kinds } from "../kinds/registry.ts";
import type { Step } from "./order.ts";
import { ddlOf } from "./registry.ts";
import { CannotWrite, type Context, phases, type Refusal, type Statement } from "./statement.ts";

/** One statement, and the object that it is about. */
export interface Part {
  readonly object: CatalogObject;
  readonly statement: Statement;
}

/** @param isWanted of which objects; by default of all */
export function partsOf(
  context: Context,
  isWanted: (object: CatalogObject) => boolean = () => true,
): { readonly parts: readonly Part[]; readonly refused: readonly Refusal[] } {
  const parts: Part[] = [];
  const refused: Refusal[] = [];
  for (const object of inRank(context, isWanted)) {
    const { kind } = object;
    try {
      const schema = schemaOf(object);
      for (const { needs = [], ...statement } of ddlOf(kind).create(object, context))
        parts.push({ object, statement: { ...statement, needs: [...schema, ...needs] } });
    } catch (error) {
      if (!(error instanceof CannotWrite)) throw error;
      refused.push({ id: object.id, reason: error.message });
    }
  }
  return { parts, refused };
}

/** Those that no other object's statements make. */
function inRank(context: Context, isWanted: (object: CatalogObject) => boolean): CatalogObject[] {
  const { objects } = context.catalog;
  const own = [...objects.values()].filter((object) => {
    if (!isWanted(object)) return false;
    const maker = objects.get(ddlOf(object.kind).madeWith?.(object, context) ?? object.id);
    return maker === undefined || maker === object || !isWanted(maker);
  });
  const ranked = own.map((object) => ({ object, rank: rankOf(object, context) }));
  return ranked.sort((a, b) => compared(a.rank, b.rank)).map(({ object }) => object);
}

type Rank = readonly (number | string)[];

function rankOf(object: CatalogObject, context: Context): Rank {
  const { phase } = ddlOf(object.kind);
  const chosen = typeof phase === "function" ? phase(object) : phase;
  return [
    phases.indexOf(chosen),
    dotted(rootOf(object, context)),
    kinds.findIndex(({ name }) => name === object.kind),
    object.id,
  ];
}

function rootOf({ id, parent }: CatalogObject, context: Context): ObjectId {
  const above = parent === undefined ? undefined : context.catalog.objects.get(parent);
  return above === undefined ? id : rootOf(above, context);
}

function compared(a: Rank, b: Rank): number {
  for (const [at, one] of a.entries()) {
    const other = b[at] ?? one;
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

function schemaOf({ id, kind }: CatalogObject): ObjectId[] {
  const { path } = parseObjectId(id);
  return kindNamed(kind)?.global || path.length < 2 ? [] : [objectId("schema", [path[0] ?? ""])];
}

/** What must come before each: its object's statement before, and the makers of what it needs. */
export function stepsOf(parts: readonly Part[]): Step[] {
  const makers = new Map<ObjectId, number[]>();
  for (const [at, { statement }] of parts.entries()) {
    for (const id of statement.makes ?? []) {
      const before = makers.get(id);
      if (before === undefined) makers.set(id, [at]);
      else before.push(at);
    }
  }
  return parts.map(({ object, statement }, at) => {
    const isFirst = parts[at - 1]?.object !== object;
    const needed = (statement.needs ?? []).flatMap((need) => makers.get(need) ?? []);
    // A later statement of its own makes what it makes, too.
    const others = needed.filter((each) => parts[each]?.object !== object || each < at);
    return { after: isFirst ? others : [at - 1, ...others] };
  });
}
