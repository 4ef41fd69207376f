// Every query that a reading sends to a live server, with its purpose: for whoever must approve of them before they are sent.

import { columns } from "../kinds/columns.ts";
import { databasePropertiesQuery } from "../kinds/database-properties.ts";
import type { Target } from "../kinds/kind.ts";
import { nameQueries } from "../kinds/names.ts";
import { kinds } from "../kinds/registry.ts";
import { unmodeledQuery } from "../kinds/unmodeled.ts";
import { unreadIn, unreadQuery } from "../kinds/unread.ts";
import { definitionsQuery } from "./definitions.ts";
import { nothing, oldestMajor, presentQuery } from "./introspect.ts";
import { type Etiquette, own, settings, versionQuery } from "./session.ts";
import { markQuery } from "./unchanged.ts";

export interface Asked {
  /** One phrase. */
  readonly purpose: string;
  readonly sql: string;
  /** When it is sent, where that is not always. */
  readonly when?: string;
}

const newestMajor = 18;

/** Whose queries may differ. */
export const majors = Array.from({ length: newestMajor - oldestMajor + 1 }, (_, at) => oldestMajor + at);

export interface AskedOptions extends Etiquette {
  readonly privileges?: boolean;
}

/** In the order in which they are sent, for a server of this major. */
export function queriesOfReading(major: number, options: AskedOptions): Asked[] {
  const target = { major, privileges: options.privileges === true, readsConnections: false };
  return [
    { purpose: "begin the one transaction, which can only read", sql: own.begin },
    {
      purpose: "limit waiting, and pin how expressions are printed, until the transaction ends",
      sql: settings(options),
    },
    { purpose: "the server's version", sql: versionQuery },
    { purpose: "a digest of row versions, to see later whether DDL ran meanwhile", sql: markQuery },
    { purpose: "which rare kinds of objects there are", sql: presentQuery },
    ...Object.entries(nameQueries).map(([name, sql]) => ({ purpose: namePurposes[name] ?? name, sql })),
    { purpose: columns.summary, sql: columns.query(target) },
    { purpose: "how many objects there are that are not compared", sql: unmodeledQuery(target) },
    {
      purpose: "what this role may not read",
      sql: unreadQuery(target),
      when: `if one is not empty: ${[...new Set(unreadIn)].join(", ")}`,
    },
    { purpose: "nothing: the place of a query that is left out", sql: nothing, when: "otherwise" },
    { purpose: "what the database was created with", sql: databasePropertiesQuery(target) },
    ...queriesOfKinds(target),
    {
      purpose: "names and signatures of what those extensions own that the embedded PostgreSQL lacks",
      sql: definitionsQuery,
      when: "if one is installed, and the other side is restored there",
    },
    { purpose: "end the transaction; the digest is then asked for once more, in another one", sql: own.end },
  ];
}

function queriesOfKinds(target: Target): Asked[] {
  return kinds
    .filter((kind) => kind !== columns && (target.privileges || !kind.privileges))
    .flatMap(({ name, summary, heldIn, query }): Asked[] => {
      const purpose = `${name}: ${summary}`;
      const when = heldIn === undefined ? {} : { when: `if there are rows in ${heldIn}` };
      const [hidden, readable] = [query(target), query({ ...target, readsConnections: true })];
      if (hidden === readable) return [{ purpose, sql: hidden, ...when }];
      const may = "the role may read pg_subscription.subconninfo";
      return [
        { purpose, sql: hidden, when: `${when.when ?? "if"}, unless ${may}` },
        { purpose, sql: readable, when: `${when.when ?? "if"}, and ${may}` },
      ];
    });
}

const namePurposes: Readonly<Record<keyof typeof nameQueries, string>> & Readonly<Record<string, string>> = {
  relations: "names of tables and views",
  types: "names of types",
  columnTypes: "types of columns, as PostgreSQL prints them",
  operatorClasses: "names of operator classes",
  defaultSequences: "the sequence that each column's default draws from",
};
