// The names that a script speaks of, and those that it makes itself: what it makes is never stood in for.

import type { Statement } from "../../scripts/statement.ts";
import { isTree, nodesOf, parseStatements, strings, type Tree } from "../../sql/parse.ts";

/** Of each statement that makes something, the field that names it. */
const naming: Readonly<Record<string, string>> = {
  CreateFunctionStmt: "funcname",
  CreateStmt: "relation",
  CreateForeignTableStmt: "base",
  CreateTableAsStmt: "into",
  ViewStmt: "view",
  CreateSeqStmt: "sequence",
  CompositeTypeStmt: "typevar",
  CreateEnumStmt: "typeName",
  CreateRangeStmt: "typeName",
  CreateDomainStmt: "domainname",
  DefineStmt: "defnames",
  CreateOpClassStmt: "opclassname",
  CreateAmStmt: "amname",
  CreatePLangStmt: "plname",
  CreateFdwStmt: "fdwname",
};

export interface Requested {
  readonly name: string;
  readonly versions: readonly string[];
}

export class ScriptNames {
  readonly #statements: readonly Statement[];
  #text: string | undefined;
  #made: ReadonlySet<string> | undefined;
  #schemas: ReadonlySet<unknown> | undefined;

  constructor(statements: readonly Statement[]) {
    this.#statements = statements;
  }

  /** Whether it may mean something of this name, in lower case. */
  speaksOf(name: string): boolean {
    this.#text ??= this.#statements.map(({ sql }) => sql.toLowerCase()).join("\n");
    return this.#text.includes(name);
  }

  /** Anywhere in it: what stands later may be tried again. The parser must be loaded. */
  makes(name: string): boolean {
    this.#made ??= new Set(
      this.#statements.filter(({ words }) => words[0] === "create").flatMap(({ sql }) => madeBy(parseStatements(sql))),
    );
    return this.#made.has(name);
  }

  /** The parser must be loaded. */
  makesSchema(name: string): boolean {
    this.#schemas ??= new Set(
      this.#statements
        .filter(({ words }) => words[0] === "create" && words[1] === "schema")
        .flatMap(({ sql }) =>
          [...nodesOf(parseStatements(sql), "CreateSchemaStmt")].map(({ schemaname }) => schemaname),
        ),
    );
    return this.#schemas.has(name);
  }

  /** What CREATE EXTENSION asks for. The parser must be loaded. */
  extensions(): readonly Requested[] {
    return this.#statements
      .filter(({ words }) => words[0] === "create" && words[1] === "extension")
      .flatMap(({ sql }) => [...nodesOf(parseStatements(sql), "CreateExtensionStmt")].map(requested));
  }
}

function requested({ extname, options }: Tree): Requested {
  const given = [...nodesOf(options, "DefElem")].filter(({ defname }) => defname === "new_version");
  return { name: String(extname), versions: given.flatMap(({ arg }) => strings(arg)) };
}

function madeBy(trees: unknown): string[] {
  return Object.entries(naming).flatMap(([type, field]) =>
    [...nodesOf(trees, type)].flatMap((statement) => nameIn(statement[field]) ?? []),
  );
}

/** The last part of a name, in each form in which a tree has one. */
function nameIn(named: unknown): string | undefined {
  if (typeof named === "string") return named;
  if (!isTree(named)) return strings(named).at(-1);
  if (typeof named.relname === "string") return named.relname;
  return nameIn(named.rel ?? named.relation);
}
