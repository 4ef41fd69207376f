// The password that ~/.pgpass has for a connection: https://www.postgresql.org/docs/current/libpq-pgpass.html

import { readFileSync, statSync } from "node:fs";
import { inHome } from "./home.ts";
import { type Settings, textOf } from "./settings.ts";

export interface Login {
  /** As it was given; `localhost` for the default Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

export type PasswordLookup = { readonly password: string } | { readonly ignored?: string };

/** `ignored` says why the file was not used although it is there. */
export function passwordFromFile(settings: Settings, entry: Login): PasswordLookup {
  const file = textOf(settings, "passfile") ?? inHome(".pgpass");
  const info = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
  if (file === undefined || info === undefined) return {};
  if (!info.isFile()) return { ignored: `${file} was ignored because it is not a plain file` };
  if (process.platform !== "win32" && (info.mode & 0o077) !== 0)
    return { ignored: `${file} was ignored because other users can read it. Run chmod 600 ${file}` };
  try {
    const password = passwordIn(readFileSync(file, "utf8"), entry);
    return password === undefined ? {} : { password };
  } catch {
    return { ignored: `${file} was ignored because it cannot be read` };
  }
}

function passwordIn(text: string, { host, port, database, user }: Login): string | undefined {
  const wanted = [host, String(port), database, user];
  for (const line of text.split(/\r?\n/)) {
    let rest: string | undefined = line.startsWith("#") ? undefined : line;
    for (const value of wanted) rest = rest === undefined ? undefined : afterField(rest, value);
    if (rest !== undefined) return unescaped(/^(?:\\.|[^:\\])*/s.exec(rest)?.[0] ?? "");
  }
  return undefined;
}

/** What stands after a field that has this value, or `*`; undefined where it has another. A colon in it may be bare or escaped. */
function afterField(text: string, value: string): string | undefined {
  if (text.startsWith("*:")) return text.slice(2);
  let at = 0;
  for (const character of value) {
    if (text[at] === "\\") at += 1;
    if (!text.startsWith(character, at)) return undefined;
    at += character.length;
  }
  return text[at] === ":" ? text.slice(at + 1) : undefined;
}

const unescaped = (field: string) => field.replace(/\\(.)/gs, "$1");
