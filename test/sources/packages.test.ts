// Extensions that come as packages of their own: found where Node finds packages of the project, loaded, and part of what a
// remembered catalog is known by. Where one is absent, the line that installs it is told.

import { mkdir, rm, symlink } from "node:fs/promises";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { installedPackages, packagesFor } from "../../src/embedded/packages.ts";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";
import { findPgvector } from "../support/pgvector.ts";

const folder = useFolder();
const install = "npm install --save-dev @electric-sql/pglite-pgvector";
const vector = "CREATE EXTENSION vector; CREATE TABLE items (id integer PRIMARY KEY, e vector(3));";

describe("a package", () => {
  const put = async (project: string, name: string, version: string) => {
    const place = `fake/${project}/node_modules/@electric-sql/${name}`;
    await folder().write(`${place}/package.json`, JSON.stringify({ version, main: "dist/index.cjs" }));
    await folder().write(`${place}/dist/index.cjs`, "throw new Error('looked up, and not run')");
  };

  it("of the script's project comes before one of a folder above it", async () => {
    await put(".", "pglite-pgvector", "1.0.0");
    await put("app", "pglite-pgvector", "2.0.0");
    const versions = async (beside: string) =>
      (await installedPackages(["vector", "hstore"], folder().at(`fake/${beside}`))).map(({ version }) => version);
    expect(await versions("app/db")).toEqual(["2.0.0"]);
    expect(await versions("other")).toEqual(["1.0.0"]);
    expect(await installedPackages(["age", "plpgsql"], folder().at("fake/app"))).toEqual([]);
  });

  it("that cannot be loaded is named", async () => {
    await put("broken", "pglite-pgvector", "9.9.9");
    const script = await folder().write("fake/broken/schema.sql", vector);
    const ran = await driftcheck(["--declared", script, "--live", script]);
    expectRefusal(ran, "looked up, and not run. It was given @electric-sql/pglite-pgvector 9.9.9. Update or remove");
  });

  it("is looked for where a text speaks of its extension", async () => {
    await put("two", "pglite-age", "3.0.0");
    const names = async (text: string) =>
      (await packagesFor([text], folder().at("fake/two"))).map(({ extension }) => extension);
    expect(await names("CREATE EXTENSION age")).toEqual(["age"]);
    expect(await names("CREATE TABLE t ()")).toEqual([]);
  });
});

describe("pgvector", async () => {
  const installed = findPgvector();

  it("that is absent is told with the line that installs it", async () => {
    await folder().write("without/declared.sql", "CREATE EXTENSION vector; CREATE TABLE plain (id integer);");
    const args = ["--declared", "declared.sql", "--live", "declared.sql"];
    const ran = await driftcheck(args, { cwd: folder().at("without") });
    expect(ran.stdout + ran.stderr).toContain(install);
  });

  it.skipIf(installed === undefined)("compares whole, and is remembered with its package", async () => {
    const place = folder().at("with/node_modules/@electric-sql/pglite-pgvector");
    await mkdir(dirname(place), { recursive: true });
    await symlink(installed ?? "", place);
    const index = "CREATE INDEX near ON items USING hnsw (e vector_l2_ops);";
    await folder().write("with/declared.sql", `${vector} ${index}`);
    await folder().write(
      "with/live.sql",
      `${vector} CREATE INDEX near ON items USING hnsw (e vector_ip_ops); ALTER TABLE items ADD f vector(4);`,
    );
    await folder().write("with/smaller.sql", vector.replace("(3)", "(2)"));
    const env = { DRIFTCHECK_CACHE_DIR: folder().at("cache") };
    const check = async (live: string) => {
      const args = ["--declared", "declared.sql", "--live", live, "--no-rules", "--reporter", "json"];
      const { stdout, stderr } = await driftcheck(args, { cwd: folder().at("with"), env });
      if (!stdout.startsWith("{")) return stderr;
      const { drift, notCompared } = JSON.parse(stdout) as {
        drift: { id: string; attribute?: string }[];
        notCompared: { what: string; reason: string }[];
      };
      expect(notCompared.filter(({ what }) => what !== "owner").map(({ reason }) => reason)).toEqual([]);
      return drift.map(({ id, attribute }) => [id, attribute].join(" ").trim());
    };
    expect(await check("declared.sql")).toEqual([]);
    expect(await check("live.sql")).toEqual(["column:public.items.f", "index:public.items.near keys"]);
    expect(await check("smaller.sql")).toEqual(["column:public.items.e type", "index:public.items.near"]);
    await rm(place);
    // What was read with the package is not believed without it.
    expect(JSON.stringify(await check("declared.sql").catch((error: Error) => error.message))).toContain(install);
  });
});
