// The database that a project starts in containers, by its compose file. Its password is never read.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Fields, isFields } from "../../input/fields.ts";
import { parseLoosely } from "../../input/yaml.ts";

export interface ComposeDatabase {
  readonly file: string;
  readonly service: string;
  /** On this machine; undefined where none is published. */
  readonly port?: number;
  readonly user: string;
  readonly database: string;
}

const names = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];
const images = /(?:^|[/:-])(?:postgres|postgresql|postgis|timescaledb(?:-ha)?|pgvector|paradedb|supabase)(?:[:@/-]|$)/i;

export async function composeDatabase(root: string): Promise<ComposeDatabase | undefined> {
  for (const file of names) {
    if (!existsSync(join(root, file))) continue;
    const content = await parseLoosely(await readFile(join(root, file), "utf8").catch(() => ""));
    const services = isFields(content) && isFields(content.services) ? content.services : {};
    for (const [service, described] of Object.entries(services))
      if (isFields(described) && isDatabase(described)) return { file, service, ...databaseOf(described) };
  }
  return undefined;
}

const isDatabase = ({ image, environment }: Fields) =>
  (typeof image === "string" && images.test(image)) || settings(environment).has("POSTGRES_PASSWORD");

function databaseOf({ environment, ports }: Fields) {
  const set = settings(environment);
  const user = set.get("POSTGRES_USER") || "postgres";
  const port = Array.isArray(ports) ? ports.map(publishedOf).find((each) => each !== undefined) : undefined;
  return { user, database: set.get("POSTGRES_DB") || user, ...(port !== undefined && { port }) };
}

/** As a mapping, or as a list of `NAME=value`. */
function settings(environment: unknown): ReadonlyMap<string, string> {
  const pairs = isFields(environment)
    ? Object.entries(environment).map(([name, value]) => [name, String(value ?? "")] as const)
    : (Array.isArray(environment) ? environment : []).map((each) => {
        const [, name = "", value = ""] = /^([^=]*)=?(.*)$/s.exec(String(each)) ?? [];
        return [name, value] as const;
      });
  return new Map(pairs.map(([name, value]) => [name, filled(value)]));
}

/** `${NAME:-default}` is its default here, as the variables are whose file this is. */
const filled = (value: string) =>
  value.replaceAll(/\$\{\w+(?::?-([^}]*))?[^}]*\}|\$\w+/g, (_, otherwise = "") => otherwise);

/** `5433:5432`, `127.0.0.1:5433:5432`, or a mapping. */
function publishedOf(port: unknown): number | undefined {
  if (isFields(port)) return Number(port.target) === 5432 ? numberIn(String(port.published)) : undefined;
  const [, published] = /(?:^|:)(\d+):5432(?:\/tcp)?$/.exec(filled(String(port))) ?? [];
  return published === undefined ? undefined : numberIn(published);
}

const numberIn = (text: string) => (/^\d{1,5}$/.test(text) ? Number(text) : undefined);
