// The tools themselves run the fixture folders on a real server: driftcheck must see what they made as the folder's own, and
// read from their tables what they wrote (Prisma is not here, as its engine is no package of npm's). Tools come from $DRIFTCHECK_TOOLS or PATH; one that is not there is skipped, loudly.

import { execFile, execFileSync } from "node:child_process";
import { cp, symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, type TestFunction, test } from "vitest";
import { introspect } from "../../../src/read/introspect.ts";
import { useFolder } from "../../support/cli.ts";
import { describeWithServer } from "../../support/servers.ts";
import { installed } from "../models/projects.ts";
import { connectPostgres } from "./connect.ts";
import { catalogOf, differences, emitted, fixture, folders, toolNamed } from "./fixtures.ts";

const run = promisify(execFile);
const files = useFolder();

async function expectSame(
  name: string,
  url: string,
  path = folders[name] ?? "",
  ids?: readonly string[],
): Promise<void> {
  const tool = toolNamed(name);
  const { client, close } = await connectPostgres(url);
  try {
    const declared = await catalogOf((await emitted(tool, path, ids)).scripts);
    expect(await differences(declared, await introspect(client))).toEqual([]);
    const { revisions } = await tool.history(path, {});
    const recorded = await tool.recorded(client, {});
    expect([...(recorded?.ids ?? [])].sort()).toEqual([...(ids ?? revisions.map(({ id }) => id))].sort());
    expect(recorded?.failed).toBeUndefined();
  } finally {
    await close();
  }
}

function inPath(...command: readonly [string, ...string[]]): boolean {
  try {
    execFileSync(command[0], command.slice(1), { stdio: "ignore" });
    return true;
  } catch {
    process.stderr.write(`\n!! SKIPPED, no ${command.join(" ")} here\n\n`);
    return false;
  }
}

const withTool = (there: boolean, name: string, body: TestFunction) => test.runIf(there)(name, body);

describeWithServer(15, (server) => {
  const dbmate = installed("dbmate");
  withTool(dbmate !== undefined, "dbmate", async () => {
    const url = await server().createDatabase();
    const up = (folder: string) =>
      run(join(dbmate ?? "", ".bin/dbmate"), [
        "--url",
        `${url}?sslmode=disable`,
        "-d",
        folder,
        "--no-dump-schema",
        "up",
      ]);
    const first = ["20240101000000_authors.sql", "20240102000000_books.sql"];
    for (const name of first) await cp(fixture(`dbmate/${name}`), files().at(`two/${name}`));
    await up(files().at("two"));
    await expectSame("dbmate", url, folders.dbmate, ["20240101000000", "20240102000000"]);
    await up(folders.dbmate ?? "");
    await expectSame("dbmate", url);
  });

  withTool(
    inPath("sqitch", "--version") && inPath("psql", "--version"),
    "Sqitch, with a change that is reworked",
    async () => {
      const url = await server().createDatabase();
      const env = { ...process.env, SQITCH_FULLNAME: "N", SQITCH_EMAIL: "n@example.org" };
      const deploy = (...to: string[]) =>
        run("sqitch", ["deploy", url.replace("postgres:", "db:pg:"), ...to], { cwd: folders.sqitch, env });
      await deploy("--to", "isbn");
      await expectSame("sqitch", url, folders.sqitch, ["authors", "books", "touch", "isbn"]);
      await deploy();
      await expectSame("sqitch", url);
    },
  );

  withTool(inPath("ruby", "-e", 'require "active_record"; require "pg"'), "Rails", async () => {
    const url = await server().createDatabase();
    const migrate = `require "active_record"; ActiveRecord::Base.establish_connection(ENV["URL"]);
      ActiveRecord::MigrationContext.new(ARGV[0], ActiveRecord::SchemaMigration).migrate`;
    await run("ruby", ["-e", migrate, `${folders.rails}/migrate`], { env: { ...process.env, URL: url } });
    await expectSame("rails", url);
  });

  for (const [below, folder] of [
    [".", "drizzle"],
    ["drizzle1", "drizzle-1.0"],
  ] as const) {
    const modules = installed("drizzle-orm", below);
    withTool(modules !== undefined, `Drizzle, with the folder ${folder}`, async () => {
      const url = await server().createDatabase();
      const script = `import { drizzle } from "drizzle-orm/node-postgres"; import { migrate } from "drizzle-orm/node-postgres/migrator";
        const db = drizzle(${JSON.stringify(url)}); await migrate(db, { migrationsFolder: ${JSON.stringify(fixture(folder))} });
        await db.$client.end();`;
      const file = await files().write(`${folder}/migrate.mjs`, script);
      await symlink(modules ?? "", files().at(`${folder}/node_modules`));
      await run(process.execPath, [file]);
      await expectSame("drizzle", url, fixture(folder));
    });
  }
});
