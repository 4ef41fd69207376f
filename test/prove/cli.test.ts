// `driftcheck prove` on the command line: its exit codes, its two reporters, and what it refuses in one line.

import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";
import { hasTurn, sample } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";

const folder = useFolder();
const at = (name: string) => fileURLToPath(new URL(`../fixtures/shop/${name}`, import.meta.url));
const shop = ["--declared", at("declared.sql"), "--live", at("live.sql"), "--map-schema", "shop=public"];
const run = (...args: string[]) => driftcheck(["prove", ...args], { cwd: folder().path });

/** One of the two answers on every third day: each is a proof of its own. */
const chosen = hasTurn("its answer") ? sample([0, 1], 1) : [];
const isChosen = (code: number) => chosen.includes(code);

it.runIf(isChosen(0))(
  "answers 0 with the score where nothing is hidden, and draws no bar where nobody watches",
  async () => {
    const ran = await run(...shop, "--sample", "15");
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: "" });
    expect(ran.stdout).toMatch(/^Mutation score 100 %: (\d+) of \1 mutations are reported, a sample with seed 1\.$/m);
  },
);

it.runIf(isChosen(1))("answers 1 and names the rule that hides something", async () => {
  await folder().write("broad.yaml", "rules:\n  - { id: too-broad, reason: none, match: { kind: constraint } }\n");
  const ran = await run(...shop, "--rules", "broad.yaml", "--sample", "40", "--reporter", "json");
  const proof = JSON.parse(ran.stdout) as { outcome: string; holes: { rules: string[]; sql?: string }[] };
  expect({ code: ran.code, outcome: proof.outcome }).toEqual({ code: 1, outcome: "holes" });
  expect(new Set(proof.holes.flatMap(({ rules }) => rules))).toEqual(new Set(["too-broad"]));
});

it("refuses what it can't copy, and options without meaning", async () => {
  await folder().write("live.yaml", "");
  expectRefusal(await run("--declared", at("declared.sql"), "--live", "live.yaml"), "not a driftcheck snapshot");
  expectRefusal(await run(...shop, "--sample", "0"), "--sample 0");
  expectRefusal(await run(...shop, "--seed", "3"), "--seed chooses the mutations of --sample");
  const password = "s3cret";
  const refused = await run("--declared", at("declared.sql"), "--live", `postgres://u:${password}@127.0.0.1:1/db`);
  expectRefusal(refused, "127.0.0.1");
  expect(refused.stderr).not.toContain(password);
});

describeWithServer(15, (server) => {
  it.runIf(hasTurn("live"))("proves the rules on a live server, through a copy, and leaves it as it was", async () => {
    const url = await server().createDatabase();
    await query(url, "CREATE TABLE orders (id int PRIMARY KEY, paid_at timestamptz, note varchar(20) NOT NULL)");
    await folder().write(
      "orders.sql",
      "CREATE TABLE orders (id int PRIMARY KEY, paid_at timestamp, note varchar(20) NOT NULL)",
    );
    const ran = await driftcheck(["prove", "--declared", "orders.sql", "--live", url, "--sample", "20"], {
      cwd: folder().path,
    });
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: "" });
    expect(ran.stdout).toMatch(/^Mutation score 100 %: (\d+) of \1 mutations are reported, a sample with seed 1\.$/m);
    const tables = await query(
      url,
      "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
    );
    expect(tables).toEqual([{ relname: "orders" }]);
  });
});
