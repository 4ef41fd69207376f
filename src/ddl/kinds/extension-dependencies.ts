// What goes with an extension though it is not the extension's.

import { type ObjectId, objectId, parseObjectId } from "../../catalog/object-id.ts";
import { identifier } from "../../sql/identifier.ts";
import { objectTold } from "../objects-told.ts";
import { namedIn } from "../references.ts";
import type { KindDdl } from "../statement.ts";

export const extensionDependencies: KindDdl = {
  kind: "extension dependency",
  phase: "later",
  create: ({ id }, context) => {
    const { path, signature } = parseObjectId(id);
    const needs = [objectId("extension", path), ...namedIn(context, signature)];
    return [{ sql: dependency(id, ""), makes: [id], needs }];
  },
  drop: ({ id }) => [{ sql: dependency(id, "NO "), drops: [id] }],
};

function dependency(id: ObjectId, no: string): string {
  const { path, signature = "" } = parseObjectId(id);
  const { word, name } = objectTold(signature);
  return `ALTER ${word} ${name} ${no}DEPENDS ON EXTENSION ${identifier(path[0] ?? "")}`;
}
