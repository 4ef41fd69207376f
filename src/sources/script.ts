// DDL or a schema-only dump: a file, or the files of a folder. A folder that a migration tool keeps is read as that tool does.

import { dirname, extname } from "node:path";
import { refuseDownParts } from "../migrations/down-parts.ts";
import { migrationsIn } from "../migrations/locate.ts";
import { readScripts } from "../scripts/files.ts";
import { openMigrations } from "./model.ts";
import type { Source } from "./source.ts";
import { openTexts } from "./texts.ts";

export const script: Source = {
  name: "script",
  locator: "schema.sql or a folder of .sql files",
  // What is neither a URL, nor one that lacks its slashes, nor libpq's `host=… dbname=…`, nor a snapshot, is a path.
  accepts: (locator) => !/:\/\/|^postgres(?:ql)?:|\b(?:host|dbname|password)\s*=/i.test(locator),
  open: async (locator, options) => {
    const migrations = await migrationsIn(locator);
    if (migrations !== undefined) return openMigrations(migrations, options);
    const scripts = await readScripts(locator, options.restoreTimeout);
    refuseDownParts(scripts);
    return openTexts(scripts, options, folderOf(locator));
  },
};

/** Of a file, the folder that it is in; a folder is its own. */
const folderOf = (path: string) => (extname(path) === "" ? path : dirname(path));
