// Projects of a few migrations, as each tool has them, whose migrations make the model below, and its snapshot.

import type { Folder } from "../support/cli.ts";
import { catalogFrom } from "./catalog-from.ts";

export const migrations = [
  { name: "users", sql: "CREATE TABLE users (id integer PRIMARY KEY, email text NOT NULL);\n" },
  { name: "by_email", sql: "CREATE INDEX by_email ON users (email);\n" },
] as const;

export const model = migrations.map(({ sql }) => sql).join("");

const when = [1_700_000_000_000, 1_700_000_100_000] as const;

/** Writes the project, and returns what `--declared` is for it. */
type Writer = (folder: Folder, at: string) => Promise<string>;

const numbered =
  (tool: string, nameOf: (name: string, number: number) => string, textOf = (sql: string) => sql): Writer =>
  async (folder, at) => {
    for (const [index, { name, sql }] of migrations.entries())
      await folder.write(`${at}/${nameOf(name, index + 1)}`, textOf(sql));
    return `${tool}:${at}`;
  };

export const projects: Readonly<Record<string, Writer>> = {
  "golang-migrate": numbered("golang-migrate", (name, number) => `${number}_${name}.up.sql`),
  goose: numbered(
    "goose",
    (name, number) => `0000${number}_${name}.sql`,
    (sql) => `-- +goose Up\n${sql}`,
  ),
  dbmate: numbered(
    "dbmate",
    (name, number) => `2024010100000${number}_${name}.sql`,
    (sql) => `-- migrate:up\n${sql}\n-- migrate:down\n`,
  ),
  flyway: numbered("flyway", (name, number) => `V${number}__${name}.sql`),
  prisma: async (folder, at) => {
    await folder.write(`${at}/migration_lock.toml`, 'provider = "postgresql"\n');
    return numbered("prisma", (name, number) => `2024010100000${number}_${name}/migration.sql`)(folder, at);
  },
  drizzle: async (folder, at) => {
    const entries = migrations.map(({ name }, index) => ({
      idx: index,
      version: "7",
      when: when[index],
      tag: `000${index}_${name}`,
      breakpoints: true,
    }));
    await folder.write(`${at}/meta/_journal.json`, JSON.stringify({ version: "7", dialect: "postgresql", entries }));
    return numbered("drizzle", (name, number) => `000${number - 1}_${name}.sql`)(folder, at);
  },
};

/** A snapshot of the model: with it, a stamp needs no embedded database. */
export async function writeModel(folder: Folder, name = "model.yaml"): Promise<string> {
  await folder.write(name, await catalogFrom(model, name));
  return name;
}
