// SQL's own syntax against the call that it stands for, and pg_catalog's functions of two names. A function of that name in another
// schema is another function: its schema is printed, as both sides are read with an empty search_path.

import { nodeOf } from "../expression.ts";
import { strings, type Tree } from "../parse.ts";
import { asCall, asConstant, call, cast, constant } from "./nodes.ts";
import type { Rewriting } from "./rewriting.ts";
import { plain } from "./types.ts";

export const calls: Rewriting = {
  name: "calls",
  differsIn: "SQL syntax for a function call",
  rewrite: (node) => {
    const value = nodeOf(node, "SQLValueFunction");
    const named = value && valueFunctions[String(value.op)];
    if (named !== undefined) return call(named, []);
    const funcCall = nodeOf(node, "FuncCall");
    return funcCall?.funcformat === undefined ? meant(node) : unformatted(funcCall);
  },
};

/** As the parser gives it, to its one form: the name as strings, and the words of the syntax as the strings that they are. */
function unformatted({ funcformat, funcname, args, ...others }: Tree): Tree {
  const name = strings(funcname);
  const own = name.length === 2 && name[0] === "pg_catalog" ? name.slice(1) : name;
  const given = Array.isArray(args) ? args : [];
  const read = funcformat === "COERCE_SQL_SYNTAX" ? given.map(asText) : given;
  return { FuncCall: { ...others, funcname: own, args: read } };
}

/** `year` of `EXTRACT (year FROM …)`, `NFC` of `IS NFC NORMALIZED`. */
function asText(arg: unknown): unknown {
  const word = asConstant(arg);
  return word?.type === "unknown" ? constant("text", word.value) : arg;
}

function meant(node: Tree): Tree | undefined {
  const funcCall = asCall(node);
  if (funcCall === undefined) return undefined;
  const { name, args } = funcCall;
  const other = otherNames[name];
  if (other !== undefined) return call(other, args);
  // A standard's default form, and a pattern's default escape: PostgreSQL 12 and earlier write the latter as NULL.
  if ((name === "normalize" || name === "is_normalized") && args.length === 1)
    return call(name, [...args, constant("text", "NFC")]);
  // A backslash escapes without being told to, and the pattern is copied as it is (do_like_escape in like_match.c).
  if (name === "like_escape" && asConstant(args[1])?.value === "\\") return args[0];
  if (name === "similar_escape") return similar(args);
  return castsNamedAsTheirType.includes(name) && args.length === 1 ? cast(args[0], plain(name)) : undefined;
}

function similar([pattern, marker]: readonly Tree[]): Tree | undefined {
  const constant = asConstant(marker);
  if (constant === undefined) return undefined;
  return call("similar_to_escape", constant.value === undefined ? [pattern] : [pattern, marker]);
}

/** Of the parser's own nodes: those that are a function by their definition, in the words of `pg_proc`. */
const valueFunctions: Readonly<Record<string, string>> = {
  SVFOP_CURRENT_ROLE: "current_user",
  SVFOP_CURRENT_USER: "current_user",
  SVFOP_USER: "current_user",
  SVFOP_SESSION_USER: "session_user",
  SVFOP_CURRENT_CATALOG: "current_database",
  SVFOP_CURRENT_SCHEMA: "current_schema",
};

/** The same C function under another name, for all argument types that the first name takes. */
export const otherNames: Readonly<Record<string, string>> = {
  strpos: "position",
  substr: "substring",
  char_length: "length",
  character_length: "length",
  ceiling: "ceil",
  pow: "power",
  transaction_timestamp: "now",
};

/** Types whose functions of that name and one argument are all that a cast to the type calls: `date(x)` is `x::date`. */
export const castsNamedAsTheirType = [
  "bool",
  "date",
  "float4",
  "float8",
  "int2",
  "int4",
  "int8",
  "interval",
  "numeric",
  "oid",
  "time",
  "timestamp",
  "timestamptz",
  "timetz",
];
