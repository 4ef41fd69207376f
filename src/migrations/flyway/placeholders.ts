// Flyway's placeholders, from the environment variables that Flyway itself reads. One without a value is an error here as there.

import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { SourceError } from "../../errors.ts";

/** What to do with the text of this migration: its `.conf` beside it may say that it has no placeholders. */
export async function filledIn(file: string): Promise<(text: string, name: string) => string> {
  const settings = await readFile(`${file}.conf`, "utf8").catch(() => "");
  const own = /^\s*placeholderReplacement\s*=\s*(\w+)/m.exec(settings)?.[1];
  const replaces = (own ?? process.env.FLYWAY_PLACEHOLDER_REPLACEMENT ?? "true").toLowerCase() !== "false";
  return (text, name) => (replaces ? fill(text, name, basename(file)) : text);
}

function fill(text: string, name: string, filename: string): string {
  return text.replace(/\$\{([^}]*)\}/g, (whole, placeholder: string, at: number) => {
    const value = valueFor(placeholder.toLowerCase(), filename);
    if (value !== undefined) return value;
    const line = text.slice(0, at).split("\n").length;
    const advice = `Set FLYWAY_PLACEHOLDERS_${placeholder.toUpperCase()}, which Flyway reads`;
    throw new SourceError(`${name}:${line}: the placeholder ${JSON.stringify(whole)} has no value. ${advice}`);
  });
}

function valueFor(placeholder: string, filename: string): string | undefined {
  if (placeholder === "flyway:defaultschema") return process.env.FLYWAY_DEFAULT_SCHEMA ?? "public";
  if (placeholder === "flyway:table") return process.env.FLYWAY_TABLE ?? "flyway_schema_history";
  if (placeholder === "flyway:filename") return filename;
  return process.env[`FLYWAY_PLACEHOLDERS_${placeholder.toUpperCase()}`];
}
