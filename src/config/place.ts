// Where in driftcheck.yaml something stands, for messages, and how paths and locators in it are understood.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { parseEnv } from "node:util";
import { inWords } from "../error-code.ts";
import { RuleError, UsageError } from "../errors.ts";
import { type Fields, isFields, show } from "../input/fields.ts";
import { amongKnown } from "../input/nearest.ts";
import { redact } from "../redact.ts";
import { isConnection } from "../sources/connection/resolve.ts";

/** A locator that is in a variable of the process's environment. */
export interface Variable {
  readonly variable: string;
  /** For messages: where it is asked for. */
  readonly askedBy: string;
  /** A file of variables that is asked where the environment has none: a project's .env. It need not be there. */
  readonly file?: string;
}

export class Place {
  /** What relative paths are relative to. */
  readonly folder: string;
  readonly #where: string;
  readonly #key: string;

  constructor(folder: string, where: string, key = "") {
    this.folder = folder;
    this.#where = where;
    this.#key = key;
  }

  under(key: string): Place {
    return new Place(this.folder, this.#where, this.#key === "" ? key : `${this.#key}.${key}`);
  }

  get name(): string {
    return `${this.#where}: ${this.#key}`;
  }

  fail(problem: string): never {
    throw new RuleError(`${this.#where}${this.#key === "" ? "" : `: ${this.#key}`}: ${problem}`);
  }

  onlyKeys(fields: Fields, known: readonly string[]): void {
    for (const name of Object.keys(fields)) {
      if (!known.includes(name)) this.under(name).fail(`is unknown.${amongKnown(name, known)}`);
    }
  }
}

/** What reading the file does; a mistake in it is the user's. @throws UsageError in the words of a RuleError */
export async function forUser<T>(reading: () => Promise<T>): Promise<T> {
  try {
    return await reading();
  } catch (error) {
    if (error instanceof RuleError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

export function text(value: unknown, place: Place): string {
  return typeof value === "string" && value.trim() !== "" ? value : place.fail(`must be text, not ${show(value)}`);
}

/** A path that is written relative to this folder, as the process finds it. */
export function fileIn(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}

/**
 * A locator as the command line takes it. What may hold a password is refused: the file is committed.
 * @param written what stands in the file: a password may come of a variable
 */
export function locator(value: unknown, place: Place, written: unknown = value): string | Variable {
  if (isFields(value)) {
    place.onlyKeys(value, ["env", "file"]);
    const { env, file } = value;
    if (typeof env !== "string" || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(env))
      return place.fail("env must be the name of an environment variable, as in { env: DATABASE_URL }");
    if (file === undefined) return { variable: env, askedBy: place.name };
    if (typeof file !== "string" || file.trim() === "")
      return place.fail("file must be the name of a file of variables, as in { env: DATABASE_URL, file: .env }");
    return { variable: env, askedBy: place.name, file: fileIn(place.folder, file) };
  }
  if (typeof value !== "string" || value.trim() === "")
    return place.fail(`must be a locator or a variable, as in { env: DATABASE_URL }, not ${show(value)}`);
  const path = locatorIn(place.folder, value);
  const committed = withoutReferredPasswords(String(written));
  if (!isThere(path) && redact(committed) !== committed)
    return place.fail(
      "contains a password, or may contain one. Put the URL in an environment variable and write { env: ITS_NAME }.",
    );
  return value.includes("://") || isConnection(value) ? value : path;
}

/** The text without the references that stand where a URL or a string of keywords has its password: these hold no secret. */
function withoutReferredPasswords(text: string): string {
  return text
    .replace(/:\$\{\w+\}@/g, "@")
    .replace(/(?<=[?&])password=\$\{\w+\}(?:&|$)/g, "")
    .replace(/(?<=^|\s)password\s*=\s*\$\{\w+\}(?=\s|$)/g, "");
}

/** `tool:path` has its path after the colon, and `sqlalchemy:app.models:Base` has none. */
function locatorIn(folder: string, value: string): string {
  const [, prefix, path] = /^([a-z][a-z-]*:)(.+)$/s.exec(value) ?? [];
  if (prefix === undefined || path === undefined) return fileIn(folder, value);
  return existsSync(fileIn(folder, path)) ? prefix + fileIn(folder, path) : value;
}

/** A path that looks like a password is none. */
const isThere = (locator: string) => existsSync(locator.replace(/^[a-z][a-z-]*:/, ""));

/**
 * What a variable holds. The value itself is in no message: it may be any secret.
 * @throws UsageError where it is unset, or no URL of a server
 */
export async function readVariable({ variable, askedBy, file }: Variable): Promise<string> {
  const inEnvironment = process.env[variable] ?? "";
  const value = inEnvironment.trim() === "" && file !== undefined ? await inFile(file, variable) : inEnvironment;
  if (value.trim() === "") {
    const orIn = file === undefined ? "" : ` and has no value in ${file}`;
    const advice = `Set it${file === undefined ? "" : " in one of them"}, as in ${variable}=postgres://user@host:5432/database.`;
    throw new UsageError(`${askedBy}: the environment variable ${variable} is not set${orIn}. ${advice}`);
  }
  if (!isConnection(value))
    throw new UsageError(`${askedBy}: the environment variable ${variable} does not contain a postgres:// URL`);
  return value;
}

/** What a file of variables sets. One that is not there sets nothing: in CI the environment has the variable. */
async function inFile(file: string, variable: string): Promise<string> {
  if (!existsSync(file)) return "";
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new UsageError(`cannot read ${file}: ${inWords(error)}`, { cause: error });
  });
  return parseEnv(text)[variable] ?? "";
}
