// Whatever can't be told is exit code 2, with one line on stderr that says what, where and what to do, and an empty stdout.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { Client } from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { writeSnapshot } from "../../src/snapshot/file.ts";
import { catalogOf } from "../support/catalogs.ts";
import { driftcheck, expectRefusal, inherited, program, type Ran, startDriftcheck, useFolder } from "../support/cli.ts";
import { isNightly } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";

const folder = useFolder();
const good = "good.yaml";
const text = writeSnapshot(catalogOf({ id: { type: "integer" }, email: { type: "text" } }), good);
beforeAll(async () => {
  await folder().write(good, text);
});

const run = (...args: string[]) => driftcheck(args, { cwd: folder().path });
const against = (live: string) => run("--declared", good, "--live", live);

describe("the command line", () => {
  const cases: readonly [string, readonly string[], ...(string | RegExp)[]][] = [
    ["an unknown option", ["check", "--declare", good], "unknown option '--declare'", "--declared", "--help"],
    ["an unknown command", ["chekc"], "unknown command or argument 'chekc'", "--help"],
    ["another command's option", ["stamp", "--out", "x.yaml"], "stamp has no --out: use --attestation"],
    ["the same of bootstrap", ["bootstrap", "--output=x"], "bootstrap has no --output: use --attestation"],
    ["the same of check", ["--declared", good, "--out"], "check has no --out: use --output"],
    ["the same of snapshot", ["snapshot", "--output", "x"], "snapshot has no --output: use --out"],
    [
      "a version table of three parts",
      ["--declared", good, "--live", good, "--version-table", "a.b.c"],
      "--version-table a.b.c: write it as schema.table or table",
    ],
    ["an argument too many", ["check", good], `unknown command or argument '${good}'`],
    ["an unknown reporter", ["check", "--reporter", "xml"], "xml", "text, json"],
    ["no declared side", ["--live", good], "--declared is missing", "schema.sql"],
    ["no live side", ["--declared", good], "--live is missing", "DATABASE_URL"],
    ["an empty live side", ["--declared", good, "--live", ""], "--live is empty", "variable"],
    ["an empty source", ["snapshot", "--from", " ", "--out", "x.yaml"], "--from is empty"],
    ["no source", ["snapshot", "--out", "x.yaml"], "--from <locator>"],
    [
      "no locator",
      ["--declared", good, "--live", "mysql://host/db"],
      "mysql://host/db is not a locator",
      "postgres://",
    ],
    ["a snapshot's name", ["snapshot", "--from", good, "--out", "x.txt"], "--out x.txt", ".yaml or .json"],
    [
      "no folder for --out",
      ["snapshot", "--from", good, "--out", "none/x.yaml"],
      "none/x.yaml",
      "folder does not exist",
    ],
    ["no folder for --output", ["--declared", good, "--live", good, "--output", "none/x"], "none/x", "does not exist"],
    ["a folder as --output", ["--declared", good, "--live", good, "--output", "."], "cannot write .: it is a folder"],
    [
      "half a mapping",
      ["--declared", good, "--live", good, "--map-schema", "app"],
      "--map-schema app",
      "live=declared",
    ],
    [
      "a mapping of nothing",
      ["--declared", good, "--live", good, "--map-schema", "app=public"],
      "schema app",
      "public",
    ],
    [
      "two schemas mapped to one",
      ["--declared", good, "--live", good, "--map-schema", "a=public", "--map-schema", "b=public"],
      "--map-schema b=public: two live schemas are mapped to public",
    ],
  ];
  it.each(cases)("refuses %s", async (_, args, ...parts) => {
    expectRefusal(await run(...args), ...parts);
  });
});

describe("a file", () => {
  const utf16 = Buffer.from("\uFEFFcreate table t (id int);", "utf16le");
  const latin1 = Buffer.from("create table t (city text default 'Zürich');", "latin1");
  const cases: readonly [string, string, string | Uint8Array | undefined, ...string[]][] = [
    ["that is not there", "none.sql", undefined, "cannot read none.sql: no such file or folder"],
    ["without anything in it", "empty.sql", " \n", "empty.sql is empty"],
    ["in a folder without .sql", "folder/readme.md", "", "folder contains no .sql file"],
    ["of psql commands", "psql.sql", "select 1;\n\\i other.sql\n", "psql.sql:2", "other.sql"],
    ["cut short in a comment", "cut.sql", "select 1;\n/* and\nso on", "cut.sql:2", "comment", "cut short"],
    ["in Latin-1", "latin1.sql", latin1, "latin1.sql is not UTF-8 text", "--encoding=UTF8"],
    ["in UTF-16", "utf16.sql", utf16, "utf16.sql is not UTF-8 text"],
    ["with a NUL", "nul.sql", "create table t ();\0", "nul.sql is not UTF-8 text"],
    ["in pg_dump's custom format", "custom.sql", "PGDMP\x01\x0e\0", "custom.sql", "--file=custom.plain.sql"],
    ["that is no snapshot", "no.yaml", "a: 1\n", "no.yaml is not a driftcheck snapshot", "driftcheck snapshot"],
    [
      "of a later format",
      "later.yaml",
      text.replace("version: 2", "version: 99"),
      "later.yaml has format 99",
      "format 2",
    ],
    [
      "that somebody edited",
      "edited.yaml",
      text.replace("integer", "bigint"),
      "edited.yaml was edited",
      "Make it again",
    ],
    ["cut in half", "half.yaml", text.slice(0, text.length / 2), "half.yaml", "cut short", "Make it again"],
    ["of a later JSON format", "later.json", '{"version":99,"objects":{}}', "later.json has format 99"],
    ["of another JSON", "other.json", "{}", "other.json is not a driftcheck snapshot"],
  ];
  it.each(cases)("%s is refused", async (_, name, content, ...parts) => {
    if (content !== undefined) await folder().write(name, content);
    expectRefusal(await against(name.split("/")[0] ?? ""), ...parts);
  });

  it("with a statement that fails is refused with its line and the server's message", async () => {
    await folder().write("broken.sql", "create table t (id int);\n\ncreate view v as\n  select nme from t;\n");
    expectRefusal(await against("broken.sql"), /broken\.sql:3: .*column "nme" does not exist\. Correct it/);
  });

  it("that creates nothing is refused: there is nothing to compare", async () => {
    await folder().write("nothing.sql", "select 1;");
    expectRefusal(await against("nothing.sql"), "nothing.sql contains no tables", "Pass --allow-empty");
  });
});

describe("a rule file", () => {
  const rule = (fields: string) => `rules: [{ id: mine, reason: r, match: { kind: column }, ${fields} }]`;
  const cases: readonly [string, string, ...string[]][] = [
    ["with an unknown field", rule("color: red"), "rule mine: field color"],
    ["with an unknown field of match", "rules: [{ id: mine, reason: r, match: { tabel: t } }]", "field match.tabel"],
    ["with an unknown kind", "rules: [{ id: mine, reason: r, match: { kind: colum } }]", 'field match.kind: "colum"'],
    [
      "with an unknown attribute",
      "rules: [{ id: mine, reason: r, match: { kind: column, attribute: typ } }]",
      'rule mine: field match.attribute: "typ" is unknown; known are name, type',
    ],
    [
      "with an unknown equivalence",
      "rules: [{ id: mine, reason: r, match: { kind: column, equivalence: alike } }]",
      'rule mine: field match.equivalence: "alike" is unknown; known are',
    ],
    [
      "with an equivalence for other drift",
      "rules: [{ id: mine, reason: r, match: { kind: column, equivalence: enum-renamed } }]",
      "rule mine: field match.equivalence: enum-renamed applies only to a changed enum's name, and this match",
    ],
    [
      "with an equivalence for another attribute",
      "rules: [{ id: mine, reason: r, match: { attribute: type, equivalence: boolean-check } }]",
      "rule mine: field match.equivalence: boolean-check applies only to a missing or unexpected constraint, and this",
    ],
    ["that would ignore all", "rules: [{ id: mine, reason: r, match: {} }]", "rule mine: field match: is empty"],
    ["without a reason", "rules: [{ id: mine, match: { kind: column } }]", "rule mine: field reason: is missing"],
    [
      "with a word for a date",
      rule("expires: soon"),
      'rule mine: field expires: must be a date like 2027-01-31, not "soon"',
    ],
    [
      "with a day that never is",
      rule("expires: 2027-02-31"),
      'field expires: must be a date like 2027-01-31, not "2027-',
    ],
    [
      "with an id twice",
      "rules: [{ id: mine, reason: r, match: { kind: column } }, { id: mine, reason: r, match: { kind: table } }]",
      "rule mine: field id: two rules",
    ],
    ["that is no YAML", "rules: [{ id: mine", ".yaml:1: "],
    ["of two documents", "rules: []\n---\nrules: []", "several YAML documents"],
    ["with a bomb of aliases", "a: &a [x, x]\nb: &b [*a, *a]\nrules: [*b, *b]", "aliases are not supported"],
    ["with a field twice", "rules: []\nrules: []", ".yaml:2: "],
    ["without anything in it", "", "field rules"],
    ["that extends who knows what", "extends: strict", 'field extends: no preset is named "strict"'],
    ["that extends a mistyped preset", "extends: [pgloader-mysq]", "Did you mean pgloader-mysql?"],
    ["that extends no name", "extends: [1]", "field extends: no preset is named 1; it must be text."],
    ["that extends an empty list", "extends: []", "field extends: is empty"],
    [
      "whose rule says that it is of a preset",
      "rules: [{ id: a, reason: b, presets: [django], match: { kind: table } }]",
      "rule a: field presets: is allowed only in shipped rules",
    ],
  ];
  it.each(cases)("%s is refused, though nothing drifted", async (_, content, ...parts) => {
    await folder().write("rules.yaml", content);
    expectRefusal(
      await run("--declared", good, "--live", good, "--rules", "rules.yaml"),
      /rules\.yaml(?::\d+)?: /,
      ...parts,
    );
  });

  it("that is not there is refused", async () => {
    expectRefusal(await run("--declared", good, "--live", good, "--rules", "none.yaml"), "rule file none.yaml");
    expectRefusal(await run("rules", "--rules", "none.yaml"), "rule file none.yaml");
  });
});

describe("a stream", () => {
  const check = `"${process.execPath}" "${program}" --declared ${good} --live ${good}`;

  it("that closes early ends in no stack trace", async () => {
    const ran = await shell(`${check} --reporter json | true; echo "\${PIPESTATUS[0]}"`);
    expect(ran).toEqual({ code: 0, stdout: "0\n", stderr: "" });
  });

  it("that is closed from the start is no drift", async () => {
    expect(await shell(`${check} <&- >&- 2>&-`)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect((await shell(`${check} --bogus <&- >&- 2>&-`)).code).toBe(2);
  });

  it.runIf(process.platform === "linux")("that takes nothing is an error, as nobody has the report", async () => {
    expectRefusal(await shell(`${check} > /dev/full`), "cannot write to stdout: ENOSPC");
  });

  async function shell(command: string): Promise<Ran> {
    const child = spawn("bash", ["-c", command], { cwd: folder().path, env: inherited() });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (data) => {
      stdout += data;
    });
    child.stderr.on("data", (data) => {
      stderr += data;
    });
    const [code] = await once(child, "close");
    return { code, stdout, stderr };
  }
});

describe("a server", () => {
  it("that is not there is refused with its address", async () => {
    const port = await closedPort();
    expectRefusal(
      await against(`postgres://me@127.0.0.1:${port}/db`),
      `127.0.0.1:${port}/db`,
      "Check that a server listens there",
    );
  });

  it("whose name nobody knows is refused with its name", async () => {
    expectRefusal(
      await against("postgres://me@nowhere.invalid/db"),
      "nowhere.invalid",
      /no such host|cannot be resolved/,
    );
  });

  it("whose URL is none is refused", async () => {
    expectRefusal(await against("postgres://me@host:port/db"), "the URL is not valid", "Percent-encode");
  });

  it("that the PG* variables name is refused by that name", async () => {
    const env = { PGHOST: "127.0.0.1", PGPORT: String(await closedPort()) };
    const ran = await driftcheck(["--declared", good], { cwd: folder().path, env });
    expectRefusal(ran, "the server of the PG* variables", "connection refused");
  });
});

describeWithServer(
  15,
  (server) => {
    const url = (changes: Partial<URL>) => Object.assign(new URL(server().url), changes).href;

    it("tells a wrong password, none, an unknown role and an unknown database apart", async () => {
      const [wrong, none, role, database] = await Promise.all([
        against(url({ password: "wrong" })),
        against(url({ password: "" })),
        against(url({ username: "nobody" })),
        against(url({ pathname: "/nowhere" })),
      ]);
      expectRefusal(wrong, 'password authentication failed for user "postgres"');
      expectRefusal(none, "the server requests a password", "PGPASSWORD");
      expectRefusal(role, 'password authentication failed for user "nobody"');
      expectRefusal(database, 'database "nowhere" does not exist');
      // Without a word of it, the server may or may not have it.
      expect(database.stderr).not.toContain("SSL");
    });

    it("refuses an empty database, unless that is what is asked for", async () => {
      const empty = await server().createDatabase();
      expectRefusal(await against(empty), "contains no tables", "Pass --allow-empty");
      expect((await run("--declared", good, "--live", empty, "--allow-empty")).code).toBe(1);
    });

    it("says that an administrator ended the session", async () => {
      const database = await server().createDatabase();
      const lock = await lockComments(database);
      try {
        const checking = startDriftcheck(["--declared", good, "--live", database], { cwd: folder().path });
        await expect.poll(() => waiting(database), { timeout: 30_000 }).toHaveLength(1);
        await query(database, `SELECT pg_terminate_backend(pid) FROM (${waitingQuery}) AS it`);
        expectRefusal(await checking.ended, "cannot read postgres://", "an administrator ended the session");
      } finally {
        await lock.end();
      }
    });

    // It waits twice for ten seconds, as test/connection/beside-ddl.test.ts does every day.
    it.runIf(isNightly)("says that another session holds a lock", async () => {
      const database = await server().createDatabase();
      const lock = await lockComments(database);
      try {
        expectRefusal(await against(database), "canceling statement due to lock timeout: another session", "Try again");
      } finally {
        await lock.end();
      }
    });
  },
  { password: "correct" },
);

const waitingQuery = `SELECT pid FROM pg_stat_activity
  WHERE application_name = 'driftcheck' AND wait_event_type = 'Lock' AND datname = current_database()`;

const waiting = (database: string) => query(database, waitingQuery);

/** A session that keeps everyone from reading comments, which each check does and connecting does not. */
async function lockComments(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("BEGIN; LOCK TABLE pg_description IN ACCESS EXCLUSIVE MODE");
  return client;
}

function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
