// A catalog's statements as a script: what psql and every server run, with what could not be written said at its head.

import type { Catalog, Unread } from "../catalog/catalog.ts";
import { privilegesOff } from "../kinds/unmodeled.ts";
import { printable } from "../redact.ts";
import { loadParser } from "../sql/parse.ts";
import { createAll } from "./create-all.ts";
import type { Refusal, Statement } from "./statement.ts";

export interface Script {
  readonly sql: string;
  readonly statements: readonly Statement[];
  /** What is not in it, or not wholly. */
  readonly refused: readonly Refusal[];
  /** What the catalog does not hold, so that the script can't: as `check` reports it under `notCompared`. */
  readonly unread: readonly Unread[];
}

/** What a session must be like for the statements to mean what they meant where they were printed. */
const session = [
  "SET client_encoding = 'UTF8'",
  "SET standard_conforming_strings = on",
  "SET check_function_bodies = off",
  "SET search_path = ''",
];

export async function writeScript(catalog: Catalog): Promise<Script> {
  await loadParser();
  const { statements, refused } = createAll(catalog);
  const unread = catalog.notCompared.filter(({ reason, standIn }) => reason !== privilegesOff && standIn === undefined);
  const notes = [...refused.map(refusalTold), ...unread.map(unreadTold)];
  const head = [
    `-- A schema as driftcheck wrote it, of a catalog that PostgreSQL ${catalog.server} printed.`,
    ...(catalog.privileges ? [] : ["-- Owners and privileges were not read and are not written."]),
    ...(notes.length === 0 ? [] : ["-- Not in this script, or not wholly:", ...notes.map((note) => `--   ${note}`)]),
  ];
  return { sql: `${head.join("\n")}\n\n${textOf(statements)}`, statements, refused, unread };
}

function textOf(statements: readonly Statement[]): string {
  const all = statements.map(({ sql }, at) => `${isNext(statements, at) ? "" : "\n"}${sql};\n`);
  return `${session.map((sql) => `${sql};\n`).join("")}${all.join("")}`;
}

/** A statement that makes nothing says more of what the one before made. */
const isNext = (statements: readonly Statement[], at: number) => statements[at]?.makes === undefined;

export const refusalTold = ({ id, reason }: Refusal): string => `${printable(id)}: ${printable(reason)}.`;

export function unreadTold({ what, count, reason, id }: Unread): string {
  const told = id ?? `${count === 0 ? "" : `${count} `}${what}`;
  return `${printable(told)}: ${printable(reason)}.`;
}
