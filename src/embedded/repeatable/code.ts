// The code of a script: what runs by itself, and the routines that it defines.

import type { Statement } from "../../scripts/statement.ts";
import { namesIn } from "../../sql/names.ts";
import { isTree, nodesOf, parseStatements, type Tree } from "../../sql/parse.ts";
import { type Deeds, deedsOfRoutine, deedsOfStatements } from "./deeds.ts";

export interface Code {
  readonly sql: string;
  /** That it says, anywhere. */
  readonly names: ReadonlySet<string>;
  readonly deeds: Deeds;
}

export interface Routine extends Code {
  readonly name: string;
}

/** The word that says what is created, behind OR REPLACE. */
export const createdBy = ({ words }: Statement): string =>
  words[0] === "create" ? ((words[1] === "or" ? words[3] : words[1]) ?? "") : "";

const routineWords = new Set(["function", "procedure", "aggregate"]);

export const definesRoutine = (statement: Statement): boolean => routineWords.has(createdBy(statement));

/** A statement that runs code. The parser must be loaded. */
export function unitOf({ sql }: Statement): Code {
  const trees = parseStatements(sql);
  const block = nodeIn(trees, "DoStmt");
  return code(sql, () => (block === undefined ? deedsOfStatements(trees) : deedsOfRoutine(sql, block)));
}

/** Each definition, also of one that another replaces. The parser must be loaded. */
export function routinesOf(statements: readonly Statement[]): readonly Routine[] {
  return statements.filter(definesRoutine).map(({ sql }) => {
    const trees = parseStatements(sql);
    const routine = nodeIn(trees, "CreateFunctionStmt");
    const names = routine?.funcname ?? nodeIn(trees, "DefineStmt")?.defnames;
    const name = String([...nodesOf(names, "String")].at(-1)?.sval ?? "");
    // An aggregate does what the functions do that it names.
    const deeds = () => (routine === undefined ? deedsOfStatements([]) : deedsOfRoutine(sql, routine));
    return Object.assign(code(sql, deeds), { name });
  });
}

function nodeIn(trees: readonly unknown[] | undefined, type: string): Tree | undefined {
  const [tree] = trees ?? [];
  const node = isTree(tree) ? tree[type] : undefined;
  return isTree(node) ? node : undefined;
}

/** Most routines are never asked. */
function code(sql: string, read: () => Deeds): Code {
  let names: ReadonlySet<string> | undefined;
  let deeds: Deeds | undefined;
  return {
    sql,
    get names() {
      names ??= namesIn(sql);
      return names;
    },
    get deeds() {
      // What it sets may change the meaning of what follows.
      deeds ??= this.names.has("set_config") ? { ...read(), acts: true } : read();
      return deeds;
    },
  };
}
