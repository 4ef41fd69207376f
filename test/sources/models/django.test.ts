// Django's migrations against the real Django of every version that is here, without a driver and without a database.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import type { Catalog } from "../../../src/catalog/catalog.ts";
import { connectEmbedded } from "../../../src/embedded/embedded.ts";
import { SourceError } from "../../../src/errors.ts";
import { django } from "../../../src/migrations/django/django.ts";
import { progressOf } from "../../../src/migrations/progress.ts";
import { describeWith } from "../../support/python.ts";
import { hasTurn } from "../../support/sample.ts";
import { catalogOfScripts } from "./emitted-catalog.ts";

const project = join(import.meta.dirname, "../../fixtures/models/django");
const started = process.cwd();
const made: string[] = [];
beforeEach(() => process.chdir(project));
afterEach(() => process.chdir(started));
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

/** The project with other texts of some files. */
function changed(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "driftcheck-"));
  made.push(folder);
  cpSync(project, folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** Serial in Django 3, identity since 4.1: that is not what is tested. */
function ours({ objects }: Catalog): Record<string, unknown> {
  const kept = [...objects].filter(([id]) => /shop|people|codes/.test(id) && !/^sequence:|\.id$/.test(id));
  return Object.fromEntries(kept.map(([id, { kind, attributes }]) => [id, { kind, attributes }]));
}

test("what a database says of itself", async () => {
  const { client, close } = await connectEmbedded([]);
  try {
    expect(await django.recorded(client, {})).toBeUndefined();
    await client.query(
      "CREATE TABLE django_migrations (id serial, app varchar(255), name varchar(255), applied timestamptz); INSERT INTO django_migrations (app, name) VALUES ('shop', '0001_initial'), ('auth', '0001_initial'), ('shop', '0001_initial')",
    );
    const ids = ["auth.0001_initial", "shop.0001_initial"];
    expect(await django.recorded(client, {})).toEqual({ table: "public.django_migrations", ids });
    const replaces = ["auth.0001_initial", "shop.0001_initial"];
    const recorded = async (squashed: readonly string[]) => {
      const revision = { id: "shop.0001_squashed", parents: [], file: "", replaces: squashed };
      return (await django.recorded(client, {}, { revisions: [revision], heads: [], problems: [] }))?.ids;
    };
    expect(await recorded(replaces)).toEqual(["shop.0001_squashed"]);
    // Half of what it replaces is not all of it.
    expect(await recorded([...replaces, "shop.0002_more"])).toEqual(ids);
    await client.query("INSERT INTO django_migrations (app, name) VALUES ('shop', '0001_squashed')");
    expect(await recorded(replaces)).toEqual(["shop.0001_squashed"]);
    // Its own row stands for nothing, as Django has it.
    expect(await recorded([...replaces, "shop.0002_more"])).toEqual(ids);
  } finally {
    await close();
  }
});

test("what is no project", async () => {
  await expect(django.history("nowhere", {})).rejects.toThrow(/nowhere contains no manage\.py/);
  expect(await Promise.all([project, tmpdir()].map((folder) => django.detects?.(folder)))).toEqual([true, false]);
});

describeWith("django", ({ python, version }) => {
  const options = { python };

  test("the history of all apps: one head each, and what a squashed migration replaces", async () => {
    const { revisions, heads, problems } = await django.history("manage.py", options);
    expect(problems).toEqual([]);
    expect(heads.filter((head) => /shop|people/.test(head))).toEqual([
      "people.0001_squashed_0002",
      "shop.0002_changes",
    ]);
    expect(revisions.filter(({ id }) => /shop|people/.test(id))).toEqual([
      {
        id: "people.0001_squashed_0002",
        parents: [],
        file: "people/migrations/0001_squashed_0002.py",
        replaces: ["people.0001_initial", "people.0002_longer"],
      },
      {
        id: "shop.0001_initial",
        parents: ["auth.0001_initial", "people.0001_squashed_0002"],
        file: "shop/migrations/0001_initial.py",
      },
      { id: "shop.0002_changes", parents: ["shop.0001_initial"], file: "shop/migrations/0002_changes.py" },
    ]);
  });

  test("where only a part of what a squashed migration replaces has run, the rest is pending, as Django has it", async () => {
    const history = await django.history("manage.py", options);
    expect(history.replaced?.map(({ id }) => id)).toEqual(["people.0001_initial", "people.0002_longer"]);
    const ids = ["people.0001_initial"];
    const { applied, pending, unknown } = progressOf(django, history, { table: "", ids });
    expect({ applied, unknown }).toEqual({ applied: ids, unknown: [] });
    const names = pending.map(({ id }) => id);
    expect(names).toContain("people.0002_longer");
    expect(names).not.toContain("people.0001_squashed_0002");
    const { scripts } = await django.ddl("manage.py", history, ids, options);
    expect(scripts.map(({ name }) => name)).toEqual(["people/migrations/0001_initial.py"]);
  });

  test("all migrations make what was written down, those too that ask how things are named", async () => {
    const history = await django.history("manage.py", options);
    const { scripts, found, leftOut } = await django.ddl("manage.py", history, undefined, options);
    const count = history.revisions.length;
    const instead = "for PostgreSQL although the settings name sqlite3";
    expect(found).toBe(`${count} of ${count} migrations of manage.py (Django ${version}, ${instead})`);
    expect(leftOut?.map(({ what }) => what)).toEqual([
      "RunPython of auth.0011_update_proxy_permissions",
      "RunPython of shop.0002_changes",
    ]);
    const catalog = await catalogOfScripts(scripts);
    const written = await catalogOfScripts([
      { name: "shop.sql", text: readFileSync(join(project, "shop.sql"), "utf8") },
    ]);
    expect(ours(catalog)).toEqual(ours(written));
    expect(Object.keys(ours(catalog)).length).toBeGreaterThan(30);
    expect([...catalog.objects.keys()]).toContain("table:public.auth_user");
    expect(catalog.notCompared).toEqual(written.notCompared);
  });

  test.runIf(hasTurn("some migrations"))("some migrations, and no others", async () => {
    const history = await django.history(".", options);
    const names = async (ids: readonly string[]) =>
      (await django.ddl(".", history, ids, options)).scripts.map(({ name }) => name);
    expect(await names([])).toEqual([]);
    expect(await names(["people.0001_squashed_0002"])).toEqual(["people/migrations/0001_squashed_0002.py"]);
    expect(await names(["shop.0002_changes"])).toEqual(["shop/migrations/0002_changes.py"]);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    [
      "settings that fail",
      { "site_settings.py": "import os\nraise KeyError('SECRET_KEY')" },
      /KeyError: 'SECRET_KEY' \(\S*site_settings\.py:2\)/,
    ],
    [
      "a module that is missing",
      { "site_settings.py": "import environ_that_nobody_has" },
      /does not find the module environ_that_nobody_has/,
    ],
    [
      "a migration that fails",
      { "shop/migrations/0001_initial.py": "1 / 0" },
      /ZeroDivisionError.* \(\S*0001_initial\.py:1\)/,
    ],
    [
      "a migration of nowhere",
      {
        "people/models.py": "",
        "people/migrations/0001_squashed_0002.py": "",
        "people/migrations/0001_initial.py":
          "from django.db import migrations\nclass Migration(migrations.Migration):\n    dependencies = [('people', '0000_none')]\n",
      },
      /0000_none|BadMigration/,
    ],
  ])("%s", async (_, files, message) => {
    const error: unknown = await django.history(changed(files), options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SourceError);
    expect(String(error)).toMatch(message);
    expect(String(error)).not.toContain("\n");
  });

  test("two migrations that nothing follows are a problem", async () => {
    const text =
      "from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n    dependencies = [('shop', '0001_initial')]\n";
    const { problems, heads } = await django.history(changed({ "shop/migrations/0002_other.py": text }), options);
    expect(problems).toEqual([
      "shop has several heads: 0002_changes, 0002_other. Merge them with makemigrations --merge",
    ]);
    expect(heads.filter((head) => head.startsWith("shop"))).toHaveLength(2);
  });
});
