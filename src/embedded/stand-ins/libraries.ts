// Functions in C whose library is not here, as dumps of before CREATE EXTENSION have them: each is made without its library, and
// has in the end what PostgreSQL keeps of it: the file and the symbol. While the script runs, calling one is an error.

import type { Client } from "pg";
import type { Unread } from "../../catalog/catalog.ts";
import type { ServerError } from "../../scripts/run.ts";
import { literal } from "../../sql/literal.ts";
import { nodesOf, parseStatements, strings, type Tree } from "../../sql/parse.ts";
import type { Rewritten } from "./options.ts";

/** A language that looks at no body, until the end: there is none in what is read. */
const language = '"driftcheck: c"';
const make = `CREATE LANGUAGE ${language} HANDLER pg_catalog.plpgsql_call_handler`;

const settle = `
  UPDATE pg_catalog.pg_proc SET prolang = (SELECT oid FROM pg_catalog.pg_language WHERE lanname = 'c'),
    probin = prosrc::json ->> 0, prosrc = coalesce(prosrc::json ->> 1, proname)
  WHERE prolang = (SELECT oid FROM pg_catalog.pg_language WHERE lanname = 'driftcheck: c');
  DELETE FROM pg_catalog.pg_depend WHERE refclassid = 'pg_catalog.pg_language'::pg_catalog.regclass
    AND refobjid = (SELECT oid FROM pg_catalog.pg_language WHERE lanname = 'driftcheck: c');
  DROP LANGUAGE ${language}`;

const undefinedFile = "58P01";

export const isLibraryMissing = ({ code, message }: ServerError): boolean =>
  code === undefinedFile || /^could not (?:load library|find function) "/.test(message);

export class Libraries {
  readonly #client: Client;
  /** Where each is first asked for, and for how many functions. */
  readonly #asked = new Map<string, { readonly where: string; readonly count: number }>();

  constructor(client: Client) {
    this.#client = client;
  }

  /** The statement as it can run here; undefined where it makes no function of a library's. */
  without(sql: string, where: string): Rewritten | undefined {
    const [made] = nodesOf(parseStatements(sql), "CreateFunctionStmt");
    const options = [...nodesOf(made?.options, "DefElem")];
    const code = strings(options.find(({ defname }) => defname === "as")?.arg);
    const [library] = code;
    if (library === undefined || !isC(options)) return undefined;
    const before = this.#asked.get(library);
    this.#asked.set(library, { where: before?.where ?? where, count: (before?.count ?? 0) + 1 });
    const cut = withoutOptions(sql, options);
    const ensure = before === undefined && this.#asked.size === 1 ? `${make};\n` : "";
    // What a function in C costs where nobody says it.
    const cost = options.some(({ defname }) => defname === "cost") ? "" : " COST 1";
    return { sql: `${ensure}${cut}${cost} LANGUAGE ${language} AS ${literal(JSON.stringify(code))}` };
  }

  /** To be called once all has run. */
  async settled(): Promise<Unread[]> {
    if (this.#asked.size === 0) return [];
    await this.#client.query(settle);
    return [...this.#asked].map(([library, { where, count }]) => ({
      what: "C function",
      count,
      reason: `${where}: the library ${library} is not here, so what they compute is unknown; signature, file and symbol are compared`,
    }));
  }
}

const isC = (options: readonly Tree[]) =>
  options.some(({ defname, arg }) => defname === "language" && strings(arg)[0]?.toLowerCase() === "c");

/** Without its language and its code. Each option ends where the next begins. */
function withoutOptions(sql: string, options: readonly Tree[]): string {
  const bytes = Buffer.from(sql);
  const starts = options.map(({ location }) => Number(location ?? 0));
  const kept = options.flatMap(({ defname }, at) => {
    const [start = 0, end = bytes.length] = [starts[at], starts[at + 1]];
    return defname === "as" || defname === "language" ? [] : [bytes.subarray(start, end).toString()];
  });
  return [bytes.subarray(0, Math.min(...starts)).toString(), ...kept].join(" ");
}
