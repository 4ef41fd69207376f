// psql's variables, as a script sets them. What psql sets for itself, or takes from its command line, no script tells.

import { alwaysQuoted } from "../catalog/object-id.ts";
import { literal } from "../sql/literal.ts";

/** A value that is known only where psql runs. */
export class UnknownVariable extends Error {}

/** Those that psql sets by itself, and changes while it runs. */
const own = new Set(
  `AUTOCOMMIT COMP_KEYWORD_CASE DBNAME ECHO ECHO_HIDDEN ENCODING ERROR FETCH_COUNT HIDE_TABLEAM HIDE_TOAST_COMPRESSION
  HISTCONTROL HISTSIZE HOST IGNOREEOF LASTOID LAST_ERROR_MESSAGE LAST_ERROR_SQLSTATE ON_ERROR_ROLLBACK ON_ERROR_STOP PORT
  PROMPT1 PROMPT2 PROMPT3 QUIET ROW_COUNT SERVER_VERSION_NAME SERVER_VERSION_NUM SERVICE SHELL_ERROR SHELL_EXIT_CODE
  SHOW_ALL_RESULTS SHOW_CONTEXT SINGLELINE SINGLESTEP SQLSTATE USER VERBOSITY VERSION VERSION_NAME VERSION_NUM
  WATCH_INTERVAL PIPELINE_SYNC_COUNT PIPELINE_COMMAND_COUNT PIPELINE_RESULT_COUNT`.split(/\s+/),
);

export type Variables = Map<string, string>;

/** @throws UnknownVariable */
function valueOfVariable(variables: Variables, name: string): string | undefined {
  if (own.has(name)) throw new UnknownVariable(`the value of :${name} is known only where psql runs`);
  return variables.get(name);
}

export interface Reference {
  readonly name: string;
  /** What stands for it; undefined where there is no such variable, and the text stays as it is. */
  readonly value: string | undefined;
  readonly end: number;
  /** It stands there as it is: SQL, which may be lexed. */
  readonly isPlain: boolean;
}

const form = /:(?:'([\w\u0080-\uffff]+)'|"([\w\u0080-\uffff]+)"|\{\?([\w\u0080-\uffff]+)\}|([\w\u0080-\uffff]+))/y;

/** The variable that is named at a colon, if one is. @throws UnknownVariable */
export function referenceAt(text: string, at: number, variables: Variables): Reference | undefined {
  form.lastIndex = at;
  const match = form.exec(text);
  if (match === null) return undefined;
  const [whole, asLiteral, asName, isDefined, plain] = match;
  const name = asLiteral ?? asName ?? isDefined ?? plain ?? "";
  const end = at + whole.length;
  const value = valueOfVariable(variables, name);
  if (isDefined !== undefined) return { name, end, value: value === undefined ? "FALSE" : "TRUE", isPlain: false };
  if (plain !== undefined || value === undefined) return { name, end, value, isPlain: plain !== undefined };
  return { name, end, value: asLiteral === undefined ? alwaysQuoted(value) : quotedLiteral(value), isPlain: false };
}

function quotedLiteral(text: string): string {
  const doubled = literal(text);
  return text.includes("\\") ? ` E${doubled.replaceAll("\\", "\\\\")}` : doubled;
}

/** As psql reads a Boolean: a beginning of a word will do. Undefined for what it refuses. */
export function booleanOf(text: string): boolean | undefined {
  const word = text.toLowerCase();
  const begins = (whole: string, least: number) => word.length >= least && whole.startsWith(word);
  if (begins("true", 1) || begins("yes", 1) || begins("on", 2) || word === "1") return true;
  if (begins("false", 1) || begins("no", 1) || begins("off", 2) || word === "0") return false;
  return undefined;
}
