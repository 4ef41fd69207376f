// SQLAlchemy's metadata against the real SQLAlchemy of every version that is here.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { SourceError } from "../../../src/errors.ts";
import { kinds } from "../../../src/kinds/registry.ts";
import { interpreterOf } from "../../../src/models/python-interpreter.ts";
import { sqlalchemy } from "../../../src/models/sqlalchemy.ts";
import { describeWith } from "../../support/python.ts";
import { catalogOfScripts } from "./emitted-catalog.ts";

const fixtures = join(import.meta.dirname, "../../fixtures/models/sqlalchemy");
const started = process.cwd();
beforeAll(() => process.chdir(fixtures));
afterAll(() => process.chdir(started));

describeWith("sqlalchemy", ({ python, version }) => {
  const ddl = (path: string) => sqlalchemy.ddl(path, { python });
  const textOf = async (path: string) => (await ddl(path)).scripts.map(({ text }) => text).join("\n");
  const failure = async (path: string): Promise<string> => {
    const error: unknown = await ddl(path).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SourceError);
    return String(error);
  };

  test("everything that a model can say comes through, as in its DDL that was written down", async () => {
    const { scripts, found, leftOut } = await ddl("shop.models:Base");
    expect(found).toBe(`4 tables in the metadata of shop.models:Base (SQLAlchemy ${version})`);
    expect(leftOut).toBeUndefined();
    const catalog = await catalogOfScripts(scripts);
    const written = await catalogOfScripts([
      { name: "shop.sql", text: readFileSync(join(fixtures, "shop.sql"), "utf8") },
    ]);
    expect(catalog.notCompared).toEqual(written.notCompared);
    expect(Object.fromEntries(catalog.objects)).toEqual(Object.fromEntries(written.objects));
    expect(catalog.objects.size).toBeGreaterThan(60);
    expect([...catalog.objects.keys()]).toContain("view:public.active_users");
    expect([...catalog.objects.keys()]).not.toContain("view:public.of_mysql");
  });

  test("what it can't say is named, by kinds and attributes that there are, and never what it said", async () => {
    const { lacks = [] } = await ddl("shop.models:Base");
    const known = kinds.flatMap(({ name, attributes }) => [
      name,
      ...Object.keys(attributes).map((a) => `${name}.${a}`),
    ]);
    expect(lacks.filter((name) => !known.includes(name))).toEqual([]);
    expect(lacks).toEqual(expect.arrayContaining(["policy", "trigger", "table.replicaIdentity"]));
    // By an event of the model's own.
    expect(lacks).not.toContain("view");
    for (const { kind, attributes } of (
      await catalogOfScripts((await ddl("shop.models:Base")).scripts)
    ).objects.values()) {
      if (kind === "extension") continue;
      expect(lacks).not.toContain(kind);
      for (const name of Object.keys(attributes)) expect(lacks).not.toContain(`${kind}.${name}`);
    }
  });

  test("an application, its db, and the tables of another bind", async () => {
    const other = {
      what: "bind users, of tables: 1",
      reason: "they belong to another database; its metadata is metadatas.users",
    };
    expect(await ddl("flaskish:db")).toMatchObject({ leftOut: [other] });
    expect(await textOf("flaskish:create_app()")).not.toContain("CREATE TABLE b");
    expect(await textOf("flaskish:db.metadatas.users")).toContain("CREATE TABLE b");
    const old = await ddl("flaskish:create_old_app()");
    expect(old.found).toContain("1 table in");
  });

  test("several metadata: what others need comes first, what is the same is made once", async () => {
    const catalog = await catalogOfScripts((await ddl("twice:first,twice:second,twice:same")).scripts);
    expect(catalog.notCompared).toEqual([]);
    expect([...catalog.objects.values()].filter(({ kind }) => kind === "table")).toHaveLength(3);
    expect(await textOf("twice:both")).toMatch(/CREATE TABLE users[\s\S]*CREATE TABLE orders/);
    expect(await failure("twice:second,twice:other")).toContain("two metadata define the table users");
    expect(await failure("twice:first,twice:enums,twice:second")).toContain(
      "state is declared twice with different definitions",
    );
  });

  test("models that nobody imported", async () => {
    const message = await failure("unimported:metadata");
    expect(message).toContain("unimported:metadata has no table");
    expect(message).toContain("unimported/billing.py, which defines invoices: it was not imported");
    expect(await textOf("unimported:metadata,unimported.billing")).toContain("CREATE TABLE invoices");
  });

  describe("failures are one line", () => {
    test.each([
      ["broken.lacks:Base", /No module named 'a_module_that_nobody_has' \(broken\/lacks\.py:1\)\. .* --python/],
      ["broken.syntax:Base", /SyntaxError: .* \(broken\/syntax\.py:1\)/],
      ["broken.exits:Base", /SystemExit: this model exits/],
      ["broken.killed:Base", /Python was killed by SIGKILL/],
      ["broken.vanishes:Base", /exited with code 3 .* last printed: the last words/],
      ["broken.dangling:metadata", /nowhere/],
      ["shop.models:Bass", /shop\.models has no Bass/],
      ["shop.models:Colour", /Colour is a .*, which has no metadata/],
      ["flaskish:create_app", /is a function\. Write flaskish:create_app\(\) to call it/],
      ["nowhere.models:Base", /No module named 'nowhere'/],
    ])("%s", async (path, message) => {
      const said = await failure(path);
      expect(said).toMatch(message);
      expect(said).not.toContain("\n");
    });

    test("and hold no password", async () => {
      vi.stubEnv("DATABASE_URL", "postgresql://me:hunter22@db/x");
      vi.stubEnv("APP_SECRET", "correct horse");
      const said = (await failure("broken.leaks:Base")) + (await failure("broken.url:Base"));
      vi.unstubAllEnvs();
      expect(said).toContain("cannot connect to");
      expect(said).not.toMatch(/hunter22|correct horse/);
    });
  });
});

describeWith("flask_sqlalchemy", ({ python }) => {
  test("a real application's db, and what belongs to another bind", async () => {
    const { scripts, found, leftOut } = await sqlalchemy.ddl("flask_app:create_app()", { python });
    expect(found).toContain("1 table in the metadata of flask_app:create_app()");
    expect(leftOut?.map(({ what }) => what)).toEqual(["bind users, of tables: 1"]);
    expect(scripts[0]?.text).toContain("CREATE TABLE product");
  });
});

describe("before any Python is started", () => {
  test.each([
    "app.models",
    "app.models:Base:x",
    "../x:Base",
    "app;ls:Base",
    "a:__import__('os')",
    ":Base",
    "a:b()()",
    "",
  ])("%s is no locator", async (path) => {
    await expect(sqlalchemy.ddl(path, { python: "/nonexistent" })).rejects.toThrow(/names no metadata\. Write/);
  });

  test("the project's virtual environment comes before python3, and a named interpreter before that", async () => {
    const folder = mkdtempSync(join(tmpdir(), "driftcheck-"));
    const program = join(folder, "venv/bin/python");
    mkdirSync(join(folder, "venv/bin"), { recursive: true });
    const before = process.env.VIRTUAL_ENV;
    delete process.env.VIRTUAL_ENV;
    try {
      expect(await interpreterOf(undefined, [folder])).toBe("python3");
      writeFileSync(program, "#!/bin/sh\n", { mode: 0o755 });
      expect(await interpreterOf(undefined, [fixtures, folder])).toBe(program);
      expect(await interpreterOf("python3.9", [folder])).toBe("python3.9");
      expect(await interpreterOf("./bin/python", [folder])).toBe(join(process.cwd(), "bin/python"));
    } finally {
      if (before !== undefined) process.env.VIRTUAL_ENV = before;
      rmSync(folder, { recursive: true });
    }
  });

  test("an interpreter that is not there", async () => {
    const message =
      /the Python interpreter \/nonexistent\/python does not exist\. Name the project's interpreter with --python/;
    await expect(sqlalchemy.ddl("a:b", { python: "/nonexistent/python" })).rejects.toThrow(message);
  });
});
