// Where objects are declared, by what PostgreSQL's parser calls the node that declares them and by their names. What is
// uncertain is not in here: no line is better than a wrong one.

import type { SourceLocation } from "../../catalog/drift.ts";
import { type ObjectId, parseObjectId } from "../../catalog/object-id.ts";
import { kindNamed } from "../../kinds/registry.ts";

/** Of those that are asked for, the ones that are known. */
export type Locate = (ids: ReadonlySet<ObjectId>) => Promise<ReadonlyMap<ObjectId, SourceLocation>>;

export interface Place {
  /** `CreateStmt`, `ColumnDef`: what `madeBy` of a kind names. */
  readonly node: string;
  /** From the outermost: schema, table, name. */
  readonly path: readonly string[];
  /** What tells it from another of the same names: the types of a function's arguments. */
  readonly signature?: readonly string[];
  readonly source: SourceLocation;
}

export class Places {
  #byKey = new Map<string, Place | "ambiguous">();

  /** The last one counts: what was made before it was dropped. */
  add(place: Place): void {
    const key = keyOf(place.node, place.path, place.signature?.length);
    const before = this.#byKey.get(key);
    const isOther = before === "ambiguous" || (before && `${before.signature}` !== `${place.signature}`);
    this.#byKey.set(key, isOther ? "ambiguous" : place);
  }

  /** What has this path, or stands under it, has another from now on. */
  rename(from: readonly string[], to: readonly string[]): void {
    const moved = [...this.#byKey.values()].filter(
      (each): each is Place => each !== "ambiguous" && from.every((part, at) => each.path[at] === part),
    );
    for (const each of moved) {
      this.#byKey.delete(keyOf(each.node, each.path, each.signature?.length));
      this.add({ ...each, path: [...to, ...each.path.slice(from.length)] });
    }
  }

  of(ids: ReadonlySet<ObjectId>): ReadonlyMap<ObjectId, SourceLocation> {
    return new Map(
      [...ids].flatMap((id) => {
        const found = this.#find(id);
        return found === undefined ? [] : [[id, found] as const];
      }),
    );
  }

  #find(id: ObjectId): SourceLocation | undefined {
    const { kind, path, signature } = parseObjectId(id);
    const count = signature === undefined ? undefined : signature === "" ? 0 : signature.split(", ").length;
    for (const node of kindNamed(kind)?.madeBy ?? []) {
      const place = this.#byKey.get(keyOf(node, path, count)) ?? this.#byKey.get(keyOf(node, path));
      if (place !== undefined && place !== "ambiguous") return place.source;
    }
    return undefined;
  }
}

const keyOf = (node: string, path: readonly string[], count?: number) => JSON.stringify([node, count ?? null, ...path]);
