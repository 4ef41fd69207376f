// The first two commands in six projects, as docs/quickstart.md shows them: what is printed there is what is printed.
// UPDATE_DOCS=1 writes the page's transcripts anew. A project of Python's is skipped where no Python here has its packages.

import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { driftcheck } from "../support/cli.ts";
import { pythonsWith } from "../support/python.ts";
import { sample } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { describeWithOwnServer } from "../support/servers.ts";

const root = join(import.meta.dirname, "../..");
const page = join(root, "docs/quickstart.md");
const projects = join(root, "test/fixtures/projects");

interface Project {
  readonly name: string;
  /** Modules of Python that it needs. */
  readonly needs?: readonly string[];
  /** How the database is reached: by a line of .env, by the environment, or as compose.yaml says. */
  readonly by: "dotenv" | "environment" | { readonly port: string; readonly role: string };
  /** The URL as the project's own tools take it. */
  readonly scheme?: string;
  readonly query?: string;
  /** A part of the report that nobody may miss. */
  readonly reports: string;
}

const all: readonly Project[] = [
  {
    name: "flask",
    needs: ["alembic", "flask_migrate", "flask_sqlalchemy"],
    by: "dotenv",
    scheme: "postgresql:",
    reports: "ix_recipes_cook_id",
  },
  { name: "fastapi-alembic", needs: ["alembic"], by: { port: "5433", role: "tickets" }, reports: "pending" },
  { name: "django", needs: ["django"], by: "environment", reports: "notes" },
  { name: "drizzle", by: "dotenv", reports: "readers_handle" },
  { name: "prisma", by: "dotenv", query: "?schema=public", reports: "RABBIT" },
  { name: "goose", by: { port: "5434", role: "parcels" }, reports: "parcels_open" },
];

const folder = mkdtempSync(join(tmpdir(), "driftcheck-quickstart-"));
afterAll(() => rmSync(folder, { recursive: true }));

const blockOf = (name: string) =>
  new RegExp(`(<!-- quickstart ${name} -->\n)([\\s\\S]*?)(<!-- /quickstart ${name} -->)`);

/** Any release prints the same, but for its number. */
const bare = (text: string) => text.replaceAll(/\d+\.\d+(?:\.\d+)?(?=[ ,.)])/g, "…");

/** A Python takes its time to import a framework: by day one project of them is enough. */
const chosen = process.env.UPDATE_DOCS
  ? all
  : all.filter(
      (each) =>
        each.needs === undefined ||
        sample(
          all.filter(({ needs }) => needs !== undefined),
          1,
        ).includes(each),
    );

describeWithOwnServer(18, (server) => {
  test.each(chosen)("$name", async ({ name, needs, by, scheme = "postgres:", query: more = "", reports }) => {
    const python = needs && pythonsWith(...needs)[0]?.python;
    if (needs !== undefined && python === undefined) {
      process.stderr.write(`\n!! NOT TESTED: no Python here has ${needs.join(", ")}\n\n`);
      return;
    }
    const cwd = join(folder, name);
    cpSync(join(projects, name), cwd, { recursive: true });
    if (python !== undefined) environmentOf(cwd, python);
    const url = new URL(await server().createDatabase(typeof by === "object" ? by.role : `first_${name}`));
    await query(url.href, readFileSync(join(projects, `${name}.live.sql`), "utf8"));
    if (by === "dotenv")
      writeFileSync(join(cwd, ".env"), `DATABASE_URL=${url.href.replace("postgres:", scheme)}${more}\n`);
    if (typeof by === "object") {
      await query(server().url, `CREATE ROLE ${by.role} LOGIN SUPERUSER`);
      change(join(cwd, "compose.yaml"), by.port, url.port);
    }
    const env = by === "environment" ? { DATABASE_URL: url.href } : {};
    const shown = (text: string) =>
      text
        .replaceAll(url.port, typeof by === "object" ? by.port : "5432")
        .replaceAll(`127.0.0.1`, "localhost")
        .replaceAll(`postgres@localhost:5432/first_${name}`, `localhost:5432/${name}`);
    const first = await driftcheck(["init", "--yes"], { cwd, env });
    expect(first).toMatchObject({ code: 0, stderr: "" });
    const second = await driftcheck([], { cwd, env });
    expect([second.stderr, second.code]).toEqual(["", 1]);
    expect(second.stdout).toContain(reports);
    const transcript = `\`\`\`text\n$ npx driftcheck init --yes\n${shown(first.stdout)}\n$ npx driftcheck\n${shown(second.stdout)}\`\`\`\n`;
    const text = readFileSync(page, "utf8");
    if (process.env.UPDATE_DOCS)
      writeFileSync(
        page,
        text.replace(blockOf(name), (_, start, _old, end) => start + transcript + end),
      );
    else expect(bare(blockOf(name).exec(text)?.[2] ?? "")).toBe(bare(transcript));
  });
});

/** The project's own virtual environment, which is this Python. */
function environmentOf(cwd: string, python: string): void {
  mkdirSync(join(cwd, ".venv/bin"), { recursive: true });
  const program = join(cwd, ".venv/bin/python");
  writeFileSync(program, `#!/bin/sh\nexec ${python} "$@"\n`);
  chmodSync(program, 0o755);
}

function change(file: string, from: string, to: string): void {
  writeFileSync(file, readFileSync(file, "utf8").replaceAll(from, to));
}
