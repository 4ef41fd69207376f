// check --print-queries: what a check would ask a live server, as SQL that a person reads. Connects to nothing.

import type { OptionsOf } from "../config/options/table.ts";
import { defaultTimeout } from "../config/timeout.ts";
import { UsageError } from "../errors.ts";
import type { Asked } from "../read/queries.ts";
import { given } from "./given.ts";

type Options = Pick<
  OptionsOf<"check">,
  "privileges" | "data" | "crossRead" | "dataTimeout" | "lockTimeout" | "statementTimeout"
>;

const heading = `-- What driftcheck check asks a live server, in this order, on one connection (--data: on a second one, after it).
-- Where the servers' versions differ, each query says which ones it is for. Nothing else is asked, but:
-- * if the server's encoding is not UTF8: SET client_encoding TO 'UTF8'
-- * if the URL has target_session_attrs: whether the server is a standby or read-only
-- * if the migrations are known: the version table, found by its name in pg_class, and the ids in it
-- * if the check is interrupted: a second connection ends the first one's session`;

/** @param isFleet of many databases, which it does not ask for. @throws UsageError where what is asked is not ours to tell */
export async function queriesText(options: Options, isFleet: boolean): Promise<string> {
  if (options.crossRead) throw new UsageError("--print-queries cannot list what pg-structure asks. Omit --cross-read.");
  const [{ majors, queriesOfReading }, { queriesOfData }, { queriesOfFleet }] = await Promise.all([
    import("../read/queries.ts"),
    import("../data/queries.ts"),
    import("../fleet/queries.ts"),
  ]);
  const { privileges, lockTimeout, statementTimeout, dataTimeout: timeout = defaultTimeout } = options;
  const etiquette = given({ lockTimeout, statementTimeout });
  const byMajor = new Map(
    majors.map((major) => [
      major,
      [
        ...queriesOfReading(major, { ...etiquette, ...given({ privileges }) }),
        ...(isFleet ? queriesOfFleet(major) : []),
        ...(options.data ? queriesOfData(major, { timeout, ...etiquette }) : []),
      ],
    ]),
  );
  return `${[heading, ...merged(byMajor).map(textOf)].join("\n\n")}\n`;
}

interface Merged extends Asked {
  readonly majors: readonly number[];
  readonly isOfAll: boolean;
}

/** One for each query, with the versions it is for. All versions have the same queries in the same order, in words of their own. */
function merged(byMajor: ReadonlyMap<number, readonly Asked[]>): Merged[] {
  const lists = [...byMajor];
  const count = Math.max(...lists.map(([, asked]) => asked.length));
  return Array.from({ length: count }, (_, at) => {
    const bySql = new Map<string, { readonly asked: Asked; readonly majors: number[] }>();
    for (const [major, list] of lists) {
      const asked = list[at];
      if (asked === undefined) continue;
      const same = bySql.get(asked.sql);
      if (same === undefined) bySql.set(asked.sql, { asked, majors: [major] });
      else same.majors.push(major);
    }
    return [...bySql.values()].map(({ asked, majors }) => ({
      ...asked,
      majors,
      isOfAll: majors.length === lists.length,
    }));
  }).flat();
}

function textOf({ purpose, when, sql, majors, isOfAll }: Merged): string {
  const notes = [...(when === undefined ? [] : [when]), ...(isOfAll ? [] : [`PostgreSQL ${majors.join(", ")}`])];
  return [`-- ${purpose}`, ...notes.map((note) => `-- (${note})`), `${trimmed(sql)};`].join("\n");
}

/** Without the indentation and the empty lines that it has in our code. */
function trimmed(sql: string): string {
  const lines = sql.split("\n").filter((line) => line.trim() !== "");
  const least = Math.min(...lines.map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(least)).join("\n");
}
