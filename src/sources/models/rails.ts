// Rails' db/structure.sql: the dump that Rails itself makes of the database, when told to write SQL.

import { printable } from "../../redact.ts";
import { readText } from "../files.ts";
import { structureOf } from "../migrations/rails.ts";
import type { Model } from "./model.ts";

export const rails: Model = {
  name: "rails",
  locator: "rails:db/structure.sql",
  ddl: async (path) => {
    const text = await readText(await structureOf(path));
    return { scripts: [{ name: printable(path), text }], found: printable(path) };
  },
};
