// Rails' db/structure.sql: the dump that Rails itself makes of the database, when told to write SQL.

import { SourceError } from "../../errors.ts";
import { printable } from "../../redact.ts";
import { readText } from "../files.ts";
import { schemaRb } from "../migrations/rails.ts";
import type { Model } from "./model.ts";

export const rails: Model = {
  name: "rails",
  locator: "rails:db/structure.sql",
  ddl: async (path) => {
    if (path.endsWith(".rb")) throw new SourceError(schemaRb(path));
    return { scripts: [{ name: printable(path), text: await readText(path) }], found: printable(path) };
  },
};
