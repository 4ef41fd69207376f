// Sequences that are behind the columns that they number: the next INSERT repeats a key. Data that was copied in leaves them so.
// Which columns they are, the catalogs tell; how far each is, one message with a question for each table.

import { alwaysQuoted, dotted, memberId, type ObjectId, objectId, sqlName } from "../catalog/object-id.ts";
import { flag, optionalText, type Row, text } from "../kinds/row.ts";
import type { DataFinding } from "../reporters/reporter.ts";
import { literal } from "../sql/literal.ts";
import type { Look, Naming, Seen } from "./look.ts";
import { sequenceColumns } from "./sequence-columns.ts";
import { counted, whyUntold } from "./untold.ts";

// Each table brings the locks of its indexes, and a server has a fixed number of locks for everyone.
const atOnce = 100;

export const sequencesBehind: Look = {
  name: "sequence behind",
  listing: () => sequenceColumns,
  read: async (rows, naming, ask) => {
    const [nameless, named] = [true, false].map((wanted) =>
      rows.filter(({ sequence }) => (sequence === null) === wanted),
    );
    const places = (named ?? []).flatMap((row) => placeOf(row, naming));
    const hindered = [
      ...places.flatMap(({ id, hindrance }) => (hindrance === null ? [] : [{ id, reason: hindrance }])),
      ...(nameless ?? []).flatMap((row) => namelessOf(row, naming)),
    ];
    const readable = places.filter(({ hindrance }) => hindrance === null);
    const questions = readable.map(question);
    const queries: string[] = [];
    for (let at = 0; at < questions.length; at += atOnce)
      queries.push(questions.slice(at, at + atOnce).join("\nUNION ALL\n"));
    try {
      const answers = new Map((await ask(queries)).flat().map((row) => [text(row, "at"), row]));
      return judge(
        readable.map((place, at) => ({ place, ...standingOf(place, answers.get(String(at))) })),
        hindered,
      );
    } catch (error) {
      const untold = whyUntold(error);
      if (untold === undefined) throw error;
      const lost = readable.map(({ id }) => ({ id, reason: untold }));
      return { findings: [], notCompared: counted("sequence", [...hindered, ...lost]), untold };
    }
  },
};

/** A column of one table that holds rows, and the sequence that numbers it. */
interface Place {
  /** As it is declared. */
  readonly id: ObjectId;
  /** As it is live. */
  readonly sequence: ObjectId;
  readonly table: ObjectId;
  readonly column: string;
  readonly columnId: ObjectId;
  readonly increment: bigint;
  readonly min: bigint;
  readonly max: bigint;
  /** Why it can't be read. */
  readonly hindrance: string | null;
}

function placeOf(row: Row, naming: Naming): Place[] {
  const sequence = objectId("sequence", [text(row, "sequence_schema"), text(row, "sequence")]);
  const table = objectId("table", [text(row, "schema"), text(row, "table")]);
  const [id, owner] = [naming(sequence), naming(table)];
  if (id === undefined || owner === undefined) return [];
  const column = text(row, "column");
  const number = (name: string) => BigInt(text(row, name));
  return [
    {
      ...{ id, sequence, table, column },
      columnId: memberId("column", owner, column),
      ...{ increment: number("increment"), min: number("min"), max: number("max") },
      hindrance: optionalText(row, "hindrance"),
    },
  ];
}

/** Of a default that names its sequence in a text: which one that is, only running it would tell. */
function namelessOf(row: Row, naming: Naming): { readonly id: ObjectId; readonly reason: string }[] {
  const owner = naming(objectId("table", [text(row, "schema"), text(row, "table")]));
  if (owner === undefined) return [];
  return [{ id: memberId("column", owner, text(row, "column")), reason: text(row, "hindrance") }];
}

/** The sequence is read after the snapshot in which the column is: what is inserted meanwhile never makes it look behind. */
function question({ sequence, table, column, increment }: Place, at: number): string {
  return questionFor({
    ...{ at: String(at), column: alwaysQuoted(column), table: sqlName(table), sequence: sqlName(sequence) },
    extreme: increment > 0n ? "max" : "min",
  });
}

/** Names as SQL takes them. */
export const questionFor = (of: Readonly<Record<"at" | "column" | "table" | "sequence" | "extreme", string>>): string =>
  `SELECT '${of.at}' AS at, (SELECT ${of.extreme}(x.${of.column}) FROM ONLY ${of.table} AS x)::text AS extreme,
  s.last_value::text AS last_value, s.is_called FROM ${of.sequence} AS s`;

interface Standing {
  readonly last: bigint;
  readonly next: bigint;
  /** What the column holds at most, or at least where the sequence counts down. Null where it holds nothing. */
  readonly extreme: string | null;
  /** As a whole number, away from the sequence. Undefined where it is none: NaN or an infinity. */
  readonly reached: bigint | undefined;
}

function standingOf({ increment }: Place, row: Row = {}): Standing {
  const last = BigInt(text(row, "last_value"));
  const extreme = optionalText(row, "extreme");
  return {
    last,
    next: flag(row, "is_called") ? last + increment : last,
    extreme,
    reached: extreme === null ? undefined : wholeNumber(extreme, increment > 0n),
  };
}

/** Of a number as PostgreSQL prints it, rounded up or down. */
function wholeNumber(printed: string, up: boolean): bigint | undefined {
  const [, whole, fraction = ""] = /^(-?\d+)(?:\.(\d+))?$/.exec(printed) ?? [];
  if (whole === undefined) return undefined;
  const isWhole = /^0*$/.test(fraction);
  const isNegative = printed.startsWith("-");
  if (isWhole || up === isNegative) return BigInt(whole);
  return BigInt(whole) + (up ? 1n : -1n);
}

interface Judged extends Standing {
  readonly place: Place;
}

function judge(all: readonly Judged[], hindered: readonly { readonly id: ObjectId; readonly reason: string }[]): Seen {
  const unordered = all.filter(({ extreme, reached }) => extreme !== null && reached === undefined);
  const reason = "its column does not hold whole numbers that can be compared with the sequence's";
  const worst = new Map<ObjectId, Judged>();
  for (const each of all) {
    if (!isBehind(each)) continue;
    const previous = worst.get(each.place.id);
    if (previous === undefined || isFurther(each, previous)) worst.set(each.place.id, each);
  }
  return {
    findings: [...worst.values()].map(findingOf),
    notCompared: counted("sequence", [...hindered, ...unordered.map(({ place: { id } }) => ({ id, reason }))]),
  };
}

function isBehind({ place: { increment }, next, reached }: Judged): boolean {
  if (reached === undefined) return false;
  return increment > 0n ? next <= reached : next >= reached;
}

function isFurther(one: Judged, other: Judged): boolean {
  const [a = 0n, b = 0n] = [one.reached, other.reached];
  return one.place.increment > 0n ? a > b : a < b;
}

function findingOf({ place, last, next, extreme, reached = 0n }: Judged): DataFinding {
  const { id, sequence, columnId, increment, min, max } = place;
  // The first of the sequence's own values that is as far as the column: with an increment of 10 it keeps its last digit.
  const steps = (reached - last + increment - (increment > 0n ? 1n : -1n)) / increment;
  const value = last + steps * increment;
  const fits = value >= min && value <= max;
  const beyond = fits ? "" : ", which is beyond the sequence's bounds. Widen these first.";
  return {
    kind: "sequence behind",
    id,
    says: `the next value is ${next}, but ${dotted(columnId)} already contains ${extreme}${beyond}`,
    column: columnId,
    lastValue: String(last),
    nextValue: String(next),
    columnMaximum: String(extreme),
    ...(fits && { fix: `SELECT setval(${literal(sqlName(sequence))}, ${value})` }),
  };
}
