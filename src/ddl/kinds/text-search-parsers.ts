// Text search parsers.

import type { KindDdl } from "../statement.ts";
import { aboutSearch, createSearch, dropSearch } from "../text-search.ts";

const functions = [
  ["START", "start"],
  ["GETTOKEN", "getToken"],
  ["END", "end"],
  ["HEADLINE", "headline"],
  ["LEXTYPES", "lexTypes"],
] as const;

export const textSearchParsers: KindDdl = {
  kind: "text search parser",
  phase: "operators",
  create: (object, context) => [createSearch(object, context, "PARSER", functions), ...aboutSearch(object, "PARSER")],
  drop: dropSearch("PARSER"),
};
