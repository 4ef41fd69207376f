// Text search templates.

import type { KindDdl } from "../statement.ts";
import { aboutSearch, createSearch, dropSearch } from "../text-search.ts";

const functions = [
  ["INIT", "init"],
  ["LEXIZE", "lexize"],
] as const;

export const textSearchTemplates: KindDdl = {
  kind: "text search template",
  phase: "operators",
  create: (object, context) => [
    createSearch(object, context, "TEMPLATE", functions),
    ...aboutSearch(object, "TEMPLATE"),
  ],
  drop: dropSearch("TEMPLATE"),
};
