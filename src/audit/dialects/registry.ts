// Every dialect of which something is known, in the order in which they are asked. A new one is one file and one line here.

import { mysql } from "./mysql/mysql.ts";
import { oracle, sqlServer } from "./others.ts";
import type { Dialect } from "./spelling.ts";
import { sqlite } from "./sqlite.ts";

export const dialects: readonly Dialect[] = [mysql, sqlite, sqlServer, oracle];
