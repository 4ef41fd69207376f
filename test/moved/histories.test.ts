// Made-up histories in real repositories: what main declared, what the branch declares, what is live; and who moved, drift by drift.

import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/reporters/reporter.ts";
import { writeSnapshot } from "../../src/snapshot/file.ts";
import { driftcheck } from "../support/cli.ts";
import { useEmbedded } from "../support/pglite.ts";
import { reportOf } from "../support/report.ts";
import { gitEnvironment, type Repository, useRepositories } from "../support/repository.ts";
import { hasTurn, sample } from "../support/sample.ts";

const repository = useRepositories();
const catalogOf = useEmbedded();
const snapshot = async (sql: string) => writeSnapshot(await catalogOf(sql), "shop.yaml");

const users = "CREATE TABLE users (id integer NOT NULL, email varchar(80));";
const byEmail = "CREATE INDEX by_email ON users (email);";
const orders = "CREATE TABLE orders (id integer NOT NULL, total integer);";
const wide = users.replace("varchar(80)", "varchar(200)");
const text = users.replace("varchar(80)", "text");

interface History {
  readonly name: string;
  /** What main has declared, commit by commit. */
  readonly main: readonly string[];
  /** What the branch declares, commit by commit; without, the check runs on main. */
  readonly branch?: readonly string[];
  /** What main declares after the branch began; the branch merges it before its last commit. */
  readonly merged?: string;
  readonly live: string;
  readonly moved: Readonly<Record<string, string>>;
}

const histories: readonly History[] = [
  {
    name: "the model moved",
    main: [users],
    branch: [wide + orders],
    live: users,
    moved: { "column:public.users.email type": "model", "table:public.orders": "model" },
  },
  {
    name: "the database moved",
    main: [users],
    branch: [users + orders],
    live: wide + byEmail + orders,
    moved: { "column:public.users.email type": "database", "index:public.users.by_email": "database" },
  },
  {
    name: "both moved, in one attribute and in two",
    main: [users],
    branch: [wide + orders],
    live: text + byEmail,
    moved: {
      "column:public.users.email type": "both",
      "table:public.orders": "model",
      "index:public.users.by_email": "database",
    },
  },
  { name: "neither moved", main: [users + byEmail], branch: [users + byEmail], live: users + byEmail, moved: {} },
  { name: "both moved alike", main: [users], branch: [wide + orders], live: wide + orders, moved: {} },
  {
    name: "renamed in the database",
    main: [users + byEmail],
    branch: [users + byEmail + orders],
    live: users.replace("email", "mail") + orders,
    moved: {
      "column:public.users.email": "database",
      "column:public.users.mail": "database",
      "index:public.users.by_email": "database",
    },
  },
  {
    name: "renamed in the model",
    main: [users + byEmail],
    branch: [users.replace("email", "mail") + byEmail.replace("by_email", "by_mail").replace("(email)", "(mail)")],
    live: users + byEmail,
    moved: {
      "column:public.users.email": "model",
      "column:public.users.mail": "model",
      "index:public.users.by_email": "model",
      "index:public.users.by_mail": "model",
    },
  },
  {
    name: "dropped in the database and made again otherwise",
    main: [users + byEmail],
    branch: [users + byEmail + orders],
    live: users + orders + byEmail.replace("(email)", "(id)"),
    moved: { "index:public.users.by_email keys": "database" },
  },
  {
    name: "dropped in the model and made again, while the database has dropped it",
    main: [users + byEmail],
    branch: [users, users + byEmail, users + byEmail + orders],
    live: users + orders,
    moved: { "index:public.users.by_email": "database" },
  },
  {
    name: "dropped in the model, changed in the database",
    main: [users + orders],
    branch: [users],
    live: users + orders.replace("total integer", "total text"),
    moved: { "table:public.orders": "both" },
  },
  {
    name: "two branches merged: what came from main is the model's, as it has not run",
    main: [users],
    branch: [users + byEmail, users + byEmail + orders],
    merged: users + orders,
    live: wide,
    moved: {
      "column:public.users.email type": "database",
      "index:public.users.by_email": "model",
      "table:public.orders": "model",
    },
  },
  {
    name: "on main, where the last migration has not run and an index was made by hand",
    main: [users, users + orders],
    live: users + byEmail,
    moved: { "index:public.users.by_email": "database", "table:public.orders": "model" },
  },
  {
    name: "on main, where a table was dropped by hand after all had run",
    main: [users, users + orders, wide + orders],
    live: wide,
    moved: { "table:public.orders": "database" },
  },
];

async function make({ main, branch = [], merged, live }: History): Promise<Repository> {
  const made = await repository();
  for (const sql of main) await made.commit({ "shop.yaml": await snapshot(sql) });
  if (branch.length > 0) await made.git("checkout", "--quiet", "-b", "work");
  for (const [at, sql] of branch.entries()) {
    if (merged !== undefined && at === branch.length - 1) {
      await made.git("checkout", "--quiet", "main");
      await made.commit({ "shop.yaml": await snapshot(merged) });
      await made.git("checkout", "--quiet", "work");
      await made.git("merge", "--quiet", "--no-commit", "--strategy=ours", "main");
    }
    await made.commit({ "shop.yaml": await snapshot(sql) });
  }
  // Beside what is committed.
  await made.write(".git/live.yaml", await snapshot(live));
  return made;
}

const check = ({ path }: Repository, args: readonly string[] = []) =>
  driftcheck(["--declared", "shop.yaml", "--live", ".git/live.yaml", "--reporter", "json", ...args], {
    cwd: path,
    env: gitEnvironment,
  });

const marks = ({ drift }: Report) =>
  Object.fromEntries(
    drift.map(({ id, attribute, moved }) => [attribute === undefined ? id : `${id} ${attribute}`, moved]),
  );

test.each(sample(histories, 4))("$name", async (history) => {
  const ran = await check(await make(history));
  expect(ran.stderr).toBe("");
  const report = reportOf(ran.stdout);
  expect(marks(report)).toEqual(history.moved);
  const counts: Record<string, number> = {};
  for (const moved of Object.values(history.moved)) counts[moved] = (counts[moved] ?? 0) + 1;
  expect(report.base?.moved).toEqual(report.drift.length === 0 ? undefined : counts);
});

test("the base can be named, and taken back", async () => {
  const made = await make({ name: "", main: [users, wide], live: users, moved: {} });
  expect(reportOf((await check(made, ["--no-base"])).stdout).base).toBeUndefined();
  const atHead = reportOf((await check(made, ["--base", "git:HEAD"])).stdout);
  expect([atHead.base?.kind, Object.values(marks(atHead))]).toEqual(["revision", ["database"]]);
  await made.write("old.yaml", await snapshot(users));
  const atFile = reportOf((await check(made, ["--base", "old.yaml"])).stdout);
  expect([atFile.base, Object.values(marks(atFile))]).toEqual([
    { kind: "file", locator: "old.yaml", moved: { model: 1 } },
    ["model"],
  ]);
  for (const [base, says] of [
    ["gone.yaml", "--base gone.yaml: no such file"],
    ["git:nowhere", "--base git:nowhere: git knows no such commit"],
    ["git:--output=x", "git knows no such commit"],
  ] as const)
    expect(await check(made, ["--base", base])).toMatchObject({ code: 2, stderr: expect.stringContaining(says) });
});

test.runIf(hasTurn("shallow"))(
  "a clone without its history tells nothing, and not that the database moved",
  async () => {
    const made = await make({ name: "", main: [users, wide], live: users, moved: {} });
    expect(Object.values(marks(reportOf((await check(made)).stdout)))).toEqual(["model"]);
    const path = join(made.path, ".git/shallow");
    await made.git("clone", "--quiet", "--depth", "1", `file://${made.path}`, path);
    await made.git("clone", "--quiet", `file://${made.path}`, `${path}-not`);
    const ran = async (cwd: string) =>
      reportOf(
        (
          await driftcheck(["--declared", "shop.yaml", "--live", "../live.yaml", "--reporter", "json"], {
            cwd,
            env: gitEnvironment,
          })
        ).stdout,
      );
    const shallow = await ran(path);
    expect([shallow.base, Object.values(marks(shallow))]).toEqual([undefined, [undefined]]);
    expect(Object.values(marks(await ran(`${path}-not`)))).toEqual(["model"]);
  },
);

test("every reporter that shows drift shows who moved", async () => {
  const made = await make({ name: "", main: [users], branch: [wide], live: text, moved: {} });
  const names = ["text", "markdown", "sarif", "github", "gitlab", "junit", "html"];
  const args = names.flatMap((name) => ["--reporter", `${name}=${join(made.path, `out.${name}`)}`]);
  await driftcheck(["--declared", "shop.yaml", "--live", ".git/live.yaml", ...args], {
    cwd: made.path,
    env: gitEnvironment,
  });
  const { readFile } = await import("node:fs/promises");
  for (const name of names)
    expect(await readFile(join(made.path, `out.${name}`), "utf8"), name).toMatch(/both moved|Model and database moved/);
  expect(await readFile(join(made.path, "out.sarif"), "utf8")).toContain('"moved": "both"');
});
