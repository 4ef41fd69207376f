// Alembic's folders, read by a Python that has no Alembic, and their DDL, as the real Alembic of every version that is here emits it.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { connectEmbedded } from "../../../src/embedded/embedded.ts";
import { alembic } from "../../../src/migrations/alembic/alembic.ts";
import { barePython, canImport, describeWith } from "../../support/python.ts";
import { hasTurn, sample } from "../../support/sample.ts";
import { catalogOfScripts } from "./emitted-catalog.ts";

const shop = join(import.meta.dirname, "../../fixtures/models/alembic/shop");
const ini = join(shop, "alembic.ini");

const made: string[] = [];
const started = process.cwd();
afterEach(() => process.chdir(started));
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

/** A folder with these files; an Alembic project of these revisions where they are given by id. */
function folder(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "driftcheck-"));
  made.push(root);
  for (const [name, text] of Object.entries({ "env.py": "", "versions/.keep": "", ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

const revision = (id: string, down: string, more = "") => `revision = ${id}\ndown_revision = ${down}\n${more}`;

/** It has neither Alembic nor SQLAlchemy. */
const python = barePython(folder({}));

describe("the history, with a Python that has no Alembic", () => {
  test("branches, a merge, a dependency by its label", async () => {
    process.chdir(shop);
    const { revisions, heads, problems } = await alembic.history("alembic.ini", { python });
    expect(problems).toEqual([]);
    expect(heads).toEqual(["c1"]);
    expect(revisions).toEqual([
      { id: "a1", parents: [], file: "migrations/versions/a1_users.py", title: "users" },
      { id: "a2", parents: ["a1"], file: "migrations/versions/a2_name.py", title: "a name" },
      { id: "b1", parents: ["a1"], file: "migrations/versions/b1_products.py" },
      { id: "m1", parents: ["a2", "b1"], file: "migrations/versions/m1_merge.py", title: "merge" },
      { id: "c1", parents: ["m1"], file: "migrations/versions/c1_view.py", title: "a view; the head" },
    ]);
  });

  test("a folder in the file's place, and versions in several", async () => {
    expect((await alembic.history(shop, {})).heads).toEqual(["c1"]);
    expect((await alembic.history(join(shop, "migrations"), {})).heads).toEqual(["c1"]);
    const several = folder({
      "alembic.ini":
        "[alembic]\nscript_location = %(here)s\npath_separator = newline\nversion_locations = %(here)s/one\n  %(here)s/two",
      "one/1.py": revision("'1'", "None"),
      "two/2.py": revision("'2'", "'1'"),
    });
    expect((await alembic.history(several, {})).revisions.map(({ id }) => id)).toEqual(["1", "2"]);
    const packaged = folder({
      "alembic.ini":
        "[DEFAULT]\nroot = pkg.migrations\n[alembic]\nScript_Location: %(root)s:alembic  # ours\nversion_locations = a b,\n  nowhere\nrecursive_version_locations = TRUE\n[post]\nx = %(y\n",
      "src/pkg/migrations/alembic/env.py": "",
      "a/1.py": revision("'1'", "None"),
      "a/.#1.py": "(",
      "a/__init__.py": "(",
      "b/deep/2.py": revision("'2'", "'1'"),
    });
    expect((await alembic.history(packaged, {})).revisions.map(({ id }) => id)).toEqual(["1", "2"]);
    const flask = folder({
      "migrations/alembic.ini": "[alembic]\n# Flask-Migrate's",
      "migrations/env.py": "",
      "migrations/versions/1.py": revision("'1'", "None"),
    });
    expect((await alembic.history(flask, {})).heads).toEqual(["1"]);
    expect(
      await Promise.all([shop, join(shop, "migrations"), tmpdir()].map((each) => alembic.detects?.(each))),
    ).toEqual([true, true, false]);
  });

  test.each([
    [
      "two heads are no problem of the folder's",
      { a: revision("'1'", "None"), b: revision("'2'", "'1'"), c: revision("'3'", "'1'") },
      ["2", "3"],
      [],
    ],
    [
      "two files of one id",
      { a: revision("'1'", "None"), b: revision("'1'", "None") },
      ["1"],
      [/a\.py and .*b\.py have the same revision 1/],
    ],
    ["an unknown parent", { a: revision("'1'", "'0'") }, ["1"], [/a\.py follows 0, which no file defines/]],
    [
      "a circle",
      { a: revision("'1'", "'2'"), b: revision("'2'", "'1'"), c: revision("'3'", "None") },
      ["3"],
      [/in a circle: 1, 2/],
    ],
    [
      "what only running it could tell",
      { a: revision("'1'", "None"), b: revision("'2'", "previous()") },
      ["1"],
      [/b\.py: .* is not plain text, and no revision is run to read it/],
    ],
    ["a file without a revision", { a: revision("'1'", "None"), b: "x = 1" }, ["1"], [/b\.py has no revision/]],
    [
      "a text in a block that ends in the first column",
      {
        a: `${revision("'1'", "None")}\ndef upgrade():\n    op.execute("""\nCREATE TABLE t (a int)\n""")\n    revision = (\n'no'\n)\n`,
      },
      ["1"],
      [],
    ],
    [
      "a file that is cut short",
      { a: revision("'1'", "None"), b: "revision = ('2'" },
      ["1"],
      [/b\.py:1 is not valid Python 3/],
    ],
  ])("%s", async (_, files: Record<string, string>, heads, problems) => {
    const named = Object.fromEntries(Object.entries(files).map(([name, text]) => [`versions/${name}.py`, text]));
    const history = await alembic.history(folder(named), {});
    expect(history.heads).toEqual(heads);
    expect(history.problems).toEqual(problems.map((problem) => expect.stringMatching(problem)));
  });

  test.each([
    [{ a: revision("'1'", "'0'") }, /a\.py follows 0, which no file defines\. Correct it/],
    [{ a: revision("'1'", "None"), b: revision("'1'", "None") }, /have the same revision 1/],
    [{ a: revision("'1'", "'2'"), b: revision("'2'", "'1'") }, /in a circle: 1, 2/],
  ])("what Alembic would refuse is told without it: %#", async (files: Record<string, string>, problem) => {
    const named = Object.fromEntries(Object.entries(files).map(([name, text]) => [`versions/${name}.py`, text]));
    const path = folder({ "env.py": "context.configure()", ...named });
    const history = await alembic.history(path, {});
    await expect(alembic.ddl(path, history, undefined, { python: "/nonexistent" })).rejects.toThrow(problem);
  });

  test.each([
    [folder({}), /contains no revision/],
    [tmpdir(), /contains neither alembic\.ini nor env\.py/],
    [join(tmpdir(), "nowhere", "alembic.ini"), /no such file/],
    [
      folder({ "alembic.ini": "[alembic]\nscript_location = nowhere" }),
      /script_location names nowhere, which does not exist\. Run driftcheck in the folder/,
    ],
    [
      folder({ "alembic.ini": "[alembic]\na = b\npassword hunter2" }),
      /alembic\.ini:3 is not valid \(ParsingError\)\. C/,
    ],
    [folder({ "alembic.ini": "a = b" }), /alembic\.ini:1 is not valid \(MissingSectionHeaderError\)/],
    [
      folder({ "alembic.ini": "[alembic]\nscript_location = %(no)s" }),
      /its option script_location can't be interpolated \(InterpolationMissingOptionError\)/,
    ],
    [folder({ "versions/1.py": " ".repeat(9 * 1024 * 1024) }), /versions\/1\.py is larger than 8 MiB\. Move/],
  ])("%s", async (path, message) => {
    await expect(alembic.history(path, {})).rejects.toThrow(message);
  });
});

test("nothing of the project is imported, whatever it is called", async () => {
  const path = folder({
    "alembic.ini": "[alembic]\nscript_location = .",
    "ast.py": "raise SystemExit(1)",
    "configparser.py": "raise SystemExit(1)",
    "versions/1.py": revision("'1'", "None", "raise SystemExit(1)"),
    "env.py": "context.configure(version_table='ours')\nraise SystemExit(1)",
  });
  process.chdir(path);
  const { heads, versionTable } = await alembic.history("alembic.ini", { python });
  expect({ heads, versionTable }).toEqual({ heads: ["1"], versionTable: { name: "ours" } });
});

test("without Python, what to name and where it was looked for; a folder is known all the same", async () => {
  await expect(alembic.history(ini, { python: "/nonexistent" })).rejects.toThrow(
    /^reading alembic:\S+alembic\.ini needs Python, but the Python interpreter \/nonexistent does not exist\. Name the project's interpreter with --python \(looked in \.venv, venv, \$VIRTUAL_ENV, then python3\)\.$/,
  );
  const path = process.env.PATH;
  process.env.PATH = "";
  try {
    expect(await alembic.detects?.(shop)).toBe(true);
  } finally {
    process.env.PATH = path;
  }
});

describe("a module's assignments", () => {
  const plain: readonly [string, readonly string[]][] = [
    ["x = 'a'", ["a"]],
    ['x: str = "a"  # b', ["a"]],
    ["y = x = 'a'", ["a"]],
    ["x: str", []],
    ["x = ('a'\n  'b')", ["ab"]],
    ["x = 'a', \"b\"", ["a", "b"]],
    ["x = ('a',)", ["a"]],
    ["x = ['a', # b]\n 'c']", ["a", "c"]],
    ["x = r'a\\b'", ["a\\b"]],
    ["x = 'it\\'s'", ["it's"]],
    ["x = '\\x61'", ["a"]],
    ["x = \\\n  'a'", ["a"]],
    ["x = None", []],
    ["'''x = 1\nx = 2'''\nx = 'a'", ["a"]],
    ["if True:\n  x = 'b'\nx = 'a'", ["a"]],
    ["x = 'b'; x = 'a'", ["a"]],
    ["x = 'b'\nx == 'c'\nx = 'a'\ndef f(x='d'): pass", ["a"]],
    ["x = 'a'\ndef f():\n  x = 'b'\nclass C:\n  x = 'b'\n[x for x in 'b']", ["a"]],
    ["\uFEFFx = 'a'", ["a"]],
  ];
  const computed = [
    "x = f'a'",
    "x = b'a'",
    "x = y",
    "x = 'a' + 'b'",
    "x = 'a'.lower()",
    "x = ('a', y)",
    "x = {'a': 1}",
    "x = 'a'\nif y:\n  x = 'b'",
    "x, y = 'a', 'b'",
    "x = 'a'\nx += 'b'",
    "from y import x",
  ];
  const broken: readonly [string, string, RegExp][] = [
    ["a text without an end", "x = 'a", /:1 is not valid Python/],
    ["a long text without one", "\n\nx = '''a", /:\d is not valid Python/],
    ["a parenthesis without one", "y = 1\nx = ('a'", /:\d is not valid Python/],
    ["a wrong line", "y = 1\nx = 'a'\ny = = 2", /:3 is not valid Python 3\.\d+: /],
    ["an unknown encoding", "# coding: nothing\nx = 'a'", /is not valid Python.*nothing/],
    ["a zero byte", "x = 'a'\0", /(?:is not valid|can't be parsed by) Python.*null/],
    ["deep parentheses", `x = ${"(".repeat(10_000)}`, /(?:is not valid|can't be parsed by) Python/],
    ["a deep tree", `x = ${"-".repeat(200_000)}1`, /(?:is not valid|can't be parsed by) Python|no revision is run/],
  ];
  const all = [...plain.map(([source]) => source), ...computed, ...broken.map(([, source]) => source)];
  const fileOf = (source: string) => `${all.indexOf(source)}.py`;
  let history: Awaited<ReturnType<typeof alembic.history>>;

  beforeAll(async () => {
    const files = all.map((source, id): [string, string] => [
      `versions/${id}.py`,
      `${source.replace(/\bx\b/g, "depends_on")}\nrevision = '${id}'\n`,
    ]);
    const parents = ["a", "b", "c", "ab", "a\\b", "it's"].map((id, at): [string, string] => [
      `versions/p${at}.py`,
      `revision = ${JSON.stringify(id)}\n`,
    ]);
    history = await alembic.history(folder(Object.fromEntries([...files, ...parents])), { python });
  });
  const problemOf = (source: string) => history.problems.find((each) => each.includes(`/${fileOf(source)}:`));

  test.each(plain)("%s", (source, parents) => {
    const revision = history.revisions.find(({ file }) => file.endsWith(`/${fileOf(source)}`));
    expect(revision?.parents).toEqual(parents);
  });

  test.each(computed)("%s is not plain text", (source) => {
    expect(problemOf(source)).toMatch(/is not plain text, and no revision is run/);
  });

  test.each(broken)("%s can't be parsed", (_, source, message) => {
    expect(history.problems.find((each) => each.includes(`/${fileOf(source)}`))).toMatch(message);
  });
});

test("what a database says of itself", async () => {
  const { client, close } = await connectEmbedded([]);
  try {
    expect(await alembic.recorded(client, {})).toBeUndefined();
    await client.query("CREATE SCHEMA app; CREATE TABLE app.alembic_version (version_num varchar(32) PRIMARY KEY)");
    expect(await alembic.recorded(client, {})).toEqual({ table: "app.alembic_version", ids: [] });
    await client.query(
      "INSERT INTO app.alembic_version VALUES ('b'), ('a'); CREATE SCHEMA b; CREATE TABLE b.alembic_version (version_num text); ",
    );
    await expect(alembic.recorded(client, {})).rejects.toThrow(
      /app\.alembic_version, b\.alembic_version could each be/,
    );
    expect(await alembic.recorded(client, { versionTable: "app.alembic_version" })).toMatchObject({ ids: ["a", "b"] });
  } finally {
    await close();
  }
});

describeWith("alembic", ({ python, version }) => {
  const ddl = async (path: string, ids?: readonly string[]) =>
    alembic.ddl(path, await alembic.history(path, {}), ids, { python });

  test("all revisions make what was written down, in PostgreSQL, whatever alembic.ini names", async () => {
    process.chdir(shop);
    const { scripts, found, leftOut } = await ddl(ini);
    expect(found).toBe(`5 of 5 revisions in ${ini} (Alembic ${version})`);
    expect(leftOut?.map(({ what }) => what)).toEqual(["row changes of migrations/versions/a2_name.py"]);
    expect(scripts.map(({ name }) => name)).toContain("migrations/versions/a1_users.py");
    const catalog = await catalogOfScripts(scripts);
    const written = await catalogOfScripts([{ name: "shop.sql", text: readFileSync(join(shop, "shop.sql"), "utf8") }]);
    expect(Object.fromEntries(catalog.objects)).toEqual(Object.fromEntries(written.objects));
    expect(catalog.notCompared).toEqual(written.notCompared);
  });

  test.runIf(hasTurn("some revisions"))("some revisions, and no others", async () => {
    const tables = async (ids: readonly string[]) =>
      (await ddl(ini, ids)).scripts.flatMap(({ text }) => text.match(/CREATE TABLE \S+/g) ?? []);
    expect(await tables([])).toEqual([]);
    expect(await tables(["a1", "a2"])).toEqual(["CREATE TABLE bookkeeping.alembic_version", "CREATE TABLE users"]);
    expect(await tables(["a1", "b1"])).toHaveLength(3);
    expect(await tables(["b1"])).toEqual(["CREATE TABLE bookkeeping.alembic_version", "CREATE TABLE products"]);
  });

  const env = (body: string) => `from alembic import context\n${body}`;
  const offline = "context.configure(url='x://')\nwith context.begin_transaction():\n    context.run_migrations()\n";

  const refusals: readonly (readonly [what: string, env: string, upgrade: string, message: RegExp])[] = [
    [
      "an env.py that connects",
      env("from sqlalchemy import create_engine\ncreate_engine('sqlite://').connect()"),
      "",
      /connects to a database or inspects it.* offline branch/,
    ],
    ["one that runs nothing", env("pass"), "", /env\.py ran no migration/],
    ["one of several databases", env(`${offline}${offline}`), "", /configures several databases/],
    [
      "a migration that fails",
      env(offline),
      "def upgrade():\n    1 / 0",
      /ZeroDivisionError.* \(\S*versions\/1\.py:4\)\. Correct it/,
    ],
    [
      "one that inspects",
      env(offline),
      "def upgrade():\n    import sqlalchemy as sa\n    from alembic import op\n    sa.inspect(op.get_bind())",
      /(?:inspects|NoInspection).* \(\S*versions\/1\.py:6\)\. /,
    ],
    [
      "one that asks for a table",
      env(offline),
      "def upgrade():\n    from alembic import op\n    op.get_bind().scalar('SELECT 1 FROM information_schema.tables').real\n",
      /AttributeError/,
    ],
    [
      "one that asks whether there is a column",
      env(offline),
      "def upgrade():\n    import sqlalchemy as sa\n    from alembic import op\n    op.get_bind().execute(sa.text('SELECT 1 FROM information_schema.columns')).scalar()\n",
      /versions\/1\.py queries the catalog of the database/,
    ],
    [
      "a module that is missing",
      env("import a_module_that_nobody_has"),
      "",
      /does not find the module a_module_that_nobody_has/,
    ],
  ];
  test.each(sample(refusals, 2))("%s", async (_, text, upgrade, message) => {
    const path = folder({
      "env.py": text,
      "versions/1.py": revision("'1'", "None", upgrade || "def upgrade():\n    pass\n"),
    });
    await expect(ddl(path)).rejects.toThrow(message);
  });
});

// Flask-Migrate's own env.py needs the application, found as the flask command finds it.
describeWith("flask alembic", ({ python }) => {
  const application = (versions: string) =>
    `from flask import Flask\n\napp = Flask(__name__)\napp.config.update(DATABASE='sqlite://', VERSIONS='${versions}')\n`;
  const project = (files: Readonly<Record<string, string>>) =>
    folder({
      "migrations/alembic.ini": "[alembic]\n",
      "migrations/env.py": `from alembic import context
from flask import current_app
context.configure(url=current_app.config["DATABASE"], version_table=current_app.config["VERSIONS"])
with context.begin_transaction():
    context.run_migrations()
`,
      "migrations/versions/1.py": revision("'1'", "None", "def upgrade():\n    pass\n"),
      ...files,
    });
  const emitted = async (path: string) => {
    const { scripts } = await alembic.ddl(path, await alembic.history(path, {}), undefined, { python });
    return scripts.map(({ text }) => text).join();
  };
  const asFlaskRuns = async (variables: Readonly<Record<string, string>>, path: string) => {
    const before = { ...process.env };
    Object.assign(process.env, variables);
    try {
      return await emitted(path);
    } finally {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      Object.assign(process.env, before);
    }
  };

  test("an env.py that asks Flask's current_app", async () => {
    const path = project({ "app.py": application("ours") });
    expect(await emitted(path)).toContain("CREATE TABLE ours");
    rmSync(join(path, "app.py"));
    await expect(emitted(path)).rejects.toThrow(/Could not locate a Flask application.*FLASK_APP=/);
  });

  test.runIf(hasTurn("FLASK_APP"))(
    "the application that FLASK_APP names, as a module, a file or with its factory",
    async () => {
      const factory = `def make(name="made"):\n${application("named").replace(/^/gm, "    ").trimEnd()}\n    app.config["VERSIONS"] = name\n    return app\n`;
      const path = project({
        "app.py": application("not_this"),
        "shop/__init__.py": "",
        "shop/web.py": application("web"),
        "factory.py": factory,
      });
      expect(await asFlaskRuns({ FLASK_APP: "shop.web" }, path)).toContain("CREATE TABLE web");
      expect(await asFlaskRuns({ FLASK_APP: "shop/web.py:app" }, path)).toContain("CREATE TABLE web");
      expect(await asFlaskRuns({ FLASK_APP: "factory:make('given')" }, path)).toContain("CREATE TABLE given");
      process.chdir(join(path, "shop"));
      expect(await asFlaskRuns({ FLASK_APP: "web.py" }, path)).toContain("CREATE TABLE web");
      await expect(asFlaskRuns({ FLASK_APP: "nowhere" }, path)).rejects.toThrow(/import '?"?nowhere.*FLASK_APP=/);
    },
  );

  test("a module that the application can't import is named", async () => {
    const path = project({ "app.py": `import no_such_module_here\n${application("ours")}` });
    await expect(emitted(path)).rejects.toThrow(/does not find the module no_such_module_here.*--python/);
  });

  test.runIf(hasTurn("flaskenv"))("what .flaskenv says, if flask can read it here", async () => {
    const path = project({ "web.py": application("web"), ".flaskenv": "FLASK_APP=web\n" });
    if (canImport(python, "dotenv")) expect(await emitted(path)).toContain("CREATE TABLE web");
    else await expect(emitted(path)).rejects.toThrow(/python-dotenv/);
    await expect(asFlaskRuns({ FLASK_SKIP_DOTENV: "1" }, path)).rejects.toThrow(/Could not locate/);
  });
});
