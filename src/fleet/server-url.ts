// The database in a connection's URL: which one it is, whether it is a glob, and the same URL with another one. No message has a
// part of a URL: any may be a piece of its password.

import { isUri } from "../sources/connection/uri.ts";

interface Parts {
  readonly before: string;
  readonly database: string;
  readonly after: string;
}

function partsOf(url: string): Parts | undefined {
  const [, before = "", database = "", after = ""] = /^([^/]*:\/\/[^/?]*)(?:\/([^?]*))?(\?.*)?$/s.exec(url) ?? [];
  return isUri(url) ? { before, database, after } : undefined;
}

/** The name, where the URL tells one. */
export function databaseIn(url: string): string | undefined {
  const { database = "" } = partsOf(url) ?? {};
  try {
    return database === "" ? undefined : decodeURIComponent(database);
  } catch {
    return undefined;
  }
}

/** A glob over the databases of the server. An asterisk that belongs to a name is written %2A. */
export function databaseGlob(url: string): string | undefined {
  return partsOf(url)?.database.includes("*") ? databaseIn(url) : undefined;
}

/** Of keywords and values the last one counts. */
export function withDatabase(url: string, name: string): string {
  const parts = partsOf(url);
  return parts === undefined
    ? `${url} dbname='${name.replace(/['\\]/g, "\\$&")}'`
    : `${parts.before}/${encodeURIComponent(name)}${parts.after}`;
}
