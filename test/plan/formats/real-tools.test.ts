// The tools themselves run what is written for them, on a real server that has drifted: there it is as declared, and back again.
// Tools come from $DRIFTCHECK_TOOLS or PATH; one that is not there is skipped, loudly.

import { execFile, execFileSync } from "node:child_process";
import { symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { Catalog } from "../../../src/catalog/catalog.ts";
import { compare } from "../../../src/compare/steps.ts";
import { planFormats } from "../../../src/plan/formats/registry.ts";
import { writeDraft } from "../../../src/plan/formats/write.ts";
import { introspect } from "../../../src/read/introspect.ts";
import { connectPostgres } from "../../sources/migrations/connect.ts";
import { installed } from "../../sources/models/projects.ts";
import { useFolder } from "../../support/cli.ts";
import { pythonsWith } from "../../support/python.ts";
import { sample } from "../../support/sample.ts";
import { query } from "../../support/servers/query.ts";
import { describeWithServer } from "../../support/servers.ts";
import { after, example } from "./example.ts";
import { makeProject } from "./projects.ts";

const run = promisify(execFile);
const files = useFolder();
const python = pythonsWith("alembic", "sqlalchemy", "psycopg2")[0]?.python;
const djangoPython = pythonsWith("django", "psycopg2")[0]?.python;
const ofNpm = (name: string) => {
  const modules = installed(name);
  return modules && join(modules, ".bin", name);
};

interface Tool {
  readonly up: (path: string, url: string) => Promise<unknown>;
  /** Takes the plan back, and nothing else. */
  readonly down?: (path: string, url: string) => Promise<unknown>;
  readonly python?: string | undefined;
}

const here = (...command: readonly [string, ...string[]]): string | undefined => {
  try {
    execFileSync(command[0], command.slice(1), { stdio: "ignore" });
    return command[0];
  } catch {
    process.stderr.write(`\n!! SKIPPED, no ${command.join(" ")} here\n\n`);
    return undefined;
  }
};

const withPython = (program: string, args: readonly string[], cwd: string, url: string) =>
  run(program, [...args], {
    cwd,
    env: { ...process.env, URL: url.replace(/^postgres:/, "postgresql:"), PYTHONDONTWRITEBYTECODE: "1" },
  });

const rubyProgram = `require "active_record"; ActiveRecord::Base.establish_connection(ENV["URL"]);
  context = ActiveRecord::MigrationContext.new(ARGV[0], ActiveRecord::SchemaMigration);
  ARGV[1] == "up" ? context.migrate : context.rollback(ARGV[1].to_i)`;

const drizzleProgram = (url: string, folder: string) => `
  import { drizzle } from "drizzle-orm/node-postgres"; import { migrate } from "drizzle-orm/node-postgres/migrator";
  const db = drizzle(${JSON.stringify(url)}); await migrate(db, { migrationsFolder: ${JSON.stringify(folder)} }); await db.$client.end();`;

// Prisma's engine of today is a binary that is fetched apart from npm: here it runs as WebAssembly, over an adapter that does not know
// the type name, for which the engine asks, and cuts a script at each semicolon, which the binary sends as it is.
const prismaConfig = `
  import { PrismaPg } from "@prisma/adapter-pg";
  const factory = new PrismaPg({ connectionString: process.env.URL });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const ask = adapter.performIO.bind(adapter);
    adapter.performIO = async (question) => {
      const answer = await ask(question);
      for (const field of answer.fields) if (field.dataTypeID === 19) field.dataTypeID = 25;
      return answer;
    };
    adapter.executeScript = async (script) => void (await adapter.client.query(script));
    return adapter;
  };
  export default { experimental: { adapter: true }, engine: "js", schema: "prisma/schema.prisma", adapter: async () => factory };`;

const prismaRun = async (modules: string, path: string, url: string) => {
  const root = join(path, "../..");
  const file = await files().write("prisma/prisma.config.ts", prismaConfig);
  await files().write(
    "prisma/prisma/schema.prisma",
    'datasource db {\n  provider = "postgresql"\n  url = "postgresql://none"\n}\n',
  );
  await files().write("prisma/package.json", '{ "name": "shop", "private": true }');
  await symlink(modules, join(root, "node_modules")).catch(() => undefined);
  const unused = { PRISMA_QUERY_ENGINE_LIBRARY: file, PRISMA_SCHEMA_ENGINE_BINARY: file };
  const env = { ...process.env, ...unused, URL: url };
  await run(process.execPath, [join(modules, "prisma/build/index.js"), "migrate", "deploy"], { cwd: root, env });
};

/** Flyway's classes and PostgreSQL's driver, as Java finds them: $DRIFTCHECK_FLYWAY. */
const flywayProgram = `
  import org.flywaydb.core.Flyway;
  public class Migrate {
    public static void main(String[] args) {
      var asked = Flyway.configure().dataSource(args[0], args[1], "").locations("filesystem:" + args[2]);
      try {
        asked.configuration(java.util.Map.of("flyway.postgresql.transactional.lock", "false"));
      } catch (Exception older) {
        // Its lock is no transaction yet.
      }
      asked.load().migrate();
    }
  }`;

const flywayRun = async (classes: string, path: string, url: string) => {
  const { host, pathname, username } = new URL(url);
  const file = await files().write("flyway-run/Migrate.java", flywayProgram);
  await run("java", ["-cp", classes, file, `jdbc:postgresql://${host}${pathname}`, username, path]);
};

async function repeat(times: number, work: () => Promise<unknown>): Promise<void> {
  for (let at = 0; at < times; at += 1) await work();
}

/** Those that are here. */
function toolsHere(): Readonly<Record<string, Tool>> {
  const dbmate = ofNpm("dbmate");
  const drizzle = installed("drizzle-orm");
  const sqitch = here("sqitch", "--version") && here("psql", "--version") && "sqitch";
  const ruby = here("ruby", "-e", 'require "active_record"; require "pg"');
  const prisma = installed("@prisma/adapter-pg", "prisma6");
  const flyway = process.env.DRIFTCHECK_FLYWAY;
  const goose = here("goose", "-version");
  const migrate = here("migrate", "-version");
  const alembic =
    (...args: string[]) =>
    (path: string, url: string) =>
      withPython(python ?? "", ["-m", "alembic.config", ...args], dirname(path), url);
  const django =
    (...args: string[]) =>
    (path: string, url: string) =>
      withPython(djangoPython ?? "", ["manage.py", "migrate", ...args], dirname(path), url);
  const dbmateRun = (path: string, url: string, command: string) =>
    run(dbmate ?? "", ["--url", `${url}?sslmode=disable`, "-d", path, "--no-dump-schema", command]);
  const gooseRun = (path: string, url: string, ...command: string[]) =>
    run("goose", ["-dir", path, "postgres", `${url}?sslmode=disable`, ...command]);
  const migrateRun = (path: string, url: string, ...command: string[]) =>
    run("migrate", ["-path", path, "-database", `${url}?sslmode=disable`, ...command]);
  const sqitchRun = (path: string, url: string, ...command: string[]) =>
    run("sqitch", [...command, url.replace("postgres:", "db:pg:")], { cwd: path });
  return {
    ...(python && { alembic: { python, up: alembic("upgrade", "head"), down: alembic("downgrade", "1") } }),
    ...(djangoPython && { django: { python: djangoPython, up: django(), down: django("shop", "0001") } }),
    ...(dbmate && {
      dbmate: {
        up: (path, url) => dbmateRun(path, url, "up"),
        down: (path, url) => repeat(3, () => dbmateRun(path, url, "down")),
      },
    }),
    ...(sqitch && {
      sqitch: {
        up: async (path, url) => {
          await sqitchRun(path, url, "deploy", "--verify");
          await sqitchRun(path, url, "verify");
        },
        down: (path, url) => sqitchRun(path, url, "revert", "-y", "--to", "first"),
      },
    }),
    ...(ruby && {
      rails: {
        up: (path, url) =>
          run("ruby", ["-e", rubyProgram, join(path, "migrate"), "up"], { env: { ...process.env, URL: url } }),
        down: (path, url) =>
          run("ruby", ["-e", rubyProgram, join(path, "migrate"), "3"], { env: { ...process.env, URL: url } }),
      },
    }),
    ...(drizzle && {
      drizzle: {
        up: async (path, url) => {
          const file = await files().write("drizzle-run/migrate.mjs", drizzleProgram(url, path));
          await symlink(drizzle, files().at("drizzle-run/node_modules")).catch(() => undefined);
          await run(process.execPath, [file]);
        },
      },
    }),
    ...(prisma && { prisma: { up: (path, url) => prismaRun(prisma, path, url) } }),
    ...(flyway && { flyway: { up: (path, url) => flywayRun(flyway, path, url) } }),
    ...(goose && {
      goose: {
        up: (path, url) => gooseRun(path, url, "up"),
        down: (path, url) => gooseRun(path, url, "down-to", "1"),
      },
    }),
    ...(migrate && {
      "golang-migrate": {
        up: (path, url) => migrateRun(path, url, "up"),
        down: (path, url) => migrateRun(path, url, "goto", "1"),
      },
    }),
  };
}

async function read(url: string): Promise<Catalog> {
  const { client, close } = await connectPostgres(url);
  try {
    return await introspect(client);
  } finally {
    await close();
  }
}

const own =
  /alembic_version|django_|schema_migrations|_prisma_migrations|flyway_schema_history|ar_internal|goose_db|schema:(?:sqitch|drizzle)|:(?:sqitch|drizzle)\b/;

async function differences(declared: Catalog, live: Catalog): Promise<string[]> {
  const { drift } = await compare(declared, live);
  return drift.map(({ type, id }) => `${type} ${id}`).filter((text) => !own.test(text));
}

const tools = toolsHere();

describeWithServer(15, (server) => {
  test.each(sample(Object.entries(tools), 1))("%s", async (name, { up, down, python: interpreter }) => {
    const declared = await server().createDatabase();
    await query(declared, after());
    const live = await server().createDatabase();
    const path = await makeProject(files(), name);
    await up(path, live);
    const [asDeclared, asBefore] = [await read(declared), await read(live)];
    expect((await differences(asDeclared, asBefore)).length).toBeGreaterThan(2);
    const format = planFormats.find((each) => each.name === name);
    const place = { path, name: "to_declared", now: new Date("2026-11-29T17:15:00Z"), lockTimeout: "3s" };
    const draft = await format?.draft(example, { ...place, ...(interpreter && { python: interpreter }) });
    await writeDraft(draft ?? { files: [] });
    await up(path, live);
    expect(await differences(asDeclared, await read(live))).toEqual([]);
    if (down === undefined) return;
    await down(path, live);
    expect(await differences(asBefore, await read(live))).toEqual([]);
  });
});
