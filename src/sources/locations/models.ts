// Where a model in another language declares an object: the class of a table, the attribute of a column.

import type { ModelPlace } from "../../models/emitted.ts";
import { type Locate, Places } from "./places.ts";
import { fileShown } from "./scripts.ts";

/** @param otherwise what the model's own program can't tell: a migration that makes more than models say */
export function locateInModel(places: readonly ModelPlace[], otherwise: Locate | undefined): Locate {
  return async (ids) => {
    const known = new Places();
    for (const { path, file: named, line } of places) {
      const [schema, ...names] = path;
      const file = fileShown(named);
      const node = names.length > 1 ? "ColumnDef" : "CreateStmt";
      const whole = [schema ?? "public", ...names.filter((name) => name !== undefined)];
      if (file !== undefined) known.add({ node, path: whole, source: { file, line } });
    }
    return new Map([...((await otherwise?.(ids)) ?? []), ...known.of(ids)]);
  };
}
