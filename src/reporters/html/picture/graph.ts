// The picture's boxes and arrows, before anybody knows where they are: tables with what drifts in them, and foreign keys.

import { type ObjectId, parseObjectId, qualified } from "../../../catalog/object-id.ts";
import { printable } from "../../../redact.ts";
import type { Affected, AffectedForeignKey, AffectedTable } from "../../affected.ts";
import type { DriftType, Entry } from "../view/page-data.ts";
import { plural } from "../view/plural.ts";

export interface Row {
  readonly type: DriftType | "more";
  readonly text: string;
}

export interface Box {
  readonly id: ObjectId;
  readonly title: string;
  /** How the table as a whole differs; `none` of a neighbour. */
  readonly state: DriftType | "none";
  readonly rows: readonly Row[];
  /** The place among the groups of the drift list, to which the box is linked. */
  readonly group?: number;
}

export interface Arrow {
  readonly from: ObjectId;
  readonly to: ObjectId;
  readonly state: "both" | "missing" | "unexpected";
  /** In words. */
  readonly text: string;
}

const mostRows = 6;
const longest = 34; // characters of a row

/** @param groups the groups' places, by the name of the table */
export function boxesOf(
  { tables }: Affected,
  drift: ReadonlyMap<string, readonly Entry[]>,
  groups: ReadonlyMap<string, number>,
): Box[] {
  const schemas = new Set(tables.map(({ id }) => parseObjectId(id).path[0]));
  return tables.map(({ id, on }): Box => {
    const { path } = parseObjectId(id);
    const name = printable(qualified(...path));
    const entries = drift.get(name) ?? [];
    const group = groups.get(name);
    return {
      id,
      title: shortened(schemas.size === 1 ? printable(qualified(...path.slice(1))) : name),
      state: stateOf({ on }, entries.length > 0),
      rows: rowsOf(entries.filter((entry) => entry.name !== undefined || entry.attribute !== undefined)),
      ...(group !== undefined && { group }),
    };
  });
}

function stateOf({ on }: Pick<AffectedTable, "on">, drifts: boolean): Box["state"] {
  if (!drifts) return "none";
  return on === "both" ? "changed" : on === "declared" ? "missing" : "unexpected";
}

function rowsOf(entries: readonly Entry[]): Row[] {
  const texts = new Map<string, Row>();
  for (const { type, kind, name, attribute } of entries) {
    const what = name === undefined ? (attribute ?? "") : kind === "column" ? name : `${kind} ${name}`;
    texts.set(`${type} ${what}`, { type, text: shortened(what) });
  }
  const rows = [...texts.values()];
  if (rows.length <= mostRows) return rows;
  const shown = rows.slice(0, mostRows - 1);
  return [...shown, { type: "more", text: `… ${rows.length - shown.length} more` }];
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}

const states = { both: "both", declared: "missing", live: "unexpected" } as const;

export function arrowsOf({ foreignKeys }: Affected): Arrow[] {
  return foreignKeys.map((key) => ({
    from: key.table,
    to: key.references,
    state: states[key.on],
    text: inWords(key),
  }));
}

function inWords({ table, columns, references, on }: AffectedForeignKey): string {
  const name = (id: ObjectId) => qualified(...parseObjectId(id).path);
  const only = on === "both" ? "" : ` (${states[on]})`;
  return printable(`${name(table)} (${columns.join(", ")}) → ${name(references)}${only}`);
}

/** What the picture leaves out, in sentences. */
export function leftOutOf({ tables, leftOut }: Affected): string[] {
  if (leftOut === undefined) return [];
  const { drifted, neighbours, foreignKeys, otherDrifts } = leftOut;
  const most = plural(tables.filter(({ drifts }) => drifts > 0).length, "table");
  return [
    drifted > 0 && `The ${most} with the most drift; ${plural(drifted, "other table")} with drift not drawn.`,
    neighbours > 0 && `${plural(neighbours, "neighbouring table")} not drawn.`,
    foreignKeys > 0 && `${plural(foreignKeys, "foreign key")} not drawn.`,
    otherDrifts > 0 && `${plural(otherDrifts, "drift")} of views, functions and other objects not drawn.`,
  ].filter((each) => each !== false);
}
