// Text search dictionaries.

import { optionalText } from "../../kinds/row.ts";
import type { KindDdl } from "../statement.ts";
import { aboutSearch, createSearch, dropSearch } from "../text-search.ts";

export const textSearchDictionaries: KindDdl = {
  kind: "text search dictionary",
  phase: "operators",
  create: (object, context) => {
    const options = optionalText(object.attributes, "options");
    const more = options === null ? [] : [options];
    return [
      createSearch(object, context, "DICTIONARY", [["TEMPLATE", "template"]], more),
      ...aboutSearch(object, "DICTIONARY"),
    ];
  },
  drop: dropSearch("DICTIONARY"),
};
