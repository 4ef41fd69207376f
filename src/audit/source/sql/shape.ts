// Whether a text of which nothing else is known is a statement: by its shape as a whole, word by word. English begins with
// "select" and "update" too, so that what could be a sentence needs a mark that only SQL has.

import { firstTokens, hasMarks, isParameter, isShouted, type Word } from "./words.ts";

/** Words with which a statement of PostgreSQL, MySQL or SQLite begins. */
const leading = new Set(
  (
    "select insert update delete with create alter drop truncate replace merge call do set show explain analyze vacuum begin " +
    "start commit rollback savepoint release lock unlock grant revoke use pragma attach detach describe desc optimize repair load copy " +
    "comment reindex cluster refresh values table prepare execute deallocate declare fetch close listen notify unlisten checkpoint " +
    "exec discard rename handler flush kill reset end abort reassign security import"
  ).split(" "),
);

export function beginsAsStatement(sql: string): boolean {
  const [first, second] = firstTokens(sql, 2);
  if (first === undefined) return false;
  if (first.text === "(") return second?.text === "select" || second?.text === "with" || second?.text === "(";
  return first.isWord && leading.has(first.text);
}

/** @param isNamedSql what the text goes to is called sql, query or the like, so that it is no message */
export function isStatement(sql: string, isNamedSql: boolean): boolean {
  const [first] = firstTokens(sql, 1);
  if (first === undefined || !leading.has(first.text)) return false;
  const words = firstTokens(sql, 400);
  const shape = shapes[first.text];
  const found = shape?.(words);
  if (found === undefined || found === false) return false;
  if (found === "statement") return true;
  return isNamedSql || hasMarks(words) || isShouted(words, found);
}

/** `statement`: no sentence has this shape. Words: those that are keywords if it is a statement. */
type Shape = (words: readonly Word[]) => "statement" | readonly string[] | false;

const textAt = (words: readonly Word[], at: number) => words[at]?.text;

/** Past `IF NOT EXISTS` and a name that may be qualified: where what follows begins. */
function afterName(words: readonly Word[], from: number): number {
  let at = from;
  while (
    ["if", "not", "exists", "only", "ignore", "low_priority", "delayed", "concurrently"].includes(
      textAt(words, at) ?? "",
    )
  )
    at += 1;
  at = afterOne(words, at);
  while (textAt(words, at) === "." && words[at]?.isClose === true) at = afterOne(words, at + 1);
  return at;
}

/** `$1`, for a name that is not known, is several signs. */
function afterOne(words: readonly Word[], at: number): number {
  let end = at + 1;
  if (textAt(words, at) === "$") while (/^\d$/.test(textAt(words, end) ?? "")) end += 1;
  return end;
}

const inserted: Shape = (words) => {
  const into = words.findIndex(({ text }) => text === "into");
  if (into < 0 || into > 4) return false;
  const named = afterName(words, into + 1);
  const after = textAt(words, named) === "(" ? afterParenthesis(words, named) : named;
  const [next, then] = [textAt(words, after), textAt(words, after + 1)];
  if (next === "values" || next === "value") return (then === "(" || isParameter(words[after + 1])) && "statement";
  if (next === "set") return assigns(words, after) && "statement";
  if (next === "default") return then === "values" && ["insert", "into", "default"];
  if (next !== "select" && next !== "with" && !isParameter(words[after]) && next !== "(") return false;
  return after > named ? "statement" : next === "select" && ["insert", "into", "select"];
};

function afterParenthesis(words: readonly Word[], open: number): number {
  let depth = 0;
  for (let at = open; at < words.length; at += 1) {
    if (textAt(words, at) === "(") depth += 1;
    if (textAt(words, at) === ")") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return words.length;
}

const assigns = (words: readonly Word[], set: number) => words.slice(set + 1, set + 6).some(({ text }) => text === "=");

const updated: Shape = (words) => {
  const set = words.findIndex(({ text }) => text === "set");
  return set > 1 && set < 40 && assigns(words, set) ? "statement" : false;
};

const selected: Shape = (words) => {
  const from = words.findIndex(({ text }) => text === "from");
  if (from > 1) return ["select", "from"];
  // Without a table: a call or a constant, and no sentence.
  const [, second, third] = words;
  if (words.length === 2 && /^\d$/.test(second?.text ?? "")) return ["select"];
  return second !== undefined && third?.text === "(" && third.isClose ? ["select"] : false;
};

const deleted: Shape = (words) => {
  const at = textAt(words, 1) === "from" ? afterName(words, 2) : -1;
  if (at < 0) return words.some(({ text }) => text === "from") ? ["delete", "from"] : false;
  const next = textAt(words, at);
  if (next === undefined || next === ";") return ["delete", "from"];
  return ["where", "using", "order", "limit", "as"].includes(next) ? ["delete", "from", next] : false;
};

const objects =
  "table index view trigger function procedure database schema sequence type user role event extension domain policy temporary unique materialized or temp global fulltext column constraint key rule publication subscription aggregate".split(
    " ",
  );

const created: Shape = (words) => {
  const second = textAt(words, 1) ?? "";
  if (!objects.includes(second) || words[2] === undefined) return false;
  const rest = words.slice(2).map(({ text }) => text);
  const isWhole = rest.includes("(")
    ? /^(?:table|function|procedure|unique|temporary|temp|index|type|global|aggregate|fulltext)$/.test(second) &&
      !words.at(-1)?.isUpper
    : false;
  if (rest.includes("trigger") || second === "trigger")
    return rest.some((each) => /^(?:before|after|instead)$/.test(each)) && "statement";
  if (isWhole && isDefinition(words)) return "statement";
  return ["create", second];
};

/** The parenthesis after the name holds a list of what has a type, or of columns. */
function isDefinition(words: readonly Word[]): boolean {
  const open = words.findIndex(({ text }) => text === "(");
  const close = words.findLastIndex(({ text }) => text === ")");
  return (
    open > 1 &&
    open < 14 &&
    close > open + 1 &&
    (words.slice(open, close).some(({ text }) => text === ",") || close - open > 2)
  );
}

const changed: Shape = (words) => {
  const second = textAt(words, 1) ?? "";
  if (!objects.includes(second)) return false;
  const action = textAt(words, afterName(words, 2)) ?? "";
  const known =
    /^(?:add|drop|modify|change|rename|alter|set|owner|convert|auto_increment|engine|enable|disable|attach|detach|character|default|comment|validate|restart|inherit|reset|force|no)$/;
  return known.test(action) && words.length > 4 ? ["alter", second, action] : false;
};

const dropped: Shape = (words) => {
  const second = textAt(words, 1) ?? "";
  if (!objects.includes(second) || words[2] === undefined) return false;
  const after = afterName(words, 2);
  const next = textAt(words, after);
  return next === undefined || [";", ",", "cascade", "restrict", "on", "("].includes(next) ? ["drop", second] : false;
};

const truncated: Shape = (words) => {
  const at = textAt(words, 1) === "table" ? 2 : 1;
  const next = textAt(words, afterName(words, at));
  return words[at] !== undefined && (next === undefined || [";", ",", "cascade", "restart"].includes(next))
    ? ["truncate"]
    : false;
};

// https://dev.mysql.com/doc/refman/8.4/en/show.html
const shown: Shape = (words) => {
  const [second, third] = [textAt(words, 1) ?? "", textAt(words, 2) ?? ""];
  const known =
    /^(?:tables|columns|databases|create|index|indexes|status|variables|processlist|keys|full|fields|grants|engines?|triggers|global|session|warnings)$/;
  const pair = /^(?:(?:table|procedure|function|master|slave|replica) status|open tables|character set|binary logs)$/;
  if (pair.test(`${second} ${third}`)) return ["show", second, third];
  return known.test(second) ? ["show", second] : false;
};

const queried: Shape = (words) => {
  const at = textAt(words, 1) === "recursive" ? 2 : 1;
  const as = words.findIndex(({ text }) => text === "as");
  return as > at &&
    as < 40 &&
    words.slice(as, as + 4).some(({ text }) => text === "(") &&
    words.some(({ text }) => text === "select")
    ? "statement"
    : false;
};

const set: Shape = (words) => {
  const second = textAt(words, 1) ?? "";
  return [
    "names",
    "session",
    "global",
    "foreign_key_checks",
    "sql_mode",
    "local",
    "search_path",
    "time_zone",
    "character",
  ].includes(second)
    ? ["set", second]
    : false;
};

const shapes: Readonly<Record<string, Shape>> = {
  select: selected,
  insert: inserted,
  replace: inserted,
  update: updated,
  delete: deleted,
  create: created,
  alter: changed,
  drop: dropped,
  truncate: truncated,
  show: shown,
  with: queried,
  set,
  merge: (words) => textAt(words, 1) === "into" && words.some(({ text }) => text === "matched") && "statement",
  pragma: (words) => (words.length > 1 && words.length < 9 ? ["pragma"] : false),
  explain: (words) => (leading.has(textAt(words, 1) ?? "") ? ["explain", textAt(words, 1) ?? ""] : false),
  lock: (words) => (textAt(words, 1) === "tables" ? ["lock", "tables"] : false),
  call: (words) => words[0]?.isUpper === true && words[2]?.text === "(" && words[2].isClose && ["call"],
  optimize: (words) => (textAt(words, 1) === "table" ? ["optimize", "table"] : false),
};
