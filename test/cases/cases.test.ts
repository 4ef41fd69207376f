// Small inputs that went wrong: each folder of ../shared/cases is checked by the command line, both ways round, and answers as
// its expect.json says. Where that names servers, the live side is loaded into each of them.

import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { driftcheck, type Ran } from "../support/cli.ts";
import { sharedFolder } from "../support/corpus.ts";
import { reportOf } from "../support/report.ts";
import { sample } from "../support/sample.ts";
import { majors } from "../support/servers/install.ts";
import { query } from "../support/servers/query.ts";
import { describeWithOwnServer } from "../support/servers.ts";
import { type Case, casesIn, majorsNamed, swapped } from "./case.ts";
import { notYet } from "./not-yet.ts";

const shared = sharedFolder();
const cases = shared === undefined ? [] : casesIn(`${shared}/cases`);
const withFiles = cases.filter(({ server }) => server === undefined);
const onServers = cases.flatMap(({ server, ...rest }) => (server === undefined ? [] : { server, ...rest }));

describe.skipIf(withFiles.length === 0)("from files", () => {
  for (const each of withFiles) bothWays(each, async () => each.live);
});

const scripts = shared === undefined ? [] : readdirSync(`${shared}/cases/restore`);

describe.skipIf(scripts.length === 0)("a script that PostgreSQL takes", () => {
  test.each(sample(scripts, 2))("%s is restored, whole or with what is lacking named", async (name) => {
    const file = `${shared}/cases/restore/${name}`;
    const ran = await driftcheck(["--declared", file, "--live", file, "--no-rules"]);
    expect([ran.code, ran.stderr]).toEqual([0, ""]);
    expect(ran.stdout).toContain(names[name] ?? "No drift.");
  });
});

/** What is said of those that ask for more than PGlite has. */
const names: Readonly<Record<string, string>> = {
  "supa.sql": "schema:extensions",
  "vecone.sql": "The extension vector is a stand-in",
};

for (const major of sample(majors, 1)) {
  const about = onServers.filter(({ server }) => majorsNamed(server).includes(major));
  if (about.length === 0) continue;
  const load = (server: Parameters<Parameters<typeof describeWithOwnServer>[1]>[0]) => {
    for (const each of about)
      bothWays(each, async () => {
        const url = await server().createDatabase();
        await query(url, await readFile(each.live, "utf8"));
        return url;
      });
  };
  describeWithOwnServer(major, load, { always: true });
}

/** @param liveOf where the live side is, once it is there */
function bothWays(each: Case, liveOf: () => Promise<string>): void {
  const { name, folder, declared, args = [], not = [] } = each;
  const run = (sides: readonly [string, string], more: readonly string[]) =>
    driftcheck(["check", "--declared", sides[0], "--live", sides[1], ...more], { cwd: folder });

  testOf(name, async () => {
    const live = await liveOf();
    expectAnswer(each, await run([declared, live], [...args, "--reporter", "json"]));
    if (not.length === 0) return;
    const { stdout } = await run([declared, live], args);
    for (const phrase of not) expect(stdout).not.toContain(phrase);
  });

  testOf(`${name}, the other way round`, async () =>
    expectAnswer(each, await run([await liveOf(), declared], [...swapped(args), "--reporter", "json"])),
  );
}

function testOf(title: string, body: () => Promise<void>): void {
  (notYet.includes(title) ? test.fails : test)(title, body);
}

function expectAnswer({ exit, ids = [], why }: Case, { code, stdout, stderr }: Ran): void {
  expect(code, `${why}\n${stdout}${stderr}`).toBe(exit);
  if (exit === 2) return;
  const found = reportOf(stdout).drift.map(({ id }) => id);
  expect(found, why).toEqual(expect.arrayContaining([...ids]));
}
