// SQL of which nothing is known here goes to a call that takes it: the wrapper that a project writes around its driver. It is
// told, as what is not read is not clean.

import { type Call, type Code, dotted } from "../code.ts";
import type { Sinks } from "../sinks/match.ts";
import type { Environment } from "./environment.ts";
import type { Found } from "./found.ts";
import { origin } from "./variables.ts";

/** Calls in a chain that makes a query of a library's own, of which no text is written: `select(User).where(…)`. */
const builders = new Set(
  (
    "select insert update delete merge where values filter filter_by join outerjoin group_by order_by having limit offset " +
    "union union_all intersect except_ returning cte subquery exists table alias with_only_columns execution_options " +
    "from from_select options scalar_subquery query nextval next_value toarel to_arel arel"
  ).split(" "),
);

const notText: ReadonlySet<Code["kind"]> = new Set([
  "constant",
  "fields",
  "list",
  "scope",
  "thrown",
  "assign",
  "branch",
]);

export class Unseen {
  readonly found: Found[] = [];
  readonly #language: string;
  readonly #sinks: Sinks;
  /** Each expression once a function: a wrapper may give it to the driver on several ways. */
  #told = new Set<string>();
  /** Variables that hold a query of a library's own. */
  #queries = new Set<string>();

  constructor(language: string, sinks: Sinks) {
    this.#language = language;
    this.#sinks = sinks;
  }

  enterFunction(): void {
    this.#told = new Set();
    this.#queries = new Set();
  }

  set(name: string, value: Code): void {
    if (this.#makesQuery(value)) this.#queries.add(name);
  }

  /**
   * @param all what it may be: where a call's first argument may be a context, the second, too
   * @param at the call that takes it
   */
  given(all: readonly Code[], at: Code, env: Environment, sink: string): void {
    const sql = all.find(({ node }) => !/^\w*ctx\b|context/i.test(node.text));
    if (sql === undefined || (at.kind === "call" && this.#takesNone(at))) return;
    const hole = origin(sql, env);
    const written = sql.node.text;
    const isList = env.in(0, written) !== undefined;
    if (isList || this.#told.has(written)) return;
    if ([sql, hole].some((each) => notText.has(each.kind) || this.#makesQuery(each) || this.#isTold(each))) return;
    this.#told.add(written);
    const found = { pieces: [{ hole: sql }], at, sink, goesTo: sink, sure: true, values: [], fields: [] };
    this.found.push({ ...found, isUnseen: true });
  }

  /** `execute(text(sql).bindparams(…))`: the inner call takes it. */
  #isTold(code: Code): boolean {
    if (code.kind !== "call") return false;
    if (this.#sinks.of(code).some(({ sure }) => sure)) return true;
    return code.callee.kind === "name" && code.callee.of !== undefined && this.#isTold(code.callee.of);
  }

  /** Values for a statement that was prepared before, though in Java and C# that is what runs SQL; a query of GraphQL's. */
  #takesNone({ callee, values: [first] }: Call): boolean {
    if (first?.kind === "fields" && first.fields.some(({ name }) => name === "query")) return true;
    if (callee.kind !== "name" || callee.of === undefined || /^(?:java|csharp)$/.test(this.#language)) return false;
    return /(?:stmt|statement|prepared|sth)\d*$/i.test(dotted(callee.of)) && !/^prepare/i.test(callee.name);
  }

  #makesQuery(code: Code): boolean {
    if (code.kind === "name")
      return this.#queries.has(dotted(code)) || (code.of !== undefined && this.#makesQuery(code.of));
    if (code.kind === "either") return code.options.some((option) => this.#makesQuery(option));
    if (code.kind !== "call") return false;
    const last = dotted(code.callee).split(".").at(-1) ?? "";
    // In Python a class: what is executed is an object, as SQLAlchemy's `CreateTable(users)`.
    if (builders.has(last.toLowerCase()) || (this.#language === "python" && /^[A-Z]/.test(last))) return true;
    return code.callee.kind === "name" && code.callee.of !== undefined && this.#makesQuery(code.callee.of);
  }
}
