// driftcheck log: from a real repository, when what changed, over renames and merges; and what of a commit must not act on a terminal.

import { beforeAll, expect, test } from "vitest";
import type { Attributes } from "../../src/catalog/catalog.ts";
import type { Log } from "../../src/moved/log.ts";
import { writeSnapshot } from "../../src/snapshot/file.ts";
import { catalogOf } from "../support/catalogs.ts";
import { driftcheck, expectRefusal } from "../support/cli.ts";
import { gitEnvironment, type Repository, useRepositories } from "../support/repository.ts";
import { hasTurn } from "../support/sample.ts";

const repository = useRepositories();
const snapshot = (columns: Readonly<Record<string, Attributes>>) => writeSnapshot(catalogOf(columns), "shop.yaml");
const integer = { type: "integer", notNull: true };

let made: Repository;
const commits: Record<string, string> = {};
const hostile = "\u001b[31mred\u001b[0m ::error::x ##[error]y \u202egnihtemos";

beforeAll(async () => {
  made = await repository();
  const commit = async (
    name: string,
    columns: Readonly<Record<string, Attributes>>,
    message = name,
    file = "db/shop.yaml",
  ) => {
    commits[name] = await made.commit({ [file]: snapshot(columns) }, message);
  };
  await commit("first", { id: integer }, "Begin", "old.yaml");
  await commit("email", { id: integer, email: { type: "text" } }, hostile, "old.yaml");
  await made.git("mv", "-k", "old.yaml", "moved.yaml");
  await made.git("rm", "--quiet", "--cached", "--ignore-unmatch", "old.yaml");
  commits.rename = await made.commit({}, "Rename the file");
  await made.git("checkout", "--quiet", "-b", "work");
  await commit("name", { id: integer, email: { type: "text" }, name: { type: "text" } }, "On a branch", "moved.yaml");
  await made.git("checkout", "--quiet", "main");
  await commit("wide", { id: { ...integer, type: "bigint" }, email: { type: "text" } }, "On main", "moved.yaml");
  await made.git("merge", "--quiet", "--no-commit", "--strategy=ours", "work");
  const all = { id: { ...integer, type: "bigint" }, email: { type: "text" }, name: { type: "text" } };
  await commit("merge", { ...all, inMerge: { type: "date" } }, "Merge work", "moved.yaml");
  await made.commit({ "other.txt": "nothing" }, "Something else");
  await commit("dropped", all, "Drop it", "moved.yaml");
});

const log = (args: readonly string[], file = "moved.yaml") =>
  driftcheck(["log", file, ...args], { cwd: made.path, env: gitEnvironment });

const shortened = ({ commits: entries }: Log) =>
  entries.map(({ commit, changes }) => [
    Object.entries(commits).find(([, id]) => id === commit)?.[0],
    changes.map(({ type, id, attribute }) => `${type} ${id}${attribute === undefined ? "" : ` ${attribute}`}`),
  ]);

test("each change is told once, in the commit that made it, whatever the file was called then", async () => {
  const ran = await log(["--reporter", "json"]);
  expect(ran.stderr).toBe("");
  const read = JSON.parse(ran.stdout) as Log;
  expect(shortened(read)).toEqual([
    ["dropped", ['dropped column:public.users."inMerge"']],
    ["merge", ['created column:public.users."inMerge"']],
    ["name", ["created column:public.users.name"]],
    ["wide", ["changed column:public.users.id type"]],
    ["email", ["created column:public.users.email"]],
    ["first", ["created schema:public", "created table:public.users"]],
  ]);
  expect(read).toMatchObject({ version: 1, isCut: false, read: 7 });
  expect(read.commits[3]).toMatchObject({ author: "Ada", subject: "On main", path: "moved.yaml" });
  expect(read.commits[5]).toMatchObject({ path: "old.yaml", isFirst: true });
});

test.runIf(hasTurn("of one object"))("of one object: by its id, its name, or what it belongs to", async () => {
  for (const object of ["column:public.users.id", "users.id", "id", "column:**.id"]) {
    const { commits: entries } = JSON.parse((await log(["--object", object, "--reporter", "json"])).stdout) as Log;
    expect(
      entries.map(({ subject }) => subject),
      object,
    ).toContain("On main");
    expect(entries.length, object).toBeLessThanOrEqual(2);
  }
  const ofTable = await log(["--object", "table:public.users"]);
  expect(ofTable.stdout).toContain("~ column:public.users.id  type: integer → bigint");
  expect(ofTable.stdout).toContain("6 commits with table:public.users of 7 versions of moved.yaml.\n");
  expectRefusal(await log(["--object", "usrs"]), "no version of moved.yaml has an object usrs", "users");
});

test("a commit's words act on nothing", async () => {
  const { stdout } = await log([]);
  for (const acting of ["\u001b", "\u202e"]) expect(stdout).not.toContain(acting);
  expect(stdout).toContain("\\u{1b}[31mred");
  expect(stdout).not.toContain("##[");
  const json = (await log(["--reporter", "json"])).stdout;
  for (const acting of ["\u001b", "\u202e", "##["]) expect(json).not.toContain(acting);
});

test("it is bounded, and says so", async () => {
  const { stdout } = await log(["--limit", "2"]);
  expect(stdout).toContain("2 commits of 2 versions of moved.yaml. There are older ones; --limit reads more.\n");
});

test("what has no history is refused, and a version that can't be read is told", async () => {
  expectRefusal(await log([], "none.yaml"), "none.yaml: git knows no version of it");
  expectRefusal(await log([], "/dev/null"), "is in no git repository");
  expectRefusal(await log([], "/dev/nosuch.yaml"), "/dev/nosuch.yaml does not exist");
  expectRefusal(await log([], "--"), "missing required argument");
  await made.commit({ "hand.yaml": "version: 1\n" }, "By hand");
  await made.commit({ "hand.yaml": snapshot({ id: integer }) }, "By driftcheck");
  const { stdout, code } = await log([], "hand.yaml");
  expect([code, stdout]).toEqual([0, expect.stringContaining("This version has format 1")]);
});
