// Whether a script makes the same each time it is restored, so that what was read of it may be remembered. It is asked of what ran:
// code that makes or alters something must learn nothing of the clock, of chance, of the session or of the machine. In doubt the
// answer is no, and the script is restored again.

import type { Client } from "pg";
import { reconnects } from "../../scripts/psql-connect.ts";
import type { Statement } from "../../scripts/statement.ts";
import { namesIn } from "../../sql/names.ts";
import { loadParser } from "../../sql/parse.ts";
import { keepsThePresent } from "./at-once.ts";
import { changesRowsBy, isOfQuery } from "./attached.ts";
import { routinesOf, unitOf } from "./code.ts";
import { namesOfThePresent } from "./present.ts";
import { type Run, runsOf } from "./reached.ts";

const wordsOf = (text: string) => new Set(text.split(" "));

/** They define, and run no code of the script's, but for triggers on events. */
const defining = wordsOf(
  "create alter drop comment grant revoke security set reset begin start commit end rollback abort savepoint release analyze vacuum reindex cluster lock discard notify listen unlisten checkpoint import reassign deallocate show",
).add(reconnects);
const running = wordsOf("select values with table do call");
const runsCode = ({ words }: Statement) => running.has(words[0] ?? "");

/** The client must be that of the database in which they ran. */
export async function isRepeatable(client: Client, statements: readonly Statement[]): Promise<boolean> {
  // What runs then is known only when it does.
  if (statements.some(({ runsResult, setsVariables }) => runsResult || setsVariables)) return false;
  if (!statements.every((each) => defining.has(each.words[0] ?? "create") || changesRowsBy(each) || runsCode(each)))
    return false;
  await loadParser();
  const present = await namesOfThePresent(client);
  if (statements.some((statement) => keepsThePresent(statement, present))) return false;
  const units = statements.filter((each) => runsCode(each) && !isOfDump(each)).map(unitOf);
  const isRun =
    units.length > 0 || statements.some((each) => changesRowsBy(each) || isOnEvent(each) || isOfQuery(each));
  const runs = runsOf(units, isRun ? routinesOf(statements) : [], statements);
  return runs.every((run) => isForeseen(run, statements, present));
}

/** As each dump begins. */
const isOfDump = ({ sql }: Statement) => sql === "SELECT pg_catalog.set_config('search_path', '', false)";

const isOnEvent = ({ words }: Statement) => words[0] === "create" && words[1] === "event";

function isForeseen({ codes, ofRows }: Run, statements: readonly Statement[], present: ReadonlySet<string>): boolean {
  const does = (deed: "acts" | "isOpen" | "reads") => codes.some(({ deeds }) => deeds[deed]);
  // What only changes rows, or nothing, leaves the catalog as it is.
  if (!does("acts")) return true;
  if (does("isOpen")) return false;
  if (codes.some(({ deeds }) => deeds.asks.some((name) => present.has(name)))) return false;
  // Its rows may be of the clock where anything in the script is.
  const reads = does("reads") || ofRows;
  return !reads || !statements.some(({ sql }) => spellsOut(sql) || saysAny(sql, present));
}

const saysAny = (sql: string, present: ReadonlySet<string>) => [...namesIn(sql)].some((name) => present.has(name));

/** An escape could spell any name. */
const spellsOut = (sql: string) => /\\[0-7xuU]|\bU&['"]/.test(sql);
