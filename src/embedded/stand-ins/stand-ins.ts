// What stands in for the extensions that PGlite does not have: they are there before a script asks for them, with what is known
// of them, and what a statement misses of them is made when PostgreSQL says so. Everything ends: each statement is tried a
// bounded number of times.

import type { Client } from "pg";
import type { Unread } from "../../catalog/catalog.ts";
import type { DefinedExtension } from "../../catalog/defined-extension.ts";
import { alwaysQuoted, objectId } from "../../catalog/object-id.ts";
import { attempt as attemptIn, type ServerError } from "../../scripts/run.ts";
import type { Statement } from "../../scripts/statement.ts";
import { loadParser, nodesOf, parseStatements, strings } from "../../sql/parse.ts";
import { embeddableExtensions } from "../database.ts";
import { changed, type Next } from "./changed.ts";
import { Definitions } from "./definitions.ts";
import { extensionOfType } from "./implied.ts";
import { isLibraryMissing, Libraries } from "./libraries.ts";
import { isMismatch } from "./mismatch.ts";
import { type Missing, missingOf } from "./missing.ts";
import type { Rewritten } from "./options.ts";
import { bringing, installed, type Owner, ownerOf, ownerOfRelation, ownerOfSchema } from "./owners.ts";
import { provide, requirementsOf } from "./provide.ts";
import { type Remedy, remediesFor } from "./remedies.ts";
import { ScriptNames } from "./script-names.ts";
import { calledCode } from "./sql.ts";
import { touched } from "./touched.ts";
import { asWritten, printModifiers, TypeModifiers } from "./typmods.ts";

/** A statement that misses more things than these is refused. */
const most = 60;

/** What was made for the statement, and what could be made in its place. */
interface Trial {
  readonly rest: readonly Remedy[];
  readonly undo: string;
}

export class StandIns {
  readonly #client: Client;
  readonly #script: ScriptNames;
  readonly #definitions: Definitions;
  readonly #libraries: Libraries;
  readonly #modifiers = new TypeModifiers();
  readonly #names = new Set<string>();
  readonly #unread: Unread[] = [];
  readonly #calls = new Set<string>();

  private constructor(client: Client, script: ScriptNames, defined: readonly DefinedExtension[]) {
    this.#client = client;
    this.#script = script;
    this.#definitions = new Definitions(client, defined);
    this.#libraries = new Libraries(client);
    client.on("notice", ({ code, message }) => {
      if (code === calledCode) this.#calls.add(String(message));
    });
  }

  /**
   * Those of the extensions that these statements create, as far as PGlite lacks them.
   * @param defined extensions as a server defines them, from which they are made
   */
  static async of(
    client: Client,
    statements: readonly Statement[],
    defined: readonly DefinedExtension[] = [],
  ): Promise<StandIns> {
    const script = new ScriptNames(statements);
    const standIns = new StandIns(client, script, defined);
    if (statements.some(({ words }) => words[0] === "create" && words[1] === "extension")) {
      await loadParser();
      for (const { name, versions } of script.extensions()) await standIns.#provide(name, versions);
    }
    return standIns;
  }

  /** The statement as it can run here. */
  async adapted(sql: string): Promise<string> {
    if (!this.#modifiers.concern(sql)) return sql;
    await loadParser();
    return this.#modifiers.adapted(sql);
  }

  /**
   * Makes what the statement misses and tries it again, for as long as that helps.
   * @returns the error that remains
   */
  async mended(
    { sql, where }: { readonly sql: string; readonly where: string },
    first: ServerError,
  ): Promise<ServerError | undefined> {
    await loadParser();
    let error: ServerError | undefined = first;
    let next: Rewritten = { sql };
    let trial: Trial | undefined;
    for (let tries = 0; error !== undefined && tries < most; tries += 1) {
      if (trial !== undefined && (await isMismatch(this.#client, error))) {
        trial = await this.#another(trial);
        if (trial === undefined) return error;
      } else {
        const remedy: Next | Trial | undefined = await this.#remedy(next.sql, where, error);
        if (remedy === undefined) return error;
        if (remedy === "nothing") return undefined;
        trial = "rest" in remedy ? remedy : undefined;
        if ("sql" in remedy) next = { ...next, ...remedy };
      }
      error = await this.#attempt(await this.adapted(next.sql));
      if (error === undefined && next.afterwards !== undefined) await this.#attempt(next.afterwards);
    }
    return error;
  }

  async #another({ rest: [next, ...rest], undo }: Trial): Promise<Trial | undefined> {
    await this.#attempt(undo);
    if (next === undefined) return undefined;
    await this.#attempt(next.sql);
    return { rest, undo: next.undo };
  }

  async #remedy(sql: string, where: string, error: ServerError): Promise<Next | Trial | undefined> {
    if (error.code === "22023") return this.#changed(sql, where, error);
    if (isLibraryMissing(error)) return this.#libraries.without(sql, where);
    const missing = missingOf(error);
    const trees = parseStatements(sql);
    if (missing === undefined || trees === undefined) return undefined;
    if (missing.what === "extension") return (await this.#provide(missing.name, [])) ? { sql } : undefined;
    const [creating] = nodesOf(trees, "CreateExtensionStmt");
    if (missing.what === "schema" && creating !== undefined) return this.#schemaOf(missing.name, sql, where);
    if (missing.what === "relation" && this.#areRows(missing.path, trees)) return "nothing";
    const owner = await this.#ownerOf(missing, where);
    if (owner === undefined) return undefined;
    if (owner === "created") return { sql };
    if (about.some((type) => [...nodesOf(trees, type)].length > 0)) return "nothing";
    const [remedy, ...rest] = await remediesFor(missing, { client: this.#client, owner, trees });
    if (remedy === undefined) return undefined;
    await this.#definitions.noteBefore(owner.extension.name);
    const refused = await this.#attempt(remedy.sql);
    if (refused !== undefined) return undefined;
    if (missing.what === "type") this.#modifiers.add(missing.path.at(-1) ?? "", asWritten);
    return isTried(missing) ? { rest, undo: remedy.undo } : { sql };
  }

  /** A dump brings the rows of an extension's tables that are its configuration. */
  #areRows(path: readonly string[], trees: unknown): boolean {
    const isSequence = [...nodesOf(trees, "FuncCall")].some(({ funcname }) => strings(funcname).at(-1) === "setval");
    const isAboutRows = ["CopyStmt", "InsertStmt"].some((type) => [...nodesOf(trees, type)].length > 0);
    return (isAboutRows || isSequence) && this.#names.size > 0 && !this.#script.makes(path.at(-1) ?? "");
  }

  async #ownerOf(missing: Missing, where: string): Promise<Owner | "created" | undefined> {
    const owners = await installed(this.#client, this.#names);
    if (missing.what === "column") return owners[0];
    if ("name" in missing) {
      if (missing.what === "schema")
        return this.#script.makesSchema(missing.name) ? undefined : ownerOfSchema(missing.name, owners);
      return this.#script.makes(missing.name) ? undefined : ownerOf([missing.name], owners);
    }
    // Those of an extension that is known are all there.
    if (missing.what === "default operator class")
      return owners.find(({ extension }) => extension.functions === undefined);
    const name = missing.path.at(-1) ?? "";
    if (missing.what !== "operator" && this.#script.makes(name)) return undefined;
    if (missing.what === "relation") return ownerOfRelation(missing.path, owners);
    return ownerOf(missing.path, owners) ?? (missing.what === "type" ? this.#bring(missing.path, where) : undefined);
  }

  /** The extension of a type that the script uses without creating it: the database has it, and the script does not say so. */
  async #bring(path: readonly string[], where: string): Promise<"created" | undefined> {
    const [name = "", schema = "public"] = [...path].reverse();
    const own = extensionOfType(name);
    const extension = own ?? bringing(name)?.name;
    if (extension === undefined || (own === undefined && !(await this.#provide(extension, [])))) return undefined;
    const create = `CREATE EXTENSION ${alwaysQuoted(extension)} SCHEMA ${alwaysQuoted(schema)}`;
    if ((await this.#attempt(create)) !== undefined) return undefined;
    const reason = `${where}: the script uses ${name} and does not create its extension`;
    this.#unread.push({ what: "extension", count: 1, id: objectId("extension", [extension]), reason });
    return "created";
  }

  /** Some platforms make a schema for extensions, which no dump of one has. */
  async #schemaOf(name: string, sql: string, where: string): Promise<Next | undefined> {
    if ((await this.#attempt(`CREATE SCHEMA ${alwaysQuoted(name)}`)) !== undefined) return undefined;
    const reason = `${where}: an extension is put into it, and the script does not create it`;
    this.#unread.push({ what: "schema", count: 1, id: objectId("schema", [name]), reason });
    return { sql };
  }

  #changed(sql: string, where: string, error: ServerError): Next | undefined {
    const { next, unread } = changed(sql, where, error, this.#names.size > 0) ?? {};
    if (unread !== undefined) this.#unread.push(unread);
    return next;
  }

  async #provide(name: string, versions: readonly string[]): Promise<boolean> {
    if (name === "plpgsql" || embeddableExtensions().includes(name) || this.#names.has(name)) return false;
    const { rows } = await this.#client.query("SELECT FROM pg_catalog.pg_available_extensions WHERE name = $1", [name]);
    if (rows.length > 0) return false;
    this.#names.add(name);
    const defined = this.#definitions.of(name);
    for (const required of requirementsOf(name, defined)) await this.#provide(required, []);
    const how = { defined, versions, script: this.#script, modifiers: this.#modifiers };
    await provide(this.#client, name, how);
    return true;
  }

  /** What a statement leaves undone that runs code; whatever else calls one makes nothing by it. To be asked after each. */
  called({ where, words }: { readonly where: string; readonly words: Statement["words"] }): Unread[] {
    const calls = [...this.#calls];
    this.#calls.clear();
    if (calls.length === 0 || !running.includes(words[0] ?? "")) return [];
    return [
      { what: "statement", count: 1, reason: `${where}: it calls ${calls.join(", ")}, a stand-in that does nothing` },
    ];
  }

  /** To be called once all has run. @returns what the stand-ins leave uncompared */
  async report(): Promise<Unread[]> {
    const unread = [...this.#unread, ...(await this.#libraries.settled())];
    if (this.#names.size === 0) return unread;
    await printModifiers(this.#client, this.#modifiers.all);
    return [...unread, ...(await touched(this.#client, this.#names, this.#definitions.all))];
  }

  #attempt(sql: string): Promise<ServerError | undefined> {
    return attemptIn(this.#client, sql, this.#client.getTransactionStatus() !== "I");
  }
}

const running = ["select", "do", "call", "execute", "with"];

/** What is only said of an object of an extension's is its own affair. */
const about = ["GrantStmt", "CommentStmt", "AlterOwnerStmt", "AlterObjectDependsStmt", "SecLabelStmt"];

/** What its type is, only the statement tells, by what it takes. */
const isTried = ({ what }: Missing) => what === "routine" || what === "operator" || what === "column";
