// Which drift each class of judged row speaks of: a table, one line for a class. What no line explains is a false alarm.
// `reports`: this entry alone tells the reader what the row tells. `also`: it belongs to the same finding.

import { isDeepStrictEqual } from "node:util";
import { type Subject, sourceName, whole } from "./subject.ts";

/** A difference that is not noise: `semantic` must be reported, `review` reported or ignored with a reason. */
export interface JudgedRow {
  readonly cls: string;
  readonly verdict: "semantic" | "review";
  /** `table`, `table.column`, `table.constraint` (with ` ON DELETE` behind it), without schema. */
  readonly obj: string;
  readonly declared: unknown;
  readonly live: unknown;
  readonly why: string;
}

type Predicate = (row: JudgedRow, subject: Subject) => boolean;

interface JudgedClass {
  readonly cls: RegExp;
  readonly reports: Predicate;
  readonly also?: Predicate;
}

const all =
  (...predicates: readonly Predicate[]): Predicate =>
  (row, subject) =>
    predicates.every((holds) => holds(row, subject));
const any =
  (...predicates: readonly Predicate[]): Predicate =>
  (row, subject) =>
    predicates.some((holds) => holds(row, subject));

const kind =
  (...kinds: readonly string[]): Predicate =>
  (_, subject) =>
    kinds.includes(subject.kind);
const sort =
  (...sorts: readonly string[]): Predicate =>
  (_, subject) =>
    sorts.includes(subject.sort ?? "");
const changed =
  (...attributes: readonly string[]): Predicate =>
  (_, { drift }) =>
    drift.type === "changed" && attributes.includes(drift.attribute ?? "");
const missing: Predicate = (_, { drift }) => drift.type === "missing";
const unexpected: Predicate = (_, { drift }) => drift.type === "unexpected";

/** The name of the constraint in `table.constraint ON DELETE`. */
const object = ({ obj }: JudgedRow) => obj.replace(/ ON (UPDATE|DELETE)$/, "");
const declaredIsObject: Predicate = (row, { declared }) => declared === object(row);
const liveIsObject: Predicate = (row, { live }) => live === object(row);
const liveTwinIsObject: Predicate = (row, { liveTwins }) => liveTwins.includes(row.obj);
const tableIsObject: Predicate = (row, { table }) => table === row.obj;
const columnIsObject: Predicate = (row, { columns }) => columns.includes(row.obj);

const column = (...attributes: readonly string[]) => all(kind("column"), changed(...attributes), declaredIsObject);
const key = kind("constraint", "index");
const primaryKey = all(kind("constraint"), sort("PRIMARY KEY"));
const constraint = (type: string) => all(kind("constraint"), sort(type));

// A declared index that is gone, or whose live namesake is another index now.
const keyGone = all(key, declaredIsObject, any(missing, changed("type", "keys", "predicate", "method")));
// The live index that has the row's name in the source: the other half where the two could not be paired.
const liveNamesake: Predicate = (row, { live }) => live !== undefined && sourceName(live) === sourceName(row.obj);
const keyDiffers = (...attributes: readonly string[]) =>
  all(key, any(all(declaredIsObject, any(missing, changed(...attributes))), all(unexpected, liveNamesake)));

/** An enum that a column of the row uses: with another type, nothing uses it any more. */
const enumOfColumn = all(kind("enum"), any(missing, unexpected), columnIsObject);
const labels =
  (side: "declared" | "live"): Predicate =>
  (row, subject) =>
    isDeepStrictEqual(whole(subject)?.labels, row[side]);

/** An enum that only columns of the row's table or column use: there is nothing for it to correspond to. */
const enumOfAbsent =
  (spelling: (name: string) => string): Predicate =>
  ({ obj }, { kind, drift, columns }) =>
    kind === "enum" &&
    drift.type !== "changed" &&
    columns.length > 0 &&
    columns.every((each) => isWithin(spelling(each), spelling(obj)));
const asIs = (name: string) => name;
const folded = (name: string) => name.toLowerCase();

// A judged sequence row folds the case of its table and column, but not of the sequence's name.
const sequenceIsObject =
  (side: "declared" | "live"): Predicate =>
  (row, subject) =>
    subject[side] === row[side] && subject.columns.some((each) => folded(each) === folded(row.obj));

/** `Key` and `key`: one name, folded. */
const inOtherCase: Predicate = (row, { live }) => live !== undefined && folded(live) === folded(row.obj);

/** A key or foreign key with the column in it, as it follows the column's name. */
const keyInOtherCase: Predicate = ({ obj }, { table, columnsInOtherCase }) =>
  columnsInOtherCase.some((each) => obj.startsWith(`${table}.`) && folded(obj) === folded(`${table}.${each}`));

const classes: readonly JudgedClass[] = [
  { cls: /^TYPE (?!-OBJECT)/, reports: column("type"), also: enumOfColumn },
  {
    cls: /^ENUM-LABEL-ORDER$/,
    reports: any(column("type"), all(kind("enum"), changed("labels"), columnIsObject)),
    also: any(
      all(enumOfColumn, any(all(missing, labels("declared")), all(unexpected, labels("live")))),
      all(kind("enum"), changed("name"), columnIsObject),
    ),
  },
  { cls: /^NOT-NULL-(ADDED|DROPPED)$/, reports: column("notNull") },
  {
    cls: /^DEFAULT-(ADDED|MISSING|DIFFERENT|CORRUPT bytea of the string NULL|TIMESTAMP-LITERAL tz)$/,
    reports: column("default"),
  },
  { cls: /^DEFAULT-SEQ-MISSING$/, reports: column("default", "identity") },
  // A plain column may have a default, which is then no drift of its own.
  { cls: /^GENERATED-LOST$/, reports: column("generated", "expression"), also: column("default") },
  { cls: /^COLLATION$/, reports: column("collation") },
  { cls: /^COMMENT-COLUMN$/, reports: column("comment") },
  { cls: /^COMMENT-TABLE$/, reports: all(kind("table"), changed("comment"), declaredIsObject) },
  {
    cls: /^COLUMN-MISSING$/,
    reports: all(kind("column"), missing, declaredIsObject),
    also: all(missing, enumOfAbsent(asIs)),
  },
  {
    cls: /^IDENT-CASE-COLUMN$/,
    reports: all(kind("column"), missing, declaredIsObject),
    also: any(all(kind("column"), unexpected, inOtherCase), enumOfAbsent(folded), keyInOtherCase),
  },
  {
    cls: /^TABLE-MISSING$/,
    reports: all(kind("table"), missing, declaredIsObject),
    also: all(missing, enumOfAbsent(asIs)),
  },
  {
    cls: /^TABLE-EXTRA$/,
    reports: all(kind("table"), unexpected, liveIsObject),
    also: all(unexpected, enumOfAbsent(asIs)),
  },
  {
    cls: /^IDENT-CASE-TABLE$/,
    reports: all(kind("table"), missing, declaredIsObject),
    also: any(all(kind("table"), unexpected, inOtherCase), enumOfAbsent(folded)),
  },
  { cls: /^VIEW-MISSING$/, reports: all(kind("view", "materialized view"), missing, declaredIsObject) },
  { cls: /^CHECK-MISSING$/, reports: all(constraint("CHECK"), missing, declaredIsObject) },
  { cls: /^FK-MISSING$/, reports: all(constraint("FOREIGN KEY"), missing, declaredIsObject) },
  {
    cls: /^FK-ACTION (other|NO ACTION->RESTRICT)$/,
    reports: (row, subject) =>
      all(
        constraint("FOREIGN KEY"),
        declaredIsObject,
        changed(row.obj.endsWith(" ON UPDATE") ? "onUpdate" : "onDelete"),
      )(row, subject),
  },
  {
    cls: /^FK-DEFERRABLE-LOST$/,
    reports: all(constraint("FOREIGN KEY"), declaredIsObject, changed("deferrable", "deferred")),
  },
  { cls: /^PK-MISSING$/, reports: all(primaryKey, missing, tableIsObject) },
  { cls: /^PK-COLUMN-ORDER$/, reports: all(primaryKey, changed("keys"), tableIsObject) },
  {
    cls: /^(UNIQUE|INDEX)-MISSING( \(expression\))?$/,
    reports: keyGone,
    also: all(key, declaredIsObject, changed("name")),
  },
  { cls: /^UNIQUE-COLUMN-ORDER$|^INDEX-DIFF sort order$/, reports: keyDiffers("keys") },
  { cls: /^INDEX-DIFF method$/, reports: keyDiffers("method") },
  { cls: /^INDEX-DIFF predicate$/, reports: keyDiffers("predicate") },
  {
    cls: /^(UNIQUE|INDEX)-EXTRA( redundant)?$/,
    reports: all(key, liveIsObject, any(unexpected, changed("type", "keys", "predicate", "method"))),
    also: any(all(key, liveIsObject, changed("name")), all(unexpected, liveTwinIsObject)),
  },
  { cls: /^SEQ-MISSING$/, reports: all(kind("sequence"), missing, sequenceIsObject("declared")) },
  { cls: /^SEQ-EXTRA$/, reports: all(kind("sequence"), unexpected, sequenceIsObject("live")) },
  { cls: /^SEQ-UNOWNED-MISSING$/, reports: all(kind("sequence"), missing, declaredIsObject) },
  { cls: /^FUNCTION-EXTRA on_update$/, reports: all(kind("function"), unexpected, liveIsObject) },
  { cls: /^TRIGGER-EXTRA on_update$/, reports: all(kind("trigger"), unexpected, liveIsObject) },
];

function classOf({ cls }: JudgedRow): JudgedClass {
  const found = classes.find((each) => each.cls.test(cls));
  if (found === undefined) throw new Error(`the judged class ${cls} has no line in ${import.meta.url}`);
  return found;
}

/** Whether this entry tells what the row tells, by itself or as the missing or unexpected table or column around it. */
export function reports(row: JudgedRow, subject: Subject): boolean {
  return classOf(row).reports(row, subject) || standsFor(row, subject);
}

/** Whether the entry is no false alarm, given the row. */
export function explains(row: JudgedRow, subject: Subject): boolean {
  const { reports, also } = classOf(row);
  return reports(row, subject) || also?.(row, subject) === true;
}

function isWithin(name: string, around: string): boolean {
  return name === around || name.startsWith(`${around}.`);
}

/** A missing or unexpected table stands for its columns, constraints, …, and a column for what is its own. */
function standsFor({ obj, cls }: JudgedRow, { kind, drift, declared, live }: Subject): boolean {
  if (drift.type === "changed") return false;
  const name = declared ?? live ?? "";
  const isIn = cls.startsWith("SEQ-") ? isWithin(folded(obj), folded(name)) : isWithin(obj, name);
  if (kind === "table") return isIn;
  return kind === "column" && isIn && /^(TYPE|NOT-NULL|DEFAULT|GENERATED|COLLATION|COMMENT|ENUM|SEQ)\b/.test(cls);
}
