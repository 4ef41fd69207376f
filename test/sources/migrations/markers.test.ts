// What is up and what is not, file by file: as the tools' own parsers have it, and with the user's own lines in errors.

import { mkdir, symlink } from "node:fs/promises";
import { dirname } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { dbmateUp } from "../../../src/migrations/dbmate.ts";
import { flywayName } from "../../../src/migrations/flyway/names.ts";
import { gooseUp } from "../../../src/migrations/goose/markers.ts";
import { parsePlan } from "../../../src/migrations/sqitch/plan.ts";
import { useFolder } from "../../support/cli.ts";
import { emitted, toolNamed } from "./fixtures.ts";

const files = useFolder();

/** As a shell and Flyway write it. */
const placeholder = (name: string) => `$\{${name}}`;

describe("goose", () => {
  test("keeps the lines of the up part where they are", () => {
    const text = "-- about\n-- +goose Up\nSELECT 1;\r\n-- +goose Down\nSELECT 2;\n";
    expect(gooseUp(text, "a.sql")).toBe("\n\nSELECT 1;\n\n\n");
  });

  test.each([
    ["no spaces", "--+goose Up\nSELECT 1;"],
    ["any case", "-- +GOOSE uP\nSELECT 1;".replace("GOOSE", "goose")],
    ["many spaces and a line end of Windows", "--   +goose   Up  \r\nSELECT 1;"],
  ])("knows an annotation with %s", (_, text) => {
    expect(gooseUp(text, "a.sql").trim()).toBe("SELECT 1;");
  });

  test("ends a statement where StatementEnd stands", () => {
    const up = gooseUp(
      "-- +goose Up\n-- +goose StatementBegin\nSELECT 1\n-- +goose StatementEnd\nSELECT 2;\n",
      "a.sql",
    );
    expect(up).toBe("\n\nSELECT 1\n;\nSELECT 2;\n");
  });

  test.each([
    ["no up part", "SELECT 1;\n", "a.sql:1: a statement precedes"],
    ["nothing", "-- only a note\n", "a.sql:2: the file has no `-- +goose Up`"],
    ["two up parts", "-- +goose Up\n-- +goose Up\n", "a.sql:2: the file has two"],
    ["an up part after the down part", "-- +goose Up\n-- +goose Down\n-- +goose Up\n", "a.sql:3: the file has two"],
    ["a down part alone", "-- +goose Down\n", "a.sql:1: `-- +goose Down` is out of place"],
    [
      "an annotation that does not begin its line",
      "-- +goose Up\n  -- +goose Down\nDROP TABLE t;",
      "a.sql:2: goose has",
    ],
    ["an unknown annotation", "-- +goose Up\n-- +goose Donw\nDROP TABLE t;", "a.sql:2: goose has no such annotation"],
    [
      "a statement that does not end",
      "-- +goose Up\n-- +goose StatementBegin\n",
      "a.sql:3: the file has no `-- +goose S",
    ],
    [
      "a statement without its semicolon",
      "-- +goose Up\nSELECT 1\n-- +goose Down\n",
      "a.sql:3: the statement before it",
    ],
    ["the same at the end", "-- +goose Up\nSELECT 1", "a.sql:2: the statement before it does not end with a semicolon"],
    [
      "a body that is not wrapped",
      "-- +goose Up\nDO $$ BEGIN\n  PERFORM 1;\nEND $$;",
      "a.sql:3: goose ends the statement here",
    ],
    ["an end without a beginning", "-- +goose Up\n-- +goose StatementEnd\n", "a.sql:2: `StatementEnd` is out of place"],
  ])("refuses %s", (_, text, message) => {
    expect(() => gooseUp(text, "a.sql")).toThrow(message);
  });

  test("is known by a whole line, and says so where it refuses", async () => {
    const prose = await files().write(
      "prose/1.sql",
      "-- unlike goose there is no -- +goose Up here, nor `+goose up`\nSELECT 1;",
    );
    expect(await toolNamed("goose").detects?.(dirname(prose))).toBe(false);
    const own = await files().write("own/1_a.sql", "--   +goose   Up  \r\nSELECT 1;");
    expect(await toolNamed("goose").detects?.(dirname(own))).toBe(true);
    expect(() => gooseUp("SELECT 1;\n", "a.sql")).toThrow("pass other SQL as one .sql file");
  });

  test("takes variables from the environment only between ENVSUB ON and OFF", () => {
    vi.stubEnv("DRIFTCHECK_TEST_NAME", "one");
    const lines = [
      "-- +goose Up",
      "-- +goose ENVSUB ON",
      `SELECT '${placeholder("DRIFTCHECK_TEST_NAME")}', '${placeholder("NOT_THERE:-two")}', '$$x';`,
    ];
    const off = ["-- +goose ENVSUB OFF", `SELECT $$${placeholder("X")}$$;`];
    expect(gooseUp([...lines, ...off].join("\n"), "a.sql")).toBe(
      `\n\nSELECT 'one', 'two', '$x';\n\nSELECT $$${placeholder("X")}$$;`,
    );
    vi.unstubAllEnvs();
    const unset = "-- +goose Up\n-- +goose ENVSUB ON\nSELECT '$DRIFTCHECK_NOT_SET';";
    expect(() => gooseUp(unset, "a.sql")).toThrow("a.sql:3: goose reads DRIFTCHECK_NOT_SET from the environment");
  });

  test("names what Go alone can run, two of one number, and what it does not run", async () => {
    const { write, at } = files();
    for (const name of ["1_a.sql", "01_b.sql", "12_c.sql", "seed.sql"]) await write(`g/${name}`, "-- +goose Up\n");
    for (const name of ["2_x.go", "2_x_test.go", "main.go"]) await write(`g/${name}`, "package migrations\n");
    const { revisions, problems } = await toolNamed("goose").history(at("g"), {});
    expect(revisions.map(({ id, title }) => `${id} ${title}`)).toEqual(["1 b", "2 x", "12 c"]);
    const [doubled, unnamed] = problems;
    expect(doubled).toBe(`${at("g/01_b.sql")} and ${at("g/1_a.sql")} have the same id 1`);
    expect(unnamed).toBe(`goose does not run ${at("g/seed.sql")}: its name does not start with a number`);
    await expect(emitted(toolNamed("goose"), at("g"))).rejects.toThrow("have the same id 1, so goose would stop there");
    const { leftOut, scripts } = await emitted(toolNamed("goose"), at("g"), ["2", "12"]);
    expect(leftOut?.map(({ what }) => what)).toEqual([at("g/2_x.go")]);
    expect(scripts).toHaveLength(1);
  });
});

describe("dbmate", () => {
  test("keeps the lines of the up part where they are", () => {
    const text =
      "\n-- about\n--migrate:up transaction:false\r\nSELECT 1;\r\n\r\nSELECT 2;\r\n-- migrate:down\r\nSELECT 3;\r\n";
    expect(dbmateUp(text, "a.sql")).toBe("\n\n\nSELECT 1;\r\n\r\nSELECT 2;\r\n\n\n");
  });

  test.each([
    ["no marker", "-- about\n", "a.sql: it has no `-- migrate:up`"],
    ["a statement before it", "SELECT 1;\n-- migrate:up\n", "a.sql:1: dbmate runs no statement before"],
    ["a down part alone", "-- migrate:down\nSELECT 1;\n", "a.sql:1: no `-- migrate:up` precedes it"],
    ["a marker in capitals", "-- MIGRATE:UP\nSELECT 1;\n", "a.sql:1: dbmate reads this as a comment"],
    [
      "a down part that is indented",
      "-- migrate:up\nSELECT 1;\n  -- migrate:down\nDROP TABLE t;\n",
      "a.sql:3: dbmate reads",
    ],
    [
      "one that is indented by a tab, beside another",
      "-- migrate:up\n\t-- migrate:down\n-- migrate:down\n",
      "a.sql:2: dbmate",
    ],
    [
      "a down part in another case",
      "-- migrate:up\nSELECT 1;\n-- Migrate:Down\nDROP TABLE t;\n",
      "a.sql:3: dbmate reads",
    ],
    ["a space in a marker", "-- migrate:up\n-- migrate: down\nDROP TABLE t;\n", "a.sql:2: dbmate reads"],
    ["three dashes", "-- migrate:up\n--- migrate:down\nDROP TABLE t;\n", "a.sql:2: dbmate reads"],
    ["no down part", "-- migrate:up\nSELECT 1;\n", "a.sql: it has no `-- migrate:down`"],
    ["two up parts", "-- migrate:up\n-- migrate:up\n-- migrate:down\n", "a.sql:2: two `-- migrate:up`"],
    ["two down parts", "-- migrate:up\n-- migrate:down\n-- migrate:down\n", "a.sql:3: two `-- migrate:down`"],
  ])("refuses %s", (_, text, message) => {
    expect(() => dbmateUp(text, "a.sql")).toThrow(message);
  });

  test("runs its files in the order of their names as text", async () => {
    const { write, at } = files();
    for (const name of ["9_a.sql", "10_b.sql", "20240101_c.sql"]) await write(`d/${name}`, "-- migrate:up\n");
    const { revisions } = await toolNamed("dbmate").history(at("d"), {});
    expect(revisions.map(({ id }) => id)).toEqual(["10", "20240101", "9"]);
  });
});

describe("golang-migrate", () => {
  test("counts a version that only goes down, and is not confused by gaps", async () => {
    const { write, at } = files();
    for (const name of ["000001_a.up.sql", "000001_a.down.sql", "7_b.down.sql", "20_c.up.pgsql", "note.sql"])
      await write(`m/${name}`, `SELECT '${name}';\n`);
    const { revisions, problems } = await toolNamed("golang-migrate").history(at("m"), {});
    expect(revisions.map(({ id }) => id)).toEqual(["1", "7", "20"]);
    expect(problems).toEqual([`golang-migrate does not run ${at("m/note.sql")}: its name is not like 1_name.up.sql`]);
    const { scripts } = await emitted(toolNamed("golang-migrate"), at("m"));
    expect(scripts.map(({ text }) => text)).toEqual(["SELECT '000001_a.up.sql';\n", "SELECT '20_c.up.pgsql';\n"]);
  });
});

describe("Flyway", () => {
  test.each([
    ["V1__a.sql", "versioned 1"],
    ["V001_02.0__a_b.sql", "versioned 1.2"],
    ["V20240131120000__a.sql", "versioned 20240131120000"],
    ["B5__a.sql", "baseline 5"],
    ["U5__a.sql", "undo 5"],
    ["R__all_views.sql", "repeatable R__all_views.sql"],
    ["R1__a.sql", "unknown "],
    ["V1_a.sql", "unknown "],
    ["Views__a.sql", "unknown "],
    ["afterMigrate.sql", "callback "],
    ["afterMigrate__grants.sql", "callback "],
    ["V1__a.sql.conf", "other "],
  ])("%s is %s", (name, told) => {
    const { sort, id } = flywayName(name);
    expect(`${sort} ${id}`).toBe(told);
  });

  test("starts at the newest baseline script, and calls a script that it can't run by its name", async () => {
    const { write, at } = files();
    const names = ["V1__a.sql", "V2__b.sql", "B2__ab.sql", "V2.1__c.sql", "B1__a.sql", "R__z.sql", "afterMigrate.sql"];
    for (const name of [...names, "deep/V3__J.java", "deep/V02__same.sql"])
      await write(`f/${name}`, `SELECT '${name}';\n`);
    const flyway = toolNamed("flyway");
    const { revisions, problems } = await flyway.history(at("f"), {});
    expect(revisions.map(({ id }) => id)).toEqual(["1", "2", "2.1", "3", "R__z.sql"]);
    expect(problems).toEqual([`${at("f/V2__b.sql")} and ${at("f/deep/V02__same.sql")} have the same id 2`]);
    const { scripts, leftOut } = await emitted(flyway, at("f"));
    expect(scripts.map(({ name }) => name)).toEqual(
      ["B2__ab.sql", "V2.1__c.sql", "R__z.sql"].map((name) => at(`f/${name}`)),
    );
    expect(leftOut?.map(({ what }) => what)).toEqual([at("f/deep/V3__J.java"), at("f/afterMigrate.sql")]);
    expect((await emitted(flyway, at("f"), ["1"])).scripts.map(({ name }) => name)).toEqual([at("f/B1__a.sql")]);
  });

  test("says where a placeholder has no value", async () => {
    const { write, at } = files();
    await write("p/V1__a.sql", `SELECT 1;\nSELECT '${placeholder("who")}', '${placeholder("flyway:table")}';\n`);
    await write("p/V2__b.sql", `SELECT '${placeholder("who")}';\n`);
    await write("p/V2__b.sql.conf", "executeInTransaction=false\nplaceholderReplacement=false\n");
    const refused = emitted(toolNamed("flyway"), at("p"));
    await expect(refused).rejects.toThrow(
      `${at("p/V1__a.sql")}:2: the placeholder "\${who}" has no value. Set FLYWAY_PLACEHOLDERS_WHO`,
    );
    vi.stubEnv("FLYWAY_PLACEHOLDERS_WHO", "me");
    const { scripts } = await emitted(toolNamed("flyway"), at("p"));
    vi.unstubAllEnvs();
    expect(scripts[0]?.text).toContain("SELECT 'me', 'flyway_schema_history';");
    expect(scripts[1]?.text).toContain(`SELECT '${placeholder("who")}';`);
  });
});

describe("Sqitch", () => {
  const header = "%syntax-version=1.0.0\n%project=p\n\n";
  const when = "2024-01-01T00:00:00Z N <n@example.org>";
  test.each([
    ["a plan without a project", `a ${when}\n`, "plan has no %project"],
    ["a line that is no change", `${header}a\n`, "plan:4: this is not a line of a Sqitch plan"],
    ["a tag before any change", `${header}@v1 ${when}\n`, "plan:4: no change precedes this tag"],
    ["a change twice without a tag between", `${header}a ${when}\na ${when}\n`, "plan:5: the plan has a twice"],
  ])("refuses %s", (_, text, message) => {
    expect(() => parsePlan(text, "plan")).toThrow(message);
  });

  test("looks where sqitch.conf says", async () => {
    const { write, at } = files();
    await write(
      "s/sqitch.conf",
      '[core]\n\ttop_dir = db ; below\n\textension = "pgsql"\n[engine "pg"]\n\ttop_dir = no\n',
    );
    await write("s/db/sqitch.plan", `${header}schemas/a [] ${when}\r\n`.replace("[] ", ""));
    await write("s/db/deploy/schemas/a.pgsql", "SELECT 1;\n");
    const { scripts } = await emitted(toolNamed("sqitch"), at("s"));
    expect(scripts.map(({ name }) => name)).toEqual([at("s/db/deploy/schemas/a.pgsql")]);
  });
});

describe("Drizzle", () => {
  test("tells apart what was made in one second, and says what would be skipped or is not listed", async () => {
    const { write, at } = files();
    const entries = [1_704_067_200_100, 1_704_067_200_200, 1_704_067_199_000].map((when, at) => ({
      when,
      tag: `000${at}_x`,
    }));
    await write("z/meta/_journal.json", JSON.stringify({ entries }));
    for (const name of ["0000_x", "0001_x", "0002_x", "0003_x"]) await write(`z/${name}.sql`, "SELECT 1");
    const { revisions, problems } = await toolNamed("drizzle").history(at("z"), {});
    expect(revisions.map(({ id }) => id)).toEqual(["20240101000000", "20240101000000#2", "20231231235959"]);
    expect(problems).toEqual([
      `${at("z/0003_x.sql")} is not in meta/_journal.json`,
      "0002_x has an earlier date than the migration before it, so Drizzle skips it where that one has run",
    ]);
  });

  test.each([
    ["no JSON", "{", "it is not JSON"],
    ["no entries", "{}", "it has no entries"],
    ["an entry without a time", '{"entries":[{"tag":"a"}]}', "it has no entries with a tag and a time"],
  ])("refuses a journal of %s", async (name, text, message) => {
    const { write, at } = files();
    await write(`j/${name}/meta/_journal.json`, text);
    await expect(toolNamed("drizzle").history(at(`j/${name}`), {})).rejects.toThrow(message);
  });
});

test("Prisma's folder may be named by what is around it, and a migration may not lack its file", async () => {
  const { write, at } = files();
  await write("pr/schema.prisma", "");
  await write("pr/migrations/20240101000000_a/migration.sql", "SELECT 1;");
  await write("pr/migrations/20240102000000_b/README.md", "");
  const { revisions, problems } = await toolNamed("prisma").history(at("pr"), {});
  expect(revisions.map(({ id }) => id)).toEqual(["20240101000000_a"]);
  expect(problems).toEqual([
    `${at("pr/migrations/20240102000000_b")} has no migration.sql, so Prisma would stop there`,
  ]);
});

describe("a folder", () => {
  test.each(["goose", "dbmate", "golang-migrate", "flyway", "drizzle", "prisma"])(
    "of %s may not be empty",
    async (name) => {
      await mkdir(files().at("empty"), { recursive: true });
      const told = /empty contains no migration of \S+, whose files are named /;
      await expect(toolNamed(name).history(files().at("empty"), {})).rejects.toThrow(told);
      await expect(toolNamed(name).history(files().at("nowhere"), {})).rejects.toThrow("the folder does not exist");
    },
  );

  test("may hold links, a byte order mark, and names that would act on a terminal", async () => {
    const { write, at } = files();
    const file = await write("elsewhere/a.sql", "\uFEFF-- migrate:up\nSELECT 1;\n-- migrate:down\n");
    await mkdir(at("l/3_folder.sql"), { recursive: true });
    await symlink(file, at("l/1_a.sql"));
    await symlink(at("l"), at("l/self"));
    await write("l/2_\u001b[2Jb\n.sql", "-- migrate:up\nSELECT 2;\n-- migrate:down");
    const dbmate = toolNamed("dbmate");
    expect(await dbmate.detects?.(at("l"))).toBe(true);
    const { scripts } = await emitted(dbmate, at("l"), ["1", "2"]);
    expect(scripts).toEqual([
      { name: at("l/1_a.sql"), text: "\nSELECT 1;\n\n", sent: "transaction" },
      { name: at("l/2_\\u{1b}[2Jb\\n.sql"), text: "\nSELECT 2;\n", sent: "transaction" },
    ]);
    const { revisions } = await toolNamed("goose").history(at("l"), {});
    expect(revisions.map(({ file: shown }) => shown)).toContain(at("l/2_\\u{1b}[2Jb\\n.sql"));
  });
});
