// Parameters in WITH that only an extension knows: the statement is made to run without them.

import { alwaysQuoted } from "../../catalog/object-id.ts";
import { literal } from "../../sql/literal.ts";
import { isTree, nodesOf, parseStatements, strings, type Token, type Tree, tokens } from "../../sql/parse.ts";

export interface Rewritten {
  readonly sql: string;
  /** What is run once it is made. */
  readonly afterwards?: string;
}

/** Without the parameters, which are then put where PostgreSQL keeps them, as the extension would have them put. */
export function indexWithoutOptions(sql: string): Rewritten | undefined {
  const [index] = nodesOf(parseStatements(sql), "IndexStmt");
  const options = optionsOf(index?.options);
  const cut = withoutWith(sql, options);
  if (cut === undefined || !isTree(index?.relation)) return undefined;
  const { schemaname, relname } = index.relation;
  const table = [schemaname, relname]
    .flatMap((part) => (typeof part === "string" ? [alwaysQuoted(part)] : []))
    .join(".");
  const newest = `(SELECT max(indexrelid) FROM pg_catalog.pg_index WHERE indrelid = ${literal(table)}::pg_catalog.regclass)`;
  const values = options.map(({ defname, arg }) => literal(`${defname}=${written(arg)}`));
  return {
    sql: cut.before + cut.after,
    afterwards: `UPDATE pg_catalog.pg_class SET reloptions = ARRAY[${values.join(", ")}]
      WHERE oid = ${newest} OR oid IN (SELECT relid FROM pg_catalog.pg_partition_tree(${newest}))`,
  };
}

/** A materialized view that an extension keeps up to date is a view to PostgreSQL. */
export function viewWithoutOptions(sql: string): (Rewritten & { readonly name: readonly string[] }) | undefined {
  const [made] = nodesOf(parseStatements(sql), "CreateTableAsStmt");
  const into = isTree(made?.into) ? made.into : undefined;
  const cut = withoutWith(sql, optionsOf(into?.options));
  if (made?.objtype !== "OBJECT_MATVIEW" || cut === undefined || !isTree(into?.rel)) return undefined;
  const { schemaname, relname } = into.rel;
  const name = [schemaname, relname].flatMap((part) => (typeof part === "string" ? [part] : []));
  const query = queryIn(cut.after);
  return { name, sql: `CREATE VIEW ${name.map(alwaysQuoted).join(".")} AS ${query}` };
}

/** Between AS and WITH [NO] DATA. */
function queryIn(rest: string): string {
  const all = tokens(rest) ?? [];
  const words = all.map(({ text }) => text.toLowerCase());
  const data = words.lastIndexOf("data");
  const ends = words.slice(data - 2, data).includes("with") ? words.lastIndexOf("with") : all.length;
  return Buffer.from(rest).subarray(all[words.indexOf("as")]?.end, all[ends]?.start).toString();
}

/** The names of the parameters, where all of what an ALTER TABLE sets is an extension's. */
export function foreignParameters(sql: string): readonly string[] | undefined {
  const [alter] = nodesOf(parseStatements(sql), "AlterTableStmt");
  const commands = [...nodesOf(alter?.cmds, "AlterTableCmd")];
  const isSetting = commands.every(({ subtype }) => /^AT_(?:Set|Reset)RelOptions$/.test(String(subtype)));
  const options = commands.flatMap(({ def }) => optionsOf(isTree(def) && isTree(def.List) ? def.List.items : def));
  if (!isSetting || options.length === 0 || options.some(({ defnamespace }) => defnamespace === undefined))
    return undefined;
  return options.map(({ defnamespace, defname }) => `${defnamespace}.${defname}`);
}

const optionsOf = (list: unknown): Tree[] => [...nodesOf(list, "DefElem")];

function written(arg: unknown): string {
  if (!isTree(arg)) return "true";
  const [integer] = nodesOf(arg, "Integer");
  const [float] = nodesOf(arg, "Float");
  if (integer !== undefined) return String(integer.ival ?? 0);
  if (float !== undefined) return String(float.fval);
  return strings(arg).join(" ");
}

/** What stands before and after `WITH (…)`. */
function withoutWith(
  sql: string,
  options: readonly Tree[],
): { readonly before: string; readonly after: string } | undefined {
  const first = Math.min(...options.map(({ location }) => Number(location ?? Number.POSITIVE_INFINITY)));
  const all = tokens(sql) ?? [];
  const at = all.findIndex(({ start }) => start >= first);
  const [word, open] = [all[at - 2], all[at - 1]];
  const close = closing(all, at - 1);
  if (open?.text !== "(" || word?.text.toLowerCase() !== "with" || close === undefined) return undefined;
  const bytes = Buffer.from(sql);
  return { before: bytes.subarray(0, word.start).toString(), after: bytes.subarray(close.end).toString() };
}

/** The end of what opens there. */
export function closing(all: readonly Token[], open: number): Token | undefined {
  let depth = 0;
  for (const token of all.slice(open)) {
    if (token.text === "(") depth += 1;
    if (token.text === ")") depth -= 1;
    if (depth === 0) return token;
  }
  return undefined;
}
