// pg_dump's archives are read by pg_restore, wherever a dump may be given. Where it can't be run, the line to run elsewhere is told.

import { execFileSync } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { readCatalog } from "../../src/read-catalog.ts";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";
import { findPgDump } from "../support/servers/pg-dump.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";

const pgDump = await findPgDump(15);
const canRestore = (() => {
  try {
    return execFileSync("pg_restore", ["--version"], { stdio: "pipe" }).length > 0;
  } catch {
    return false;
  }
})();
const can = pgDump !== undefined && canRestore;
if (!can) process.stderr.write("\n!! SKIPPED, there is no pg_dump or no pg_restore: archives\n\n");

const folder = useFolder();
const schema =
  "CREATE TABLE t (id serial PRIMARY KEY, s text DEFAULT 'x'); INSERT INTO t DEFAULT VALUES; CREATE VIEW v AS SELECT s FROM t";

describeWithServer(15, (server) => {
  let live = "";
  const check = (declared: string, env = {}) =>
    driftcheck(["--declared", declared, "--live", live, "--no-rules"], { cwd: folder().path, env });
  beforeAll(async () => {
    if (pgDump === undefined) return;
    live = await server().createDatabase();
    await query(live, schema);
    const dump = (format: string, name: string) =>
      execFileSync(pgDump, [`--format=${format}`, `--file=${folder().at(name)}`, `--dbname=${live}`]);
    dump("custom", "a custom.dump");
    dump("directory", "directory");
    dump("tar", "dump.tar");
  });

  it.runIf(can).each(["a custom.dump", "directory", "dump.tar"])("%s has no drift from its database", async (name) => {
    const ran = await check(name);
    expect(ran.stderr + ran.stdout).toContain("No drift.");
    expect(ran.code).toBe(0);
  });

  it.runIf(can)("is a snapshot's source, and differs as SQL does", async () => {
    expect(
      await driftcheck(["snapshot", "--from", "dump.tar", "--out", "s.yaml"], { cwd: folder().path }),
    ).toMatchObject({
      code: 0,
    });
    await folder().write("other.sql", "CREATE TABLE t (id integer)");
    const ran = await driftcheck(["--declared", "dump.tar", "--live", "other.sql"], { cwd: folder().path });
    expect(ran.code).toBe(1);
  });

  it.runIf(can)("says which command makes a plain dump where there is no pg_restore", async () => {
    const env = { PATH: folder().at("nothing") };
    expectRefusal(
      await check("a custom.dump", env),
      /no pg_restore .*: pg_restore --schema-only --file='a custom\.sql' 'a custom\.dump'\n/,
    );
    expectRefusal(await check("directory", env), /: pg_restore --schema-only --file=directory\.sql directory\n/);
  });

  it.runIf(can)("says that pg_restore is too old, or the archive damaged, in a line", async () => {
    const bytes = await readFile(folder().at("a custom.dump"));
    const later = Buffer.from(bytes);
    // The minor version of the format.
    later[6] = 99;
    await folder().write("later.dump", later);
    expectRefusal(
      await check("later.dump"),
      /pg_restore in PATH is older than the pg_dump that made it \(archive version 1\.99\)/,
    );
    await folder().write("cut.dump", bytes.subarray(0, 200));
    expectRefusal(await check("cut.dump"), /pg_restore cannot read it \(.+\)\. Make a plain dump/);
  });

  it.runIf(can)("ends with --restore-timeout", async () => {
    await writeFile(folder().at("pg_restore"), "#!/bin/sh\nexec sleep 60\n", { mode: 0o755 });
    const env = { PATH: `${folder().path}:${process.env.PATH}` };
    const args = ["--declared", "dump.tar", "--live", live, "--restore-timeout", "1"];
    expectRefusal(await driftcheck(args, { cwd: folder().path, env }), /pg_restore did not finish within 1 s/);
  });
});

it("of a tool's own folder, an archive is no SQL", async () => {
  const name = await folder().write("folder/1.sql", "PGDMP\x01\x0e\0");
  await cp(name, join(folder().path, "folder", "2.sql"));
  await expect(readCatalog(folder().at("folder"))).rejects.toThrow(/1\.sql is a pg_dump archive, not SQL.*pg_restore/);
});
