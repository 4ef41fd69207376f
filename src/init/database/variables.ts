// The variable that holds the URL of a project's database, by the files that list its variables. A value is looked at to know what
// it is, and never kept.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { isConnection } from "../../sources/connection/resolve.ts";

export interface UrlVariable {
  readonly variable: string;
  /** Where it is listed; undefined for the environment itself. */
  readonly listedIn?: string;
  /** The file that sets it, or will, once it is made of its example. */
  readonly file?: string;
  /** Whether it holds a URL already, in that file or in the environment. */
  readonly isSet: boolean;
}

const files = [".env", ".env.local", ".flaskenv"];
const examples = [".env.example", ".env.sample", ".env.template", ".env.dist", "env.example", ".env.local.example"];
const isUrl = /^(?:\w*_)?(?:DATABASE|POSTGRES|POSTGRESQL|PG|DB|SQLALCHEMY)\w*_(?:URL|URI|DSN)$/;

export const usual = "DATABASE_URL";

export async function urlVariable(root: string): Promise<UrlVariable | undefined> {
  for (const listedIn of [...files, ...examples]) {
    const variables = parse(await readFile(join(root, listedIn), "utf8").catch(() => ""));
    const variable = urlIn(variables);
    if (variable === undefined) continue;
    const isExample = examples.includes(listedIn);
    const file = isExample ? (listedIn.includes(".local") ? ".env.local" : ".env") : listedIn;
    const isSet = isConnection(process.env[variable] || (isExample ? "" : (variables[variable] ?? "")));
    return { variable, listedIn, file, isSet };
  }
  return isConnection(process.env[usual] ?? "") ? { variable: usual, isSet: true } : undefined;
}

function parse(text: string): Readonly<Record<string, string | undefined>> {
  return parseEnv(text);
}

/** What holds a URL comes before what is only called so: an example may leave its value empty. */
function urlIn(variables: Readonly<Record<string, string | undefined>>): string | undefined {
  const names = Object.keys(variables).filter((name) => /^[A-Za-z_]\w*$/.test(name));
  const byValue = names.filter((name) => isConnection(variables[name] ?? ""));
  // Of another database, whatever it is called.
  const byName = names.filter((name) => isUrl.test(name) && !/:\/\//.test(variables[name] ?? ""));
  for (const found of [byValue, byName]) {
    const [first] = found;
    if (first !== undefined) return found.includes(usual) ? usual : first;
  }
  return undefined;
}
