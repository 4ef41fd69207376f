// Text search configurations: a parser, and the dictionaries for each type of token.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { list } from "../../kinds/row.ts";
import { nameInSql } from "../../sql/identifier.ts";
import { namedIn } from "../references.ts";
import { CannotWrite, type Context, type KindDdl, type Statement } from "../statement.ts";
import { aboutSearch, createSearch, dropSearch } from "../text-search.ts";

export const textSearchConfigurations: KindDdl = {
  kind: "text search configuration",
  phase: "operators",
  create: (object, context) => [
    createSearch(object, context, "CONFIGURATION", [["PARSER", "parser"]]),
    ...list(object.attributes, "mappings").map((told) => mapping(object, told, context)),
    ...aboutSearch(object, "CONFIGURATION"),
  ],
  drop: dropSearch("CONFIGURATION"),
};

/** @param told `asciiword WITH public.stems, simple` */
function mapping({ id }: CatalogObject, told: string, context: Context): Statement {
  if (/^\d/.test(told))
    throw new CannotWrite("Its parser no longer knows a type of token that it has dictionaries for");
  const sql = `ALTER TEXT SEARCH CONFIGURATION ${nameInSql(id)} ADD MAPPING FOR ${told}`;
  // An expression that calls for it must find all of it.
  return { sql, makes: [id], needs: namedIn(context, told).filter((each) => each !== id) };
}
