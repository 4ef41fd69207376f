// Who inherits from a table, or is its partition, over however many steps.

import type { ObjectId } from "../catalog/object-id.ts";
import type { Context } from "./statement.ts";

export function descendants(table: ObjectId | undefined, context: Context): ObjectId[] {
  const children = table === undefined ? [] : context.children(table);
  return children.flatMap((child) => [child, ...descendants(child, context)]);
}
