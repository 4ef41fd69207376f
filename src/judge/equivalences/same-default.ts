// Two spellings of one default: the same literal of the column's type, or the same moment. Casts to other types are never stripped.

import { constantOf, isNow, parseExpression, parseType, withoutCasts } from "../../sql/expression.ts";
import { declined, type Equivalence, oneSideOnly, proved } from "../equivalence.ts";
import { bothSides, textOf } from "../evidence/facts.ts";

export const sameDefault: Equivalence = {
  name: "same-default",
  summary:
    "The same literal of the two columns' types (numbers by value, booleans by truth), or `now()` as `CURRENT_TIMESTAMP`.",
  about: { kind: ["column"], type: ["changed"], attribute: ["default"] },
  prove: (drift, comparison) => {
    const columns = bothSides(drift, comparison);
    if (columns === undefined) return oneSideOnly;
    if (drift.declared === null || drift.live === null) return declined("only one side has a default");
    const types = [columns.declared, columns.live].map(
      ({ attributes }) => parseType(textOf(attributes.type) ?? "")?.name ?? "",
    );
    const family = familyOf(types);
    const declared = meaning(String(drift.declared), family, types, 0);
    const live = meaning(String(drift.live), family, types, 1);
    const unread = declared === undefined ? "declared" : live === undefined ? "live" : undefined;
    if (unread !== undefined)
      return declined(
        `the ${unread} default is neither a literal of the columns' types nor the transaction's start: ${drift[unread]}`,
      );
    const forms = { declared: String(declared), live: String(live) };
    return declared === live ? proved(`both are ${declared}`, forms) : declined("the two are different values", forms);
  },
};

/** @param side whose default it is: only a cast to that column's own type says nothing */
function meaning(
  expression: string,
  family: Family | undefined,
  types: readonly string[],
  side: 0 | 1,
): string | undefined {
  const parsed = parseExpression(expression);
  if (parsed === undefined) return undefined;
  const own = family?.casts ?? types.slice(side, side + 1);
  const tree = withoutCasts(parsed, own);
  if (isNow(tree)) return "the start of the transaction";
  const bare = family?.ofNumbers ? withoutCasts(parsed, [...own, ...exact]) : tree;
  const constant = constantOf(bare);
  if (constant === undefined || "null" in constant) return undefined;
  const literal =
    "boolean" in constant ? String(constant.boolean) : "number" in constant ? constant.number : constant.string;
  // A cast to an integer rounds, and one to numeric reads a number.
  const isWhole = /^-?\d+$/.test(literal);
  if (!isWhole && bare !== withoutCasts(parsed, [...own, "numeric"])) return undefined;
  // To a string's sign a float's zero owes its own.
  if (types.some((type) => floats.includes(type)) && /^\s*-[0.]+(?:e|\s*$)/i.test(literal) && "string" in constant)
    return undefined;
  if (family !== undefined) return family.read(literal, "number" in constant || bare !== tree);
  // Of one type, a number and a quoted literal may be read differently: bit's 1 and '1' are two bit strings.
  const kind = types[0] === types[1] ? Object.keys(constant).join() : "literal";
  return `the ${kind} ${JSON.stringify(literal)}`;
}

/** How literals are compared if both columns are of one family. */
interface Family {
  /** @param isNumber whether the literal is a number, or was read as one on its way */
  readonly read: (literal: string, isNumber: boolean) => string | undefined;
  /** Whether a literal may be a number of another type: PostgreSQL keeps DEFAULT -1 as '-1'::integer, whatever the column's. */
  readonly ofNumbers?: true;
  /** The casts that say nothing, where these are more than the one to the column's own type. */
  readonly casts?: readonly string[];
}

/** Undefined where only the literals' text can be compared. */
function familyOf(types: readonly string[]): Family | undefined {
  if (types.every((type) => type === "bool")) return { read: truth };
  if (types.every((type) => numbers.includes(type))) return { read: number, ofNumbers: true };
  return types.every((type) => texts.includes(type)) ? { read: text, ofNumbers: true, casts: texts } : undefined;
}

const exact = ["int2", "int4", "int8", "numeric"];
const floats = ["float4", "float8"];
const numbers = [...exact, ...floats];
const texts = ["text", "varchar"];

/** A number as text is spelled as it was written only in its plainest form: 007 is 7, 1e3 is 1000. */
function text(literal: string, isNumber: boolean): string | undefined {
  const isPlain = !isNumber || /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(literal);
  return isPlain ? `the text ${JSON.stringify(literal)}` : undefined;
}

function truth(literal: string): string | undefined {
  if (["true", "t", "1"].includes(literal)) return "true";
  return ["false", "f", "0"].includes(literal) ? "false" : undefined;
}

/** A decimal in one spelling, to its last digit: 1.50 is 1.5, -0 is 0, 1e-05 is 0.00001. */
function number(literal: string): string | undefined {
  const parts = /^\s*([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?\s*$/.exec(literal);
  if (parts === null) return undefined;
  const [, sign, whole = "", fraction = "", exponent = "0"] = parts;
  const point = whole.length + Number(exponent);
  const all = whole + fraction;
  const [before, after] = [
    all.padEnd(point, "0").slice(0, Math.max(point, 0)),
    all.padStart(all.length - Math.min(point, 0), "0"),
  ];
  const [left, right] = [before.replace(/^0+/, ""), after.slice(Math.max(point, 0)).replace(/0+$/, "")];
  const digits = `${left || "0"}${right ? `.${right}` : ""}`;
  return `the number ${sign === "-" && digits !== "0" ? "-" : ""}${digits}`;
}
